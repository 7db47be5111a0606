"""Deletes for good what is deleted, and photos that nothing uses: no trace of them is left."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.library import Library
from core.library.library import Erased
from core.library.trash import Trashed, TrashedProject
from core.told import Told
from gui.background import Background
from gui.draft import Draft
from gui.failure import Failure
from gui.panels.sources import Sources
from gui.projects.projects import Projects
from gui.queue.queue import Queue


class Erasing(QObject):
    """Empties the library's trash, or some of it, before the window is closed. GUI thread.

    The undo list is forgotten with it: its steps could bring back what is gone.
    """

    erased = Signal(object)  # Erased
    refused = Signal(object)  # Failure

    def __init__(
        self,
        library: Library,
        draft: Draft,
        queue: Queue,
        sources: Sources,
        projects: Projects,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._draft, self._queue = library, draft, queue
        self._sources, self._projects, self._background = sources, projects, background

    def erase_all(self) -> None:
        """Erase the whole trash; `erased` tells, or `refused` why not."""
        self._erase(None)

    def erase(self, chosen: Sequence[Trashed]) -> None:
        """Erase only this of the trash; `erased` tells, or `refused` why not."""
        self._erase(chosen)

    def _erase(self, chosen: Sequence[Trashed] | None) -> None:
        if self._sources.adding:  # its draft does not name it yet
            self.refused.emit(
                Failure(Told("A photo is being opened."), Told("Try again in a moment."))
            )
            return
        self._draft.history.clear()
        if chosen is None:
            there = {item.id for item in self._projects.items}
            gone = {job.project for job in self._queue.jobs()} - there
        else:
            gone = {item.id for item in chosen if isinstance(item, TrashedProject)}
        self._queue.dismiss(*(job.id for job in self._queue.jobs() if job.project in gone))
        drafts = (self._draft.recipe, *self._projects.autosave.unsaved())
        jobs = (job.recipe for job in self._queue.jobs())
        needed = frozenset(key for recipe in (*drafts, *jobs) for key in recipe.sources())
        self._background.run(
            partial(self._library.erase_deleted, needed, chosen),
            partial(self._done, needed),
            self.refused.emit,
        )

    def _done(self, needed: frozenset[str], erased: Erased) -> None:
        self._sources.forget(needed)
        self.erased.emit(erased)
