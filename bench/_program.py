"""The program itself, `main.py` in a process of its own, watched from its start and used.

A benchmark calls `run` with a module of this folder; that module, in the new process, calls `use`.
"""

import gc
import importlib
import itertools
import json
import os
import sys
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PATIENCE = 300  # seconds
Deeds = Generator[Callable[[], bool], None, None]
"""What a user does with the window; yields what to wait for before going on."""


def run(module: str, home: Path) -> dict[str, Any]:
    """Run a module of this folder, with everything that Likeness keeps in `home`.

    Returns:
        What it gave to `use`, as it was when the window closed.

    Raises:
        CalledProcessError: if it failed; it has told why on stderr.
    """
    import subprocess  # only here: what the new process would import counts for its first paint

    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "LIKENESS_HOME": str(home)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a warm start has its modules compiled
    command = [sys.executable, "-m", f"bench.{module}", str(time.time())]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def use(began: float, deeds: Callable[[Any, dict[str, Any]], Deeds]) -> None:
    """Open the window as `main.py` does, do in it what `deeds` does, close it, print what was seen.

    Args:
        began: when the process was started, in seconds of time.time().
        deeds: gets the window once it is painted, and what was seen so far: `first_paint_ms`.
    """
    import main as likeness  # before anything else: it forbids the libraries to report

    gc.disable()  # as main.py does, which then imports the same in the same order: it counts
    importlib.import_module("core.commands.opening")
    from gui import app

    seen: dict[str, Any] = {}
    app.MainWindow = _watched(app.MainWindow, began, deeds, seen)
    if likeness.main([]) != 0 or "done" not in seen:
        sys.exit("The window did not do in time what was asked of it.")
    del seen["done"]
    print(json.dumps({**seen, "torch_loaded": "torch" in sys.modules}))


def _skip_welcome(window: Any) -> Deeds:
    """Close the pages for newcomers, where they are shown, as who knows them does."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    if window.welcome.due:
        yield lambda: window.welcome.dialog is not None
        QTest.keyClick(window.welcome.dialog, Qt.Key.Key_Escape)
        yield lambda: window.welcome.dialog is None


def _watched(kind: Any, began: float, deeds: Any, seen: dict[str, Any]) -> Any:
    """The class of the window with a user before it."""
    from PySide6.QtCore import QEvent, QTimer

    class Watched(kind):
        ready: Callable[[], bool] = staticmethod(lambda: True)

        def event(self, event: QEvent) -> bool:
            done = super().event(event)
            if event.type() == QEvent.Type.Paint and "first_paint_ms" not in seen:
                seen["first_paint_ms"] = 0.0
                QTimer.singleShot(0, self, self._painted)  # once all its parts are painted, too
            return done

        def _painted(self) -> None:
            seen["first_paint_ms"] = round(1000 * (time.time() - began), 1)
            self._deeds = itertools.chain(_skip_welcome(self), deeds(self, seen))
            self._deadline = time.monotonic() + PATIENCE
            self._clock = QTimer(self, interval=20)
            self._clock.timeout.connect(self._go_on)
            self._clock.start()

        def _go_on(self) -> None:
            if time.monotonic() > self._deadline:
                self.close()
            elif self.ready():
                try:
                    self.ready = next(self._deeds)
                except StopIteration:
                    self._clock.stop()
                    seen["done"] = True
                    self.close()

    return Watched
