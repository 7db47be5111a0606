"""The camera's picture with what the face models see, painted anew with every frame."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.faces.landmarks import COLOURS
from core.faces.tracking import Tracked
from gui.capture.feed import Shown, seconds_behind
from gui.language import said
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

_RADIUS = 12.0  # logical pixels, of the picture's corners
_POINT = 4.0
_MEASURED = 60  # paints that are remembered
_DARK = QColor(0, 0, 0, 150)
_COUNT_SIZE = 96  # logical pixels of the countdown's figure


class FeedView(QWidget):
    """Shows one `Shown` after another."""

    painted = Signal(object)  # Shown: with what was painted on it
    picked = Signal(int)  # id of a face that was clicked

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.shown: Shown | None = None  # what is painted
        self._image = QImage()
        self._fresh = False  # not painted yet
        self._count = 0
        self._times: deque[tuple[float, float]] = deque(maxlen=_MEASURED)  # when, and how late
        self.mirrored = True
        self.chosen = 0  # id of the face that is meant where several are seen; 0: none
        self.setMinimumSize(QSize(240, 180))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        said(self, name=lambda: self.tr("Picture of the camera"))

    @property
    def rate(self) -> float:
        """Frames painted a second, lately."""
        return pace([moment for moment, _ in self._times])

    @property
    def latency(self) -> float:
        """Seconds from reading a frame to painting it with its faces, median of the last ones."""
        late = sorted(late for _, late in self._times)
        return late[len(late) // 2] if late else 0.0

    def middle_of(self, tracked: Tracked) -> QPoint:
        """Where a face is on the widget."""
        return _frame(tracked, self._mapping(self._target())).center().toPoint()

    def show_frame(self, shown: Shown) -> None:
        """Paint this one next."""
        pixels = shown.frame.pixels
        height, width = pixels.shape[:2]
        # Not a copy: whoever read the frame never writes into it again, and `_shown` keeps it.
        self._image = QImage(
            pixels.data, width, height, pixels.strides[0], QImage.Format.Format_RGB888
        )
        self.shown, self._fresh = shown, True
        self.update()

    def count_down(self, count: int) -> None:
        """Show a figure over the picture; 0: none."""
        self._count = count
        self.update()

    def clear(self) -> None:
        """Show nothing, and forget how fast it was."""
        self._image, self.shown, self._count = QImage(), None, 0
        self._times.clear()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        where = self._mapping(self._target())
        for tracked in self.shown.faces if self.shown is not None else ():
            if _frame(tracked, where).contains(event.position()):
                self.picked.emit(tracked.id)
        super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS, _RADIUS)
        if self.shown is not None:
            self._paint_frame(painter, self.shown)
        painter.end()
        if self.shown is not None and self._fresh:
            self._fresh = False
            self._times.append((time.monotonic(), seconds_behind(self.shown)))
            self.painted.emit(self.shown)

    def _paint_frame(self, painter: QPainter, shown: Shown) -> None:
        target = self._target()
        outline = QPainterPath()
        outline.addRoundedRect(target, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(outline)
        if self.mirrored:
            painter.translate(2 * target.center().x(), 0)
            painter.scale(-1, 1)
        painter.drawImage(target, self._image)
        painter.restore()
        for face in shown.faces:
            self._paint_face(painter, face, self._mapping(target))
        if self._count:
            font = painter.font()
            font.setPixelSize(_COUNT_SIZE)
            painter.setFont(font)
            painter.setPen(QColor(Qt.GlobalColor.white))
            painter.drawText(target, Qt.AlignmentFlag.AlignCenter, str(self._count))

    def _paint_face(
        self, painter: QPainter, tracked: Tracked, where: Callable[[np.ndarray], QPointF]
    ) -> None:
        frame = _frame(tracked, where)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = 4.0 if tracked.id == self.chosen else 2.0
        for colour, width in ((_DARK, line + 2), (QColor(Qt.GlobalColor.white), line)):
            painter.setPen(QPen(colour, width))
            painter.drawRoundedRect(frame, 8, 8)
        for point, colour in zip(tracked.face.landmarks, COLOURS, strict=True):
            painter.setPen(QPen(_DARK, 1.5))
            painter.setBrush(QColor(*colour))
            painter.drawEllipse(where(point), _POINT, _POINT)
        number = str(tracked.id)
        metrics = painter.fontMetrics()
        size = QSize(metrics.horizontalAdvance(number) + 12, metrics.height() + 4)
        label = QRectF(frame.topLeft(), size).translated(0, -size.height() - 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_DARK)
        painter.drawRoundedRect(label, 5, 5)
        painter.setPen(QColor(Qt.GlobalColor.white))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, number)

    def _target(self) -> QRectF:
        """Where the frame is painted: as large as fits."""
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRectF(
            (self.width() - size.width()) / 2,
            (self.height() - size.height()) / 2,
            size.width(),
            size.height(),
        )

    def _mapping(self, target: QRectF) -> Callable[[np.ndarray], QPointF]:
        """From pixels of the frame to the widget."""
        scale = target.width() / max(1, self._image.width())

        def where(point: np.ndarray) -> QPointF:
            x = float(point[0]) * scale
            across = target.right() - x if self.mirrored else target.left() + x
            return QPointF(across, target.top() + float(point[1]) * scale)

        return where


def _frame(tracked: Tracked, where: Callable[[np.ndarray], QPointF]) -> QRectF:
    """Around a face, in the widget."""
    box = tracked.face.box
    return QRectF(where(box[:2]), where(box[2:])).normalized()


def pace(moments: list[float]) -> float:
    """How many of these moments come a second; 0 where it can't be told."""
    passed = moments[-1] - moments[0] if len(moments) > 1 else 0.0
    return (len(moments) - 1) / passed if passed > 0 else 0.0
