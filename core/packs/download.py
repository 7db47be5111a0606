"""Fetch one large file: several connections, pause, resume at the very byte, never a wrong file.

What arrives goes straight to the disk and into a journal (`core.packs.part`). Only when all is
there and its sha256 is right does the file get its name, in one step.
"""

import contextlib
import hashlib
from pathlib import Path

from core import durable
from core.jobs import JobControl, Transfer
from core.locking import exclusive
from core.packs.fetching import (
    USUAL,
    DownloadControl,
    Fetching,
    Incomplete,
    Manner,
    NeedsToken,
    NotAvailable,
    Wanted,
    WrongFile,
)
from core.packs.network import Network
from core.packs.part import Part
from core.told import Told

__all__ = [
    "USUAL",
    "DownloadControl",
    "Incomplete",
    "Manner",
    "NeedsToken",
    "NotAvailable",
    "Wanted",
    "WrongFile",
    "alone",
    "download",
]
_CHECK_CHUNK = 1 << 22


def download(
    wanted: Wanted,
    target: Path,
    network: Network,
    control: JobControl,
    manner: Manner = USUAL,
) -> str:
    """Fetch a file to `target`, going on where an earlier try has stopped.

    Reports `Transfer`s, with the stages "downloading" and "checking", in the calling thread.

    Args:
        wanted: what, and how it must be.
        target: where; its folder must exist. A right file there already is kept.
        network: the way to it.
        control: to watch, cancel and, if it is a DownloadControl, hold the work.
        manner: numbers that tests change.

    Returns:
        The sha256 of the file.

    Raises:
        Cancelled: the bytes so far are kept.
        Incomplete, NotAvailable, NeedsToken, Refused, Offline, DiskFull: as they say; bytes kept.
        WrongFile: if the content is not what was published; it is deleted.
    """
    with durable.readable_errors(target, wanted.size or 0), alone(target) as free:
        if not free:
            raise NotAvailable(Told("{0} is being fetched already.", target.name))
        if (found := _already(wanted, target, control)) is not None:
            Part(target).forget()
            return found
        part = Part(target)
        try:
            part.resume(wanted.url, wanted.sha256)
            Fetching(wanted, part, network, control, manner).run()
            return _place(part, wanted, target, control)
        finally:
            part.close()


def alone(target: Path) -> contextlib.AbstractContextManager[bool]:
    """Keep all others, in other programs too, from fetching to a place while the block runs.

    Yields:
        Whether nobody does; if somebody does, the block runs without it.
    """
    return exclusive(target.with_name(target.name + ".lock"))


def _place(part: Part, wanted: Wanted, target: Path, control: JobControl) -> str:
    """Check the whole file and give it its name; returns its sha256."""
    part.finish()
    sha256 = _digest(part.path, control)
    if wanted.sha256 not in (None, sha256):
        part.forget()
        raise WrongFile(Told("{0} does not match its published fingerprint.", target.name))
    durable.move(part.path, target)
    part.forget()
    return sha256


def _already(wanted: Wanted, target: Path, control: JobControl) -> str | None:
    """The sha256 of what is at the target, if that is the wanted file."""
    if wanted.sha256 is None or not target.is_file():
        return None
    if wanted.size not in (None, target.stat().st_size):
        return None
    return wanted.sha256 if _digest(target, control) == wanted.sha256 else None


def _digest(path: Path, control: JobControl) -> str:
    size, done, digest = path.stat().st_size, 0, hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(_CHECK_CHUNK):
            digest.update(data)
            done += len(data)
            control.publish(Transfer("checking", done, size))
    return digest.hexdigest()
