"""How much memory this program takes."""

import contextlib


def resident_bytes() -> int:
    """What this process and its children (the engine) hold in memory. Some milliseconds."""
    import psutil  # only once it is asked for: the window must not wait for it

    window = psutil.Process()
    total = window.memory_info().rss
    for child in window.children(recursive=True):
        with contextlib.suppress(psutil.Error):  # ended just now
            total += child.memory_info().rss
    return int(total)
