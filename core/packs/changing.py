"""Change a pack of the user, so that it is the old one or the new one whenever that ends.

Files are put beside those that are there, then the new `pack.json` replaces the old one in one
step, then what it no longer lists is taken away. What a kill leaves over stands in a journal
(`core.packs.journal`), is no damage, and goes with the next change.

Nothing that is in use is written to. On Linux and macOS a file that is taken away lives on for
whoever has it open. Windows refuses to take it away: then it stays in the journal.
"""

import contextlib
import json
import os
import re
from collections.abc import Collection, Generator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from core import durable
from core.errors import BadInput, UserError
from core.jobs import JobControl
from core.locking import exclusive
from core.packs import journal, links
from core.packs.checkpoints import file_sha256
from core.packs.manifest import Manifest
from core.packs.store import MANIFEST_NAME, Pack
from core.told import Told
from core.validation import describe_validation

_WRITING = re.compile(r"[0-9a-f]{32}")  # names of files that `core.durable` has not finished


def change(
    pack: Pack,
    manifest: Mapping[str, Any],
    control: JobControl,
    places: Mapping[str, Path] | None = None,
    texts: Mapping[str, str] | None = None,
    without: Collection[str] = (),
    published: Mapping[Path, str] | None = None,
) -> Pack:
    """Give a pack of the user another manifest, with more files or fewer.

    Args:
        pack: as it was read; refused if it has changed since.
        manifest: the new one, without `files`.
        control: stage "assembling"; a cancel takes effect before the new manifest does.
        places: path in the pack, and the file that will stand there; linked where possible.
        texts: path in the pack, and the content of a small file that is made.
        without: paths of files that the pack has and that it will lose.
        published: sha256 that some of the files of `places` must have.

    Raises:
        BadInput: if it has changed, a place is taken, the manifest does not describe the files, or
            one is not what was published.
        UserError: if another window is changing it.
        DiskFull, NotWritable, Cancelled: then the pack is as it was.
    """
    places, texts = places or {}, texts or {}
    with alone(pack):
        if Pack.load(pack.folder).manifest != pack.manifest:
            raise BadInput(
                Told("The pack {0} has been changed meanwhile.", pack.manifest.name), "Try again."
            )
        settle(pack.folder)
        new = {*places, *texts}
        taken = sorted(place for place in new if os.path.lexists(pack.path(place)))
        if taken:
            raise BadInput(Told("The pack {0} has a file {1} already.", pack.folder.name, taken[0]))
        journal.begin(pack.folder, new | set(without))
        try:
            _put(pack, places, texts, control)
            expected = {one: (published or {}).get(source) for one, source in places.items()}
            _list(pack, manifest, {**dict.fromkeys(texts), **expected}, set(without))
        finally:  # takes back what is not listed now, or takes away what no longer is
            settle(pack.folder)
        return Pack.load(pack.folder)


@contextlib.contextmanager
def alone(pack: Pack) -> Generator[None]:
    """Keep other windows from changing the pack meanwhile.

    Raises:
        UserError: if one does already.
    """
    lock = pack.folder.with_name(f".{pack.folder.name}.lock")
    with durable.readable_errors(pack.folder), exclusive(lock) as free:
        if not free:
            raise UserError(
                Told("The pack {0} is being changed already.", pack.manifest.name),
                "Wait until that has ended.",
            )
        yield


def settle(folder: Path) -> None:
    """Take away what an earlier change of a pack has left over, as far as that is possible.

    Raises:
        BadInput, DamagedPack: if it is no readable pack; then nothing is touched.
    """
    left = journal.unfinished(folder)
    if not left:
        return
    gone = sorted(left - Pack.load(folder).manifest.files.keys() - {MANIFEST_NAME})
    paths = [folder.joinpath(*relative.split("/")) for relative in gone]
    for path in paths:
        with contextlib.suppress(OSError):  # in use, where the system says so
            path.unlink(missing_ok=True)
        _sweep(path, folder)
    links.forget(paths)
    if not any(os.path.lexists(path) for path in paths):
        with contextlib.suppress(OSError):
            journal.end(folder)


def _sweep(path: Path, folder: Path) -> None:
    """Take away half-written files beside a file that is gone, and folders that are empty now."""
    for parent in path.parents:
        with contextlib.suppress(OSError):
            for part in parent.glob(f"*{durable.PART}"):
                if _WRITING.fullmatch(part.stem):
                    part.unlink()
        if parent == folder:
            break
        with contextlib.suppress(OSError):  # others lie in it
            parent.rmdir()


def _put(
    pack: Pack, places: Mapping[str, Path], texts: Mapping[str, str], control: JobControl
) -> None:
    own: dict[Path, Path] = {}
    try:
        for step, (relative, source) in enumerate(places.items()):
            control.report("assembling", step, len(places))
            if links.place(source, pack.path(relative)):
                own[pack.folder.resolve().joinpath(*relative.split("/"))] = source.resolve()
    except FileNotFoundError as error:
        raise BadInput("A part of the pack is not there any more.", "Look for it again.") from error
    for relative, text in texts.items():
        target = pack.path(relative)
        with durable.readable_errors(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        durable.save(text.encode("utf-8"), target)
    control.report("assembling", len(places), len(places))
    links.remember(own)


def _list(
    pack: Pack, manifest: Mapping[str, Any], new: Mapping[str, str | None], without: set[str]
) -> None:
    """Write the new manifest: from here on the pack is the new one.

    Args:
        pack: the old one, with the new files in their places.
        manifest: the new one, without `files`.
        new: paths of the new files, each with the sha256 that it must have, if that is known.
        without: paths that are listed no longer.
    """
    listed = {name: entry.model_dump() for name, entry in pack.manifest.files.items()}
    for relative, expected in new.items():
        path = pack.path(relative)
        listed[relative] = {"size": path.stat().st_size, "sha256": file_sha256(path)}
        if expected not in (None, listed[relative]["sha256"]):
            raise BadInput(
                Told("{0} does not match its published fingerprint.", path.name),
                "Get the file again.",
            )
    files = {name: entry for name, entry in sorted(listed.items()) if name not in without}
    text = json.dumps({**manifest, "files": files}, indent=1, ensure_ascii=False)
    try:
        Manifest.model_validate_json(text)
    except ValidationError as error:
        raise BadInput(Told("These parts make no pack: {0}", describe_validation(error))) from error
    durable.save(f"{text}\n".encode(), pack.folder / MANIFEST_NAME)
