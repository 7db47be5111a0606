"""Paints one picture of the gallery: thumbnail, stars, flag, likeness."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.library import PictureRow
from gui.alike import tile_words
from gui.gallery.model import PICTURE_ROLE, THUMBNAIL_ROLE, PictureModel
from gui.gallery.thumbnails import RADIUS
from gui.icons import icon
from gui.theme import Theme

GAP = 8  # logical pixels between pictures
FOOT = 22  # height of the line below each, with its stars and its likeness
STARS = 5
_STAR = 13
_BADGE = 22
_FAINT = 0.35  # opacity of rejected pictures
Index = QModelIndex | QPersistentModelIndex


class PictureDelegate(QStyledItemDelegate):
    """Draws the whole picture in a square, and a quiet line below it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self.side = 120  # logical pixels of the square
        self.hovered: tuple[int, QPoint] | None = None  # row and place of the pointer

    def cell(self) -> QSize:
        return QSize(self.side + GAP, self.side + FOOT + GAP)

    def star_at(self, cell: QRect, place: QPoint) -> int | None:
        """Which star, 1 to 5, lies at a place in a cell."""
        first = self._star_corner(cell)
        inside = first.y() - 4 <= place.y() < first.y() + _STAR + 5
        number = (place.x() - first.x()) // _STAR + 1
        return number if inside and 1 <= number <= STARS else None

    def flag_at(self, cell: QRect, place: QPoint) -> bool:
        """Whether the flag's badge lies there."""
        return self._badge(cell).contains(place)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self.cell()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(PICTURE_ROLE)
        if not isinstance(row, PictureRow):
            return
        state = option.state  # type: ignore[attr-defined]
        cell: QRect = option.rect  # type: ignore[attr-defined]
        hovered = self.hovered is not None and self.hovered[0] == index.row()
        painter.save()
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent_soft"))
            painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -1), 10, 10)
        place = self._draw_picture(painter, cell, index, row)
        if state & QStyle.StateFlag.State_Selected:
            self._draw_ring(painter, place, "accent_line", 2.5)
        elif state & QStyle.StateFlag.State_HasFocus:
            self._draw_ring(painter, place, "strong", 2)
        self._draw_badge(painter, cell, row, hovered)
        self._draw_foot(painter, cell, row, hovered)
        painter.restore()

    def _draw_picture(
        self, painter: QPainter, cell: QRect, index: Index, row: PictureRow
    ) -> QRectF:
        """Draw the thumbnail, or what stands for it, and say where."""
        image = index.data(THUMBNAIL_ROLE)
        longer = max(row.width, row.height, 1)
        width, height = self.side * row.width / longer, self.side * row.height / longer
        left, top = cell.left() + GAP // 2, cell.top() + GAP // 2
        place = QRectF(
            round(left + (self.side - width) / 2), round(top + (self.side - height) / 2),
            max(1, round(width)), max(1, round(height)),
        )  # fmt: skip
        if isinstance(image, QImage):
            painter.setOpacity(_FAINT if row.flag == "rejected" else 1.0)
            painter.drawImage(place, image)
            painter.setOpacity(1.0)
            return place
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sunken"))
        painter.drawRoundedRect(place, RADIUS * self.side, RADIUS * self.side)
        model = index.model()
        if isinstance(model, PictureModel) and model.thumbnails.broken(row.id):
            sign = self._pixmap(painter, "broken", "muted", 24)
            painter.drawPixmap(place.center() - QRectF(0, 0, 24, 24).center(), sign)
        return place

    def _draw_badge(self, painter: QPainter, cell: QRect, row: PictureRow, hovered: bool) -> None:
        if row.flag == "none" and not hovered:
            return
        badge = self._badge(cell)
        name, back, front = {
            "picked": ("flag", "accent", "accent_text"),
            "rejected": ("reject", "surface", "text"),
            "none": ("flag", "surface", "muted"),
        }[row.flag]
        painter.setPen(QPen(self._theme.color("border" if back == "surface" else back), 1))
        painter.setBrush(self._theme.color(back))
        painter.drawEllipse(QRectF(badge).adjusted(0.5, 0.5, -0.5, -0.5))
        inner = badge.adjusted(4, 4, -4, -4)
        painter.drawPixmap(inner, self._pixmap(painter, name, front, inner.width()))

    def _draw_foot(self, painter: QPainter, cell: QRect, row: PictureRow, hovered: bool) -> None:
        corner = self._star_corner(cell)
        shown = row.stars
        if hovered and self.hovered is not None:
            shown = self.star_at(cell, self.hovered[1]) or row.stars
        for number in range(STARS if hovered else row.stars):
            name, color = ("star-full", "warn") if number < shown else ("star", "muted")
            sign = self._pixmap(painter, name, color, _STAR - 1)
            painter.drawPixmap(corner + QPoint(number * _STAR, 0), sign)
        if words := tile_words(row):
            font = painter.font()
            font.setPixelSize(11)
            painter.setFont(font)
            painter.setPen(self._theme.color("muted"))
            line = QRect(cell.left(), corner.y() - 4, cell.width() - GAP, _STAR + 8)
            where = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, where, words)

    def _draw_ring(self, painter: QPainter, place: QRectF, color: str, width: float) -> None:
        painter.setPen(QPen(self._theme.color(color), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = RADIUS * self.side
        painter.drawRoundedRect(place, radius, radius)

    def _star_corner(self, cell: QRect) -> QPoint:
        top = cell.top() + GAP // 2 + self.side + (FOOT - _STAR) // 2 + 1
        return QPoint(cell.left() + GAP, top)

    def _badge(self, cell: QRect) -> QRect:
        return QRect(cell.left() + GAP, cell.top() + GAP, _BADGE, _BADGE)

    def _pixmap(self, painter: QPainter, name: str, role: str, side: int) -> QPixmap:
        color = self._theme.color(role)
        ratio = painter.device().devicePixelRatioF()
        key = (name, color.name(), side, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = icon(name, color).pixmap(QSize(side, side), ratio)
        return self._pixmaps[key]
