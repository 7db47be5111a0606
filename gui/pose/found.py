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
from core.portrait import landmark_error
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
        elif event.type() == QEvent.Type.Paint:
            self.update()
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
    """After each picture of a person, sees where its face came to stand, and tells how far off."""

    def __init__(
        self,
        stage: Stage,
        worker: Worker,
        sources: Sources,
        commands: Commands,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._stage, self._worker, self._sources = stage, worker, sources
        self._picture: Picture | None = None
        self._look = 0  # the job that looks at the picture
        self._found: np.ndarray | None = None
        self.error: float | None = None  # in shares of the eye distance
        self.marks = FoundMarks(stage.canvas)
        worker.seen.connect(self._seen)
        sources.changed.connect(self._photo_changed)
        self.action = commands.add(
            "view.found",
            lambda: self.tr("View"),
            lambda: self.tr("Show where the face was asked and found"),
            self._toggle,
            stage.canvas,
            ("F",),
            everywhere=False,
        )

    def _toggle(self) -> None:
        self.marks.setVisible(not self.marks.isVisible())
        self.marks.resize(self._stage.canvas.size())

    def follow(self, picture: Picture, pixels: np.ndarray) -> None:
        """This picture is on the canvas now, RGB uint8 (h, w, 3)."""
        self.forget()
        if picture.recipe.identities:
            self._picture = picture
            self._look = self._worker.look(pixels).id

    def forget(self) -> None:
        """No picture of the library is on the canvas any more."""
        self._picture = self._found = self.error = None
        self._look = 0
        self.marks.mark(None, None)
        self._stage.show_landmark_error(None)

    def _seen(self, number: int, faces: tuple[Face, ...]) -> None:
        if self._picture is None or number != self._look:
            return
        self._found = largest(faces).landmarks if faces else None
        self._compare()

    def _photo_changed(self, _key: str) -> None:
        if self._picture is not None and self.error is None and self._found is not None:
            self._compare()

    def _compare(self) -> None:
        assert self._picture is not None
        asked = asked_by(self._picture.recipe, self._sources)
        if asked is None:
            return  # the photo of the pose is not known yet
        self.marks.mark(asked, self._found)
        self.error = None if self._found is None else landmark_error(self._found, asked)
        self._stage.show_landmark_error(self.error)
