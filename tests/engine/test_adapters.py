"""Adapters: telling them apart, attaching them, and where, when and how loudly they speak."""

from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import load_file, save_file

from core.engine.adapter_files import read_adapter, recognise
from core.engine.adapters import Slot, where
from core.engine.models import Models
from core.errors import BadInput, Unsupported
from tests.engine.conftest import ADAPTERS, FIXTURES, Parity, Scene, draw

SDXL_LAYERS = (  # rows of to_k_ip, layers; in the order down, up, middle
    (640, 4), (1280, 20), (1280, 30), (640, 6), (1280, 10),
)  # fmt: skip


def instantid() -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """Keys and shapes of the official InstantID adapter, without content."""

    def empty(*shape: int) -> torch.Tensor:
        return torch.empty(shape, device="meta")

    image_proj = {
        "latents": empty(1, 16, 1280),
        "proj_in.weight": empty(1280, 512),
        "proj_in.bias": empty(1280),
        "proj_out.weight": empty(2048, 1280),
        "proj_out.bias": empty(2048),
        "norm_out.weight": empty(2048),
        "norm_out.bias": empty(2048),
    }
    for i in range(4):
        for norm in ("0.norm1", "0.norm2", "1.0"):
            image_proj[f"layers.{i}.{norm}.weight"] = empty(1280)
            image_proj[f"layers.{i}.{norm}.bias"] = empty(1280)
        image_proj[f"layers.{i}.0.to_q.weight"] = empty(1280, 1280)
        image_proj[f"layers.{i}.0.to_kv.weight"] = empty(2560, 1280)
        image_proj[f"layers.{i}.0.to_out.weight"] = empty(1280, 1280)
        image_proj[f"layers.{i}.1.1.weight"] = empty(5120, 1280)
        image_proj[f"layers.{i}.1.3.weight"] = empty(1280, 5120)
    rows = [rows for rows, layers in SDXL_LAYERS for _ in range(layers)]
    ip_adapter = {
        f"{2 * index + 1}.to_{part}_ip.weight": empty(size, 2048)
        for index, size in enumerate(rows)
        for part in "kv"
    }
    return image_proj, ip_adapter


def test_the_official_instantid_file_is_recognised():
    image_proj, ip_adapter = instantid()
    assert (len(image_proj), len(ip_adapter)) == (51, 140)
    total = sum(t.numel() for half in (image_proj, ip_adapter) for t in half.values())
    assert total == 422_765_824
    file = recognise("ip-adapter.bin", image_proj, ip_adapter)
    assert (file.kind, file.tokens, file.reads, file.width, file.layers) == (
        "face", 16, 512, 2048, 70,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("extra", "kind", "reads"),
    [
        ({"proj.weight": (4 * 2048, 1024), "norm.weight": (2048,)}, "image", 1024),
        ({"latents": (1, 16, 1280), "proj_in.weight": (1280, 1280)}, "image-plus", 1280),
    ],
)
def test_image_prompt_adapters_are_recognised(extra, kind, reads):
    _, ip_adapter = instantid()
    file = recognise("x", {key: torch.empty(shape) for key, shape in extra.items()}, ip_adapter)
    assert (file.kind, file.reads) == (kind, reads)
    assert file.tokens == (4 if kind == "image" else 16)


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (["proj.3.weight"], "Full Face"),
        (["perceiver_resampler.proj_in.weight", "norm.weight"], "FaceID Plus"),
        (["something.else"], "unknown kind"),
        ([], "not an IP-Adapter"),
    ],
)
def test_other_kinds_are_refused_by_name(keys, words):
    _, ip_adapter = instantid()
    with pytest.raises(Unsupported, match=f"strange.*{words}"):
        recognise("strange.safetensors", dict.fromkeys(keys, torch.empty(1)), ip_adapter)


def test_a_pickle_is_opened_only_if_it_is_a_published_one(tmp_path: Path):
    pickle = tmp_path / "ip-adapter.bin"
    pickle.write_bytes((FIXTURES / "instantid" / "ip-adapter.bin").read_bytes())
    with pytest.raises(BadInput, match="can run code"):
        read_adapter(pickle)
    assert list(tmp_path.iterdir()) == [pickle]

    first = read_adapter(pickle, known=lambda sha256: sha256)
    twin = pickle.with_suffix(".safetensors")
    assert sorted(tmp_path.iterdir()) == [pickle, twin]
    assert first.kind == "face"
    pickle.write_bytes(b"gone")
    again = read_adapter(pickle)
    assert torch.equal(again.image_proj["latents"], first.image_proj["latents"])


def test_a_cut_file_is_refused(tmp_path: Path, parity: Parity):
    file = tmp_path / "cut.safetensors"
    file.write_bytes(parity.pack.path(ADAPTERS["ip-adapter"]).read_bytes()[:5000])
    with pytest.raises(BadInput, match=r"cut\.safetensors"):
        read_adapter(file)


def test_an_adapter_of_another_base_model_is_refused(
    tmp_path: Path, parity: Parity, models: Models, both: Scene
):
    tensors = load_file(parity.pack.path(ADAPTERS["ip-adapter"]))
    foreign = tmp_path / "foreign.safetensors"
    save_file({k: t for k, t in tensors.items() if not k.startswith("ip_adapter.21.")}, foreign)
    with pytest.raises(Unsupported, match=r"foreign.safetensors.*another base model"):
        models.adapters.attach(models.base, {foreign: read_adapter(foreign)}, (foreign,))
    draw(models, both)  # what is attached next is unharmed


