"""The official files as names and shapes, from the published descriptions.

`smaller` gives the same names and relations with few numbers.
"""

import json
import math
import struct
from collections.abc import Mapping
from pathlib import Path

from core.packs.checkpoints import Tensor

SDXL = (2 * 2 * [640] + 2 * 10 * [1280], 3 * 10 * [1280] + 3 * 2 * [640], 10 * [1280])
SD15 = (2 * [320] + 2 * [640] + 2 * [1280], 3 * [1280] + 3 * [640] + 3 * [320], [1280])
WIDTH = {"sdxl": 2048, "sd15": 768}
Shapes = dict[str, tuple[int, ...]]


def rows(family: str) -> list[int]:
    """Rows of the keys of the cross-attention layers: down, up, middle."""
    return [row for part in (SDXL if family == "sdxl" else SD15) for row in part]


def adapter_layers(family: str, lora: bool = False) -> Shapes:
    shapes: Shapes = {}
    for number, row in enumerate(rows(family)):
        for half in ("k", "v"):
            shapes[f"ip_adapter.{2 * number + 1}.to_{half}_ip.weight"] = (row, WIDTH[family])
        if lora:
            for part in ("q", "k", "v", "out"):
                for index in (2 * number, 2 * number + 1):
                    key = f"ip_adapter.{index}.to_{part}_lora"
                    shapes[f"{key}.down.weight"] = (128, row)
                    shapes[f"{key}.up.weight"] = (row, 128)
    return shapes


