"""The settings' part about the library: where it lies, and the way to another one."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QProgressBar,
    QPushButton,
)

from core.library.folders import name_of
from gui.failure import Failure
from gui.forms.controls import QuietCombo
from gui.icons import icon
from gui.language import in_language, on_language, said
from gui.library_place import LibraryPlace
from gui.settings_card import Form, SettingsCard, titled
from gui.theme import Theme


class LibraryCard(SettingsCard):
    """Shows the folder of the library, and lets another one be opened or the present one copied."""

    def __init__(self, place: LibraryPlace, theme: Theme) -> None:
        super().__init__(lambda: self.tr("Folders"))
        self._place, self._theme = place, theme
        self._failure: Failure | None = None
        words, self.place, self.news = QLabel(), QLabel(str(place.folder)), QLabel()
        said(words, text=lambda: self.tr("Pictures, photos and projects lie here:"))
        self.place.setProperty("role", "muted")
        self.place.setTextFormat(Qt.TextFormat.PlainText)
        self.place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.news.setProperty("role", "warn")
        self.news.setTextFormat(Qt.TextFormat.PlainText)
        for label in (self.place, self.news):
            label.setWordWrap(True)
        for part in (words, self.place):
            self.body.addWidget(part)
        self.body.addLayout(self._make_buttons())
        self.body.addLayout(self._make_progress())
        self.body.addWidget(self.news)
        self.body.addLayout(self._make_recent())
        place.asked.connect(self._ask)
        place.progressed.connect(self._show_progress)
        place.begun.connect(self._show)
        place.idle.connect(self._show)
        place.refused.connect(self._refused)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()
        on_language(self, self._show)
        self._show()

    def _make_buttons(self) -> QHBoxLayout:
        self.show_folder, self.change = QPushButton(), QPushButton()
        said(
            self.show_folder,
            text=lambda: self.tr("Show in folder"),
            name=lambda: self.tr("Show the folder of the library"),
            tip=lambda: self.tr("Show this folder in the file manager"),
        )
        said(
            self.change,
            text=lambda: self.tr("Change…"),
            name=lambda: self.tr("Change the folder of the library"),
            tip=lambda: self.tr("Open a library in another folder; this one stays as it is"),
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.show_folder, self.change):
            button.setAutoDefault(False)
            button.setIconSize(QSize(16, 16))
            row.addWidget(button)
        row.addStretch()
        self.show_folder.clicked.connect(self._open_folder)
        self.change.clicked.connect(self._choose_folder)
        return row

    def _make_recent(self) -> Form:
        """A list, and a button that opens: what is only looked at on the way stays closed."""
        self.recent, self.open = QuietCombo(), QPushButton()
        title = titled(
            self.recent,
            lambda: self.tr("Recent libraries"),
            lambda: self.tr("Libraries that were open before"),
        )
        said(
            self.open,
            text=lambda: self.tr("Open"),
            name=lambda: self.tr("Open the chosen library"),
            tip=lambda: self.tr("Opens it in place of this one, which stays as it is"),
        )
        self.open.setAutoDefault(False)
        self.recent.currentIndexChanged.connect(self._show_open)
        self.open.clicked.connect(self._choose_recent)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.recent, 1)
        row.addWidget(self.open)
        form = Form()
        form.add(title, row)
        return form

    def _make_progress(self) -> QHBoxLayout:
        self.opening, self.bar, self.cancel = QLabel(), QProgressBar(), QPushButton()
        self.opening.setProperty("role", "muted")
        said(self.opening, text=lambda: self.tr("Opening the library…"))
        self.bar.setTextVisible(False)
        said(self.bar, name=lambda: self.tr("Share of the library that is copied"))
        said(
            self.cancel,
            text=lambda: self.tr("Cancel"),
            name=lambda: self.tr("Cancel the copy"),
            tip=lambda: self.tr("Stops copying and leaves the other folder empty"),
        )
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self._place.cancel)
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (self.opening, self.cancel):
            row.addWidget(part)
        row.insertWidget(1, self.bar, 1)
        return row

    def _choose_folder(self) -> None:
        question, above = self.tr("Folder of the library"), str(self._place.folder.parent)
        if path := QFileDialog.getExistingDirectory(self, question, above):
            self._go_to(Path(path))

    def _choose_recent(self) -> None:
        if (folder := self.recent.currentData()) is not None:
            self._go_to(Path(folder))

    def _go_to(self, folder: Path) -> None:
        self._failure = None
        self._show()
        self._place.choose(folder)

    def _ask(self, folder: Path, unfinished: bool) -> None:
        """Nothing is there yet: begin anew, or take along what there is?"""
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Question)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        what, about = (
            self.tr("The folder {0} is empty."),
            self.tr(
                "Likeness can copy this library there and go on with the copy, or begin a new "
                "library. What is in the present folder stays there either way."
            ),
        )
        if unfinished:
            what, about = (
                self.tr("A copy of a library in {0} was cut."),
                self.tr(
                    "Likeness can copy this library there and go on with the copy. What is in the "
                    "present folder stays there."
                ),
            )
        question.setTextFormat(Qt.TextFormat.PlainText)  # folders may be named like markup
        question.setText(what.format(name_of(folder)))
        question.setInformativeText(about)
        copy = question.addButton(self.tr("Copy the library"), QMessageBox.ButtonRole.AcceptRole)
        copy.clicked.connect(lambda: self._copy(folder))
        if not unfinished:
            begin = question.addButton(self.tr("New library"), QMessageBox.ButtonRole.ActionRole)
            begin.clicked.connect(lambda: self._place.open(folder))
        question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.open()

    def _copy(self, folder: Path) -> None:
        self._place.copy(folder)
        self._show()
        self.cancel.setFocus()

    def _show(self) -> None:
        """How things stand, in the language of today."""
        busy, copying, failure = self._place.busy, self._place.copying, self._failure
        if not copying:
            self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.cancel.setVisible(copying)
        self.opening.setVisible(busy and not copying)
        for part in (self.change, self.recent):
            part.setEnabled(not busy)
        words = "" if failure is None else in_language(failure.sentence())
        self.news.setText(words)
        self.news.setVisible(bool(words))
        chosen = self.recent.currentData()
        with QSignalBlocker(self.recent):
            self.recent.clear()
            self.recent.addItem(self.tr("This one"), None)
            for folder in self._place.recent():
                self.recent.addItem(str(folder), str(folder))
            self.recent.setCurrentIndex(max(0, self.recent.findData(chosen)))
        self._show_open()

    def _show_open(self) -> None:
        """There is something to open unless it is open, or something else goes on."""
        other = self.recent.currentData() is not None
        self.open.setEnabled(self.recent.isEnabled() and other)

    def _show_progress(self, done: int, of: int) -> None:
        self.bar.setRange(0, max(of, 1))
        self.bar.setValue(done)

    def _refused(self, failure: Failure) -> None:
        self._failure = failure
        self._show()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._place.folder)))

    def _paint_icons(self) -> None:
        self.show_folder.setIcon(icon("folder", self._theme.color("muted")))
