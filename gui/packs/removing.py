"""A pack is taken away: to a trash beside the packs, until the window is closed."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from core import durable
from core.packs import Pack

_TRASH = ".trash-"  # the store passes over what begins with a dot


def freed(pack: Pack, home: Path) -> int:
    """Bytes of the disk that only this pack uses, with the downloads that it was made of.

    Files of other programs, and those that another pack shares, stay.
    """
    kept = _links(home / "models")
    total = 0
    for path in _files(pack.folder):
        status = path.lstat()
        if not path.is_symlink() and status.st_nlink <= 1 + len(kept.get(status.st_ino, ())):
            total += status.st_size
    return total


def remove(pack: Pack) -> Path:
    """Take a pack away; `restore` brings it back.

    Returns:
        Where it is now.

    Raises:
        NotWritable, UserError
    """
    trash = pack.folder.parent / f"{_TRASH}{uuid.uuid4().hex}"
    with durable.readable_errors(pack.folder):
        trash.mkdir(mode=0o700)
        os.rename(pack.folder, trash / pack.folder.name)
    return trash / pack.folder.name


def restore(trashed: Path, folder: Path) -> None:
    """Put a pack back to where it was.

    Raises:
        NotWritable, UserError
    """
    with durable.readable_errors(folder):
        os.rename(trashed, folder)
        trashed.parent.rmdir()


def empty(home: Path) -> None:
    """Delete for good what was taken away, with the downloads that nothing else uses.

    What can't be deleted stays for the next time.
    """
    trash = sorted((home / "packs").glob(f"{_TRASH}*"))
    if not trash:
        return
    kept = _links(home / "models")
    for folder in trash:
        for path in _files(folder):
            status = path.lstat()
            links = kept.get(status.st_ino, [])
            if links and not path.is_symlink() and status.st_nlink == 1 + len(links):
                for link in links:
                    link.unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)


def _links(folder: Path) -> dict[int, list[Path]]:
    """Files below a folder by what they are on the disk."""
    found: dict[int, list[Path]] = {}
    for path in _files(folder):
        if not path.is_symlink():
            found.setdefault(path.lstat().st_ino, []).append(path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    for root, _, names in os.walk(folder):
        yield from (Path(root, name) for name in names)
