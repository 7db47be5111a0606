"""What the picture will look like, guessed at every step from the predicted clean latents.

Schedulers know the clean latents x0 that they predict but hand back the noisy ones only.
`watching` keeps x0 as it passes, at no cost; `Preview` turns it into a small picture by a
linear map, which is about a thousand times cheaper than the VAE, and `TinyPreview` by a small
decoder, which costs more and shows more.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import AutoencoderTiny
from torch import Tensor

from core.packs.previews import SDXL_BIAS, SDXL_FACTORS


class Preview:
    """A linear map from scaled latents to RGB."""

    def __init__(self, factors: Any, bias: Any) -> None:
        """Take the map.

        Args:
            factors: shape (channels, 3).
            bias: shape (3,). Latents times factors plus bias is RGB in -1..1.
        """
        self._factors = torch.tensor(factors, dtype=torch.float32)
        self._bias = torch.tensor(bias, dtype=torch.float32)

    def draw(self, latents: Tensor) -> np.ndarray:
        """The first of these latents, shape (n, channels, h, w), as RGB uint8, shape (h, w, 3)."""
        clean = latents[0].detach().to("cpu", torch.float32)
        colours = torch.einsum("chw,cr->hwr", clean, self._factors) + self._bias
        return to_bytes(colours).numpy()


class TinyPreview:
    """A small decoder of scaled latents, such as TAESD; its picture may be smaller than the VAE's.

    Source: Bohan, Tiny AutoEncoder for Stable Diffusion, 2023.
    """

    def __init__(self, folder: Path, device: torch.device, dtype: torch.dtype) -> None:
        """Load an AutoencoderTiny from its folder in the layout of diffusers.

        Raises:
            OSError, ValueError: if it cannot be read.
        """
        model: Any = AutoencoderTiny.from_pretrained(
            folder, dtype=dtype, local_files_only=True, use_safetensors=True
        )
        self._model = model.to(device)

    @torch.no_grad()
    def draw(self, latents: Tensor) -> np.ndarray:
        """The first of these latents, shape (n, channels, h, w), as RGB uint8."""
        clean = latents[:1].detach().to(self._model.device, self._model.dtype)
        colours = self._model.decode(clean, return_dict=False)[0]
        return to_bytes(colours[0].permute(1, 2, 0)).cpu().numpy()


def preview_for(manifest_preview: Any, channels: int) -> Preview | None:
    """The pack's own map; else that of SDXL where the latents have 4 channels; else None."""
    if manifest_preview is not None:
        return Preview(manifest_preview.factors, manifest_preview.bias)
    return Preview(SDXL_FACTORS, SDXL_BIAS) if channels == len(SDXL_FACTORS) else None


def to_bytes(colours: Tensor) -> Tensor:
    """Colours in -1..1 as uint8; what lies outside is clipped, and NaN becomes grey."""
    shares = (colours.nan_to_num(0.0) / 2 + 0.5).clamp(0, 1)
    return (shares * 255).round().to(torch.uint8)


class Watch:
    """Holds the clean latents that the scheduler predicted in its latest step."""

    clean: Tensor | None = None


@contextmanager
def watching(scheduler: Any) -> Iterator[Watch]:
    """Within, the result keeps the x0 that each `scheduler.step` predicts.

    Euler, Euler ancestral and DDIM hand x0 out beside the next latents, and LCM what it makes
    of it; DPM-Solver++ and UniPC, which solve in terms of x0, keep it as their latest model
    output. TCD tells nothing of it, so it is computed here.
    """
    watch = Watch()
    step = scheduler.step

    @wraps(step)  # the pipelines look at its parameters
    def watched(*args: Any, return_dict: bool = True, **options: Any) -> Any:
        output = step(*args, **options, return_dict=True)
        clean = getattr(output, "pred_original_sample", getattr(output, "denoised", None))
        if clean is None and hasattr(scheduler, "model_outputs"):
            clean = scheduler.model_outputs[-1]
        watch.clean = _clean(scheduler, *args[:3]) if clean is None else clean
        return output if return_dict else (output.prev_sample,)

    scheduler.step = watched
    try:
        yield watch
    finally:
        del scheduler.step


def _clean(scheduler: Any, output: Tensor, timestep: Any, noisy: Tensor) -> Tensor:
    """x0 after what the model said of noisy latents at a whole-numbered time."""
    share = scheduler.alphas_cumprod[int(timestep)]
    signal, noise = share**0.5, (1 - share) ** 0.5
    match scheduler.config.prediction_type:
        case "epsilon":
            return (noisy - noise * output) / signal
        case "v_prediction":
            return signal * noisy - noise * output
        case _:
            return output
