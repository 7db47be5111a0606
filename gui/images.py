"""From numpy pixels to what Qt paints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPainterPath, QPixmap

from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image
else:
    np = Lazy("numpy")
    Image = Lazy("PIL.Image")


def to_qimage(pixels: np.ndarray) -> QImage:
    """A QImage that owns its data, from RGB uint8 of shape (h, w, 3). Any thread."""
    packed = np.ascontiguousarray(pixels)
    height, width = packed.shape[:2]
    view = QImage(packed.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return view.copy()


def to_png(image: QImage) -> bytes:
    """The bytes of a PNG file. Any thread."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())


def to_pixels(image: QImage) -> np.ndarray:
    """RGB uint8 (h, w, 3), a copy; transparent pixels become white."""
    flat = QImage(image.size(), QImage.Format.Format_RGB888)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    rows = np.frombuffer(flat.constBits(), np.uint8).reshape(flat.height(), flat.bytesPerLine())
    return rows[:, : 3 * flat.width()].reshape(flat.height(), flat.width(), 3).copy()


def to_grey(mask: np.ndarray) -> QImage:
    """A QImage that owns its data, from uint8 of shape (h, w)."""
    packed = np.ascontiguousarray(mask)
    height, width = packed.shape
    return QImage(packed.data, width, height, width, QImage.Format.Format_Grayscale8).copy()


def from_grey(image: QImage) -> np.ndarray:
    """uint8 (h, w), a copy, of an image as `to_grey` makes them."""
    rows = np.frombuffer(image.constBits(), np.uint8)
    return rows.reshape(image.height(), image.bytesPerLine())[:, : image.width()].copy()


def veil(grey: QImage, colour: QColor) -> QImage:
    """A colour, as dense as an image of `to_grey` is white."""
    tinted = QImage(grey.size(), QImage.Format.Format_ARGB32_Premultiplied)
    tinted.fill(colour)
    dense = grey.copy()
    dense.reinterpretAsFormat(QImage.Format.Format_Alpha8)
    painter = QPainter(tinted)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(0, 0, dense)
    painter.end()
    return tinted


def resized(pixels: np.ndarray, width: int, height: int) -> np.ndarray:
    """RGB uint8 of that size, smooth both ways: small pictures stay free of blocks."""
    image = Image.fromarray(pixels)
    return np.asarray(image.resize((width, height), Image.Resampling.LANCZOS))


def thumbnail(pixels: np.ndarray, side: int) -> QImage:
    """The centre square of an RGB uint8 image, at `side` x `side` pixels. Any thread."""
    height, width = pixels.shape[:2]
    edge = min(height, width)
    top, left = (height - edge) // 2, (width - edge) // 2
    return to_qimage(resized(pixels[top : top + edge, left : left + edge], side, side))


def fitted(pixmap: QPixmap, side: int, ratio: float) -> QPixmap:
    """The whole pixmap within a square of `side` logical pixels, for a screen's ratio."""
    pixels = round(side * ratio)
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = pixmap.scaled(pixels, pixels, keep, smooth)
    small.setDevicePixelRatio(ratio)
    return small


def rounded(image: QImage, side: int, radius: float, ratio: float) -> QPixmap:
    """A square pixmap of `side` logical pixels with rounded corners, for a screen's ratio."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHints(
        QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
    )
    path = QPainterPath()
    path.addRoundedRect(QRectF(0, 0, side, side), radius, radius)
    painter.setClipPath(path)
    painter.drawImage(QRectF(0, 0, side, side), image)
    painter.end()
    return pixmap
