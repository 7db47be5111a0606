"""One picture from start to end: drawn or retouched, enlarged, its faces refined."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from torch import Tensor

from core.engine.conditions import Conditions
from core.engine.inpainting import Canvas, canvas_of, inpaint
from core.engine.passes import Work
from core.engine.pipeline import decode, denoise
from core.engine.refining import Target, refined
from core.engine.upscaling import enlarge
from core.errors import NoFace
from core.faces.arranging import resemblances, whose
from core.faces.face import Face
from core.faces.likeness import Known, Resemblance
from core.faces.person import Person, sizes_in
from core.recipe import Recipe
from core.retouch.sizes import picture_size, target_size
from core.retouch.upscaling_models import refuse_missing


@dataclass(frozen=True, eq=False)
class Made:
    """A finished picture, and how its people came out, before their faces were refined too."""

    image: np.ndarray
    people: tuple[Resemblance, ...]
    before: tuple[Resemblance, ...] = ()


@dataclass(frozen=True, eq=False)
class Maker:
    """Makes the pictures of one recipe.

    Attributes:
        known: what each person is compared with.
        see: all faces of a picture.
        canvas: what is retouched; None: the picture is drawn as a whole.
        conditions: for a picture drawn as a whole.
        unit: what the sides of what is drawn must be a multiple of, pixels.
        side: width and height that the pack draws best; faces are refined in it.
    """

    known: Sequence[Known]
    see: Callable[[np.ndarray], tuple[Face, ...]]
    canvas: Canvas | None
    conditions: Conditions | None
    unit: int
    side: tuple[int, int]

    def make(self, work: Work) -> Made:
        """Make the picture of this work; raises as `Engine.generate` does."""
        recipe = work.recipe
        image, latents = self._begin(work)
        if recipe.upscale is not None:
            here = (image.shape[1], image.shape[0])
            there = target_size(recipe.upscale, here, self.unit)
            work = replace(work, people=_scaled(work.people, np.array(there) / here))
            image = enlarge(work, image, latents, self.unit)
        faces = self.see(image) if work.people or recipe.refine is not None else ()
        people = self._came_out(faces, work)
        if recipe.refine is None:
            return Made(image, people)
        done = refined(work, image, self._targets(faces, work), self.side)
        again = self.see(done) if work.people else ()
        return Made(done, self._came_out(again, work), before=people)

    def _begin(self, work: Work) -> tuple[np.ndarray, Tensor | None]:
        """The first pass, and its latents where it drew the whole picture."""
        if self.canvas is not None:
            return inpaint(work, self.canvas), None
        assert self.conditions is not None
        latents = denoise(work.models, self.conditions, work.seed, work.control)
        work.control.report("decode")
        return decode(work.models, latents)[0], latents

    def _came_out(self, faces: Sequence[Face], work: Work) -> tuple[Resemblance, ...]:
        return resemblances(faces, work.people, self.known, self.canvas is not None)

    def _targets(self, faces: Sequence[Face], work: Work) -> list[Target]:
        """The faces that may be refined: of each person, or without people of everybody.

        A person whose face came out so badly that it isn't found is refined where it was asked
        for; but not in a picture that was there before.
        """
        if not work.people:
            targets = [Target(None, face.landmarks) for face in faces]
        else:
            targets = self._of_people(faces, work)
        if self.canvas is not None and not targets:
            raise NoFace("No face is found in the picture.", "Choose one that shows a face.")
        return targets

    def _of_people(self, faces: Sequence[Face], work: Work) -> list[Target]:
        drawn = self.canvas is None
        asked = [person.landmarks for person in work.people]
        theirs = whose(faces, asked, crowded=not drawn)
        told = [drawn or one.landmarks is not None for one in work.recipe.identities]
        return [
            Target(number, points if face is None else face.landmarks)
            for number, (face, points) in enumerate(zip(theirs, asked, strict=True))
            if face is not None or told[number]
        ]


def refuse_sizes(recipe: Recipe, sources: Mapping[str, np.ndarray], unit: int) -> None:
    """Raise at once what would go wrong with a canvas, a mask or an enlargement.

    Raises:
        BadInput: if a mask marks nothing or has another size, or the picture would be too large.
        Unsupported: if there is no such upscaling model.
    """
    if recipe.start is not None and recipe.start.retouches:
        size = (recipe.sampling.width, recipe.sampling.height)
        canvas_of(recipe.start, sources, size)
    if recipe.upscale is not None:
        target_size(recipe.upscale, picture_size(recipe, sizes_in(sources)), unit)
        if recipe.upscale.upscaler is not None:
            refuse_missing(recipe.upscale.upscaler)


def _scaled(people: Sequence[Person], scale: np.ndarray) -> list[Person]:
    """The same people in a picture that is so many times wider and higher, (2,)."""
    return [replace(one, landmarks=(one.landmarks * scale).astype(np.float32)) for one in people]
