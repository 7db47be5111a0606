"""Unpack a zip that somebody else made: only expected names, nothing outside, no bomb.

Folders in the zip are dropped, so antelopev2.zip, which holds a folder of its own name, comes out
flat, and so does one that does not.
"""

import errno
import hashlib
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from core import durable
from core.errors import BadInput
from core.jobs import JobControl, Transfer
from core.told import Told

MAX_ENTRIES = 1000
MAX_RATIO = 100
MAX_BYTES = 20_000_000_000
_CHUNK = 1 << 20
# zipfile raises NotImplementedError where an entry is packed in a way that it does not know.
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError)
_HINT = Told("Get the archive from its publisher.")


def unpack(
    archive: Path, folder: Path, expected: Mapping[str, str | None], control: JobControl
) -> None:
    """Make a folder with the expected files of a zip, all of them or none.

    Args:
        archive: the zip.
        folder: what is made; must not exist, its parent must.
        expected: names of files without folders, each with its sha256 if that is known. What else
            the zip holds is left in it.
        control: told of the bytes, with the stage "unpacking".

    Raises:
        BadInput: in one sentence, if the zip is damaged, incomplete or hostile.
        Cancelled, DiskFull, NotWritable: then there is nothing either.
    """
    with durable.readable_errors(folder), tempfile.TemporaryDirectory(dir=folder.parent) as name:
        made = Path(name) / folder.name
        made.mkdir(mode=0o700)
        try:
            with zipfile.ZipFile(archive) as content:
                entries = _chosen(archive.name, content.infolist(), expected)
                _extract(content, entries, made, expected, archive.name, control)
        except (*_DAMAGE, OSError) as error:
            if (
                isinstance(error, OSError) and error.errno != errno.EINVAL
            ):  # seeks beyond all bounds
                raise
            raise BadInput(Told("{0} is damaged.", archive.name), _HINT) from error
        durable.sync_folder(made)
        made.rename(folder)
        durable.sync_folder(folder.parent)


def _chosen(
    name: str, entries: list[zipfile.ZipInfo], expected: Mapping[str, str | None]
) -> dict[str, zipfile.ZipInfo]:
    """The entry of each expected name; refuses the whole zip if any entry is hostile."""
    if len(entries) > MAX_ENTRIES:
        raise BadInput(Told("{0} holds too many files.", name), _HINT)
    chosen: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for entry in entries:
        path = PurePosixPath(entry.filename)
        if path.is_absolute() or ".." in path.parts or set("\\:\0") & set(entry.orig_filename):
            raise BadInput(Told("{0} holds a file that points outside of it.", name), _HINT)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR) or entry.flag_bits & 1:
            raise BadInput(Told("{0} holds a link or a locked file.", name), _HINT)
        total += entry.file_size
        if entry.file_size > MAX_RATIO * entry.compress_size + _CHUNK or total > MAX_BYTES:
            raise BadInput(Told("{0} would fill the disk.", name), _HINT)
        if entry.is_dir() or path.name not in expected:
            continue
        if path.name in chosen:
            raise BadInput(Told("{0} holds {1} twice.", name, path.name), _HINT)
        chosen[path.name] = entry
    missing = sorted(expected.keys() - chosen.keys())
    if missing:
        raise BadInput(Told("{0} does not hold {1}.", name, tuple(missing)), _HINT)
    return chosen


def _extract(
    content: zipfile.ZipFile,
    entries: Mapping[str, zipfile.ZipInfo],
    folder: Path,
    expected: Mapping[str, str | None],
    archive: str,
    control: JobControl,
) -> None:
    total = sum(entry.file_size for entry in entries.values())
    done = 0
    for name, entry in entries.items():
        digest = hashlib.sha256()
        with content.open(entry) as source, (folder / name).open("xb") as target:
            while data := source.read(_CHUNK):  # zipfile stops at the size that it names
                target.write(data)
                digest.update(data)
                done += len(data)
                control.publish(Transfer("unpacking", done, total))
            target.flush()
            durable.flush_handle(target.fileno())
        if expected[name] not in (None, digest.hexdigest()):
            raise BadInput(
                Told("{0} in {1} does not match its published fingerprint.", name, archive), _HINT
            )
