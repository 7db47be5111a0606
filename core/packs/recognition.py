"""Tell what a file of weights is by the names and shapes in its header; its own name is not asked.

Only where two official files are alike in all of that do their sha256, their name and their number
format decide, in this order. Needs neither torch nor the weights themselves, so that importing and
the engine ask the same questions.

The kinds of adapter and the order of the questions follow the official files of h94/IP-Adapter,
h94/IP-Adapter-FaceID and InstantX/InstantID.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

from core.packs.catalogue import Known
from core.packs.checkpoints import Tensor
from core.packs.layouts import is_controlnet
from core.packs.manifest import Variant

Role = Literal[
    "checkpoint", "unet", "vae", "tiny-vae", "text-encoder", "text-encoder-2", "image-encoder",
    "controlnet", "adapter", "lora", "unknown",
]  # fmt: skip
Family = Literal["sdxl", "sd15"]
Kind = Literal[
    "image", "image-plus", "full-face", "faceid", "faceid-plus", "portrait", "instantid",
    "portrait-unnorm", "instantid-or-portrait", "kolors", "",
]  # fmt: skip
Shapes = Mapping[str, Tensor]
Content = TypeVar("Content")

HALVES = {
    "image_proj": "image_proj",
    "image_proj_model": "image_proj",
    "ip_adapter": "ip_adapter",
    "adapter_modules": "ip_adapter",
}
"""What files call the halves of an adapter, and what they are called here.

