"""What is computed of each picture once, in files that are named by what it was computed from."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor

from core import durable
from core.packs import Pack

Numbers = dict[str, Tensor]


class Cache:
    """A folder of small safetensors files."""

    def __init__(self, folder: Path) -> None:
        """Use a folder; it is made with the first file."""
        self._folder = folder

    def keep(self, part: str, made_from: tuple[object, ...], make: Callable[[], Numbers]) -> Path:
        """The file of what was made from these, which is made if it is not there or damaged.

        Raises:
            DiskFull, NotWritable, UserError: if it can't be written.
            whatever `make` does.
        """
        key = hashlib.sha256("\n".join(map(str, made_from)).encode()).hexdigest()
        path = self._folder / part / key[:2] / f"{key}.safetensors"
        if not _is_whole(path):
            durable.make_folder(path.parent)
            durable.save(save(make()), path, flush=False)
        return path


def _is_whole(path: Path) -> bool:
    """Whether it can be read: a power cut may leave half a file."""
    try:
        load_file(path)
    except (OSError, SafetensorError):
        return False
    return True


def fingerprint_of(pack: Pack, *places: str | None) -> str:
    """One name for the content of some files and folders of a pack, as its manifest lists them."""
    listed = sorted(
        f"{file} {entry.sha256}"
        for file, entry in pack.manifest.files.items()
        for place in places
        if place is not None and (file == place or file.startswith(f"{place}/"))
    )
    return hashlib.sha256("\n".join(listed).encode()).hexdigest()
