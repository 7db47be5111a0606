"""Which files of a pack are just being added or taken away, in case that is never finished.

While a pack changes it holds files that its manifest does not list, as a damaged one does. These
stand in a record outside of all packs, so that a pack from elsewhere can't call its files so.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from core import durable
from core.settings import data_folder


def begin(folder: Path, files: set[str]) -> None:
    """Note what will be added to or taken from a pack, before anything is done.

    Args:
        folder: of the pack.
        files: paths in the pack.

    Raises:
        UserError: if that can't be written.
    """
    durable.make_folder(_path(folder).parent)
    noted = {"folder": str(folder.resolve()), "files": sorted(files | unfinished(folder))}
    durable.save(json.dumps(noted, indent=0).encode("ascii"), _path(folder))


def unfinished(folder: Path) -> frozenset[str]:
    """What an earlier change may have left in a pack, or has not taken away yet."""
    try:
        noted: Any = json.loads(_path(folder).read_text(encoding="utf-8"))
        if noted["folder"] != str(folder.resolve()):
            return frozenset()
        return frozenset(str(file) for file in noted["files"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return frozenset()


def end(folder: Path) -> None:
    """The change is finished, or taken back.

    Raises:
        OSError: if that can't be noted.
    """
    _path(folder).unlink(missing_ok=True)


def _path(folder: Path) -> Path:
    name = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    return data_folder() / "changing" / f"{name[:32]}.json"
