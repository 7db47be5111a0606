"""How long a step takes, as measured on this computer."""

from collections.abc import Iterable
from dataclasses import replace

from core.library.queue import Speed
from core.recipe import Recipe


class Speeds:
    """What was measured; the newest of each device, pack and size counts.

    Args:
        measured: the newest first.
    """

    def __init__(self, measured: Iterable[Speed]) -> None:
        self._measured = list(measured)
        self.device = self._measured[0].device if self._measured else ""

    def add(self, speed: Speed) -> None:
        """A new measurement; the device that it was made on is the one in use."""
        self.device = speed.device
        self._measured = [speed, *(one for one in self._measured if not _replaces(speed, one))]

    def use(self, device: str) -> None:
        """The engine draws on this device; empty if it could not be opened."""
        self.device = device or self.device

    def per_step(self, recipe: Recipe) -> float | None:
        """Seconds per step on the device in use; None where nothing near it was measured.

        A size that is new is judged by another one's pixels.
        """
        sampling = recipe.sampling
        size = (sampling.width, sampling.height)
        near = [
            speed
            for speed in self._measured
            if speed.pack == recipe.pack and speed.device == self.device
        ]
        for speed in near:
            if (speed.width, speed.height) == size:
                return speed.seconds
        if not near:
            return None
        pixels = sampling.width * sampling.height
        nearest = min(near, key=lambda speed: abs(speed.width * speed.height - pixels))
        return nearest.seconds * pixels / (nearest.width * nearest.height)

    def estimate(self, recipe: Recipe) -> float | None:
        """Seconds that all pictures of a recipe will take, about; None where not known.

        How long enlarging and refining take is not measured.
        """
        per_step, later = self.per_step(recipe), (recipe.upscale, recipe.refine)
        if per_step is None or any(part is not None for part in later):
            return None
        share = 1.0 if recipe.start is None else recipe.start.strength
        return recipe.sampling.count * int(recipe.sampling.steps * share) * per_step


def _replaces(new: Speed, old: Speed) -> bool:
    return replace(old, seconds=new.seconds) == new
