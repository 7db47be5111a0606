"""Five points of each face over the picture, in the colours in which IdentityNet sees them.

Mouse: a point is dragged; within the frame the whole face is; corners scale, the upper knob tilts,
the knob at the side turns, the lower one nods. Keys: Page Up and Page Down choose a point or the
whole face, arrows move it by a pixel of the picture (with Shift by ten), with Alt they turn and
nod by a degree, with Ctrl they tilt and scale. Of several people one is edited: a click on another
face turns to that one, and so do the keys 1, 2 and 3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)

from core.faces.head import NotAHead
from core.lazy import Lazy
from gui.canvas import Canvas
from gui.language import Text, on_language
from gui.panels.drops import carries_image, source_of
from gui.persons import person_colour
from gui.pose.borders import Borders
from gui.pose.grips import POINTS, WHOLE, Grip, frame, grips, pulled
from gui.pose.keys import meant_by, person_meant_by
from gui.pose.marks import Marks
from gui.pose.names import point_name
from gui.pose.over_canvas import OverCanvas
from gui.pose.points import FacePoints
from gui.pose.region import Regions
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

_REACH = 30.0  # logical pixels from the frame to its knobs
_HIT = 13.0  # so near is a hit


class PointsOverlay(OverCanvas):
    """Lies over the canvas while the face is moved; what it does not use, the canvas gets."""

    left = Signal()  # Esc
    dropped = Signal(str, object)  # name, gui.panels.drops.Source: a photo whose pose is meant

    def __init__(self, canvas: Canvas, points: FacePoints, regions: Regions, theme: Theme) -> None:
        super().__init__(canvas, points, theme)
        self._borders = Borders(points, regions)
        self._held: tuple[Grip, np.ndarray, np.ndarray] | None = None  # with points and start
        self._under: Grip | None = None  # the mouse
        self._other: int | None = None  # whose face is under it
        self.chosen = WHOLE
        self.setAcceptDrops(True)
        self.hide()
        points.changed.connect(self._show)
        regions.changed.connect(self._show)
        theme.changed.connect(self._show)  # not `update`: Qt would hold what C++ has to call
        on_language(self, self._tell)
        self._tell()

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

    def middle(self, place: int) -> QPointF | None:
        """Where the face of a person stands in the widget."""
        people = self._points.all
        points = people[place] if place < len(people) else None
        return None if points is None else self._to_widget(frame(points).centre)

    def event(self, event: QEvent) -> bool:
        """Our keys are not the canvas's shortcuts while the face is moved."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        ours = (
            meant_by(event, self.chosen) is not None
            or person_meant_by(event, len(self._points.all)) is not None
            or event.key() == Qt.Key.Key_Escape
        )
        event.setAccepted(ours)
        return ours

    def mousePressEvent(self, event: QMouseEvent) -> None:
        grip = self._grip_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
            return
        if grip is None and (other := self._other_at(event.position())) is not None:
            self._points.turn_to(other)
            self._hover(event.position())
            grip = WHOLE
        if grip is None or (points := self._points.points) is None:
            event.ignore()
            return
        if grip.kind in ("point", "whole"):
            self._choose(grip)
        self._held = grip, points, self._to_picture(event.position())
        self._points.begin()
        self._show_hand()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            self._hover(event.position())
            event.setAccepted(self._under is not None or self._other is not None)
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
        points, meant = self._points.points, meant_by(event, self.chosen)
        whose = person_meant_by(event, len(self._points.all))
        if whose is not None and self._held is None:
            self._points.turn_to(whose)
        elif event.key() == Qt.Key.Key_Escape:
            if self._held is not None:
                self._take_back()
            else:
                self.left.emit()
        elif isinstance(meant, Grip):
            self._choose(meant)
        elif meant is not None and points is not None:
            how, grip = meant
            try:
                self._points.nudge(how(points), self._named(grip))
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
        self._paint_ground(painter, self.zoom.place())
        self._borders.paint(painter, self._transform())
        marks = Marks(painter, self._theme, self._to_widget, _REACH / self._unit())
        people, current = self._points.all, self._points.current
        for place, others in enumerate(people):
            if others is not None and place != current:
                marks.other(others, place, place == self._other)
        if (points := self._points.points) is not None:
            self._paint_face(marks, points, current if len(people) > 1 else None)

    def _paint_face(self, marks: Marks, points: np.ndarray, place: int | None) -> None:
        """The face that is edited; `place`: of the person, where there are others."""
        chosen, focused = self.chosen, self.hasFocus()
        shown, line = frame(points), None if place is None else person_colour(place)
        marks.frame(shown, focused and chosen == WHOLE, line)
        marks.limbs(points)
        for grip in POINTS:
            marks.point(points, grip, grip == chosen, grip == self._under, focused)
        for grip in grips(shown):
            marks.handle(shown, grip, grip == self._under)
        if place is not None:
            marks.number(points, place)

    def _show(self) -> None:
        self._tell()
        self.update()

    def _tell(self) -> None:
        """What is chosen and where it is, for screen readers."""
        points = self._points.points
        if points is None:
            words = self.tr("No face to move")
        elif self.chosen.kind == "point":
            x, y = points[self.chosen.index]
            name = point_name(self.chosen.index)
            words = self.tr("{0} at {1}, {2}").format(name, round(x), round(y))
        else:
            words = self.tr("The whole face")
        if len(self._points.all) > 1:
            words = self.tr("Person {0}: {1}").format(self._points.current + 1, words)
        self.setAccessibleName(words)

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

    def _other_at(self, position: QPointF) -> int | None:
        """Whose face is at a spot of the widget, of the people who are not edited."""
        spot, current = self._to_picture(position), self._points.current
        found = [
            place
            for place, points in enumerate(self._points.all)
            if points is not None and place != current and frame(points).contains(spot)
        ]
        return found[-1] if found else None  # the one that is painted last

    def _hover(self, position: QPointF | None) -> None:
        grip = None if position is None else self._grip_at(position)
        other = None if position is None or grip is not None else self._other_at(position)
        if (grip, other) != (self._under, self._other):
            self._under, self._other = grip, other
            self._show_hand()
            self.update()

    def _show_hand(self) -> None:
        shape = Qt.CursorShape
        if self._held is not None:
            self.setCursor(shape.ClosedHandCursor)
        elif self._other is not None:
            self.setCursor(shape.PointingHandCursor)
        elif self._under is None:
            self.unsetCursor()
        else:
            shapes = {"whole": shape.SizeAllCursor, "yaw": shape.SizeHorCursor}
            shapes |= {"pitch": shape.SizeVerCursor, "scale": shape.SizeFDiagCursor}
            self.setCursor(shapes.get(self._under.kind, shape.OpenHandCursor))
