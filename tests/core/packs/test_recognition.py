"""Every official file is recognised by the names and shapes in it, however it is called."""

import math
from pathlib import Path

import pytest

from core.packs.catalogue import CATALOGUE, Known
from core.packs.recognition import cross_attention, name_of, recognise

from . import official


@pytest.mark.parametrize("name", official.ADAPTERS)
def test_an_adapter_is_recognised_whatever_its_name(name: str) -> None:
    family, kind, reads, tokens, _ = official.ADAPTERS[name]
    dtype = "F32" if kind == "instantid" else "F16"
    what = recognise(official.tensors(official.adapter(name), dtype), "x.safetensors")

    assert (what.role, what.family, what.kind) == ("adapter", family, kind)
    assert (what.reads, what.tokens) == (reads, tokens)
    assert what.width == official.WIDTH[family]
    assert what.own_lora is name.endswith(official.WITH_LORA)
    assert list(what.layers) == official.rows(family)


def test_the_shapes_of_the_test_are_those_of_instantid() -> None:
    projection = official.resampler(1280, 512, 2048)
    layers = official.adapter_layers("sdxl")
    assert (len(projection), len(layers)) == (51, 140)
    assert sum(map(math.prod, projection.values())) == 81_978_624
    assert sum(map(math.prod, layers.values())) == 340_787_200
    assert sum(map(math.prod, official.adapter_layers("sd15").values())) == 19_169_280


def test_instantid_and_portrait_unnorm_are_told_apart_by_hash_then_name_then_format() -> None:
    same = official.adapter("ip-adapter")

    def kind(dtype: str, name: str = "x", published: Known | None = None) -> str:
        return recognise(official.tensors(same, dtype), name, published).kind

    by_path = {known.path: known for known in CATALOGUE}
    unnorm = by_path["ip-adapter-faceid-portrait_sdxl_unnorm.bin"]
    assert kind("F32", "instantid", unnorm) == "portrait-unnorm"
    assert kind("F16", "unnorm", by_path["ip-adapter.bin"]) == "instantid"
    assert kind("F32", "my-portrait_unnorm") == "portrait-unnorm"
    assert kind("F16", "InstantID_adapter") == "instantid"
    assert kind("F32", name_of(Path("InstantID/ip-adapter.bin"))) == "instantid"
    assert kind("F32") == "instantid"
    assert kind("F16") == "portrait-unnorm"
    assert kind("BF16") == "instantid-or-portrait"


def test_a_variant_is_told_only_where_something_tells() -> None:
    same = official.adapter("ip-adapter")
    mixed = official.tensors(same, "F32") | {
        key: tensor
        for key, tensor in official.tensors(same).items()
        if key.startswith("ip_adapter.")
    }
    assert recognise(official.tensors(same, "F32")).variant == "instantid"
    assert recognise(mixed).variant == "portrait-unnorm"
    assert recognise(official.tensors(same, "F16")).variant is None  # somebody has halved it
    assert recognise(mixed, "InstantID/ip-adapter.bin").variant == "instantid"

    face = official.tensors(official.adapter("ip-adapter-faceid-plusv2_sdxl"))
    assert recognise(face).variant is None
    assert recognise(face, "faceid/ip-adapter-faceid-plusv2_sdxl.bin").variant == "faceid-plusv2"
    by_path = {known.path: known for known in CATALOGUE}
    published = by_path["ip-adapter-faceid-plusv2_sdxl.bin"]
    assert recognise(face, "ip-adapter-faceid-plus.bin", published).variant == "faceid-plusv2"

    plus = official.tensors(official.adapter("ip-adapter-plus_sd15"))
    assert recognise(plus).variant is None
    assert recognise(plus, "x/ip-adapter-plus-face_sd15.safetensors").variant == "plus-face"
    assert recognise(official.tensors(official.adapter("ip-adapter_sd15"))).variant == "basic"


@pytest.mark.parametrize("shape", [(), (3,), (0, 0), (2, 2, 2)])
@pytest.mark.parametrize(
    "key",
    ["ip_adapter.1.to_k_ip.weight", "ip_adapter.x.to_k_ip.weight", "visual_projection.weight",
     "a.embeddings.token_embedding.weight", "x.attn2.to_k.lora_A.weight", "conv_in.weight"],
)  # fmt: skip
def test_odd_shapes_under_known_names_end_no_scan(key: str, shape: tuple[int, ...]) -> None:
    odd = official.adapter("ip-adapter_sd15") if key.startswith("ip_adapter") else {}
    odd["vision_model.embeddings.class_embedding"] = (3,)
    odd |= {"down_blocks.0.resnets.0.conv1.weight": (1,), "conv_out.weight": ()}
    assert recognise(official.tensors(odd | {key: shape})).family is None


