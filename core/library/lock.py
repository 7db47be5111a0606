"""One library, one program: a lock that the operating system drops when the program ends."""

import os
from pathlib import Path

from core.errors import UserError
from core.locking import take
from core.told import Told


class LibraryInUse(UserError):
    hint = "Use that window, or close it first."


class LibraryLock:
    """Holds the lock from construction to `release`; survives neither, even after kill -9.

    Raises:
        LibraryInUse: if another program, or another part of this one, holds it.
        OSError: if the file can't be opened.
    """

    def __init__(self, path: Path) -> None:
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not take(self._handle):
            owner = os.read(self._handle, 32).decode("ascii", "replace").strip()
            os.close(self._handle)
            raise LibraryInUse(Told("This library is open in another window (process {0}).", owner))
        try:
            os.ftruncate(self._handle, 0)
            os.write(self._handle, str(os.getpid()).encode("ascii"))
        except OSError:  # a full disk: whoever tries again must not find it locked
            os.close(self._handle)
            raise

    def release(self) -> None:
        os.close(self._handle)
