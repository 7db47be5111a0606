"""Draw the cells of a sheet one after another, and measure what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from core.compare.sheet import NOTHING, Cell, Drawn, Figures
from core.errors import BadInput, DamagedPack, OutOfMemory
from core.faces.alike import alike_of
from core.faces.face import Face, cosine, largest
from core.faces.likeness import mean_embedding
from core.faces.person import faces_of_person, landmarks_of, sizes_in
from core.hosting import Drawing
from core.jobs import JobControl
from core.portrait import Portrait, landmark_error
from core.recipe import Identity

if TYPE_CHECKING:
    import numpy as np


def draw(
    drawing: Drawing,
    cells: Iterable[Cell],
    sources: Mapping[str, np.ndarray],
    control: JobControl,
    person: Identity | None = None,
) -> Iterator[Drawn]:
    """Draw cells as they are asked for; whoever stops asking, or cancels, keeps what came before.

    A cell that can't be drawn is told with its fault, and the next one follows.

    Args:
        drawing: the engine, or what stands for it.
        cells: of a sheet, or those of them that are wanted.
        sources: every image that their recipes name, by fingerprint: RGB uint8, (h, w, 3).
        control: told of every picture's stages, one picture after another.
        person: whom pictures are measured against whose recipes name nobody.

    Raises:
        BadInput: before the first cell, if no face is found on a photo of this person.
        Cancelled: after a cancel.
        UserError: if drawing is at an end altogether, such as with a damaged pack.
    """
    judge = None if person is None else Judge(drawing, person, sources)
    for cell in cells:
        try:
            (portrait,) = drawing.generate(cell.recipe, sources, control)
        except DamagedPack:
            raise
        except (BadInput, OutOfMemory) as error:
            yield Drawn(cell, None, NOTHING, error.sentence())
            continue
        if judge is None or cell.recipe.identities:
            found, people = (portrait.likeness, portrait.landmark_error), portrait.people
        else:
            found, people = judge.measure(portrait), ()
        yield Drawn(cell, portrait, Figures(*found, portrait.seconds, alike_of(people)))


def measured(
    faces: Sequence[Face], own: Sequence[Face], weights: Sequence[float], asked: np.ndarray
) -> tuple[float | None, float | None]:
    """Likeness and landmark error of a picture; None where it shows no face.

    Args:
        faces: all that are found in the picture; the largest one counts.
        own: the person's faces in the photos, one or more.
        weights: of these photos, see `mean_embedding`.
        asked: where the face should be, (5, 2), pixels.
    """
    if not faces:
        return None, None
    face = largest(faces)
    person = mean_embedding([photo.judged for photo in own], weights)
    return cosine(face.judged, person), landmark_error(face.landmarks, asked)


class Judge:
    """Measures a picture as the engine would, had its recipe named this person.

    Args:
        drawing: sees the faces; used while nothing is drawn.
        person: whom to measure against.
        sources: the person's photos, by fingerprint.

    Raises:
        BadInput: if no face is found on a photo of the person.
    """

    def __init__(
        self, drawing: Drawing, person: Identity, sources: Mapping[str, np.ndarray]
    ) -> None:
        self._drawing = drawing
        self._person = person
        self._sources = sources
        self._seen: dict[str, tuple[Face, ...]] = {}
        self._own = faces_of_person(person, self._faces_of)

    def measure(self, portrait: Portrait) -> tuple[float | None, float | None]:
        """Likeness and landmark error; None where the picture shows no face."""
        sampling = portrait.recipe.sampling
        size = (sampling.width, sampling.height)
        asked = landmarks_of(self._person, size, sizes_in(self._sources), self._faces_of)
        seen = self._drawing.faces(portrait.image)
        return measured(seen, self._own, self._person.weights, asked)

    def _faces_of(self, photo: str) -> tuple[Face, ...]:
        if photo not in self._seen:
            self._seen[photo] = self._drawing.faces(self._sources[photo])
        return self._seen[photo]
