"""The queue at the bottom of the window: a thin bar that opens to a table."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from gui.commands import Commands
from gui.history import History
from gui.language import on_language
from gui.queue.bar import QueueBar
from gui.queue.edits import QueueEdits
from gui.queue.model import JobModel
from gui.queue.queue import Queue
from gui.queue.table import QueueTable
from gui.theme import Theme


class QueuePanel(QWidget):
    """The bar, and the table above it while it is open.

    Args:
        queue: the worker's.
        history: gets a step for each change.
        theme: whose colours the signs take.
        commands: gets the queue's shortcuts.
        name_of: the name of a project by its id.
    """

    def __init__(
        self,
        queue: Queue,
        history: History,
        theme: Theme,
        commands: Commands,
        name_of: Callable[[int], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.edits = QueueEdits(queue, history, self)
        self.model = JobModel(queue, self.edits, theme, name_of, self)
        self.table = QueueTable(queue, self.edits, self.model, theme, commands)
        self.bar = QueueBar(queue, self.model, theme)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.table)
        layout.addWidget(self.bar)
        self._show = commands.add(
            "queue.show",
            lambda: self.tr("Queue"),
            lambda: self.tr("Show or hide the queue"),
            self.toggle,
            self,
            ("Ctrl+J",),
        )
        commands.changed.connect(self._label)
        on_language(self, self._label)
        self.bar.toggled.connect(self.toggle)
        self.table.hide()
        self._label()

    @property
    def is_open(self) -> bool:
        return not self.table.isHidden()

    def toggle(self) -> None:
        """Open or close the table; it takes the focus when it comes."""
        focus_inside = self.table.isAncestorOf(self.focusWidget() or self)
        self.table.setVisible(not self.is_open)
        self._label()
        if self.is_open:
            self.table.view.setFocus()
        elif focus_inside:
            self.bar.expand.setFocus()

    def _label(self) -> None:
        self.bar.set_open(self.is_open, self._show.shortcut().toString())
