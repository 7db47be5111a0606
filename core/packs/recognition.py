"""Tell what a file of weights is by the names and shapes in its header; its own name is not asked.

Only where two official files are alike in all of that do their sha256, their name and their number
format decide, in this order. Needs neither torch nor the weights themselves.

The kinds of adapter and the order of the questions follow the official files of h94/IP-Adapter,
h94/IP-Adapter-FaceID and InstantX/InstantID.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.packs.catalogue import Known
from core.packs.checkpoints import Tensor
from core.packs.layouts import is_controlnet

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

_INSTANTID = "InstantX/InstantID"
FACE_NUMBERS = 512  # length of a face embedding
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
        kind: of an adapter.
        width: of the text embeddings that it reads, or that an adapter's tokens have; 0: none.
        layers: rows of the keys of each cross-attention layer: down, up, then middle.
        reads: numbers in what an adapter's projection takes.
        gives: numbers in the embedding and in the hidden states of an image encoder.
        tokens: per face or image of an adapter.
        own_lora: whether an adapter has low-rank changes of its own inside.
        extra: channels that a base model reads beside the latents, as those for inpainting do.
        sure: False where the number format alone has decided.
    """

    role: Role
    family: Family | None = None
    kind: Kind = ""
    width: int = 0
    layers: tuple[int, ...] = ()
    reads: int = 0
    gives: tuple[int, int] = (0, 0)
    tokens: int = 0
    own_lora: bool = False
    extra: int = 0
    sure: bool = True


def recognise(shapes: Shapes, name: str = "", published: Known | None = None) -> Recognised:
    """What the file with these tensors is.

    Args:
        shapes: from `check_safetensors`.
        name: of the file, better with its folder; asked only where nothing else can tell.
        published: which file of the catalogue it is, if that is known.
    """
    halves = _halves(shapes)
    if halves is not None:
        return _adapter(*halves, name, published)
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


def _halves(shapes: Shapes) -> tuple[Shapes, Shapes] | None:
    """The projection and the layers of an adapter; community files call the latter otherwise."""
    projection = _below(shapes, "image_proj.")
    layers = _below(shapes, "ip_adapter.") or _below(shapes, "adapter_modules.")
    return (projection, layers) if projection and "1.to_k_ip.weight" in layers else None


def _below(shapes: Shapes, prefix: str) -> dict[str, Tensor]:
    return {key[len(prefix) :]: one for key, one in shapes.items() if key.startswith(prefix)}


def _adapter(projection: Shapes, layers: Shapes, name: str, published: Known | None) -> Recognised:
    keys = [key for key in layers if key.endswith(".to_k_ip.weight")]
    keys.sort(key=lambda key: [int(number) for number in re.findall(r"\d+", key)])
    width = layers["1.to_k_ip.weight"].shape[-1]
    rows = tuple(layers[key].shape[0] for key in keys)
    family = _family_of_adapter(width, len(rows))
    kind, reads, tokens = _kind(projection, layers, width)
    sure = True
    if kind == "instantid-or-portrait":
        kind, sure = _which(layers, name, published)
    own_lora = any("_lora." in key for key in layers)
    return Recognised(
        "adapter",
        family,
        kind,
        width,
        rows,
        reads,
        tokens=tokens,
        own_lora=own_lora,
        sure=sure,
    )


def _kind(projection: Shapes, layers: Shapes, width: int) -> tuple[Kind, int, int]:
    """Kind of an adapter, numbers that it reads, and its tokens; in the official order."""

    def shape(key: str) -> tuple[int, ...]:
        return projection[key].shape if key in projection else ()

    if shape("proj.weight"):
        return "image", shape("proj.weight")[1], shape("proj.weight")[0] // width
    if shape("proj.3.weight"):
        return "full-face", shape("proj.0.weight")[-1], 257
    if shape("perceiver_resampler.proj_in.weight"):
        inner, reads = shape("perceiver_resampler.proj_in.weight")
        tokens = shape("proj.2.weight")[0] // width if shape("proj.2.weight") else 0
        return ("kolors" if inner == 4096 else "faceid-plus"), reads, tokens
    if shape("norm.weight") and shape("proj.2.weight"):
        tokens = shape("proj.2.weight")[0] // width
        inside = any(key.startswith("0.to_q_lora.down") for key in layers)
        kind: Kind = "faceid" if inside or tokens < 16 else "portrait"
        return kind, shape("proj.0.weight")[1], tokens
    if shape("latents") and shape("proj_in.weight"):
        reads, tokens = shape("proj_in.weight")[1], shape("latents")[1]
        if width == 2048 and shape("layers.0.0.to_out.weight")[:1] == (2048,):
            return "kolors", reads, tokens
        return ("instantid-or-portrait" if reads == FACE_NUMBERS else "image-plus"), reads, tokens
    return "", 0, 0


def _which(layers: Shapes, name: str, published: Known | None) -> tuple[Kind, bool]:
    """InstantID's adapter and FaceID Portrait unnorm have the same tensors; see `sure`."""
    if published is not None:
        return ("instantid" if published.repository == _INSTANTID else "portrait-unnorm"), True
    lowered = name.lower()
    if "unnorm" in lowered or "portrait" in lowered:
        return "portrait-unnorm", True
    if "instantid" in lowered or "instant_id" in lowered:
        return "instantid", True
    kinds: dict[str, Kind] = {"F32": "instantid", "F16": "portrait-unnorm"}
    return kinds.get(layers["1.to_k_ip.weight"].dtype, "instantid-or-portrait"), False


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
    unet = _below(shapes, "model.diffusion_model.")
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