def test_kolors_has_the_width_of_sdxl_and_is_told_apart() -> None:
    shapes = official.resampler(2048, 1280, 2048) | official.adapter_layers("sdxl")
    assert recognise(official.tensors(shapes)).kind == "kolors"
    face = official.face_plus(2048) | official.adapter_layers("sdxl")
    face["image_proj.perceiver_resampler.proj_in.weight"] = (4096, 1280)
    assert recognise(official.tensors(face)).kind == "kolors"


def test_a_community_name_of_the_layers_is_known() -> None:
    shapes = {
        key.replace("ip_adapter.", "adapter_modules."): shape
        for key, shape in official.adapter("ip-adapter_sd15").items()
    }
    assert recognise(official.tensors(shapes)).kind == "image"
    trained = {key.replace("image_proj.", "image_proj_model."): one for key, one in shapes.items()}
    assert recognise(official.tensors(trained)).kind == "image"


@pytest.mark.parametrize("family", ["sdxl", "sd15"])
def test_bases_and_nets_are_recognised_and_their_layers_are_in_the_adapters_order(
    family: str,
) -> None:
    expected = (official.WIDTH[family], tuple(official.rows(family)))
    for role, shapes in (
        ("unet", official.unet(family)),
        ("checkpoint", official.checkpoint(family)),
    ):
        what = recognise(official.tensors(shapes))
        assert (what.role, what.family) == (role, family)
        assert (what.width, what.layers) == expected
        assert what.extra == 0
    assert cross_attention(official.tensors(official.unet(family))) == expected
    net = recognise(official.tensors(official.controlnet(family)))
    assert (net.role, net.family, net.width) == ("controlnet", family, official.WIDTH[family])


def test_other_parts_are_recognised() -> None:
    def role(**shapes: tuple[int, ...]) -> str:
        return recognise(
            official.tensors({k.replace("__", "."): s for k, s in shapes.items()})
        ).role

    encoder = recognise(official.tensors(official.image_encoder()))
    assert (encoder.role, encoder.gives) == ("image-encoder", (1024, 1280))
    token = "text_model__embeddings__token_embedding__weight"
    assert role(**{token: (49408, 768)}) == "text-encoder"
    assert role(**{token: (49408, 1280)}, text_projection__weight=(1280, 1280)) == "text-encoder-2"
    assert role(decoder__layers__0__weight=(64, 4, 3, 3), encoder__layers__0__weight=(64, 3)) == (
        "tiny-vae"
    )
    assert role(decoder__conv_in__weight=(1,), encoder__conv_in__weight=(1,)) == "vae"
    assert role(weight=(2, 2)) == "unknown"
    assert role() == "unknown"


@pytest.mark.parametrize(("width", "family"), [(2048, "sdxl"), (768, "sd15"), (1024, None)])
@pytest.mark.parametrize(
    "key",
    [
        "unet.down_blocks.1.attentions.0.transformer_blocks.0.attn2.to_k.lora_A.weight",
        "lora_unet_down_blocks_1_attentions_0_transformer_blocks_0_attn2_to_k.lora_down.weight",
    ],
)
def test_a_lora_names_its_family_by_its_width(key: str, width: int, family: str | None) -> None:
    what = recognise(official.tensors({key: (8, width)}))
    assert (what.role, what.family) == ("lora", family)


@pytest.mark.parametrize("family", ["sdxl", "sd15"])
def test_a_base_for_inpainting_reads_more_than_it_gives(family: str) -> None:
    folder = official.unet(family) | {"conv_in.weight": (320, 9, 3, 3)}
    single = official.checkpoint(family)
    single["model.diffusion_model.input_blocks.0.0.weight"] = (320, 9, 3, 3)
    single["model.diffusion_model.out.2.weight"] = (4, 320, 3, 3)
    for shapes in (folder, single):
        assert recognise(official.tensors(shapes)).extra == 5


def test_sd_2_and_the_refiner_are_of_no_known_family() -> None:
    second = {
        key: (shape[0], 1024) if "attn2" in key else shape
        for key, shape in official.checkpoint("sd15").items()
    }
    assert recognise(official.tensors(second)).family is None
    refiner = {
        key: (shape[0], 1280) if "attn2" in key else shape
        for key, shape in official.checkpoint("sdxl").items()
    }
    assert recognise(official.tensors(refiner)).family is None
