"""What can stand in the middle of the window, one at a time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabWidget, QWidget

from gui.language import Text, on_language


class Tabs(QTabWidget):
    """The canvas, and whatever else is added; the bar comes once there is a choice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setTabBarAutoHide(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # or Tab would end at its hidden bar

    def add(self, page: QWidget, title: Text) -> None:
        """Add a page behind the others."""
        self.addTab(page, title())
        on_language(page, lambda: self.setTabText(self.indexOf(page), title()))
