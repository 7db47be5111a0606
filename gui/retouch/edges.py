"""The edges of the canvas, which are pulled to extend the picture: geometry, and how it looks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from core.recipe_retouch import HIGHEST_EXTENSION
from gui.theme import Theme

Extension = tuple[int, int, int, int]  # left, top, right, bottom: pixels of the start image
AWAY = 12.0  # logical pixels from the edge to the middle of its grip
_HIT = 14.0  # so near is a hit
_LONG, _THICK = 40.0, 8.0  # of a grip
_STEP = 8  # pixels of the picture


@dataclass(frozen=True)
class Pull:
    """An edge that is held."""

    side: int  # 0 to 3, as in `Extension`
    start: QPointF  # of the mouse, in the widget
    before: Extension

    def extension(self, here: QPointF, unit: float) -> Extension:
        """What the start image is extended by, the mouse being here.

        `unit`: logical pixels per pixel of the picture.
        """
        away = here - self.start
        by = (-away.x(), -away.y(), away.x(), away.y())[self.side] / unit
        new = round((self.before[self.side] + by) / _STEP) * _STEP
        sides = list(self.before)
        sides[self.side] = min(HIGHEST_EXTENSION, max(0, new))
        left, top, right, bottom = sides
        return left, top, right, bottom


def grips(place: QRectF) -> tuple[QPointF, QPointF, QPointF, QPointF]:
    """Where the grips are of a canvas that stands at a place of the widget."""
    middle = place.center()
    return (
        QPointF(place.left() - AWAY, middle.y()),
        QPointF(middle.x(), place.top() - AWAY),
        QPointF(place.right() + AWAY, middle.y()),
        QPointF(middle.x(), place.bottom() + AWAY),
    )


def grip_at(place: QRectF, spot: QPointF) -> int | None:
    """Which edge's grip is at a spot of the widget."""
    for side, grip in enumerate(grips(place)):
        across, down = abs(grip.x() - spot.x()), abs(grip.y() - spot.y())
        if side % 2:
            across, down = down, across
        if across <= _HIT and down <= _LONG / 2:
            return side
    return None


def grown(place: QRectF, before: Extension, after: Extension, unit: float) -> QRectF:
    """The place of the canvas once it is extended otherwise, at the same scale."""
    left, top, right, bottom = ((new - old) * unit for new, old in zip(after, before, strict=True))
    return place.adjusted(-left, -top, right, bottom)


def cursor_of(side: int) -> Qt.CursorShape:
    """What the mouse looks like over an edge's grip."""
    return Qt.CursorShape.SizeVerCursor if side % 2 else Qt.CursorShape.SizeHorCursor


def paint_grips(painter: QPainter, theme: Theme, place: QRectF, lit: int | None) -> None:
    """Paint them; `lit`: the one that is held or under the mouse."""
    for side, grip in enumerate(grips(place)):
        pill = QRectF(0, 0, *((_LONG, _THICK) if side % 2 else (_THICK, _LONG)))
        pill.moveCenter(grip)
        painter.setPen(QPen(theme.color("window"), 1))
        painter.setBrush(theme.color("accent_line" if side == lit else "muted"))
        painter.drawRoundedRect(pill, _THICK / 2, _THICK / 2)


def paint_pulled(painter: QPainter, theme: Theme, place: QRectF, words: str) -> None:
    """Paint how large the canvas is about to be, and its size in words."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("accent_line"), 2))
    painter.drawRect(place)
    metrics = painter.fontMetrics()
    pill = QRectF(0, 0, metrics.horizontalAdvance(words) + 24, metrics.height() + 10)
    pill.moveCenter(place.center())
    painter.setPen(QPen(theme.color("border"), 1))
    painter.setBrush(theme.color("surface"))
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(theme.color("text"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)
