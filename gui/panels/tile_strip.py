"""Pictures side by side, broken where there is no room: add, remove, reorder."""

from abc import abstractmethod

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from gui.icons import icon
from gui.language import Text, said
from gui.panels.drops import DropButton
from gui.panels.tile import Tile
from gui.theme import Theme

_GAP = 8


class TileStrip(QWidget):
    """A row of tiles, broken where there is no room; its last place takes further pictures."""

    given = Signal(object)  # Given
    removed = Signal(int)  # place
    moved = Signal(int, int)  # from, to
    turned_to = Signal(int)  # the tile that has the focus now

    def __init__(
        self, theme: Theme, size: QSize, name: Text, tip: Text, parent: QWidget | None = None
    ) -> None:
        """Lay out places of this size; `name` and `tip` are those of the last one."""
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self.tiles: list[Tile] = []
        self.add = DropButton(several=True)
        said(self.add, name=name, tip=tip)
        self.add.setParent(self)
        self.add.setProperty("role", "tile")
        self.add.setFixedSize(size.width(), size.width())
        self.add.setIconSize(QSize(20, 20))
        self.add.given.connect(self.given)
        self._marker = QFrame(self)  # where a dragged tile would go
        self._marker.setFixedSize(3, size.width())
        self._marker.hide()
        theme.changed.connect(self._dress)
        self._dress()

    @abstractmethod
    def _new_tile(self) -> Tile:
        """A tile that shows nothing yet."""

    def remove_focused(self) -> None:
        """Take the picture out that has the focus."""
        if (index := self._focused()) is not None:
            self.removed.emit(index)
            (self.tiles[min(index, len(self.tiles) - 1)] if self.tiles else self.add).setFocus()

    def shift_focused(self, by: int) -> None:
        """Move the picture that has the focus."""
        index = self._focused()
        if index is not None and 0 <= index + by < len(self.tiles):
            self.moved.emit(index, index + by)
            self.tiles[index + by].setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _have_tiles(self, count: int) -> None:
        """Have so many tiles; whoever calls it lays them out."""
        while len(self.tiles) < count:
            self._make_tile()
        for tile in self.tiles[count:]:
            tile.hide()
            tile.deleteLater()
        del self.tiles[count:]

    def _make_tile(self) -> None:
        tile = self._new_tile()
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

    def _gap_at(self, spot: QPoint) -> int:
        """Before which tile a photo goes that is let go at a spot; the last: behind all."""
        pitch = self._size + QSize(_GAP, _GAP)
        row = max(0, spot.y() // pitch.height())
        column = min(max(0, round(spot.x() / pitch.width())), self._columns())
        return min(row * self._columns() + column, len(self.tiles))

    def _mark(self, spot: QPoint) -> None:
        gap = self._gap_at(spot)
        corner = self._corner(gap) if gap < len(self.tiles) else self._corner(gap - 1)
        shift = -_GAP // 2 - 1 if gap < len(self.tiles) else self._size.width() + _GAP // 2 - 2
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
        return max(1, (self.width() + _GAP) // (self._size.width() + _GAP))

    def _corner(self, index: int) -> QPoint:
        row, column = divmod(index, self._columns())
        return QPoint(column * (self._size.width() + _GAP), row * (self._size.height() + _GAP))

    def _lay_out(self) -> None:
        for index, tile in enumerate(self.tiles):
            tile.move(self._corner(index))
        last = self._corner_of_last()
        self.add.move(last)
        self.setFixedHeight(last.y() + self._size.height())

    def _corner_of_last(self) -> QPoint:
        """Of the place for further pictures, which may be narrower than a tile."""
        count, columns = len(self.tiles), self._columns()
        right = columns * (self._size.width() + _GAP)
        if count and count % columns == 0 and right + self.add.width() <= self.width():
            return QPoint(right, self._corner(count - 1).y())
        return self._corner(count)

    def _dress(self) -> None:
        self.add.setIcon(icon("add", self._theme.color("muted")))
        self._marker.setStyleSheet(f"background: {self._theme.colors.accent_line}")
