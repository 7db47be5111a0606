"""How several people of one picture are told apart: each has a number, and a colour beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

_COLOURS = ("#56b4e9", "#e69f00", "#cc79a7")  # Okabe and Ito: told apart by all kinds of eyes
_INK = "#201f1d"
BADGE = 9.0  # radius in logical pixels


def person_colour(place: int) -> QColor:
    """Of the person at a place of the recipe, from 0."""
    return QColor(_COLOURS[place % len(_COLOURS)])


def paint_number(painter: QPainter, centre: QPointF, place: int, radius: float = BADGE) -> None:
    """The number of the person at a place, from 0, on a disk of their colour."""
    painter.save()
    painter.setOpacity(1.0)
    painter.setPen(QPen(QColor("#ffffff"), 1.5))
    painter.setBrush(person_colour(place))
    painter.drawEllipse(centre, radius, radius)
    font = painter.font()
    font.setPixelSize(round(radius * 1.35))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor(_INK))
    square = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(place + 1))
    painter.restore()
