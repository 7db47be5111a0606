"""How large a picture is shown and which part of it: geometry without a widget."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF

MARGIN = 24  # logical pixels around a picture that fits
LARGEST = 32.0
SMALLEST = 0.05


@dataclass(frozen=True)
class Zoom:
    """A way to look at a picture.

    Attributes:
        view: size of the widget, in logical pixels.
        picture: size of the picture, in its own pixels.
        ratio: pixels of the screen per logical pixel.
        scale: pixels of the screen per pixel of the picture; None: as large as there is room.
        centre: the point of the picture that is in the middle, in its own pixels.
    """

    view: QSizeF
    picture: QSize
    ratio: float = 1.0
    scale: float | None = None
    centre: QPointF | None = None

    @property
    def fits(self) -> bool:
        return self.scale is None

    @property
    def scale_now(self) -> float:
        """`scale`, or what it comes to where the picture fits."""
        if self.scale is not None:
            return self.scale
        room_x = max(1.0, self.view.width() - 2 * MARGIN)
        room_y = max(1.0, self.view.height() - 2 * MARGIN)
        return self.ratio * min(room_x / self.picture.width(), room_y / self.picture.height())

    def place(self) -> QRectF:
        """Where the picture stands in the widget, on whole pixels of the screen."""
        size = QSizeF(self.picture) * (self.scale_now / self.ratio)
        middle = QPointF(self.view.width() / 2, self.view.height() / 2)
        centre = QPointF(size.width() / 2, size.height() / 2)
        if self.centre is not None and not self.fits:
            centre = self.centre * (self.scale_now / self.ratio)
        left = _inside(middle.x() - centre.x(), size.width(), self.view.width())
        top = _inside(middle.y() - centre.y(), size.height(), self.view.height())
        return QRectF(*(self._snap(value) for value in (left, top, size.width(), size.height())))

    def fitted(self) -> "Zoom":
        return replace(self, scale=None, centre=None)

    def zoomed(self, scale: float, around: QPointF) -> "Zoom":
        """Another scale; the point of the picture under `around`, in the widget, stays there."""
        old = self.place()
        unit = self.scale_now / self.ratio
        under = (around - old.topLeft()) / unit
        scale = min(LARGEST, max(SMALLEST, scale))
        middle = QPointF(self.view.width() / 2, self.view.height() / 2)
        return replace(self, scale=scale, centre=under - (around - middle) / (scale / self.ratio))

    def panned(self, by: QPointF) -> "Zoom":
        """Moved by that many logical pixels; never out of sight."""
        place = self.place()
        moved = replace(self, centre=self._point(place.translated(by)))
        return replace(self, centre=self._point(moved.place()))

    def _point(self, place: QRectF) -> QPointF:
        """The point of the picture in the middle, were it shown at `place`."""
        middle = QPointF(self.view.width() / 2, self.view.height() / 2)
        return (middle - place.topLeft()) / (self.scale_now / self.ratio)

    def _snap(self, value: float) -> float:
        return round(value * self.ratio) / self.ratio


def _inside(corner: float, size: float, room: float) -> float:
    """No gap at a side where the picture is larger than the view, else in the middle."""
    if size <= room:
        return (room - size) / 2
    return min(0.0, max(room - size, corner))
