"""The noise schedule on which the portraits are trained, and on which the pack's scheduler runs."""

from diffusers import DDPMScheduler
from torch import Tensor

NOISE = {
    "beta_start": 0.00085,
    "beta_end": 0.024,  # twice SDXL's: pictures of 256 pixels shine through as much noise as that
    "beta_schedule": "scaled_linear",
    "prediction_type": "v_prediction",
}


def schedule() -> Tensor:
    """The share of a picture's power that is kept at each of the 1,000 timesteps."""
    return DDPMScheduler(**NOISE).alphas_cumprod
