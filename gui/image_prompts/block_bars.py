"""One bar for each block of the UNet, as high as an image prompt is loud there."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.forms.controls import QuietSlider
from gui.theme import Theme

STEP = 0.05  # of a weight
_HIGH = 72  # logical pixels
_WIDEST, _NARROWEST = 26, 12
_BAR = 12


class BlockBar(QuietSlider):
    """A slider that stands upright; a click or a drag sets it to where the mouse is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._theme = theme
        self.setRange(0, round(1 / STEP))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(_WIDEST, _HIGH)

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, _HIGH)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        self.touched.emit()
        self.setSliderDown(True)
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, ev: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color, live = self._theme.color, self.isEnabled()
        groove = self._groove()
        painter.setPen(QPen(color("accent_line" if self.hasFocus() else "border"), 1))
        painter.setBrush(color("sunken"))
        painter.drawRoundedRect(groove, 4, 4)
        share = self.value() / self.maximum()
        if share:
            full = QRectF(groove)
            full.setTop(groove.bottom() - share * groove.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_line" if live else "strong"))
            painter.drawRoundedRect(full, min(4.0, full.height() / 2), min(4.0, full.height() / 2))

    def _groove(self) -> QRectF:
        wide = min(_BAR, self.width() - 3)
        return QRectF((self.width() - wide) / 2, 1.5, wide, self.height() - 3)

    def _follow(self, event: QMouseEvent) -> None:
        groove = self._groove()
        share = (groove.bottom() - event.position().y()) / groove.height()
        self.setValue(round(min(1.0, max(0.0, share)) * self.maximum()))
