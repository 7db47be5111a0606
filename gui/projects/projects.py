"""The projects as the window knows them, and all that can be done with them."""

import contextlib
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from core.errors import UserError
from core.library import Library
from core.library.names import FIRST
from core.library.projects import ProjectInfo
from core.recipe import Recipe
from core.told import Told
from gui.autosave import Autosave
from gui.background import Background
from gui.failure import Failure
from gui.history import History
from gui.language import spoken_name

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
    returned = Signal(int)  # and it is written: only now the library has its pictures again
    remade = Signal(int)  # somebody had deleted it under the window; its pictures may be gone
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
        self._names = {item.id: item.name for item in self.items}  # of all that were ever seen
        self._away: set[int] = set()  # in the trash, or on their way there
        self.autosave.refused.connect(self.refused)
        self.autosave.orphaned.connect(self._remake)

    def name(self, number: int) -> str:
        """A project's name, also of one that is gone; empty if there never was one of that id."""
        return spoken_name(self._names.get(number, ""))

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
            name = self.name(number)
            self._history.do(
                lambda: self.tr("Open project “{0}”").format(name),
                partial(self._go_to, number),
                partial(self._go_to, self.current),
            )

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
        before = self._names.get(number, "")
        if name.strip() and name != self.name(number):
            self._history.do(
                lambda: self.tr("Rename project “{0}”").format(spoken_name(before)),
                partial(self._rename, number, name),
                partial(self._rename, number, before),
            )

    def trash(self, number: int) -> None:
        """Delete a project, which can be undone until Likeness is closed."""
        name = self.name(number)
        self._history.do(
            lambda: self.tr("Delete project “{0}”").format(name),
            partial(self.put_away, number),
            partial(self.bring_back, number, number == self.current),
        )

    def move(self, number: int, place: int) -> None:
        """Give a project another place in the list."""
        before = self.place(number)
        place = max(0, min(place, len(self.items) - 1))
        if place != before:
            name = self.name(number)
            self._history.do(
                lambda: self.tr("Move project “{0}”").format(name),
                partial(self._move, number, place),
                partial(self._move, number, before),
            )

    def bring_back(self, number: int, opens: bool) -> None:
        """Take a project out of the trash, and perhaps open it; no step."""
        self._away.discard(number)
        self._run(
            lambda: self._library.restore_project(number), lambda _: self.returned.emit(number)
        )
        self.restored.emit(number)
        if opens:
            self._go_to(number)

    def put_away(self, number: int, then: int | None = None) -> None:
        """Put a project into the trash, and open another one if it is open; no step.

        That is `then`, if it is there, else the one before it in the list.
        """
        ids = [item.id for item in self.items]
        before = max(0, ids.index(number) - 1) if number in ids else 0  # else it is too new
        self._away.add(number)  # at once: who is quick must not open it again
        self._list(self.items)
        if number == self.current and self.items:
            there = then is not None and any(item.id == then for item in self.items)
            self._go_to(then if then is not None and there else self.items[before].id)
        elif number == self.current and not self._begin_anew():
            self._away.discard(number)
            self.refresh()
            return
        self._run(lambda: self._library.trash_project(number))
        self.trashed.emit(number)

    def found_gone(self, number: int) -> None:
        """A picture was drawn for a project that was gone, and had to be made anew for it."""
        self._remake(number, told=False)

    def stop(self, draft: Recipe) -> None:
        """Write the open project's draft and end the thread; the window is closing.

        The history ends with it. Left to Python's search for cycles, its steps could be freed
        before Qt's stack frees them once more.
        """
        self.autosave.note(self.current, draft)
        self._background.stop()
        for orphan in self.autosave.settle():
            with contextlib.suppress(UserError):  # a full disk, and nobody to be told any more
                self._library.remake_project(orphan, self._remembered(orphan))
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
        name = self.name(number)
        self._history.do(
            lambda: self.tr("New project “{0}”").format(name),
            partial(self.bring_back, number, True),
            partial(self.put_away, number, self.current),
        )

    def _begin_anew(self) -> bool:
        """Open an empty project where the last one goes; False, and told why, if that fails.

        The disk is waited for: until there is another one, what is drawn would go to the trash.
        """
        try:
            made = self._library.create_project(FIRST)
        except UserError as error:
            self.refused.emit(Failure.of(error))
            return False
        self._list((ProjectInfo(made.id, FIRST, 0, ""),))
        self._go_to(made.id)
        return True

    def _rename(self, number: int, name: str) -> None:
        self._run(lambda: self._library.rename_project(number, name))

    def _move(self, number: int, place: int) -> None:
        self._run(lambda: self._library.move_project(number, place))

    def _remake(self, number: int, told: bool = True) -> None:
        """A project was deleted under the window: it comes back, with what is being edited.

        `told` False: somebody noticed before, and the user is yet to hear of it.
        """
        name = self._remembered(number)

        def done(gone: bool) -> None:
            self.autosave.flush()  # what could not be written before
            if gone or not told:
                self.remade.emit(number)
                self.refused.emit(
                    Failure(
                        Told("Another program deleted the project “{0}”.", name),
                        Told("It was made anew, with what you were editing."),
                    )
                )

        self._run(lambda: self._library.remake_project(number, name), done)

    def _remembered(self, number: int) -> str:
        return self._names.get(number) or FIRST

    def ask(self, work: Callable[[], Value], done: Callable[[Value], None]) -> None:
        """Ask the library for something, after all changes that were asked for; `done` gets it."""
        self._background.run(work, done, self._failed)

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
        self._names.update({item.id: item.name for item in self.items})
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
