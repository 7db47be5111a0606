"""A file that is still being fetched, and a journal of which of its bytes are there.

`<name>.part` has its full size from the start, so that the disk can't fill up half-way.
`<name>.journal` begins with a line about the source; each further line names a block that was
written: start, end, checksum. A block is written before its line, so a killed program loses only
what it had not written yet. After a power cut a line may be there without its block: then the
checksum does not fit and the block is fetched again.
"""

import errno
import json
import os
import shutil
import threading
import zlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from core.durable import PART, DiskFull, flush_handle
from core.told import Told

JOURNAL = ".journal"
_CHUNK = 1 << 20
_NOT_OFFERED = {errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS, errno.ENODEV}  # by some file systems

Range = tuple[int, int]  # first byte and the one after the last


@dataclass(frozen=True)
class Source:
    """What the bytes come from; another source's bytes are not mixed with them."""

    url: str
    size: int
    validator: str  # strong ETag or date of the last change; empty: the server gave none
    sha256: str | None = None  # if it is known beforehand

    def same_file(self, url: str, sha256: str | None) -> bool:
        """Whether bytes from here may be part of that file; its sha256 says so for any mirror."""
        return self.sha256 == sha256 and (sha256 is not None or self.url == url)


class Part:
    """The unfinished file; `write` may be called from several threads."""

    def __init__(self, target: Path) -> None:
        self.path = target.with_name(target.name + PART)
        self._journal_path = target.with_name(target.name + JOURNAL)
        self._lock = threading.Lock()
        self._file: BinaryIO | None = None
        self._journal: BinaryIO | None = None
        self._edition = 0
        self._there: list[Range] = []
        self.source: Source | None = None

    @classmethod
    def arrived(cls, target: Path) -> int:
        """How many bytes of a file an earlier try has left, as its journal says; none checked."""
        try:
            lines = cls(target)._journal_path.read_bytes().split(b"\n")[1:-1]
            places = [tuple(map(int, line.split()[:2])) for line in lines if line]
            return sum(end - start for start, end in _joined([(a, b) for a, b in places]))
        except (OSError, ValueError):
            return 0

    @property
    def count(self) -> int:
        """How many bytes are there."""
        with self._lock:
            return sum(end - start for start, end in self._there)

    def resume(self, url: str, sha256: str | None) -> None:
        """Take up what an earlier run has left of the same file, if anything; checks each block.

        Raises:
            OSError: if it cannot be read or written.
        """
        try:
            first, *lines = self._journal_path.read_bytes().split(b"\n")[:-1]  # the rest is torn
            source = Source(**json.loads(first))
            file = self.path.open("r+b")
        except (OSError, ValueError, TypeError, RecursionError):
            return
        if not source.same_file(url, sha256):
            file.close()
            return
        self._file, self.source = file, source
        self._there = _joined([found for line in lines if (found := self._verified(line))])
        self._journal = self._journal_path.open("ab", buffering=0)
        self._journal.write(b"\n")  # ends a line that a kill has torn

    def begin(self, source: Source, margin: int) -> None:
        """Start from nothing: reserve the disk and write the first line of the journal.

        Args:
            source: where the bytes will come from.
            margin: bytes that must stay free beside it.

        Raises:
            DiskFull: before anything is written.
            OSError: if it cannot be written.
        """
        with self._lock:
            self._close()
            self._journal_path.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)
            self._edition += 1
            self._there, self.source = [], source
            check_space(self.path.parent, source.size + margin, self.path.stem)
            self._file = self.path.open("w+b")
            _reserve(self._file.fileno(), source.size)
            self._journal = self._journal_path.open("wb", buffering=0)
            self._journal.write(json.dumps(asdict(source)).encode("ascii") + b"\n")

    @property
    def edition(self) -> int:
        """Changes with each `begin`; see `write`."""
        return self._edition

    def write(self, start: int, data: bytes, edition: int) -> bool:
        """Put bytes at their place and note that they are there.

        Returns:
            False, and nothing is written, if the file was begun anew since that edition.
        """
        with self._lock:
            if edition != self._edition or self._file is None or self._journal is None:
                return False
            self._file.seek(start)
            self._file.write(data)
            self._file.flush()
            end = start + len(data)
            self._journal.write(b"%d %d %d\n" % (start, end, zlib.crc32(data)))
            self._add(start, end)
            return True

    def missing(self) -> list[Range]:
        """What is not there yet, in order."""
        assert self.source is not None
        with self._lock:
            edges = [0, *(edge for found in self._there for edge in found), self.source.size]
        return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]

    def finish(self) -> None:
        """Flush the bytes to the disk; the file can be moved then."""
        if self._file is not None:
            flush_handle(self._file.fileno())
        self.close()

    def close(self) -> None:
        with self._lock:
            self._close()

    def forget(self) -> None:
        """Delete what there is of it; the journal first, so that no kill leaves it alone."""
        with self._lock:  # else what another thread begins meanwhile would lose its file
            self._close()
            self._journal_path.unlink(missing_ok=True)
            self.path.unlink(missing_ok=True)

    def _close(self) -> None:
        for file in (self._file, self._journal):
            if file is not None:
                file.close()
        self._file = self._journal = None

    def _verified(self, line: bytes) -> Range | None:
        assert self._file is not None
        assert self.source is not None
        try:
            start, end, checksum = map(int, line.split())
        except ValueError:
            return None
        if not 0 <= start < end <= self.source.size:
            return None
        found, place = 0, start
        self._file.seek(start)
        while place < end:
            data = self._file.read(min(_CHUNK, end - place))
            if not data:
                return None
            found, place = zlib.crc32(data, found), place + len(data)
        return (start, end) if found == checksum else None

    def _add(self, start: int, end: int) -> None:
        for index, (first, last) in enumerate(self._there):
            if last == start:  # the usual case: a connection goes on where it was
                self._there[index] = (first, end)
                if index + 1 < len(self._there) and self._there[index + 1][0] == end:
                    self._there[index] = (first, self._there.pop(index + 1)[1])
                return
        self._there = _joined([*self._there, (start, end)])


def check_space(folder: Path, needed: int, name: str) -> None:
    """Refuse to begin what does not fit.

    Raises:
        DiskFull: if fewer than `needed` bytes are free.
    """
    if shutil.disk_usage(folder).free < needed:
        raise DiskFull(Told("Disk full: {0:.1f} GB needed for {1}.", needed / 1e9, name))


def _reserve(handle: int, size: int) -> None:
    os.ftruncate(handle, size)
    allocate: Any = getattr(os, "posix_fallocate", None)  # elsewhere the check has to do
    if allocate is None or not size:
        return
    try:
        allocate(handle, 0, size)
    except OSError as error:
        if error.errno not in _NOT_OFFERED:
            raise


def _joined(ranges: list[Range]) -> list[Range]:
    """The same bytes as ranges in order that neither touch nor overlap."""
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
