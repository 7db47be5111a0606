"""The same pack on another machine: found there by its fingerprint, or brought there once.

What names a pack is the sha256 of its `pack.json`, which holds the sha256 of every file: where that
file is the same, so is everything that is verified with it.
"""

import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from core import durable
from core.errors import BadInput, DamagedPack, UserError
from core.locking import exclusive
from core.packs import Pack, default_store
from core.packs.store import MANIFEST_NAME
from core.settings import data_folder
from core.told import Told

PIECE = 32_000_000  # bytes that are brought at once
_LOOK_AGAIN = 0.5  # seconds, while somebody else brings the same pack

Read = Callable[[str, int, int], bytes]
"""Reads so many bytes of a file of the pack, from a place on: `read(name, start, size)`."""


@dataclass(frozen=True)
class Ticket:
    """Names a pack to another machine.

    Attributes:
        folder: where the one who asks has it; elsewhere it may mean nothing.
        digest: sha256 of its pack.json.
    """

    folder: str
    digest: str


def ticket_of(pack: Pack) -> Ticket:
    """What names a pack."""
    return Ticket(str(pack.folder), _digest(pack.folder))


def find(ticket: Ticket) -> Pack | None:
    """The pack where it may be on this machine: the same folder, the usual ones, brought before."""
    folders = [Path(ticket.folder)] if ticket.folder else []
    folders += [pack.folder for pack in default_store().list()]
    for folder in (*folders, brought(ticket)):
        if _digest(folder) == ticket.digest:
            return Pack.load(folder)
    return None


def brought(ticket: Ticket) -> Path:
    """Where a pack is kept that was brought to this machine."""
    return data_folder() / "brought-packs" / ticket.digest


def have(ticket: Ticket, read: Read | None) -> Pack:
    """The pack on this machine; brought now if it isn't there, by one process of it only.

    Raises:
        BadInput: if it isn't there, and nobody can bring it.
        DamagedPack: if what was brought is not what it should be.
        UserError: if the disk is full or failing.
    """
    target = brought(ticket)
    while (pack := find(ticket)) is None:
        if read is None:
            raise BadInput("The pack is not on this machine.", "Install it there.")
        durable.make_folder(target.parent)
        with exclusive(target.with_suffix(".lock")) as free:
            if free and find(ticket) is None:
                _bring(ticket, read, target)
        if not free:
            time.sleep(_LOOK_AGAIN)
    return pack


def reader(folder: Path) -> Read:
    """Reads the files of a pack, and no others, for a machine that lacks it."""
    pack = Pack.load(folder)
    names = {MANIFEST_NAME, *pack.manifest.files}

    def read(name: str, start: int, size: int) -> bytes:
        if name not in names:
            raise BadInput(Told("The pack {0} has no file {1}.", pack.manifest.name, name))
        with pack.path(name).open("rb") as file:
            file.seek(start)
            return file.read(min(size, PIECE))

    return read


def _bring(ticket: Ticket, read: Read, target: Path) -> None:
    """Fetch all files into a folder beside, verify them, and only then give it its name."""
    for left in target.parent.glob(f"{target.name}.*{durable.PART}"):
        shutil.rmtree(left, ignore_errors=True)  # of one that was killed; the lock is ours
    part = target.with_name(f"{target.name}.{uuid.uuid4().hex}{durable.PART}")
    try:
        with durable.readable_errors(part):
            part.mkdir(mode=0o700)
        manifest = b"".join(_pieces(read, MANIFEST_NAME, None))
        if hashlib.sha256(manifest).hexdigest() != ticket.digest:
            raise DamagedPack("The pack was changed while it was brought here.")
        durable.save(manifest, part / MANIFEST_NAME)
        pack = Pack.load(part)
        for name, entry in sorted(pack.manifest.files.items()):
            durable.make_folder(pack.path(name).parent)
            with durable.writing(pack.path(name)) as file:
                for piece in _pieces(read, name, entry.size):
                    file.write(piece)
        pack.verify()
        with durable.readable_errors(target):
            os.replace(part, target)
            durable.sync_folder(target.parent)
    except OSError as error:
        raise UserError(Told("The pack could not be brought here: {0}", str(error))) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _pieces(read: Read, name: str, size: int | None) -> Iterator[bytes]:
    """A file in pieces, no more of it than `size` bytes."""
    start = 0
    while size is None or start < size:
        piece = read(name, start, PIECE)
        if not piece:
            return
        yield piece
        start += len(piece)


def _digest(folder: Path) -> str:
    try:
        return hashlib.sha256((folder / MANIFEST_NAME).read_bytes()).hexdigest()
    except OSError:
        return ""
