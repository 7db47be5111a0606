"""Adapter files: reading them, and turning published pickles into safetensors.

The official layout has two halves: `image_proj.*`, which projects an embedding to tokens, and
`ip_adapter.{1,3,5,...}.to_k_ip.weight` and `.to_v_ip.weight`, the extra keys and values of the
cross-attention layers in the order of `unet.attn_processors`: down, up, then middle. Some have
low-rank changes of all attention layers beside them: `ip_adapter.0.to_q_lora.down.weight` etc.
"""

import os
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path
from safetensors import safe_open
from torch import Tensor

from core.engine.recognition import AdapterFile, recognise
from core.jobs import JobControl
from core.packs.catalogue import Known
from core.packs.catalogue import known as published
from core.packs.checkpoints import check_safetensors
from core.packs.converting import ORIGIN, make_twin, sha256_of_published
from core.packs.manifest import Variant
from core.packs.recognition import HALVES, halves


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
    with safe_open(file, "pt") as content:
        origin = (content.metadata() or {}).get(ORIGIN, sha256)
        tensors: dict[str, Tensor] = {
            key: content.get_tensor(key)
            for key in content.keys()  # noqa: SIM118 - not a mapping
            if key.partition(".")[0] in HALVES
        }
    one = known(origin) if origin else None
    return recognise(file.name, *halves(tensors), one.name if one is not None else None, said)


def converted(pickle: Path, known: Callable[[str], Known | None]) -> Path:
    """The safetensors twin of a published `.bin`: beside it, or in the user's cache folder.

    It keeps the sha256 of the pickle, by which adapters of the same content are told apart.

    Raises:
        BadInput: if the sha256 is not one of the catalogue; a pickle can run code.
    """
    beside = pickle.with_suffix(".safetensors")
    if beside.is_file():
        return beside
    sha256 = sha256_of_published(pickle, known)
    cached = user_cache_path("Likeness", appauthor=False) / "adapters" / f"{sha256}.safetensors"
    if cached.is_file():
        return cached
    target = beside if os.access(pickle.parent, os.W_OK) else cached
    make_twin(pickle, sha256, target, JobControl())
    return target
