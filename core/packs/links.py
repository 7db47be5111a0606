"""Use a file where it lies: as a hard link, else as a link that this user's own record names.

A pack that somebody else made may hold no links, as they could point anywhere. Those that Likeness
made on this computer stand in a record outside of all packs, with where they lead.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from core import durable
from core.settings import data_folder

_COPIED = 1_000_000  # bytes; what is smaller is copied, as settings files are edited in place


def place(source: Path, target: Path) -> bool:
    """Put a file at another path of this computer without a second copy, if that is possible.

    Returns:
        Whether it is a link that has to be remembered.

    Raises:
        DiskFull, NotWritable, UserError
    """
    source = source.resolve(strict=True)
    size = source.stat().st_size
    with durable.readable_errors(target, size):
        target.parent.mkdir(parents=True, exist_ok=True)
        if size >= _COPIED:
            with contextlib.suppress(OSError):  # another disk, or one that knows no links
                os.link(source, target)
                return False
            with contextlib.suppress(OSError, NotImplementedError):  # a system without them
                target.symlink_to(source)
                return True
        with source.open("rb") as reader, durable.writing(target) as writer:
            shutil.copyfileobj(reader, writer, 1 << 20)
    return False


def room(source: Path, folder: Path) -> int:
    """Bytes that `place` would write below a folder, which may be missing, for this file.

    Raises:
        OSError: if the file can't be looked at.
    """
    seen = source.stat()
    if seen.st_size < _COPIED or os.name == "posix":  # where any user may make links
        return seen.st_size if seen.st_size < _COPIED else 0
    there = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    return 0 if there.stat().st_dev == seen.st_dev else seen.st_size


def remember(links: dict[Path, Path]) -> None:
    """Note where links lead that Likeness makes, before they get their place.

    Raises:
        UserError: if that can't be written.
    """
    if links:
        kept = _record() | {str(link): str(target) for link, target in links.items()}
        durable.make_folder(data_folder())
        durable.save(json.dumps(kept, indent=0).encode("ascii"), _path())


def forget(links: Iterable[Path]) -> None:
    """Strike out links that are gone; for others nothing changes.

    Raises:
        UserError: if that can't be written.
    """
    kept = _record()
    gone = {str(link) for link in links} & kept.keys()
    if gone:
        left = {link: target for link, target in kept.items() if link not in gone}
        durable.save(json.dumps(left, indent=0).encode("ascii"), _path())


def is_own(link: Path) -> bool:
    """Whether Likeness made this link, and it still leads where it led."""
    try:
        return _record().get(str(link)) == os.readlink(link)
    except OSError:
        return False


def _record() -> dict[str, str]:
    try:
        kept: Any = json.loads(_path().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _path() -> Path:
    return data_folder() / "links.json"
