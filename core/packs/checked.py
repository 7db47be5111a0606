"""Which large files of packs were read whole, so that no start of the engine reads them again.

An engine must not draw with a damaged pack, but to read one of 16 GB takes a minute. So what was
read once, and agreed with its pack, is believed while it stays the same file: same place, inode,
size and times, also the time of the last change to the inode, which nobody can set back.

Whoever may write this record may also write packs with the fingerprints of their choice, as both
lie in the user's folder; so it gives nobody more than they have, and one that others can write is
not believed. Of a disk that rots it can't tell: the check in the page of models and
`main.py packs verify` read everything, and what they find damaged is struck out here.
"""

import contextlib
import json
import os
import time
from pathlib import Path
from typing import Any

from core import durable
from core.errors import UserError
from core.jobs import JobControl
from core.packs.digests import Digests
from core.packs.store import Pack
from core.settings import data_folder

ALWAYS = 1_000_000  # bytes; what is smaller is read each time
MAX_BYTES = 5_000_000
_SETTLED = 2_000_000_000  # nanoseconds: the coarsest clock of a file system
_OTHERS_WRITE = 0o022


class CheckedFiles:
    """Kept in one JSON file, which may be missing, damaged or read-only; for one thread.

    Of what two processes write at once an entry may be lost: its file is read once more.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Read the record; None: that of this user."""
        self._path = path or data_folder() / "checked-files.json"
        self._kept = self._read()

    def verify(self, pack: Pack, control: JobControl, anew: bool = False) -> None:
        """As `Pack.verify`, but no large file is read that was read before.

        Args:
            pack: to verify.
            control: stage "checking", by the bytes of the files that are read.
            anew: read everything, whatever was read before.

        Raises:
            DamagedPack
            Cancelled: what was read until then need not be read again.
        """
        listed = {pack.path(name): entry for name, entry in pack.manifest.files.items()}
        fresh = [entry.size for path, entry in listed.items() if anew or self._known(path) is None]
        digests = Digests(control, "checking", sum(fresh))

        def read(path: Path) -> str:
            if not anew and (known := self._known(path)) is not None:
                return known
            began, before = time.time_ns(), _stamp(path)
            sha256 = digests.sha256(path)
            sound = sha256 == listed[path].sha256 and _stamp(path) == before
            if listed[path].size >= ALWAYS:
                self._note(path, before, sha256 if sound and _settled(path, began) else "")
            return sha256

        pack.verify(sha256=read)

    def _known(self, path: Path) -> str | None:
        """What a file had when it was read, if it is still the same."""
        with contextlib.suppress(OSError):
            stamp, sha256 = self._kept.get(str(path.resolve()), ("", ""))
            if stamp and stamp == _stamp(path):
                return sha256
        return None

    def _note(self, path: Path, stamp: str, sha256: str) -> None:
        """Keep that a file was read, or, without a fingerprint, that it is not to be believed."""
        name, before = str(path.resolve()), self._kept
        self._kept = self._read() | {name: (stamp, sha256)}
        if not sha256:
            del self._kept[name]
        if self._kept == before:
            return
        there = {one: kept for one, kept in self._kept.items() if os.path.exists(one)}
        with contextlib.suppress(UserError, OSError):  # then it is read again at the next start
            durable.make_folder(self._path.parent)
            durable.save(json.dumps(there, indent=0).encode("ascii"), self._path, flush=False)

    def _read(self) -> dict[str, tuple[str, str]]:
        kept: Any = None
        try:
            if _own(self._path):
                kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            pass
        if not isinstance(kept, dict):
            return {}
        return {str(name): (one[0], one[1]) for name, one in kept.items() if _is_entry(one)}


def _own(path: Path) -> bool:
    """Whether a record is of a sensible size, and nobody else can have written it."""
    seen = path.stat()
    if os.name == "posix" and (seen.st_uid != os.getuid() or seen.st_mode & _OTHERS_WRITE):
        return False
    return seen.st_size <= MAX_BYTES


def _is_entry(one: Any) -> bool:
    return isinstance(one, list) and len(one) == 2 and all(isinstance(part, str) for part in one)


def _stamp(path: Path) -> str:
    """What changes when somebody changes a file."""
    seen = path.stat()
    return f"{seen.st_size}|{seen.st_mtime_ns}|{seen.st_ctime_ns}|{seen.st_ino}"


def _settled(path: Path, began: int) -> bool:
    """Whether a change after a reading began can't have got the time of one before it."""
    seen = path.stat()
    return max(seen.st_mtime_ns, seen.st_ctime_ns) + _SETTLED < began
