"""What goes with a base model in one file: its own VAE, ControlNets, LoRAs, a pack of parts."""

import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from diffusers import AutoencoderKL, ControlNetModel
from safetensors.torch import save_file

from core.engine.engine import Engine
from core.engine.family import FAMILIES
from core.engine.models import DTYPE, Models
from core.engine.single_files import load_base, load_vae
from core.errors import BadInput
from core.imaging import fingerprint
from core.jobs import JobControl
from core.packs import Pack
from core.packs.fit import Part, Parts
from core.packs.importing import Scanner
from core.packs.making import make_pack
from core.packs.stamping import write_manifest
from core.recipe import Control, Identity, ImagePrompt, Lora, Recipe, Sampling
from tests import ldm
from tests.engine import extras, single
from tests.engine.conftest import draw
from tests.engine.single import Twins
from tests.engine.test_single_files import CPU, scene, without


@pytest.fixture(scope="module", params=["sdxl", "sd15"])
def twins(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Twins:
    return single.make(request.param, tmp_path_factory.mktemp(request.param))


def changed(pack: Pack, folder: Path, **parts: Any) -> Pack:
    """A copy of a pack with more in its manifest; new files are in the folder already."""
    shutil.copytree(pack.folder, folder, dirs_exist_ok=True)
    data = pack.manifest.model_dump(mode="json", exclude={"files"}, exclude_none=True)
    write_manifest(folder, data | parts)
    return Pack.load(folder)


def another_vae(family: str) -> AutoencoderKL:
    torch.manual_seed(77)
    return single.autoencoder(family)


def old_names(state: dict[str, Any]) -> dict[str, Any]:
    """As diffusers called the parts of attention until 2023."""
    for new, old in (("to_q", "query"), ("to_k", "key"), ("to_v", "value"),
                     ("to_out.0", "proj_attn")):  # fmt: skip
        state = {key.replace(f".{new}.", f".{old}."): one for key, one in state.items()}
    return state


@pytest.mark.parametrize("layout", ["diffusers", "diffusers of old", "bare", "as in a checkpoint"])
def test_a_vae_of_its_own_in_any_layout(layout: str, tmp_path: Path):
    net = another_vae("sdxl")
    ours, left = ldm.vae(net), {"loss.logvar": torch.zeros(()), "model_ema.decay": torch.zeros(())}
    states = {
        "diffusers": net.state_dict(),
        "diffusers of old": old_names(net.state_dict()),
        "bare": ours | left,
        "as in a checkpoint": {f"first_stage_model.{key}": one for key, one in ours.items()},
    }
    save_file({key: one.half() for key, one in states[layout].items()}, tmp_path / "v.safetensors")
    loaded = load_vae(tmp_path / "v.safetensors", FAMILIES["sdxl"], CPU, DTYPE)
    wanted, found = net.state_dict(), loaded.state_dict()
    assert wanted.keys() == found.keys()
    assert all(torch.equal(found[key], wanted[key].half().float()) for key in wanted)
    assert loaded.config.scaling_factor == 0.13025
    assert loaded.config.block_out_channels == [32, 32, 32, 64]


def test_the_packs_own_vae_is_the_one_that_is_used(twins: Twins, tmp_path: Path):
    net = another_vae(twins.family)
    for name, pack in (("folder", twins.folder), ("single", twins.single)):
        (tmp_path / name / "vae").mkdir(parents=True)
        save_file(ldm.vae(net), tmp_path / name / "vae" / "mine.safetensors")
        with_own = changed(pack, tmp_path / name, vae="vae/mine.safetensors")
        found = Models(with_own, "cpu").vae.state_dict()
        assert all(torch.equal(found[key], one) for key, one in net.state_dict().items())


def test_a_checkpoint_without_a_vae_needs_one(twins: Twins, tmp_path: Path):
    state = ldm.checkpoint(twins.pipe)
    without(state, "first_stage_model.")
    save_file(state, tmp_path / "base.safetensors")
    family = FAMILIES[twins.family]
    with pytest.raises(BadInput, match=r"base\.safetensors lacks a VAE"):
        load_base(tmp_path / "base.safetensors", family, None, CPU, DTYPE)
    loaded = load_base(tmp_path / "base.safetensors", family, another_vae(twins.family), CPU, DTYPE)
    assert loaded.vae.config.latent_channels == loaded.unet.config.in_channels
    wide = AutoencoderKL(latent_channels=16, block_out_channels=(32,), norm_num_groups=32)
    with pytest.raises(BadInput, match=r"latents of 16 channels; base\.safetensors reads 4"):
        load_base(tmp_path / "base.safetensors", family, wide, CPU, DTYPE)
    save_file(twins.pipe.unet.state_dict(), tmp_path / "no.safetensors")
    with pytest.raises(BadInput, match=r"no\.safetensors is no VAE"):
        load_vae(tmp_path / "no.safetensors", family, CPU, DTYPE)


@pytest.mark.parametrize("prefix", ["control_model.", ""])
def test_a_controlnet_by_its_old_names(prefix: str, tmp_path: Path):
    twins = single.make("sd15", tmp_path / "made")
    net: Any = ControlNetModel.from_unet(twins.pipe.unet, conditioning_channels=3)
    for layer in (*net.controlnet_down_blocks, net.controlnet_mid_block,
                  net.controlnet_cond_embedding.conv_out):  # fmt: skip
        torch.nn.init.normal_(layer.weight, std=0.1)
    folder = tmp_path / "pack"
    net.save_pretrained(folder / "new")
    (folder / "old").mkdir()
    state = {prefix + key: one for key, one in ldm.unet(net).items()}
    save_file(state, folder / "old" / "diffusion_pytorch_model.safetensors")
    controls = [{"name": name, "folder": name} for name in ("old", "new")]
    models = Models(changed(twins.single, folder, controlnets=controls), "cpu")

    def with_net(name: str) -> torch.Tensor:
        return draw(models, scene(controls=(Control(net=name, image="a" * 64, strength=0.8),)))

    for weight in models.net("new").parameters():  # see test_single_files
        weight.data = weight.data.clone()
    assert torch.equal(with_net("old"), with_net("new"))
    assert not torch.equal(with_net("old"), draw(models, scene()))


def sgm(changes: extras.Factors, unet: Any) -> dict[str, torch.Tensor]:
    """As kohya's scripts write it for SDXL: by the names of single files, dots as underscores."""
    weights = {f"{name}.weight": name for name in changes}
    places = ldm.unet(unet)
    found: extras.Factors = {}
    for key, tensor in unet.state_dict().items():
        if key in weights:
            other = next(k for k, t in places.items() if t.data_ptr() == tensor.data_ptr())
            found[other.removesuffix(".weight")] = changes[weights[key]]
    assert len(found) == len(changes)
    return extras.kohya(found)


def test_loras_of_all_layouts_find_their_layers(twins: Twins, tmp_path: Path):
    unet = twins.pipe.unet
    changes = extras.factors(unet, ("attn1.", "attn2.", "ff.net"), 3)
    names = ["kohya", "peft"] + (["sgm"] if twins.family == "sdxl" else [])
    files = {"kohya": extras.kohya(changes), "peft": extras.peft(changes)}
    if twins.family == "sdxl":
        files["sgm"] = sgm(changes, unet)
    (tmp_path / "loras").mkdir()
    for name in names:
        save_file(files[name], tmp_path / "loras" / f"{name}.safetensors")
    loras = [{"name": name, "file": f"loras/{name}.safetensors"} for name in names]
    models = Models(changed(twins.single, tmp_path, loras=loras), "cpu")
    half = extras.ALPHA / extras.RANK  # peft's has no alpha
    drawn = {
        name: draw(models, scene(loras=(Lora(name=name, weight=half if name == "peft" else 1.0),)))
        for name in names
    }
    assert not torch.equal(drawn["kohya"], draw(models, scene()))
    for name in names:
        assert (drawn[name] - drawn["kohya"]).abs().max() < 1e-4


def test_parts_that_were_found_make_a_pack_that_draws(
    twins: Twins, demo_pack: Pack, sample_face: np.ndarray, tmp_path: Path
):
    lying = tmp_path / "models"
    places = {"Stable-diffusion/c.safetensors": "base.safetensors",
              "ipadapter/a.safetensors": "adapters/0.safetensors",
              "ipadapter/b.safetensors": "adapters/1.safetensors",
              "clip/e.safetensors": "encoders/vit-h/model.safetensors",
              "clip/config.json": "encoders/vit-h/config.json",
              "control/n.safetensors": "identity/diffusion_pytorch_model.safetensors",
              "control/config.json": "identity/config.json"}  # fmt: skip
    for place, source in places.items():
        (lying / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(twins.single.path(source), lying / place)
    (lying / "VAE").mkdir()
    save_file(ldm.vae(another_vae(twins.family)), lying / "VAE" / "v.safetensors")

    stock = Scanner().scan([lying], JobControl())
    assert [path.name for path, _ in stock.refused] == []
    adapters = {found.what.kind: Part(found.path, found.what) for found in stock.of("adapter")}
    (base,), (vae,), (net,), (encoder,) = (
        [Part(found.path, found.what) for found in stock.of(role)]
        for role in ("checkpoint", "vae", "controlnet", "image-encoder")
    )
    assert base.what.family == twins.family
    parts = Parts(
        base=base,
        vae=vae,
        instantid=(adapters["instantid"], net),
        adapters={"plus": (adapters["image-plus"], encoder)},
        faces={path.name: path for path in demo_pack.path("faces").iterdir()},
    )
    pack = make_pack(parts, tmp_path / "packs" / "mine", "Mine", "Apache-2.0", JobControl())
    pack.verify()
    assert pack.manifest.base == "base/model.safetensors"
    assert pack.manifest.vae == "vae/model.safetensors"
    assert pack.path(pack.manifest.base).samefile(lying / "Stable-diffusion" / "c.safetensors")

    source = fingerprint(sample_face)
    recipe = Recipe(
        prompt="a portrait", pack="mine",
        identities=(Identity(references=(source,)),),
        image_prompts=(ImagePrompt(images=(source,), adapter="plus"),),
        sampling=Sampling(width=64, height=64, steps=2, seed=7),
    )  # fmt: skip
    engine = Engine(pack)
    (portrait,) = engine.generate(recipe, {source: sample_face}, JobControl())
    engine.close()
    assert portrait.image.shape == (64, 64, 3)
    assert portrait.image.std() > 1
