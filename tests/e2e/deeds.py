"""What every user of this folder does, one deed after the other."""

from collections.abc import Callable, Generator
from typing import Any

Deeds = Generator[Callable[[], bool], None, None]
"""Yields what to wait for before it goes on."""


def skip_welcome(window: Any) -> Deeds:
    """Close the pages for newcomers by the key, once they are there."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    yield lambda: window.welcome.dialog is not None
    QTest.keyClick(window.welcome.dialog, Qt.Key.Key_Escape)
    yield lambda: window.welcome.dialog is None
