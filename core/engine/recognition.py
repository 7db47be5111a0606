"""The content of an adapter, and which published one it is.

Keys, shapes and number types tell (`core.packs.recognition`), and a pack's manifest may say it
outright. Here what is said and told is held against each other, and nothing may be missing or left
over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from core.errors import Unsupported
from core.packs.checkpoints import Tensor as Header
from core.packs.manifest import Variant
from core.packs.recognition import LORA, VARIANTS, Recognised, recognise_adapter
from core.told import Told

Half = Mapping[str, Tensor]
Kind = Literal["face", "face-id", "face-id-plus", "image", "image-plus", "image-full"]
_KEYS = ".to_k_ip.weight"
DEPTH = 4  # layers of every published resampler; diffusers knows no other number

_KINDS: dict[Variant, Kind] = {
    "instantid": "face",
    "portrait-unnorm": "face",
    "faceid": "face-id",
    "portrait": "face-id",
    "faceid-plus": "face-id-plus",
    "faceid-plusv2": "face-id-plus",
    "basic": "image",
    "plus": "image-plus",
    "plus-face": "image-plus",
    "full-face": "image-full",
}
_NUMBERS = {torch.float32: "F32", torch.float16: "F16", torch.bfloat16: "BF16"}
"""The types that adapters are published or converted in, as headers call them."""


@dataclass(frozen=True, eq=False)
class AdapterFile:
    """The content of one adapter file."""

    variant: Variant
    tokens: int  # per face or image
    reads: int  # numbers in what the projection reads: of an embedding, or of each hidden state
    width: int  # of the text embeddings, and so of the tokens
    layers: int  # cross-attention layers
    image_proj: Half
    ip_adapter: Half

    @property
    def kind(self) -> Kind:
        """What it reads: a face's numbers raw, or (face-id) scaled to length 1; or an image."""
        return _KINDS[self.variant]

    @property
    def reads_faces(self) -> bool:
        """Whether it reads embeddings of faces."""
        return self.kind in ("face", "face-id", "face-id-plus")

    @property
    def reads_images(self) -> bool:
        """Whether it reads what an image encoder sees; FaceID-Plus reads that and the embedding."""
        return not self.reads_faces or self.kind == "face-id-plus"

    @property
    def fine(self) -> bool:
        """Whether it reads an encoder's hidden states; the basic one reads the embedding."""
        return self.kind in ("image-plus", "image-full", "face-id-plus")

    @property
    def looks_at_faces(self) -> bool:
        """Whether it was trained on pictures cut around a face."""
        return self.variant in ("plus-face", "full-face")

    @property
    def shortcut(self) -> bool:
        """Whether FaceID-Plus adds the face's own tokens to what the image tells: version 2."""
        return self.variant == "faceid-plusv2"

    @property
    def lora(self) -> Half:
        """Its own low-rank changes, by number and name of the layer; empty for most."""
        return {key: tensor for key, tensor in self.ip_adapter.items() if LORA in key}

    def state(self) -> dict[str, Half]:
        """In the form that `load_ip_adapter` takes; its LoRA is loaded as all others are."""
        layers = {key: tensor for key, tensor in self.ip_adapter.items() if LORA not in key}
        return {"image_proj": self.image_proj, "ip_adapter": layers}


def recognise(
    name: str,
    image_proj: Half,
    ip_adapter: Half,
    published: str | None = None,
    said: Variant | None = None,
) -> AdapterFile:
    """Tell which adapter this is.

    Args:
        name: of the file; asked only for what its content leaves open.
        image_proj: the projection to tokens, by the official names.
        ip_adapter: extra keys and values by number of the layer.
        published: name of the published file of this content, where it is known.
        said: what the pack's manifest calls it.

    Raises:
        Unsupported: if it is none that the engine can draw with, keys are missing or left over,
            it is not what `said` says, or it stays open which of two it is.
    """
    what = recognise_adapter(_header(image_proj), _header(ip_adapter), name, published or "")
    if what.role != "adapter":
        raise Unsupported(Told("{0} is not an IP-Adapter or InstantID file.", name))
    if what.kind == "kolors":
        raise Unsupported(Told("{0} is an adapter for Kolors, which is not supported.", name))
    if what.kind not in VARIANTS:
        raise Unsupported(Told("{0} is an adapter of an unknown kind.", name))
    variant = _variant(name, what, said)
    _refuse_incomplete(name, variant, image_proj, ip_adapter)
    layers = len(what.layers)
    return AdapterFile(variant, what.tokens, what.reads, what.width, layers, image_proj, ip_adapter)


