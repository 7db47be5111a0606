"""The queue as a table."""

import json
from collections.abc import Callable, Sequence
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QPixmap

from core.library.queue import State
from gui.icons import icon
from gui.images import rounded, thumbnail
from gui.language import as_tip, in_language
from gui.queue.edits import QueueEdits
from gui.queue.jobs import DrawJob
from gui.queue.queue import Queue
from gui.theme import Theme
from gui.time_left import spoken, spoken_speed

JOB_ROLE = int(Qt.ItemDataRole.UserRole)
MIME = "application/x-likeness-jobs"
THUMBNAIL = 36  # logical pixels, as are the next two
_SIGN = 18
_BLANK = 24
_PICTURES_KEPT = 100  # of jobs that were taken out of the list
_SHARPNESS = 2.0  # device pixels of a thumbnail per logical one
_SIGNS = {
    State.WAITING: ("clock", "muted"),
    State.RUNNING: ("play", "accent_line"),
    State.DONE: ("check", "good"),
    State.FAILED: ("warning", "warn"),
    State.CANCELLED: ("close", "muted"),
    State.INTERRUPTED: ("bolt", "warn"),
}
Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """From left to right."""

    PICTURE = 0
    PROMPT = 1
    PROJECT = 2
    STATE = 3
    STEP = 4
    SPEED = 5
    LEFT = 6


