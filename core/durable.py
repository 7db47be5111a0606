"""Save a file so that it is wholly there or not at all, whatever happens meanwhile.

The order is that of a careful database: write a new file beside, flush it to the disk, rename
it over the target, flush the folder. A reader, a crash or a power cut at any point sees the old
state or the new one, never half a file.
"""

import contextlib
import errno
import os
import sys
import time
import uuid
from collections.abc import Generator
from pathlib import Path
from typing import BinaryIO

from core.errors import UserError
from core.told import Told

PART = ".part"  # suffix of files that are being written
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM, errno.EROFS}
_REPLACE_TRIES = 20  # on Windows a virus scanner may hold a file for a moment
_REPLACE_PAUSE = 0.05  # seconds


class DiskFull(UserError):
    hint = "Free some space, or save elsewhere."


class NotWritable(UserError):
    hint = "Choose a folder that you may write to."


@contextlib.contextmanager
def readable_errors(path: Path, size: int = 0) -> Generator[None]:
    """Turn the operating system's errors in writing `path` into UserErrors.

    Args:
        path: what is being written; only its name is shown.
        size: bytes that are needed, for the message.

    Raises:
        DiskFull, NotWritable, UserError: in place of OSError.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            needed = max(size / 1e6, 0.1)
            raise DiskFull(
                Told("Disk full: {0:.1f} MB needed for {1}.", needed, path.name)
            ) from error
        if error.errno in _DENIED:
            raise NotWritable(Told("No permission to write {0}.", path.name)) from error
        raise UserError(
            Told("Can't write {0}: {1}.", path.name, error.strerror), "Check the disk."
        ) from error


def save(
    data: bytes,
    target: Path,
    scratch: Path | None = None,
    mode: int = 0o600,
    flush: bool = True,
) -> None:
    """Write a whole file, replacing `target` in one step once the data is on the disk.

    Args:
        data: the bytes of the file.
        target: where it goes; its folder must exist.
        scratch: folder on the same disk for the unfinished file; None: beside the target.
        mode: permissions of the file, less the umask.
        flush: False saves time for what can be made again: still never half a file for readers
            and after a crash of the program, but a power cut may leave one.

    Raises:
        DiskFull, NotWritable, UserError: then the target is as it was and nothing is left over.
    """
    part = (scratch or target.parent) / f"{uuid.uuid4().hex}{PART}"
    with readable_errors(target, len(data)):
        try:
            _write_new(part, data, mode, flush)
            _replace(part, target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        if flush:
            sync_folder(target.parent)


@contextlib.contextmanager
def writing(target: Path, mode: int = 0o600) -> Generator[BinaryIO]:
    """Write a file piece by piece, for what is too large for the memory; see `save`.

    Raises:
        DiskFull, NotWritable, UserError: then the target is as it was and nothing is left over.
    """
    part = target.parent / f"{uuid.uuid4().hex}{PART}"
    with readable_errors(target):
        try:
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            with open(os.open(part, flags, mode), "wb") as file:
                yield file
                file.flush()
                flush_handle(file.fileno())
            _replace(part, target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(target.parent)


def move(source: Path, target: Path) -> None:
    """Rename a file within one disk and flush both folders."""
    with readable_errors(target):
        _replace(source, target)
        sync_folder(target.parent)
        sync_folder(source.parent)


def make_folder(folder: Path, mode: int = 0o700) -> None:
    """Make a folder and its missing parents, each flushed into its own parent."""
    if folder.is_dir():
        return
    if not folder.parent.is_dir():
        make_folder(folder.parent, mode)
    with readable_errors(folder):
        folder.mkdir(mode=mode, exist_ok=True)
        sync_folder(folder.parent)


def may_write(folder: Path) -> bool:
    """Whether files can be made in a folder: found out by making one, which is gone at once.

    Its permissions are not enough to go by: those of Windows, of network shares and of some file
    systems promise what is refused then. A full or failing disk is no refusal: it will be told as
    what it is.
    """
    probe = folder / f".{uuid.uuid4().hex}{PART}"
    try:
        _write_new(probe, b"", 0o600, flush=False)
        probe.unlink()
    except OSError as error:
        return error.errno not in _DENIED | {errno.ENOENT}  # the latter: a system's own folder
    return True


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk; Windows does so on its own."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        flush_handle(handle)
    finally:
        os.close(handle)


def _write_new(path: Path, data: bytes, mode: int, flush: bool) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags, mode), "wb") as file:
        file.write(data)
        if flush:
            file.flush()
            flush_handle(file.fileno())


def flush_handle(handle: int) -> None:
    if sys.platform == "darwin":
        import fcntl

        fcntl.fcntl(handle, fcntl.F_FULLFSYNC)  # fsync alone stops at the drive's own cache
    else:
        os.fsync(handle)


def _replace(source: Path, target: Path) -> None:
    if sys.platform != "win32":
        os.replace(source, target)
        return
    for attempt in range(_REPLACE_TRIES):
        try:
            os.replace(source, target)
            return
        except PermissionError:
            if attempt == _REPLACE_TRIES - 1:
                raise
            time.sleep(_REPLACE_PAUSE)
