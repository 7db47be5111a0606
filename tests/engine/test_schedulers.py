"""Where the steps of few-step LoRAs lie, whatever the base model's own settings say."""

import numpy as np
import pytest

from core.engine.quiet import quietly
from core.engine.schedulers import make_scheduler
from core.packs.bundles import ADDITIONS, BUNDLES, Bundle
from core.packs.manifest import Draft

SDXL = {
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "beta_start": 0.00085,
    "interpolation_type": "linear",
    "num_train_timesteps": 1000,
    "prediction_type": "epsilon",
    "steps_offset": 1,
    "timestep_spacing": "leading",
    "use_karras_sigmas": False,
}
"""The published settings of SDXL, as far as they matter."""


@pytest.mark.parametrize("steps", [4, 8])
def test_trailing_steps_begin_at_pure_noise(steps: int):
    """As SDXL-Lightning was distilled: 999, 749, 499, 249 for four steps."""
    scheduler = make_scheduler("euler", SDXL, "trailing")
    with quietly():
        scheduler.set_timesteps(steps)
    expected = [round(1000 * (steps - k) / steps) - 1 for k in range(steps)]
    assert scheduler.timesteps.tolist() == expected

    plain = make_scheduler("euler", SDXL)
    with quietly():
        plain.set_timesteps(steps)
    assert plain.timesteps[0] == 1000 - 1000 // steps + 1

    betas = np.linspace(0.00085**0.5, 0.012**0.5, 1000, dtype=np.float64) ** 2
    left = np.cumprod(1 - betas)
    sigmas = [*(((1 - left[t]) / left[t]) ** 0.5 for t in expected), 0.0]
    assert np.allclose(scheduler.sigmas.numpy(), sigmas, rtol=1e-4)


@pytest.mark.parametrize("bundle", [*BUNDLES, *ADDITIONS], ids=lambda bundle: bundle.name)
def test_drafts_of_bundles_are_drawn_as_their_loras_were_distilled(bundle: Bundle):
    own = [bundle.manifest["draft"]] if bundle.manifest and "draft" in bundle.manifest else []
    for said in (*own, *bundle.drafts):
        draft = Draft.model_validate(said)
        assert f"loras/{draft.lora}.safetensors" in {item.place for item in bundle.items}
        assert draft.guidance <= 1.5
        if draft.lora == "lcm":
            assert (draft.scheduler, 4 <= draft.steps <= 10) == ("lcm", True)
        else:
            assert (draft.scheduler, draft.spacing) == ("euler", "trailing")
            assert draft.steps == int(draft.lora[-1])


def test_every_fast_lora_says_how_it_is_drawn_with():
    fast = next(bundle for bundle in ADDITIONS if bundle.name == "fast")
    names = {item.place.split("/")[1].removesuffix(".safetensors") for item in fast.items}
    assert names == {draft["lora"] for draft in fast.drafts}
