"""The SQLite file of a library: connection, settings, numbered migrations, readable errors.

Why these settings: below 3.51.3 SQLite's WAL mode can corrupt a database that is reset while
two connections are open, so older versions use the rollback journal. Both modes sync fully: a
commit that has returned survives a power cut.
"""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

from core.durable import DiskFull, NotWritable
from core.errors import UserError

SAFE_WAL = (3, 51, 3)
BUSY_MILLISECONDS = 5000

# Of a project: its place in the list, when it was opened last, and since when it is in the trash.
# `turn` counts the openings, as clocks may jump.
_PROJECTS = """
    ALTER TABLE project ADD COLUMN position INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE project ADD COLUMN opened TEXT NOT NULL DEFAULT '';
    ALTER TABLE project ADD COLUMN turn INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE project ADD COLUMN trashed TEXT;
    UPDATE project SET position = id;
    """

# What core/library/queue.py keeps: jobs, and seconds per step of a torch device.
_QUEUE = """
    CREATE TABLE job (
        id INTEGER PRIMARY KEY,
        position INTEGER NOT NULL,
        project INTEGER NOT NULL,
        recipe TEXT NOT NULL,
        state TEXT NOT NULL,
        reason TEXT NOT NULL,
        hint TEXT NOT NULL,
        drawn INTEGER NOT NULL,
        created TEXT NOT NULL,
        ended TEXT NOT NULL
    ) STRICT;
    CREATE TABLE speed (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        device TEXT NOT NULL,
        pack TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        seconds REAL NOT NULL,
        UNIQUE (device, pack, width, height)
    ) STRICT;
    """

# Of a picture: what its user thinks of it, since when it is in the trash, and what lists show and
# search of its recipe, which old rows get here; a recipe that is not readable gives nothing.
_PICTURES = """
    ALTER TABLE picture ADD COLUMN title TEXT NOT NULL DEFAULT '';
    ALTER TABLE picture ADD COLUMN stars INTEGER NOT NULL DEFAULT 0 CHECK (stars BETWEEN 0 AND 5);
    ALTER TABLE picture ADD COLUMN flag TEXT NOT NULL DEFAULT 'none'
        CHECK (flag IN ('none', 'picked', 'rejected'));
    ALTER TABLE picture ADD COLUMN trashed TEXT;
    ALTER TABLE picture ADD COLUMN prompt TEXT NOT NULL DEFAULT '';
    ALTER TABLE picture ADD COLUMN pack TEXT NOT NULL DEFAULT '';
    ALTER TABLE picture ADD COLUMN seed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE picture ADD COLUMN mechanism TEXT NOT NULL DEFAULT 'words'
        CHECK (mechanism IN ('words', 'instantid', 'ip-adapter', 'both'));
    UPDATE picture SET
        prompt = CAST(coalesce(json_extract(recipe, '$.prompt'), '') AS TEXT),
        pack = CAST(coalesce(json_extract(recipe, '$.pack'), '') AS TEXT),
        seed = CAST(coalesce(json_extract(recipe, '$.sampling.seed'), 0) AS INTEGER),
        mechanism = CASE
            WHEN coalesce(json_array_length(recipe, '$.identities'), 0) > 0 THEN
                CASE WHEN coalesce(json_array_length(recipe, '$.image_prompts'), 0) > 0
                THEN 'both' ELSE 'instantid' END
            WHEN coalesce(json_array_length(recipe, '$.image_prompts'), 0) > 0 THEN 'ip-adapter'
            ELSE 'words' END
        WHERE json_valid(recipe);
    """

# Of a picture: how each of its people came out (JSON, core/faces/alike.py), and the lowest of these
# shares, by which it is sorted and found; what older versions measured stays a bare cosine. Of a
# job: how many of its pictures it keeps (0: all), and which it has drawn.
_LIKENESS = """
    ALTER TABLE picture ADD COLUMN people TEXT;
    ALTER TABLE picture ADD COLUMN share REAL;
    ALTER TABLE job ADD COLUMN keep INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE job ADD COLUMN pictures TEXT NOT NULL DEFAULT '[]';
    """

