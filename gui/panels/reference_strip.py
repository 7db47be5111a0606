"""The photos of one person, side by side: add, remove, reorder."""

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from gui.commands import Commands
from gui.icons import icon
from gui.language import said
from gui.panels.drops import DropButton
from gui.panels.photo_tile import TILE, PhotoTile
from gui.panels.sources import Photo
from gui.theme import Theme

_GAP = 8


class ReferenceStrip(QWidget):
    """A row of tiles, broken where there is no room; its last place takes further photos."""

    given = Signal(object)  # Given
    removed = Signal(int)  # place
    moved = Signal(int, int)  # from, to
    turned_to = Signal(int)  # the tile that has the focus now

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.tiles: list[PhotoTile] = []
        self.add = DropButton(several=True)
        said(
            self.add,
            name=lambda: self.tr("Add photos of this person"),
            tip=lambda: self.tr("Drop further photos of this person here, or click."),
        )
        self.add.setParent(self)
        self.add.setProperty("role", "tile")
        self.add.setFixedSize(TILE.width(), TILE.width())
        self.add.setIconSize(QSize(20, 20))
        self.add.given.connect(self.given)
        self._marker = QFrame(self)  # where a dragged tile would go
        self._marker.setFixedSize(3, TILE.width())
        self._marker.hide()
        theme.changed.connect(self._dress)
        self._dress()

    def show_photos(self, photos: list[tuple[Photo | None, str]]) -> None:
        """Show these photos with their names; None: it is being opened."""
        while len(self.tiles) < len(photos):
            self._make_tile()
        for tile in self.tiles[len(photos) :]:
            tile.hide()
            tile.deleteLater()
        del self.tiles[len(photos) :]
        for index, (photo, name) in enumerate(photos):
            place = self.tr("Photo {0} of {1}").format(index + 1, len(photos))
            self.tiles[index].show_photo(photo, name, place)
        self._lay_out()

    def add_commands(self, commands: Commands) -> None:
        """The keys of the tile that has the focus."""
        group = lambda: self.tr("Photos of a person")
        for name, text, run, key in (
            ("remove", lambda: self.tr("Remove the photo"), self._remove, "Delete"),
            ("earlier", lambda: self.tr("Move the photo left"), self._earlier, "Ctrl+Left"),
            ("later", lambda: self.tr("Move the photo right"), self._later, "Ctrl+Right"),
        ):
            commands.add(f"edit.photo.{name}", group, text, run, self, (key,), everywhere=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _make_tile(self) -> None:
        tile = PhotoTile(self._theme, self)
        tile.remove.clicked.connect(lambda: self.removed.emit(self.tiles.index(tile)))
        tile.focused.connect(lambda: self.turned_to.emit(self.tiles.index(tile)))
        tile.dragged.connect(self._mark)
        tile.dropped.connect(lambda spot: self._drop(self.tiles.index(tile), spot))
        tile.show()
        self.tiles.append(tile)
        if len(self.tiles) > 1:
            QWidget.setTabOrder(self.tiles[-2], tile)
        QWidget.setTabOrder(tile, self.add)

    def _focused(self) -> int | None:
        return next((i for i, tile in enumerate(self.tiles) if tile.hasFocus()), None)

    def _remove(self) -> None:
        if (index := self._focused()) is not None:
            self.removed.emit(index)
            (self.tiles[min(index, len(self.tiles) - 1)] if self.tiles else self.add).setFocus()

    def _earlier(self) -> None:
        self._shift(-1)

    def _later(self) -> None:
        self._shift(1)

    def _shift(self, by: int) -> None:
        index = self._focused()
        if index is not None and 0 <= index + by < len(self.tiles):
            self.moved.emit(index, index + by)
            self.tiles[index + by].setFocus()

    def _gap_at(self, spot: QPoint) -> int:
        """Before which tile a photo goes that is let go at a spot; the last: behind all."""
        pitch = TILE + QSize(_GAP, _GAP)
        row = max(0, spot.y() // pitch.height())
        column = min(max(0, round(spot.x() / pitch.width())), self._columns())
        return min(row * self._columns() + column, len(self.tiles))

    def _mark(self, spot: QPoint) -> None:
        gap = self._gap_at(spot)
        corner = self._corner(gap) if gap < len(self.tiles) else self._corner(gap - 1)
        shift = -_GAP // 2 - 1 if gap < len(self.tiles) else TILE.width() + _GAP // 2 - 2
        self._marker.move(max(0, corner.x() + shift), corner.y())
        self._marker.raise_()
        self._marker.show()

    def _drop(self, index: int, spot: QPoint) -> None:
        self._marker.hide()
        gap = self._gap_at(spot)
        target = gap - 1 if gap > index else gap
        if target != index:
            self.moved.emit(index, target)
            self.tiles[target].setFocus()

    def _columns(self) -> int:
        return max(1, (self.width() + _GAP) // (TILE.width() + _GAP))

    def _corner(self, index: int) -> QPoint:
        row, column = divmod(index, self._columns())
        return QPoint(column * (TILE.width() + _GAP), row * (TILE.height() + _GAP))

    def _lay_out(self) -> None:
        for index, place in enumerate((*self.tiles, self.add)):
            place.move(self._corner(index))
        rows = len(self.tiles) // self._columns() + 1
        self.setFixedHeight(rows * (TILE.height() + _GAP) - _GAP)

    def _dress(self) -> None:
        self.add.setIcon(icon("add", self._theme.color("muted")))
        self._marker.setStyleSheet(f"background: {self._theme.colors.accent_line}")
