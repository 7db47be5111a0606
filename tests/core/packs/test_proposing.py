"""Of all that was found, what fits a base is proposed; of the rest the reason is told."""

from pathlib import Path

import pytest

from core.jobs import JobControl
from core.packs.importing import FacePack, Found, Scanner, Stock
from core.packs.proposing import (
    Proposal,
    as_part,
    bases_of,
    may_be_identity_net,
    propose,
    recipe_name,
)

from . import official


def small(shapes: official.Shapes) -> official.Shapes:
    return official.smaller(shapes)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Models of both families under names that say nothing."""
    write = official.write
    for name, shapes in (
        ("a/diffusion_pytorch_model.fp16.safetensors", official.unet("sdxl")),
        ("b/1.safetensors", official.adapter("ip-adapter-plus_sdxl_vit-h")),
        ("b/2.safetensors", official.adapter("ip-adapter-plus_sd15")),
        ("b/3.safetensors", official.adapter("ip-adapter-faceid_sdxl")),
        ("b/4.safetensors", official.adapter("ip-adapter_sdxl")),
        ("c/h.safetensors", official.image_encoder()),
        ("n/pose.safetensors", official.controlnet("sdxl")),
        ("n/old.safetensors", official.controlnet("sd15")),
        ("n/instantid/diffusion_pytorch_model.safetensors", official.controlnet("sdxl")),
        ("l/thing.safetensors", {"x.attn2.to_k.lora_A.weight": (4, 2048)}),
        ("l/other.safetensors", {"x.attn2.to_k.lora_A.weight": (4, 768)}),
    ):
        write(tmp_path / name, small(shapes))
    top = tmp_path / "my base"
    (top / "unet").mkdir(parents=True)
    (top / "model_index.json").write_text("{}")
    for name in ("diffusion_pytorch_model.safetensors", "diffusion_pytorch_model.fp16.safetensors"):
        write(top / "unet" / name, small(official.unet("sdxl")))
    instantid = official.resampler(1280, 512, 2048) | official.adapter_layers("sdxl")
    write(tmp_path / "b/id.safetensors", {**small(instantid), "image_proj.proj_in.weight":
                                          (40, 512)}, "F32")  # fmt: skip
    return tmp_path


@pytest.fixture
def stock(folder: Path) -> Stock:
    return Scanner().scan([folder], JobControl())


def seen(stock: Stock) -> Proposal:
    (base,) = bases_of(stock)
    return propose(stock, as_part(base))


def named(choices: tuple[object, ...]) -> dict[str, list[str]]:
    return {
        one.found.path.name: [str(reason) for reason in one.reasons]  # type: ignore[attr-defined]
        for one in choices
    }


def test_a_folder_of_diffusers_is_one_base_whatever_it_holds(stock: Stock) -> None:
    (base,) = bases_of(stock)
    assert base.path.name == "diffusion_pytorch_model.fp16.safetensors"
    assert base.path.parent.parent.name == "my base"


def test_what_fits_comes_first_and_of_the_rest_the_reason_is_told(stock: Stock) -> None:
    proposal = seen(stock)

    adapters = named(proposal.adapters)
    assert next(iter(adapters)) == "1.safetensors"
    assert adapters["1.safetensors"] == []
    assert adapters["2.safetensors"] == [
        "2.safetensors was made for another base model: its tokens have 24 numbers, words 64."
    ]
    assert adapters["3.safetensors"] == ["3.safetensors needs the face models buffalo_l."]
    assert adapters["4.safetensors"] == ["4.safetensors needs an image encoder."]  # not this one
    assert proposal.adapters[0].encoder is not None
    assert proposal.adapters[0].encoder.path.name == "h.safetensors"
    assert named(proposal.loras)["thing.safetensors"] == []
    assert "another base model" in named(proposal.loras)["other.safetensors"][0]
    assert named(proposal.nets)["pose.safetensors"] == []
    assert "another base model" in named(proposal.nets)["old.safetensors"][0]


def test_instantid_needs_its_face_models_and_nothing_else_is_held_against_it(stock: Stock) -> None:
    assert named(seen(stock).instantid) == {
        "id.safetensors": ["id.safetensors needs the face models antelopev2."]
    }
    stock.faces.append(FacePack("antelopev2", {"glintr100.onnx": Path("g")}))
    assert named(seen(stock).instantid) == {"id.safetensors": []}


def test_the_net_of_instantid_is_told_by_its_folder(stock: Stock) -> None:
    first, *others = seen(stock).nets
    assert may_be_identity_net(first.found)
    assert not any(may_be_identity_net(one.found) for one in others)


def test_parts_are_called_after_their_file_or_its_folder(folder: Path, stock: Stock) -> None:
    def found(name: str) -> Found:
        return next(one for one in stock.files if one.path == folder / name)

    assert recipe_name(found("b/1.safetensors")) == "1"
    assert recipe_name(found("n/instantid/diffusion_pytorch_model.safetensors")) == "instantid"
    assert recipe_name(found("n/pose.safetensors"), ["POSE"]) == "pose-2"
