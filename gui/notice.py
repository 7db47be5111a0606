"""A calm bar that says what happened and what to do about it."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from gui.failure import Failure
from gui.icons import icon
from gui.theme import Theme


class NoticeBar(QFrame):
    """Shows one failure until it is closed or another comes."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._details = ""
        self.setProperty("role", "notice")
        self.sign = QLabel()
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setAccessibleName("Message")
        self.copy = QPushButton("Copy details")
        self.copy.setToolTip("Copy the technical details, for a report")
        self.dismiss = QToolButton()
        self.dismiss.setProperty("role", "quiet")
        self.dismiss.setFixedSize(28, 28)
        self.dismiss.setAccessibleName("Close this message")
        self.dismiss.setToolTip("Close this message")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(self.sign)
        row.addWidget(self.text, 1)
        row.addWidget(self.copy)
        row.addWidget(self.dismiss)
        self.copy.clicked.connect(self._copy)
        self.dismiss.clicked.connect(self.hide)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        self.hide()

    def tell(self, failure: Failure) -> None:
        """Show what went wrong; a bug's details can be copied."""
        self._details = failure.details
        self.text.setText(" ".join(filter(None, (failure.message, failure.hint))))
        self.copy.setVisible(bool(failure.details))
        self.show()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)

    def _paint_icons(self) -> None:
        warn = icon("warning", self._theme.color("warn"))
        self.sign.setPixmap(warn.pixmap(QSize(20, 20)))
        self.dismiss.setIcon(icon("close", self._theme.color("muted")))
