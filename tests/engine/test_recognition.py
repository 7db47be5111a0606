"""Every official adapter is told by its content, whatever its file is called."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import torch
from diffusers import UNet2DConditionModel
from safetensors.torch import save_file

from core.engine.adapter_files import read_adapter
from core.engine.recognition import AdapterFile, recognise
from core.errors import Unsupported
from core.jobs import JobControl
from core.packs.catalogue import CATALOGUE, Known
from core.packs.converting import converted
from core.packs.manifest import Variant
from tests.engine import official
from tests.engine.official import Layer, Sizes, empty

# Attention layers of the official bases: width, blocks with it, in the order down, up, middle.
SD15_LAYERS = ((320, 2), (640, 2), (1280, 2), (1280, 3), (640, 3), (320, 3), (1280, 1))
SDXL_LAYERS = ((640, 4), (1280, 20), (1280, 30), (640, 6), (1280, 10))


def layers(blocks: tuple[tuple[int, int], ...], width: int) -> tuple[Layer, ...]:
    """In pairs: self-attention, then attention to the text."""
    return tuple(
        layer
        for inner, count in blocks
        for _ in range(count)
        for layer in (Layer(inner, None, inner), Layer(inner, width, inner))
    )


VIT_H, VIT_G = (1280, 1024), (1664, 1280)
SD15 = Sizes(768, 768, layers(SD15_LAYERS, 768), *VIT_H)
SDXL = Sizes(2048, 1280, layers(SDXL_LAYERS, 2048), *VIT_H)
SD15_G = Sizes(768, 768, SD15.layers, *VIT_G)
SDXL_G = Sizes(2048, 1280, SDXL.layers, *VIT_G)

# Variant, base, kind, tokens, numbers read, bytes of the published file (or to 0.1 MB).
TABLE = [
    ("basic", SD15, "image", 4, 1024, 44_642_768),  # light has the same size
    ("basic", SD15_G, "image", 4, 1280, 46.2),
    ("plus", SD15, "image-plus", 16, 1280, 98.2),
    ("plus-face", SD15, "image-plus", 16, 1280, 98.2),
    ("full-face", SD15, "image-full", 257, 1280, 43.6),
    ("faceid", SD15, "face-id", 4, 512, 96.7),
    ("faceid-plus", SD15, "face-id-plus", 4, 1280, 156.6),
    ("faceid-plusv2", SD15, "face-id-plus", 4, 1280, 156.6),
    ("portrait", SD15, "face-id", 16, 512, 64.6),
    ("basic", SDXL_G, "image", 4, 1280, 702_585_376),
    ("basic", SDXL, "image", 4, 1024, 698_391_064),
    ("plus", SDXL, "image-plus", 16, 1280, 847_517_512),
    ("plus-face", SDXL, "image-plus", 16, 1280, 847_517_512),
    ("faceid", SDXL, "face-id", 4, 512, 1070.0),
    ("faceid-plusv2", SDXL, "face-id-plus", 4, 1280, 1_487_555_181),
    ("portrait", SDXL, "face-id", 16, 512, 749.8),
    ("portrait-unnorm", SDXL, "face", 16, 512, 1010.0),
    ("instantid", SDXL, "face", 16, 512, 1_691_134_141),
]  # fmt: skip


def told(
    tensors: Mapping[str, torch.Tensor],
    name: str = "7f3a.safetensors",
    published: str | None = None,
    said: Variant | None = None,
) -> AdapterFile:
    halves: dict[str, dict[str, torch.Tensor]] = {"image_proj": {}, "ip_adapter": {}}
    for key, tensor in tensors.items():
        half, _, rest = key.partition(".")
        halves[half][rest] = tensor
    return recognise(name, halves["image_proj"], halves["ip_adapter"], published, said)


@pytest.mark.parametrize(("variant", "sizes", "kind", "tokens", "reads", "size"), TABLE)
def test_the_official_files_are_told_by_content(
    variant: Variant, sizes: Sizes, kind: str, tokens: int, reads: int, size: float
):
    tensors = official.adapter(variant, sizes, empty)
    content = sum(tensor.nbytes for tensor in tensors.values())
    if isinstance(size, int):
        assert 0 < size - content < 500 * len(tensors)  # a file's header
    else:
        assert abs(size - content / 1e6) < max(0.25, size / 200)

    known = f"ip-adapter-{variant}.bin" if variant in ("faceid-plus", "faceid-plusv2") else None
    known = "ip-adapter-plus-face.safetensors" if variant == "plus-face" else known
    file = told(tensors, published=known)
    assert (file.variant, file.kind, file.tokens, file.reads) == (variant, kind, tokens, reads)
    assert (file.width, file.layers) == (sizes.width, len(sizes.layers) // 2)
    assert bool(file.lora) == (variant in ("faceid", "faceid-plus", "faceid-plusv2"))
    assert len(file.state()["ip_adapter"]) == len(sizes.layers)
    assert told(tensors, said=variant).variant == variant


def test_the_order_of_layers_is_that_of_the_unets():
    with torch.device("meta"):
        sd15 = UNet2DConditionModel(cross_attention_dim=768)
        sdxl = UNet2DConditionModel(
            block_out_channels=(320, 640, 1280), attention_head_dim=(5, 10, 20),
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
            up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
            cross_attention_dim=2048, transformer_layers_per_block=(1, 2, 10),
            use_linear_projection=True,
        )  # fmt: skip
    assert official.layers_of(sd15) == SD15.layers
    assert official.layers_of(sdxl) == SDXL.layers


@pytest.mark.parametrize(
    ("sizes", "projection", "listening"),
    [(SD15, None, 19_169_280), (SDXL, 81_978_624, 340_787_200)],
)
def test_numbers_of_the_official_files(sizes: Sizes, projection: int | None, listening: int):
    tensors = official.adapter("instantid", sizes, empty)
    count = lambda half: sum(t.numel() for k, t in tensors.items() if k.startswith(half))
    assert count("ip_adapter.") == listening
    assert projection is None or count("image_proj.") == projection
    assert sum(key.startswith("image_proj.") for key in tensors) == 51


@pytest.mark.parametrize(
    ("variant", "sizes", "name", "expected"),
    [
        ("faceid-plus", SD15, "ip-adapter-faceid-plus_sd15.bin", "faceid-plus"),
        ("faceid-plus", SD15, "ip-adapter-faceid-plusv2_sd15.bin", "faceid-plusv2"),
        ("faceid-plus", SDXL, "IP_Adapter_FaceID_PlusV2_sdxl.safetensors", "faceid-plusv2"),
        ("plus", SDXL, "ip-adapter-plus_sdxl_vit-h.safetensors", "plus"),
        ("plus", SDXL, "ip-adapter-plus-face_sdxl_vit-h.safetensors", "plus-face"),
        ("instantid", SDXL, "ip-adapter.bin", "instantid"),
        ("instantid", SDXL, "ip-adapter-faceid-portrait_sdxl_unnorm.bin", "portrait-unnorm"),
        ("portrait-unnorm", SDXL, "instantid.safetensors", "instantid"),
        ("basic", SD15, "ip-adapter-faceid-plusv2_sd15.bin", "basic"),  # content first
    ],
)
def test_names_tell_only_what_content_leaves_open(
    variant: str, sizes: Sizes, name: str, expected: str
):
    assert told(official.adapter(variant, sizes, empty), name).variant == expected


def test_the_version_of_faceid_plus_is_asked_for():
    tensors = official.adapter("faceid-plus", SD15, empty)
    with pytest.raises(Unsupported, match=r"7f3a\.safetensors is IP-Adapter FaceID-Plus"):
        told(tensors)
    assert told(tensors, said="faceid-plusv2").shortcut
    assert not told(tensors, said="faceid-plus").shortcut
    with pytest.raises(Unsupported, match="is not the adapter 'plus' that the pack says"):
        told(tensors, said="plus")


PUBLISHED = {
    "models/ip-adapter_sd15_light.safetensors": ("basic", SD15),
    "models/ip-adapter-plus-face_sd15.safetensors": ("plus-face", SD15),
    "ip-adapter-faceid-plusv2_sd15.bin": ("faceid-plusv2", SD15),
    "ip-adapter-faceid-plusv2_sdxl.bin": ("faceid-plusv2", SDXL),
    "ip-adapter-faceid-portrait_sdxl_unnorm.bin": ("portrait-unnorm", SDXL),
    "sdxl_models/ip-adapter-plus-face_sdxl_vit-h.safetensors": ("plus-face", SDXL),
}


@pytest.mark.parametrize("path", PUBLISHED)
def test_the_sha256_of_a_published_file_tells_its_variant(path: str):
    """As the catalogue lists it; the content alone would be the same for others."""
    variant, sizes = PUBLISHED[path]
    assert [file for file in CATALOGUE if file.path == path]
    assert told(official.adapter(variant, sizes, empty), published=path).variant == variant


def tiny(variant: str) -> dict[str, torch.Tensor]:
    small = Sizes(64, 64, layers(((16, 2), (24, 1)), 64), 32, 24, rank=2)
    return official.adapter(variant, small, official.random(1))


def test_a_converted_pickle_keeps_what_tells_it(tmp_path: Path):
    halves: dict[str, dict[str, torch.Tensor]] = {"image_proj": {}, "ip_adapter": {}}
    for key, tensor in tiny("faceid-plusv2").items():
        half, _, rest = key.partition(".")
        halves[half][rest] = tensor
    pickle = tmp_path / "renamed.bin"
    torch.save(halves, pickle)
    published = Known("h94", "ip-adapter-faceid-plusv2_sd15.bin", None, "", "")
    assert read_adapter(pickle, known=lambda _: published).variant == "faceid-plusv2"
    twin = tmp_path / "renamed.safetensors"
    moved = twin.rename(tmp_path / "again.safetensors")
    pickle.unlink()
    assert read_adapter(moved, known=lambda _: published).variant == "faceid-plusv2"


def test_a_pickle_converted_for_a_pack_keeps_it_too(tmp_path: Path):
    halves: dict[str, dict[str, torch.Tensor]] = {"image_proj": {}, "ip_adapter": {}}
    for key, tensor in tiny("faceid-plusv2").items():
        half, _, rest = key.partition(".")
        halves[half][rest] = tensor
    pickle = tmp_path / "x.bin"
    torch.save(halves, pickle)
    published = Known("h94", "ip-adapter-faceid-plusv2_sd15.bin", None, "", "")
    twin = converted(pickle, tmp_path / "twins", JobControl(), lambda _: published)
    assert read_adapter(twin, known=lambda _: published).variant == "faceid-plusv2"


def test_an_instantid_that_somebody_has_halved_is_one_still():
    tensors = official.adapter("instantid", SDXL, empty)
    assert told({key: tensor.half() for key, tensor in tensors.items()}).variant == "instantid"


def test_a_layer_of_a_number_beyond_all_bounds_is_refused_at_once():
    tensors = official.adapter("basic", SD15, empty)
    far = {"ip_adapter.999999999999999.to_k_ip.weight": tensors["ip_adapter.1.to_k_ip.weight"]}
    with pytest.raises(Unsupported, match=r"it lacks ip_adapter\.33\.to_k_ip\.weight"):
        told(tensors | far)


def test_a_manifest_tells_the_sha256(tmp_path: Path):
    file = tmp_path / "renamed.safetensors"
    save_file(tiny("plus-face"), file)
    known = {"f" * 64: Known("h94", "models/ip-adapter-plus-face_sd15.safetensors", None, "", "")}
    assert read_adapter(file, known=known.get, sha256="f" * 64).variant == "plus-face"
    assert read_adapter(file, known=known.get, sha256="a" * 64).variant == "plus"


def test_checkpoints_of_the_training_script_are_read(tmp_path: Path):
    others = {"image_proj": "image_proj_model", "ip_adapter": "adapter_modules"}
    tensors = tiny("basic")
    file = tmp_path / "model.safetensors"
    save_file({others[k.partition(".")[0]] + k[10:]: t for k, t in tensors.items()}, file)
    read = read_adapter(file)
    assert read.variant == "basic"
    for key, tensor in tensors.items():
        half, _, rest = key.partition(".")
        assert torch.equal(getattr(read, half)[rest], tensor)


@pytest.mark.parametrize("variant", sorted({row[0] for row in TABLE}))
def test_a_missing_or_unknown_part_is_named(variant: Variant):
    tensors = official.adapter(variant, SD15, empty)
    for key in ("ip_adapter.9.to_v_ip.weight", *(k for k in tensors if k.endswith(".bias"))):
        less = {other: tensor for other, tensor in tensors.items() if other != key}
        with pytest.raises(Unsupported, match=f"7f3a.safetensors is incomplete: it lacks {key}"):
            told(less, said=variant)
    more = tensors | {"image_proj.extra.weight": empty((1,), torch.float16)}
    with pytest.raises(Unsupported, match=r"has an unknown part: image_proj\.extra\.weight"):
        told(more, said=variant)


@pytest.mark.parametrize(
    ("tensors", "words"),
    [
        ({"image_proj.something.weight": (1,)}, "is an adapter of an unknown kind"),
        ({}, "is not an IP-Adapter or InstantID file"),
        (
            {"image_proj.latents": (1, 16, 2048), "image_proj.proj_in.weight": (2048, 1280),
             "image_proj.layers.0.0.to_out.weight": (2048, 2048)},
            "is an adapter for Kolors",
        ),
        (
            {"image_proj.perceiver_resampler.proj_in.weight": (4096, 1024)},
            "is an adapter for Kolors",
        ),
    ],
)  # fmt: skip
def test_what_is_no_adapter_for_us_is_refused(tensors: dict[str, tuple[int, ...]], words: str):
    keys = official.adapter("basic", SDXL, empty)
    listening = {key: tensor for key, tensor in keys.items() if key.startswith("ip_adapter.")}
    odd = {key: empty(shape, torch.float16) for key, shape in tensors.items()}
    with pytest.raises(Unsupported, match=f"7f3a.safetensors {words}"):
        told(odd | listening)


@pytest.mark.parametrize("shape", [(), (3,), (2, 2, 2), (0, 0)])
@pytest.mark.parametrize(
    "key",
    ["ip_adapter.1.to_k_ip.weight", "image_proj.proj.weight", "image_proj.latents",
     "image_proj.perceiver_resampler.proj_in.weight", "ip_adapter.x.to_k_ip.weight"],
)  # fmt: skip
def test_odd_shapes_and_names_are_refused_in_words(key: str, shape: tuple[int, ...]):
    for variant in ("basic", "plus", "faceid-plus", "portrait"):
        odd = {key: empty(shape, torch.float16)} | {
            other: tensor
            for other, tensor in official.adapter(variant, SD15, empty).items()
            if other != key
        }
        with pytest.raises(Unsupported, match=r"7f3a\.safetensors"):
            told(odd, said=None)
