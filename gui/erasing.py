"""Deletes for good what is deleted, and photos that nothing uses: no trace of them is left."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.library.library import Erased
from core.library.trash import Trashed, TrashedProject
from core.told import Told
from gui.failure import Failure
from gui.library_parts import LibraryParts


class Erasing(QObject):
    """Empties the library's trash, or some of it, before the window is closed. GUI thread.

    It begins once all that was deleted or brought back before is written: what the window shows
    as restored must not be erased. Each call ends in `erased` or `refused`, and until then further
    ones are passed over and nothing is undone. The undo list is forgotten with what is gone, as
    its steps could bring it back.
    """

    changed = Signal()  # `busy`
    erased = Signal(object)  # Erased
    refused = Signal(object)  # Failure

    def __init__(self, parts: LibraryParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self.busy = False

    def erase_all(self) -> None:
        """Erase the whole trash; `erased` tells, or `refused` why not."""
        self._begin(None)

    def erase(self, chosen: Sequence[Trashed]) -> None:
        """Erase only this of the trash; `erased` tells, or `refused` why not."""
        self._begin(chosen)

    def _begin(self, chosen: Sequence[Trashed] | None) -> None:
        """Wait for both threads that write what was deleted and brought back."""
        if not self.busy:
            self._be_busy(True)
            erase, projects = partial(self._erase, chosen), self._parts.projects
            self._parts.pictures.settle(lambda: projects.ask(lambda: None, lambda _: erase()))

    def _erase(self, chosen: Sequence[Trashed] | None) -> None:
        if self._parts.sources.adding:  # its draft does not name it yet
            self._refuse(Failure(Told("A photo is being opened."), Told("Try again in a moment.")))
            return
        projects, queue = self._parts.projects, self._parts.queue
        there = {item.id for item in projects.items}
        if chosen is None:
            gone = {job.project for job in queue.jobs()} - there
        else:
            gone = {item.id for item in chosen if isinstance(item, TrashedProject)} - there
        queue.dismiss(*(job.id for job in queue.jobs() if job.project in gone))
        drafts = (self._parts.draft.recipe, *projects.autosave.unsaved())
        jobs = (job.recipe for job in queue.jobs())
        needed = frozenset(key for recipe in (*drafts, *jobs) for key in recipe.sources())
        self._parts.background.run(
            partial(self._parts.library.erase_deleted, needed, chosen),
            partial(self._done, needed),
            self._refuse,
        )

    def _done(self, needed: frozenset[str], erased: Erased) -> None:
        self._parts.draft.history.clear()
        self._parts.sources.forget(needed)
        self._be_busy(False)
        self.erased.emit(erased)

    def _refuse(self, failure: Failure) -> None:
        self._be_busy(False)
        self.refused.emit(failure)

    def _be_busy(self, busy: bool) -> None:
        self.busy = busy
        self._parts.draft.history.rest(busy)
        self.changed.emit()
