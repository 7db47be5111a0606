"""Fingerprints of large files, kept so that no file is read twice for one.

A file without a published sha256 has its first one kept here too: when it is fetched again, it must
be the same.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core import durable
from core.settings import data_folder

MAX_BYTES = 50_000_000


class HashBook:
    """Kept in one JSON file; of a damaged one nothing is believed. For one thread."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the book; None: that of this user."""
        self._path = path or data_folder() / "hashes.json"
        self._files, self._first = self._read()

    def sha256(self, path: Path, compute: Callable[[Path], str]) -> str:
        """The sha256 of a file, computed unless the same file was read before.

        Raises:
            OSError: if it can't be read.
        """
        seen = path.stat()
        key = f"{path.resolve()}|{seen.st_size}|{seen.st_mtime_ns}|{seen.st_ino}"
        if key not in self._files:
            self._files[key] = compute(path)
        return self._files[key]

    def first(self, name: str) -> str | None:
        """What a published file without a fingerprint had when it came for the first time."""
        return self._first.get(name)

    def keep_first(self, name: str, sha256: str) -> None:
        """Keep that and save; an earlier one stays.

        Raises:
            UserError: if it can't be written.
        """
        self._first.setdefault(name, sha256)
        self.save()

    def save(self) -> None:
        """Write the book, and with it what another thread has written since it was read.

        Raises:
            UserError: if it can't be written.
        """
        files, first = self._read()
        self._files, self._first = files | self._files, self._first | first
        durable.make_folder(self._path.parent)
        text = json.dumps({"files": self._files, "first": self._first}, indent=0)
        durable.save(text.encode("ascii"), self._path)

    def _read(self) -> tuple[dict[str, str], dict[str, str]]:
        kept: Any = {}
        try:
            if self._path.stat().st_size <= MAX_BYTES:
                kept = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            pass
        return _texts(kept, "files"), _texts(kept, "first")


def _texts(kept: Any, name: str) -> dict[str, str]:
    found = kept.get(name) if isinstance(kept, dict) else None
    if not isinstance(found, dict):
        return {}
    return {str(key): one for key, one in found.items() if isinstance(one, str) and len(one) == 64}
