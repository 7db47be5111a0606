"""How much, in colours: a map over a picture, and the scale beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.lazy import Lazy
from gui.images import resized

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image
else:
    np = Lazy("numpy")
    Image = Lazy("PIL.Image")

COLOURS = ((34, 12, 74), (150, 28, 110), (232, 90, 60), (252, 190, 60), (255, 246, 190))
"""From the least to the most; lighter is more, so that no colour needs to be told apart."""

_GREY = 0.75  # of the picture's colours that go, so that those of the map are seen
_MOST_SIDE = 768  # pixels of what is painted: a map has far fewer


def painted(
    pixels: np.ndarray, shares: np.ndarray, ends: tuple[float, float], cover: float
) -> np.ndarray:
    """A picture with a map over it: RGB uint8 (h, w, 3).

    Args:
        pixels: RGB uint8 (H, W, 3).
        shares: 0..1, (h, w).
        ends: the shares that have the first and the last of COLOURS.
        cover: 0..1, how much of the picture the map covers where there is most.
    """
    height, width = pixels.shape[:2]
    small = min(1.0, _MOST_SIDE / max(height, width))
    size = round(width * small), round(height * small)
    picture = (pixels if small == 1 else resized(pixels, *size)).astype(np.float32)
    low, high = ends
    share = np.clip((shares - low) / max(high - low, 1e-6), 0, 1).astype(np.float32)
    share = np.asarray(Image.fromarray(share).resize(size, Image.Resampling.BICUBIC))
    share = np.clip(share, 0, 1)[..., None]
    grey = picture.mean(-1, keepdims=True)
    faded = picture + cover * _GREY * (grey - picture)
    over = cover * (0.25 + 0.75 * share)
    return (faded + over * (_coloured(share[..., 0]) - faded)).round().astype(np.uint8)


def _coloured(share: np.ndarray) -> np.ndarray:
    places = np.linspace(0, 1, len(COLOURS))
    parts = [np.interp(share, places, [colour[k] for colour in COLOURS]) for k in range(3)]
    return np.stack(parts, -1).astype(np.float32)


class Scale(QWidget):
    """The colours from the least to the most, and the shares at both ends."""

    def __init__(self) -> None:
        super().__init__()
        self._ends = (0.0, 1.0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ends(self, ends: tuple[float, float]) -> None:
        """Shares, 0..1."""
        self._ends = ends
        low, high = self.words()
        self.setAccessibleName(self.tr("Colours from {0} to {1}").format(low, high))
        self.update()

    def words(self) -> tuple[str, str]:
        """Both ends as text."""
        low, high = (f"{100 * end:.1f} %" for end in self._ends)
        return low, high

    def sizeHint(self) -> QSize:
        return QSize(160, 12 + self.fontMetrics().height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0.5, 0.5, self.width() - 1, 11)
        shades = QLinearGradient(bar.topLeft(), bar.topRight())
        for place, colour in enumerate(COLOURS):
            shades.setColorAt(place / (len(COLOURS) - 1), QColor(*colour))
        painter.setPen(self.palette().mid().color())
        painter.setBrush(shades)
        painter.drawRoundedRect(bar, 5, 5)
        below = QRectF(0, 14, self.width(), self.fontMetrics().height())
        painter.setPen(self.palette().windowText().color())
        for words, side in zip(
            self.words(), (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight), strict=True
        ):
            painter.drawText(below, side, words)
