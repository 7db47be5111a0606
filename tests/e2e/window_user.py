"""Opens the window as `main.py` does, and does in it what one user does.

Run as `python -m tests.e2e.window_user draw` (begin a picture, close the window in the middle) or
`… look` (close it at once); prints one JSON object about what was there.
"""

import json
import sys
import time

from tests.e2e.deeds import Deeds, skip_welcome

PATIENCE = 200.0  # seconds
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

    class Watched(app.MainWindow):
        """The window with a user before it."""

        def showEvent(self, event) -> None:
            super().showEvent(event)
            self.deeds = {"draw": draw, "look": look}[what](self, seen)
            self.ready = lambda: True
            self.deadline = time.monotonic() + PATIENCE
            self.startTimer(50)

        def timerEvent(self, event) -> None:
            if not self.ready():
                assert time.monotonic() < self.deadline, "the window did not answer"
                return
            try:
                self.ready = next(self.deeds)
            except StopIteration:
                self.killTimer(event.timerId())
                seen["title"] = self.windowTitle()
                seen["heavy"] = [name for name in HEAVY if name in sys.modules]
                seen["closing"] = time.monotonic()
                self.close()

    app.MainWindow = Watched
    seen["code"] = likeness.main([])
    seen["closing"] = time.monotonic() - seen["closing"]
    print(json.dumps(seen))


if __name__ == "__main__":
    main(sys.argv[1])
