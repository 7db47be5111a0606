"""How much memory window and engine take."""

import contextlib


def resident_bytes(pid: int | None = None) -> int:
    """What a process and its children hold in memory; 0 if it has ended. Some milliseconds.

    Args:
        pid: of the process; None: this one, without its children.
    """
    import psutil  # only once it is asked for: the window must not wait for it

    total = 0
    with contextlib.suppress(psutil.Error):  # ended just now
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)] if pid is not None else [process]
        for one in family:
            total += one.memory_info().rss
    return int(total)
