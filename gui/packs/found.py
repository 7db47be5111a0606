"""Models that lie on this computer already."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl, Signal
from PySide6.QtGui import (
    QAction,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.jobs import Progress
from core.packs.store import MANIFEST_NAME
from gui.icons import icon
from gui.language import Text, on_language, said
from gui.packs.folders import FoldersCard
from gui.packs.found_list import FoundList
from gui.packs.found_rows import Group, Row, rows_of
from gui.packs.models import ModelWork
from gui.packs.view import View
from gui.panels.card import quiet_button
from gui.theme import Theme

_FURTHER = (Group.ADAPTERS, Group.CONTROLNETS, Group.LORAS)  # what can be added to a pack
_LEAST_HEIGHT = 300  # of the list


class FoundView(View):
    """What other programs have, and how it can be used. A folder that is dropped is looked through.

    Attributes:
        wanted: a pack is to be made of these: a list of Row.
        further: these are to be added to a pack: a list of Found.
        given: the folder of a pack was dropped or chosen.
    """

    wanted = Signal(object)
    further = Signal(object)  # list of Found
    given = Signal(object)  # Path

    def __init__(self, work: ModelWork, theme: Theme) -> None:
        super().__init__(
            lambda: self.tr("On this computer"),
            lambda: self.tr(
                "Models of other programs are told by what is in them, and used where they lie."
            ),
        )
        self._work, self._finding, self._theme = work, work.finding, theme
        self._was_busy = False
        self._rows: list[Row] = []
        self.setAcceptDrops(True)
        self.folders = FoldersCard(work.finding, theme)
        self.folders.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.list = FoundList(theme)
        self.list.setMinimumHeight(_LEAST_HEIGHT)
        self.empty = QLabel()
        self.empty.setProperty("role", "muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self._make_head()
        self._make_foot()
        self._lay_out()
        self._connect()
        on_language(self, self._tell)
        self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._finding.begin()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def take(self, folders: list[Path]) -> None:
        """Look through folders from now on; one of a pack is offered to be taken in."""
        packs = [one for one in folders if (one / MANIFEST_NAME).is_file()]
        if packs:
            self.given.emit(packs[0])
        elif folders:
            self._finding.add(*folders)

    def _make_head(self) -> None:
        self.words, self._glass = QLineEdit(), QAction(self)
        self.words.setClearButtonEnabled(True)
        self.words.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        said(
            self.words,
            placeholder=lambda: self.tr("Filter"),
            name=lambda: self.tr("Filter by name, kind or folder"),
        )
        self.told, self.bar, self.stop = QLabel(), QProgressBar(), QPushButton()
        self.told.setProperty("role", "muted")
        self.bar.setTextVisible(False)
        said(self.bar, name=lambda: self.tr("How far the search is"))
        said(self.stop, text=lambda: self.tr("Stop"), tip=lambda: self.tr("Stop the search"))

    def _make_foot(self) -> None:
        self.base = _button(
            lambda: self.tr("Use as pack"), lambda: self.tr("Make a pack of this base model")
        )
        self.make = _button(
            lambda: self.tr("Make a pack from these"),
            lambda: self.tr("Choose these parts for a pack of your own (Enter)"),
        )
        self.add = _button(
            lambda: self.tr("Add to a pack…"),
            lambda: self.tr("Put these adapters, ControlNets or LoRAs into a pack of your own"),
        )
        self.copy = quiet_button(
            lambda: self.tr("Copy path"), lambda: self.tr("Copy path (Ctrl+C)")
        )
        self.open = quiet_button(lambda: self.tr("Show in folder"))

    def _lay_out(self) -> None:
        looking = QHBoxLayout()
        looking.setSpacing(12)
        looking.addWidget(self.told, 1)
        looking.addWidget(self.stop)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.base, self.make, self.add):
            foot.addWidget(button)
        foot.addStretch()
        for button in (self.copy, self.open):
            foot.addWidget(button)
        self.shown = QWidget()
        column = QVBoxLayout(self.shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        self.body.addWidget(self.folders)
        self.body.addLayout(looking)
        self.body.addWidget(self.bar)
        self.body.addWidget(self.shown, 1)
        self.body.addWidget(self.empty, 1)
        self.fill_height()

    def _connect(self) -> None:
        self.folders.add.clicked.connect(self._ask)
        self.stop.clicked.connect(self._finding.cancel)
        self.words.textChanged.connect(self._filter)
        self.base.clicked.connect(self._use)
        self.make.clicked.connect(self._use)
        self.list.used.connect(self._use)
        self.add.clicked.connect(self._add)
        self.copy.clicked.connect(self._copy)
        self.list.copied.connect(self._copy)
        self.open.clicked.connect(self._open)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self._finding.changed.connect(self._tell)
        self._finding.progressed.connect(self._follow)
        self._work.found_changed.connect(self._show)
        self._theme.changed.connect(self._dress)
        self._dress()

    def _show(self) -> None:
        """Show what the last scan has found."""
        self._rows = rows_of(self._work.stock)
        self.list.show_rows(self._rows)
        self.list.selectionModel().selectionChanged.connect(self._enable)
        self._tell()

    def _tell(self) -> None:
        busy, rows = self._finding.busy, self._rows
        for widget in (self.bar, self.stop):
            widget.setVisible(busy)
        self.shown.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        if busy:
            self.empty.clear()
            if not self._was_busy:
                self.told.setText(self.tr("Looking through the folders…"))
        else:
            self.told.setText(self._sum(rows))
            self.empty.setText(
                self.tr("No models were found here.")
                if self._finding.scanned
                else self.tr("The search was stopped.")
            )
        self._was_busy = busy
        self.told.setVisible(busy or bool(rows))
        self._enable()

    def _sum(self, rows: list[Row]) -> str:
        usable = [row for row in rows if row.group is not Group.REFUSED]
        refused = len(rows) - len(usable)
        found = self.tr("1 model") if len(usable) == 1 else self.tr("{0} models")
        words = found.format(len(usable))
        if refused:
            one, several = self.tr("1 file is not used"), self.tr("{0} files are not used")
            words += " · " + (one if refused == 1 else several.format(refused))
        if not self._finding.scanned:
            words += " · " + self.tr("the search was stopped")
        return words

    def _follow(self, progress: Progress) -> None:
        reading = progress.stage == "reading" and progress.total
        self.bar.setRange(0, 100 if reading else 0)
        if reading:
            percent = round(100 * progress.step / progress.total)
            self.bar.setValue(percent)
            self.told.setText(self.tr("Comparing a large file: {0} %").format(percent))
        elif progress.stage == "scanning":
            self.told.setText(
                self.tr("Looking through the folders: {0} files").format(progress.step)
            )

    def _filter(self, words: str) -> None:
        self.list.filter(words)
        self._enable()

    def _enable(self) -> None:
        rows = self.list.selected()
        self.base.setEnabled(len(rows) == 1 and rows[0].group is Group.BASES)
        self.make.setEnabled(any(row.usable for row in rows))
        self.add.setEnabled(bool(rows) and all(row.group in _FURTHER for row in rows))
        for button in (self.copy, self.open):
            button.setEnabled(bool(rows))

    def _use(self) -> None:
        rows = [row for row in self.list.selected() if row.usable]
        if rows:
            self.wanted.emit(rows)

    def _add(self) -> None:
        self.further.emit([row.found for row in self.list.selected() if row.found is not None])

    def _copy(self) -> None:
        rows = self.list.selected()
        if rows:
            QGuiApplication.clipboard().setText("\n".join(str(row.path) for row in rows))

    def _open(self) -> None:
        for folder in dict.fromkeys(row.path.parent for row in self.list.selected()[:1]):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in (self.base, self.make, self.add, self.copy, self.open):
            action = menu.addAction(button.text() or button.accessibleName())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        menu.popup(self.list.viewport().mapToGlobal(place))

    def _ask(self) -> None:
        if folder := self.folders.ask():
            self.take([Path(folder)])

    def _dress(self) -> None:
        color = self._theme.color
        self._glass.setIcon(icon("search", color("muted")))
        for button, sign in ((self.copy, "copy"), (self.open, "folder")):
            button.setIcon(icon(sign, color("text"), color("strong")))


def _button(text: Text, tip: Text) -> QPushButton:
    button = QPushButton()
    said(button, text=text, tip=tip)
    return button
