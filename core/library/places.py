"""What a folder is to somebody who chooses it for a library."""

import contextlib
import os
from collections.abc import Generator
from enum import Enum
from pathlib import Path

from core import durable
from core.errors import BadInput
from core.library.folders import Folders, name_of
from core.told import Told

_SYSTEMS_OWN = {
    *("desktop.ini", "Thumbs.db", "System Volume Information", "$RECYCLE.BIN"),
    "lost+found",
}


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
    with looked_into(folder):
        return _judge(folder, present)


@contextlib.contextmanager
def looked_into(folder: Path) -> Generator[None]:
    """Turn the operating system's errors in looking into `folder` into a sentence.

    Raises:
        BadInput: in place of OSError; also to ask whether a file is there needs a permission.
    """
    try:
        yield
    except OSError as error:
        raise BadInput(
            Told("The folder {0} can't be looked into.", name_of(folder)), "Choose another folder."
        ) from error


def holds_library(folders: Folders) -> bool:
    """Whether a library is there, be it only its pictures or people, which lie in files."""
    return (
        folders.database.exists()
        or next(folders.picture_files(), None) is not None
        or any(person.record.exists() for person in folders.person_folders())
    )


def _judge(folder: Path, present: Path) -> Place:
    chosen, here = folder.resolve(), present.resolve()
    if chosen == here:
        raise BadInput("This library is open already.", "Choose another folder.")
    if here in chosen.parents:
        raise BadInput(
            Told("The folder {0} lies inside the library that is open.", name_of(folder)),
            "Choose a folder outside of it.",
        )
    if not folder.exists():
        raise BadInput(Told("There is no folder {0}.", name_of(folder)), "Is its disk connected?")
    if not folder.is_dir():
        raise BadInput(Told("{0} is not a folder.", name_of(folder)), "Choose a folder.")
    folders = Folders(folder)
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        if os.access(folders.database, os.R_OK):
            return Place.LIBRARY  # to look at
        raise _denied(folder)
    unfinished = folders.unfinished.exists()
    if not unfinished:
        if holds_library(folders):
            return Place.LIBRARY
        if not _is_empty(folders):
            raise BadInput(
                Told("The folder {0} holds other things.", name_of(folder)),
                "Choose an empty folder, or one that is a library.",
            )
    if not durable.may_write(folder):  # better told now than after a question
        raise _denied(folder)
    return Place.UNFINISHED if unfinished else Place.EMPTY


def _denied(folder: Path) -> BadInput:
    return BadInput(
        Told("No permission to write in {0}.", name_of(folder)),
        "Choose a folder that you may write to.",
    )


def _is_empty(folders: Folders) -> bool:
    """Whether there is no file but what systems put there, and nothing but folders of ours."""
    parts = folders.parts
    allowed = {path.name for path in (*parts, folders.lock)} | _SYSTEMS_OWN
    names = {name for name in os.listdir(folders.root) if not name.startswith(".")}
    return names <= allowed and not any(
        files for part in parts for _, _, files in os.walk(part) if files
    )
