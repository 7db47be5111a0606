"""How much noise is left at each step: the pack's own way, Karras', align-your-steps, trailing.

Sources: Karras et al., Elucidating the Design Space of Diffusion-Based Generative Models, 2022,
eq. 5; Sabour, Fidler, Kreis, Align Your Steps, 2024, the published tables of ten steps; Lin et
al., Common Diffusion Noise Schedules and Sample Steps are Flawed, 2023, table 2.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

import numpy as np
import torch

ALIGNED = {
    "sdxl": (14.615, 6.315, 3.771, 2.181, 1.342, 0.862, 0.555, 0.380, 0.234, 0.113, 0.029),
    "sd15": (14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0.029),
}
"""Noise levels of ten steps by family of base models, and the lowest one of their training."""

RHO = 7.0
HIGHEST = 160.0
"""Noise beyond which nothing of a picture is left: only the first step is spent there."""


def karras(trained: np.ndarray, steps: int) -> np.ndarray:
    """Karras' noise levels from the highest down to the lowest, without the zero behind them.

    Args:
        trained: noise levels of the training, rising, float64.
        steps: how many there are to be.
    """
    low, high = trained[0] ** (1 / RHO), min(trained[-1], HIGHEST) ** (1 / RHO)
    levels = (high + np.linspace(0, 1, steps) * (low - high)) ** RHO
    levels[0] = trained[-1]  # a picture starts from what training called pure noise
    return levels


def aligned(table: tuple[float, ...], trained: np.ndarray, steps: int) -> np.ndarray:
    """Noise levels that were found best for ten steps; for other numbers between those, by ratio.

    Args:
        table: eleven levels, as in ALIGNED.
        trained: noise levels of the training, rising, float64.
        steps: how many there are to be.
    """
    places = np.linspace(0, len(table) - 1, steps + 1)[:-1]
    levels = np.exp(np.interp(places, np.arange(len(table)), np.log(table)))
    levels[0] = trained[-1]
    return np.maximum(levels, trained[0])


def space(scheduler: Any, levels: Callable[[np.ndarray, int], np.ndarray]) -> None:
    """Have a scheduler that works on noise levels visit these.

    Args:
        scheduler: Euler, Euler ancestral, DPM-Solver++ or UniPC of diffusers.
        levels: makes them, falling and all above zero, from those of the training and the number
            of steps.
    """
    ratio = 1 / np.asarray(scheduler.alphas_cumprod, np.float64) - 1
    trained = np.sqrt(ratio)
    original = scheduler.set_timesteps

    @wraps(original)  # the pipelines look at its parameters
    def set_timesteps(num_inference_steps: int, device: Any = None, **options: Any) -> None:
        original(num_inference_steps, device=device, **options)
        chosen = levels(trained, num_inference_steps)
        times = np.interp(np.log(chosen), np.log(trained), np.arange(len(trained)))
        scheduler.sigmas = torch.from_numpy(np.append(chosen, 0).astype(np.float32))
        scheduler.timesteps = torch.from_numpy(times.astype(np.float32)).to(device)

    scheduler.set_timesteps = set_timesteps
