"""Which screen something is on, safely."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QScreen


def screen_at(place: QPoint) -> QScreen:
    """The screen at a place, or the first one.

    `QWidget.screen()` is not to be used: PySide makes what it returns a child of the widget, and
    with the widget the screen itself would be destroyed.
    """
    return QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
