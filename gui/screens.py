"""Which screen something is on, safely, and dialogs that fit on it."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QDialog, QWidget

_SHARE = 0.9  # of the screen, at most, that a dialog takes


def screen_at(place: QPoint) -> QScreen:
    """The screen at a place, or the first one.

    `QWidget.screen()` is not to be used: PySide makes what it returns a child of the widget, and
    with the widget the screen itself would be destroyed.
    """
    return QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()


def opened(dialog: QDialog, parent: QWidget) -> QDialog:
    """Open a dialog, no larger than the screen and its frame allow."""
    room = screen_at(parent.frameGeometry().center()).availableSize()
    dialog.resize(dialog.size().boundedTo(room * _SHARE))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def grow(dialog: QDialog) -> None:
    """Make room for the broken lines of texts that came after it was opened."""
    layout = dialog.layout()
    if layout is not None and dialog.isVisible():
        layout.activate()
        high = layout.totalHeightForWidth(dialog.width())
        room = screen_at(dialog.frameGeometry().center()).availableSize()
        dialog.resize(
            dialog.width(), max(dialog.height(), min(high, round(_SHARE * room.height())))
        )
