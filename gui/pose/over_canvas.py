"""What lies over the canvas while something is edited there: in the picture's own pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from core.lazy import Lazy
from gui.canvas import Canvas
from gui.pose.points import FacePoints
from gui.theme import Theme
from gui.zoom import Zoom

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")


class OverCanvas(QWidget):
    """As large as the canvas; knows where a pixel of the recipe's picture stands in it."""

    def __init__(self, canvas: Canvas, points: FacePoints, theme: Theme) -> None:
        super().__init__(canvas)
        self._canvas, self._points, self._theme = canvas, points, theme
        self._ground: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        canvas.installEventFilter(self)

    @property
    def picture(self) -> tuple[int, int]:
        """Width and height of the picture in whose pixels is edited."""
        return self._points.size

    @property
    def zoom(self) -> Zoom:
        """How the picture of the recipe stands in the widget: as the canvas shows one of its size.

        Or of the size that it has once it is enlarged. A picture of another size under it would not
        fit the points, and is not looked at.
        """
        if self.over_picture:
            return self._canvas.zoom
        return Zoom(QSizeF(self.size()), QSize(*self.picture), self.devicePixelRatioF())

    @property
    def over_picture(self) -> bool:
        """Whether the canvas shows a picture under the points."""
        shown = self._canvas.zoom.picture.toTuple()
        same = shown in (self.picture, self._points.finished_size)
        return same and self._canvas.pixels is not None

    def rise(self) -> None:
        """Lie over the canvas, and have the keys."""
        self.resize(self._canvas.size())
        self.raise_()
        self.show()
        self.setFocus()

    def stand_on(self, ground: QPixmap | None) -> None:
        """Hide what the canvas shows behind a picture; None: show it."""
        self._ground = ground
        self.update()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resize(self._canvas.size())
        return False

    def _transform(self) -> QTransform:
        """From pixels of the picture to the widget."""
        corner, unit = self.zoom.place().topLeft(), self._unit()
        return QTransform(unit, 0, 0, unit, corner.x(), corner.y())

    def _unit(self) -> float:
        """Logical pixels of the widget per pixel of the picture."""
        zoom = self.zoom
        enlarged = zoom.picture.width() / self.picture[0]
        return enlarged * zoom.scale_now / zoom.ratio

    def _to_widget(self, spot: np.ndarray) -> QPointF:
        return self.zoom.place().topLeft() + QPointF(float(spot[0]), float(spot[1])) * self._unit()

    def _to_picture(self, position: QPointF) -> np.ndarray:
        away = (position - self.zoom.place().topLeft()) / self._unit()
        return np.array([away.x(), away.y()])

    def _paint_ground(self, painter: QPainter, place: QRectF) -> None:
        if self._ground is not None:
            painter.fillRect(place, QColor("#000000"))
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._unit() < 1)
            painter.drawPixmap(place, self._ground, QRectF(self._ground.rect()))
        elif not self.over_picture:
            painter.fillRect(self.rect(), self._theme.color("window"))
            painter.fillRect(place, self._theme.color("sunken"))
        painter.setPen(QPen(self._theme.color("strong"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place)
