"""Turn one published pickle into safetensors, in a process that does nothing else.

`python -m core.conversion PICKLE SHA256 TARGET`. torch reads it with `weights_only`, which has had
holes; so only a file whose sha256 is in the catalogue gets this far (`core.packs.converting`), and
it is compared once more here. The window never imports this module.
"""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from core.packs.checkpoints import file_sha256
from core.packs.converting import ORIGIN


def main() -> int:
    """Convert; 3: it is not the file that was promised."""
    pickle, sha256, target = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    if file_sha256(pickle) != sha256:
        return 3
    content = torch.load(pickle, map_location="cpu", weights_only=True, mmap=_zipped(pickle))
    save_file(dict(_tensors(content)), target, {ORIGIN: sha256})
    return 0


def _zipped(pickle: Path) -> bool:
    """Whether torch can map it into memory instead of reading it."""
    with pickle.open("rb") as file:
        return file.read(2) == b"PK"


def _tensors(content: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, torch.Tensor]]:
    """Nested names become one: {"image_proj": {"latents": …}} gives "image_proj.latents"."""
    for key, value in content.items():
        if isinstance(value, torch.Tensor):
            yield prefix + key, value.contiguous().clone()
        elif isinstance(value, Mapping):
            yield from _tensors(value, f"{prefix}{key}.")


if __name__ == "__main__":
    sys.exit(main())
