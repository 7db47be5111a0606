"""A text field for prompts."""

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from core.prompt_weights import shift
from core.recipe import Recipe
from gui.forms.controls import is_undo
from gui.forms.spec import Spec
from gui.language import on_language
from gui.panels.drops import carries_image, source_of

_OF_A_LIST = (
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape),
)


class WordsEdit(QPlainTextEdit):
    """Plain text of a recipe's field; Tab leaves it, and pasted images go to who wants them.

    It has no undo of its own: typing is edits of the draft, so the one list of undo has it.
    """

    image_given = Signal(str, object)  # name, Source

    def __init__(self, name: str, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec, self._lines = Spec.of(Recipe, name), lines
        self._cuts: tuple[int, ...] = ()
        self.popup: QWidget | None = None  # a list of what could be typed
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        on_language(self, self._tell)
        self._tell()
        self.ensurePolished()  # or the lines are measured in another size
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return True
        if isinstance(event, QKeyEvent) and self._is_for_popup(event):
            event.ignore()  # the list does what it does by itself
            return False
        return super().event(event)

    def _is_for_popup(self, event: QKeyEvent) -> bool:
        listed = self.popup is not None and self.popup.isVisible()
        return listed and event.type() == QEvent.Type.KeyPress and event.key() in _OF_A_LIST

    def changeEvent(self, e: QEvent) -> None:
        super().changeEvent(e)
        if e.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def dragEnterEvent(self, e: QDragEnterEvent) -> None:
        """Words are taken; files, links and images are left to the window."""
        if e.mimeData().hasUrls() or carries_image(e.mimeData()):
            e.ignore()
        else:
            super().dragEnterEvent(e)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source_of(source) is not None or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if (found := source_of(source)) is not None:
            self.image_given.emit(*found)
        else:
            self.textCursor().insertText(source.text())

    def set_text(self, text: str) -> None:
        """Show a text without telling anybody; the cursor goes to where it differs."""
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self._replace(text)

    def show_cuts(self, cuts: tuple[int, ...]) -> None:
        """Mark where further parts begin, in letters."""
        if cuts != self._cuts:
            self._cuts = cuts
            self.viewport().update()

    def paintEvent(self, e: QPaintEvent) -> None:
        """A fine line before each further part, in the colour of the placeholder."""
        super().paintEvent(e)
        if not self._cuts:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self.palette().placeholderText().color(), 1, Qt.PenStyle.DotLine))
        text, cursor = self.toPlainText(), QTextCursor(self.document())
        for cut in self._cuts:
            cursor.setPosition(min(_units(text[:cut]), _units(text)))
            place = self.cursorRect(cursor)
            painter.drawLine(place.x() - 2, place.top(), place.x() - 2, place.bottom())
            painter.drawLine(place.x() - 2, place.top(), place.x() + 3, place.top())

    def shift_weight(self, by: float) -> None:
        """Change the weight of the selection, or of the word under the cursor."""
        old, cursor = self.toPlainText(), self.textCursor()
        ends = (cursor.selectionStart(), cursor.selectionEnd())
        start, end = (_letters(old, units) for units in ends)
        new, start, end = shift(old, start, end, by)
        if new == old:
            return
        selected = cursor.hasSelection()
        self._replace(new)
        cursor = self.textCursor()
        cursor.setPosition(_units(new[:start] if selected else new[:end]))
        cursor.setPosition(_units(new[:end]), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def tooltip(self) -> str:
        """What the field is for, with places for the keys of heavier and lighter words."""
        keys = self.tr("{0} and {1} change the weight of a word or of what is selected.")
        return f"{self._spec.again().help} {keys}"

    def _fit(self) -> None:
        """Be as high as the lines are in the font of today."""
        self.setFixedHeight(self._lines * self.fontMetrics().lineSpacing() + 28)

    def _tell(self) -> None:
        self._spec = self._spec.again()
        self.setAccessibleName(self._spec.title)
        self.setAccessibleDescription(self._spec.help)

    def _replace(self, text: str) -> None:
        """Change only what differs, so that the cursor stays near it."""
        old = self.toPlainText()
        shorter = min(len(old), len(text))
        same = next((i for i in range(shorter) if old[i] != text[i]), shorter)
        tail = 0
        while tail < shorter - same and old[-1 - tail] == text[-1 - tail]:
            tail += 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(_units(old[:same]))
        cursor.setPosition(_units(old[: len(old) - tail]), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[same : len(text) - tail])
        self.setTextCursor(cursor)


def _units(text: str) -> int:
    """Length as Qt counts it: in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _letters(text: str, units: int) -> int:
    """How many letters of a text the first `units` of Qt are."""
    encoded = text.encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(encoded.decode("utf-16-le", "replace"))
