"""What may change, painted over the start image, whose edges are pulled to extend it.

The keys are those of a region; I inverts the mask besides.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPen

from gui.canvas import Canvas
from gui.language import Text
from gui.pictured import Size
from gui.pose.points import FacePoints
from gui.pose.region import Regions
from gui.pose.region_overlay import RegionOverlay
from gui.retouch import edges
from gui.retouch.edges import Extension, Pull
from gui.retouch.edits import StartEdits
from gui.retouch.mask import PartMask
from gui.retouch.words import spoken
from gui.theme import Theme

_DASHES = (6.0, 5.0)  # in widths of the line


class PartOverlay(RegionOverlay):
    """Lies over the canvas while the mask is painted; the start image is what is seen under it."""

    def __init__(
        self,
        canvas: Canvas,
        points: FacePoints,
        regions: Regions,
        mask: PartMask,
        edits: StartEdits,
        theme: Theme,
    ) -> None:
        self._mask, self._edits = mask, edits
        self._pull: Pull | None = None
        self._pulled: Extension = (0, 0, 0, 0)
        self._under: int | None = None  # the edge under the mouse
        super().__init__(canvas, points, regions, theme)
        self.turn_to(mask)

    @property
    def picture(self) -> Size:
        """Width and height of the start image with what it is extended by."""
        return self._mask.canvas_size

    def grip(self, side: int) -> QPointF:
        """Where the grip of an edge is in the widget."""
        return edges.grips(self.zoom.place())[side]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        side, start = edges.grip_at(self.zoom.place(), event.position()), self._edits.start
        left = event.button() == Qt.MouseButton.LeftButton
        if side is None or start is None or not left or not self._mask.possible:
            super().mousePressEvent(event)
            return
        self._pull, self._pulled = Pull(side, event.position(), start.extend), start.extend
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pull is not None:
            self._pulled = self._pull.extension(event.position(), self._unit())
            self.update()
            return
        super().mouseMoveEvent(event)
        self._hover(None if event.buttons() else event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pull is None:
            super().mouseReleaseEvent(event)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._pull = None
            self._edits.change(lambda: self.tr("Extend the picture"), extend=self._pulled)
            self._hover(event.position())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._pull = None

    def _hover(self, spot: QPointF | None) -> None:
        under = None if spot is None else edges.grip_at(self.zoom.place(), spot)
        if under != self._under:
            self._under = under
            if under is None:
                self.unsetCursor()
            else:
                self.setCursor(edges.cursor_of(under))
        self.update()

    def _paint_people(self, painter: QPainter, place: QRectF, painted: bool) -> None:
        """Nobody; but where the start image ends, where it is extended, and the grips."""
        if self._mask.corner != (0, 0) or self._mask.size != self.picture:
            self._paint_border(painter)
        edges.paint_grips(painter, self._theme, place, self._under)
        if self._pull is not None:
            before, unit = self._pull.before, self._unit()
            left, top, right, bottom = self._pulled
            width, height = self._mask.size
            words = spoken((width + left + right, height + top + bottom))
            whole = edges.grown(place, before, self._pulled, unit)
            edges.paint_pulled(painter, self._theme, whole, words)

    def _paint_border(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, dashed in ((QColor(0, 0, 0, 150), False), (QColor("#ffffff"), True)):
            pen = QPen(colour, 1.5)
            if dashed:
                pen.setDashPattern(_DASHES)
            painter.setPen(pen)
            painter.drawRect(self._place_of_mask())

    def _paint_brush(self, painter: QPainter) -> None:
        if self._under is None and self._pull is None:
            super()._paint_brush(painter)

    def _named_stroke(self) -> Text:
        return lambda: self.tr("Paint the mask")

    def _meant(self, event: QKeyEvent) -> Callable[[], object] | None:
        if event.key() == Qt.Key.Key_I and not event.modifiers():
            return self._invert
        return super()._meant(event)

    def _invert(self) -> None:
        if self._mask.is_painted():
            self._mask.invert()

    def _escape(self) -> None:
        """Let go of the edge that is held, or as with any region."""
        if self._pull is not None:
            self._pull = None
            self.update()
        else:
            super()._escape()
