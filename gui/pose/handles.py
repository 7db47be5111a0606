"""What the handles of the frame around a face look like."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from gui.pose.grips import Kind

_KNOB = 9.0  # logical pixels


def paint_handle(painter: QPainter, centre: QPointF, kind: Kind, fill: QColor, ink: QColor) -> None:
    """A square at a corner, or a knob with the way in which it is pulled."""
    painter.setPen(QPen(QColor(0, 0, 0, 150), 1.0))
    painter.setBrush(fill)
    if kind == "scale":
        painter.drawRect(QRectF(centre.x() - 5, centre.y() - 5, 10, 10))
        return
    painter.drawEllipse(centre, _KNOB, _KNOB)
    painter.setPen(QPen(ink, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if kind == "roll":
        painter.drawArc(QRectF(centre.x() - 4.5, centre.y() - 4.5, 9, 9), 40 * 16, 280 * 16)
        painter.drawLine(centre + QPointF(3.4, -3.0), centre + QPointF(3.6, 0.6))
        return
    side = QPointF(4.8, 0) if kind == "yaw" else QPointF(0, 4.8)
    barb = QPointF(side.y(), side.x()) * 0.5
    painter.drawLine(centre - side, centre + side)
    for end in (side, -side):
        for way in (barb, -barb):
            painter.drawLine(centre + end, centre + end * 0.4 + way)
