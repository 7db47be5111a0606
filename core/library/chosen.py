"""Which library the window opens, and where `generate --keep` keeps its portraits."""

from pathlib import Path

from core.errors import UserError
from core.library.folders import Folders, name_of
from core.library.library import Library
from core.library.lock import LibraryInUse
from core.library.places import holds_library, looked_into
from core.settings import chosen_library, library_folder
from core.told import Told


def open_chosen() -> tuple[Library, UserError | None]:
    """Open the library that was chosen last, else the usual one.

    Where the chosen one can't be opened, as its disk may be elsewhere today, the usual one is; the
    choice is kept for the next time.

    Returns:
        The library, and why it is not the chosen one.

    Raises:
        LibraryInUse: if it is open in another window: there is the one that is wanted.
        UserError: if no library can be opened.
    """
    chosen, usual = chosen_library(), library_folder()
    if chosen is None or chosen == usual:
        return Library(usual), None
    try:
        _must_be_there(chosen)
        return Library(chosen), None
    except LibraryInUse:
        raise
    except UserError as error:
        reason = Told("{0} The usual library is open instead.", error.message)
        return Library(usual), UserError(reason, error.hint)


def _must_be_there(folder: Path) -> None:
    """Refuse to make a library anew: an empty folder is what stays where a disk was mounted."""
    with looked_into(folder):
        if not folder.is_dir():
            raise UserError(
                Told("There is no folder {0}.", name_of(folder)), "Is its disk connected?"
            )
        if not (holds_library(Folders(folder)) or Folders(folder).unfinished.exists()):
            raise UserError(
                Told("There is no library in {0}.", name_of(folder)), "Is its disk connected?"
            )
