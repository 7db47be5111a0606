"""Face embeddings in a file of their own: `embeddings.safetensors`.

One raw vector for each photo and recogniser. They are biometric data: whoever reads this module
keeps them out of the database, of logs, of pictures and of messages.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from core.errors import BadInput
from core.faces.face import EMBEDDING_SIZE
from core.lazy import Lazy
from core.packs import Manifest

if TYPE_CHECKING:
    import numpy as np
    from safetensors import numpy as safetensors
else:
    np = Lazy("numpy")
    safetensors = Lazy("safetensors.numpy")

MAX_BYTES = 8_000_000  # 200 photos, several recognisers
_NAME = re.compile(r"([0-9a-f]{64})\.([0-9a-f]{64})")

Vectors: TypeAlias = "Mapping[tuple[str, str], np.ndarray]"
"""By recogniser and fingerprint of the photo: float32, shape (512,), raw."""


def recogniser_of(manifest: Manifest) -> str | None:
    """Names the face models of a pack by what is in their files; None: it has none.

    The detector is one of them: the landmarks that it finds decide what the recogniser sees.
    """
    if manifest.faces is None:
        return None
    files = sorted(
        entry.sha256
        for path, entry in manifest.files.items()
        if (path.rpartition("/")[0] == manifest.faces and path.endswith(".onnx"))
        or path == manifest.detector
    )
    return hashlib.sha256("\n".join(files).encode()).hexdigest()


def pack_vectors(vectors: Vectors) -> bytes:
    """The bytes of the file."""
    named = {
        f"{recogniser}.{photo}": np.ascontiguousarray(vector, np.float32)
        for (recogniser, photo), vector in sorted(vectors.items(), key=lambda item: item[0])
    }
    return safetensors.save(named)


def names_in(path: Path) -> frozenset[tuple[str, str]]:
    """Whose vectors a file has, read from its header alone: no library is loaded for it.

    A damaged file has none.

    Source: the format's description in the README of the safetensors project.
    """
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(8), "little")
            header: Any = json.loads(file.read(length)) if length <= MAX_BYTES else {}
        matches = (_NAME.fullmatch(name) for name in header)
        return frozenset((match[1], match[2]) for match in matches if match is not None)
    except (OSError, ValueError, TypeError, RecursionError):
        return frozenset()


def unpack_vectors(data: bytes) -> dict[tuple[str, str], np.ndarray]:
    """What `pack_vectors` wrote.

    Raises:
        BadInput: if the bytes are anything else; nothing of them is in the message.
    """
    if len(data) > MAX_BYTES:
        raise BadInput("The embeddings of this person are too large a file.")
    load = safetensors.load  # a library that is not there is no fault of the file
    try:
        named = load(data)
    except Exception as error:  # the library's own, and those of numpy
        raise BadInput("The embeddings of this person are damaged.") from error
    found: dict[tuple[str, str], np.ndarray] = {}
    for name, vector in named.items():
        match = _NAME.fullmatch(name)
        fits = vector.dtype == np.float32 and vector.shape == (EMBEDDING_SIZE,)
        if match is None or not fits or not np.isfinite(vector).all():
            raise BadInput("The embeddings of this person are damaged.")
        found[match[1], match[2]] = vector
    return found