def _header(half: Half) -> dict[str, Header]:
    return {
        key: Header(_NUMBERS.get(tensor.dtype, ""), tuple(tensor.shape))
        for key, tensor in half.items()
    }


def _variant(name: str, what: Recognised, said: Variant | None) -> Variant:
    """What is said, else what is told, else the likeliest; of FaceID-Plus none is likelier."""
    possible = VARIANTS[what.kind]
    if said is not None and said not in possible:
        raise Unsupported(Told("{0} is not the adapter '{1}' that the pack says.", name, said))
    variant = said or what.variant
    if variant is None and what.kind == "faceid-plus":
        raise Unsupported(
            Told("{0} is IP-Adapter FaceID-Plus, and nothing tells of which version.", name),
            "Give the file its published name.",
        )
    return variant or possible[0]


def _refuse_incomplete(name: str, variant: Variant, image_proj: Half, ip_adapter: Half) -> None:
    """Refuse what diffusers does not: it leaves what is missing empty, and drops what is over."""
    for half, keys, found in (
        ("image_proj", _projection(variant), image_proj),
        ("ip_adapter", _layers(ip_adapter), ip_adapter),
    ):
        left = set(found)
        for key in keys:  # as many as a hostile number asks for, so it ends at the first
            if key not in found:
                raise Unsupported(Told("{0} is incomplete: it lacks {1}.", name, f"{half}.{key}"))
            left.discard(key)
        for key in sorted(left):
            raise Unsupported(Told("{0} has an unknown part: {1}.", name, f"{half}.{key}"))


def _projection(variant: Variant) -> Iterator[str]:
    """The keys of its projection, all of them."""
    kind = _KINDS[variant]
    plain = {
        "image": ("proj", "norm"),
        "image-full": ("proj.0", "proj.2", "proj.3"),
        "face-id": ("proj.0", "proj.2", "norm"),
        "face-id-plus": ("proj.0", "proj.2", "norm"),
    }
    yield from _both(plain.get(kind, ()))
    if kind == "face-id-plus":
        yield from (f"perceiver_resampler.{key}" for key in _resampler())
    if kind in ("face", "image-plus"):
        yield "latents"
        yield from _resampler()


def _resampler() -> Iterator[str]:
    yield from _both(("proj_in", "proj_out", "norm_out"))
    for layer in (f"layers.{index}" for index in range(DEPTH)):
        yield from _both((f"{layer}.0.norm1", f"{layer}.0.norm2", f"{layer}.1.0"))
        for part in ("0.to_q", "0.to_kv", "0.to_out", "1.1", "1.3"):
            yield f"{layer}.{part}.weight"


def _both(parts: tuple[str, ...]) -> Iterator[str]:
    for part in parts:
        yield f"{part}.weight"
        yield f"{part}.bias"


def _layers(ip_adapter: Half) -> Iterator[str]:
    """Keys and values of every second layer, to the last one there; changes of all or of none."""
    last = max(int(key.partition(".")[0]) for key in ip_adapter if key.endswith(_KEYS))
    for number in range(1, last + 1, 2):
        yield f"{number}{_KEYS}"
        yield f"{number}.to_v_ip.weight"
    if any(LORA in key for key in ip_adapter):
        for number in range(last + 1):
            for part in ("to_q", "to_k", "to_v", "to_out"):
                yield f"{number}.{part}_lora.down.weight"
                yield f"{number}.{part}_lora.up.weight"
