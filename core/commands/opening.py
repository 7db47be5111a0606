"""How the window's child process makes its engine, named without importing torch here."""

from pathlib import Path

from core.hosting import Drawing


def open_engine(pack_folder: Path) -> Drawing:
    """An engine for the pack in this folder; to be called where torch may be imported.

    Raises:
        BadInput: if the folder holds no sound pack.
    """
    from core.engine import opening

    return opening.open_engine(pack_folder)
