"""The trash in a window of its own."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.library.library import Erased
from core.library.trash import Trashed, TrashedPicture
from gui.erase_question import ask_to_erase, spoken_erased
from gui.failure import Failure
from gui.gallery.thumbnails import ThumbnailLoader
from gui.language import Text, in_language, on_language, said
from gui.rows import table_of_rows
from gui.theme import Theme
from gui.trash.model import Column, TrashModel, spoken_bytes
from gui.trash.trash import Trash

_THUMBNAIL = 36
_SIZE = QSize(760, 480)
_WIDTHS = {Column.PROJECT: 140, Column.SINCE: 150, Column.SIZE: 96}


class TrashDialog(QDialog):
    """Lists what is in the trash; brings back or erases what is selected."""

    def __init__(
        self,
        trash: Trash,
        thumbnails: ThumbnailLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._trash = trash
        self._told = ""  # what became of the last erasing, or could not be done
        self._place: int | None = None  # the row of what was last brought back or erased
        trash.open()
        said(self, window=lambda: self.tr("Trash"))
        self.model = TrashModel(trash, thumbnails, theme, self)
        self.view = self._make_view()
        self.sum, self.note = QLabel(), QLabel()
        self.sum.setProperty("role", "strong")
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.empty = QLabel()
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said(self.empty, text=lambda: self.tr("The trash is empty."))
        self._make_buttons()
        self._lay_out()
        self.resize(_SIZE)
        self.view.selectionModel().selectionChanged.connect(self._enable)
        self.view.doubleClicked.connect(self.restore.click)
        trash.changed.connect(self._show)
        trash.refused.connect(self._refused)
        trash.erasing.changed.connect(self._enable)
        trash.erasing.erased.connect(self._erased)
        on_language(self, self._show)
        self._show()
        self.view.setFocus()

    def selected(self) -> list[Trashed]:
        """What is selected, from top to bottom."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.item(row) for row in rows]

    def bring_back(self) -> None:
        """Bring back what is selected, which can be undone."""
        self._told = ""
        self._remember_place()
        self._trash.restore(self.selected())

    def erase(self) -> None:
        """Erase what is selected, if the user says so once more."""
        chosen = self.selected()
        self._remember_place()
        if chosen and self._trash.writable:
            one, several = self.tr("Erase this for good?"), self.tr("Erase these {0} for good?")
            text = one if len(chosen) == 1 else several.format(len(chosen))
            ask_to_erase(self, text, lambda: self._trash.erasing.erase(chosen))

    def empty_all(self) -> None:
        """Erase everything, if the user says so once more."""
        text = self.tr("Erase everything in the trash?")
        ask_to_erase(self, text, self._trash.erasing.erase_all)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the list: Enter brings back, Delete erases."""
        if self.view.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.restore.click()
        elif self.view.hasFocus() and event.key() == Qt.Key.Key_Delete:
            self.gone.click()
        else:
            super().keyPressEvent(event)

    def _make_view(self) -> QTableView:
        name = lambda: self.tr("What is in the trash")
        return table_of_rows(self.model, _THUMBNAIL, name, Column.NAME, _WIDTHS)

    def _make_buttons(self) -> None:
        self.restore = self._button(
            lambda: self.tr("Restore"),
            lambda: self.tr("Bring back what is selected (Enter)"),
            self.bring_back,
        )
        self.gone = self._button(
            lambda: self.tr("Erase…"),
            lambda: self.tr("Delete for good what is selected (Delete)"),
            self.erase,
        )
        self.all = self._button(
            lambda: self.tr("Empty the trash…"),
            lambda: self.tr("Delete for good all that is in the trash"),
            self.empty_all,
        )
        self.leave = self._button(
            lambda: self.tr("Close"), lambda: self.tr("Close the trash (Esc)"), self.accept
        )

    def _button(self, text: Text, tip: Text, run: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setAutoDefault(False)
        said(button, text=text, tip=tip)
        button.clicked.connect(lambda: run())
        return button

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.sum)
        head.addWidget(self.note)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.restore)
        foot.addWidget(self.gone)
        foot.addStretch()
        foot.addWidget(self.all)
        foot.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.view, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(foot)

    def _show(self) -> None:
        """All that depends on what is in the trash."""
        items = self._trash.items
        self.sum.setText(self._summed(items))
        self.sum.setVisible(bool(items))
        usual = self.tr("What is in the trash can be restored until Likeness is closed.")
        self.note.setText(self._told or usual)
        listed = bool(items) or not self._trash.known
        came, went = self.view.isHidden() and listed, not self.view.isHidden() and not listed
        self.view.setVisible(listed)
        self.empty.setVisible(not listed)
        if came:
            self.view.setFocus()
        elif went:
            self.leave.setFocus()
        self._go_on()
        self._enable()

    def _remember_place(self) -> None:
        selected = self.view.selectionModel().selectedRows()
        self._place = min((index.row() for index in selected), default=None)

    def _go_on(self) -> None:
        """Where something has left the list, select what follows it."""
        rows = self.model.rowCount()
        if self._place is not None and rows and not self.view.selectionModel().hasSelection():
            self.view.selectRow(min(self._place, rows - 1))

    def _summed(self, items: Sequence[Trashed]) -> str:
        """How many pictures and projects those are, and how much space they take."""
        pictures = sum(isinstance(item, TrashedPicture) for item in items)
        projects = len(items) - pictures
        parts: list[str] = []
        if pictures:
            words = self.tr("1 picture") if pictures == 1 else self.tr("{0} pictures")
            parts.append(words.format(pictures))
        if projects:
            words = self.tr("1 project") if projects == 1 else self.tr("{0} projects")
            parts.append(words.format(projects))
        return " · ".join((*parts, spoken_bytes(sum(item.size for item in items))))

    def _enable(self) -> None:
        """Buttons do only what is possible.

        One that is disabled would hand the focus on to the next button, and the next press of
        Space would erase: so it goes to the list.
        """
        able = self._trash.writable and not self._trash.erasing.busy
        chosen = able and self.view.selectionModel().hasSelection()
        some = able and bool(self._trash.items)
        wanted = ((self.restore, chosen), (self.gone, chosen), (self.all, some))
        if any(self.focusWidget() is button and not usable for button, usable in wanted):
            (self.leave if self.view.isHidden() else self.view).setFocus()
        for button, usable in wanted:
            button.setEnabled(usable)

    def _erased(self, erased: Erased) -> None:
        self._told = spoken_erased(erased)
        self._show()

    def _refused(self, failure: Failure) -> None:
        self._told = in_language(failure.sentence())
        self._show()
