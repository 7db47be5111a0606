"""A base model in one file is the one in a folder: the same nets, to the bit, from the names alone.

tests/ldm.py writes the files; it knows nothing of how they are read.
"""

import hashlib
import shutil
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from core.engine.family import FAMILIES
from core.engine.models import DTYPE, Models
from core.engine.quiet import quietly
from core.engine.schedulers import SCHEDULERS, make_scheduler
from core.engine.single_files import (
    TOKENIZER,
    load_base,
)
from core.errors import BadInput
from core.faces.person import Person
from core.packs import Pack
from core.packs.catalogue import CATALOGUE
from core.packs.stamping import write_manifest
from core.recipe import Identity, ImagePrompt, Recipe, Sampling, Scheduler
from tests import ldm, official_settings
from tests.engine import single
from tests.engine.conftest import Scene, draw
from tests.engine.single import Twins

NOISE = np.random.default_rng(4)
IMAGE = NOISE.integers(0, 256, (64, 64, 3), np.uint8)
POINTS = np.array([[20, 20], [44, 20], [32, 34], [24, 46], [42, 46]], np.float32)
PERSON = Person((NOISE.standard_normal(512) * 20).astype(np.float32), POINTS)
CPU = torch.device("cpu")
PARTS = ("unet", "vae", "text_encoder", "text_encoder_2")


@pytest.fixture(scope="module", params=["sdxl", "sd15"])
def twins(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Twins:
    return single.make(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def two(twins: Twins) -> tuple[Models, Models]:
    """Of the folder, and of the single file.

    diffusers leaves a folder's weights where they lie in the file, at any multiple of 8 bytes, and
    the CPU's matrix products round otherwise there (by 8e-6 in latents). So they are moved first.
    """
    folder = Models(twins.folder, "cpu")
    for part in PARTS:
        for weight in getattr(folder.base, part, torch.nn.Module()).parameters():
            weight.data = weight.data.clone()
    return folder, Models(twins.single, "cpu")


def scene(**parts: Any) -> Scene:
    recipe = Recipe(
        prompt="portrait of a scientist! film grain", negative_prompt="blurry", pack="twin",
        sampling=Sampling(width=64, height=64, steps=3, guidance=5.0, seed=3),
    ).model_copy(update=parts)  # fmt: skip
    return Scene(recipe, {"a" * 64: IMAGE}, [PERSON] * len(recipe.identities))


def all_parts() -> Scene:
    return scene(
        identities=(Identity(references=("a" * 64,), likeness=0.6, structure=0.9),),
        image_prompts=(ImagePrompt(images=("a" * 64,), adapter="plus", strength=0.7),),
    )


def test_the_same_weights_draw_the_same_latents(two: tuple[Models, Models]):
    folder, file = two
    for part in PARTS:
        nets = getattr(folder.base, part, None), getattr(file.base, part, None)
        if nets == (None, None):
            continue
        wanted, found = (net.state_dict() for net in nets)
        assert wanted.keys() == found.keys()
        assert all(torch.equal(wanted[key], found[key]) for key in wanted)
    assert torch.equal(draw(folder, all_parts()), draw(file, all_parts()))
    assert torch.equal(draw(folder, scene()), draw(file, scene()))
    assert not torch.equal(draw(file, scene()), draw(file, all_parts()))


@pytest.mark.parametrize("name", ["tokenizer/", "tokenizer_2/", "settings"])
def test_what_is_compared_with_is_what_was_published(name: str):
    xl = "stabilityai/stable-diffusion-xl-base-1.0"
    published = {one.path: one.sha256 for one in CATALOGUE if one.repository == xl}
    if name == "settings":
        for path, settings in official_settings.SDXL.items():
            text = official_settings.published(settings)
            assert hashlib.sha256(text).hexdigest() == published[path]
        return
    for file in ("vocab.json", "merges.txt", "special_tokens_map.json", "tokenizer_config.json"):
        text = (TOKENIZER / file).read_bytes()
        if name == "tokenizer_2/" and file.endswith(("map.json", "config.json")):
            text = text.replace(b'"pad_token": "<|endoftext|>"', b'"pad_token": "!"')
        assert hashlib.sha256(text).hexdigest() == published.get(
            name + file, published[f"tokenizer/{file}"]
        )


def test_nothing_is_asked_of_the_network(twins: Twins, monkeypatch: pytest.MonkeyPatch):
    def refuse(*arguments: Any, **options: Any) -> None:
        raise AssertionError("the network was asked")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    Models(twins.single, "cpu")


def test_each_scheduler_is_that_of_the_folder(
    twins: Twins, two: tuple[Models, Models], tmp_path: Path
):
    """The published settings, not those of the tiny folder, which are fewer."""
    family = twins.family
    settings = official_settings.SCHEDULER
    if family == "sd15":
        settings = official_settings.SCHEDULER_SD15
    kind = type(two[1].base.scheduler)
    assert kind.__name__ == settings["_class_name"]
    (tmp_path / "scheduler_config.json").write_bytes(official_settings.published(settings))
    official = kind.from_pretrained(tmp_path)
    for name in SCHEDULERS:
        wanted, found = (
            make_scheduler(name, one.config) for one in (official, two[1].base.scheduler)
        )
        assert dict(wanted.config) == dict(found.config)


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float8_e4m3fn])
def test_any_number_format_is_read_as_full_precision(dtype: Any, twins: Twins, tmp_path: Path):
    base = twins.pipe
    state = {key: tensor.to(dtype) for key, tensor in ldm.checkpoint(base).items()}
    save_file(state, tmp_path / "x.safetensors")
    loaded = load_base(tmp_path / "x.safetensors", FAMILIES[twins.family], None, CPU, DTYPE)
    for part in PARTS:
        if net := getattr(base, part, None):
            wanted, found = net.state_dict(), getattr(loaded, part).state_dict()
            assert {tensor.dtype for tensor in found.values()} == {torch.float32}
            assert all(torch.equal(found[key], wanted[key].to(dtype).float()) for key in wanted)


