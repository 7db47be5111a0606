"""How the face's points, its frame and the handles are painted over the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from core.faces.landmarks import COLOURS
from gui.pose.grips import Frame, Grip
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

_RADIUS, _KNOB = 6.5, 9.0


@dataclass(frozen=True, eq=False)
class Marks:
    """Paints with one painter.

    Attributes:
        painter, theme: with which.
        to_widget: where a point of the picture, (2,), stands in the widget.
        reach: from the frame to its knobs, in pixels of the picture.
    """

    painter: QPainter
    theme: Theme
    to_widget: Callable[[np.ndarray], QPointF]
    reach: float

    def frame(self, shown: Frame, strong: bool) -> None:
        """The frame; `strong` where the keys move the whole face."""
        painter = self.painter
        corners = QPolygonF([self.to_widget(corner) for corner in shown.corners])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("#99000000", 3.5), ("#ffffff", 2.0 if strong else 1.2)):
            pen = QPen(QColor(colour), width)
            if not strong and colour == "#ffffff":
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawPolygon(corners)

    def limbs(self, points: np.ndarray) -> None:
        """The lines from the nose, in the colours of their ends."""
        painter, nose = self.painter, self.to_widget(points[2])
        for index, colour in enumerate(COLOURS):
            if index != 2:
                ends = self.to_widget(points[index]), nose
                painter.setPen(QPen(QColor(0, 0, 0, 120), 4.5))
                painter.drawLine(*ends)
                painter.setPen(QPen(QColor(*colour), 2.0))
                painter.drawLine(*ends)

    def point(
        self, points: np.ndarray, grip: Grip, chosen: bool, under: bool, focused: bool
    ) -> None:
        """One point; `under` the mouse it is larger, `chosen` it has a ring where keys go to it."""
        painter, centre = self.painter, self.to_widget(points[grip.index])
        larger = 2.0 if chosen or under else 0.0
        painter.setPen(QPen(QColor(0, 0, 0, 170), 4.0))
        painter.setBrush(QColor(*COLOURS[grip.index]))
        painter.drawEllipse(centre, _RADIUS + larger, _RADIUS + larger)
        painter.setPen(QPen(QColor("#ffffff"), 2.0))
        painter.drawEllipse(centre, _RADIUS + larger, _RADIUS + larger)
        if chosen and focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self.theme.color("accent_line"), 2.0))
            painter.drawEllipse(centre, _RADIUS + 6, _RADIUS + 6)

    def handle(self, shown: Frame, grip: Grip, under: bool) -> None:
        """A corner to scale by, or a knob with a sign of what it turns."""
        painter, centre = self.painter, self.to_widget(shown.handle(grip, self.reach))
        painter.setPen(QPen(QColor(0, 0, 0, 150), 1.0))
        painter.setBrush(self.theme.color("accent") if under else QColor("#ffffff"))
        if grip.kind == "scale":
            painter.drawRect(QRectF(centre.x() - 5, centre.y() - 5, 10, 10))
            return
        painter.drawEllipse(centre, _KNOB, _KNOB)
        ink = self.theme.color("accent_text") if under else QColor("#201f1d")
        painter.setPen(QPen(ink, 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if grip.kind == "roll":
            painter.drawArc(QRectF(centre.x() - 4.5, centre.y() - 4.5, 9, 9), 40 * 16, 280 * 16)
            painter.drawLine(centre + QPointF(3.4, -3.0), centre + QPointF(3.6, 0.6))
            return
        side = QPointF(4.8, 0) if grip.kind == "yaw" else QPointF(0, 4.8)
        barb = QPointF(side.y(), side.x()) * 0.5
        painter.drawLine(centre - side, centre + side)
        for end in (side, -side):
            for way in (barb, -barb):
                painter.drawLine(centre + end, centre + end * 0.4 + way)
