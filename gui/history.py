"""Undo and redo: one list for edits of the draft and for what happens to pictures and projects."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QUndoCommand, QUndoStack
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from gui.calls import Call
from gui.commands import Commands
from gui.language import Text, on_language

LIMIT = 200
_HELD: set[QUndoCommand] = set()
"""Steps that lie on a stack. Were one only held by the stack, in C++, then Python's cycle search
could free it before the stack, which would free it again: the process would end. `clear` lets go.
"""


class Step(QUndoCommand):
    """Something done; its name follows the language."""

    def __init__(self, text: str | Text) -> None:
        super().__init__()
        self.name: Text = text if callable(text) else lambda: text
        self.tell()

    def tell(self) -> None:
        """Call it as it is called in the language of today."""
        self.setText(self.name())


class _Done(Step):
    def __init__(
        self,
        text: str | Text,
        redo: Callable[[], None],
        undo: Callable[[], None],
        lost: Callable[[], bool],
    ) -> None:
        super().__init__(text)
        self._redo, self._undo, self._lost = redo, undo, lost

    def redo(self) -> None:
        _guarded(self._redo)

    def undo(self) -> None:
        _guarded(self._undo)
        self.setObsolete(False)  # whatever a review made of it meanwhile: it can be done again

    def review(self) -> None:
        """Find out whether there is anything left to take back."""
        self.setObsolete(self._lost())


def _guarded(act: Callable[[], None]) -> None:
    """Report a bug as everywhere else: one that reached Qt's stack would end the process."""
    try:
        act()
    except Exception as error:
        sys.excepthook(type(error), error, error.__traceback__)


class History(QObject):
    """What was done, in order, on Qt's undo stack. GUI thread."""

    rested = Signal()  # whether anything can be taken back or done again for now
    reviewed = Signal()  # which steps still have a meaning

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.stack.setUndoLimit(LIMIT)
        self._rests = False

    def do(
        self,
        text: str | Text,
        redo: Callable[[], None],
        undo: Callable[[], None],
        lost: Callable[[], bool] = bool,
    ) -> None:
        """Call `redo` now and remember how to take it back.

        Args:
            text: what it is, as the menu names it: "Delete 3 pictures"; a Text follows the
                language.
            redo: does it; called now and after each undo.
            undo: takes it back.
            lost: whether there is nothing left to take back; `review` asks it.
        """
        self.push(_Done(text, redo, undo, lost))

    def push(self, step: QUndoCommand) -> None:
        """Do a step that knows by itself how, and remember it."""
        _HELD.add(step)
        self.stack.push(step)
        _HELD.difference_update([old for old in _HELD if not isValid(old)])

    def clear(self) -> None:
        """Forget everything; whoever made the history calls this before letting go of it."""
        self.stack.clear()
        _HELD.difference_update([old for old in _HELD if not isValid(old)])

    def rest(self, rests: bool) -> None:
        """Take back nothing, and do nothing again, until it is called with False."""
        self._rests = rests
        self.rested.emit()

    def review(self) -> None:
        """Something happened that may have cost what was done its meaning, or given it back."""
        for step in map(self.stack.command, range(self.stack.index())):
            if isinstance(step, _Done):
                step.review()
        self.reviewed.emit()

    def undo(self) -> None:
        """Take back the last step; steps that have lost their meaning are passed over."""
        if self._rests:
            return
        while self.stack.canUndo() and self.stack.command(self.stack.index() - 1).isObsolete():
            self.stack.undo()
        self.stack.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        if self._rests:
            return
        while self.stack.canRedo() and self.stack.command(self.stack.index()).isObsolete():
            self.stack.redo()
        self.stack.redo()

    def add_commands(self, commands: Commands, owner: QWidget) -> tuple[QAction, QAction]:
        """Add undo and redo to the list of commands; their texts name the step."""

        def group() -> str:
            return self.tr("Edit")

        self._undo = commands.add(
            "edit.undo", group, lambda: self.tr("Undo"), self.undo, owner, ("Ctrl+Z",)
        )
        keys = ("Ctrl+Shift+Z", "Ctrl+Y")
        self._redo = commands.add(
            "edit.redo", group, lambda: self.tr("Redo"), self.redo, owner, keys
        )
        stack = self.stack
        for changed in (
            *(stack.undoTextChanged, stack.redoTextChanged, stack.indexChanged),
            *(self.rested, self.reviewed),
        ):
            Call(changed, owner, self._name_actions)  # the steps may live longer than the window
        on_language(owner, self._tell)
        self._name_actions()
        return self._undo, self._redo

    def _tell(self) -> None:
        for step in map(self.stack.command, range(self.stack.count())):
            if isinstance(step, Step):
                step.tell()
        self._name_actions()

    def _name_actions(self) -> None:
        last = self._first_of(range(self.stack.index() - 1, -1, -1))
        next_one = self._first_of(range(self.stack.index(), self.stack.count()))
        self._undo.setText(self.tr("Undo {0}").format(last.text() if last else "").strip())
        self._redo.setText(self.tr("Redo {0}").format(next_one.text() if next_one else "").strip())
        self._undo.setEnabled(last is not None and not self._rests)
        self._redo.setEnabled(next_one is not None and not self._rests)

    def _first_of(self, places: range) -> QUndoCommand | None:
        """The step at the first of these places that has not lost its meaning."""
        steps = map(self.stack.command, places)
        return next((step for step in steps if not step.isObsolete()), None)
