"""Draw the cells of a sheet one after another, and measure what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from core.compare.sheet import NOTHING, Cell, Drawn, Figures
from core.errors import BadInput, DamagedPack, OutOfMemory
from core.faces.alike import alike_of
from core.faces.face import Face, largest
from core.faces.likeness import USUAL, Known, Resemblance, Scale, know
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
    usual: Scale = USUAL,
) -> Iterator[Drawn]:
    """Draw cells as they are asked for; whoever stops asking, or cancels, keeps what came before.

    A cell that can't be drawn is told with its fault, and the next one follows.

    Args:
        drawing: the engine, or what stands for it.
        cells: of a sheet, or those of them that are wanted.
        sources: every image that their recipes name, by fingerprint: RGB uint8, (h, w, 3).
        control: told of every picture's stages, one picture after another.
        person: whom pictures are measured against whose recipes name nobody.
        usual: what the cosines of the pack mean for people in general.

    Raises:
        BadInput: before the first cell, if no face is found on a photo of this person.
        Cancelled: after a cancel.
        UserError: if drawing is at an end altogether, such as with a damaged pack.
    """
    judge = None if person is None else Judge(drawing, person, sources, usual)
    for cell in cells:
        try:
            (portrait,) = drawing.generate(cell.recipe, sources, control)
        except DamagedPack:
            raise
        except (BadInput, OutOfMemory) as error:
            yield Drawn(cell, None, NOTHING, error.sentence())
            continue
        if judge is None or cell.recipe.identities:
            yield Drawn(cell, portrait, figures_of(portrait))
        else:
            yield Drawn(cell, portrait, judge.measure(portrait))


def figures_of(portrait: Portrait) -> Figures:
    """What the engine has told of a picture."""
    found = portrait.likeness, portrait.landmark_error, portrait.seconds
    return Figures(*found, alike_of(portrait.people))


def measured(
    faces: Sequence[Face], person: Known, asked: np.ndarray, seconds: float | None
) -> Figures:
    """What is known of a picture against somebody whom its recipe does not name.

    Args:
        faces: all that are found in the picture; the largest one counts.
        person: whom it is compared with.
        asked: where the face should be, (5, 2), pixels.
        seconds: that the picture took.
    """
    face = largest(faces) if faces else None
    found = None if face is None else face.landmarks
    cosine = None if face is None else person.likeness(face)
    people = alike_of((Resemblance(asked, found, cosine, person.scale),))
    return Figures(cosine, landmark_error(found, asked), seconds, people)


class Judge:
    """Measures a picture as the engine would, had its recipe named this person.

    Args:
        drawing: sees the faces; used while nothing is drawn.
        person: whom to measure against.
        sources: the person's photos, by fingerprint.
        usual: what the cosines of the pack mean for people in general.

    Raises:
        BadInput: if no face is found on a photo of the person.
    """

    def __init__(
        self,
        drawing: Drawing,
        person: Identity,
        sources: Mapping[str, np.ndarray],
        usual: Scale = USUAL,
    ) -> None:
        self._drawing = drawing
        self._person = person
        self._sources = sources
        self._seen: dict[str, tuple[Face, ...]] = {}
        self._known = know(faces_of_person(person, self._faces_of), person.weights, usual)

    def measure(self, portrait: Portrait) -> Figures:
        """All that the engine would have told."""
        sampling = portrait.recipe.sampling
        size = (sampling.width, sampling.height)
        asked = landmarks_of(self._person, size, sizes_in(self._sources), self._faces_of)
        seen = self._drawing.faces(portrait.image)
        return measured(seen, self._known, asked, portrait.seconds)

    def _faces_of(self, photo: str) -> tuple[Face, ...]:
        if photo not in self._seen:
            self._seen[photo] = self._drawing.faces(self._sources[photo])
        return self._seen[photo]
