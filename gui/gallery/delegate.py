"""Paints one picture of the gallery."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.picture import Picture
from gui.gallery.model import PICTURE_ROLE, THUMBNAIL_ROLE
from gui.theme import Theme

GAP = 8
_RADIUS = 10


class PictureDelegate(QStyledItemDelegate):
    """A rounded thumbnail with its likeness; the chosen one has a ring."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.side = 120

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(self.side + GAP, self.side + GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state = option.state  # type: ignore[attr-defined]
        corner = option.rect.topLeft()  # type: ignore[attr-defined]
        place = QRectF(corner.x() + GAP / 2, corner.y() + GAP / 2, self.side, self.side)
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        self._draw_picture(painter, place, index)
        if state & QStyle.StateFlag.State_Selected:
            self._draw_ring(painter, place, self._theme.color("accent_line"), 3)
        elif state & QStyle.StateFlag.State_MouseOver:
            self._draw_ring(painter, place, self._theme.color("strong"), 2)
        painter.restore()

    def _draw_picture(
        self, painter: QPainter, place: QRectF, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        clip = QPainterPath()
        clip.addRoundedRect(place, _RADIUS, _RADIUS)
        painter.fillPath(clip, self._theme.color("sunken"))
        image = index.data(THUMBNAIL_ROLE)
        picture = index.data(PICTURE_ROLE)
        if not isinstance(image, QImage) or not isinstance(picture, Picture):
            return
        painter.setClipPath(clip)
        painter.drawImage(place, image)
        if picture.likeness is not None:
            self._draw_likeness(painter, place, picture.likeness)
        painter.setClipping(False)

    def _draw_likeness(self, painter: QPainter, place: QRectF, likeness: float) -> None:
        shade = QLinearGradient()
        shade.setStart(place.left(), place.bottom())
        shade.setFinalStop(place.left(), place.bottom() - 32)
        shade.setColorAt(0, QColor(0, 0, 0, 150))
        shade.setColorAt(1, QColor(0, 0, 0, 0))
        painter.fillRect(place.adjusted(0, place.height() - 32, 0, 0), shade)
        painter.setPen(QColor("#ffffff"))
        font = painter.font()
        font.setPixelSize(11)
        painter.setFont(font)
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(place.adjusted(8, 0, 0, -6), where, f"{likeness:.2f}")

    def _draw_ring(self, painter: QPainter, place: QRectF, color: QColor, width: float) -> None:
        painter.setPen(QPen(color, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2 - 1
        painter.drawRoundedRect(place.adjusted(inset, inset, -inset, -inset), _RADIUS, _RADIUS)
