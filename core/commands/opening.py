"""How the window's child process makes its engine, named without importing torch here."""

from pathlib import Path

from core.hosting import Drawing
from core.jobs import JobControl


def open_engine(
    pack_folder: Path,
    watching: bool = False,
    control: JobControl | None = None,
    device: str = "",
    threads: int = 0,
) -> Drawing:
    """An engine for the pack in this folder; to be called where torch may be imported.

    One for `watching` has the face models alone, and does without torch. `control` is told how
    far the files of a pack are checked. `device` is torch's, empty the best one here; `threads`
    are those of the process on the CPU, 0 as many as torch thinks best.

    Raises:
        BadInput: if the folder holds no sound pack.
    """
    if watching:
        from core.commands.watching import Watcher, step_back

        step_back()
        return Watcher(pack_folder)
    from core.engine import opening

    return opening.open_engine(pack_folder, control, device, threads)


def graphics_cards() -> int:
    """How many cards torch can draw on; to be called where torch may be imported."""
    import torch

    return torch.cuda.device_count()
