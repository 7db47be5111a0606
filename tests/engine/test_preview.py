"""The x0 that each scheduler predicts, and the small picture made of it."""

from typing import Any, get_args

import numpy as np
import pytest
import torch

from core.engine.preview import Preview, preview_for, to_bytes, watching
from core.engine.schedulers import make_scheduler
from core.recipe import Scheduler

CONFIG = {
    "_class_name": "EulerDiscreteScheduler",
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "beta_start": 0.00085,
    "num_train_timesteps": 1000,
    "prediction_type": "epsilon",
    "steps_offset": 1,
    "timestep_spacing": "leading",
}


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
@pytest.mark.parametrize("prediction", ["epsilon", "v_prediction"])
@pytest.mark.parametrize("others", [{}, {"timestep_spacing": "trailing", "beta_end": 0.0163}])
@pytest.mark.parametrize("name", get_args(Scheduler))
def test_the_clean_latents_of_every_step_are_seen(
    name: Scheduler, others: dict[str, Any], prediction: str
):
    scheduler = make_scheduler(name, {**CONFIG, **others, "prediction_type": prediction})
    scheduler.set_timesteps(7)
    noise = torch.Generator().manual_seed(1)
    latents = torch.randn(1, 4, 3, 3, generator=noise) * scheduler.init_noise_sigma
    scaled = "Euler" in type(scheduler).__name__  # latents of these are divided by alpha
    with watching(scheduler) as watch:
        for t in scheduler.timesteps:
            keep = scheduler.alphas_cumprod[int(t)].item()
            alpha, sigma = keep**0.5, (1 - keep) ** 0.5
            x = latents * alpha if scaled else latents
            output = torch.randn(1, 4, 3, 3, generator=noise)
            clean = (x - sigma * output) / alpha if prediction == "epsilon" else None
            clean = alpha * x - sigma * output if clean is None else clean
            latents = scheduler.step(output, t, latents, return_dict=False)[0]
            assert watch.clean is not None
            torch.testing.assert_close(watch.clean, clean, rtol=1e-3, atol=1e-3)
    assert "step" not in scheduler.__dict__


@pytest.mark.parametrize("name", get_args(Scheduler))
def test_settings_of_the_pack_are_kept(name: Scheduler):
    wanted = {**CONFIG, "prediction_type": "v_prediction", "rescale_betas_zero_snr": True}
    wanted["clip_sample"] = True  # as a DDIM scheduler of the pack may say by default
    config = make_scheduler(name, wanted).config
    for key in CONFIG.keys() - {"_class_name"} | {"rescale_betas_zero_snr"}:
        assert config[key] == wanted[key]
    assert config.get("clip_sample", False) is False


def test_the_map_is_linear():
    preview = Preview([[1, 0, 0], [0, 0.5, 0]], [0, 0, -1])
    latents = torch.zeros(2, 2, 2, 3)
    latents[0, :, 0, 0] = 1
    picture = preview.draw(latents)
    assert picture.shape == (2, 3, 3)
    assert picture[0, 0].tolist() == [255, 191, 0]
    assert picture[1, 2].tolist() == [128, 128, 0]


def test_sdxl_has_a_map_and_other_latents_need_their_own():
    sdxl = preview_for(None, 4)
    assert sdxl is not None
    assert sdxl.draw(torch.zeros(1, 4, 1, 1))[0, 0].tolist() == [141, 125, 127]
    assert preview_for(None, 8) is None


def test_numbers_that_are_no_colours_are_clipped():
    colours = torch.tensor([-5.0, -1.0, 0.0, 1.0, 5.0, float("nan"), float("inf")])
    assert np.array_equal(to_bytes(colours), [0, 0, 128, 255, 255, 128, 255])
