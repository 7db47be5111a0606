"""A base model unlike SDXL: v-prediction, trailing steps, latents of 32 channels at 1/16 size."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKL, AutoencoderTiny, ControlNetModel, UNet2DConditionModel

from core.engine.capabilities import unsupported
from core.engine.models import Models
from core.engine.pipeline import decode
from core.engine.preview import to_bytes
from core.engine.quiet import quietly
from core.engine.schedulers import LCM_STEPS
from core.errors import DamagedPack
from core.jobs import JobControl, Progress
from core.packs import Pack
from core.packs.stamping import write_manifest
from core.recipe import Sampling, Scheduler
from tests.engine import extras
from tests.engine.conftest import EVERY_STEP, Parity, Scene, draw, manifest_data

CHANNELS, FACTOR = 32, 16
SCHEDULER = {
    "beta_start": 0.00085, "beta_end": 0.0163, "beta_schedule": "scaled_linear",
    "prediction_type": "v_prediction", "timestep_spacing": "trailing",
}  # fmt: skip


@pytest.fixture(scope="module")
def wide(parity: Parity, tmp_path_factory: pytest.TempPathFactory) -> Models:
    """The nets of the fixture with other latents, and a tiny decoder for previews."""
    folder = tmp_path_factory.mktemp("wide") / "parity"
    shutil.copytree(parity.pack.folder, folder)
    torch.manual_seed(3)
    config = json.loads((folder / "sdxl" / "unet" / "config.json").read_text())
    shape = {"in_channels": CHANNELS, "out_channels": CHANNELS}
    unet = UNet2DConditionModel.from_config({**config, **shape})
    vae = AutoencoderKL(
        block_out_channels=(8,) * 5, latent_channels=CHANNELS, norm_num_groups=4,
        down_block_types=("DownEncoderBlock2D",) * 5, up_block_types=("UpDecoderBlock2D",) * 5,
        scaling_factor=0.7,
    )  # fmt: skip
    net = ControlNetModel.from_unet(unet, conditioning_embedding_out_channels=(8, 8, 8, 8, 8))
    for model, place in (
        (unet, "sdxl/unet"),
        (vae, "sdxl/vae"),
        (net, "instantid/ControlNetModel"),
    ):
        shutil.rmtree(folder / place)
        model.save_pretrained(folder / place)
    settings = folder / "sdxl" / "scheduler" / "scheduler_config.json"
    settings.write_text(json.dumps(json.loads(settings.read_text()) | SCHEDULER))
    extras.save_tiny(folder / "tiny", CHANNELS)
    factors = torch.randn(CHANNELS, 3).mul(0.1).tolist()
    preview = {"factors": factors, "bias": [0.1, 0, -0.1], "tiny": "tiny"}
    write_manifest(folder, {**manifest_data(), "preview": preview})
    return Models(Pack.load(folder), "cpu")


def without_tiny(models: Models) -> Models:
    """The same pack with the linear map alone."""
    manifest = models.pack.manifest
    assert manifest.preview is not None
    preview = manifest.preview.model_copy(update={"tiny": None})
    changed = manifest.model_copy(update={"preview": preview})
    return Models(Pack(models.pack.folder, changed), "cpu")


def masked(scene: Scene) -> Scene:
    """From an image, of which the left half may change; a person in the upper half."""
    left, upper = np.zeros((2, 128, 64, 3), np.uint8)
    left[:, :32] = upper[:64] = 255
    image = np.random.default_rng(0).integers(0, 256, (128, 64, 3), np.uint8)
    sources = {**scene.sources, "a" * 64: left, "b" * 64: image, "c" * 64: upper}
    start = {"image": "b" * 64, "mask": "a" * 64, "strength": 0.75}
    changed = scene.but(start=start, identities__0__region="c" * 64)
    return Scene(changed.recipe, sources, scene.people)


@contextmanager
def predictions(models: Models) -> Iterator[list[torch.Tensor]]:
    """x0 = αx - σv of each step, from what goes into the UNet and comes out, without guidance."""
    steps = np.linspace(0.00085**0.5, 0.0163**0.5, 1000) ** 2
    kept = np.cumprod(1 - steps)
    found: list[torch.Tensor] = []

    def keep(_: Any, args: Any, options: dict[str, Any], output: Any) -> None:
        x, t = args[:2]
        alpha, sigma = kept[int(t)] ** 0.5, (1 - kept[int(t)]) ** 0.5
        found.append(alpha * x - sigma * output[0])

    hook = models.unet.register_forward_hook(keep, with_kwargs=True)
    try:
        yield found
    finally:
        hook.remove()


@pytest.mark.parametrize("scheduler", get_args(Scheduler))
def test_pictures_and_previews_are_right_with_every_scheduler(
    scheduler: str, both: Scene, wide: Models
):
    models = without_tiny(wide)
    scene = both.but(sampling__scheduler=scheduler, sampling__guidance=1.0, sampling__steps=5)
    for drawn in (scene, masked(scene)):
        seen: list[Progress] = []
        with predictions(models) as clean:
            latents = draw(models, drawn, JobControl(seen.append, EVERY_STEP))
        assert latents.shape == (1, CHANNELS, 128 // FACTOR, 64 // FACTOR)
        assert decode(models, latents).shape == (1, 128, 64, 3)
        assert torch.equal(latents, draw(models, drawn))
        assert len(clean) == len(seen) - 1 == seen[-1].total
        entry = models.pack.manifest.preview
        assert entry is not None
        for x0, progress in zip(clean, seen[1:], strict=True):
            colours = torch.einsum("chw,cr->hwr", x0[0], torch.tensor(entry.factors))
            expected = to_bytes(colours + torch.tensor(entry.bias)).numpy()
            assert progress.preview is not None
            assert np.abs(progress.preview.astype(int) - expected.astype(int)).max() <= 1


def test_schedulers_start_and_end_where_the_model_was_trained(wide: Models):
    for name in get_args(Scheduler):
        scheduler = wide.pipeline([], False, Sampling(scheduler=name)).scheduler
        assert {key: scheduler.config[key] for key in SCHEDULER} == SCHEDULER
        with quietly():
            scheduler.set_timesteps(4)
        assert int(scheduler.timesteps[0]) == 999  # pure noise, not that of step 750


def test_a_mask_keeps_what_is_outside(both: Scene, wide: Models):
    scene = masked(both)
    person = scene.people[0]
    other = Scene(scene.recipe, scene.sources, [type(person)(-person.embedding, person.landmarks)])
    difference = (draw(wide, scene) - draw(wide, other)).abs()
    assert difference[..., 2:].max() == 0
    assert difference[..., :2].max() > 1e-3


def test_the_unit_of_the_size_follows_from_the_nets(both: Scene, wide: Models):
    changed = both.recipe.with_field("sampling.width", 96)
    [reason] = [why for why in unsupported(changed, wide.pack) if "width" in why]
    assert "the width must be a multiple of 64: 128 instead of 96" in reason


@torch.no_grad()
def test_the_tiny_decoder_draws_the_previews(both: Scene, wide: Models):
    scene = both.but(sampling__guidance=1.0)
    decoder = AutoencoderTiny.from_pretrained(wide.pack.path("tiny")).decoder
    seen: list[Progress] = []
    before = torch.random.get_rng_state()
    with predictions(wide) as clean:
        latents = draw(wide, scene, JobControl(seen.append, EVERY_STEP))
    assert torch.equal(torch.random.get_rng_state(), before)
    assert torch.equal(latents, draw(without_tiny(wide), scene))
    for x0, progress in zip(clean, seen[1:], strict=True):
        expected = to_bytes(decoder(x0)[0].permute(1, 2, 0)).numpy()
        assert expected.shape == (32, 16, 3)
        assert progress.preview is not None
        assert np.abs(progress.preview.astype(int) - expected.astype(int)).max() <= 1


def test_a_damaged_tiny_decoder_is_named_when_it_is_needed(
    both: Scene, wide: Models, tmp_path: Path
):
    folder = tmp_path / "parity"
    shutil.copytree(wide.pack.folder, folder)
    (folder / "tiny" / "diffusion_pytorch_model.safetensors").write_bytes(b"cut")
    models = Models(Pack(folder, wide.pack.manifest), "cpu")
    conditions = both.encode(models)
    assert conditions.steps == 4
    assert torch.isfinite(draw(models, both)).all(), "without it nobody sees a preview"
    with pytest.raises(DamagedPack, match="tiny cannot be read"):
        draw(models, both, JobControl(lambda _: None))


def test_lcm_takes_all_the_steps_that_are_allowed(both: Scene, wide: Models):
    most = both.but(sampling__scheduler="lcm", sampling__steps=LCM_STEPS, sampling__guidance=1.0)
    assert torch.isfinite(draw(wide, masked(most))).all()
