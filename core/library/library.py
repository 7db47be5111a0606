"""The Library: projects, pictures and source images that outlive the program.

Saving a picture: encode; write to tmp/ and flush; rename into images/ and flush the folder;
one transaction with the row; only then tell the caller. A crash leaves at worst a whole file
without a row, which the next start imports from the recipe inside it.
"""

import threading
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from core import durable
from core.errors import UserError
from core.jobs import JobControl
from core.library.database import Database
from core.library.folders import FINGERPRINT, Folders, name_of
from core.library.forgetting import Forgetting
from core.library.lock import LibraryLock
from core.library.pictures import Pictures
from core.library.places import looked_into
from core.library.projects import Projects
from core.library.queue import QueueStore
from core.library.reconcile import Recovery, reconcile
from core.library.thumbnails import Thumbnails
from core.library.trash import Trashed
from core.told import Told


@dataclass(frozen=True)
class Erased:
    """How many pictures of the trash, and source images without a use, were deleted for good."""

    pictures: int
    sources: int


class UnfinishedCopy(UserError):
    hint = "Copy the library there once more, or choose another folder."


class Library(Projects, Pictures, Forgetting):
    """An open library. Methods may be called from any thread, one after another.

    In a folder that may not be written to, an existing library opens for viewing only:
    `writable` is False and whatever would change it raises ReadOnlyLibrary.

    Args:
        folder: made, with its parents, if it is not there.

    Raises:
        LibraryInUse: if it is open elsewhere.
        UnfinishedCopy: if it was to be copied there, and that was cut.
        DamagedLibrary: if its database is damaged.
        UserError: if it can't be made or opened.
    """

    def __init__(self, folder: Path) -> None:
        self._folders = Folders(folder)
        with looked_into(folder):
            unfinished, is_there = self._folders.unfinished.exists(), folder.exists()
        if unfinished:
            raise UnfinishedCopy(
                Told("The copy of a library in {0} is not whole.", name_of(folder))
            )
        self._lock: LibraryLock | None = None
        self.writable = not is_there or durable.may_write(folder)
        self.recovery = Recovery()
        self._people_guard = threading.RLock()
        self.thumbnails = Thumbnails(self._folders, self.writable)
        if not self.writable:
            if not self._folders.database.exists():
                raise durable.NotWritable(
                    Told("No permission to make a library in {0}.", name_of(folder))
                )
            self._database = Database(self._folders.database, writable=False)
            self.queue = QueueStore(self._database, writable=False)
            return
        self._folders.make()
        with durable.readable_errors(self._folders.lock):
            self._lock = LibraryLock(self._folders.lock)
        try:
            with durable.readable_errors(self._folders.database):
                self._database = Database(self._folders.database)
                self.recovery = reconcile(self._folders, self._database)
                self._tidy_people()
                self._finish_forgetting()
        except BaseException:
            self._lock.release()
            raise
        self.queue = QueueStore(self._database, writable=True)

    @property
    def folder(self) -> Path:
        """Where all of it lies."""
        return self._folders.root

    def close(self, keep_trash: bool = False) -> None:
        """Delete the trash for good, or don't, and let others open the library."""
        try:
            if self._lock is not None and not keep_trash:
                self._empty_trash()
        finally:
            self._database.close()
            if self._lock is not None:
                self._lock.release()

    def copy_to(self, folder: Path, control: JobControl) -> None:
        """Copy the library, as it is now, into an empty folder; see `core.library.copying`.

        Raises:
            Cancelled: after `control.cancel`.
            UserError: if the disk is full or failing. Either way the folder is empty again.
        """
        from core.library import copying  # the window must not wait for it

        copying.copy(self._folders, self._database, Folders(folder), control)

    def delete_project(self, project_id: int) -> None:
        """Delete a project and all its pictures for good, at once; see `trash_project`."""
        self._must_be_writable()
        self._project(project_id)
        self._delete_for_good("project.id = ?", (project_id,))

    def erase_deleted(
        self, needed: Collection[str], chosen: Collection[Trashed] | None = None
    ) -> Erased:
        """Delete for good, now, what the trash holds and every source image without a use.

        Args:
            needed: fingerprints of source images that stay though no picture, draft or job of the
                library names them yet.
            chosen: of the trash only this, as far as it is still there; None: all of it.

        Raises:
            UserError: if the disk fails, or the library is read-only.
        """
        self._must_be_writable()
        pictures = self._empty_trash() if chosen is None else self._erase(chosen)
        sources = self._delete_sources(self._used_sources() | set(needed))
        self._database.settle()
        return Erased(pictures, sources)

    def _used_sources(self) -> set[str]:
        """Every fingerprint in a recipe of the library, readable or not, or of a person's photo."""
        rows = self._database.rows(
            "SELECT recipe FROM picture UNION ALL SELECT recipe FROM job"
            " UNION ALL SELECT draft FROM project WHERE draft IS NOT NULL"
        )
        named = {key for row in rows for key in FINGERPRINT.findall(row["recipe"])}
        return named | self._person_sources()
