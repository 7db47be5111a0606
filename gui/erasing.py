"""Deletes for good what is deleted, and photos that nothing uses: no trace of them is left."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from core.library import Library
from core.library.library import Erased
from core.told import Told
from gui.background import Background
from gui.draft import Draft
from gui.failure import Failure
from gui.panels.sources import Sources
from gui.projects.projects import Projects
from gui.queue.queue import Queue


class Erasing(QObject):
    """Empties the library's trash before the window is closed. GUI thread.

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

    def erase(self) -> None:
        """Do it; `erased` tells, or `refused` why not."""
        if self._sources.adding:  # its draft does not name it yet
            self.refused.emit(
                Failure(Told("A photo is being opened."), Told("Try again in a moment."))
            )
            return
        self._draft.history.clear()
        there = {item.id for item in self._projects.items}
        self._queue.dismiss(*(job.id for job in self._queue.jobs() if job.project not in there))
        drafts = (self._draft.recipe, *self._projects.autosave.unsaved())
        jobs = (job.recipe for job in self._queue.jobs())
        needed = frozenset(key for recipe in (*drafts, *jobs) for key in recipe.sources())
        self._background.run(
            partial(self._library.erase_deleted, needed),
            partial(self._done, needed),
            self.refused.emit,
        )

    def _done(self, needed: frozenset[str], erased: Erased) -> None:
        self._sources.forget(needed)
        self.erased.emit(erased)
