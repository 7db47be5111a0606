"""Small helpers around QPainter, so that the drawings read as shapes and colours.

Coordinates: a `Canvas` starts in picture coordinates (0..1, x right, y down). Heads and bodies are
drawn in head-local coordinates: the origin is the middle of the head, 1 is half of the head's
height, x right, y down. So the chin of a usual head is at (0, 1) and its crown at (0, -1).
"""

from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QGradient,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QRadialGradient,
)

from training.people.palette import Colour

Point = tuple[float, float]
Segment = tuple[float, ...]
Stop = tuple[float, QColor]


def ink(colour: Colour, alpha: float = 255) -> QColor:
    """Qt's colour; `alpha` 0..255."""
    red, green, blue = (int(min(255, max(0, channel))) for channel in colour)
    return QColor(red, green, blue, int(min(255, max(0, alpha))))


def pen(colour: Colour, width: float, alpha: float = 255) -> QPen:
    """A round pen; `width` in the coordinates of the moment."""
    result = QPen(ink(colour, alpha), width)
    result.setCapStyle(Qt.PenCapStyle.RoundCap)
    result.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return result


def linear(start: Point, end: Point, *stops: Stop) -> QBrush:
    """Gradient along a line; stops are (share of the way, colour)."""
    return _gradient(QLinearGradient(*start, *end), stops)


def radial(x: float, y: float, radius: float, *stops: Stop) -> QBrush:
    """Gradient around a point; stops are (share of the radius, colour)."""
    return _gradient(QRadialGradient(x, y, radius), stops)


def _gradient(gradient: QGradient, stops: tuple[Stop, ...]) -> QBrush:
    for share, colour in stops:
        gradient.setColorAt(share, colour)
    return QBrush(gradient)


def shape(start: Point, *segments: Segment, close: bool = True) -> QPainterPath:
    """Build a path from its points.

    A segment of two numbers is a line to that point, of four a quadratic curve (control, end), of
    six a cubic curve (control, control, end).
    """
    path = QPainterPath()
    path.moveTo(*start)
    extend(path, *segments)
    if close:
        path.closeSubpath()
    return path


def extend(path: QPainterPath, *segments: Segment) -> None:
    """Append segments, as in `shape`, to an open path."""
    for segment in segments:
        if len(segment) == 2:
            path.lineTo(*segment)
        elif len(segment) == 4:
            path.quadTo(*segment)
        else:
            path.cubicTo(*segment)


def curve(start: Point, *segments: Segment) -> QPainterPath:
    """An open path, made to be stroked."""
    return shape(start, *segments, close=False)


def ovals(centres: list[Point], radii: list[float]) -> QPainterPath:
    """One shape that covers all of these circles."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for (x, y), radius in zip(centres, radii, strict=True):
        path.addEllipse(QPointF(x, y), radius, radius)
    return path


def round_box(x: float, y: float, width: float, height: float, corner: float) -> QPainterPath:
    """A rectangle with round corners; x and y of its upper left corner."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), corner, corner)
    return path


class Canvas:
    """A painter that is told brush and pen with every shape."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter

    def fill(self, path: QPainterPath, brush: QBrush | QColor, outline: QPen | None = None) -> None:
        """Fill a path, and stroke its outline where a pen is given."""
        self._take(brush, outline)
        self.painter.drawPath(path)

    def stroke(self, path: QPainterPath, outline: QPen) -> None:
        """Draw along a path."""
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.setPen(outline)
        self.painter.drawPath(path)

    def line(self, x0: float, y0: float, x1: float, y1: float, outline: QPen) -> None:
        """Draw a straight line."""
        self.painter.setPen(outline)
        self.painter.drawLine(QPointF(x0, y0), QPointF(x1, y1))

    def arc(
        self, box: tuple[float, float, float, float], start: float, span: float, outline: QPen
    ) -> None:
        """Draw a part of the ellipse in `box` (x, y, width, height); degrees, anticlockwise."""
        self.painter.setPen(outline)
        self.painter.drawArc(QRectF(*box), int(start * 16), int(span * 16))

    def ellipse(
        self,
        x: float,
        y: float,
        radius_x: float,
        radius_y: float,
        brush: QBrush | QColor,
        outline: QPen | None = None,
    ) -> None:
        """Fill an ellipse around (x, y)."""
        self._take(brush, outline)
        self.painter.drawEllipse(QPointF(x, y), radius_x, radius_y)

    def rectangle(
        self, x: float, y: float, width: float, height: float, brush: QBrush | QColor
    ) -> None:
        """Fill a rectangle; x and y of its upper left corner."""
        self.painter.fillRect(QRectF(x, y, width, height), brush)

    @contextmanager
    def clipped(self, path: QPainterPath) -> Generator[None, None, None]:
        """Draw only inside of `path`."""
        self.painter.save()
        self.painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        yield
        self.painter.restore()

    @contextmanager
    def moved(
        self,
        x: float = 0,
        y: float = 0,
        degrees: float = 0,
        scale: tuple[float, float] = (1, 1),
    ) -> Generator[None, None, None]:
        """Draw in coordinates that are shifted, then scaled, then turned (clockwise)."""
        self.painter.save()
        self.painter.translate(x, y)
        self.painter.scale(*scale)
        self.painter.rotate(degrees)
        yield
        self.painter.restore()

    def _take(self, brush: QBrush | QColor, outline: QPen | None) -> None:
        self.painter.setBrush(brush)
        if outline is None:
            self.painter.setPen(Qt.PenStyle.NoPen)
        else:
            self.painter.setPen(outline)
