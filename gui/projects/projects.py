"""The projects as the window knows them, and all that can be done with them."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core.errors import UserError
from core.library import Library
from core.library.projects import ProjectInfo
from core.recipe import Recipe
from gui.autosave import Autosave
from gui.background import Background
from gui.failure import Failure
from gui.history import History

Value = TypeVar("Value")


class Projects(QObject):
    """One project is open; every change can be undone. GUI thread.

    The disk is waited for in a thread, but for the draft of a project that is opened: one row,
    which must be there before the next edit.

    Args:
        library: where they are kept.
        history: gets a step for each change, also for opening another project: so what was
            edited before is undone in its own project.
        current: id of the project that is open.
    """

    changed = Signal()  # names, numbers or order
    opened = Signal(int, object)  # project id, its draft: a Recipe, or None for a new one
    trashed = Signal(int)
    restored = Signal(int)
    refused = Signal(object)  # Failure

    def __init__(
        self, library: Library, history: History, current: int, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._history = history
        self._background = Background(self)
        self.autosave = Autosave(library, self._background, self)
        self.items: tuple[ProjectInfo, ...] = library.project_list()
        self.current = current
        self._lost: set[int] = set()  # deleted by somebody else
        self._away: set[int] = set()  # in the trash, or on their way there
        self.autosave.refused.connect(self.refused)
        self.autosave.orphaned.connect(self._remake)

    def name(self, number: int) -> str:
        """A project's name; empty if there is none of that id."""
        return next((item.name for item in self.items if item.id == number), "")

    def place(self, number: int) -> int:
        """Where a project stands in the list."""
        return next(place for place, item in enumerate(self.items) if item.id == number)

    def refresh(self) -> None:
        """Ask the library how things stand; `changed` tells."""
        self._run(lambda: None)

    def touch(self) -> None:
        """Remember that the open project was opened just now."""
        number = self.current
        if self._library.writable:
            self._run(lambda: self._library.touch_project(number))

    def open(self, number: int) -> None:
        """Leave the open project and go to another one."""
        if number != self.current:
            text = self.tr("Open project “{0}”").format(self.name(number))
            self._history.do(text, partial(self._go_to, number), partial(self._go_to, self.current))

    def create(self, name: str) -> None:
        """Make an empty project and open it."""
        self._run(lambda: self._library.create_project(name).id, self._arrived)

    def duplicate(self, number: int) -> None:
        """Copy a project with its draft and pictures, and open the copy."""
        name = self.tr("{0} copy").format(self.name(number))
        self.autosave.flush()  # or the copy would have an older draft
        self._run(lambda: self._library.duplicate_project(number, name).id, self._arrived)

    def rename(self, number: int, name: str) -> None:
        """Give a project another name."""
        before = self.name(number)
        if name.strip() and name != before:
            self._history.do(
                self.tr("Rename project “{0}”").format(before),
                partial(self._rename, number, name),
                partial(self._rename, number, before),
            )

    def trash(self, number: int) -> None:
        """Delete a project, which can be undone until Likeness is closed."""
        self._history.do(
            self.tr("Delete project “{0}”").format(self.name(number)),
            partial(self._put_away, number),
            partial(self._bring_back, number, number == self.current),
        )

    def move(self, number: int, place: int) -> None:
        """Give a project another place in the list."""
        before = self.place(number)
        place = max(0, min(place, len(self.items) - 1))
        if place != before:
            self._history.do(
                self.tr("Move project “{0}”").format(self.name(number)),
                partial(self._move, number, place),
                partial(self._move, number, before),
            )

    def stop(self, draft: Recipe) -> None:
        """Write the open project's draft and end the thread; the window is closing.

        The history ends with it. Left to Python's search for cycles, its steps could be freed
        before Qt's stack frees them once more.
        """
        self.autosave.note(self.current, draft)
        self._background.stop()
        self.autosave.settle()
        self._history.clear()

    def _go_to(self, number: int) -> None:
        self.autosave.flush()
        try:
            draft = self.autosave.draft(number)
        except UserError as error:
            self.refused.emit(Failure.of(error))
            if number not in [item.id for item in self.items]:
                return
            draft = None  # one that can't be read does not lock its pictures away
        self.current = number
        self.touch()
        self.opened.emit(number, draft)
        self.changed.emit()

    def _arrived(self, number: int) -> None:
        self._history.do(
            self.tr("New project “{0}”").format(self.name(number)),
            partial(self._bring_back, number, True),
            partial(self._put_away, number),
        )

    def _bring_back(self, number: int, opens: bool) -> None:
        self._away.discard(number)
        self._run(lambda: self._library.restore_project(number))
        self.restored.emit(number)
        if opens:
            self._go_to(number)

    def _put_away(self, number: int) -> None:
        ids = [item.id for item in self.items]
        before = max(0, ids.index(number) - 1) if number in ids else 0  # else it is too new
        self._away.add(number)  # at once: who is quick must not open it again
        self._list(self.items)
        if number == self.current and self.items:
            self._go_to(self.items[before].id)
        elif number == self.current:
            first = self.tr("Portraits")
            self._run(lambda: self._library.create_project(first).id, self._go_to)
        self._run(lambda: self._library.trash_project(number))
        self.trashed.emit(number)

    def _rename(self, number: int, name: str) -> None:
        self._run(lambda: self._library.rename_project(number, name))

    def _move(self, number: int, place: int) -> None:
        self._run(lambda: self._library.move_project(number, place))

    def _remake(self, number: int) -> None:
        """A project was deleted under the window: its draft goes on in a new one."""
        name, draft = self.name(number), self.autosave.take(number)
        if number in self._lost:
            return
        self._lost.add(number)

        def work() -> int:
            made = self._library.create_project(name).id
            if draft is not None:
                self._library.save_draft(made, draft)
            return made

        self._run(work, partial(self._remade, number))
        self.refused.emit(
            Failure(
                self.tr("The project “{0}” is no longer in the library.").format(name),
                self.tr("What you were editing goes on in a new project of that name."),
            )
        )

    def _remade(self, old: int, new: int) -> None:
        if (late := self.autosave.take(old)) is not None:  # edited meanwhile
            self.autosave.note(new, late)
        if old == self.current:
            self._go_to(new)

    def _run(self, work: Callable[[], Value], done: Callable[[Value], None] | None = None) -> None:
        """Work in the thread; then the list is read anew, and `done` gets the answer."""
        self._background.run(
            lambda: (work(), self._library.project_list()),
            lambda answer: self._listed(*answer, done),
            self._failed,
        )

    def _failed(self, failure: Failure) -> None:
        self.refused.emit(failure)
        if self._away:  # perhaps it was that one which stays
            self._away.clear()
            self.refresh()

    def _list(self, items: tuple[ProjectInfo, ...]) -> None:
        self.items = tuple(item for item in items if item.id not in self._away)
        self.changed.emit()

    def _listed(
        self,
        value: Value,
        items: tuple[ProjectInfo, ...],
        done: Callable[[Value], None] | None,
    ) -> None:
        self._list(items)
        if done is not None:
            done(value)
