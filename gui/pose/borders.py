"""The borders of where each of several people acts, as faint lines over the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from core.faces import masks
from gui.persons import person_colour
from gui.pose.points import FacePoints
from gui.pose.region import Regions

if TYPE_CHECKING:
    import numpy as np

_FAINT = 0.75
_SHADE = QColor(0, 0, 0, 110)
_DASHES = (9.0, 7.0)  # logical pixels


class Borders:
    """Dashed where a region is automatic, a whole line where it was painted."""

    def __init__(self, points: FacePoints, regions: Regions) -> None:
        self._points, self._regions = points, regions
        self._known: tuple[object, ...] = ()
        self._masks: list[np.ndarray | None] = []
        self._paths: list[tuple[int, bool, QPainterPath]] = []

    def paint(self, painter: QPainter, to_widget: QTransform, but: int | None = None) -> None:
        """Paint those of several people, all `but` one."""
        if self._regions.people < 2:
            return
        painter.save()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setOpacity(_FAINT)
        for place, painted, path in self._made():
            if place != but:
                shown = to_widget.map(path)
                for colour, width in ((_SHADE, 3.0), (person_colour(place), 1.5)):
                    pen = QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
                    if not painted:
                        pen.setDashPattern([dash / width for dash in _DASHES])
                    painter.setPen(pen)
                    painter.drawPath(shown)
        painter.restore()

    def _made(self) -> list[tuple[int, bool, QPainterPath]]:
        """Place, whether it was painted, and the lines in pixels of the picture."""
        regions, people = self._regions, self._points.all
        painted = [regions.painted(place) for place in range(len(people))]
        now = (
            regions.size,
            *(None if points is None else points.tobytes() for points in people),
            *map(id, painted),
        )
        if now != self._known:
            self._known, self._masks = now, painted  # kept: or another could have the same id
            self._paths = list(self._make(painted))
        return self._paths

    def _make(self, painted: list[np.ndarray | None]) -> list[tuple[int, bool, QPainterPath]]:
        regions, people = self._regions, self._points.all
        known = [(place, points) for place, points in enumerate(people) if points is not None]
        places = [points for _, points in known]
        shares = masks.borders_of_shares(places, regions.size) if known else []
        found = [
            (place, False, _path(lines))
            for (place, _), lines in zip(known, shares, strict=True)
            if not regions.is_painted(place)
        ]
        own = enumerate(painted)
        return found + [
            (n, True, _path(masks.borders(mask))) for n, mask in own if mask is not None
        ]


def _path(lines: list[np.ndarray]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.addPolygon(QPolygonF([QPointF(float(x), float(y)) for x, y in line]))
        path.closeSubpath()
    return path
