"""How the window feels while it draws: the real one, with its engine in a real child process.

Run `python -m bench window`; prints one JSON object:
`first_paint_ms` from the start of Python to the window's first paint, the best of some runs;
`stall_p99_ms` and `stall_max_ms`, the time between two beats of a timer of 1 ms in the event loop
while pictures of a person are drawn;
`cancel_ms` from the key to the moment in which the job has ended;
`torch_loaded`, whether the window's process has loaded torch.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from functools import partial
from pathlib import Path

from bench import window_start

PICTURES = 3
LONG = 150  # steps of the picture that is cancelled
CANCEL_AT = 5  # its step at which the key is pressed
_PATIENCE = 240  # seconds
Deeds = Generator[Callable[[], bool], None, None]
"""What is done with the window; yields what to wait for before it goes on."""


def main() -> None:
    """Measure in processes of their own, and print."""
    start = window_start.measure()
    with tempfile.TemporaryDirectory() as folder:
        environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "XDG_CONFIG_HOME": folder}
        command = [sys.executable, "-m", "bench.window", folder]
        done = subprocess.run(
            command,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=2 * _PATIENCE,
        )
    print(json.dumps({"first_paint_ms": start["first_paint_ms"], **json.loads(done.stdout)}))


def use_window(folder: Path) -> None:
    """Draw and cancel in a window whose library lies in `folder`; print what was seen."""
    from core.offline import go_offline

    go_offline()
    from PySide6.QtWidgets import QApplication

    from core.commands.opening import open_engine
    from core.hosting import HostedEngine
    from core.library import Library
    from core.packs import default_store
    from gui.app import SAMPLES, open_project, restore_draft
    from gui.garbage import GarbageCollector
    from gui.language import Language
    from gui.main_window import MainWindow
    from gui.preferences import Preferences
    from gui.theme import Theme
    from gui.worker import Worker

    application = QApplication([])
    GarbageCollector(application)
    preferences = Preferences(folder / "window.ini", Theme(application), Language(application))
    library = Library(folder / "library")
    project = open_project(library)
    pack = default_store().open("demo")
    draft, _ = restore_draft(library, project, pack.manifest)
    engine = HostedEngine(partial(open_engine, pack.folder))
    worker = Worker(engine, library)
    window = MainWindow(draft, worker, library, project, preferences, SAMPLES, pack.manifest)
    window.show()
    window.activateWindow()  # or its shortcuts don't work
    worker.start()
    heart = Heart()
    seen: dict[str, object] = {}
    done = _run(application, _deeds(window, heart, seen))
    engine.close()
    window.close()
    library.close()
    if not done:
        sys.exit("The window did not do what was asked of it in time.")
    print(json.dumps({**heart.stalls(), **seen, "torch_loaded": "torch" in sys.modules}))


def _run(application, deeds: Deeds) -> bool:
    """Run the event loop until all is done; False if that takes too long."""
    from PySide6.QtCore import QTimer

    deadline = time.monotonic() + _PATIENCE
    ready: list[Callable[[], bool]] = [lambda: True]

    def go_on() -> None:
        if time.monotonic() > deadline:
            application.exit(1)
        elif ready[0]():
            try:
                ready[0] = next(deeds)
            except StopIteration:
                application.quit()

    clock = QTimer(interval=20)
    clock.timeout.connect(go_on)
    clock.start()
    return application.exec() == 0


class Heart:
    """A timer that would beat every millisecond if the event loop never had anything to do."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._timer = QTimer(interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = 0.0
        self._gaps: list[float] = []  # milliseconds

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def stalls(self) -> dict[str, float]:
        """The longest gap between two beats, and the one that 99 of 100 stay below."""
        gaps = sorted(self._gaps)
        return {
            "stall_p99_ms": round(gaps[int(len(gaps) * 0.99)], 1),
            "stall_max_ms": round(gaps[-1], 1),
        }

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps.append(1000 * (now - self._last))
        self._last = now


def _deeds(window, heart: Heart, seen: dict[str, object]) -> Deeds:
    """A person is chosen, pictures are drawn, and one more is cancelled by its key."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    worker, ended, steps = window.worker, [], []
    worker.succeeded.connect(ended.append)
    worker.cancelled.connect(ended.append)
    worker.progress.connect(lambda number, progress: steps.append((number, progress.step)))
    devices: list[str] = []
    worker.ready.connect(devices.append)
    yield lambda: bool(devices) and bool(window.side.person.strip.buttons)
    yield window.isActiveWindow
    QTest.mouseClick(window.side.person.strip.buttons[0], Qt.MouseButton.LeftButton)
    yield lambda: window.draft.identity is not None and not window.sources.adding
    QTest.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)  # loads the models
    yield lambda: sum(number > 0 for number in ended) == 1

    heart.start()
    window.draft.update_sampling(count=PICTURES)
    QTest.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    yield lambda: sum(number > 0 for number in ended) == 2
    heart.stop()

    window.draft.update_sampling(steps=LONG, count=1)
    last = max(number for number, _ in steps)
    QTest.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    yield lambda: any(number > last and step >= CANCEL_AT for number, step in steps)
    moments: list[float] = []
    worker.cancelled.connect(lambda _: moments.append(time.perf_counter()))
    pressed = time.perf_counter()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    yield lambda: bool(moments)
    seen["cancel_ms"] = round(1000 * (moments[0] - pressed))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        use_window(Path(sys.argv[1]))
    else:
        main()
