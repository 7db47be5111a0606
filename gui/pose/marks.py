"""How the face's points, its frame and the handles are painted over the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from core.faces.landmarks import COLOURS
from gui.persons import paint_number, person_colour
from gui.pose.grips import Frame, Grip, frame
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

    def frame(self, shown: Frame, strong: bool, line: QColor | None = None) -> None:
        """The frame; `strong` where the keys move the whole face; `line`: another colour."""
        painter = self.painter
        corners = QPolygonF([self.to_widget(corner) for corner in shown.corners])
        painter.setBrush(Qt.BrushStyle.NoBrush)
        shade, line = QColor("#99000000"), line or QColor("#ffffff")
        for colour, width in ((shade, 3.5), (line, 2.0 if strong else 1.2)):
            pen = QPen(colour, width)
            if not strong and colour is line:
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

    def other(self, points: np.ndarray, place: int, under: bool) -> None:
        """The face of a person who is not edited now; `under` the mouse it is plainer to see."""
        painter = self.painter
        painter.save()
        painter.setOpacity(0.9 if under else 0.5)
        self.frame(frame(points), strong=under, line=person_colour(place))
        self.limbs(points)
        painter.setPen(QPen(QColor("#ffffff"), 1.2))
        for spot, colour in zip(points, COLOURS, strict=True):
            painter.setBrush(QColor(*colour))
            painter.drawEllipse(self.to_widget(spot), 3.5, 3.5)
        painter.restore()
        self.number(points, place)

    def number(self, points: np.ndarray, place: int) -> None:
        """The number of a person, at a corner of the frame."""
        paint_number(self.painter, self.number_spot(points), place)

    def number_spot(self, points: np.ndarray) -> QPointF:
        """Where the number stands: beside the upper left corner, free of its handle."""
        shown = frame(points)
        left = self.to_widget(shown.corners[0]), self.to_widget(shown.corners[3])
        along = left[1] - left[0]
        reach = 20.0 / max(1.0, (along.x() ** 2 + along.y() ** 2) ** 0.5)
        return left[0] + along * reach

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
