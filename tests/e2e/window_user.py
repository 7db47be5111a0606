"""Opens the window as `main.py` does, and does in it what one user does.

Run as `python -m tests.e2e.window_user draw` (begin a picture, close the window in the middle) or
`… look` (close it at once); prints one JSON object about what was there.
"""

import json
import sys
import time

from tests.e2e.deeds import Deeds, skip_welcome, watched

HEAVY = ("torch", "diffusers", "onnxruntime", "insightface", "cv2", "core.engine")


def draw(window, seen: dict) -> Deeds:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    yield from skip_welcome(window)
    steps: list[int] = []
    window.worker.progress.connect(lambda _, progress: steps.append(progress.step))
    QTest.keyClicks(window.side.prompt.words, "a tall tree")
    window.draft.update_sampling(steps=150)
    QTest.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    yield lambda: 2 in steps
    seen["status"] = window.status.engine_state.text()
    window.draft.update_sampling(steps=149)


def look(window, seen: dict) -> Deeds:
    seen["shown"] = window.side.prompt.words.toPlainText()
    seen["steps"] = window.side.sampling.steps.value()
    yield lambda: window.isVisible()
    seen["welcome"] = window.welcome.due


def main(what: str) -> None:
    import main as likeness
    from gui import app

    seen: dict = {}

    def all_of(window) -> Deeds:
        yield from {"draw": draw, "look": look}[what](window, seen)
        seen["title"] = window.windowTitle()
        seen["heavy"] = [name for name in HEAVY if name in sys.modules]
        seen["closing"] = time.monotonic()

    app.MainWindow = watched(app.MainWindow, all_of)
    seen["code"] = likeness.main([])
    seen["closing"] = time.monotonic() - seen["closing"]
    print(json.dumps(seen))


if __name__ == "__main__":
    main(sys.argv[1])
