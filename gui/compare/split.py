"""Two pictures in one place, with an edge between them that is moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
)

from gui.background import Background
from gui.canvas import RADIUS, Canvas
from gui.images import to_qimage
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

_STEP = 0.02  # of the view, per key
_NEAR, _KNOB = 12, 12.0  # logical pixels


class SplitCanvas(Canvas):
    """The first picture left of an edge, the second one right of it. Arrows move the edge."""

    def __init__(self, theme: Theme, background: Background) -> None:
        super().__init__(theme, background)
        self._second: QPixmap | None = None
        self.edge = 0.5  # share of the view's width
        self._pulled = False
        self.setMouseTracking(True)

    def show_both(self, first: np.ndarray, second: np.ndarray, words: str) -> None:
        """Show two pictures, RGB uint8 (h, w, 3); the second in the place of the first."""
        self._second = QPixmap.fromImage(to_qimage(second))
        self.show_pixels(first, words)

    def second_place(self) -> QRectF:
        """Where the second picture stands: in the place of the first, in its own shape."""
        place = self.zoom.place()
        if self._second is None:
            return place
        keep = Qt.AspectRatioMode.KeepAspectRatio
        fitted = QRectF(QPointF(), QSizeF(self._second.size()).scaled(place.size(), keep))
        fitted.moveCenter(place.center())
        return fitted

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._is_near(event):
            self._pulled = True
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pulled:
            self._move(event.position().x() / max(1, self.width()))
        else:
            super().mouseMoveEvent(event)
            if not event.buttons():
                near = self._is_near(event)
                shape = Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor
                self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pulled = False
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ways = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}
        if event.key() in ways and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._move(self.edge + ways[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._second is None or self.pixels is None:
            return
        x, place = self.edge * self.width(), self.zoom.place()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = QPainterPath()
        right.addRect(QRectF(x, 0, self.width() - x, self.height()))
        if self.zoom.fits:
            whole = QPainterPath()
            whole.addRoundedRect(place, RADIUS, RADIUS)
            right = right.intersected(whole)
        painter.setClipPath(right)
        painter.fillRect(place, self.palette().window())
        painter.drawPixmap(self.second_place(), self._second, QRectF(self._second.rect()))
        painter.setClipping(False)
        self._paint_edge(painter, x, place.intersected(QRectF(self.rect())))

    def _paint_edge(self, painter: QPainter, x: float, seen: QRectF) -> None:
        """A line, and a knob that says that it can be moved."""
        for ink, width in ((QColor(0, 0, 0, 140), 4.0), (QColor("#ffffff"), 2.0)):
            painter.setPen(QPen(ink, width))
            painter.drawLine(QPointF(x, seen.top()), QPointF(x, seen.bottom()))
        middle = QPointF(x, seen.center().y())
        painter.setPen(QPen(QColor(0, 0, 0, 140), 1.0))
        painter.setBrush(QColor("#ffffff"))
        painter.drawEllipse(middle, _KNOB, _KNOB)
        painter.setPen(QPen(QColor("#201f1d"), 1.6))
        for way in (-1, 1):
            tip = middle + QPointF(way * 7, 0)
            for end in (-3.5, 3.5):
                painter.drawLine(tip, tip + QPointF(-way * 3.5, end))

    def _is_near(self, event: QMouseEvent) -> bool:
        return abs(event.position().x() - self.edge * self.width()) <= _NEAR

    def _move(self, edge: float) -> None:
        self.edge = min(1.0, max(0.0, edge))
        self.update()
