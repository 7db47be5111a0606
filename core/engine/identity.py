"""IdentityNet: the ControlNet of InstantID, in an unmodified diffusers pipeline.

Any other ControlNet reads the prompt through cross-attention; IdentityNet reads the tokens of a
face. Everything else (a picture of five landmarks as its condition, residuals added to the
UNet's) is that of a ControlNet, so the stock pipelines drive it without knowing.

Source: Wang et al., InstantID: Zero-shot Identity-Preserving Generation in Seconds, 2024, §3.3.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch.nn.functional as F
from diffusers import ControlNetModel
from torch import Tensor

Residuals = tuple[list[Tensor], Tensor]


class SparingNet(ControlNetModel):
    """A ControlNet that does no work where its scale is 0: switched off, or outside its window."""

    def forward(  # pyright: ignore[reportIncompatibleMethodOverride] - the others are in `rest`
        self,
        sample: Tensor,
        timestep: Any,
        encoder_hidden_states: Tensor,
        controlnet_cond: Tensor,
        conditioning_scale: float = 1.0,
        **rest: Any,
    ) -> Any:
        """As `ControlNetModel.forward`; the pipelines call it by these names, for a tuple."""
        if not conditioning_scale:
            return self.silence(sample)
        return super().forward(
            sample, timestep, encoder_hidden_states, controlnet_cond, conditioning_scale, **rest
        )

    def silence(self, sample: Tensor) -> Residuals:
        """Residuals that change nothing.

        Adding them is bit-identical to adding those of a run at scale 0. The down residuals may
        broadcast; the middle one needs its true shape, since MultiControlNetModel adds the next
        net's residual to it in place.

        Args:
            sample: latents, shape (batch, channels, h, w).
        """
        shrink = 2 ** (len(self.down_blocks) - 1)
        height, width = (-(-side // shrink) for side in sample.shape[-2:])
        nothing = sample.new_zeros(len(sample), 1, 1, 1)
        middle = nothing.repeat(1, self.config["block_out_channels"][-1], height, width)
        return [nothing] * len(self.controlnet_down_blocks), middle


class IdentityNet(SparingNet):
    """A ControlNet that reads face tokens where any other would read the prompt."""

    face: Tensor | None = None
    """(batch, tokens, width), the unconditional rows first, as the pipeline orders them."""

    region: Tensor | None = None
    """(1, 1, h, w) in 0..1 and pixels of the picture: where it acts; None: everywhere."""

    @contextmanager
    def seeing(self, face: Tensor, region: Tensor | None) -> Iterator[None]:
        """Within, this net reads `face` and acts inside `region`; one picture at a time."""
        self.face, self.region = face.to(self.device, self.dtype), region
        try:
            yield
        finally:
            self.face = self.region = None

    def forward(
        self,
        sample: Tensor,
        timestep: Any,
        encoder_hidden_states: Tensor,
        controlnet_cond: Tensor,
        conditioning_scale: float = 1.0,
        **rest: Any,
    ) -> Any:
        if self.face is None or len(self.face) != len(sample):
            raise ValueError("IdentityNet needs one row of face tokens for each row of latents.")
        down, middle = super().forward(
            sample, timestep, self.face, controlnet_cond, conditioning_scale, **rest
        )
        if self.region is None or not conditioning_scale:
            return down, middle
        return [self._inside(residual) for residual in down], self._inside(middle)

    def _inside(self, residual: Tensor) -> Tensor:
        assert self.region is not None
        region = F.interpolate(self.region.to(residual), residual.shape[-2:], mode="bilinear")
        return residual * region


def face_rows(tokens: Tensor, images: int, guided: bool, guess_mode: bool) -> Tensor:
    """Repeat ID tokens as the pipeline repeats its latents.

    Args:
        tokens: (2, n, width): of no face, then of the face.
        images: pictures drawn at once.
        guided: whether the UNet runs on an unconditional half as well.
        guess_mode: whether ControlNets see the conditional half only.

    Returns:
        (images, n, width), or (2 * images, n, width) with the unconditional rows first.
    """
    halves = tokens if guided and not guess_mode else tokens[1:]
    return halves.repeat_interleave(images, 0)
