"""From a picture of the gallery to a copy of it, by way of a look at what that reveals."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from core import durable
from core.errors import BadInput, UserError
from core.library import Library, PictureRow
from gui.background import Background
from gui.exports import ask_for_copy, named
from gui.failure import Failure
from gui.preferences import Preferences
from gui.screens import opened


class Exporting(QObject):
    """Opens the dialog, which is loaded when it is first needed, and writes what it has made."""

    refused = Signal(object)  # Failure

    def __init__(
        self, library: Library, background: Background, preferences: Preferences, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._library, self._background = library, background
        self._preferences, self._window = preferences, parent
        self.dialog: QDialog | None = None

    def ask(self, row: PictureRow) -> None:
        """Ask what a copy of this picture is to hold."""
        self._background.run(self._names, partial(self._open, row), self.refused.emit)

    def _names(self) -> list[str]:
        """Of the people of the library; what can't be read is not looked for."""
        with suppress(UserError):
            return [person.name for person in self._library.people()]
        return []

    def _open(self, row: PictureRow, names: list[str]) -> None:
        from gui.exporting.dialog import ExportDialog

        source = self._library.picture_path(row.id)
        dialog = ExportDialog(source, names, self._background, self._preferences, self._window)
        dialog.chosen.connect(self._save)
        dialog.finished.connect(self._closed)
        self.dialog = opened(dialog, self._window)

    def _save(self, data: bytes, suffix: str) -> None:
        """Ask where, and write exactly the bytes that were looked at."""
        if self.dialog is None:
            return
        for asked in ask_for_copy(self.dialog, self.tr("Export a copy"), suffix):
            try:
                target = named(asked, suffix)
            except BadInput as error:
                self._refuse(Failure.of(error))
                return
            self._background.run(partial(_written, data, target), self._done, self._refuse)

    def _done(self, target: Path) -> None:
        if self.dialog is not None:
            self.dialog.accept()

    def _refuse(self, failure: Failure) -> None:
        """Say why it could not be written, where that is seen."""
        if self.dialog is not None:
            self.dialog.reject()
        self.refused.emit(failure)

    def _closed(self) -> None:
        self.dialog = None


def _written(data: bytes, target: Path) -> Path:
    durable.save(data, target, mode=0o666)
    return target