def resampler(inner: int, reads: int, out: int, tokens: int = 16, heads: int = 64) -> Shapes:
    """The projection of InstantID and of the Plus adapters: 51 tensors."""
    attention = heads * (inner // heads)
    shapes: Shapes = {
        "latents": (1, tokens, inner), "proj_in.weight": (inner, reads), "proj_in.bias": (inner,),
        "proj_out.weight": (out, inner), "proj_out.bias": (out,),
        "norm_out.weight": (out,), "norm_out.bias": (out,),
    }  # fmt: skip
    for layer in range(4):
        key = f"layers.{layer}"
        for name in ("0.norm1", "0.norm2", "1.0"):
            shapes |= {f"{key}.{name}.weight": (inner,), f"{key}.{name}.bias": (inner,)}
        shapes[f"{key}.0.to_q.weight"] = (attention, inner)
        shapes[f"{key}.0.to_kv.weight"] = (2 * attention, inner)
        shapes[f"{key}.0.to_out.weight"] = (inner, attention)
        shapes[f"{key}.1.1.weight"] = (4 * inner, inner)
        shapes[f"{key}.1.3.weight"] = (inner, 4 * inner)
    return {f"image_proj.{key}": shape for key, shape in shapes.items()}


def projection(rows_out: int, reads: int) -> Shapes:
    return {
        "image_proj.proj.weight": (rows_out, reads), "image_proj.proj.bias": (rows_out,),
        "image_proj.norm.weight": (768,), "image_proj.norm.bias": (768,),
    }  # fmt: skip


def face_mlp(tokens: int, width: int) -> Shapes:
    return {
        "image_proj.proj.0.weight": (1024, 512), "image_proj.proj.0.bias": (1024,),
        "image_proj.proj.2.weight": (tokens * width, 1024),
        "image_proj.proj.2.bias": (tokens * width,),
        "image_proj.norm.weight": (width,), "image_proj.norm.bias": (width,),
    }  # fmt: skip


def full_face(width: int) -> Shapes:
    return {
        "image_proj.proj.0.weight": (1280, 1280), "image_proj.proj.0.bias": (1280,),
        "image_proj.proj.2.weight": (width, 1280), "image_proj.proj.2.bias": (width,),
        "image_proj.proj.3.weight": (width,), "image_proj.proj.3.bias": (width,),
    }  # fmt: skip


def face_plus(width: int) -> Shapes:
    return face_mlp(4, width) | {
        "image_proj.perceiver_resampler.proj_in.weight": (width, 1280),
        "image_proj.perceiver_resampler.proj_out.weight": (width, width),
    }


ADAPTERS: dict[str, tuple[str, str, int, int, Shapes]] = {
    # file: family, kind, reads, tokens, projection
    "ip-adapter_sd15": ("sd15", "image", 1024, 4, projection(3072, 1024)),
    "ip-adapter_sd15_light": ("sd15", "image", 1024, 4, projection(3072, 1024)),
    "ip-adapter_sd15_vit-G": ("sd15", "image", 1280, 4, projection(3072, 1280)),
    "ip-adapter-plus_sd15": ("sd15", "image-plus", 1280, 16, resampler(768, 1280, 768)),
    "ip-adapter-full-face_sd15": ("sd15", "full-face", 1280, 257, full_face(768)),
    "ip-adapter_sdxl": ("sdxl", "image", 1280, 4, projection(8192, 1280)),
    "ip-adapter_sdxl_vit-h": ("sdxl", "image", 1024, 4, projection(8192, 1024)),
    "ip-adapter-plus_sdxl_vit-h": ("sdxl", "image-plus", 1280, 16, resampler(1280, 1280, 2048)),
    "ip-adapter-faceid_sd15": ("sd15", "faceid", 512, 4, face_mlp(4, 768)),
    "ip-adapter-faceid_sdxl": ("sdxl", "faceid", 512, 4, face_mlp(4, 2048)),
    "ip-adapter-faceid-plusv2_sd15": ("sd15", "faceid-plus", 1280, 4, face_plus(768)),
    "ip-adapter-faceid-plusv2_sdxl": ("sdxl", "faceid-plus", 1280, 4, face_plus(2048)),
    "ip-adapter-faceid-portrait_sd15": ("sd15", "portrait", 512, 16, face_mlp(16, 768)),
    "ip-adapter-faceid-portrait_sdxl": ("sdxl", "portrait", 512, 16, face_mlp(16, 2048)),
    "ip-adapter": ("sdxl", "instantid", 512, 16, resampler(1280, 512, 2048)),
}
WITH_LORA = ("faceid_sd15", "faceid_sdxl", "faceid-plusv2_sd15", "faceid-plusv2_sdxl")


def adapter(name: str) -> Shapes:
    """All of an official adapter file."""
    family, projected = ADAPTERS[name][0], ADAPTERS[name][4]
    return projected | adapter_layers(family, name.endswith(WITH_LORA))


def unet(family: str) -> Shapes:
    """The part of a UNet in the layout of diffusers that says what it is."""
    down, up, middle = SDXL if family == "sdxl" else SD15
    counts = {
        "sdxl": ([(1, 2), (2, 10)], [(0, 10), (1, 2)], 10),
        "sd15": ([(0, 1), (1, 1), (2, 1)], [(1, 1), (2, 1), (3, 1)], 1),
    }[family]
    shapes: Shapes = {
        "conv_in.weight": (320, 4, 3, 3), "conv_out.weight": (4, 320, 3, 3),
        "down_blocks.0.resnets.0.conv1.weight": (320, 320, 3, 3),
    }  # fmt: skip
    if family == "sdxl":
        shapes["add_embedding.linear_1.weight"] = (1280, 2816)
    for name, blocks, attentions, its_rows in (
        ("down_blocks", counts[0], 2, iter(down)),
        ("up_blocks", counts[1], 3, iter(up)),
    ):
        for block, depth in blocks:
            for attention in range(attentions):
                for layer in range(depth):
                    key = f"{name}.{block}.attentions.{attention}.transformer_blocks.{layer}"
                    row = next(its_rows)
                    shapes[f"{key}.attn1.to_k.weight"] = (row, row)
                    shapes[f"{key}.attn2.to_k.weight"] = (row, WIDTH[family])
    for layer in range(counts[2]):
        key = f"mid_block.attentions.0.transformer_blocks.{layer}.attn2.to_k.weight"
        shapes[key] = (middle[layer], WIDTH[family])
    return shapes


def checkpoint(family: str) -> Shapes:
    """The same in the layout of a single file."""
    inputs = {"sdxl": [(4, 2), (5, 2), (7, 10), (8, 10)],
              "sd15": [(n, 1) for n in (1, 2, 4, 5, 7, 8)]}[family]  # fmt: skip
    outputs = {"sdxl": [(0, 10), (1, 10), (2, 10), (3, 2), (4, 2), (5, 2)],
               "sd15": [(n, 1) for n in range(3, 12)]}[family]  # fmt: skip
    down, up, middle = (iter(part) for part in (SDXL if family == "sdxl" else SD15))
    shapes: Shapes = {"input_blocks.0.0.weight": (320, 4, 3, 3)}
    if family == "sdxl":
        shapes["label_emb.0.0.weight"] = (1280, 2816)
    for name, blocks, its_rows in (
        ("input_blocks", inputs, down), ("output_blocks", outputs, up),
    ):  # fmt: skip
        for block, depth in blocks:
            for layer in range(depth):
                key = f"{name}.{block}.1.transformer_blocks.{layer}.attn2.to_k.weight"
                shapes[key] = (next(its_rows), WIDTH[family])
    for layer in range(10 if family == "sdxl" else 1):
        key = f"middle_block.1.transformer_blocks.{layer}.attn2.to_k.weight"
        shapes[key] = (next(middle), WIDTH[family])
    return {f"model.diffusion_model.{key}": shape for key, shape in shapes.items()}


def controlnet(family: str) -> Shapes:
    """A ControlNet, and so an IdentityNet: the first half of a UNet, and what reads the control."""
    half = {
        key: shape for key, shape in unet(family).items() if not key.startswith(("up", "conv_o"))
    }
    return half | {
        "controlnet_cond_embedding.conv_in.weight": (16, 3, 3, 3),
        "controlnet_down_blocks.0.weight": (320, 320, 1, 1),
    }


def image_encoder(embedding: int = 1024, hidden: int = 1280) -> Shapes:
    return {
        "vision_model.embeddings.class_embedding": (hidden,),
        "visual_projection.weight": (embedding, hidden),
    }


def tensors(shapes: Shapes, dtype: str = "F16") -> dict[str, Tensor]:
    return {key: Tensor(dtype, shape) for key, shape in shapes.items()}


def write(path: Path, shapes: Mapping[str, tuple[int, ...]], dtype: str = "F16") -> Path:
    """A sound safetensors file of these shapes; its weights are a hole in the file."""
    size = {"F16": 2, "F32": 4}[dtype]
    header, end = {}, 0
    for key, shape in shapes.items():
        start, end = end, end + size * math.prod(shape)
        header[key] = {"dtype": dtype, "shape": list(shape), "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        file.truncate(8 + len(text) + end)
    return path


def smaller(shapes: Shapes, by: int = 32) -> Shapes:
    """The same names with small shapes, in the same relations."""
    return {
        key: tuple(max(1, n // by) if n >= 320 else n for n in shape)
        for key, shape in shapes.items()
    }
