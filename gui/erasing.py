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
from gui.gallery.model import PictureModel
from gui.panels.sources import Sources
from gui.projects.projects import Projects
from gui.queue.queue import Queue


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

    def __init__(
        self,
        library: Library,
        draft: Draft,
        queue: Queue,
        sources: Sources,
        pictures: PictureModel,
        projects: Projects,
        background: Background,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._draft, self._queue = library, draft, queue
        self._sources, self._pictures, self._projects = sources, pictures, projects
        self._background = background
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
            erase = partial(self._erase, chosen)
            self._pictures.settle(lambda: self._projects.ask(lambda: None, lambda _: erase()))

    def _erase(self, chosen: Sequence[Trashed] | None) -> None:
        if self._sources.adding:  # its draft does not name it yet
            self._refuse(Failure(Told("A photo is being opened."), Told("Try again in a moment.")))
            return
        there = {item.id for item in self._projects.items}
        if chosen is None:
            gone = {job.project for job in self._queue.jobs()} - there
        else:
            gone = {item.id for item in chosen if isinstance(item, TrashedProject)} - there
        self._queue.dismiss(*(job.id for job in self._queue.jobs() if job.project in gone))
        drafts = (self._draft.recipe, *self._projects.autosave.unsaved())
        jobs = (job.recipe for job in self._queue.jobs())
        needed = frozenset(key for recipe in (*drafts, *jobs) for key in recipe.sources())
        self._background.run(
            partial(self._library.erase_deleted, needed, chosen),
            partial(self._done, needed),
            self._refuse,
        )

    def _done(self, needed: frozenset[str], erased: Erased) -> None:
        self._draft.history.clear()
        self._sources.forget(needed)
        self._be_busy(False)
        self.erased.emit(erased)

    def _refuse(self, failure: Failure) -> None:
        self._be_busy(False)
        self.refused.emit(failure)

    def _be_busy(self, busy: bool) -> None:
        self.busy = busy
        self._draft.history.rest(busy)
        self.changed.emit()
