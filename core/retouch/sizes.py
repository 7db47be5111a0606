"""How large a picture becomes: by its sampling, its start image, an extension and enlarging.

Without engine or Qt: the window tells it before anything is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.errors import BadInput
from core.lazy import Lazy
from core.pose import as_landmarks, landmarks_in
from core.recipe import Identity, Recipe
from core.recipe_retouch import Upscale
from core.retouch.canvas import MAX_SIDE, refuse_too_wide
from core.retouch.window import Size
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

CELL = 8  # pixels of a latent
SizeOf = Callable[[str], Size]
"""Width and height of an image that a recipe names, by fingerprint."""


def picture_size(recipe: Recipe, size_of: SizeOf) -> Size:
    """Width and height of the picture, before it is enlarged."""
    start = recipe.start
    if start is None or not start.retouches:
        return recipe.sampling.width, recipe.sampling.height
    left, top, right, bottom = start.extend
    width, height = size_of(start.image)
    return width + left + right, height + top + bottom


def finished_size(recipe: Recipe, size_of: SizeOf, unit: int = CELL) -> Size:
    """Width and height of the picture when all is done.

    Args:
        recipe: what is drawn.
        size_of: see `SizeOf`.
        unit: what its sides are a multiple of where latents are enlarged, pixels.

    Raises:
        BadInput: if it would be too large.
    """
    size = picture_size(recipe, size_of)
    refuse_too_wide(size)
    return size if recipe.upscale is None else target_size(recipe.upscale, size, unit)


def target_size(upscale: Upscale, picture: Size, unit: int) -> Size:
    """Width and height of the enlarged picture: whole latents, or what the UNet halves evenly.

    Raises:
        BadInput: if it is too large.
    """
    step = unit if upscale.by == "latents" else CELL
    width, height = (max(step, round(side * upscale.factor / step) * step) for side in picture)
    if max(width, height) > MAX_SIDE:
        raise BadInput(
            Told("The enlarged picture would have {0} x {1} pixels.", width, height),
            Told("Enlarge it to {0} pixels a side at most.", MAX_SIDE),
        )
    return width, height


def reframed(after: Recipe, before: Recipe, size_of: SizeOf) -> Recipe:
    """A recipe whose picture may have another size than before, its faces where they stood.

    Only those that were placed by hand: all others are placed anew by themselves. Where an image
    is extended they stay on the same spot of it; else they keep their framing.

    Args:
        after: as it was edited.
        before: as it was, with the landmarks of the same people.
        size_of: see `SizeOf`.
    """
    if not any(one.landmarks for one in after.identities):
        return after
    old, new = picture_size(before, size_of), picture_size(after, size_of)
    shift = _shift(before, after)
    if shift == (0, 0) or (shift is None and old == new):
        return after
    people = tuple(
        _shifted(one, shift)
        if shift is not None
        else one.model_copy(update={"landmarks": landmarks_in(one.landmarks, old, new)})
        for one in after.identities
    )
    return after.model_copy(update={"identities": people})


def _shift(before: Recipe, after: Recipe) -> tuple[int, int] | None:
    """By how much all of the picture moves to the right and down; None: it is another one."""
    old, new = before.start, after.start
    if old is None or new is None or old.image != new.image:
        return None
    if not (old.retouches and new.retouches):
        return None
    return new.extend[0] - old.extend[0], new.extend[1] - old.extend[1]


def _shifted(person: Identity, by: tuple[int, int]) -> Identity:
    if person.landmarks is None:
        return person
    points = np.array(person.landmarks, np.float64) + by
    return person.model_copy(update={"landmarks": as_landmarks(points)})
