"""Adapters: telling them apart, attaching them, and where, when and how loudly they speak."""

from pathlib import Path

import numpy as np
import pytest
import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import load_file, save_file

from core.blocks import meant_by
from core.engine.adapter_files import read_adapter
from core.engine.adapters import Slot, where
from core.engine.models import Models
from core.errors import BadInput, Unsupported
from core.packs.catalogue import Known
from core.packs.listening import listening_blocks
from tests.engine.conftest import ADAPTERS, FIXTURES, Parity, Scene, draw


def test_a_pickle_is_opened_only_if_it_is_a_published_one(tmp_path: Path):
    pickle = tmp_path / "ip-adapter.bin"
    pickle.write_bytes((FIXTURES / "instantid" / "ip-adapter.bin").read_bytes())
    with pytest.raises(BadInput, match="can run code"):
        read_adapter(pickle)
    assert list(tmp_path.iterdir()) == [pickle]

    first = read_adapter(pickle, known=lambda sha256: Known("here", "it", None, sha256, ""))
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
    assert where(unet, "all") == {"": 1}
    assert where(unet, "style") == {"up_blocks.0.attentions.1.": 1}
    assert where(unet, "composition") == {"down_blocks.2.attentions.1.": 1}
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


def test_the_window_knows_the_blocks_in_which_prompts_speak(parity: Parity, models: Models):
    names = [name for name in models.unet.attn_processors if ".attn2." in name]
    found = {name.partition(".transformer_blocks")[0] for name in names}
    blocks = listening_blocks(parity.pack)
    assert set(blocks) == found
    for layers in ("style", "composition"):
        assert [f"{block}." for block in meant_by(layers, blocks)] == list(
            where(models.unet, layers)
        )
