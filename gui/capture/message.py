"""What stands in place of the camera's picture: that it is coming, or why it does not come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from gui.failure import Failure
from gui.icons import sign
from gui.language import in_language, on_language, said
from gui.theme import Theme

_SIGN = 48  # logical pixels


class Message(QWidget):
    """A sign, a sentence, what to do, and a button that does it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._failure: Failure | None = None
        self.sign, self.text, self.hint = QLabel(), QLabel(), QLabel()
        self.retry = QPushButton()
        self.text.setProperty("role", "title")
        self.hint.setProperty("role", "muted")
        said(self.retry, text=lambda: self.tr("Try again"))
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch()
        for label in (self.sign, self.text, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)  # cameras have names of their own
            column.addWidget(label)
        column.addWidget(self.retry, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        theme.changed.connect(self._paint)
        on_language(self, self._tell)
        self.wait()

    def wait(self) -> None:
        """The camera is being turned on."""
        self._failure = None
        self._tell()

    def tell(self, failure: Failure) -> None:
        """Say why there is no picture; the button has the focus."""
        self._failure = failure
        self._tell()
        self.retry.setFocus()
        QAccessible.updateAccessibility(QAccessibleEvent(self.text, QAccessible.Event.Alert))

    def _tell(self) -> None:
        failure = self._failure
        self.retry.setVisible(failure is not None)
        self.hint.setVisible(failure is not None)
        if failure is None:
            self.text.setText(self.tr("Turning the camera on…"))
        else:
            self.text.setText(in_language(failure.message))
            self.hint.setText(in_language(failure.hint))
        self._paint()

    def _paint(self) -> None:
        name, colour = ("camera", "strong") if self._failure is None else ("warning", "warn")
        ratio = self.devicePixelRatioF()
        self.sign.setPixmap(sign(name, self._theme.color(colour), _SIGN, ratio))
