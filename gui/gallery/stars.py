"""Zero to five stars as a control."""

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QWidget

from gui.gallery.delegate import STARS
from gui.icons import icon
from gui.theme import Theme

_STAR = 18
_MARGIN = 3


class StarBar(QAbstractSlider):
    """A slider in all but its looks: arrows and digits work, and its value is read aloud.

    A click on the star that is the last one takes all away.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, STARS)
        self.setPageStep(1)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(self.sizeHint())
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def sizeHint(self) -> QSize:
        return QSize(STARS * _STAR + 2 * _MARGIN, _STAR + 2 * _MARGIN)

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        if ev.text() and ev.text() in "012345":
            self.setValue(int(ev.text()))
        else:
            super().keyPressEvent(ev)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            star = int(event.position().x() - _MARGIN) // _STAR + 1
            star = min(max(star, 1), STARS)
            self.setValue(0 if star == self.value() else star)

    def wheelEvent(self, e: QWheelEvent) -> None:
        e.ignore()  # who scrolls past does not mean it

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(STARS):
            sign = (self._full if number < self.value() else self._empty).pixmap(
                QSize(16, 16), self.devicePixelRatioF()
            )
            painter.drawPixmap(QPoint(_MARGIN + number * _STAR + 1, _MARGIN + 1), sign)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("accent_line"), 1))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
        painter.end()

    def _paint_icons(self) -> None:
        self._full: QIcon = icon("star-full", self._theme.color("warn"))
        self._empty: QIcon = icon("star", self._theme.color("muted"))
        self.update()
