"""The open queue: a table, and what can be done with its jobs."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.library.queue import State
from gui.commands import Commands
from gui.icons import icon
from gui.language import Text, on_language, said
from gui.queue.edits import QueueEdits
from gui.queue.jobs import DrawJob
from gui.queue.model import THUMBNAIL, Column, JobModel
from gui.queue.queue import Queue
from gui.rows import table_of_rows
from gui.theme import Theme

_WIDTHS = {
    Column.PICTURE: 60,
    Column.PROJECT: 130,
    Column.STATE: 130,
    Column.STEP: 76,
    Column.SPEED: 96,
    Column.LEFT: 130,
}
_ROOM = {  # narrower tables do without these columns
    Column.PROJECT: 1000,
    Column.SPEED: 860,
    Column.STEP: 600,  # the line below tells it of the running job
    Column.LEFT: 520,
}
_ROOM_FOR_WORDS = 580  # narrower rows of buttons do without words


class QueueTable(QFrame):
    """The jobs, and buttons, a menu and keys for those that are selected."""

    def __init__(
        self,
        queue: Queue,
        edits: QueueEdits,
        model: JobModel,
        theme: Theme,
        commands: Commands,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "queue")
        self._queue, self._edits = queue, edits
        self._model = model
        self._theme = theme
        self._signs: dict[QAction, str] = {}
        self.view = self._make_view()
        self.empty = QLabel()
        said(self.empty, text=lambda: self.tr("Pictures that you ask for wait here."))
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._add_commands(commands)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(self._make_buttons())
        layout.addWidget(self.view, 1)
        layout.addWidget(self.empty, 1)
        commands.changed.connect(self._label)
        on_language(self, self._label)
        on_language(self, self._enable)
        theme.changed.connect(self._dress)
        queue.arranged.connect(self._enable)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        self._dress()
        self._label()
        self._enable()

    def selected(self) -> tuple[DrawJob, ...]:
        """The selected jobs, from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return tuple(self._model.job(row) for row in rows)

    def cancel(self) -> None:
        """Cancel the selected jobs; those that have ended leave the list."""
        self._edits.remove(*self._numbers())

    def bring_to_front(self) -> None:
        self._edits.move(self._numbers(), 0)

    def move_up(self) -> None:
        self._move(-1)

    def move_down(self) -> None:
        self._move(1)

    def retry(self) -> None:
        self._edits.retry(*self._numbers(lambda job: job.state.ended))

    def duplicate(self) -> None:
        self._edits.duplicate(*self._numbers())

    def toggle_pause(self) -> None:
        self._queue.pause(not self._queue.paused)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 260)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, room in _ROOM.items():
            self.view.setColumnHidden(column, self.width() < room)
        roomy, style = self.width() >= _ROOM_FOR_WORDS, Qt.ToolButtonStyle
        self._title.setVisible(roomy)
        for button in self._worded:
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if roomy else style.ToolButtonIconOnly
            )

    def _make_view(self) -> QTableView:
        name = lambda: self.tr("Queue")
        view = table_of_rows(self._model, THUMBNAIL, name, Column.PROMPT, _WIDTHS)
        view.setDragEnabled(True)
        view.setAcceptDrops(True)
        view.setDropIndicatorShown(True)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setDragDropOverwriteMode(False)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._open_menu)
        return view

    def _add_commands(self, commands: Commands) -> None:
        def add(
            name: str, text: Text, sign: str, run: Callable[[], None], *keys: str, far: bool = False
        ) -> QAction:
            group = lambda: self.tr("Queue")
            action = commands.add(f"queue.{name}", group, text, run, self, keys, far)
            self._signs[action] = sign
            return action

        queue = self._queue
        self.front = add(
            "front", lambda: self.tr("To the front"), "front", self.bring_to_front, "Alt+Home"
        )
        self.up = add("up", lambda: self.tr("Up"), "up", self.move_up, "Alt+Up")
        self.down = add("down", lambda: self.tr("Down"), "down", self.move_down, "Alt+Down")
        self.again = add("retry", lambda: self.tr("Retry"), "retry", self.retry, "R")
        self.twice = add("duplicate", lambda: self.tr("Duplicate"), "copy", self.duplicate, "D")
        words = lambda: self.tr("Cancel or remove")
        self.drop = add("cancel", words, "close", self.cancel, "Del", "Backspace")
        words = lambda: self.tr("Retry what failed")
        self.again_all = add("retry_all", words, "retry", self._edits.retry_all, "Ctrl+R", far=True)
        words = lambda: self.tr("Cancel all")
        self.all = add(
            "cancel_all", words, "stop", self._edits.cancel_all, "Ctrl+Shift+X", far=True
        )
        words = lambda: self.tr("Go on") if queue.paused else self.tr("Pause")
        self.pause = add("pause", words, "pause", self.toggle_pause, "Ctrl+Shift+J", far=True)

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._title = QLabel()
        said(self._title, text=lambda: self.tr("Queue"))
        self._title.setProperty("role", "title")
        self._title.setContentsMargins(0, 0, 12, 0)
        row.addWidget(self._title)
        chosen = (self.front, self.up, self.down, self.again, self.twice, self.drop)
        for action in chosen:
            row.addWidget(self._button(action))
        row.addStretch()
        self._worded = tuple(map(self._button, (self.pause, self.all)))
        for button in self._worded:
            row.addWidget(button)
        return row

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "tool")
        button.setDefaultAction(action)
        button.setIconSize(QSize(18, 18))
        return button

    def _numbers(self, wanted: Callable[[DrawJob], bool] = bool) -> tuple[int, ...]:
        return tuple(job.id for job in self.selected() if wanted(job))

    def _move(self, by: int) -> None:
        waiting = [job.id for job in self._queue.jobs() if job.state is State.WAITING]
        chosen = [number for number in self._numbers() if number in waiting]
        if not chosen:
            return
        first, last = waiting.index(chosen[0]), waiting.index(chosen[-1])
        self._edits.move(chosen, first - 1 if by < 0 else last + 2)
        self._keep_selected(chosen)

    def _keep_selected(self, numbers: list[int]) -> None:
        """Show where the moved jobs are now."""
        for row in range(self._model.rowCount()):
            if self._model.job(row).id in numbers:
                flag = QItemSelectionModel.SelectionFlag.NoUpdate
                self.view.selectionModel().setCurrentIndex(self._model.index(row, 0), flag)
                self.view.scrollTo(self._model.index(row, 0))
                return

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([self.front, self.up, self.down])
        menu.addSeparator()
        menu.addActions([self.again, self.twice, self.drop])
        menu.popup(self.view.viewport().mapToGlobal(place))

    def _enable(self) -> None:
        chosen = self.selected()
        waiting = any(job.state is State.WAITING for job in chosen)
        for action in (self.front, self.up, self.down):
            action.setEnabled(waiting)
        self.again.setEnabled(
            any(job.state.ended and job.kept.drawn < job.recipe.sampling.count for job in chosen)
        )
        self.twice.setEnabled(bool(chosen))
        self.drop.setEnabled(bool(chosen))
        self.again_all.setEnabled(any(job.state.retriable for job in self._queue.jobs()))
        self.all.setEnabled(any(not job.state.ended for job in self._queue.jobs()))
        paused = self._queue.paused
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self._signs[self.pause] = "play" if paused else "pause"
        self._dress_one(self.pause)
        empty = self._model.rowCount() == 0
        self.view.setVisible(not empty)
        self.empty.setVisible(empty)

    def _label(self) -> None:
        """Tooltips name the shortcuts, which can be changed."""
        for action in self._signs:
            keys = action.shortcut().toString()
            action.setToolTip(f"{action.text()} ({keys})" if keys else action.text())

    def _dress(self) -> None:
        for action in self._signs:
            self._dress_one(action)

    def _dress_one(self, action: QAction) -> None:
        color = self._theme.color
        action.setIcon(icon(self._signs[action], color("text"), color("strong")))
