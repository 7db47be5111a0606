"""How long the window takes from the start of its process to its first paint.

Run `python -m bench window_start`; prints one JSON object:

    first_paint_ms  median of some starts of `main.py`, the first of all left out: its files were
                    not in the memory yet. From before the process to when all of the window is
                    painted; the engine's process starts meanwhile, as it always does
    slowest_ms      the slowest of them
    torch_loaded    whether any of them had loaded torch by then
"""

import json
import sys
from pathlib import Path
from typing import Any

from bench import _program

STARTS = 7


def measure(home: Path) -> dict[str, Any]:
    """Start the program some times over with what Likeness keeps in `home`."""
    import statistics

    results = [_program.run("window_start", home) for _ in range(STARTS + 1)][1:]
    times = [result["first_paint_ms"] for result in results]
    return {
        "first_paint_ms": statistics.median(times),
        "slowest_ms": max(times),
        "torch_loaded": any(result["torch_loaded"] for result in results),
    }


def only_look(window: Any, seen: dict[str, Any]) -> _program.Deeds:
    """Close the window as soon as it is painted."""
    yield window.isVisible


def main() -> None:
    """Measure and print."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder))))


if __name__ == "__main__":
    _program.use(float(sys.argv[1]), only_look)
