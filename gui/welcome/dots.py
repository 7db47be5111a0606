"""On which of some pages one is."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from gui.language import on_language
from gui.theme import Theme

_DOT, _LONG, _GAP = 8, 22, 8  # logical pixels: a dot, that of the page one is on, between them


class Dots(QLabel):
    """A dot for each page, and a longer one for that which is seen; read out as words."""

    def __init__(self, count: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count, self._theme = count, theme
        self._place = 0
        self.setFixedSize(QSize((count - 1) * (_DOT + _GAP) + _LONG, _DOT))
        theme.changed.connect(self.update)
        on_language(self, self._tell)
        self._tell()

    @property
    def words(self) -> str:
        """As who does not see the dots is told."""
        return self.tr("Page {0} of {1}").format(self._place + 1, self._count)

    def show_place(self, place: int) -> None:
        """Turn to a page; 0 is the first."""
        self._place = place
        self._tell()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        left = 0
        for number in range(self._count):
            here = number == self._place
            width = _LONG if here else _DOT
            painter.setBrush(self._theme.color("accent_line" if here else "strong"))
            painter.drawRoundedRect(QRectF(left, 0, width, _DOT), _DOT / 2, _DOT / 2)
            left += width + _GAP

    def _tell(self) -> None:
        self.setAccessibleName(self.words)
        self.setToolTip(self.words)
