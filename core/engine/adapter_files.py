"""Adapter files: reading them, and telling their kind by what is inside.

The official layout has two halves: `image_proj.*`, which projects an embedding to tokens, and
`ip_adapter.{1,3,5,...}.to_k_ip.weight` and `.to_v_ip.weight`, the extra keys and values of the
cross-attention layers in the order of `unet.attn_processors`: down, up, then middle. Some have
low-rank changes of all attention layers beside them: `ip_adapter.0.to_q_lora.down.weight` etc.
"""

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch
from platformdirs import user_cache_path
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from core.errors import BadInput, Unsupported
from core.packs.catalogue import known as published
from core.packs.checkpoints import check_safetensors, file_sha256
from core.told import Told

Half = Mapping[str, Tensor]
Kind = Literal["face", "face-id", "image", "image-plus"]
HALVES = ("image_proj", "ip_adapter")
FACE_NUMBERS = 512  # length of a face embedding
LORA = "_lora."  # in the keys of an adapter's low-rank changes


@dataclass(frozen=True, eq=False)
class AdapterFile:
    """The content of one adapter file."""

    kind: Kind  # a face's comes as raw numbers, or (face-id) scaled to length 1
    tokens: int  # per face or image
    reads: int  # numbers in what the projection reads
    width: int  # of the text embeddings, and so of the tokens
    layers: int  # cross-attention layers
    image_proj: Half
    ip_adapter: Half

    @property
    def reads_faces(self) -> bool:
        """Whether it reads embeddings of faces instead of what an image encoder sees."""
        return self.kind in ("face", "face-id")

    @property
    def lora(self) -> Half:
        """Its own low-rank changes, by number and name of the layer; empty for most."""
        return {key: tensor for key, tensor in self.ip_adapter.items() if LORA in key}

    def state(self) -> dict[str, Half]:
        """In the form that `load_ip_adapter` takes; its LoRA is loaded as all others are."""
        layers = {key: tensor for key, tensor in self.ip_adapter.items() if LORA not in key}
        return {"image_proj": self.image_proj, "ip_adapter": layers}


def read_adapter(file: Path, known: Callable[[str], object | None] = published) -> AdapterFile:
    """Read an adapter in the official layout.

    Args:
        file: `.safetensors`, or a `.bin` of known content, which is converted once.
        known: tells whether the sha256 of a `.bin` is that of a published file.

    Raises:
        BadInput: if it is a pickle that nobody vouches for, or is cut or not sound.
        Unsupported: if it is no adapter, or one of a kind that the engine cannot draw with.
        OSError: if it cannot be read.
    """
    if file.suffix != ".safetensors":
        file = converted(file, known)
    check_safetensors(file)
    halves: dict[str, dict[str, Tensor]] = {half: {} for half in HALVES}
    with safe_open(file, "pt") as content:
        for key in content.keys():  # noqa: SIM118 - not a mapping
            half, _, name = key.partition(".")
            if half in halves:
                halves[half][name] = content.get_tensor(key)
    return recognise(file.name, halves["image_proj"], halves["ip_adapter"])


def recognise(name: str, image_proj: Half, ip_adapter: Half) -> AdapterFile:
    """Tell the kind of an adapter by its keys and shapes.

    InstantID and an image prompt's Plus adapter have the same resampler and differ in what it
    reads: 512 numbers of a face, or the last but one hidden states of an image encoder.

    Raises:
        Unsupported: naming the file and, where it is known, its kind.
    """
    first = ip_adapter.get("1.to_k_ip.weight")
    if not image_proj or first is None:
        raise Unsupported(Told("{0} is not an IP-Adapter or InstantID file.", name))
    width, layers = first.shape[1], sum(key.endswith(".to_k_ip.weight") for key in ip_adapter)
    if "proj.weight" in image_proj:
        rows, reads = image_proj["proj.weight"].shape
        return AdapterFile("image", rows // width, reads, width, layers, image_proj, ip_adapter)
    other = _other_kind(image_proj)
    if other is not None:
        raise Unsupported(Told("{0} is an {1}, which is not supported yet.", name, other))
    if {"norm.weight", "proj.0.weight", "proj.2.weight"} <= image_proj.keys():
        rows, reads = image_proj["proj.2.weight"].shape[0], image_proj["proj.0.weight"].shape[1]
        return AdapterFile("face-id", rows // width, reads, width, layers, image_proj, ip_adapter)
    if "latents" not in image_proj or "proj_in.weight" not in image_proj:
        raise Unsupported(Told("{0} is an adapter of an unknown kind.", name))
    tokens, reads = image_proj["latents"].shape[1], image_proj["proj_in.weight"].shape[1]
    kind: Kind = "face" if reads == FACE_NUMBERS else "image-plus"
    return AdapterFile(kind, tokens, reads, width, layers, image_proj, ip_adapter)


def _other_kind(image_proj: Half) -> str | None:
    """Name the published kinds of adapter that the engine cannot draw with."""
    if "proj.3.weight" in image_proj:
        return "IP-Adapter Full Face"
    if "perceiver_resampler.proj_in.weight" in image_proj:
        return "IP-Adapter FaceID Plus"
    return None


def converted(pickle: Path, known: Callable[[str], object | None]) -> Path:
    """The safetensors twin of a published `.bin`: beside it, or in the user's cache folder.

    Raises:
        BadInput: if the sha256 is not one of the catalogue; a pickle can run code.
    """
    beside = pickle.with_suffix(".safetensors")
    if beside.is_file():
        return beside
    sha256 = file_sha256(pickle)
    if known(sha256) is None:
        raise BadInput(
            Told(
                "{0} is a kind of file that can run code, and it is not a published one.",
                pickle.name,
            ),
            "Use the .safetensors version.",
        )
    cached = user_cache_path("Likeness", appauthor=False) / "adapters" / f"{sha256}.safetensors"
    if cached.is_file():
        return cached
    target = beside if os.access(pickle.parent, os.W_OK) else cached
    halves = torch.load(pickle, map_location="cpu", weights_only=True, mmap=True)
    tensors = {
        f"{half}.{key}": tensor.contiguous()
        for half in HALVES
        for key, tensor in halves[half].items()
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        whole = Path(folder) / target.name
        save_file(tensors, whole)
        whole.replace(target)
    return target
