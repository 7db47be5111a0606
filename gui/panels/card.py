"""How small widgets of the panels are dressed."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton

from gui.language import Text, said


def quiet_button(name: Text, tip: Text | None = None, side: int = 28) -> QToolButton:
    """A small button without a frame; the caller gives it its icon."""
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setFixedSize(side, side)
    button.setIconSize(QSize(18, 18))
    said(button, name=name, tip=tip or name)
    return button
