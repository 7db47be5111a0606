"""Styles from files of other programs, and into such files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.errors import UserError
from core.style_files import keep_own_styles, merged, own_styles, read_style_file, write_style_file
from core.styles import Style
from gui.history import History
from gui.language import in_language, said


class StyleFiles(QWidget):
    """Two buttons, and a sentence about the last file. What was imported can be undone."""

    changed = Signal(object)  # the user's own styles, a tuple

    def __init__(
        self, ours: Sequence[Style], history: History, parent: QWidget | None = None
    ) -> None:
        """`ours` are exported beside the user's own."""
        super().__init__(parent)
        self._ours, self._history = ours, history
        self.own = own_styles()
        self.import_button, self.export_button = QPushButton(), QPushButton()
        for button in (self.import_button, self.export_button):
            button.setProperty("role", "link")
        said(
            self.import_button,
            text=lambda: self.tr("Import styles…"),
            tip=lambda: self.tr("A styles.csv of AUTOMATIC1111 or a list of styles of Fooocus"),
        )
        said(
            self.export_button,
            text=lambda: self.tr("Export styles…"),
            tip=lambda: self.tr("All styles as a styles.csv, which AUTOMATIC1111 reads too"),
        )
        self.note = QLabel()
        self.note.setProperty("role", "small")
        self.note.setWordWrap(True)
        self.note.hide()
        row = QHBoxLayout()
        row.addWidget(self.import_button)
        row.addWidget(self.export_button)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.note)
        self.import_button.clicked.connect(self._choose)
        self.export_button.clicked.connect(self._choose_target)

    def take(self, file: Path) -> None:
        """Add the styles of a file to the user's own, or say why that can't be."""
        try:
            found = read_style_file(file)
            after = merged(self.own, found)
            keep_own_styles(after)
        except UserError as error:
            self._say(in_language(error.sentence()))
            return
        before = self.own
        self._history.do(
            lambda: self.tr("Import styles"),
            lambda: self._become(after),
            lambda: self._become(before),
        )
        self._say(self.tr("{0} styles of {1} stand below.").format(len(found), file.name))

    def save(self, file: Path) -> None:
        """Write ours and the user's own styles into a file."""
        try:
            write_style_file((*self._ours, *self.own), file)
        except UserError as error:
            self._say(in_language(error.sentence()))
            return
        self._say(self.tr("Saved as {0}.").format(file.name))

    def _become(self, styles: tuple[Style, ...]) -> None:
        keep_own_styles(styles)
        self.own = styles
        self.changed.emit(styles)

    def _choose(self) -> None:
        kinds = self.tr("Styles (*.csv *.json)")
        if path := QFileDialog.getOpenFileName(self, self.tr("Import styles"), "", kinds)[0]:
            self.take(Path(path))

    def _choose_target(self) -> None:
        kinds = self.tr("Styles (*.csv *.json)")
        name = "styles.csv"
        if path := QFileDialog.getSaveFileName(self, self.tr("Export styles"), name, kinds)[0]:
            self.save(Path(path))

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))
