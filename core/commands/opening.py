"""How the window's child process makes its engine, named without importing torch here."""

from pathlib import Path

from core.hosting import Drawing
from core.jobs import JobControl


def open_engine(
    pack_folder: Path, watching: bool = False, control: JobControl | None = None
) -> Drawing:
    """An engine for the pack in this folder; to be called where torch may be imported.

    One for `watching` has the face models alone, and does without torch. `control` is told how
    far the files of a pack are checked.

    Raises:
        BadInput: if the folder holds no sound pack.
    """
    if watching:
        from core.commands.watching import Watcher, step_back

        step_back()
        return Watcher(pack_folder)
    from core.engine import opening

    return opening.open_engine(pack_folder, control)
