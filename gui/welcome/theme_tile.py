"""Small windows, light and dark, to choose a theme by."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from gui.icons import sign
from gui.theme import DARK, LIGHT, Colors, Theme

SIZE = QSize(132, 80)  # logical pixels
_RATIO = 2  # they are drawn for a screen at 200 %, and look well on others
_FACES = {"light": (LIGHT, LIGHT), "dark": (DARK, DARK), "system": (LIGHT, DARK)}
_OFF, _ON = QIcon.State.Off, QIcon.State.On
_MARK, _BADGE = 16, 22  # sides of the check mark and of what it stands on


def check_icon(theme: Theme) -> QIcon:
    """A check mark that is only seen on what is chosen."""
    made, blank = QIcon(), QPixmap(_MARK * _RATIO, _MARK * _RATIO)
    blank.fill(Qt.GlobalColor.transparent)
    made.addPixmap(blank, QIcon.Mode.Normal, _OFF)
    mark = sign("check", theme.color("accent_line"), _MARK, _RATIO)
    made.addPixmap(mark, QIcon.Mode.Normal, _ON)
    return made


def theme_icon(choice: str, theme: Theme) -> QIcon:
    """The picture of a choice, of two halves where it follows the system."""
    made = QIcon()
    for state in (_OFF, _ON):
        made.addPixmap(_tile(choice, theme, state == _ON), QIcon.Mode.Normal, state)
    return made


def _tile(choice: str, theme: Theme, chosen: bool) -> QPixmap:
    pixmap = QPixmap(SIZE * _RATIO)
    pixmap.setDevicePixelRatio(_RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    whole = QRectF(0.5, 0.5, SIZE.width() - 1, SIZE.height() - 1)
    outline = QPainterPath()
    outline.addRoundedRect(whole, 7, 7)
    painter.setClipPath(outline)
    first, second = _FACES[choice]
    _draw_window(painter, first)
    if second is not first:
        half = QPainterPath()
        half.addPolygon(QPolygonF([whole.topRight(), whole.bottomRight(), whole.bottomLeft()]))
        painter.setClipPath(outline.intersected(half))
        _draw_window(painter, second)
    painter.setClipping(False)
    painter.setPen(QPen(theme.color("strong"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(outline)
    if chosen:
        _draw_badge(painter, theme)
    painter.end()
    return pixmap


def _draw_window(painter: QPainter, colors: Colors) -> None:
    """Panels with a button on the left, a picture in the middle, others on the right."""
    painter.setPen(Qt.PenStyle.NoPen)
    for color, place, radius in (
        (colors.window, QRectF(0, 0, 132, 80), 0),
        (colors.surface, QRectF(7, 8, 34, 48), 4),
        (colors.strong, QRectF(12, 14, 24, 3), 1.5),
        (colors.border, QRectF(12, 22, 20, 3), 1.5),
        (colors.border, QRectF(12, 30, 22, 3), 1.5),
        (colors.border, QRectF(12, 38, 16, 3), 1.5),
        (colors.accent, QRectF(7, 62, 34, 10), 4),
        (colors.accent_soft, QRectF(48, 8, 52, 64), 4),
        (colors.accent_line, QRectF(66, 20, 16, 18), 8),
        (colors.accent_line, QRectF(58, 43, 32, 29), 12),
        (colors.surface, QRectF(107, 8, 18, 18), 3),
        (colors.surface, QRectF(107, 31, 18, 18), 3),
        (colors.surface, QRectF(107, 54, 18, 18), 3),
    ):
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(place, radius, radius)


def _draw_badge(painter: QPainter, theme: Theme) -> None:
    corner = QPoint(SIZE.width() - _BADGE - 5, 5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawEllipse(QRectF(corner.x(), corner.y(), _BADGE, _BADGE))
    inner = corner + QPoint((_BADGE - _MARK) // 2, (_BADGE - _MARK) // 2)
    painter.drawPixmap(inner, sign("check", theme.color("accent_text"), _MARK, _RATIO))
