"""Guidance that ends before the last step: from there on the unconditional half isn't computed.

Late steps settle details, which guidance hardly moves; without it each costs half. diffusers knows
how to end it (`SDXLCFGCutoffCallback`) for text alone; adapters and ControlNets have halves too.

Source: Kynkäänniemi et al., Applying Guidance in a Limited Interval, 2024, §3.
"""

import math
from collections.abc import Sequence
from typing import Any

from core.engine.adapters import Adapters
from core.engine.identity import IdentityNet

HALVED = ("prompt_embeds", "add_text_embeds", "add_time_ids", "image", "control_image")
"""What the pipelines read in every step with two halves, under their own names for it."""


class Guided:
    """How long one run of a pipeline is guided."""

    def __init__(
        self,
        pipe: Any,
        nets: Sequence[Any],
        adapters: Adapters,
        until: float,
        steps: int,
        images: int,
    ) -> None:
        """Take what is to be halved.

        Args:
            pipe: the pipeline, about to run with guidance.
            nets: its ControlNets.
            adapters: those of its UNet.
            until: share of the steps that are guided.
            steps: of the run.
            images: pictures drawn at once.
        """
        self._pipe, self._nets, self._adapters, self._images = pipe, nets, adapters, images
        self._end = max(1, math.ceil(until * steps - 1e-9))
        self.goes_on = True
        """Whether the next step is guided."""
        ends = self._end < steps
        self.inputs = tuple(n for n in HALVED if ends and n in pipe._callback_tensor_inputs)
        """What the pipeline has to hand over after each step, beside the latents."""

    def after_step(self, step: int, state: dict[str, Any]) -> dict[str, Any]:
        """What of the state changes after this step, counted from 0."""
        if not self.inputs or step + 1 != self._end:
            return {}
        self.goes_on = False
        self._pipe._guidance_scale = 1.0
        self._adapters.speak_alone(self._images)
        for net in self._nets:
            if isinstance(net, IdentityNet) and net.face is not None:
                net.face = self._half(net.face)
        return {name: self._half(state[name]) for name in self.inputs}

    def _half(self, rows: Any) -> Any:
        """The conditional rows, which stand last; guess mode's control images have no others."""
        if isinstance(rows, list):  # of several ControlNets
            return [self._half(one) for one in rows]
        return rows[-self._images :]
