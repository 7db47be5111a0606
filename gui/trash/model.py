"""The trash as a table."""

from datetime import datetime
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QIcon, QPixmap

from core.library.trash import Trashed, TrashedPicture
from gui.gallery.thumbnails import ThumbnailLoader
from gui.icons import icon
from gui.language import as_tip, spoken_name
from gui.theme import Theme
from gui.trash.trash import Trash

ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """From left to right."""

    NAME = 0
    PROJECT = 1
    SINCE = 2
    SIZE = 3


class TrashModel(QAbstractTableModel):
    """A row for each picture and project, what was deleted last first.

    Args:
        trash: what is shown.
        thumbnails: the gallery's.
        theme: whose colours the signs take.
    """

    def __init__(
        self,
        trash: Trash,
        thumbnails: ThumbnailLoader,
        theme: Theme,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._trash, self._thumbnails, self._theme = trash, thumbnails, theme
        self._items = trash.items
        trash.changed.connect(self._follow)
        thumbnails.arrived.connect(self._thumbnail_arrived)

    def item(self, row: int) -> Trashed:
        return self._items[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        names = (self.tr("Name"), self.tr("Project"), self.tr("Deleted"), self.tr("Size"))
        return names[section]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item, column = self._items[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(item, column)
            case Qt.ItemDataRole.DecorationRole if column is Column.NAME:
                return self._sign(item)
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(
                    item.row.prompt if isinstance(item, TrashedPicture) else spoken_name(item.name)
                )
            case _:
                return item if role == ITEM_ROLE else None

    def _text(self, item: Trashed, column: Column) -> str:
        match column:
            case Column.NAME:
                return self._name(item)
            case Column.PROJECT:
                return spoken_name(item.project) if isinstance(item, TrashedPicture) else ""
            case Column.SINCE:
                return spoken_moment(item.since)
            case Column.SIZE:
                return spoken_bytes(item.size)

    def _name(self, item: Trashed) -> str:
        if isinstance(item, TrashedPicture):
            words = item.row.title or item.row.prompt
            return " ".join(words.split()) or self.tr("Without a prompt")
        if item.pictures == 1:
            return self.tr("Project “{0}” with 1 picture").format(spoken_name(item.name))
        words = self.tr("Project “{0}” with {1} pictures")
        return words.format(spoken_name(item.name), item.pictures)

    def _sign(self, item: Trashed) -> QIcon:
        quiet = self._theme.color("muted")
        if not isinstance(item, TrashedPicture):
            return icon("folder", quiet)
        image = self._thumbnails.get(item.row.id)
        return icon("pictures", quiet) if image is None else QIcon(QPixmap.fromImage(image))

    def _follow(self) -> None:
        self.beginResetModel()
        self._items = self._trash.items
        self.endResetModel()

    def _thumbnail_arrived(self, picture_id: str) -> None:
        for row, item in enumerate(self._items):
            if isinstance(item, TrashedPicture) and item.row.id == picture_id:
                index = self.index(row, Column.NAME)
                self.dataChanged.emit(index, index, [Qt.ItemDataRole.DecorationRole])


def spoken_bytes(size: int) -> str:
    """How large a file is, as people say it."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def spoken_moment(moment: str) -> str:
    """An ISO 8601 time, as people say it."""
    translate = QCoreApplication.translate
    local = QDateTime.fromSecsSinceEpoch(round(datetime.fromisoformat(moment).timestamp()))
    time = QLocale().toString(local.time(), QLocale.FormatType.ShortFormat)
    match local.date().daysTo(QDateTime.currentDateTime().date()):
        case 0:
            return translate("TrashModel", "today, {0}").format(time)
        case 1:
            return translate("TrashModel", "yesterday, {0}").format(time)
        case _:
            return QLocale().toString(local, QLocale.FormatType.ShortFormat)
