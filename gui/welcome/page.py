"""What the pages of the welcome have in common."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from gui.icons import icon
from gui.language import Text, said
from gui.theme import Theme

_SIGN = 18  # logical pixels


class Page(QWidget):
    """A title, a sentence, and below them `body` with what the page is about."""

    def __init__(self, title: Text, about: Text) -> None:
        super().__init__()
        self.title = title
        heading, sentence = QLabel(), QLabel()
        heading.setProperty("role", "display")
        sentence.setProperty("role", "muted")
        sentence.setWordWrap(True)
        said(heading, text=title)
        said(sentence, text=about)
        said(self, name=title)
        self.body = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(sentence)
        column.addSpacing(14)
        column.addLayout(self.body, 1)

    @property
    def first(self) -> QWidget | None:
        """What has the focus when the page is turned to; None: it has nothing to choose."""
        return None


class Card(QFrame):
    """A rounded part of a page, filled from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 14, 16, 14)
        self.column.setSpacing(8)


class Line(QWidget):
    """A sign and words beside it, of which the lines are broken."""

    def __init__(self, sign: str, theme: Theme, role: str = "") -> None:
        super().__init__()
        self._theme, self._name = theme, sign
        self._sign, self.words = QLabel(), QLabel()
        self._sign.setFixedSize(QSize(_SIGN, _SIGN))
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        if role:
            self.words.setProperty("role", role)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        column = QVBoxLayout()
        column.addWidget(self._sign)
        column.addStretch()
        row.addLayout(column)
        row.addWidget(self.words, 1)
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        drawn = icon(self._name, self._theme.color("muted"))
        self._sign.setPixmap(drawn.pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatioF()))
