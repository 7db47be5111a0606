"""Where the library lies: another one is opened, or the present one copied, from the settings."""

import contextlib
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from core.errors import UserError
from core.jobs import Cancelled, JobControl, Progress
from core.library import Library
from core.library.places import Place, judge
from core.recipe import Recipe
from gui.background import Background
from gui.failure import Failure
from gui.library_parts import LibraryParts, in_the_way
from gui.opening import open_elsewhere
from gui.preferences import Preferences


class LibraryPlace(QObject):
    """Finds out about a folder, copies into it, opens the library in it. GUI thread.

    The present library stays open until another one is: `opened` gives it to the window, which
    then makes way for one that shows it.
    """

    asked = Signal(object, bool)  # Path of an empty folder: begin anew there, or copy? And
    # whether a copy was cut there, with which only a copy can go on.
    progressed = Signal(int, int)  # files of a copy that are done, of so many
    begun = Signal()  # something goes on: `busy`
    idle = Signal()  # nothing goes on any more
    refused = Signal(object)  # Failure
    opened = Signal(object)  # Library
    _reported = Signal(object)  # Progress, from the thread that copies

    def __init__(
        self, parts: LibraryParts, preferences: Preferences, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._parts, self._preferences = parts, preferences
        self._background = Background(self)  # to copy takes long: nobody else may wait for it
        self._copy: JobControl | None = None
        self._over = self._busy = self._dropped = False
        self._reported.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def folder(self) -> Path:
        """Of the library that is open."""
        return self._parts.library.folder

    @property
    def busy(self) -> bool:
        """Whether a folder is looked into, copied into or opened; meanwhile no other can be."""
        return self._busy

    @property
    def copying(self) -> bool:
        return self._copy is not None

    def recent(self) -> tuple[Path, ...]:
        """Other libraries that were open before, the latest first."""
        return tuple(one for one in self._preferences.recent_libraries if one != self.folder)

    def choose(self, folder: Path) -> None:
        """Open the library in a folder; `asked` if there is none yet, `refused` if none can be."""
        if self._begin():
            self._background.run(
                partial(judge, folder, self.folder), partial(self._judged, folder), self._refuse
            )

    def open(self, folder: Path) -> None:
        """Open the library in a folder, which is made if the folder is empty."""
        if self._begin():
            self._background.run(partial(open_elsewhere, folder), self._opened, self._refuse)

    def copy(self, folder: Path) -> None:
        """Copy the present library into an empty folder, and open the copy."""
        if not self._begin():
            return
        self._copy = control = JobControl(self._reported.emit)
        draft = (self._parts.projects.current, self._parts.draft.recipe)
        self._background.run(
            partial(self._copy_all, folder, draft, control),
            partial(self._copied, folder),
            self._refuse,
        )

    def cancel(self) -> None:
        """Give up what goes on, until `idle` is told; a folder copied into is empty again then."""
        self._dropped = self._busy
        if self._copy is not None:
            self._copy.cancel()

    def stop(self) -> None:
        """End the thread; the window is closing."""
        self._over = True
        self.cancel()
        self._background.stop()

    def _begin(self) -> bool:
        """Whether something can begin: one thing at a time, and not while the library is used."""
        if self._busy:
            return False
        if (reason := self._in_the_way()) is not None:
            self.refused.emit(reason)
            return False
        self._busy, self._dropped = True, False
        self.begun.emit()
        return True

    def _in_the_way(self) -> Failure | None:
        return in_the_way(self._parts.queue, self._parts.sources)

    def _judged(self, folder: Path, place: Place) -> None:
        dropped = self._dropped
        self._end()
        if dropped:
            return
        if place is Place.LIBRARY:
            self.open(folder)
        else:
            self.asked.emit(folder, place is Place.UNFINISHED)

    def _copy_all(self, folder: Path, draft: tuple[int, Recipe], control: JobControl) -> bool:
        """In the thread; False if it was cancelled."""
        if self._parts.library.writable:  # what the panels show is part of the copy
            self._parts.library.save_draft(*draft)
            self._parts.queue.keep()
        try:
            self._parts.library.copy_to(folder, control)
        except Cancelled:
            return False
        return True

    def _copied(self, folder: Path, whole: bool) -> None:
        wanted = whole and not self._dropped and not self._over
        self._end()
        if wanted:
            self.open(folder)

    def _opened(self, library: Library) -> None:
        """It is locked now, also for this window, unless something came in between."""
        dropped = self._dropped or self._over
        self._end()
        reason = self._in_the_way()
        if reason is not None or dropped:
            with contextlib.suppress(UserError):
                library.close(keep_trash=True)
        if dropped:
            return
        if reason is not None:
            self.refused.emit(reason)
            return
        with contextlib.suppress(UserError):  # it is open for today
            self._preferences.choose_library(library.folder, self.folder)
        self.opened.emit(library)

    def _refuse(self, failure: Failure) -> None:
        self._end()
        self.refused.emit(failure)

    def _end(self) -> None:
        self._busy, self._dropped, self._copy = False, False, None
        self.idle.emit()

    def _tell(self, progress: Progress) -> None:
        if self._copy is not None:
            self.progressed.emit(progress.step, progress.total)
