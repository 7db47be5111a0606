"""Draw the cells of a sheet one after another, and measure what comes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from core.compare.sheet import NOTHING, Cell, Drawn, Figures
from core.errors import BadInput, DamagedPack, OutOfMemory
from core.faces.alike import alike_of
from core.faces.face import Face, cosine, largest
from core.faces.person import Person, meet, sizes_in
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


def measured(faces: Sequence[Face], asked: Person) -> tuple[float | None, float | None]:
    """Likeness and landmark error of a picture with these faces; None where it shows none."""
    if not faces:
        return None, None
    face = largest(faces)
    return (
        cosine(face.embedding, asked.embedding),
        landmark_error(face.landmarks, asked.landmarks),
    )


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
        self._meet((64, 64))

    def measure(self, portrait: Portrait) -> tuple[float | None, float | None]:
        """Likeness and landmark error; None where the picture shows no face."""
        sampling = portrait.recipe.sampling
        asked = self._meet((sampling.width, sampling.height))
        return measured(self._drawing.faces(portrait.image), asked)

    def _meet(self, size: tuple[int, int]) -> Person:
        return meet(self._person, size, sizes_in(self._sources), self._faces_of)

    def _faces_of(self, photo: str) -> tuple[Face, ...]:
        if photo not in self._seen:
            self._seen[photo] = self._drawing.faces(self._sources[photo])
        return self._seen[photo]
