"""What a folder is to somebody who chooses it for a library."""

import os
from enum import Enum
from pathlib import Path

from core.errors import BadInput
from core.library.folders import Folders
from core.told import Told


class Place(Enum):
    """What can be done with a folder."""

    EMPTY = "empty"
    UNFINISHED = "unfinished"  # a copy that was cut: it can be made again, and goes on
    LIBRARY = "library"


def judge(folder: Path, present: Path) -> Place:
    """What there is in a folder that was chosen while the library in `present` is open.

    Raises:
        BadInput: if neither a library is there nor one can be made.
    """
    chosen, here = folder.resolve(), present.resolve()
    if chosen == here:
        raise BadInput("This library is open already.", "Choose another folder.")
    if here in chosen.parents:
        raise BadInput(
            Told("The folder {0} lies inside the library that is open.", folder.name),
            "Choose a folder outside of it.",
        )
    if not folder.is_dir():
        raise BadInput(Told("{0} is not a folder.", folder.name), "Choose a folder.")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise BadInput(
            Told("No permission to write in {0}.", folder.name),
            "Choose a folder that you may write to.",
        )
    folders = Folders(folder)
    if folders.unfinished.exists():
        return Place.UNFINISHED
    if folders.database.exists():
        return Place.LIBRARY
    names = {name for name in os.listdir(folder) if not name.startswith(".")}
    if not names <= _ours(folders) | {"lost+found"}:
        raise BadInput(
            Told("The folder {0} holds other things.", folder.name),
            "Choose an empty folder, or one that is a library.",
        )
    found = next(folders.picture_files(), None) or next(folders.source_files(), None)
    return Place.LIBRARY if found else Place.EMPTY


def _ours(folders: Folders) -> set[str]:
    """What a library leaves behind that was begun and came to nothing."""
    parts = (folders.images, folders.sources, folders.thumbs, folders.tmp, folders.trash)
    return {path.name for path in (*parts, folders.lock)}