def altered(twins: Twins, file: Path, change: Callable[[dict[str, Any]], Any]) -> Any:
    """The checkpoint after a change, loaded."""
    state = ldm.checkpoint(twins.pipe)
    change(state)
    save_file(state, file)
    return load_base(file, FAMILIES[twins.family], None, CPU, DTYPE)


def test_empty_tensors_tell_how_it_was_trained(twins: Twins, tmp_path: Path):
    def mark(state: dict[str, Any], *names: str) -> None:
        state |= {name: torch.empty(0) for name in names}

    file = tmp_path / "x.safetensors"
    loaded = altered(twins, file, lambda state: mark(state, "v_pred"))
    scheduler = make_scheduler("euler", loaded.scheduler.config)
    assert scheduler.config.prediction_type == "v_prediction"
    assert not scheduler.config.rescale_betas_zero_snr
    loaded = altered(twins, file, lambda state: mark(state, "v_pred", "ztsnr"))
    for name in SCHEDULERS:
        scheduler = make_scheduler(name, loaded.scheduler.config)
        assert scheduler.config.prediction_type == "v_prediction"
        assert scheduler.config.rescale_betas_zero_snr
        with quietly():
            scheduler.set_timesteps(4)
        assert int(scheduler.timesteps[0]) >= 998 or name == "lcm"


def test_old_names_and_what_is_no_weight_do_no_harm(twins: Twins, tmp_path: Path):
    def change(state: dict[str, Any]) -> None:
        for key in list(state):
            if key.startswith("cond_stage_model.transformer.text_model."):
                state[key.replace("text_model.", "", 1)] = state.pop(key)
        state["model_ema.decay"] = torch.zeros(())
        state["first_stage_model.loss.logvar"] = torch.zeros(())
        state["first_stage_model.model_ema.num_updates"] = torch.zeros(())
        state["denoiser.sigmas"] = state["betas"] = torch.zeros(3)
        state["denoiser.sigmas"] = torch.zeros(3)

    loaded = altered(twins, tmp_path / "x.safetensors", change)
    wanted, found = twins.pipe.text_encoder.state_dict(), loaded.text_encoder.state_dict()
    assert all(torch.equal(wanted[key], found[key]) for key in wanted)


UNET, VAE = "model.diffusion_model.", "first_stage_model."
FIRST = {"sdxl": "conditioner.embedders.0.", "sd15": "cond_stage_model."}


def without(state: dict[str, Any], prefix: str) -> None:
    for key in [key for key in state if key.startswith(prefix)]:
        del state[key]


