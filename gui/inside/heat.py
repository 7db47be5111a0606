"""How much, in colours: a map over a picture, and the scale beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.lazy import Lazy

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
    picture = Image.fromarray(pixels)
    picture.thumbnail((_MOST_SIDE, _MOST_SIDE), Image.Resampling.LANCZOS)
    low, high = ends
    share = 255 * np.clip((shares - low) / max(high - low, 1e-6), 0, 1)
    level = Image.fromarray(share.round().astype(np.uint8))
    level = level.resize(picture.size, Image.Resampling.BICUBIC)
    faded = Image.blend(picture, picture.convert("L").convert("RGB"), cover * _GREY)
    over = level.point([round(cover * (0.25 * 255 + 0.75 * value)) for value in range(256)])
    colours = Image.merge("RGB", [level.point(_ramp(part)) for part in range(3)])
    return np.array(Image.composite(colours, faded, over))


def _ramp(part: int) -> list[int]:
    """Red, green or blue of COLOURS for each of 256 levels."""
    places = np.linspace(0, 255, len(COLOURS))
    ends = [colour[part] for colour in COLOURS]
    return [round(value) for value in np.interp(np.arange(256), places, ends)]


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
