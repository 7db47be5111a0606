"""How the window feels: how soon it is there, and how it answers while it draws.

Run `python -m bench window`; prints one JSON object:

    first_paint_ms  from the start of the process to the window's first paint, with the pictures
                    that were drawn before in its library: see `bench/window_start.py`
    stall_p99_ms    of all moments while pictures of a person are drawn, 99 of 100 wait at most so
                    long until the event loop turns again
    stall_max_ms    the longest time that it did not turn meanwhile
    cancel_ms       from the key to the end of the job, median of some
    torch_loaded    whether the window's process has loaded torch

It is `main.py` itself with its engine in a child process. Measured is from the first Generate,
which loads the models, until the last picture stands in the gallery; meanwhile words are typed and
the gallery is scrolled.
"""

import itertools
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import _program, window_start

PICTURES = 3  # after a first one
CANCELLED = 3
LONG = 150  # steps of the pictures that are cancelled
CANCEL_AT = 5  # the step at which the key is pressed
TYPING_SECONDS = 0.2  # between letters


def main() -> None:
    """Measure in processes of their own, and print."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        used = _program.run("window", Path(folder))
        start = window_start.measure(Path(folder))
    loaded = used["torch_loaded"] or start["torch_loaded"]
    print(json.dumps({**used, "first_paint_ms": start["first_paint_ms"], "torch_loaded": loaded}))


class Heart:
    """A timer that would beat every millisecond if the event loop never had anything to do."""

    def __init__(self, parent: Any) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer(parent, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self.gaps: list[float] = []  # milliseconds

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        self._beat()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append(1000 * (now - self._last))
        self._last = now


def wait_of_most(gaps: Sequence[float], share: float = 0.99) -> float:
    """How long, at most, that share of all moments waits for the end of the gap it lies in.

    A mere percentile of the gaps would count one that lasts long no more than a short one.
    """
    left = (1 - share) * sum(gaps)  # the time of those that wait longer
    longest = [*sorted(gaps, reverse=True), 0.0]
    for number, (gap, following) in enumerate(itertools.pairwise(longest), start=1):
        if number * (gap - following) >= left:
            return gap - left / number
        left -= number * (gap - following)
    return 0.0


def draw_and_cancel(window: Any, seen: dict[str, Any]) -> _program.Deeds:
    """A person is chosen, pictures are drawn, and more of them are cancelled by the key."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    worker, pictures, heart = window.worker, window.gallery.list.model(), Heart(window)
    devices: list[str] = []
    worker.ready.connect(devices.append)
    yield lambda: bool(devices) and bool(window.side.person.strip.buttons)
    window.activateWindow()  # or its shortcuts don't work
    yield window.isActiveWindow
    QTest.mouseClick(window.side.person.strip.buttons[0], Qt.MouseButton.LeftButton)
    yield lambda: window.draft.identity is not None and not window.sources.adding

    wanted = pictures.rowCount()
    heart.start()
    for count in (1, PICTURES):
        window.draft.update_sampling(count=count)
        QTest.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
        wanted += count
        yield from _busy_until(window, lambda wanted=wanted: _drawn(window) == wanted)
    heart.stop()
    seen["stall_p99_ms"] = round(wait_of_most(heart.gaps), 1)
    seen["stall_max_ms"] = round(max(heart.gaps), 1)

    window.draft.update_sampling(steps=LONG, count=1)
    times: list[float] = []
    for _ in range(CANCELLED):
        yield from _cancel(window, times)
    seen["cancel_ms"] = round(sorted(times)[len(times) // 2])


def _busy_until(window: Any, over: Any) -> _program.Deeds:
    """Go on to type and to look through the gallery until that is so."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    words, pictures = window.side.prompt.words, window.gallery.list
    for letter in itertools.cycle(" softly lit,"):
        QTest.keyClicks(words, letter)
        page = Qt.Key.Key_End if letter == " " else Qt.Key.Key_PageUp
        QTest.keyClick(pictures, page, Qt.KeyboardModifier.ControlModifier)
        later = time.monotonic() + TYPING_SECONDS
        yield lambda later=later: time.monotonic() > later
        if over():
            return


def _drawn(window: Any) -> int:
    """Pictures that stand in the gallery, with nothing left to draw."""
    return 0 if window.drawing.busy else window.gallery.list.model().rowCount()


def _cancel(window: Any, times: list[float]) -> _program.Deeds:
    """Begin a long picture, and press the key in the middle of it."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    steps: list[int] = []
    ended: list[float] = []
    hear = window.worker.progress.connect(lambda _, progress: steps.append(progress.step))
    end = window.worker.cancelled.connect(lambda _: ended.append(time.perf_counter()))
    QTest.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    yield lambda: CANCEL_AT in steps
    pressed = time.perf_counter()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    yield lambda: bool(ended)
    times.append(1000 * (ended[0] - pressed))
    window.worker.disconnect(hear)
    window.worker.disconnect(end)


if __name__ == "__main__":
    _program.use(float(sys.argv[1]), draw_and_cancel)
