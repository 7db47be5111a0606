"""The picture that IdentityNet gets of the points, pixel for pixel, drawn beside the event loop."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from core.faces.landmarks import draw_landmarks
from core.lazy import Lazy
from gui.background import Background
from gui.failure import Failure
from gui.images import to_qimage
from gui.pose.points import FacePoints

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")


class LandmarkPicture(QObject):
    """Follows the points; of many in a short time the newest is drawn. Without any: nothing."""

    changed = Signal()

    def __init__(
        self, points: FacePoints, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._points, self._background = points, background
        self._drawing = self._again = False
        self.pixels: np.ndarray | None = None
        self.pixmap: QPixmap | None = None
        points.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        spots = self._points.points
        if spots is None:
            self._show(None)
            return
        if self._drawing:
            self._again = True
            return
        self._drawing, self._again = True, False
        draw = partial(draw_landmarks, spots.astype(np.float32), *self._points.size)
        self._background.run(draw, self._drawn, self._failed)

    def _drawn(self, pixels: np.ndarray) -> None:
        self._drawing = False
        if self._points.points is not None:
            self._show(pixels)
        if self._again:
            self._follow()

    def _show(self, pixels: np.ndarray | None) -> None:
        self.pixels = pixels
        self.pixmap = None if pixels is None else QPixmap.fromImage(to_qimage(pixels))
        self.changed.emit()

    def _failed(self, failure: Failure) -> None:
        """Points so far away that nothing can be drawn; the last picture stays."""
        self._drawing = False
