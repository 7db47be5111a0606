"""The place in which a portrait comes to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.icons import sign
from gui.images import to_qimage
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

_RADIUS, _SIGN = 10, 48  # logical pixels


class PortraitView(QWidget):
    """A rounded square with a picture that fills it, or a sign that there is none yet.

    Args:
        least: logical pixels of a side where there is little room.
        most: the same where there is much.
        empty: the icon that stands there without a picture.
    """

    def __init__(self, theme: Theme, least: int, most: int, empty: str = "") -> None:
        super().__init__()
        self._theme, self._empty = theme, empty
        self._image: QImage | None = None
        self.setMinimumSize(least, least)
        self.setMaximumSize(most, most)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def show_pixels(self, pixels: np.ndarray | None) -> None:
        """RGB uint8 (h, w, 3), or nothing."""
        self.show_image(None if pixels is None else to_qimage(pixels))

    def sizeHint(self) -> QSize:
        return self.maximumSize()

    def heightForWidth(self, width: int) -> int:
        return width

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hints = QPainter.RenderHint
        painter.setRenderHints(hints.Antialiasing | hints.SmoothPixmapTransform)
        square = self._square()
        outline = QPainterPath()
        outline.addRoundedRect(square, _RADIUS, _RADIUS)
        painter.setClipPath(outline)
        painter.fillPath(outline, self._theme.color("sunken"))
        if self._image is not None:
            painter.drawImage(_filling(square, self._image), self._image)
        elif self._empty:
            color, ratio = self._theme.color("strong"), self.devicePixelRatioF()
            half = QPointF(_SIGN / 2, _SIGN / 2)
            painter.drawPixmap(square.center() - half, sign(self._empty, color, _SIGN, ratio))
        painter.setClipping(False)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.drawPath(outline)

    def _square(self) -> QRectF:
        """The largest one in the middle, so that its frame is whole."""
        side = min(self.width(), self.height()) - 1
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(self.rect()).center())
        return square


def _filling(square: QRectF, image: QImage) -> QRectF:
    """Where an image leaves no edge of a square empty."""
    scale = square.width() / min(image.width(), image.height())
    place = QRectF(0, 0, image.width() * scale, image.height() * scale)
    place.moveCenter(square.center())
    return place
