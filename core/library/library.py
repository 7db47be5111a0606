"""The Library: projects, pictures and source images that outlive the program.

Saving a picture: encode; write to tmp/ and flush; rename into images/ and flush the folder;
one transaction with the row; only then tell the caller. A crash leaves at worst a whole file
without a row, which the next start imports from the recipe inside it.
"""

import os
from pathlib import Path

from core import durable
from core.library.database import Database
from core.library.folders import Folders
from core.library.lock import LibraryLock
from core.library.pictures import Pictures
from core.library.projects import Projects
from core.library.reconcile import Recovery, reconcile
from core.library.sources import SourceImages
from core.library.thumbnails import Thumbnails


class Library(Projects, Pictures, SourceImages):
    """An open library. Methods may be called from any thread, one after another.

    In a folder that may not be written to, an existing library opens for viewing only:
    `writable` is False and whatever would change it raises ReadOnlyLibrary.

    Args:
        folder: made, with its parents, if it is not there.

    Raises:
        LibraryInUse: if it is open elsewhere.
        DamagedLibrary: if its database is damaged.
        UserError: if it can't be made or opened.
    """

    def __init__(self, folder: Path) -> None:
        self._folders = Folders(folder)
        self._lock: LibraryLock | None = None
        self.writable = not folder.exists() or os.access(folder, os.W_OK)
        self.recovery = Recovery()
        self.thumbnails = Thumbnails(self._folders, self.writable)
        if not self.writable:
            if not self._folders.database.exists():
                raise durable.NotWritable(f"No permission to make a library in {folder.name}.")
            self._database = Database(self._folders.database, writable=False)
            return
        self._folders.make()
        with durable.readable_errors(self._folders.lock):
            self._lock = LibraryLock(self._folders.lock)
        try:
            with durable.readable_errors(self._folders.database):
                self._database = Database(self._folders.database)
                self.recovery = reconcile(self._folders, self._database)
        except BaseException:
            self._lock.release()
            raise

    def close(self) -> None:
        """Delete the trash for good and let others open the library."""
        try:
            if self._lock is not None:
                self._empty_trash()
        finally:
            self._database.close()
            if self._lock is not None:
                self._lock.release()
