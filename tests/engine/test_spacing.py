"""Every scheduler in every spacing that goes with it: where it begins and where it arrives."""

import inspect
from typing import Any, get_args

import numpy as np
import pytest
import torch
from diffusers import DPMSolverMultistepScheduler, EulerDiscreteScheduler, UniPCMultistepScheduler
from diffusers.schedulers import AysSchedules

from core.engine.quiet import quietly
from core.engine.schedulers import make_scheduler
from core.recipe import Scheduler, Spacing
from core.scheduling import goes_with

SDXL = {
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "beta_start": 0.00085,
    "num_train_timesteps": 1000,
    "prediction_type": "epsilon",
    "steps_offset": 1,
    "timestep_spacing": "leading",
}
CONFIGS: dict[str, dict[str, Any]] = {
    "epsilon": SDXL,
    "v": {**SDXL, "prediction_type": "v_prediction", "beta_end": 0.024},
    "zero": {**SDXL, "prediction_type": "v_prediction", "rescale_betas_zero_snr": True},
}
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
PAIRS = [
    (name, spacing)
    for name in get_args(Scheduler)
    for spacing in get_args(Spacing)
    if goes_with(spacing, name)
]


def arrive(scheduler: Any, prediction: str, steps: int, seed: int = 3) -> torch.Tensor:
    """Where latents arrive with a model that always knows the picture; it is all 0.5."""
    scheduler.set_timesteps(steps)
    generator = torch.Generator().manual_seed(seed)
    latents = torch.randn(1, 4, 4, 4, generator=generator) * scheduler.init_noise_sigma
    takes = inspect.signature(scheduler.step).parameters
    for index, t in enumerate(scheduler.timesteps):
        scaled = scheduler.scale_model_input(latents, t)
        share = _kept(scheduler, index, t)
        alpha, sigma = share**0.5, (1 - share) ** 0.5
        noise = (scaled - alpha * 0.5) / sigma
        output = noise if prediction == "epsilon" else alpha * noise - sigma * 0.5
        options = {"generator": generator} if "generator" in takes else {}
        options |= {"eta": 0.0} if "eta" in takes else {}  # as the pipelines say
        latents = scheduler.step(output, t, latents, **options, return_dict=False)[0]
    return latents


def _kept(scheduler: Any, index: int, t: Any) -> float:
    """The share of the picture in the latents of a step."""
    if hasattr(scheduler, "sigmas"):
        return 1 / (1 + float(scheduler.sigmas[index]) ** 2)
    return float(scheduler.alphas_cumprod[int(t)])


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize(("name", "spacing"), PAIRS)
@pytest.mark.parametrize("steps", [4, 10, 23])
def test_it_arrives_at_the_picture(
    name: Scheduler, spacing: Spacing, config: str, steps: int
) -> None:
    settings = CONFIGS[config]
    with quietly():
        first, again = (
            arrive(make_scheduler(name, settings, spacing), settings["prediction_type"], steps)
            for _ in range(2)
        )
    assert torch.equal(first, again)
    left = 0.15 if name == "tcd" else 0.02  # which ends at the lowest noise of the training
    assert (first - 0.5).abs().max() < left


@pytest.mark.parametrize("config", CONFIGS)
@pytest.mark.parametrize(("name", "spacing"), PAIRS)
def test_it_begins_at_pure_noise_and_falls(name: Scheduler, spacing: Spacing, config: str) -> None:
    scheduler = make_scheduler(name, CONFIGS[config], spacing)
    with quietly():
        scheduler.set_timesteps(10)
    times = np.asarray(scheduler.timesteps)
    assert (np.diff(times) < 0).all()
    if spacing != "pack":
        assert times[0] == pytest.approx(999, abs=1e-3)
    if hasattr(scheduler, "sigmas"):
        levels = np.asarray(scheduler.sigmas)
        assert (np.diff(levels) < 0).all()
        assert levels[-1] == 0


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("euler", EulerDiscreteScheduler),
        ("dpmpp_2m", DPMSolverMultistepScheduler),
        ("unipc", UniPCMultistepScheduler),
    ],
)
def test_karras_is_that_of_diffusers(name: Scheduler, kind: Any) -> None:
    config = {**SDXL, "timestep_spacing": "linspace"}  # else Euler leaves the first times out
    theirs = kind(**config, use_karras_sigmas=True)
    ours = make_scheduler(name, config, "karras")
    for steps in (5, 20, 50):
        theirs.set_timesteps(steps)
        ours.set_timesteps(steps)
        torch.testing.assert_close(ours.sigmas, theirs.sigmas, rtol=1e-5, atol=1e-6)
        assert (ours.timesteps - theirs.timesteps).abs().max() <= 0.51  # some round


@pytest.mark.parametrize(
    ("family", "key"), [("sdxl", "StableDiffusionXLSigmas"), ("sd15", "StableDiffusionSigmas")]
)
def test_ten_aligned_steps_are_those_of_the_paper(family: str, key: str) -> None:
    for name in ("euler", "dpmpp_2m", "unipc", "euler_ancestral", "dpmpp_2m_sde"):
        scheduler = make_scheduler(name, SDXL, "align_your_steps", family)
        scheduler.set_timesteps(10)
        levels = torch.tensor(AysSchedules[key])
        torch.testing.assert_close(scheduler.sigmas, levels, rtol=1e-4, atol=1e-4)


def test_trailing_steps_are_those_of_lightning() -> None:
    scheduler = make_scheduler("euler", SDXL, "trailing")
    scheduler.set_timesteps(4)
    assert scheduler.timesteps.tolist() == [999, 749, 499, 249]
