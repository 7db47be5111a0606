"""Which library a window opens, and which project of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import UserError
from core.library import Library
from core.library.lock import LibraryInUse
from core.library.names import FIRST
from core.settings import library_folder
from core.told import Told
from gui.failure import Failure

if TYPE_CHECKING:
    from gui.preferences import Preferences


def open_library(
    preferences: Preferences, folder: Path | None = None
) -> tuple[Library, Failure | None]:
    """The library of `folder`, else the one that was chosen last, else the usual one.

    Where the chosen one can't be opened, as its disk may be elsewhere today, the usual one is; the
    choice is kept for the next start.

    Returns:
        The library, and why it is not the chosen one.

    Raises:
        LibraryInUse: if it is open in another window: there is the one that is wanted.
        UserError: if no library can be opened.
    """
    if folder is not None or (chosen := preferences.library_folder) is None:
        return Library(folder or library_folder()), None
    try:
        if not os.path.isdir(chosen):  # or an empty one would be made where a disk is not mounted
            raise UserError(Told("There is no folder {0}.", chosen.name), "Is its disk connected?")
        return Library(chosen), None
    except LibraryInUse:
        raise
    except UserError as error:
        reason = Told("{0} The usual library is open instead.", error.message)
        return Library(library_folder()), Failure(reason, error.hint)


def open_project(library: Library) -> int:
    """Id of the project that was opened last; made where there is none.

    Raises:
        UserError: if it can't be made.
    """
    last = library.last_opened()
    return library.create_project(FIRST).id if last is None else last


def open_elsewhere(folder: Path) -> Library:
    """Another library, which has a project: nothing is left that could fail. Any thread.

    Raises:
        UserError: if it can't be opened; nothing is locked then.
    """
    library = Library(folder)
    try:
        open_project(library)
    except BaseException:
        library.close()
        raise
    return library
