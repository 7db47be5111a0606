"""Our own line icons, drawn in a colour of the theme."""

import tempfile
from functools import cache, lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

_FOLDER = Path(__file__).parent.parent / "resources" / "icons"
_ANY = QSize()


def icon(name: str, color: QColor, disabled: QColor | None = None) -> QIcon:
    """The icon of resources/icons/`name`.svg in `color`, sharp at every scale.

    It is drawn where it is first seen, and only in the sizes in which it is seen: to draw all icons
    of the window in many sizes would take a third of the time until its first paint.
    """
    made = QIcon(drawn(name, color.name()))
    if disabled is not None:
        made.addFile(drawn(name, disabled.name()), _ANY, QIcon.Mode.Disabled)
    return made


def sign(name: str, color: QColor, side: int, ratio: float) -> QPixmap:
    """An icon as a picture of `side` logical pixels, for a screen's ratio; for large ones."""
    pixels = round(side * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    svg = QSvgRenderer(QByteArray(_text(name, color.name()).encode()))
    svg.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def drawn(name: str, color: str) -> str:
    """Path of an icon in a colour, #rrggbb: Qt's icons and style sheets take SVG from files."""
    path = Path(_files().name, f"{name}-{color[1:]}.svg")
    path.write_text(_text(name, color), encoding="utf-8")
    return path.as_posix()


def _text(name: str, color: str) -> str:
    return _source(name).replace("currentColor", color)


@lru_cache
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text("utf-8")


@cache
def _files() -> tempfile.TemporaryDirectory[str]:
    """Where they are, until the program ends."""
    return tempfile.TemporaryDirectory(prefix="likeness-icons-", ignore_cleanup_errors=True)
