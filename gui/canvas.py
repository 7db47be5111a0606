"""The large picture in the middle."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from gui.background import Background
from gui.failure import Failure
from gui.images import resized, to_qimage
from gui.language import on_language
from gui.theme import Theme
from gui.zoom import Zoom

if TYPE_CHECKING:
    import numpy as np

PREVIEW_MILLISECONDS = 100  # at most ten previews a second
CRISP = 2.0  # above this scale the pixels themselves are looked at
_STEP = 1.25  # of the zoom, per notch of the wheel
_SETTLED_MILLISECONDS = 80
_FINE_PIXELS = 3_000_000  # what can be resampled well without being felt
RADIUS = 14
_SHADOW_LAYERS = 12
_SHADE = _SHADOW_LAYERS + 4  # how far the shadow reaches at most, in logical pixels
_PAN = 0.15  # of the view, per key


class Canvas(QWidget):
    """Shows RGB uint8 pixels: as large as there is room, or zoomed and moved by the user.

    A picture that fits is smooth at every size; one that was zoomed beyond `CRISP` shows its
    pixels as squares.
    """

    looked = Signal(object)  # Zoom: the user looks at another part, or at another size

    def __init__(self, theme: Theme, background: Background, parent: QWidget | None = None) -> None:
        """`background` resamples pictures: that takes longer than a frame."""
        super().__init__(parent)
        self._theme, self._background = theme, background
        self._pixels: np.ndarray | None = None
        self._whole: QPixmap | None = None
        self._fine: QPixmap | None = None  # resampled well, for the place where it is shown
        self._refining: tuple[int, int] | None = None  # the size for which that was asked
        self._next: tuple[np.ndarray, QSize | None] | None = None  # the newest preview that waits
        self._shadow: QPixmap | None = None  # of the place and the screen's ratio below
        self._shadowed = QRectF(), 1.0
        self._original: QImage | None = None
        self._with_original = False
        self.is_preview = False  # whether the picture is not finished yet
        self._words = ""
        self._space = self._by_key = False
        self._held: QPointF | None = None  # where the picture was taken hold of
        self._zoom = Zoom(QSizeF(1, 1), QSize(1, 1))
        self._pace = QTimer(self, singleShot=True, interval=PREVIEW_MILLISECONDS)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLED_MILLISECONDS)
        self._pace.timeout.connect(self._show_next)
        self._settle.timeout.connect(self.update)
        self.setMinimumSize(160, 160)  # the window's smallest height has no more beside the queue
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.update)
        on_language(self, self._name)
        self._name()

    @property
    def pixels(self) -> np.ndarray | None:
        """What is shown: RGB uint8 (h, w, 3), or None."""
        return self._pixels

    @property
    def zoom(self) -> Zoom:
        return self._zoom

    @property
    def shows_original(self) -> bool:
        return self._with_original and self._original is not None

    def show_pixels(
        self, pixels: np.ndarray | None, words: str = "", original: QImage | None = None
    ) -> None:
        """Show a finished picture.

        Args:
            pixels: RGB uint8 (h, w, 3); None: nothing.
            words: what it shows, for screen readers.
            original: the photo that it was drawn after, seen while its key is held.
        """
        self._next = None
        self._words, self._original = words, original
        self._put(pixels, None, preview=False)

    def show_preview(self, pixels: np.ndarray, size: QSize | None = None) -> None:
        """Show what a picture looks like so far; of many in a short time only the last.

        Args:
            pixels: RGB uint8 (h, w, 3), often smaller than the picture will be.
            size: of the picture that it will be; None: of the preview.
        """
        self._next = (pixels, size)
        if not self._pace.isActive():
            self._show_next()

    def set_original(self, original: QImage | None) -> None:
        """The photo that the picture was drawn after."""
        self._original = original
        self.update()

    def look_like(self, other: Zoom) -> None:
        """Look at the same part as another view, also of a picture of another size."""
        if other.fits or other.scale is None:
            self._zoom = self._zoom.fitted()
        else:
            wide = other.picture.width() / max(1, self._zoom.picture.width())
            centre = other.centre or QPointF(other.picture.width() / 2, other.picture.height() / 2)
            self._zoom = replace(self._zoom, scale=other.scale * wide, centre=centre / wide)
        self.update()

    def fit(self) -> None:
        self._look(self._zoom.fitted())

    def actual_size(self, around: QPointF | None = None) -> None:
        """One pixel of the screen for each pixel of the picture."""
        self._look(self._zoom.zoomed(1.0, around or self._middle()))

    def zoom_in(self) -> None:
        self._look(self._zoom.zoomed(self._zoom.scale_now * _STEP, self._middle()))

    def zoom_out(self) -> None:
        self._look(self._zoom.zoomed(self._zoom.scale_now / _STEP, self._middle()))

    def pan(self, right: int, down: int) -> None:
        """Look further to the right and below, in steps; negative: to the left and above."""
        step = QPointF(-right * _PAN * self.width(), -down * _PAN * self.height())
        self._look(self._zoom.panned(step))

    def toggle_original(self) -> None:
        """Show the original in place of the picture, or the picture again."""
        self._with_original = not self._with_original
        self._name()
        self.update()

    def hide_original(self) -> None:
        if self._with_original:
            self.toggle_original()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._measure()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._settle.start()
        self._measure()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / 120
        if self._pixels is None or not notches:
            event.ignore()
            return
        scale = self._zoom.scale_now * _STEP**notches
        self._look(self._zoom.zoomed(scale, event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left, middle = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
        if event.button() == middle or (event.button() == left and self._space):
            self._held = event.position()
            self._show_hand()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._look(self._zoom.panned(event.position() - self._held))
            self._held = event.position()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self._show_hand()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._space:
            self.mousePressEvent(event)
        elif self._zoom.fits:
            self.actual_size(event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._space = True
            self._show_hand()
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self._show_hand()
        else:
            super().keyReleaseEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        reason = Qt.FocusReason
        if event.reason() != reason.ActiveWindowFocusReason:  # else it had the focus before
            self._by_key = event.reason() != reason.MouseFocusReason
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._space = False
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._by_key = False
        self._held = None
        self._show_hand()
        self.hide_original()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._by_key:
            painter.setPen(QPen(self._theme.color("accent_line"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        if self._whole is None:
            return
        place = self._zoom.place()
        if self._zoom.fits:
            self._draw_shadow(painter, place)
            clip = QPainterPath()
            clip.addRoundedRect(place, RADIUS, RADIUS)
            painter.setClipPath(clip)
        if self.shows_original:
            self._draw_original(painter, place)
        else:
            self._draw_picture(painter, place)
        painter.setClipping(False)
        if not self._zoom.fits:
            self._draw_scale(painter)

    def _put(self, pixels: np.ndarray | None, size: QSize | None, preview: bool) -> None:
        self._pixels, self.is_preview = pixels, preview
        self._fine = self._refining = None
        self._whole = None if pixels is None else QPixmap.fromImage(to_qimage(pixels))
        self._name()
        picture = size or (QSize(1, 1) if self._whole is None else self._whole.size())
        if picture != self._zoom.picture:
            self._zoom = Zoom(QSizeF(self.size()), picture, self.devicePixelRatioF())
        self.update()

    def _show_next(self) -> None:
        if self._next is not None:
            self._put(*self._next, preview=True)
            self._next = None
            self._pace.start()

    def _look(self, zoom: Zoom) -> None:
        if self._pixels is not None and zoom != self._zoom:
            self._zoom = zoom
            self.update()
            self.looked.emit(zoom)

    def _measure(self) -> None:
        self._fine = self._refining = None
        old = self._zoom
        self._zoom = Zoom(
            QSizeF(self.size()), old.picture, self.devicePixelRatioF(), old.scale, old.centre
        )

    def _middle(self) -> QPointF:
        return QRectF(self.rect()).center()

    def _name(self) -> None:
        if self._pixels is None:
            self.setAccessibleName(self.tr("No picture"))
        elif self.is_preview:
            self.setAccessibleName(self.tr("The picture so far"))
        elif self.shows_original:
            self.setAccessibleName(self.tr("The original photo"))
        else:
            self.setAccessibleName(self._words or self.tr("Picture"))

    def _show_hand(self) -> None:
        if self._held is not None:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._space:
            self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()

    def _draw_picture(self, painter: QPainter, place: QRectF) -> None:
        assert self._whole is not None
        scale = self._zoom.scale_now
        if (fine := self._resampled(place)) is not None:
            painter.drawPixmap(place.topLeft(), fine)
            return
        crisp = not self._zoom.fits and not self.is_preview and (scale > CRISP or scale == 1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not crisp)
        painter.drawPixmap(place, self._whole, QRectF(self._whole.rect()))

    def _resampled(self, place: QRectF) -> QPixmap | None:
        """The picture in the size in which it fits, some time after that has stopped to change."""
        if not self._zoom.fits or self.is_preview or self._pixels is None:
            return None
        if self._fine is None and not self._settle.isActive():
            ratio = self.devicePixelRatioF()
            size = round(place.width() * ratio), round(place.height() * ratio)
            if 0 < size[0] * size[1] <= _FINE_PIXELS and size != self._refining:
                self._refining = size
                self._background.run(
                    partial(_scaled, self._pixels, *size),
                    partial(self._refined, self._pixels, size),
                    self._unrefined,
                )
        return self._fine

    def _refined(self, pixels: np.ndarray, size: tuple[int, int], image: QImage) -> None:
        if pixels is self._pixels and size == self._refining:  # else it is no longer wanted
            self._fine = QPixmap.fromImage(image)
            self._fine.setDevicePixelRatio(self.devicePixelRatioF())
            self.update()

    def _unrefined(self, failure: Failure) -> None:
        """There is no memory for it, perhaps; the picture stays as Qt scales it."""

    def _draw_original(self, painter: QPainter, place: QRectF) -> None:
        """The photo, as large as it can be where the picture stands."""
        assert self._original is not None
        painter.fillRect(place, self._theme.color("sunken"))
        size = QSizeF(self._original.size()).scaled(
            place.size(), Qt.AspectRatioMode.KeepAspectRatio
        )
        target = QRectF(QPointF(), size)
        target.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, self._original)

    def _draw_shadow(self, painter: QPainter, place: QRectF) -> None:
        """Drawn once for a place: most of the time of a preview's painting would go into it."""
        ratio = self.devicePixelRatioF()
        if self._shadow is None or self._shadowed != (place, ratio):
            whole = place.toAlignedRect().adjusted(-_SHADE, -_SHADE, _SHADE, _SHADE)
            self._shadow = QPixmap(whole.size() * ratio)
            self._shadow.setDevicePixelRatio(ratio)
            self._shadow.fill(Qt.GlobalColor.transparent)
            self._shadowed = QRectF(place), ratio
            within = QPainter(self._shadow)
            within.setRenderHint(QPainter.RenderHint.Antialiasing)
            within.translate(-whole.topLeft())
            _shade(within, place)
            within.end()
        corner = place.toAlignedRect().topLeft() - QPoint(_SHADE, _SHADE)
        painter.drawPixmap(corner, self._shadow)

    def _draw_scale(self, painter: QPainter) -> None:
        """How large it is, in a corner, where it is not as large as there is room."""
        words = f"{round(100 * self._zoom.scale_now)} %"
        metrics = painter.fontMetrics()
        pill = QRectF(0, 0, metrics.horizontalAdvance(words) + 24, metrics.height() + 10)
        pill.moveBottomRight(QPointF(self.width() - 12, self.height() - 12))
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(self._theme.color("text"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, words)


def _scaled(pixels: np.ndarray, width: int, height: int) -> QImage:
    return to_qimage(resized(pixels, width, height))


def _shade(painter: QPainter, place: QRectF) -> None:
    """The soft shadow around a place."""
    for layer in range(_SHADOW_LAYERS):
        grown = place.adjusted(-layer, -layer, layer, layer).translated(QPointF(0, 4))
        ring = QPainterPath()  # without what the picture covers, which would take long to fill
        ring.addRoundedRect(grown, RADIUS + layer, RADIUS + layer)
        ring.addRoundedRect(place, RADIUS, RADIUS)
        painter.fillPath(ring, QColor(0, 0, 0, 3))
