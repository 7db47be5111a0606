"""Adapters in the official layouts: keys, relative shapes, number types; random or without content.

Source: the tables of IP-Adapter, IP-Adapter FaceID and InstantID as published.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

HEAD = 64  # numbers per head of a resampler
FACE = 512
KOLORS = 4096

Shape = tuple[int, ...]
Make = Callable[[Shape, torch.dtype], Tensor]


@dataclass(frozen=True)
class Layer:
    """One attention layer of a UNet."""

    inner: int
    context: int | None  # width of the text; None: self-attention
    reads: int


@dataclass(frozen=True)
class Sizes:
    """Of a base model, and of the image encoder."""

    width: int
    resampler: int  # numbers per latent of a Plus adapter
    layers: tuple[Layer, ...]
    hidden: int
    embedding: int
    rank: int = 128


def layers_of(unet: Any) -> tuple[Layer, ...]:
    """In the order of `attn_processors`."""
    found: list[Layer] = []
    for name in unet.attn_processors:
        layer = unet.get_submodule(name.removesuffix(".processor"))
        context = layer.to_k.in_features if name.endswith("attn2.processor") else None
        found.append(Layer(layer.to_q.out_features, context, layer.to_q.in_features))
    return tuple(found)


def empty(shape: Shape, dtype: torch.dtype) -> Tensor:
    """Without content."""
    return torch.empty(shape, dtype=dtype, device="meta")


def random(seed: int) -> Make:
    """Numbers of a size that a trained net has."""
    noise = torch.Generator().manual_seed(seed)

    def make(shape: Shape, dtype: torch.dtype) -> Tensor:
        numbers = torch.randn(shape, generator=noise) * shape[-1] ** -0.5
        return numbers.to(dtype)

    return make


def adapter(variant: str, sizes: Sizes, make: Make) -> dict[str, Tensor]:
    """All tensors of one adapter, `image_proj.*` and `ip_adapter.*`."""
    half, full = torch.float16, torch.float32
    projecting = full if variant in ("instantid", "portrait-unnorm") else half
    listening = full if variant == "instantid" else half
    tensors = {
        f"image_proj.{key}": make(shape, projecting) for key, shape in _projection(variant, sizes)
    }
    changed = variant in ("faceid", "faceid-plus", "faceid-plusv2")
    for key, shape in _layers(sizes, changed):
        tensors[f"ip_adapter.{key}"] = make(shape, listening)
    for key in tensors:  # a norm that is near 0 says nothing
        if key.endswith("weight") and tensors[key].ndim == 1:
            tensors[key] = tensors[key] + 1
        if key.endswith("_lora.up.weight"):  # a small change of what is there
            tensors[key] = tensors[key] * 0.3
    return tensors


def _layers(sizes: Sizes, changed: bool) -> Iterator[tuple[str, Shape]]:
    for number, layer in enumerate(sizes.layers):
        if layer.context is not None:
            yield f"{number}.to_k_ip.weight", (layer.inner, sizes.width)
            yield f"{number}.to_v_ip.weight", (layer.inner, sizes.width)
        if changed:
            read = layer.context or layer.reads
            sides = {"q": (layer.reads, layer.inner), "k": (read, layer.inner),
                     "v": (read, layer.inner), "out": (layer.inner, layer.reads)}  # fmt: skip
            for part, (into, out) in sides.items():
                yield f"{number}.to_{part}_lora.down.weight", (sizes.rank, into)
                yield f"{number}.to_{part}_lora.up.weight", (out, sizes.rank)


def _projection(variant: str, sizes: Sizes) -> Iterator[tuple[str, Shape]]:
    width = sizes.width
    if variant == "basic":
        yield from _linear("proj", 4 * width, sizes.embedding)
        yield from _norm("norm", width)
    elif variant == "full-face":
        yield from _linear("proj.0", sizes.hidden, sizes.hidden)
        yield from _linear("proj.2", width, sizes.hidden)
        yield from _norm("proj.3", width)
    elif variant in ("plus", "plus-face"):
        yield from _resampler(sizes.resampler, sizes.hidden, width, latents=True)
    elif variant in ("instantid", "portrait-unnorm"):
        yield from _resampler(sizes.resampler, FACE, width, latents=True)
    else:
        tokens = 16 if variant == "portrait" else 4
        yield from _linear("proj.0", 2 * FACE, FACE)
        yield from _linear("proj.2", tokens * width, 2 * FACE)
        yield from _norm("norm", width)
        if variant in ("faceid-plus", "faceid-plusv2"):
            for key, shape in _resampler(width, sizes.hidden, width, latents=False):
                yield f"perceiver_resampler.{key}", shape


def _resampler(dim: int, reads: int, width: int, latents: bool) -> Iterator[tuple[str, Shape]]:
    inner = -(-dim // HEAD) * HEAD
    if latents:
        yield "latents", (1, 16, dim)
    yield from _linear("proj_in", dim, reads)
    for layer in (f"layers.{index}" for index in range(4)):
        yield from _norm(f"{layer}.0.norm1", dim)
        yield from _norm(f"{layer}.0.norm2", dim)
        yield f"{layer}.0.to_q.weight", (inner, dim)
        yield f"{layer}.0.to_kv.weight", (2 * inner, dim)
        yield f"{layer}.0.to_out.weight", (dim, inner)
        yield from _norm(f"{layer}.1.0", dim)
        yield f"{layer}.1.1.weight", (4 * dim, dim)
        yield f"{layer}.1.3.weight", (dim, 4 * dim)
    yield from _linear("proj_out", width, dim)
    yield from _norm("norm_out", width)


def _linear(key: str, out: int, into: int) -> Iterator[tuple[str, Shape]]:
    yield f"{key}.weight", (out, into)
    yield f"{key}.bias", (out,)


def _norm(key: str, size: int) -> Iterator[tuple[str, Shape]]:
    yield f"{key}.weight", (size,)
    yield f"{key}.bias", (size,)
