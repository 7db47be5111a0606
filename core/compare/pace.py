"""How long pictures will take, judged by one that was drawn on the same machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from core.hosting import Drawing
from core.jobs import JobControl
from core.recipe import Recipe

if TYPE_CHECKING:
    import numpy as np

_NET = 0.4  # of a step: what IdentityNet or another ControlNet adds to it
_SHALLOW = 0.3  # of a step: what is left of it where the deep blocks and all nets rest
_TRIAL_STEPS = 4
_ENDS = 2.0  # steps: what a picture takes besides its steps, most of it to be decoded


def estimate(recipes: Iterable[Recipe], known: Recipe, seconds: float) -> float:
    """Seconds that all these pictures will take.

    Measured with the demo pack on two cores: within a fifth over steps, guidance and people; half
    too much for pictures of 384 pixels, judged by one of 256. Other work on the machine counts.

    Args:
        recipes: one picture each.
        known: a picture that was drawn with the same pack on the same machine.
        seconds: that it took.
    """
    return seconds * sum(map(_work, recipes)) / _work(known)


def trial(
    drawing: Drawing, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
) -> tuple[Recipe, float]:
    """Draw a recipe with few steps, to know the pace where nothing was drawn yet.

    Returns:
        What `estimate` wants to know: the recipe that was drawn, and its seconds.

    Raises as `drawing.generate` does.
    """
    few = min(_TRIAL_STEPS, recipe.sampling.steps)
    if recipe.start is not None:  # of which at least one must be left
        few = recipe.sampling.steps
    quick = recipe.with_fields({"sampling.steps": few, "sampling.count": 1})
    took: list[float] = []
    for _ in range(2):  # the first one also warms up
        (portrait,) = drawing.generate(quick, sources, control)
        took.append(portrait.seconds)
    return quick, min(took)


def _work(recipe: Recipe) -> float:
    """Pixels that go through the UNet, all in all."""
    sampling = recipe.sampling
    share = recipe.start.strength if recipe.start else 1.0
    steps = max(1, int(sampling.steps * share))
    # With guidance each step is computed twice.
    halves = 1 + sampling.guided_until if sampling.guidance > 1 else 1
    nets = [person for person in recipe.identities if person.structure] + list(recipe.controls)
    whole = 1 + _NET * sum(net.window[1] - net.window[0] for net in nets)
    full = min(1.0, 1 / sampling.full_every + 2 / steps)  # share of the steps, with the ends
    times = full * whole + (1 - full) * _SHALLOW
    pixels = sampling.width * sampling.height
    return pixels * (steps * halves * times + _ENDS + _more_steps(recipe) * halves * times)


def _more_steps(recipe: Recipe) -> float:
    """Steps of what comes after the first pass, in steps of that: enlarging, and each face."""
    enlarging, refine, steps = recipe.upscale, recipe.refine, recipe.sampling.steps
    more = enlarging.strength * enlarging.factor**2 if enlarging is not None else 0.0
    faces = max(1, len(recipe.identities))
    return steps * (more + (refine.strength * faces if refine is not None else 0.0))
