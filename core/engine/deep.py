"""Deep features that serve several steps: in the steps between, only the shallow blocks run.

From one step to the next the deep blocks of a UNet say nearly the same: what the picture shows and
where. What its first and last block add is the fine detail, and changes faster. So of several
steps one is computed in full; in the others the deep blocks, and the ControlNets, say what they
said before. Other pixels come out, nearly alike.

Source: Ma et al., DeepCache: Accelerating Diffusion Models for Free, 2024, §3.2 (its uniform
steps), here with the ControlNets.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from torch import nn

from core.engine.adapters import Slot, is_within
from core.engine.caching import wrapped
from core.engine.conditions import Guide


class Deep:
    """Which steps of one run of a pipeline are computed in full.

    The first step, the second and the last always are; so is every step in which something else
    acts than in the step before: a window begins or ends, or the guidance does.
    """

    def __init__(
        self, every: int, steps: int, slots: Sequence[Slot], guides: Sequence[Guide]
    ) -> None:
        """Take what may change.

        Args:
            every: of so many steps one is computed in full; 1: all are.
            steps: of the run.
            slots: the adapters' parts of the run.
            guides: its ControlNets'.
        """
        self._every, self._steps = every, steps
        self._slots, self._guides = slots, guides
        self._last = 0  # step that was computed in full
        self._acted = self._acting(0, True)
        self.is_full = True
        """Whether the next step is computed in full."""

    def prepare(self, step: int, guided: bool) -> None:
        """Say which step comes next, counted from 0, and whether it is guided."""
        acting = self._acting(step, guided)
        self.is_full = (
            step - self._last >= self._every
            or step < 2
            or step + 1 >= self._steps
            or acting != self._acted
        )
        if self.is_full:
            self._last, self._acted = step, acting

    @contextmanager
    def taking_over(self, *modules: nn.Module) -> Iterator[None]:
        """Within, these modules say what they said before, in all steps that are not full.

        Args:
            modules: see `deep_parts`; each is called once in a step.
        """
        with wrapped(modules if self._every > 1 else (), self._recalling):
            yield

    def _recalling(self, forward: Callable[..., Any]) -> Callable[..., Any]:
        said: Any = None

        def recall(*args: Any, **given: Any) -> Any:
            nonlocal said
            if self.is_full:
                said = forward(*args, **given)
            return said

        return recall

    def _acting(self, step: int, guided: bool) -> tuple[object, ...]:
        """What else decides on a step."""
        weights = (slot.weight(step, self._steps) for slot in self._slots)
        nets = (is_within(guide.window, step, self._steps) for guide in self._guides)
        return guided, *weights, *nets


def deep_parts(pipe: Any) -> list[nn.Module]:
    """A pipeline's ControlNets, and all blocks of its UNet but the first and the last one."""
    unet, net = pipe.unet, getattr(pipe, "controlnet", None)
    nets = [] if net is None else [net]
    return [*nets, *unet.down_blocks[1:], unet.mid_block, *unet.up_blocks[:-1]]
