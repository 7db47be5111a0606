"""Style presets, each with a small picture of its effect."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget

from core.imaging import load_image
from core.styles import Style
from gui.background import Background
from gui.failure import Failure
from gui.icons import icon
from gui.images import thumbnail
from gui.language import said
from gui.theme import Theme

NO_STYLE = "none"  # the preset that takes a style away; it has no tile
_TILE = QSize(73, 86)
_PICTURE = 66
_PIXELS = 128
_COLUMNS = 4
_MARK = 18


class StylePicker(QWidget):
    """A tile for each style; the one in which the prompt is written is marked."""

    chosen = Signal(object)  # Style; the plain one where the marked tile is clicked

    def __init__(
        self,
        styles: Sequence[Style],
        pictures: Path,
        theme: Theme,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._plain = next((style for style in styles if style.name == NO_STYLE), None)
        self.tiles = {
            style.name: StyleTile(style, theme) for style in styles if style is not self._plain
        }
        self._own: tuple[str, ...] = ()
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2)
        grid.setVerticalSpacing(6)
        for number, tile in enumerate(self.tiles.values()):
            self._place(tile, number)
        files = {name: pictures / f"{name}.webp" for name in self.tiles}
        background.run(lambda: _load(files), self._show, self._failed)

    def show_own(self, styles: Sequence[Style]) -> None:
        """Show the user's own styles behind ours, instead of those that were there."""
        for name in self._own:
            tile = self.tiles.pop(name)
            self._grid.removeWidget(tile)
            tile.deleteLater()
        fresh = {style.name: style for style in styles if style.name not in self.tiles}
        for style in fresh.values():
            tile = StyleTile(style, self._theme)
            self._place(tile, len(self.tiles))
            self.tiles[style.name] = tile
        self._own = tuple(fresh)

    def _place(self, tile: "StyleTile", number: int) -> None:
        self._grid.addWidget(tile, *divmod(number, _COLUMNS), Qt.AlignmentFlag.AlignHCenter)
        tile.clicked.connect(self._clicked)

    def mark(self, style: Style | None) -> None:
        """Mark the style of the prompt, if it has one of these."""
        for tile in self.tiles.values():
            tile.setChecked(tile.style_preset == style)

    def _clicked(self) -> None:
        tile = self.sender()
        assert isinstance(tile, StyleTile)
        wanted = tile.style_preset if tile.isChecked() else self._plain
        if wanted is not None:
            self.chosen.emit(wanted)

    def _show(self, pictures: dict[str, QImage]) -> None:
        for name, image in pictures.items():
            self.tiles[name].show_picture(image)

    def _failed(self, failure: Failure) -> None:
        """Tiles without pictures choose as well; a test sees to it that the pictures are there."""


class StyleTile(QAbstractButton):
    """One style: its effect, its name, and a tick where the prompt is written in it."""

    def __init__(self, style: Style, theme: Theme) -> None:
        super().__init__()
        self.style_preset = style
        self._theme = theme
        self.picture: QImage | None = None
        self.setCheckable(True)
        self.setFixedSize(_TILE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        said(
            self,
            text=lambda: title_of(style),
            name=lambda: self.tr("Style {0}").format(title_of(style)),
            tip=lambda: self.tr("{0} (Space). Once more takes the style away.").format(
                style.prompt
            ),
        )
        theme.changed.connect(self.update)

    def show_picture(self, image: QImage) -> None:
        self.picture = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        square = QRectF((self.width() - _PICTURE) / 2, 0, _PICTURE, _PICTURE)
        square = square.adjusted(1, 1, -1, -1)
        clip = QPainterPath()
        clip.addRoundedRect(square, 9, 9)
        painter.save()
        painter.setClipPath(clip)
        painter.fillPath(clip, self._theme.color("sunken"))
        if self.picture is not None:
            painter.drawImage(square, self.picture)
        elif self.style_preset.title:
            large = self.font()
            large.setPixelSize(26)
            painter.setFont(large)
            painter.setPen(self._theme.color("muted"))
            painter.drawText(square, Qt.AlignmentFlag.AlignCenter, self.style_preset.title[0])
        painter.restore()
        focused = self.isChecked() and self.hasFocus()  # its ring would look the same without
        lit = self.isChecked() or self.hasFocus() or self.underMouse()
        ring = "text" if focused else "accent_line" if lit else "border"
        painter.setPen(QPen(self._theme.color(ring), 2 if lit else 1))
        painter.drawRoundedRect(square, 9, 9)
        if self.isChecked():
            self._paint_tick(painter, square)
        font = self.font()
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(self._theme.color("text" if self.isChecked() else "muted"))
        row = self.rect().adjusted(0, _PICTURE + 3, 0, 0)
        words = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, row.width())
        painter.drawText(row, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)

    def _paint_tick(self, painter: QPainter, square: QRectF) -> None:
        spot = QRectF(square.right() - _MARK - 3, square.top() + 4, _MARK, _MARK)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawEllipse(spot)
        tick = icon("check", self._theme.color("accent_text")).pixmap(QSize(_MARK - 6, _MARK - 6))
        painter.drawPixmap(round(spot.x()) + 3, round(spot.y()) + 3, tick)


def title_of(style: Style) -> str:
    """What a style is called in the language of the window."""
    return QCoreApplication.translate("Styles", style.title)


def _load(files: dict[str, Path]) -> dict[str, QImage]:
    """The pictures that are there. Any thread."""
    found = {name: file for name, file in files.items() if file.is_file()}
    return {name: thumbnail(load_image(file), _PIXELS) for name, file in found.items()}
