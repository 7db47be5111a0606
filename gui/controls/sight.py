"""The picture that a ControlNet reads: small in its tray, and over the canvas while held."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, QSizeF, Qt, Signal, SignalInstance
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from gui.draft import Draft
from gui.stage import Stage
from gui.theme import Theme
from gui.zoom import Zoom

SIDE = 92  # logical pixels of the small picture
_RADIUS = 9
_MARGIN = 16  # around what is shown where there is no picture yet
_COVERS = 0.7  # how much the picture below is covered


def part_shown(image: QImage, size: tuple[int, int]) -> QRectF:
    """The part that is read for a picture of this size: as much of the middle as has its shape."""
    shape = QSizeF(*size).scaled(QSizeF(image.size()), Qt.AspectRatioMode.KeepAspectRatio)
    part = QRectF(0, 0, shape.width(), shape.height())
    part.moveCenter(QRectF(image.rect()).center())
    return part


class ControlView(QAbstractButton):
    """Shows the picture; while it is pressed, by mouse or Space, it is `held`."""

    held = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image: QImage | None = None
        self._size = (1, 1)
        self._small: tuple[float, QImage] | None = None  # at which ratio of the screen's pixels
        self.setFixedSize(SIDE, SIDE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.pressed.connect(self._hold)
        self.released.connect(self._let_go)
        theme.changed.connect(self.update)

    @property
    def image(self) -> QImage | None:
        """What is shown; None while it is not there."""
        return self._image

    def show_image(self, image: QImage | None, size: tuple[int, int]) -> None:
        """Show what is read for a picture of this size."""
        self._image = None if image is None or image.isNull() else image
        self._size, self._small = size, None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        hint = QPainter.RenderHint
        painter.setRenderHints(hint.Antialiasing | hint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        clip = QPainterPath()
        clip.addRoundedRect(frame, _RADIUS, _RADIUS)
        painter.save()
        painter.setClipPath(clip)
        painter.fillPath(clip, self._theme.color("sunken"))
        if self._image is not None:
            shape = QSizeF(*self._size).scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
            place = QRectF(0, 0, shape.width(), shape.height())
            place.moveCenter(frame.center())
            painter.drawImage(place, self._shrunk(self._image, place.size()))
        painter.restore()
        focus = self.hasFocus() or self.isDown()
        painter.setPen(
            QPen(self._theme.color("accent_line" if focus else "border"), 2 if focus else 1)
        )
        painter.drawRoundedRect(frame, _RADIUS, _RADIUS)

    def _shrunk(self, image: QImage, size: QSizeF) -> QImage:
        """The part that is read, scaled with care: lines of one pixel would get lost."""
        ratio = self.devicePixelRatioF()
        if self._small is None or self._small[0] != ratio:
            ways = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            part = image.copy(part_shown(image, self._size).toAlignedRect())
            self._small = ratio, part.scaled((size * ratio).toSize(), *ways)
        return self._small[1]

    def _hold(self) -> None:
        self.held.emit(True)

    def _let_go(self) -> None:
        self.held.emit(False)


class _OverStage(QWidget):
    """The picture where the one on the canvas stands, which shines through."""

    def __init__(self, stage: Stage, theme: Theme) -> None:
        super().__init__(stage)
        self._stage, self._theme = stage, theme
        self._image, self._size = QImage(), (1, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_image(self, image: QImage, size: tuple[int, int]) -> None:
        self._image, self._size = image, size
        canvas = self._stage.canvas
        if canvas.isVisible():
            corner = canvas.mapTo(self._stage, canvas.rect().topLeft())
            self.setGeometry(canvas.rect().translated(corner))
        else:
            edge = _MARGIN
            self.setGeometry(self._stage.rect().adjusted(edge, edge, -edge, -edge))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        canvas, size = self._stage.canvas, QSize(*self._size)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        over = canvas.isVisible() and canvas.pixels is not None and canvas.zoom.picture == size
        if over:
            place = canvas.zoom.place()
            painter.setOpacity(_COVERS)
        else:
            place = Zoom(QSizeF(self.size()), size, self.devicePixelRatioF()).place()
            painter.fillRect(self.rect(), self._theme.color("window"))
        painter.drawImage(place, self._image, part_shown(self._image, self._size))


class ControlSight(QObject):
    """Lays a control picture over the canvas as long as it is held."""

    def __init__(self, held: SignalInstance, draft: Draft, stage: Stage, theme: Theme) -> None:
        """`held`: a signal that brings the image, or None when it is let go."""
        super().__init__(stage)
        self._draft, self._stage, self._theme = draft, stage, theme
        self._over: _OverStage | None = None
        held.connect(self._show)

    @property
    def shown(self) -> bool:
        """Whether a picture lies over the canvas now."""
        return self._over is not None and self._over.isVisible()

    def _show(self, image: QImage | None) -> None:
        if image is None:
            if self._over is not None:
                self._over.hide()
            return
        if self._over is None:
            self._over = _OverStage(self._stage, self._theme)
        sampling = self._draft.recipe.sampling
        self._over.show_image(image, (sampling.width, sampling.height))
