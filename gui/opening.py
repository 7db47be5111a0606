"""Which project of a library a window opens."""

from pathlib import Path

from core.library import Library
from core.library.names import FIRST


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
