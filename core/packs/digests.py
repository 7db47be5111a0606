"""sha256 of many large files, told of and stopped like any slow work."""

import hashlib
from pathlib import Path

from core.jobs import JobControl, Transfer

_CHUNK = 1 << 22


class Digests:
    """Reads files whole, and tells how far all of them have come together.

    Args:
        control: told of the bytes.
        stage: under which name.
        total: bytes of all files, as far as that is known.
    """

    def __init__(self, control: JobControl, stage: str, total: int) -> None:
        self._control, self._stage, self._total = control, stage, total
        self._done = 0

    def sha256(self, path: Path) -> str:
        """sha256 of a file in hex.

        Raises:
            Cancelled
            OSError: if it can't be read.
        """
        digest = hashlib.sha256()
        with path.open("rb") as file:
            while data := file.read(_CHUNK):
                digest.update(data)
                self._done += len(data)
                total = max(self._total, self._done)
                self._control.publish(Transfer(self._stage, self._done, total))
        return digest.hexdigest()