def wider(state: dict[str, Any], by: int) -> None:
    key = f"{UNET}input_blocks.0.0.weight"
    state[key] = torch.cat([state[key], torch.zeros(len(state[key]), by, 3, 3)], 1)


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "no vae": (lambda state: without(state, VAE), "lacks a VAE"),
    "no words": (
        lambda state: [without(state, prefix) for prefix in FIRST.values()], "lacks a text encoder"
    ),
    "a key of the UNet": (
        lambda state: state.pop(f"{UNET}out.0.bias"), r"incomplete: it lacks conv_norm_out\.bias"
    ),
    "a key of the VAE": (
        lambda state: state.pop(f"{VAE}decoder.up.1.block.0.conv1.weight"),
        r"incomplete: it lacks decoder\.up_blocks\.2\.resnets\.0\.conv1\.weight",
    ),
    "a whole block": (
        lambda state: without(state, f"{UNET}input_blocks.4."), "cut, or a base model of unknown"
    ),
    "left over in the UNet": (
        lambda state: state.update({f"{UNET}more.weight": torch.zeros(3)}),
        r"has an unknown part: model\.diffusion_model\.more\.weight",
    ),
    "left over in a block": (
        lambda state: state.update({f"{UNET}middle_block.0.scale_weight": torch.zeros(3)}),
        r"has an unknown part: mid_block\.resnets\.0\.scale_weight",
    ),
    "left over in the VAE": (
        lambda state: state.update({f"{VAE}decoder.up.1.attn.0.q.weight": torch.zeros(3)}),
        "has an unknown part: decoder",
    ),
    "of another size": (
        lambda state: state.update({f"{UNET}out.0.bias": torch.zeros(3)}),
        r"does not fit together: conv_norm_out\.bias has another size",
    ),
    "inpainting": (lambda state: wider(state, 5), "is a base model for inpainting only"),
    "pix2pix": (lambda state: wider(state, 4), "reads 8 channels, and the latents have 4"),
    "Playground": (
        lambda state: state.update({"edm_mean": torch.zeros(4)}),
        "a model of Playground 2.5, which is"
    ),
    "no shapes at all": (
        lambda state: state.update({key: torch.zeros(()) for key in state}), r"x\.safetensors is"
    ),
    "Flux": (
        lambda state: (state.clear(), state.update({f"{UNET}double_blocks.0.x": torch.zeros(2)})),
        "is a model of Flux, which is not supported",
    ),
    "something else": (
        lambda state: (state.clear(), state.update({"x": torch.zeros(2)})),
        "is no base model of SDXL or Stable Diffusion 1.5",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_none_is_refused_in_one_sentence(fault: str, twins: Twins, tmp_path: Path):
    change, words = FAULTS[fault]
    with pytest.raises(BadInput, match=words) as caught:
        altered(twins, tmp_path / "x.safetensors", change)
    assert str(caught.value.message).count("\n") == 0


def test_models_of_the_same_layout_are_told_apart(twins: Twins, tmp_path: Path):
    family, file = twins.family, tmp_path / "x.safetensors"
    inner, title = {
        "sdxl": ("conditioner.embedders.0.model.", "the SDXL refiner"),
        "sd15": ("cond_stage_model.model.", "Stable Diffusion 2"),
    }[family]

    def change(state: dict[str, Any]) -> None:
        without(state, FIRST[family])
        state[f"{inner}token_embedding.weight"] = torch.zeros(4, 4)

    with pytest.raises(BadInput, match=f"is a model of {title}, which is not supported"):
        altered(twins, file, change)
    save_file(ldm.checkpoint(twins.pipe), file)
    other = FAMILIES["sd15" if family == "sdxl" else "sdxl"]
    with pytest.raises(BadInput, match="as the pack says"):
        load_base(file, other, None, CPU, DTYPE)


def test_a_file_that_was_cut_is_refused(twins: Twins, tmp_path: Path):
    file = tmp_path / "x.safetensors"
    save_file(ldm.checkpoint(twins.pipe), file)
    whole = file.read_bytes()
    for size in (0, 4, 4000, len(whole) // 2, len(whole) - 1):
        file.write_bytes(whole[:size])
        with pytest.raises(BadInput, match="not a sound safetensors file"):
            load_base(file, FAMILIES[twins.family], None, CPU, DTYPE)


@pytest.fixture(scope="module")
def of_velocities(twins: Twins, tmp_path_factory: pytest.TempPathFactory) -> Models:
    """Trained to predict velocities and to start from pure noise, as NoobAI's."""
    folder = tmp_path_factory.mktemp("velocities") / "pack"
    state = ldm.checkpoint(twins.pipe) | {"v_pred": torch.empty(0), "ztsnr": torch.empty(0)}
    shutil.copytree(twins.single.folder, folder)
    save_file(state, folder / "base.safetensors")
    data = twins.single.manifest.model_dump(mode="json", exclude={"files"}, exclude_none=True)
    write_manifest(folder, data)
    return Models(Pack.load(folder), "cpu")


@pytest.mark.parametrize("name", SCHEDULERS)
def test_a_model_of_velocities_draws_as_in_the_stock_pipeline(
    name: Scheduler, twins: Twins, of_velocities: Models
):
    wanted = scene(
        sampling=Sampling(width=64, height=64, steps=4, guidance=4.0, seed=3, scheduler=name)
    )
    ours = draw(of_velocities, wanted)

    kind, own = SCHEDULERS[name]
    family = FAMILIES[twins.family]
    pipe = family.from_noise(**twins.pipe.components | family.options)
    pipe.set_progress_bar_config(disable=True)
    sdxl = twins.family == "sdxl"
    official = official_settings.SCHEDULER if sdxl else official_settings.SCHEDULER_SD15
    with quietly(), torch.no_grad():
        pipe.scheduler = kind.from_config(
            official | {"timestep_spacing": "trailing"} | own,
            prediction_type="v_prediction", rescale_betas_zero_snr=True,
        )  # fmt: skip
        theirs = pipe(
            wanted.recipe.prompt, negative_prompt=wanted.recipe.negative_prompt, width=64,
            height=64, num_inference_steps=4, guidance_scale=4.0, output_type="latent",
            generator=torch.Generator().manual_seed(3),
        ).images  # fmt: skip
    assert torch.isfinite(ours).all()
    assert float((ours - theirs).abs().max()) < 1e-3
