"""A pack is made of parts that lie elsewhere; parts that don't fit are told in a sentence."""

import errno
import json
import math
import os
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from diffusers import ControlNetModel

from core.errors import BadInput, DamagedPack
from core.packs import Pack, links
from core.packs.fit import Parts, problems
from core.packs.weighing import memory_needed, weigh
from core.recipe import Recipe
from tests import whole

from . import official
from .parting import large, make, part, small


def test_a_pack_of_all_parts_is_made_and_sound(parts: Parts, tmp_path: Path) -> None:
    assert problems(parts) == ()

    pack = make(parts, tmp_path / "packs" / "mine")

    pack.verify()
    assert sorted(pack.manifest.files) == [
        "adapters/plus.safetensors", "base/model_index.json", "base/tokenizer/merges.txt",
        "base/unet/config.json", "base/unet/diffusion_pytorch_model.fp16.safetensors",
        "controls/pose/config.json", "controls/pose/diffusion_pytorch_model.safetensors",
        "encoders/1/config.json", "encoders/1/model.safetensors", "faces/glintr100.onnx",
        "faces/scrfd_10g_bnkps.onnx", "instantid/ip-adapter.safetensors",
        "instantid/net/config.json", "instantid/net/diffusion_pytorch_model.safetensors",
        "loras/fast.safetensors",
    ]  # fmt: skip
    assert pack.manifest.adapters[0].encoder == "encoders/1"


def test_a_pack_says_which_adapter_it_holds_where_that_is_known(
    parts: Parts, models: Path, tmp_path: Path
) -> None:
    shapes = small(official.adapter("ip-adapter-plus_sdxl_vit-h"))
    named = part(models / "ip-adapter-plus-face_sdxl_vit-h.safetensors", shapes)
    both = {"faces": (named, parts.adapters["plus"][1]), **parts.adapters}

    pack = make(replace(parts, adapters=both), tmp_path / "packs" / "mine")

    assert [entry.variant for entry in pack.manifest.adapters] == ["plus-face", None]


def test_a_large_file_takes_no_room_twice(models: Path, tmp_path: Path) -> None:
    base = large(models)
    pack = make(Parts(base=base), tmp_path / "packs" / "mine")

    assert pack.manifest.base == "base/model.safetensors"
    assert os.path.samefile(pack.path("base/model.safetensors"), base.path)
    pack.verify()


@pytest.fixture
def no_hard_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """As between two disks."""

    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)


@pytest.mark.usefixtures("no_hard_links")
def test_from_another_disk_it_is_a_link_that_only_likeness_may_make(
    models: Path, tmp_path: Path
) -> None:
    base = large(models)
    pack = make(Parts(base=base), tmp_path / "packs" / "mine")
    link = pack.path("base/model.safetensors")
    assert link.is_symlink()
    pack.verify()

    other = official.write(models / "other.safetensors", official.checkpoint("sd15"))
    link.unlink()
    link.symlink_to(other)
    assert not links.is_own(link)
    with pytest.raises(DamagedPack, match="is a link, which a pack may not hold"):
        pack.verify()


def test_a_pack_of_somebody_else_may_hold_no_link(pack: Pack, tmp_path: Path) -> None:
    path = pack.path("README.md")
    outside = tmp_path / "outside"
    path.rename(outside)
    path.symlink_to(outside)
    with pytest.raises(DamagedPack, match="is a link, which a pack may not hold"):
        pack.verify()


@pytest.mark.parametrize(
    "place", ["../outside.json", "/etc/passwd", "base/../../x", "C:/x", "a\\..\\b", "base//x"]
)
@pytest.mark.parametrize("field", ["files", "base", "faces"])
def test_a_manifest_that_points_outside_is_refused_in_a_sentence(
    pack_folder: Path, place: str, field: str
) -> None:
    text = json.loads((pack_folder / "pack.json").read_text())
    if field == "files":
        text["files"][place] = {"size": 1, "sha256": "0" * 64}
    else:
        text[field] = place
    (pack_folder / "pack.json").write_text(json.dumps(text))

    with pytest.raises(DamagedPack, match=r"pack\.json of pack tiny is damaged") as caught:
        Pack.load(pack_folder)
    assert "\n" not in caught.value.sentence()


