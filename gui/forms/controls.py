"""Qt's controls, calmer: the wheel moves only what has the focus, a double click resets."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QLabel, QSlider, QWidget

from gui.forms.spec import Spec

_BOX = 16  # pixels


def is_undo(event: QEvent) -> bool:
    """Whether a key event asks for undo or redo."""
    keys = QKeySequence.StandardKey
    return isinstance(event, QKeyEvent) and (event.matches(keys.Undo) or event.matches(keys.Redo))


class FieldLabel(QLabel):
    """Names a field; a double click resets it."""

    doubled = Signal()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.doubled.emit()


class QuietSlider(QSlider):
    """A slider that the wheel moves only while it has the focus."""

    touched = Signal()  # by the mouse, before that changes anything
    doubled = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.touched.emit()
        super().mousePressEvent(event)

    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.doubled.emit()


class QuietCombo(QComboBox):
    """A list to choose from that the wheel leaves alone without focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    def wheelEvent(self, e: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(e)
        else:
            e.ignore()


class CheckBox(QCheckBox):
    """A box to tick in the palette's colours, seen on light and on dark."""

    doubled = Signal()

    def mouseDoubleClickEvent(self, e: QMouseEvent) -> None:
        self.doubled.emit()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        words = self.fontMetrics().size(0, self.text())
        return QSize(words.width() + _BOX + 20, max(words.height(), _BOX) + 8)

    def paintEvent(self, e: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, ticked = self.palette(), self.isChecked()
        box = QRectF(2.5, (self.height() - _BOX) / 2, _BOX, _BOX)
        edge = palette.placeholderText() if self.isEnabled() else palette.mid()
        focus = palette.link() if self.hasFocus() else edge
        painter.setPen(QPen(focus, 2 if self.hasFocus() else 1))
        painter.setBrush(palette.highlight() if ticked and self.isEnabled() else palette.base())
        painter.drawRoundedRect(box, 4, 4)
        if ticked:
            on = palette.highlightedText() if self.isEnabled() else palette.placeholderText()
            painter.setPen(_line(on.color(), 2))
            tick = ((4.0, 8.2), (6.8, 11.0), (12.0, 5.2))
            corners = [box.topLeft() + QPointF(x, y) for x, y in tick]
            painter.drawPolyline(QPolygonF(corners))
        painter.setPen(palette.windowText().color())
        words = self.rect().adjusted(round(box.right()) + 8, 0, 0, 0)
        text = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)


class QuietNumber(QDoubleSpinBox):
    """Types a number; the wheel changes it only while it has the focus.

    Undo takes back what is being typed; where nothing is, it is left to the window.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setKeyboardTracking(False)
        self.setMinimumWidth(48)
        self.lineEdit().setTextMargins(4, 0, 4, 0)  # the style sheet's padding does not reach it

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.setAccepted(self._typing())
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undo(event):
            self.lineEdit().setText(self.textFromValue(self.value()))
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _typing(self) -> bool:
        return self.cleanText() != self.textFromValue(self.value())


class NumberBox(QuietNumber):
    """Types a number of a field."""

    def __init__(self, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._multiple, self._times, self._whole = spec.multiple, spec.times, spec.whole
        step = spec.step * spec.times
        self.setDecimals(0 if spec.whole or spec.times > 1 else 1 if step >= 1 else 2)
        self.setRange(spec.low * spec.times, spec.high * spec.times)
        self.setSingleStep(step)
        self.setAccessibleName(spec.title)

    def amount(self) -> float:
        """What the field is; a share is written in per cent."""
        return int(self.value()) if self._whole else round(self.value() / self._times, 6)

    def set_amount(self, value: float) -> None:
        self.setValue(value * self._times)

    def valueFromText(self, text: str) -> float:
        """What was typed, as the nearest number that the field may be."""
        typed = super().valueFromText(text)
        return round(typed / self._multiple) * self._multiple if self._multiple else typed


def _line(color: QColor, width: float = 1.6) -> QPen:
    round_ends = (Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    return QPen(color, width, Qt.PenStyle.SolidLine, *round_ends)