class JobModel(QAbstractTableModel):
    """A row for each job, in the queue's order. Waiting rows can be dragged to another place.

    Args:
        queue: what is shown.
        edits: changes it so that it can be undone.
        theme: whose colours the signs take.
        name_of: the name of a project by its id.
    """

    def __init__(
        self,
        queue: Queue,
        edits: QueueEdits,
        theme: Theme,
        name_of: Callable[[int], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue, self._edits = queue, edits
        self._theme = theme
        self._name_of = name_of
        self._jobs: list[DrawJob] = list(queue.jobs())
        self._pictures: dict[int, QPixmap] = {}
        self._signs: dict[str, QPixmap] = {}  # those that were seen, in the colours of today
        queue.arranged.connect(self._arrange)
        queue.changed.connect(self._change)
        theme.changed.connect(self._dress)

    def job(self, row: int) -> DrawJob:
        return self._jobs[row]

    def picture(self, number: int) -> QPixmap | None:
        """The newest picture or preview of a job; None if it has shown none."""
        return self._pictures.get(number)

    def refresh_names(self) -> None:
        """Projects have other names."""
        self._tell(0, len(self._jobs) - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._jobs)

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
        return (
            self.tr("Picture"),
            self.tr("Prompt"),
            self.tr("Project"),
            self.tr("State"),
            self.tr("Step"),
            self.tr("Speed"),
            self.tr("Time left"),
        )[section]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._jobs):
            return None
        job, column = self._jobs[index.row()], Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(job, column)
            case Qt.ItemDataRole.DecorationRole:
                return self._sign(job, column)
            case Qt.ItemDataRole.AccessibleTextRole if column is Column.PICTURE:
                return self.tr("The picture so far")
            case Qt.ItemDataRole.ToolTipRole:
                reason = " ".join(map(in_language, filter(None, (job.kept.reason, job.kept.hint))))
                return as_tip(reason or job.recipe.prompt)
            case _:
                return job if role == JOB_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if not index.isValid():
            return flags | Qt.ItemFlag.ItemIsDropEnabled
        if self._jobs[index.row()].state is State.WAITING:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    # to drag a job is to ask for another place: the queue moves it, then this model follows

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        numbers = sorted({self._jobs[index.row()].id for index in indexes})
        data.setData(MIME, json.dumps(numbers).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Always False: the view must not remove the rows that it believes to have moved."""
        if data.hasFormat(MIME):
            target = parent.row() if row < 0 else row
            if target < 0:
                target = len(self._jobs)
            numbers = json.loads(bytes(data.data(MIME).data()))
            self._edits.move(numbers, target - self._running())
        return False

    def _running(self) -> int:
        return sum(job.state is State.RUNNING for job in self._jobs)

    def _text(self, job: DrawJob, column: Column) -> str:
        left, sampling = self._queue.progress(job.id), job.recipe.sampling
        match column:
            case Column.PROMPT:
                return job.recipe.prompt or self.tr("Without a prompt")
            case Column.PROJECT:
                return self._name_of(job.project)
            case Column.STATE:
                word = state_word(job.state)
                if job.keep:
                    words = self.tr("{0}, {1} of {2}, keeps {3}")
                    return words.format(word, job.kept.drawn, sampling.count, job.keep)
                if sampling.count > 1:
                    return self.tr("{0}, {1} of {2}").format(word, job.kept.drawn, sampling.count)
                return word
            case Column.STEP:
                step = f"{left.step} / " if left is not None else ""
                return f"{step}{sampling.steps}"
            case Column.SPEED if left is not None and left.per_step:
                return spoken_speed(left.per_step)
            case Column.LEFT if (seconds := self._queue.seconds(job)) is not None:
                return self.tr("about {0}").format(spoken(seconds))
            case _:
                return ""

    def _sign(self, job: DrawJob, column: Column) -> object:
        if column is Column.STATE:
            return self._drawn(*_SIGNS[job.state], _SIGN)
        if column is Column.PICTURE:
            return self._pictures.get(job.id) or self._drawn("pictures", "strong", _BLANK)
        return None

    def _dress(self) -> None:
        self._signs.clear()
        self._tell(0, len(self._jobs) - 1)

    def _drawn(self, name: str, color: str, side: int) -> QPixmap:
        if name not in self._signs:
            made = icon(name, self._theme.color(color))
            self._signs[name] = made.pixmap(QSize(side, side), _SHARPNESS)
        return self._signs[name]

    def _change(self, number: int) -> None:
        pixels = self._queue.preview(number)
        if pixels is not None:
            small = thumbnail(pixels, round(THUMBNAIL * _SHARPNESS))
            self._pictures[number] = rounded(small, THUMBNAIL, 6, _SHARPNESS)
        for row, job in enumerate(self._jobs):
            if job.id == number:
                self._jobs[row] = self._queue.job(number) or job
                self._tell(row, row)

    def _arrange(self) -> None:
        """Follow the queue: rows go, come and change places as its jobs do."""
        wanted = self._queue.jobs()
        numbers = {job.id for job in wanted}
        for row in reversed(range(len(self._jobs))):
            if self._jobs[row].id not in numbers:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._jobs[row]  # its picture stays: undo may bring it back
                self.endRemoveRows()
        for row, job in enumerate(wanted):
            if row < len(self._jobs) and self._jobs[row].id == job.id:
                continue
            at = next((i for i, one in enumerate(self._jobs) if one.id == job.id), None)
            if at is None:
                self.beginInsertRows(QModelIndex(), row, row)
                self._jobs.insert(row, job)
                self.endInsertRows()
            else:
                self.beginMoveRows(QModelIndex(), at, at, QModelIndex(), row)
                self._jobs.insert(row, self._jobs.pop(at))
                self.endMoveRows()
        self._jobs = list(wanted)
        self._forget_pictures(numbers)
        self._tell(0, len(self._jobs) - 1)

    def _forget_pictures(self, shown: set[int]) -> None:
        """Of the jobs that are gone, those of the newest stay."""
        gone = [number for number in self._pictures if number not in shown]
        for number in gone[:-_PICTURES_KEPT]:
            del self._pictures[number]

    def _tell(self, first: int, last: int) -> None:
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(Column) - 1))


def state_word(state: State) -> str:
    """What people call a state."""
    translate = QCoreApplication.translate
    match state:
        case State.WAITING:
            return translate("State", "Waiting")
        case State.RUNNING:
            return translate("State", "Drawing")
        case State.DONE:
            return translate("State", "Done")
        case State.FAILED:
            return translate("State", "Failed")
        case State.CANCELLED:
            return translate("State", "Cancelled")
        case State.INTERRUPTED:
            return translate("State", "Interrupted")