def test_what_was_made_for_another_base_is_told(parts: Parts, models: Path) -> None:
    adapter = parts.adapters["plus"][0]
    plus15 = part(models / "p15.safetensors", small(official.adapter("ip-adapter-plus_sd15")))
    net15 = part(models / "n15.safetensors", small(official.controlnet("sd15")))
    few = replace(adapter, what=replace(adapter.what, layers=adapter.what.layers[:-1]))
    encoder = parts.adapters["plus"][1]
    assert encoder is not None
    other = part(models / "g.safetensors", small(official.image_encoder(1280, 1664)))
    lora = part(models / "l15.safetensors", {"x.attn2.to_k.lora_A.weight": (4, 24)})
    assert parts.instantid is not None

    folder = parts.base.path.parent.parent.name

    def told(**changes: object) -> list[str]:
        return [str(one) for one in problems(replace(parts, **changes))]

    assert told(adapters={"a": (plus15, encoder)}) == [
        "p15.safetensors was made for another base model: its tokens have 24 numbers, words 64."
    ]
    assert told(adapters={"a": (few, encoder)}) == [
        "p.safetensors was made for another base model: its 69 layers do not match the 70 of "
        f"{folder}."
    ]
    assert told(adapters={"a": (adapter, other)}) == [
        "p.safetensors was made for another image encoder than g.safetensors."
    ]
    assert told(adapters={"a": (adapter, None)}) == ["p.safetensors needs an image encoder."]
    assert told(adapters={"a": (net15, None)}) == ["n15.safetensors is not an IP-Adapter."]
    assert told(controlnets={"a": net15}) == [
        f"n15.safetensors was made for another base model than {folder}."
    ]
    assert told(controlnets={"a": lora}) == ["l15.safetensors is not a ControlNet."]
    assert told(loras={"a": lora})[0].startswith("l15.safetensors was made for another base model")
    assert told(loras={"a": net15}) == ["n15.safetensors is not a LoRA."]
    assert told(instantid=(adapter, parts.instantid[1]))[0] == (
        "p.safetensors is not InstantID's adapter."
    )
    assert told(face_pack="buffalo_l") == [
        "id.safetensors was trained with the face models antelopev2; with buffalo_l the likeness "
        "is lost."
    ]
    assert told(faces={}) == ["id.safetensors needs face models."]
    assert told(base=net15) == ["n15.safetensors is no base model of SDXL or Stable Diffusion 1.5."]
    painting = replace(parts.base, what=replace(parts.base.what, extra=5))
    assert told(base=painting)[0].endswith("is a base model for inpainting only.")


def test_a_base_in_one_file_needs_all_its_parts(models: Path, tmp_path: Path) -> None:
    shapes = whole.checkpoint("sdxl", narrow=True)
    bare = {key: one for key, one in shapes.items() if not key.startswith("first_stage_model.")}
    base = part(models / "bare.safetensors", bare)
    assert [str(one) for one in problems(Parts(base=base))] == ["bare.safetensors lacks a VAE."]
    vae = {key.removeprefix("first_stage_model."): one for key, one in shapes.items()
           if key.startswith("first_stage_model.")}  # fmt: skip
    parts = Parts(base=base, vae=part(models / "v.safetensors", vae))
    assert problems(parts) == ()
    pack = make(parts, tmp_path / "packs" / "mine")
    assert pack.manifest.vae == "vae/model.safetensors"
    assert weigh(pack, Recipe()).vae == sum(map(math.prod, vae.values()))
    parts = replace(parts, base=part(models / "whole.safetensors", shapes))
    both = make(parts, tmp_path / "packs" / "both")
    assert weigh(both, Recipe()) == weigh(pack, Recipe()), "one VAE stands in for the other"
    files = sum(entry.size for entry in both.manifest.files.values())
    assert memory_needed(Recipe(), both.manifest) > files
    parts = replace(parts, base=base)
    told = problems(replace(parts, vae=base))
    assert [str(one) for one in told] == ["bare.safetensors is no VAE for these models."]
    wordless = {key: one for key, one in shapes.items() if not key.startswith("conditioner.")}
    told = problems(Parts(base=part(models / "w.safetensors", wordless)))
    assert [str(one) for one in told] == ["w.safetensors lacks a text encoder."]
    refiner = shapes | {"conditioner.embedders.0.model.x": (1,)}
    told = problems(Parts(base=part(models / "r.safetensors", refiner)))
    assert [str(one) for one in told] == [
        "r.safetensors is a model of the SDXL refiner, which is not supported."
    ]
    base.path.unlink()
    assert [str(one) for one in problems(parts)] == ["bare.safetensors can't be read."]


def test_a_controlnet_by_its_old_names_needs_no_settings(models: Path, tmp_path: Path) -> None:
    net = part(models / "control_v11p_sd15.safetensors", whole.controlnet())
    (models / "config.json").write_text("{}")  # of something else
    assert (net.what.role, net.what.family, net.what.width) == ("controlnet", "sd15", 768)
    parts = Parts(base=large(models, "sd15"), controlnets={"pose": net})
    pack = make(parts, tmp_path / "packs" / "mine")
    assert [file for file in pack.manifest.files if file.startswith("controls/")] == [
        "controls/pose/diffusion_pytorch_model.safetensors"
    ]


def test_parts_that_do_not_fit_make_no_pack(parts: Parts, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="needs face models"):
        make(replace(parts, faces={}), tmp_path / "packs" / "mine")
    assert not (tmp_path / "packs").exists()


def test_a_part_without_its_settings_is_told_unless_they_are_known(
    parts: Parts, models: Path, tmp_path: Path
) -> None:
    lone = part(models / "lone" / "net.safetensors", small(official.controlnet("sdxl")))
    with pytest.raises(BadInput, match=r"net\.safetensors lacks its config\.json"):
        make(replace(parts, controlnets={"lone": lone}), tmp_path / "packs" / "mine")

    net = part(models / "lone" / "full.safetensors", official.controlnet("sdxl"))
    whole = Parts(base=large(models, "sdxl"), controlnets={"pose": net})
    pack = make(whole, tmp_path / "packs" / "mine")
    settings = json.loads(pack.path("controls/pose/config.json").read_text())
    with torch.device("meta"):
        built = ControlNetModel.from_config(settings)
    assert sum(one.numel() for one in built.parameters()) == 1_251_014_160
    assert len(built.state_dict()) == 844
