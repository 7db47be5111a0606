"""Names of wildcards and LoRAs, offered while they are typed."""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QCompleter, QListView

from core.wildcards import Wildcards
from gui.panels.words_edit import WordsEdit

_WILDCARD = re.compile(r"__([\w/.-]*)$")
_LORA = re.compile(r"<lora:([\w .+-]*)$", re.IGNORECASE)


class Completions(QObject):
    """Opens a list behind `__` and `<lora:`; Enter or Tab takes its row, Esc closes it."""

    def __init__(self, edit: WordsEdit, loras: Sequence[str]) -> None:
        """Serve one text field, with the names of the pack's LoRAs."""
        super().__init__(edit)
        self._edit, self._loras = edit, loras
        self._taking = False  # the text changes before the cursor does
        self._names = QStringListModel(self)
        self.completer = QCompleter(self._names, self)
        self.completer.setWidget(edit)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.popup = QListView()
        self.completer.setPopup(self.popup)
        self.completer.activated.connect(self._take)
        edit.popup = self.popup
        self.popup.installEventFilter(self)
        edit.textChanged.connect(self._typed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the list by Esc, and nothing else."""
        pressed = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.popup.hide()
            return True
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        found = self._begun()
        if found is None or self._taking or not self._edit.hasFocus():
            self.popup.hide()
            return
        begun, names, _ = found
        self._names.setStringList(list(names()))
        self.completer.setCompletionPrefix(begun)
        matches = self.completer.completionModel().rowCount()
        if not matches:
            self.popup.hide()
            return
        place = self._edit.cursorRect()
        place.setWidth(min(220, self._edit.width()))
        self.completer.complete(place)
        self.popup.setCurrentIndex(self.completer.completionModel().index(0, 0))

    def _begun(self) -> tuple[str, Callable[[], Sequence[str]], str] | None:
        """What is typed of a name, which names there are, and what closes them."""
        cursor = self._edit.textCursor()
        line = cursor.block().text()[: cursor.positionInBlock()]
        lora = _LORA.search(line)
        if lora is not None:
            return lora[1], lambda: self._loras, ":1>"
        wildcard = _WILDCARD.search(line)
        if wildcard is not None and line.count("__") % 2:
            return wildcard[1], lambda: Wildcards().names(), "__"
        return None

    def _take(self, name: str) -> None:
        found = self._begun()
        if found is None:
            return
        begun, _, closing = found
        cursor = self._edit.textCursor()
        left, kept = QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor
        cursor.movePosition(left, kept, len(begun))
        self._taking = True
        try:
            cursor.insertText(name + closing)
            self._edit.setTextCursor(cursor)
        finally:
            self._taking = False
