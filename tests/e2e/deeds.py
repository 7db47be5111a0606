"""What every user of this folder does, one deed after the other."""

import time
from collections.abc import Callable, Generator
from typing import Any

PATIENCE = 200.0  # seconds
Deeds = Generator[Callable[[], bool], None, None]
"""Yields what to wait for before it goes on."""


def watched(window: type, begin: Callable[[Any], Deeds]) -> type:
    """The window's class with a user before it, who closes it in the end.

    Args:
        window: the application's own class.
        begin: makes the deeds for one window.
    """

    class Watched(window):
        def showEvent(self, event) -> None:
            super().showEvent(event)
            self.deeds = begin(self)
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
                self.close()

    return Watched


def skip_welcome(window: Any) -> Deeds:
    """Close the pages for newcomers by the key, once they are there."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    yield lambda: window.welcome.dialog is not None
    QTest.keyClick(window.welcome.dialog, Qt.Key.Key_Escape)
    yield lambda: window.welcome.dialog is None
