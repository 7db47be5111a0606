"""Copies a library into another folder, so that the copy is whole or is known not to be.

A marker is written first and taken away last: while it is there, nobody opens the folder as a
library, and the copy can be made again, which goes on where it was cut. The database goes last, a
snapshot from before the first file, and each file is read back.
"""

import contextlib
import hashlib
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from core import durable
from core.errors import BadInput, UserError
from core.jobs import JobControl
from core.library.database import Database
from core.library.folders import Folders, name_of
from core.library.lock import LibraryLock
from core.library.places import Place, judge
from core.told import Told

STAGE = "copy"  # of the progress that is reported
_SPARE = 10_000_000  # bytes that should be left on the disk


def copy(source: Folders, database: Database, target: Folders, control: JobControl) -> None:
    """Copy everything that the database names; the source is only read.

    Args:
        source: the library that is open.
        database: its own.
        target: an empty folder, or one with a copy that was cut.
        control: hears of each file, and stops between two of them.

    Raises:
        Cancelled: after `control.cancel`; the target is empty again.
        UserError: if the disk is full or failing, or a file can't be read; the same holds.
    """
    if judge(target.root, source.root) is Place.LIBRARY:  # what is cleared away must be ours
        raise BadInput("There is a library in this folder already.", "Choose an empty folder.")
    with durable.readable_errors(target.root):
        lock = LibraryLock(target.lock)
    made: list[Path] = []
    try:
        durable.save(b"", target.unfinished)
        target.make()
        _copy_all(source, database, target, control, made)
    except BaseException:
        lock.release()  # before it is deleted, for Windows
        _clear(target, made)
        raise
    lock.release()


def _copy_all(
    source: Folders, database: Database, target: Folders, control: JobControl, made: list[Path]
) -> None:
    """Copy; `made` gets the place of each file of the copy, also of one that was cut."""
    part = target.tmp / f"{uuid.uuid4().hex}{durable.PART}"
    database.copy_to(part)
    pairs = [pair for pair in _pairs(source, database, target) if pair[0].exists()]
    made.extend(place for _, place in pairs)
    _need_room(pairs, target)
    for number, (path, place) in enumerate(pairs):
        control.report(STAGE, number, len(pairs))
        _copy_file(path, place, target.tmp)
    control.report(STAGE, len(pairs), len(pairs))
    durable.move(part, target.database)
    with durable.readable_errors(target.unfinished):
        target.unfinished.unlink()
        durable.sync_folder(target.root)


def _pairs(source: Folders, database: Database, target: Folders) -> Iterator[tuple[Path, Path]]:
    """Each file and its place in the copy; a file that is gone is as missing there as here."""
    for row in database.rows("SELECT id FROM picture"):
        yield source.picture(row["id"]), target.picture(row["id"])
        yield source.thumbnail(row["id"]), target.thumbnail(row["id"])
    for key, path in source.source_files():
        yield path, target.source(key)
    for person in source.person_folders():
        for path in person.files():
            yield path, target.person(person.id).root / path.name


def _need_room(pairs: list[tuple[Path, Path]], target: Folders) -> None:
    with durable.readable_errors(target.root):
        needed = sum(path.stat().st_size for path, place in pairs if not place.exists())
        if shutil.disk_usage(target.root).free < needed + _SPARE:
            raise durable.DiskFull(
                Told("Disk full: {0:.1f} MB needed for {1}.", needed / 1e6, name_of(target.root))
            )


def _copy_file(path: Path, place: Path, scratch: Path) -> None:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UserError(Told("{0} can't be read.", path.name), "Check the disk.") from error
    if _holds(place, data):
        return
    durable.make_folder(place.parent)
    durable.save(data, place, scratch)
    if not _holds(place, data):
        raise UserError(Told("The copy of {0} is damaged.", path.name), "Check the disk.")


def _holds(place: Path, data: bytes) -> bool:
    """Whether the file has exactly these bytes."""
    if not place.exists():
        return False
    with durable.readable_errors(place), place.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest() == hashlib.sha256(data).digest()


def _clear(target: Folders, made: list[Path]) -> None:
    """Take away what was copied and nothing else; while something is left, so is the marker."""
    with contextlib.suppress(OSError):
        for path in (*made, *target.tmp.glob(f"*{durable.PART}*"), target.database):
            path.unlink(missing_ok=True)
        for folder in target.parts:
            inner = [person.root for person in target.person_folders()]
            for made_there in inner if folder == target.people else folder.glob("??"):
                made_there.rmdir()
            if folder.exists():
                folder.rmdir()
        for path in (target.lock, target.unfinished):
            path.unlink(missing_ok=True)
        durable.sync_folder(target.root)
