"""Undo and redo: one list for edits of the draft and for what happens to pictures and projects."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoCommand, QUndoStack

LIMIT = 200


class _Step(QUndoCommand):
    def __init__(self, text: str, redo: Callable[[], None], undo: Callable[[], None]) -> None:
        super().__init__(text)
        self._redo, self._undo = redo, undo

    def redo(self) -> None:
        self._redo()

    def undo(self) -> None:
        self._undo()


class History(QObject):
    """What was done, in order, on Qt's undo stack. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(LIMIT)

    def do(self, text: str, redo: Callable[[], None], undo: Callable[[], None]) -> None:
        """Call `redo` now and remember how to take it back.

        Args:
            text: what it is, as the menu names it: "Delete 3 pictures".
            redo: does it; called now and after each undo.
            undo: takes it back.
        """
        self.stack.push(_Step(text, redo, undo))