def test_all_weights_zero_is_the_base_model(both: Scene, models: Models):
    silent = both.but(identities__0__likeness=0.0, image_prompts__0__strength=0.0)
    silent = silent.but(identities__0__structure=0.0)
    plain = Scene(both.but(identities=[], image_prompts=[]).recipe, {}, [])
    assert torch.equal(draw(models, silent), draw(models, plain))


def test_attaching_others_and_back_is_exact(person: Scene, both: Scene, models: Models):
    alone = draw(models, person)
    draw(models, both)
    assert torch.equal(draw(models, person), alone)


def test_an_image_prompt_of_strength_zero_changes_no_bit(
    person: Scene, both: Scene, models: Models
):
    assert torch.equal(draw(models, both.but(image_prompts__0__strength=0.0)), draw(models, person))


def test_one_adapter_may_speak_twice(both: Scene, models: Models):
    once = both.recipe.image_prompts[0].model_dump(mode="json")
    halves = both.but(image_prompts=[{**once, "strength": 0.3}, {**once, "strength": 0.3}])
    difference = (draw(models, halves) - draw(models, both)).abs().max()
    assert difference < 1e-4


def test_several_images_speak_in_one_slot(both: Scene, models: Models):
    image = both.recipe.image_prompts[0].images[0]
    other = np.random.default_rng(0).integers(0, 256, (300, 200, 3), np.uint8)
    sources = {**both.sources, "f" * 64: other}
    pair = Scene(both.but(image_prompts__0__images=[image, "f" * 64]).recipe, sources, both.people)
    assert pair.encode(models).slots[1].tokens.shape == (2, 8, 64)
    assert not torch.equal(draw(models, pair), draw(models, both))
    # The same image twice has the same attention as once.
    twice = both.but(image_prompts__0__images=[image, image])
    assert (draw(models, twice) - draw(models, both)).abs().max() < 1e-4


def test_windows_follow_the_rule_of_controlnets():
    slot = Slot(torch.zeros(2, 4, 8), 0.6, "all", (0.25, 0.75), None)
    assert [slot.weight(step, 8) for step in range(8)] == [0, 0, 0.6, 0.6, 0.6, 0.6, 0, 0]


def test_a_window_silences_an_image_prompt(both: Scene, person: Scene, models: Models):
    late = both.but(image_prompts__0__window=[0.5, 1.0])
    never = both.but(image_prompts__0__window=[0.0, 0.01])
    assert not torch.equal(draw(models, late), draw(models, both))
    assert not torch.equal(draw(models, late), draw(models, person))
    assert torch.equal(draw(models, never), draw(models, person))


def test_style_and_composition_of_sdxl_are_those_of_instantstyle():
    settings = {
        "block_out_channels": (32, 32, 32),
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        "up_block_types": ("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
    }
    with torch.device("meta"):
        unet = UNet2DConditionModel(**settings)
        plain = UNet2DConditionModel(
            block_out_channels=(32,), down_block_types=("DownBlock2D",),
            up_block_types=("UpBlock2D",),
        )  # fmt: skip
    assert where(unet, "all") == ""
    assert where(unet, "style") == "up_blocks.0.attentions.1."
    assert where(unet, "composition") == "down_blocks.2.attentions.1."
    with pytest.raises(Unsupported, match="no layers for style"):
        where(plain, "style")


def test_layers_confine_an_image_prompt(both: Scene, models: Models):
    results = []
    for layers, prefix in (
        ("style", "up_blocks.0.attentions.1."),
        ("composition", "down_blocks.2.attentions.0."),
    ):
        results.append(draw(models, both.but(image_prompts__0__layers=layers)))
        speaking = {
            name
            for name, processor in models.unet.attn_processors.items()
            if hasattr(processor, "to_k_ip") and processor.scale[1]
        }
        assert speaking
        assert all(name.startswith(prefix) for name in speaking)
        assert all(
            processor.scale[0] == 0.8
            for processor in models.unet.attn_processors.values()
            if hasattr(processor, "to_k_ip")
        )
    assert not torch.equal(*results)


def white_where(both: Scene, **fields: np.ndarray) -> Scene:
    """The scene with masks, by path."""
    sources = dict(both.sources)
    names = {}
    for number, (path, mask) in enumerate(fields.items()):
        sources[str(number) * 64] = mask
        names[path] = str(number) * 64
    return Scene(both.but(**names).recipe, sources, both.people)


def test_an_all_white_mask_changes_no_bit(both: Scene, models: Models):
    white = np.full((128, 64, 3), 255, np.uint8)
    masked = white_where(both, image_prompts__0__mask=white, identities__0__region=white)
    assert torch.equal(draw(models, masked), draw(models, both))


def test_a_black_mask_silences(both: Scene, person: Scene, models: Models):
    black = np.zeros((64, 64, 3), np.uint8)
    masked = white_where(both, image_prompts__0__mask=black)
    assert (draw(models, masked) - draw(models, person)).abs().max() < 1e-5
