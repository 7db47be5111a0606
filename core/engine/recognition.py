"""Which published adapter this is, told by its keys, shapes and number types.

What two kinds have in common to the last key is told apart by the sha256 of the published file,
then by the file's name; a pack's manifest may say it outright. The order of the questions is
that of the formats, from the most telling key on.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from core.errors import Unsupported
from core.packs.manifest import Variant
from core.told import Told

Half = Mapping[str, Tensor]
Kind = Literal["face", "face-id", "face-id-plus", "image", "image-plus", "image-full"]
FACE_NUMBERS = 512  # length of a face embedding
LORA = "_lora."  # in the keys of an adapter's low-rank changes
DEPTH = 4  # layers of every published resampler; diffusers knows no other number
PATCHES = 257  # of an image encoder of 224 x 224 pixels: 16 x 16, and one for all
KOLORS = 4096  # width of its FaceID-Plus

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
_ALIKE: tuple[tuple[Variant, ...], ...] = (
    ("instantid", "portrait-unnorm"),
    ("faceid-plus", "faceid-plusv2"),
    ("plus", "plus-face"),
)
"""Those of the same keys and shapes."""


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
    try:
        return _recognise(name, image_proj, ip_adapter, published, said)
    except (ValueError, IndexError, KeyError, ZeroDivisionError) as error:  # shapes of another kind
        raise Unsupported(Told("{0} is an adapter of an unknown kind.", name)) from error


def _recognise(
    name: str, image_proj: Half, ip_adapter: Half, published: str | None, said: Variant | None
) -> AdapterFile:
    first = ip_adapter.get("1.to_k_ip.weight")
    if not image_proj or first is None:
        raise Unsupported(Told("{0} is not an IP-Adapter or InstantID file.", name))
    width = first.shape[1]
    variant, tokens, reads = _shape(name, image_proj, ip_adapter, width)
    listening = [tensor.shape for key, tensor in ip_adapter.items() if "_ip." in key]
    if min(tokens, reads, width) < 1 or any(tuple(one[1:]) != (width,) for one in listening):
        raise ValueError("sizes that fit no base model")
    variant = _one_of_alike(name, variant, image_proj, first, published, said)
    _refuse_incomplete(name, variant, image_proj, ip_adapter)
    layers = sum(key.endswith(".to_k_ip.weight") for key in ip_adapter)
    return AdapterFile(variant, tokens, reads, width, layers, image_proj, ip_adapter)


def _shape(name: str, proj: Half, ip_adapter: Half, width: int) -> tuple[Variant, int, int]:
    """One of those that look like this, its tokens, and how many numbers it reads."""
    resampler = "perceiver_resampler."
    if "proj.weight" in proj:
        rows, reads = proj["proj.weight"].shape
        return "basic", rows // width, reads
    if "proj.3.weight" in proj:
        return "full-face", PATCHES, proj["proj.0.weight"].shape[1]
    if f"{resampler}proj_in.weight" in proj:
        rows, reads = proj[f"{resampler}proj_in.weight"].shape
        if rows == KOLORS:
            raise _of_kolors(name)
        return "faceid-plus", proj["proj.2.weight"].shape[0] // width, reads
    if "norm.weight" in proj and "proj.2.weight" in proj:
        tokens = proj["proj.2.weight"].shape[0] // width
        inside = any(LORA in key for key in ip_adapter)
        variant: Variant = "faceid" if inside else "portrait"
        return variant, tokens, proj["proj.0.weight"].shape[1]
    if "latents" in proj and "proj_in.weight" in proj:
        rows, reads = proj["proj_in.weight"].shape
        out = proj.get("layers.0.0.to_out.weight")
        if width == 2048 and out is not None and out.shape[0] == 2048:
            raise _of_kolors(name)
        one, tokens, _ = proj["latents"].shape
        if one != 1:
            raise ValueError("latents of several at once")
        return "instantid" if reads == FACE_NUMBERS else "plus", tokens, reads
    raise Unsupported(Told("{0} is an adapter of an unknown kind.", name))


def _of_kolors(name: str) -> Unsupported:
    return Unsupported(Told("{0} is an adapter for Kolors, which is not supported.", name))


def _one_of_alike(
    name: str,
    variant: Variant,
    proj: Half,
    key: Tensor,
    published: str | None,
    said: Variant | None,
) -> Variant:
    """Which of those that have the same keys and shapes."""
    alike = next((group for group in _ALIKE if variant in group), (variant,))
    if said is not None:
        if said not in alike and {said, variant} != {"faceid", "portrait"}:
            raise Unsupported(Told("{0} is not the adapter '{1}' that the pack says.", name, said))
        return said
    if len(alike) == 1:
        return variant
    named = _named(published or name)
    if named in alike:
        return named
    if variant == "instantid":  # the other's keys are in half precision, its projection is not
        mixed = key.dtype == torch.float16 and proj["latents"].dtype == torch.float32
        return "portrait-unnorm" if mixed else "instantid"
    if variant == "plus":  # they differ in what they are shown only
        return "plus"
    raise Unsupported(
        Told("{0} is IP-Adapter FaceID-Plus, and nothing tells of which version.", name),
        "Give the file its published name.",
    )


def _named(name: str) -> Variant | None:
    """What a file's name says of those that are alike."""
    name = name.lower().replace("_", "-")
    if "unnorm" in name:
        return "portrait-unnorm"
    if "instantid" in name or name.startswith("instant"):
        return "instantid"
    if "faceid" in name or "face-id" in name:
        if "plusv2" in name or "plus-v2" in name:
            return "faceid-plusv2"
        return "faceid-plus" if "plus" in name else None
    if "plus-face" in name or "plusface" in name:
        return "plus-face"
    return "plus" if "plus" in name else None


def _refuse_incomplete(name: str, variant: Variant, image_proj: Half, ip_adapter: Half) -> None:
    """Refuse what diffusers does not: it leaves what is missing empty, and drops what is over."""
    wanted = {"image_proj": set(_projection(variant)), "ip_adapter": set(_layers(ip_adapter))}
    found = {"image_proj": set(image_proj), "ip_adapter": set(ip_adapter)}
    for half, keys in wanted.items():
        for key in sorted(keys - found[half]):
            raise Unsupported(Told("{0} is incomplete: it lacks {1}.", name, f"{half}.{key}"))
        for key in sorted(found[half] - keys):
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
    last = max(int(key.partition(".")[0]) for key in ip_adapter if ".to_k_ip." in key)
    for number in range(1, last + 1, 2):
        yield f"{number}.to_k_ip.weight"
        yield f"{number}.to_v_ip.weight"
    if any(LORA in key for key in ip_adapter):
        for number in range(last + 1):
            for part in ("to_q", "to_k", "to_v", "to_out"):
                yield f"{number}.{part}_lora.down.weight"
                yield f"{number}.{part}_lora.up.weight"
