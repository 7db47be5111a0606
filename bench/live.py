"""How live the drafts are: from the last move of the hand to the draft on the canvas.

Run `python -m bench live`; prints one JSON object:

    draft_ms_median  from the last edit until its draft is shown, with the pause of the hand that
                     starts it; median of some drags of the head
    cancel_ms_p95    from an edit in the midst of a draft until that one has stopped: 95 of 100
                     take at most so long
    torch_loaded     whether the window's process has loaded torch

It is `main.py` itself with its engine in a child process.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from bench import _program

DRAFTS = 12
CANCELLED = 20
DRAG = 8  # moves of each drag
MIDST_SECONDS = 0.35  # after the last edit: the draft has begun


def main() -> None:
    """Measure in a process of its own, and print."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        used = _program.run("live", Path(folder))
    used.pop("first_paint_ms")
    print(json.dumps(used))


def drag_and_rest(window: Any, seen: dict[str, Any]) -> _program.Deeds:
    """A person is chosen, its head is turned to and fro, and drafts come or are overtaken."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    live, points = window.posing.live, window.posing.points
    drawn: list[float] = []
    live.sketched.connect(lambda _: drawn.append(time.perf_counter()))
    yield lambda: bool(window.side.person.strip.buttons)
    QTest.mouseClick(window.side.person.strip.buttons[0], Qt.MouseButton.LeftButton)
    yield lambda: points.points is not None
    live.switch(True)
    yield lambda: bool(drawn)  # the models are loaded now

    times: list[float] = []
    for number in range(DRAFTS):
        before = len(drawn)
        ended = _drag(points, 1 if number % 2 else -1)
        yield lambda before=before: len(drawn) > before
        times.append(1000 * (drawn[-1] - ended))
    seen["draft_ms_median"] = round(sorted(times)[len(times) // 2])

    stops: list[float] = []
    for number in range(CANCELLED):
        _drag(points, 1 if number % 2 else -1)
        ready = time.perf_counter() + MIDST_SECONDS
        yield lambda ready=ready: time.perf_counter() > ready and _sketching(window)
        running = window.worker.queue._running
        again = _drag(points, 1 if number % 2 else -1)
        yield lambda running=running: window.worker.queue._running is not running
        stops.append(1000 * (time.perf_counter() - again))
        before = len(drawn)
        yield lambda before=before: len(drawn) > before
    seen["cancel_ms_p95"] = round(sorted(stops)[int(0.95 * len(stops)) - 1])


def _drag(points: Any, way: int) -> float:
    """Turn the head a little; the moment of the last move."""
    from core.faces.posing import moved

    points.begin()
    for _ in range(DRAG):
        points.put(moved(points.points, way, 0), lambda: "Move the face")
    points.end()
    return time.perf_counter()


def _sketching(window: Any) -> bool:
    from gui.queue.jobs import SketchJob

    return isinstance(window.worker.queue._running, SketchJob)


if __name__ == "__main__":
    _program.use(float(sys.argv[1]), drag_and_rest)
