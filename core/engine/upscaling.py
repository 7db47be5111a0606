"""A drawn picture enlarged, and a second pass that draws its details: hires fix and tiles.

Source of the manner: AUTOMATIC1111's "hires fix" (latents or pixels, then image to image), and
the tiles of "Ultimate SD upscale"; here all tiles share one field of noise, so that where they
overlap they draw nearly the same.
"""

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import interpolate, pad

from core.engine.passes import Pass, Shown, Work, derived, following, redraw
from core.engine.upscalers import upscaled
from core.recipe import Upscale
from core.retouch.sizes import CELL, target_size
from core.retouch.window import Size, Window, resized, tiles


def enlarge(work: Work, picture: np.ndarray, latents: Tensor | None, unit: int) -> np.ndarray:
    """The picture enlarged, with its details drawn.

    Args:
        work: what it was made with, its people where they stand in the enlarged picture.
        picture: RGB uint8, (h, w, 3).
        latents: (1, channels, h, w) of it; None: of a picture that was not drawn as a whole.
        unit: what sides must be a multiple of, pixels.

    Raises:
        BadInput: if it would be too large.
        Other UserErrors as `redraw` does.
    """
    upscale = work.recipe.upscale
    assert upscale is not None
    size = target_size(upscale, (picture.shape[1], picture.shape[0]), unit)
    large = resized(upscaled(picture, upscale.upscaler, work.control), size)
    if upscale.strength == 0:
        return large
    if upscale.tiled:
        return _in_tiles(work, large, upscale)
    return _at_once(work, large, upscale, latents, unit)


def _at_once(
    work: Work, large: np.ndarray, upscale: Upscale, latents: Tensor | None, unit: int
) -> np.ndarray:
    height, width = large.shape[:2]
    wide, high = -(-width // unit) * unit, -(-height // unit) * unit
    window = Window(0, 0, wide, high, (wide, high))
    if upscale.by == "latents" and latents is not None:
        # As InvokeAI and ComfyUI do; nearest would leave blocks, and lanczos rings.
        latents = interpolate(latents, (high // CELL, wide // CELL), mode="bicubic")
    else:
        latents = None
    seed = derived(work.seed, "upscale", 0)
    shown, steps = Shown(large), int(work.recipe.sampling.steps * upscale.strength)
    control = following(
        work.control, "upscale", 0, steps, lambda preview: shown.with_part(preview, window)
    )
    drawn = redraw(work, large, Pass(window, upscale.strength, seed, latents=latents), control)
    return np.ascontiguousarray(drawn[:height, :width])


def _in_tiles(work: Work, large: np.ndarray, upscale: Upscale) -> np.ndarray:
    """Draw one tile after another; each fades into its neighbours where they overlap."""
    height, width = large.shape[:2]
    windows = tiles((width, height), work.size, upscale.overlap)
    noise = _field(work, large)
    steps = int(work.recipe.sampling.steps * upscale.strength)
    total = np.zeros(large.shape, np.float32)
    weight = np.zeros((height, width, 1), np.float32)
    fading, shown = _fading(work.size, upscale.overlap), Shown(large)
    for number, window in enumerate(windows):
        x, y = window.left // CELL, window.top // CELL
        part = noise[..., y : y + window.height // CELL, x : x + window.width // CELL]
        one = Pass(
            window, upscale.strength, derived(work.seed, "tile", number), noise=_full(part, window)
        )
        control = following(
            work.control,
            "upscale",
            number * steps,
            len(windows) * steps,
            lambda preview, window=window: shown.with_part(preview, window),
        )
        drawn = redraw(work, large, one, control)
        there, here = window.inside((width, height))
        share = fading[here][..., None]
        total[there] += drawn[here].astype(np.float32) * share
        weight[there] += share
    return (total / weight).round().clip(0, 255).astype(np.uint8)


def _field(work: Work, large: np.ndarray) -> Tensor:
    """The noise of all tiles: (1, channels, h, w), drawn on the CPU from one seed."""
    generator = torch.Generator("cpu").manual_seed(derived(work.seed, "upscale", 0))
    height, width = (-(-side // CELL) for side in large.shape[:2])
    channels = work.models.unet.config.in_channels
    return torch.randn(1, channels, height, width, generator=generator)


def _full(noise: Tensor, window: Window) -> Tensor:
    """The noise of a tile that reaches beyond the picture, mirrored there."""
    missing_x = window.width // CELL - noise.shape[-1]
    missing_y = window.height // CELL - noise.shape[-2]
    while missing_x > 0 or missing_y > 0:
        more_x, more_y = min(missing_x, noise.shape[-1]), min(missing_y, noise.shape[-2])
        noise = pad(noise, (0, max(0, more_x), 0, max(0, more_y)), mode="circular")
        missing_x, missing_y = missing_x - max(0, more_x), missing_y - max(0, more_y)
    return noise


def _fading(size: Size, overlap: float) -> np.ndarray:
    """How much each pixel of a tile counts, float32 (h, w): less and less towards its edges."""
    rises: list[np.ndarray] = []
    for side in (size[1], size[0]):
        depth = np.minimum(np.arange(side), np.arange(side)[::-1]) + 0.5
        rises.append(np.clip(depth / max(1.0, side * overlap), 1e-3, 1))
    return np.outer(*rises).astype(np.float32)
