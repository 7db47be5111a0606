"""The projects as a list: names can be edited, rows can be dragged to another place."""

import json
from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QDate,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from core.library.projects import ProjectInfo
from gui.language import as_tip, listed, spoken_name
from gui.projects.projects import Projects

INFO_ROLE = int(Qt.ItemDataRole.UserRole)
ABOUT_ROLE = INFO_ROLE + 1  # the small line below the name
CURRENT_ROLE = INFO_ROLE + 2  # bool: this one is open
MIME = "application/x-likeness-project"
Index = QModelIndex | QPersistentModelIndex


class ProjectModel(QAbstractListModel):
    """Follows `Projects`; what the user does to a row is asked of it."""

    def __init__(self, projects: Projects, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects = projects
        self._items = projects.items
        projects.changed.connect(self._follow)

    def row(self, number: int) -> int:
        """Where a project stands; -1 where it does not."""
        return next((row for row, item in enumerate(self._items) if item.id == number), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return spoken_name(item.name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return listed((spoken_name(item.name), about(item)))
            case Qt.ItemDataRole.ToolTipRole:
                return as_tip(spoken_name(item.name))
            case _:
                return self._own(item, role)

    def _own(self, item: ProjectInfo, role: int) -> object:
        if role == ABOUT_ROLE:
            return about(item)
        if role == CURRENT_ROLE:
            return item.id == self._projects.current
        return item if role == INFO_ROLE else None

    def setData(
        self, index: Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)
    ) -> bool:
        if not index.isValid() or role != Qt.ItemDataRole.EditRole:
            return False
        self._projects.rename(self._items[index.row()].id, str(value))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(MIME, json.dumps(self._items[indexes[0].row()].id).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Always False: the view must not remove the row that it believes to have moved."""
        if data.hasFormat(MIME):
            number = json.loads(bytes(data.data(MIME).data()))
            target = parent.row() if row < 0 else row
            target = len(self._items) if target < 0 else target
            behind = target > self.row(number)  # its own row goes first
            self._projects.move(number, target - behind)
        return False

    def _follow(self) -> None:
        """Rows change in place where the same projects stand in the same order."""
        before, items = [item.id for item in self._items], self._projects.items
        if before != [item.id for item in items]:
            self.beginResetModel()
            self._items = items
            self.endResetModel()
        elif items:
            self._items = items
            self.dataChanged.emit(self.index(0), self.index(len(items) - 1))


def about(item: ProjectInfo) -> str:
    """How many pictures a project has and when it was opened last."""
    translate = QCoreApplication.translate
    words = translate("ProjectModel", "{0} pictures").format(item.pictures)
    if item.pictures == 1:
        words = translate("ProjectModel", "1 picture")
    if not item.opened:
        return words
    return f"{words} · {spoken_day(item.opened)}"


def spoken_day(moment: str) -> str:
    """The day of an ISO 8601 time, as people say it."""
    translate = QCoreApplication.translate
    local = datetime.fromisoformat(moment).astimezone()
    day = QDate(local.year, local.month, local.day)
    match day.daysTo(QDate.currentDate()):
        case 0:
            return translate("ProjectModel", "opened today")
        case 1:
            return translate("ProjectModel", "opened yesterday")
        case _:
            shown = QLocale().toString(day, QLocale.FormatType.ShortFormat)
            return translate("ProjectModel", "opened {0}").format(shown)
