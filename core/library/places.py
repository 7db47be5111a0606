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
    try:
        return _judge(folder, present)
    except OSError as error:
        raise BadInput(
            Told("The folder {0} can't be looked into.", folder.name), "Choose another folder."
        ) from error


def _judge(folder: Path, present: Path) -> Place:
    chosen, here = folder.resolve(), present.resolve()
    if chosen == here:
        raise BadInput("This library is open already.", "Choose another folder.")
    if here in chosen.parents:
        raise BadInput(
            Told("The folder {0} lies inside the library that is open.", folder.name),
            "Choose a folder outside of it.",
        )
    if not folder.exists():
        raise BadInput(Told("There is no folder {0}.", folder.name), "Is its disk connected?")
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
    if folders.database.exists() or next(folders.picture_files(), None):
        return Place.LIBRARY
    if not _is_empty(folders):
        raise BadInput(
            Told("The folder {0} holds other things.", folder.name),
            "Choose an empty folder, or one that is a library.",
        )
    return Place.EMPTY


def _is_empty(folders: Folders) -> bool:
    """Whether there is no file but what systems put there, and nothing but folders of ours."""
    parts = (folders.images, folders.sources, folders.thumbs, folders.tmp, folders.trash)
    allowed = {path.name for path in (*parts, folders.lock)} | {"lost+found"}
    names = {name for name in os.listdir(folders.root) if not name.startswith(".")}
    return names <= allowed and not any(
        files for part in parts for _, _, files in os.walk(part) if files
    )
