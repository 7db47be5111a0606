"""Asked and found: the landmarks that a picture was asked for, beside those that are in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from core.faces.face import Face, largest
from core.faces.landmarks import COLOURS
from core.lazy import Lazy
from core.picture import Picture
from core.portrait import Portrait, landmark_error
from core.recipe import Recipe
from gui.canvas import Canvas
from gui.commands import Commands
from gui.panels.sources import Sources
from gui.pose.points import asked_by
from gui.stage import Stage
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")


class FoundMarks(QWidget):
    """Lies over the canvas: a ring where a point was asked for, a dot where it was found."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._asked: np.ndarray | None = None
        self._found: np.ndarray | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        canvas.installEventFilter(self)

    def mark(self, asked: np.ndarray | None, found: np.ndarray | None) -> None:
        """Show points of the picture on the canvas, (5, 2) each in its pixels."""
        self._asked, self._found = asked, found
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resize(self._canvas.size())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._asked is None or self._canvas.pixels is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        asked = [self._spot(point) for point in self._asked]
        found = asked if self._found is None else [self._spot(point) for point in self._found]
        for start, end, colour in zip(asked, found, COLOURS, strict=True):
            for ink, width in ((QColor(0, 0, 0, 150), 4.0), (QColor(*colour), 2.0)):
                painter.setPen(QPen(ink, width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(start, 7.0, 7.0)
                painter.drawLine(start, end)
            if self._found is not None:
                painter.setPen(QPen(QColor("#ffffff"), 1.5))
                painter.setBrush(QColor(*colour))
                painter.drawEllipse(end, 4.5, 4.5)

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
        self._recipe: Recipe | None = None  # of the picture that is looked at
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
        self._tell(portrait.asked, portrait.found)

    def look(self, picture: Picture, pixels: np.ndarray) -> None:
        """A picture of the library is on the canvas now, RGB uint8 (h, w, 3)."""
        self.forget()
        if picture.recipe.identities and self._worker.engine_pid is not None:
            self._recipe = picture.recipe
            self._look = self._worker.look(pixels).id

    def forget(self) -> None:
        """No picture of the library is on the canvas any more."""
        self._recipe, self._look = None, 0
        self._tell(None, None)

    def _toggle(self) -> None:
        self.marks.setVisible(not self.marks.isVisible())
        self.marks.resize(self._stage.canvas.size())

    def _seen(self, number: int, faces: tuple[Face, ...]) -> None:
        if self._recipe is not None and number == self._look:
            asked = asked_by(self._recipe, self._sources)
            self._tell(asked, largest(faces).landmarks if faces else None)

    def _tell(self, asked: np.ndarray | None, found: np.ndarray | None) -> None:
        self.marks.mark(asked, found)
        self.error = landmark_error(found, asked)
        self._stage.show_landmark_error(self.error)
