"""Locks that the operating system drops when the program ends, even after kill -9."""

import contextlib
import os
import sys
from collections.abc import Generator
from pathlib import Path

_LOCKED_BYTE = 1 << 30  # far behind the text, which Windows must still let others read


@contextlib.contextmanager
def exclusive(path: Path) -> Generator[bool]:
    """Hold a lock file while the block runs, and delete it after that.

    Yields:
        Whether it was free; if not, the block runs without it.

    Raises:
        OSError: if it can't be made.
    """
    handle = _open_and_take(path)
    try:
        yield handle is not None
    finally:
        if handle is not None:
            with contextlib.suppress(OSError):  # Windows deletes no open file
                path.unlink()
            os.close(handle)


def _open_and_take(path: Path) -> int | None:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not take(handle):
            os.close(handle)
            return None
        try:
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                return handle
        except FileNotFoundError:
            pass
        os.close(handle)  # it was deleted between opening and locking: take the new one


if sys.platform == "win32":
    import msvcrt

    def take(handle: int) -> bool:
        """Lock an open file, or say at once that another holds it."""
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True
else:
    import fcntl

    def take(handle: int) -> bool:
        """Lock an open file, or say at once that another holds it."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
