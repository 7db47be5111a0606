"""Asked and found: the landmarks that a picture was asked for, beside those that are in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.faces.arranging import whose
from core.faces.face import Face
from core.faces.landmarks import COLOURS
from core.lazy import Lazy
from core.picture import Picture
from core.portrait import Portrait, landmark_error
from gui.alike import percent_words
from gui.canvas import Canvas
from gui.commands import Commands
from gui.language import listed, on_language
from gui.panels.sources import Sources
from gui.persons import paint_number, person_colour
from gui.pictured import picture_size
from gui.pose.grips import frame
from gui.pose.points import Asked, asked_by
from gui.stage import Stage
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")


@dataclass(frozen=True, eq=False)
class Seen:
    """One person of a picture: points as (5, 2) in its pixels, and the likeness if it is known."""

    asked: np.ndarray | None
    found: np.ndarray | None
    share: float | None = None  # on the person's own scale


class FoundMarks(QWidget):
    """Lies over the canvas: a ring where a point was asked for, a dot where it was found.

    Beside each face of several stands the number of the person, and how alike it is.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.people: tuple[Seen, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        canvas.installEventFilter(self)
        on_language(self, self._tell)

    def mark(self, people: Sequence[Seen]) -> None:
        """Show the people of the picture on the canvas, in the order of its recipe."""
        self.people = tuple(people)
        self._tell()

    def label(self, place: int) -> str:
        """What stands beside the face of a person."""
        one = self.people[place]
        if one.found is None:
            return self.tr("not found")
        return "" if one.share is None else percent_words(one.share)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resize(self._canvas.size())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._canvas.pixels is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, one in enumerate(self.people):
            if one.asked is not None:
                self._paint_points(painter, one.asked, one.found)
                if len(self.people) > 1:
                    self._paint_label(painter, place, one.asked if one.found is None else one.found)

    def _paint_points(self, painter: QPainter, rings: np.ndarray, dots: np.ndarray | None) -> None:
        asked = [self._spot(point) for point in rings]
        found = asked if dots is None else [self._spot(point) for point in dots]
        for start, end, colour in zip(asked, found, COLOURS, strict=True):
            for ink, width in ((QColor(0, 0, 0, 150), 4.0), (QColor(*colour), 2.0)):
                painter.setPen(QPen(ink, width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(start, 7.0, 7.0)
                painter.drawLine(start, end)
            if dots is not None:
                painter.setPen(QPen(QColor("#ffffff"), 1.5))
                painter.setBrush(QColor(*colour))
                painter.drawEllipse(end, 4.5, 4.5)

    def _paint_label(self, painter: QPainter, place: int, points: np.ndarray) -> None:
        """The number and the likeness, above the face."""
        shown = frame(points)
        spot, words = self._spot(shown.centre - shown.down), self.label(place)
        font = self.font()
        font.setPixelSize(13)
        font.setBold(True)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(words)
        pill = QRectF(0, 0, wide + (36 if words else 24), 24)
        pill.moveCenter(QPointF(spot.x(), max(16.0, spot.y() - 16)))
        painter.setPen(QPen(person_colour(place), 1.5))
        painter.setBrush(QColor(20, 20, 22, 215))
        painter.drawRoundedRect(pill, 12, 12)
        paint_number(painter, pill.topLeft() + QPointF(12, 12), place)
        painter.setPen(QColor("#ffffff"))
        text = pill.adjusted(26, 0, 0, 0)
        painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _tell(self) -> None:
        """For screen readers."""
        several = len(self.people) > 1
        labels = [self.label(place) for place in range(len(self.people))] if several else []
        told = [
            self.tr("Person {0}: {1}").format(place, words)
            for place, words in enumerate(labels, start=1)
            if words
        ]
        self.setAccessibleName(listed(told))
        self.update()

    def _spot(self, point: np.ndarray) -> QPointF:
        zoom = self._canvas.zoom
        unit = zoom.scale_now / zoom.ratio
        return zoom.place().topLeft() + QPointF(float(point[0]), float(point[1])) * unit


class Found(QObject):
    """After each picture of a person, shows where its face came to stand, and tells how far off.

    The engine has seen it in what it has just drawn; pictures of the library are looked at again,
    while there is an engine: none is started only for this.
    """

    def __init__(
        self, stage: Stage, worker: Worker, sources: Sources, commands: Commands, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._stage, self._worker, self._sources = stage, worker, sources
        self._picture: Picture | None = None  # that is looked at
        self._look = 0  # the job that does so
        self.error: float | None = None  # in shares of the eye distance
        self.marks = FoundMarks(stage.canvas)
        worker.seen.connect(self._seen)
        self.action = commands.add(
            "view.found",
            lambda: self.tr("View"),
            lambda: self.tr("Show where the face was asked and found"),
            self._toggle,
            stage.canvas,
            ("F",),
            everywhere=False,
        )

    def follow(self, portrait: Portrait) -> None:
        """This one was just drawn and is on the canvas now."""
        first = (Seen(portrait.asked, portrait.found),) if portrait.asked is not None else ()
        self._tell([Seen(one.asked, one.found, one.share) for one in portrait.people] or first)

    def look(self, picture: Picture, pixels: np.ndarray) -> None:
        """A picture of the library is on the canvas now, RGB uint8 (h, w, 3)."""
        self.forget()
        if picture.recipe.identities and self._worker.engine_pid is not None:
            self._picture = picture
            self._look = self._worker.look(pixels).id

    def forget(self) -> None:
        """No picture of the library is on the canvas any more."""
        self._picture, self._look = None, 0
        self._tell(())

    def _toggle(self) -> None:
        self.marks.setVisible(not self.marks.isVisible())
        self.marks.resize(self._stage.canvas.size())

    def _seen(self, number: int, faces: tuple[Face, ...]) -> None:
        if (picture := self._picture) is not None and number == self._look:
            asked = self._asked(picture)
            places = [place for place, points in enumerate(asked) if points is not None]
            theirs = whose(faces, [points for points in asked if points is not None])
            found = dict(zip(places, theirs, strict=True))
            shares = dict(enumerate(one.share for one in picture.people))
            self._tell(
                [
                    Seen(points, face.landmarks if face else None, shares.get(place))
                    for place, points in enumerate(asked)
                    for face in (found.get(place),)
                ]
            )

    def _asked(self, picture: Picture) -> Asked:
        """In pixels of the finished picture, which may have been enlarged."""
        enlarged = picture.width / picture_size(picture.recipe, self._sources)[0]
        asked = asked_by(picture.recipe, self._sources)
        if picture.recipe.upscale is None:
            return asked
        return tuple(None if points is None else points * enlarged for points in asked)

    def _tell(self, people: Sequence[Seen]) -> None:
        self.marks.mark(people)
        known = [landmark_error(one.found, one.asked) for one in people]
        errors = [error for error in known if error is not None]
        self.error = max(errors, default=None)  # of the one who is farthest off
        self._stage.show_landmark_error(self.error)
