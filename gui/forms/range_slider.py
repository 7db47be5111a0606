"""A slider with two handles."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

_HANDLE = 14  # pixels
_GROOVE = 4
_GAP = 0.01  # the least share between the handles

Window = tuple[float, float]


class RangeSlider(QWidget):
    """Chooses a first and a last share, 0 to 1.

    Arrow keys move the handle that was moved last, Page up and down take the first or the last.
    """

    moved = Signal(object)  # tuple of two shares, by the user
    grabbed = Signal()
    let_go = Signal()
    doubled = Signal()

    def __init__(self, step: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._value: Window = (0.0, 1.0)
        self._active = 0  # which handle keys and mouse move
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def value(self) -> Window:
        return self._value

    def set_value(self, value: Window) -> None:
        self._value = value
        self.update()

    def handle(self, index: int) -> QPointF:
        """The centre of the first (0) or the last (1) handle."""
        return QPointF(
            _HANDLE / 2 + self._value[index] * (self.width() - _HANDLE), self.height() / 2
        )

    def sizeHint(self) -> QSize:
        return QSize(120, 20)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            near = [abs(event.position().x() - self.handle(index).x()) for index in (0, 1)]
            share = self._share(event)
            if near[0] == near[1]:
                self._active = int(share > self._value[0])
            else:
                self._active = near.index(min(near))
            self.grabbed.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(self._share(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.let_go.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.doubled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        steps = {key.Key_Left: -1, key.Key_Down: -1, key.Key_Right: 1, key.Key_Up: 1}
        if event.key() in steps:
            self._move_to(self._value[self._active] + steps[Qt.Key(event.key())] * self._step)
        elif event.key() in (key.Key_PageDown, key.Key_PageUp):
            self._active = int(event.key() == key.Key_PageUp)
            self.update()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint as the style sheet's sliders look, in the palette's colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, live = self.palette(), self.isEnabled()
        start, end = self.handle(0), self.handle(1)
        groove = QRectF(0, 0, self.width() - _HANDLE, _GROOVE)
        groove.moveCenter(QPointF(self.rect().center()) + QPointF(0.5, 0.5))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.midlight())
        painter.drawRoundedRect(groove, 2, 2)
        painter.setBrush(palette.link() if live else palette.mid())
        painter.drawRoundedRect(QRectF(start.x(), groove.top(), end.x() - start.x(), _GROOVE), 2, 2)
        for index, centre in enumerate((start, end)):
            marked = self.hasFocus() and index == self._active
            edge = palette.placeholderText() if live else palette.mid()
            painter.setPen(QPen(palette.link() if marked else edge, 2 if marked else 1))
            painter.setBrush(palette.light() if live else palette.base())
            painter.drawEllipse(centre, _HANDLE / 2 - 1, _HANDLE / 2 - 1)

    def _share(self, event: QMouseEvent) -> float:
        share = (event.position().x() - _HANDLE / 2) / max(1, self.width() - _HANDLE)
        return round(share / self._step) * self._step

    def _move_to(self, share: float) -> None:
        first, last = self._value
        if self._active == 0:
            first = round(min(max(share, 0.0), last - _GAP), 2)
        else:
            last = round(max(min(share, 1.0), first + _GAP), 2)
        if (first, last) != self._value:
            self.set_value((first, last))
            self.moved.emit(self._value)
