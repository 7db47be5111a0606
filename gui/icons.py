"""Our own line icons, drawn in a colour of the theme."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).parent.parent / "resources" / "icons"
_SIDES = (16, 20, 24, 32, 40, 48, 64)


def icon(name: str, color: QColor, disabled: QColor | None = None) -> QIcon:
    """The icon of resources/icons/`name`.svg in `color`, sharp at every scale."""
    made = QIcon()
    for side in _SIDES:
        made.addPixmap(_pixmap(name, color, side))
        if disabled is not None:
            made.addPixmap(_pixmap(name, disabled, side), QIcon.Mode.Disabled)
    return made


def sign(name: str, color: QColor, side: int, ratio: float) -> QPixmap:
    """An icon as a picture of `side` logical pixels, for a screen's ratio; for large ones."""
    pixmap = _pixmap(name, color, round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def drawing(name: str, color: QColor) -> str:
    """The SVG text of an icon in a colour."""
    return (_FOLDER / f"{name}.svg").read_text("utf-8").replace("currentColor", color.name())


def _pixmap(name: str, color: QColor, side: int) -> QPixmap:
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing(name, color).encode())).render(
        painter, QRectF(0, 0, side, side)
    )
    painter.end()
    return pixmap
