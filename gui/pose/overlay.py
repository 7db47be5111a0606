"""Five points over the picture, in the colours in which IdentityNet sees them.

Mouse: a point is dragged; within the frame the whole face is; corners scale, the upper knob tilts,
the knob at the side turns, the lower one nods. Keys: Page Up and Page Down choose a point or the
whole face, arrows move it by a pixel of the picture (with Shift by ten), with Alt they turn and
nod by a degree, with Ctrl they tilt and scale.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QWidget

from core.faces import posing
from core.faces.head import NotAHead
from core.lazy import Lazy
from gui.canvas import Canvas
from gui.language import Text, on_language
from gui.panels.drops import carries_image, source_of
from gui.pose.grips import POINTS, WHOLE, Grip, frame, grips, pulled, turned_by
from gui.pose.marks import Marks
from gui.pose.names import point_name
from gui.pose.points import FacePoints
from gui.theme import Theme
from gui.zoom import Zoom

if TYPE_CHECKING:
    import numpy as np

    Change = Callable[[np.ndarray], np.ndarray]
else:
    np = Lazy("numpy")

_REACH = 30.0  # logical pixels from the frame to its knobs
_HIT = 13.0  # so near is a hit
_FAR = 10  # pixels of the picture, with Shift
_GROW = 1.02  # per key

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CHOOSING = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_CYCLE = (WHOLE, *POINTS)


class PointsOverlay(QWidget):
    """Lies over the canvas while the face is moved; what it does not use, the canvas gets."""

    left = Signal()  # Esc
    dropped = Signal(str, object)  # name, gui.panels.drops.Source: a photo whose pose is meant

    def __init__(self, canvas: Canvas, points: FacePoints, theme: Theme) -> None:
        super().__init__(canvas)
        self._canvas, self._points, self._theme = canvas, points, theme
        self._ground: QPixmap | None = None
        self._held: tuple[Grip, np.ndarray, np.ndarray] | None = None  # with points and start
        self._under: Grip | None = None  # the mouse
        self.chosen = WHOLE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.hide()
        canvas.installEventFilter(self)
        points.changed.connect(self._show)
        theme.changed.connect(self._show)  # not `update`: Qt would hold what C++ has to call
        on_language(self, self._tell)
        self._tell()

    @property
    def zoom(self) -> Zoom:
        """How the picture of the recipe stands in the widget: as the canvas shows one of its size.

        A picture of another size under it would not fit the points, and is not looked at.
        """
        size = QSize(*self._points.size)
        if self.over_picture:
            return self._canvas.zoom
        return Zoom(QSizeF(self.size()), size, self.devicePixelRatioF())

    @property
    def over_picture(self) -> bool:
        """Whether the canvas shows a picture under the points."""
        same = self._canvas.zoom.picture == QSize(*self._points.size)
        return same and self._canvas.pixels is not None

    def stand_on(self, ground: QPixmap | None) -> None:
        """Hide what the canvas shows behind a picture; None: show it."""
        self._ground = ground
        self.update()

    def spot(self, index: int) -> QPointF | None:
        """Where a point stands in the widget, in logical pixels."""
        points = self._points.points
        return None if points is None else self._to_widget(points[index])

    def handle(self, grip: Grip) -> QPointF | None:
        """Where a handle of the frame stands in the widget."""
        points = self._points.points
        if points is None:
            return None
        return self._to_widget(frame(points).handle(grip, _REACH / self._unit()))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resize(self._canvas.size())
        return False

    def event(self, event: QEvent) -> bool:
        """Our keys are not the canvas's shortcuts while the face is moved."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        ours = self._means(event) is not None or event.key() == Qt.Key.Key_Escape
        event.setAccepted(ours)
        return ours

    def mousePressEvent(self, event: QMouseEvent) -> None:
        grip = self._grip_at(event.position())
        points = self._points.points
        if event.button() != Qt.MouseButton.LeftButton or grip is None or points is None:
            event.ignore()
            return
        if grip.kind in ("point", "whole"):
            self._choose(grip)
        self._held = grip, points, self._to_picture(event.position())
        self._points.begin()
        self._show_hand()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            self._hover(self._grip_at(event.position()))
            event.setAccepted(self._under is not None)
            return
        grip, points, start = self._held
        try:
            moved = pulled(grip, points, start, self._to_picture(event.position()))
        except NotAHead:
            return
        self._points.put(moved, self._named(grip))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            event.ignore()
            return
        self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        points, meant = self._points.points, self._means(event)
        if event.key() == Qt.Key.Key_Escape:
            if self._held is not None:
                self._take_back()
            else:
                self.left.emit()
        elif isinstance(meant, Grip):
            self._choose(meant)
        elif meant is not None and points is not None:
            how, text = meant
            try:
                self._points.nudge(how(points), text)
            except NotAHead:
                return
        elif meant is None:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if carries_image(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (found := source_of(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.dropped.emit(*found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def hideEvent(self, event: QHideEvent) -> None:
        self._let_go()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.zoom.place()
        self._paint_ground(painter, place)
        points = self._points.points
        if points is None:
            return
        marks = Marks(painter, self._theme, self._to_widget, _REACH / self._unit())
        chosen, focused = self.chosen, self.hasFocus()
        shown = frame(points)
        marks.frame(shown, strong=focused and chosen == WHOLE)
        marks.limbs(points)
        for grip in POINTS:
            marks.point(points, grip, grip == chosen, grip == self._under, focused)
        for grip in grips(shown):
            marks.handle(shown, grip, grip == self._under)

    def _show(self) -> None:
        self._tell()
        self.update()

    def _tell(self) -> None:
        """What is chosen and where it is, for screen readers."""
        points = self._points.points
        if points is None:
            self.setAccessibleName(self.tr("No face to move"))
        elif self.chosen.kind == "point":
            x, y = points[self.chosen.index]
            name = point_name(self.chosen.index)
            self.setAccessibleName(self.tr("{0} at {1}, {2}").format(name, round(x), round(y)))
        else:
            self.setAccessibleName(self.tr("The whole face"))

    def _named(self, grip: Grip) -> Text:
        names = {
            "point": lambda: self.tr("Move a point"),
            "whole": lambda: self.tr("Move the face"),
            "scale": lambda: self.tr("Scale the face"),
            "roll": lambda: self.tr("Tilt the head"),
            "yaw": lambda: self.tr("Turn the head"),
            "pitch": lambda: self.tr("Nod the head"),
        }
        return names[grip.kind]

    def _choose(self, grip: Grip) -> None:
        self.chosen = grip
        self._show()

    def _means(self, event: QKeyEvent) -> Grip | tuple[Change, Text] | None:
        """A Grip to choose, a change of the points with its name, or None for other keys."""
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        modifier = Qt.KeyboardModifier
        if key in _CHOOSING and held == modifier.NoModifier:
            place = _CYCLE.index(self.chosen) + _CHOOSING[key]
            return _CYCLE[place % len(_CYCLE)]
        if key not in _ARROWS:
            return None
        x, y = _ARROWS[key]
        if held in (modifier.NoModifier, modifier.ShiftModifier):
            far = _FAR if held == modifier.ShiftModifier else 1
            return partial(_moved, self.chosen, far * x, far * y), self._named(self.chosen)
        if held == modifier.AltModifier:
            kind = "yaw" if x else "pitch"
            return partial(_turned, kind, x + y), self._named(Grip(kind))
        if held == modifier.ControlModifier:
            if x:
                return partial(posing.rotated, degrees=x), self._named(Grip("roll"))
            return partial(posing.scaled, factor=_GROW**-y), self._named(Grip("scale"))
        return None

    def _let_go(self) -> None:
        if self._held is not None:
            self._held = None
            self._points.end()
            self._show_hand()

    def _take_back(self) -> None:
        """Put the points back where the gesture began."""
        assert self._held is not None
        grip, points, _ = self._held
        self._points.put(points, self._named(grip))
        self._let_go()

    def _grip_at(self, position: QPointF) -> Grip | None:
        points = self._points.points
        if points is None:
            return None
        unit, spot = self._unit(), self._to_picture(position)
        away = np.hypot(*(points - spot).T) * unit
        nearest = int(away.argmin())
        if away[nearest] <= _HIT:
            return POINTS[nearest]
        shown = frame(points)
        for grip in grips(shown):
            if np.hypot(*(shown.handle(grip, _REACH / unit) - spot)) * unit <= _HIT:
                return grip
        return WHOLE if shown.contains(spot) else None

    def _hover(self, grip: Grip | None) -> None:
        if grip != self._under:
            self._under = grip
            self._show_hand()
            self.update()

    def _show_hand(self) -> None:
        shape = Qt.CursorShape
        if self._held is not None:
            self.setCursor(shape.ClosedHandCursor)
        elif self._under is None:
            self.unsetCursor()
        else:
            shapes = {"whole": shape.SizeAllCursor, "yaw": shape.SizeHorCursor}
            shapes |= {"pitch": shape.SizeVerCursor, "scale": shape.SizeFDiagCursor}
            self.setCursor(shapes.get(self._under.kind, shape.OpenHandCursor))

    def _unit(self) -> float:
        """Logical pixels of the widget per pixel of the picture."""
        zoom = self.zoom
        return zoom.scale_now / zoom.ratio

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


def _moved(grip: Grip, right: int, down: int, points: np.ndarray) -> np.ndarray:
    start = np.zeros(2)
    return pulled(grip, points, start, np.array([right, down], np.float64))


def _turned(kind: str, degrees: float, points: np.ndarray) -> np.ndarray:
    return turned_by(points, "yaw" if kind == "yaw" else "pitch", degrees)
