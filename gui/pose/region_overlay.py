"""Where a person, or an image prompt, acts, painted over the picture.

Mouse: the brush paints where it acts, the eraser takes away. Keys: B and E choose between them, X
changes from one to the other, [ and ] make them smaller and larger, + and - grow and shrink the
whole region, Delete makes it automatic again, F takes it from the face. Arrows move the brush (with
Shift further), Space dabs with it: so a region can be painted without a mouse. 1, 2 and 3 turn to
another person.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHideEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)

from core.lazy import Lazy
from gui.canvas import Canvas
from gui.images import from_grey, to_grey, veil
from gui.language import Text, on_language
from gui.persons import paint_number
from gui.pose.borders import Borders
from gui.pose.grips import frame
from gui.pose.keys import ARROWS, person_meant_by
from gui.pose.marks import Marks
from gui.pose.mask_edits import MaskEdits
from gui.pose.over_canvas import OverCanvas
from gui.pose.points import FacePoints
from gui.pose.region import Regions
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

Tool = Literal["brush", "eraser"]

_DENSE, _PALE = 0.45, 0.55  # of the veil, and of the faces
_FIRST, _LEAST, _MOST = 0.15, 0.01, 1.0  # widths of the brush, in shares of the shorter side
_WIDER = 1.25  # per key
_SHOWN = 1536  # pixels of the longer side of what is shown of a mask
_FAR = 4.0  # with Shift, in steps of the brush


class RegionOverlay(OverCanvas):
    """Lies over the canvas while a region is painted; what it does not use, the canvas gets."""

    left = Signal()  # Esc
    tool_changed = Signal()  # another tool, or another width

    def __init__(self, canvas: Canvas, points: FacePoints, regions: Regions, theme: Theme) -> None:
        """Paint the regions of people, until `turn_to`."""
        super().__init__(canvas, points, theme)
        self._people, self._borders = regions, Borders(points, regions)
        self._regions: MaskEdits = regions
        self._stroke: QImage | None = None  # the mask while the mouse is held
        self._seen: QImage | None = None  # the same, as large as it can be shown quickly
        self._veil: tuple[object, QImage] | None = None  # with of what it is
        self._spot: QPointF | None = None  # of the brush, in pixels of the picture
        self.tool: Tool = "brush"
        self._share = _FIRST
        self.hide()
        regions.changed.connect(self._show)
        theme.changed.connect(self._show)
        on_language(self, self._show)
        self._show()

    @property
    def width_share(self) -> float:
        """Width of the brush, in shares of the picture's shorter side."""
        return self._share

    @property
    def brush(self) -> float:
        """Width of the brush, in pixels of the picture."""
        return self._share * min(self._regions.size)

    def turn_to(self, masks: MaskEdits) -> None:
        """Paint these from now on."""
        self._regions.changed.disconnect(self._show)
        self._regions = masks
        self._drop()
        masks.changed.connect(self._show)
        self._show()

    def take(self, tool: Tool) -> None:
        """Paint with this from now on."""
        if tool != self.tool:
            self.tool = tool
            self._show()
            self.tool_changed.emit()

    def widen(self, share: float) -> None:
        """Set the width of the brush, in shares of the picture's shorter side."""
        share = min(_MOST, max(_LEAST, share))
        if share != self._share:
            self._share = share
            self.update()
            self.tool_changed.emit()

    def spot_of(self, x: float, y: float) -> QPointF:
        """Where a pixel of the mask is in the widget."""
        return self._transform().map(QPointF(x, y) + self._corner)

    def event(self, event: QEvent) -> bool:
        """Our keys are not the canvas's shortcuts while a region is painted."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        ours = self._meant(event) is not None
        event.setAccepted(ours)
        return ours

    def mousePressEvent(self, event: QMouseEvent) -> None:
        can = self._regions.possible and not self._regions.is_reading
        if event.button() != Qt.MouseButton.LeftButton or not can:
            event.ignore()
            return
        self._begin()
        self._spot = self._place(event.position())
        self._draw(self._spot, self._spot)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        before, self._spot = self._spot, self._place(event.position())
        if self._stroke is not None:
            self._draw(before or self._spot, self._spot)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._stroke is None:
            event.ignore()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        stroke, leaves = self._stroke is not None, event.key() == Qt.Key.Key_Escape
        if (act := self._meant(event)) is not None:
            if leaves or not stroke:
                act()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        if self._stroke is None:
            self._spot = None
            self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._drop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        place = self.zoom.place()
        self._paint_ground(painter, place)
        if (shown := self._shown_veil()) is not None:
            painter.setOpacity(_DENSE)
            painter.drawImage(self._place_of_mask(), shown)
            painter.setOpacity(1.0)
        self._paint_people(painter, place, shown is not None)
        self._paint_brush(painter)

    def _paint_people(self, painter: QPainter, place: QRectF, painted: bool) -> None:
        """Where each of them acts and stands; `painted`: the veil shows it of the current one."""
        current = self._people.current if self._regions is self._people else None
        painter.save()
        painter.setClipRect(place)
        self._borders.paint(painter, self._transform(), current if painted else None)
        painter.restore()
        self._paint_faces(painter, current)

    def _paint_faces(self, painter: QPainter, current: int | None) -> None:
        """Who stands where, so that one knows whom the mask covers."""
        for number, points in enumerate(self._points.all):
            if points is not None:
                painter.setOpacity(_PALE)
                Marks(painter, self._theme, self._to_widget, 0.0).limbs(points)
                painter.setOpacity(1.0)
                spot = self._to_widget(frame(points).centre - frame(points).down)
                paint_number(painter, spot, number, 12.0 if number == current else 9.0)

    def _paint_brush(self, painter: QPainter) -> None:
        if self._spot is None:
            return
        centre = self._transform().map(self._spot + self._corner)
        radius = self.brush * self._unit() / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = Qt.PenStyle.SolidLine if self.tool == "brush" else Qt.PenStyle.DashLine
        for colour, width in ((QColor(0, 0, 0, 150), 3.0), (QColor("#ffffff"), 1.5)):
            painter.setPen(QPen(colour, width, line))
            painter.drawEllipse(centre, radius, radius)

    def _shown_veil(self) -> QImage | None:
        """The region that is edited, in its colour; None: nothing is painted."""
        colour = self._regions.colour
        if self._seen is not None:
            return veil(self._seen, colour)
        if (mask := self._regions.painted()) is None:
            return None
        if self._veil is None or self._veil[0] is not mask:
            self._veil = (mask, veil(_small(to_grey(mask)), colour))
        return self._veil[1]

    def _show(self) -> None:
        """Tell screen readers what is painted, and with what."""
        tool = self.tr("Brush") if self.tool == "brush" else self.tr("Eraser")
        self.setAccessibleName(self._regions.named(tool))
        self._veil = None
        self.update()

    def _begin(self) -> None:
        width, height = self._regions.size
        mask = self._regions.painted()
        if mask is None and self.tool == "eraser":
            mask = self._regions.by_itself()
        self._stroke = to_grey(np.zeros((height, width), np.uint8) if mask is None else mask)
        self._seen = _small(self._stroke).copy()

    def _draw(self, start: QPointF, end: QPointF) -> None:
        assert self._stroke is not None
        assert self._seen is not None
        for image in (self._stroke, self._seen):
            self._draw_on(image, start, end)
        self.update()

    def _draw_on(self, image: QImage, start: QPointF, end: QPointF) -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = self._regions.size
        painter.scale(image.width() / width, image.height() / height)
        ink = Qt.GlobalColor.white if self.tool == "brush" else Qt.GlobalColor.black
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(ink, self.brush, Qt.PenStyle.SolidLine, cap, join))
        if start == end:
            painter.drawPoint(start)
        else:
            painter.drawLine(start, end)
        painter.end()

    def _end(self) -> None:
        assert self._stroke is not None
        mask = from_grey(self._stroke)
        self._drop()
        erased = lambda: self.tr("Erase a part")
        self._regions.put(mask, self._named_stroke() if self.tool == "brush" else erased)
        self.update()

    def _named_stroke(self) -> Text:
        return lambda: self.tr("Paint the region")

    @property
    def _corner(self) -> QPointF:
        return QPointF(*self._regions.corner)

    def _place_of_mask(self) -> QRectF:
        """Where all of the mask is in the widget."""
        return self._transform().mapRect(QRectF(self._corner, QSizeF(*self._regions.size)))

    def _place(self, position: QPointF) -> QPointF:
        x, y = self._to_picture(position)
        return QPointF(float(x), float(y)) - self._corner

    def _meant(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key does; None for keys that are not ours."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key, shift = Qt.Key(event.key()), Qt.KeyboardModifier.ShiftModifier
        if (whose := person_meant_by(event, self._regions.people)) is not None:
            return lambda: self._points.turn_to(whose)
        if key in ARROWS and held in (Qt.KeyboardModifier.NoModifier, shift):
            return lambda: self._move(ARROWS[key], _FAR if held == shift else 1.0)
        signs: dict[str, Callable[[], object]] = {
            "[": lambda: self.widen(self._share / _WIDER),
            "]": lambda: self.widen(self._share * _WIDER),
            "+": lambda: self._regions.grow(1),
            "-": lambda: self._regions.grow(-1),
        }
        if event.text() in signs:
            return signs[event.text()]
        if held:
            return None
        keys: dict[Qt.Key, Callable[[], object]] = {
            Qt.Key.Key_B: lambda: self.take("brush"),
            Qt.Key.Key_E: lambda: self.take("eraser"),
            Qt.Key.Key_X: lambda: self.take("eraser" if self.tool == "brush" else "brush"),
            Qt.Key.Key_F: self._regions.around_face,
            Qt.Key.Key_Delete: self._regions.clear,
            Qt.Key.Key_Space: self._dab,
            Qt.Key.Key_Escape: self._escape,
        }
        return keys.get(key)

    def _move(self, way: tuple[int, int], steps: float) -> None:
        """Move the brush by a quarter of its width, within the picture."""
        width, height = self._regions.size
        here = self._spot or QPointF(width / 2, height / 2)
        step = steps * self.brush / 4
        x, y = here.x() + way[0] * step, here.y() + way[1] * step
        self._spot = QPointF(min(max(x, 0.0), width), min(max(y, 0.0), height))
        self.update()

    def _dab(self) -> None:
        """Paint, or erase, where the brush is."""
        if self._stroke is None and self._regions.possible:
            width, height = self._regions.size
            self._spot = self._spot or QPointF(width / 2, height / 2)
            self._begin()
            self._draw(self._spot, self._spot)
            self._end()

    def _escape(self) -> None:
        """Take the stroke back that is being painted, or leave."""
        if self._stroke is None:
            self.left.emit()
        self._drop()
        self.update()

    def _drop(self) -> None:
        """The stroke is over."""
        self._stroke = self._seen = None


def _small(grey: QImage) -> QImage:
    """As large as it can be shown quickly: masks of photos are larger than any screen."""
    if max(grey.width(), grey.height()) <= _SHOWN:
        return grey
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return grey.scaled(_SHOWN, _SHOWN, keep, smooth).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