The other names are those of IP-Adapter's training script.
"""

VARIANTS: dict[Kind, tuple[Variant, ...]] = {
    "image": ("basic",),
    "image-plus": ("plus", "plus-face"),
    "full-face": ("full-face",),
    "faceid": ("faceid", "portrait"),
    "portrait": ("portrait", "faceid"),
    "faceid-plus": ("faceid-plus", "faceid-plusv2"),
    "instantid": ("instantid", "portrait-unnorm"),
    "portrait-unnorm": ("instantid", "portrait-unnorm"),
    "instantid-or-portrait": ("instantid", "portrait-unnorm"),
}
"""The published adapters that a kind may be, the likeliest first."""

FACE_NUMBERS = 512  # length of a face embedding
LORA = "_lora."  # in the keys of an adapter's own low-rank changes
_PATCHES = 257  # of an image encoder of 224 x 224 pixels: 16 x 16, and one for all
_KOLORS = 4096  # width of its FaceID-Plus
_FIRST = "1.to_k_ip.weight"
_DOWN = ("lora_A.weight", "lora_down.weight", "lora.down.weight", "lora_linear_layer.down.weight")
_KEYS = re.compile(r"(.*\.)?attn2\.to_k\.weight")
_BLOCKS = (
    (re.compile(r"(?:down_blocks|input_blocks)\."), 0),
    (re.compile(r"(?:up_blocks|output_blocks)\."), 1),
    (re.compile(r"(?:mid_block|middle_block)\."), 2),
)


@dataclass(frozen=True)
class Recognised:
    """What a file is.

    Attributes:
        role: what it serves as.
        family: of base models that it belongs to; None where nothing in it says so.
        kind: of an adapter, as far as its content tells; empty: none that is known.
        variant: which of the published adapters it is; None where nothing tells.
        width: of the text embeddings that it reads, or that an adapter's tokens have; 0: none.
        layers: rows of the keys of each cross-attention layer: down, up, then middle.
        reads: numbers in what an adapter's projection takes.
        gives: numbers in the embedding and in the hidden states of an image encoder.
        tokens: per face or image of an adapter.
        own_lora: whether an adapter has low-rank changes of its own inside.
        extra: channels that a base model reads beside the latents, as those for inpainting do.
    """

    role: Role
    family: Family | None = None
    kind: Kind = ""
    variant: Variant | None = None
    width: int = 0
    layers: tuple[int, ...] = ()
    reads: int = 0
    gives: tuple[int, int] = (0, 0)
    tokens: int = 0
    own_lora: bool = False
    extra: int = 0


def recognise(shapes: Shapes, name: str = "", published: Known | None = None) -> Recognised:
    """What the file with these tensors is.

    Args:
        shapes: from `check_safetensors`.
        name: of the file, better with its folder; asked only where nothing else can tell.
        published: which file of the catalogue it is, if that is known.
    """
    adapter = recognise_adapter(*halves(shapes), name, published.name if published else "")
    if adapter.role == "adapter":
        return adapter
    try:
        return _other(shapes)
    except (ValueError, IndexError):  # known names with shapes of something else
        return Recognised("unknown")


def _other(shapes: Shapes) -> Recognised:
    if any(key.endswith(_DOWN) for key in shapes):
        return _lora(shapes)
    if any(key.startswith("model.diffusion_model.input_blocks.") for key in shapes):
        return _checkpoint(shapes)
    if "controlnet_cond_embedding.conv_in.weight" in shapes or is_controlnet(shapes):
        return _net(shapes, "controlnet")
    if "conv_in.weight" in shapes and "down_blocks.0.resnets.0.conv1.weight" in shapes:
        return _net(shapes, "unet")
    if "vision_model.embeddings.class_embedding" in shapes and "visual_projection.weight" in shapes:
        embedding, hidden = shapes["visual_projection.weight"].shape
        return Recognised("image-encoder", gives=(embedding, hidden))
    tokens = next((key for key in shapes if key.endswith("embeddings.token_embedding.weight")), "")
    if tokens:
        width = shapes[tokens].shape[1]
        second = "text_projection.weight" in shapes
        return Recognised("text-encoder-2" if second else "text-encoder", width=width)
    if "decoder.layers.0.weight" in shapes and "encoder.layers.0.weight" in shapes:
        return Recognised("tiny-vae")
    if "decoder.conv_in.weight" in shapes and "encoder.conv_in.weight" in shapes:
        return Recognised("vae")
    return Recognised("unknown")


def name_of(path: Path) -> str:
    """A file's name with its folder's, for `recognise`: ip-adapter.bin alone says nothing."""
    return f"{path.parent.name}/{path.name}"


def cross_attention(shapes: Shapes) -> tuple[int, tuple[int, ...]]:
    """Width of the text embeddings, and rows of the keys of each layer: down, up, then middle.

    That is the order in which adapters number the layers, in the layouts of diffusers and of
    single files alike.
    """
    found = [key for key in shapes if _KEYS.fullmatch(key) and _part(key) is not None]
    found.sort(key=lambda key: (_part(key), [int(number) for number in re.findall(r"\d+", key)]))
    if not found or len(shapes[found[0]].shape) != 2:
        return 0, ()
    return shapes[found[0]].shape[1], tuple(shapes[key].shape[0] for key in found)


def _part(key: str) -> int | None:
    return next((place for pattern, place in _BLOCKS if pattern.search(key)), None)


def halves(content: Mapping[str, Content]) -> tuple[dict[str, Content], dict[str, Content]]:
    """The projection and the layers of an adapter, of which one is empty if it is none."""
    found: dict[str, dict[str, Content]] = {half: {} for half in HALVES.values()}
    for key, one in content.items():
        half, _, name = key.partition(".")
        if half in HALVES:
            found[HALVES[half]][name] = one
    return found["image_proj"], found["ip_adapter"]


def recognise_adapter(
    projection: Shapes, layers: Shapes, name: str = "", published: str = ""
) -> Recognised:
    """Which adapter this is.

    Args:
        projection: the half that makes tokens.
        layers: extra keys and values by number of the layer.
        name: of the file; asked only for what its content leaves open.
        published: what the published file of this content is called, if that is known.
    """
    if not projection or _FIRST not in layers:
        return Recognised("unknown")
    try:
        return _adapter(projection, layers, name, published)
    except (ValueError, IndexError, KeyError, ZeroDivisionError):  # shapes of another kind
        return Recognised("adapter")


def _adapter(projection: Shapes, layers: Shapes, name: str, published: str) -> Recognised:
    keys = [key for key in layers if key.endswith(".to_k_ip.weight")]
    keys.sort(key=lambda key: int(key.partition(".")[0]))
    width = layers[_FIRST].shape[1]
    rows = tuple(layers[key].shape[0] for key in keys)
    kind, tokens, reads = _kind(projection, layers, width)
    if kind in VARIANTS:
        listening = [one.shape for key, one in layers.items() if "_ip." in key]
        if min(tokens, reads, width) < 1 or any(shape[1:] != (width,) for shape in listening):
            raise ValueError("sizes that fit no base model")
    kind, variant = _which(kind, projection, layers, name, published)
    return Recognised(
        "adapter",
        _family_of_adapter(width, len(rows)),
        kind,
        variant,
        width,
        rows,
        reads,
        tokens=tokens,
        own_lora=any(LORA in key for key in layers),
    )


def _kind(projection: Shapes, layers: Shapes, width: int) -> tuple[Kind, int, int]:
    """Kind, tokens, and how many numbers it reads, from the most telling key on."""
    if "proj.weight" in projection:
        rows, reads = projection["proj.weight"].shape
        return "image", rows // width, reads
    if "proj.3.weight" in projection:
        return "full-face", _PATCHES, projection["proj.0.weight"].shape[1]
    if "perceiver_resampler.proj_in.weight" in projection:
        inner, reads = projection["perceiver_resampler.proj_in.weight"].shape
        if inner == _KOLORS:
            return "kolors", 0, reads
        return "faceid-plus", projection["proj.2.weight"].shape[0] // width, reads
    if "norm.weight" in projection and "proj.2.weight" in projection:
        tokens = projection["proj.2.weight"].shape[0] // width
        inside = any(LORA in key for key in layers)
        kind: Kind = "faceid" if inside or tokens < 16 else "portrait"
        return kind, tokens, projection["proj.0.weight"].shape[1]
    if "latents" in projection and "proj_in.weight" in projection:
        _, reads = projection["proj_in.weight"].shape
        out = projection.get("layers.0.0.to_out.weight")
        if width == 2048 and out is not None and out.shape[0] == 2048:
            return "kolors", 0, reads
        one, tokens, _ = projection["latents"].shape
        if one != 1:
            raise ValueError("latents of several at once")
        return ("instantid-or-portrait" if reads == FACE_NUMBERS else "image-plus"), tokens, reads
    return "", 0, 0


def _which(
    kind: Kind, projection: Shapes, layers: Shapes, name: str, published: str
) -> tuple[Kind, Variant | None]:
    """Which of those that have the same keys and shapes; None: nothing tells."""
    if kind in ("image-plus", "faceid-plus"):
        return kind, _named(kind, published) or _named(kind, name)
    if kind != "instantid-or-portrait":
        return kind, next(iter(VARIANTS.get(kind, ())), None)
    named = _named(kind, published) or _named(kind, name)
    if named is not None:
        return ("instantid" if named == "instantid" else "portrait-unnorm"), named
    keys, latents = layers[_FIRST].dtype, projection["latents"].dtype
    if keys == "F32":
        return "instantid", "instantid"
    if keys == "F16":  # half beside full is in no other published file; all half may be either
        return "portrait-unnorm", "portrait-unnorm" if latents == "F32" else None
    return kind, None


def _named(kind: Kind, name: str) -> Variant | None:
    """What a name says of those that are alike."""
    name = name.lower().replace("_", "-")
    if kind == "instantid-or-portrait":
        if "unnorm" in name:
            return "portrait-unnorm"
        if "instant" in name:
            return "instantid"
        return "portrait-unnorm" if "portrait" in name else None
    if kind == "faceid-plus":
        if "faceid" not in name and "face-id" not in name:
            return None
        if "plusv2" in name or "plus-v2" in name:
            return "faceid-plusv2"
        return "faceid-plus" if "plus" in name else None
    if "plus-face" in name or "plusface" in name:
        return "plus-face"
    return "plus" if "plus" in name else None


def _family_of_adapter(width: int, layers: int) -> Family | None:
    if width == 2048 and layers == 70:
        return "sdxl"
    return "sd15" if width == 768 and layers == 16 else None


_LORA_FAMILIES: dict[int, Family] = {2048: "sdxl", 768: "sd15"}


def _lora(shapes: Shapes) -> Recognised:
    for key, tensor in shapes.items():
        if key.endswith(_DOWN) and "attn2" in key and "to_k" in key:
            width = tensor.shape[-1]
            return Recognised("lora", _LORA_FAMILIES.get(width), width=width)
    return Recognised("lora")


def _checkpoint(shapes: Shapes) -> Recognised:
    top = "model.diffusion_model."
    unet = {key.removeprefix(top): one for key, one in shapes.items() if key.startswith(top)}
    width, layers = cross_attention(unet)
    extra = _extra(unet, "input_blocks.0.0.weight", "out.2.weight")
    family = _family_of_base(width, "label_emb.0.0.weight" in unet)
    return Recognised("checkpoint", family, width=width, layers=layers, extra=extra)


def _net(shapes: Shapes, role: Literal["unet", "controlnet"]) -> Recognised:
    width, layers = cross_attention(shapes)
    family = _family_of_base(width, "add_embedding.linear_1.weight" in shapes)
    extra = _extra(shapes, "conv_in.weight", "conv_out.weight")
    return Recognised(role, family, width=width, layers=layers, extra=extra)


def _extra(shapes: Shapes, first: str, last: str) -> int:
    if first not in shapes or last not in shapes:
        return 0
    return shapes[first].shape[1] - shapes[last].shape[0]


def _family_of_base(width: int, sizes_in: bool) -> Family | None:
    """SDXL alone reads the size of the picture; widths tell its refiner and SD 2 apart."""
    if sizes_in:
        return None if width == 1280 else "sdxl"
    return None if width in (0, 1024) else "sd15"
