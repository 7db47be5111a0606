"""How soon Likeness is ready: its window, its engine, and the first picture.

Run `python -m bench ready`; prints one JSON object, milliseconds since the start of the process:

    window_ms         the window is painted
    engine_ready_ms   the engine has loaded, and would begin with a picture at once
    after_window_ms   how long after the window that is
    first_picture_ms  from Generate, with the pack's default settings and a sample person, to the
                      picture in the gallery: it loads the models, and draws

It is `main.py` itself with its engine in a child process, with nothing in its library.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from bench import _program


def main() -> None:
    """Measure in a process of its own, and print."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        used = _program.run("ready", Path(folder))
    window = used.pop("first_paint_ms")
    used.pop("torch_loaded")
    ready = used["engine_ready_ms"]
    print(json.dumps({"window_ms": window, **used, "after_window_ms": round(ready - window, 1)}))


def wait_and_draw(window: Any, seen: dict[str, Any]) -> _program.Deeds:
    """Wait for the engine, choose a person, and draw."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    began, now = float(sys.argv[1]), time.time()
    ready: list[float] = []
    window.worker.ready.connect(lambda _: ready.append(time.time()))
    yield lambda: bool(ready)
    seen["engine_ready_ms"] = round(1000 * (max(ready[0], now) - began), 1)
    yield lambda: bool(window.side.person.strip.buttons)
    window.activateWindow()
    QTest.mouseClick(window.side.person.strip.buttons[0], Qt.MouseButton.LeftButton)
    yield lambda: window.draft.identity is not None and not window.sources.adding
    pictures = window.gallery.list.model()
    before, pressed = pictures.rowCount(), time.time()
    QTest.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    yield lambda: pictures.rowCount() > before
    seen["first_picture_ms"] = round(1000 * (time.time() - pressed), 1)


if __name__ == "__main__":
    _program.use(float(sys.argv[1]), wait_and_draw)
