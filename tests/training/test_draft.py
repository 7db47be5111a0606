"""The few-step LoRA: its walk is the schedule's own, and its file is what diffusers reads."""

import pytest
import torch
from diffusers import DDIMScheduler, DDPMScheduler
from safetensors.torch import load_file

from training import draft, networks, shipped
from training.noise import NOISE


@pytest.fixture(scope="module")
def unet():
    torch.manual_seed(1)
    return networks.unet().eval()


def test_a_step_is_that_of_ddim() -> None:
    schedule = DDPMScheduler(**NOISE).alphas_cumprod
    ddim = DDIMScheduler(**NOISE, timestep_spacing="trailing", clip_sample=False)
    ddim.set_timesteps(draft.STEPS)
    assert ddim.timesteps.tolist() == [999, 749, 499, 249]
    x, v = torch.randn(1, 8, 4, 4), torch.randn(1, 8, 4, 4)
    (a, s), (after_a, after_s) = (draft._shares(schedule, torch.tensor([t])) for t in (749, 499))
    ours = (a * after_a + s * after_s) * x + (a * after_s - s * after_a) * v
    assert torch.allclose(ours, ddim.step(v, 749, x).prev_sample, atol=1e-5)


def test_a_fresh_lora_changes_nothing_and_can_be_switched_off(unet) -> None:
    lora = draft.Lora(unet)
    inputs = {
        "sample": torch.randn(1, 8, 16, 16),
        "timestep": torch.tensor([499]),
        "encoder_hidden_states": torch.randn(1, 77, networks.CONTEXT),
        "added_cond_kwargs": {
            "text_embeds": torch.randn(1, networks.POOLED),
            "time_ids": torch.zeros(1, 6),
        },
    }
    with torch.no_grad():
        lora.on = False
        plain = unet(**inputs).sample
        lora.on = True
        assert torch.equal(unet(**inputs).sample, plain)
        for part in lora.parts:
            part.up.weight.normal_(std=0.05)
        assert not torch.allclose(unet(**inputs).sample, plain)
        lora.on = False
        assert torch.equal(unet(**inputs).sample, plain)
    names = set(lora.state())
    assert all(name.startswith("unet.") and ".lora_" in name for name in names)
    layers = {name.removeprefix("unet.").split(".lora_")[0] for name in names}
    assert layers <= {name for name, _ in unet.named_modules()}
    assert len(names) == 2 * len(layers)


def test_it_goes_on_from_the_draft_of_the_pack(unet, monkeypatch: pytest.MonkeyPatch) -> None:
    lora = draft.Lora(unet)
    assert lora.go_on()
    stored = load_file(shipped.PACK / draft.FILE)
    assert all(torch.equal(value.half(), stored[name]) for name, value in lora.state().items())
    monkeypatch.setenv(shipped.FRESH, "1")
    assert not draft.Lora(unet).go_on()
