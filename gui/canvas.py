"""The large picture in the middle."""

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.images import resized, to_qimage
from gui.theme import Theme

_MARGIN = 24
_RADIUS = 14
_SHADOW_LAYERS = 12


class Canvas(QWidget):
    """Shows RGB uint8 pixels as large as there is room, smooth at every size."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixels: np.ndarray | None = None
        self._scaled: QPixmap | None = None
        self.setMinimumSize(240, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("No picture")
        theme.changed.connect(self.update)

    @property
    def pixels(self) -> np.ndarray | None:
        """What is shown: RGB uint8 (h, w, 3), or None."""
        return self._pixels

    def show_pixels(self, pixels: np.ndarray | None, name: str) -> None:
        """Show a picture or a preview of one; `name` is for screen readers."""
        self._pixels = pixels
        self._scaled = None
        self.setAccessibleName(name)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scaled = None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._pixels is None:
            return
        place = self._place(self._pixels)
        self._draw_shadow(painter, place)
        clip = QPainterPath()
        clip.addRoundedRect(place, _RADIUS, _RADIUS)
        painter.setClipPath(clip)
        painter.drawPixmap(place.topLeft(), self._pixmap(self._pixels, place))

    def _place(self, pixels: np.ndarray) -> QRectF:
        """The largest place of the picture's shape, in whole pixels."""
        height, width = pixels.shape[:2]
        room_x, room_y = self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN
        scale = min(room_x / width, room_y / height)
        shown_x, shown_y = max(1, round(width * scale)), max(1, round(height * scale))
        left, top = (self.width() - shown_x) // 2, (self.height() - shown_y) // 2
        return QRectF(left, top, shown_x, shown_y)

    def _pixmap(self, pixels: np.ndarray, place: QRectF) -> QPixmap:
        if self._scaled is None:
            ratio = self.devicePixelRatioF()
            image = to_qimage(
                resized(pixels, round(place.width() * ratio), round(place.height() * ratio))
            )
            self._scaled = QPixmap.fromImage(image)
            self._scaled.setDevicePixelRatio(ratio)
        return self._scaled

    def _draw_shadow(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 3))
        for layer in range(_SHADOW_LAYERS):
            grown = place.adjusted(-layer, -layer, layer, layer).translated(QPointF(0, 4))
            painter.drawRoundedRect(grown, _RADIUS + layer, _RADIUS + layer)
