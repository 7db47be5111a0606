"""Adapter files: reading them, and turning published pickles into safetensors.

The official layout has two halves: `image_proj.*`, which projects an embedding to tokens, and
`ip_adapter.{1,3,5,...}.to_k_ip.weight` and `.to_v_ip.weight`, the extra keys and values of the
cross-attention layers in the order of `unet.attn_processors`: down, up, then middle. Some have
low-rank changes of all attention layers beside them: `ip_adapter.0.to_q_lora.down.weight` etc.
Checkpoints straight from the training script of IP-Adapter call the halves otherwise, which
diffusers does not know.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import torch
from platformdirs import user_cache_path
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor

from core.engine.recognition import AdapterFile, recognise
from core.errors import BadInput
from core.packs.catalogue import Known
from core.packs.catalogue import known as published
from core.packs.checkpoints import check_safetensors, file_sha256
from core.packs.manifest import Variant
from core.told import Told

HALVES = {
    "image_proj": "image_proj",
    "image_proj_model": "image_proj",
    "ip_adapter": "ip_adapter",
    "adapter_modules": "ip_adapter",
}
"""What files call the halves, and what they are called here."""

ORIGIN = "sha256"  # in a converted file's metadata: that of the published pickle


def read_adapter(
    file: Path,
    known: Callable[[str], Known | None] = published,
    sha256: str | None = None,
    said: Variant | None = None,
) -> AdapterFile:
    """Read an adapter in the official layout.

    Args:
        file: `.safetensors`, or a `.bin` of known content, which is converted once.
        known: the published file of a sha256, if any.
        sha256: that of the file, where the pack's manifest tells it; nothing is hashed for this.
        said: what the pack's manifest calls the adapter.

    Raises:
        BadInput: if it is a pickle that nobody vouches for, or is cut or not sound.
        Unsupported: if it is no adapter, or one of a kind that the engine cannot draw with.
        OSError: if it cannot be read.
    """
    if file.suffix != ".safetensors":
        file = converted(file, known)
    check_safetensors(file)
    halves: dict[str, dict[str, Tensor]] = {half: {} for half in HALVES.values()}
    with safe_open(file, "pt") as content:
        origin = (content.metadata() or {}).get(ORIGIN, sha256)
        for key in content.keys():  # noqa: SIM118 - not a mapping
            half, _, name = key.partition(".")
            if half in HALVES:
                halves[HALVES[half]][name] = content.get_tensor(key)
    one = known(origin) if origin else None
    path = one.path if one is not None else None
    return recognise(file.name, halves["image_proj"], halves["ip_adapter"], path, said)


def converted(pickle: Path, known: Callable[[str], Known | None]) -> Path:
    """The safetensors twin of a published `.bin`: beside it, or in the user's cache folder.

    It keeps the sha256 of the pickle, by which adapters of the same content are told apart.

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
        for key, tensor in halves.get(half, {}).items()
    }
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        whole = Path(folder) / target.name
        save_file(tensors, whole, {ORIGIN: sha256})
        whole.replace(target)
    return target
