"""Tell what a model file is by its content, and refuse what could run code.

A pickle is a program. The only ones that are let in are those whose sha256 stands in the
catalogue; everything else must be safetensors, whose header is checked here before a library
reads it. Needs neither torch nor safetensors.
"""

import hashlib
import json
import math
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from core.errors import BadInput
from core.packs.catalogue import known
from core.told import Told

Content = Literal["safetensors", "pickle", "other"]

MAX_HEADER_BYTES = 8_000_000
MAX_TENSORS = 100_000
MAX_DIMENSIONS = 8
PICKLE_SUFFIXES = frozenset({".bin", ".ckpt", ".pt", ".pth", ".pkl", ".pickle"})
MODEL_SUFFIXES = PICKLE_SUFFIXES | {
    ".safetensors", ".onnx", ".gguf", ".h5", ".npz", ".npy", ".msgpack", ".pb", ".sft",
}  # fmt: skip

_BITS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E4M3": 8, "F8_E5M2": 8, "U16": 16, "I16": 16, "F16": 16,
    "BF16": 16, "U32": 32, "I32": 32, "F32": 32, "U64": 64, "I64": 64, "F64": 64,
}  # fmt: skip
_HINT = Told("Use the .safetensors version.")


def file_sha256(path: Path) -> str:
    """sha256 of a file in hex; reads it in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def content_of(path: Path) -> Content:
    """What a file holds, whatever its name says. A zip counts as a pickle: torch writes those."""
    with path.open("rb") as file:
        start = file.read(9)
    length = int.from_bytes(start[:8], "little")
    if len(start) == 9 and start[8:] == b"{" and length <= path.stat().st_size - 8:
        return "safetensors"
    if start[:1] == b"\x80" and start[1:2] and start[1] <= 5:
        return "pickle"
    return "pickle" if zipfile.is_zipfile(path) else "other"


def refuse_pickles(path: Path, sha256: str | None = None) -> None:
    """Refuse a file that can run code when it is loaded, unless the catalogue knows it.

    Args:
        path: a model file; its content decides, its suffix only where the content is unclear.
        sha256: of its content, if known already.

    Raises:
        BadInput: if it is, or pretends to be, a pickle that is not in the catalogue.
    """
    content = content_of(path)
    suffix = path.suffix.lower()
    if content == "safetensors" or (content == "other" and suffix not in PICKLE_SUFFIXES):
        return
    if known(sha256 or file_sha256(path)) is not None:
        return
    if suffix in PICKLE_SUFFIXES:
        fault = Told("{0} is a {1} file, which can run code.", path.name, suffix)
    else:
        fault = Told("{0} is a pickle, which can run code.", path.name)
    raise BadInput(fault, _HINT)


def unpublished(path: Path) -> BadInput:
    """What to say of a pickle that nobody vouches for, where files are taken in."""
    return BadInput(
        Told("{0} is a kind of file that can run code, and it is not a published one.", path.name),
        _HINT,
    )


@dataclass(frozen=True)
class Tensor:
    """What a header says of one tensor."""

    dtype: str  # such as F16
    shape: tuple[int, ...]


def check_safetensors(path: Path) -> dict[str, Tensor]:
    """Check that the header of a safetensors file is sane and describes exactly its bytes.

    Returns:
        The tensors by name; their bytes are not read.

    Raises:
        BadInput: if it is too large, not readable, or does not fit the file.

    Source: the format's description in the README of the safetensors project.
    """
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if not 2 <= length <= MAX_HEADER_BYTES:
                raise ValueError("header size")
            header = json.loads(file.read(length))
        return _check_header(header, path.stat().st_size - 8 - length)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadInput(
            Told("{0} is not a sound safetensors file.", path.name), "Get the file again."
        ) from error


def metadata_of(path: Path) -> dict[str, str]:
    """What a safetensors file says of itself beside its tensors; empty where it says nothing.

    Raises:
        BadInput: if its header can't be read.
        OSError: if the file can't be.
    """
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            if not 2 <= length <= MAX_HEADER_BYTES:
                raise ValueError("header size")
            told = json.loads(file.read(length)).get("__metadata__", {})
        return {name: text for name, text in told.items() if isinstance(text, str)}
    except (ValueError, AttributeError, RecursionError) as error:
        raise BadInput(
            Told("{0} is not a sound safetensors file.", path.name), "Get the file again."
        ) from error


def _check_header(header: dict[str, Any], data_bytes: int) -> dict[str, Tensor]:
    tensors = {name: entry for name, entry in header.items() if name != "__metadata__"}
    if len(tensors) > MAX_TENSORS:
        raise ValueError("too many tensors")
    end = 0
    for entry in sorted(tensors.values(), key=lambda entry: tuple(entry["data_offsets"])):
        shape, (start, stop) = entry["shape"], entry["data_offsets"]
        if len(shape) > MAX_DIMENSIONS or not all(type(n) is int and n >= 0 for n in shape):
            raise ValueError("shape")
        if start != end or (stop - start) * 8 != math.prod(shape) * _BITS[entry["dtype"]]:
            raise ValueError("offsets")
        end = stop
    if end != data_bytes:
        raise ValueError("file size")
    return {name: Tensor(one["dtype"], tuple(one["shape"])) for name, one in tensors.items()}