# A database at step n has run the first n of these; append, never change one.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE project (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        created TEXT NOT NULL,
        draft TEXT
    ) STRICT;
    CREATE TABLE picture (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        project INTEGER NOT NULL REFERENCES project (id),
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        recipe TEXT NOT NULL,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        likeness REAL,
        seconds REAL NOT NULL,
        created TEXT NOT NULL,
        missing INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE INDEX picture_by_project ON picture (project);
    """,
    _PROJECTS,
    _QUEUE,
    _PICTURES,
    _LIKENESS,
)


class DamagedLibrary(UserError):
    hint = (
        "Move library.db out of the library's folder and start again: "
        "the pictures are read back from their files."
    )


class Busy(Exception):
    """Another thread is writing, and the caller did not want to wait for it."""


class Database:
    """One connection, guarded by a lock: any thread may call, one at a time.

    So the worker thread saves while the GUI thread reads; a reader waits at most for one
    commit: some milliseconds, but a second where the disk is slow or has much to do.

    Args:
        path: the database file; made if it is not there.
        writable: False opens an existing file without touching its folder.

    Raises:
        DamagedLibrary: if SQLite finds the file damaged.
        UserError: if it can't be opened or is of a newer version.
    """

    def __init__(self, path: Path, writable: bool = True) -> None:
        self._lock = threading.RLock()
        with readable_errors():
            self._connection = _connect(path, writable)
            try:
                self._check()
                if writable:
                    _make_safe(self._connection)
                elif self._version() < len(MIGRATIONS):
                    self._connection = _copy_in_memory(self._connection)
                _migrate(self._connection, self._version())
            except BaseException:
                self._connection.close()
                raise

    def rows(self, sql: str, values: Sequence[Any] = (), wait: bool = True) -> list[sqlite3.Row]:
        """All rows of a query.

        Raises:
            Busy: without `wait`, while another thread uses the database.
        """
        if not self._lock.acquire(blocking=wait):
            raise Busy
        try:
            with readable_errors():
                return self._connection.execute(sql, values).fetchall()
        finally:
            self._lock.release()

    @contextlib.contextmanager
    def transaction(self) -> Generator[sqlite3.Connection]:
        """Everything that the body executes, or nothing; on the disk when it returns."""
        with self._lock, readable_errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def settle(self) -> None:
        """Leave no deleted row in a log beside the file; `secure_delete` sees to the file."""
        with self._lock, readable_errors():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def copy_to(self, path: Path) -> None:
        """Write all of it, as it is now, to a new file, and check that."""
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as copy:
            with self._lock, readable_errors():
                self._connection.backup(copy)
            with readable_errors():
                copy.execute("PRAGMA journal_mode = DELETE")  # all of it in the one file
                if copy.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                    raise DamagedLibrary("The library's database is damaged.")

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def _check(self) -> None:
        answer = self._connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if answer != "ok":
            raise DamagedLibrary("The library's database is damaged.")
        if self._version() > len(MIGRATIONS):
            raise UserError("This library was made by a newer Likeness.", "Update Likeness.")

    def _version(self) -> int:
        return self._connection.execute("PRAGMA user_version").fetchone()[0]


@contextlib.contextmanager
def readable_errors() -> Generator[None]:
    """Turn what can go wrong with a healthy program into UserErrors; bugs pass as they are."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # without the extended bits
        if code == sqlite3.SQLITE_FULL:
            raise DiskFull("Disk full: the library could not be changed.") from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise DamagedLibrary("The library's database is damaged.") from error
        if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN):
            raise NotWritable("The library's database can't be opened for writing.") from error
        if code == sqlite3.SQLITE_IOERR:
            raise UserError("The disk failed under the library.", "Check the disk.") from error
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise UserError("Another program is using the library.", "Close it.") from error
        raise


def journal_mode(version: tuple[int, int, int]) -> tuple[str, str]:
    """Journal mode and `synchronous` that lose nothing with this version of SQLite."""
    return ("WAL", "FULL") if version >= SAFE_WAL else ("DELETE", "EXTRA")


def _connect(path: Path, writable: bool) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=rw"
    if writable:
        # SQLite would make the file readable to all
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    else:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    for setting in (
        f"busy_timeout = {BUSY_MILLISECONDS}",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "secure_delete = ON",
    ):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _make_safe(connection: sqlite3.Connection) -> None:
    journal, synchronous = journal_mode(sqlite3.sqlite_version_info)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.execute(f"PRAGMA synchronous = {synchronous}")
    connection.execute("PRAGMA fullfsync = ON")  # acts on macOS only


def _copy_in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """What an older Likeness left, where it may not be brought up to date on the disk."""
    copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    copy.row_factory = sqlite3.Row
    connection.backup(copy)
    connection.close()
    return copy


def _migrate(connection: sqlite3.Connection, done: int) -> None:
    for number, script in enumerate(MIGRATIONS[done:], start=done + 1):
        connection.executescript(
            f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;"
        )
