"""Take in a pack that somebody else made, from a folder or a stick: compared with its manifest."""

import shutil
import uuid
from collections.abc import Collection, Iterator
from pathlib import Path

from core import durable
from core.errors import BadInput, DamagedPack, UserError
from core.jobs import JobControl
from core.packs import links
from core.packs.digests import Digests
from core.packs.store import MANIFEST_NAME, Pack
from core.told import Told

_PIECE = 8_000_000


def on_another_disk(source: Path, packs: Path) -> bool:
    """Whether files would have to be copied; one that can be taken out should not be linked to."""
    there = next(folder for folder in (packs, *packs.absolute().parents) if folder.exists())
    return source.stat().st_dev != there.stat().st_dev


def bring_in(
    source: Path,
    packs: Path,
    control: JobControl,
    in_place: bool = False,
    taken: Collection[str] = (),
) -> Pack:
    """Put a pack among those of the user, wholly or not at all. What it does not list stays behind.

    Args:
        source: a folder with a pack.json.
        packs: the user's, made if missing.
        control: stages "assembling", by files, and "reading", by bytes.
        in_place: use large files where they lie, also on another disk; else those are copied.
            On the same disk they take no room twice in either case.
        taken: names of packs elsewhere.

    Raises:
        BadInput: if it is no pack, or there is one of its name.
        DamagedPack: names the first file that is not as it should be.
        DiskFull, NotWritable, UserError, Cancelled: then nothing is left over.
    """
    given = Pack.load(source)
    target = packs / given.manifest.name
    if target.exists() or target.name in taken:
        raise BadInput(Told("There is a pack {0} already.", target.name), "Remove that one first.")
    given.refuse_unlisted()
    durable.make_folder(packs)
    made = packs / f".{uuid.uuid4().hex}{durable.PART}"
    try:
        with durable.readable_errors(made):
            made.mkdir(mode=0o700)
        own = _place_all(given, made, target, control, in_place)
        copied = Pack.load(made)
        copied.compare_files(sha256=Digests(control, "reading", _bytes(copied)).sha256)
        links.remember(own)
        durable.move(made, target)
    except FileNotFoundError as error:
        raise DamagedPack("A part of the pack is not there any more.") from error
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return Pack.load(target)


def _place_all(
    given: Pack, made: Path, target: Path, control: JobControl, in_place: bool
) -> dict[Path, Path]:
    """Put the listed files below `made`; the links that are to be remembered."""
    own: dict[Path, Path] = {}
    copies = not in_place and on_another_disk(given.folder, made)
    names = [MANIFEST_NAME, *given.manifest.files]
    for step, relative in enumerate(names):
        control.report("assembling", step, len(names))
        source, place = given.path(relative), made.joinpath(*relative.split("/"))
        if not source.is_file():
            shown = f"{relative} of pack {given.manifest.name}"
            raise DamagedPack(Told("The file {0} is missing.", shown))
        if copies or relative == MANIFEST_NAME:
            _copy(source, place, control)
        elif links.place(source, place):
            own[target.resolve().joinpath(*relative.split("/"))] = source.resolve()
    return own


def _copy(source: Path, place: Path, control: JobControl) -> None:
    """Copy a file, watched; raises as `links.place`."""
    size, done = source.stat().st_size, 0
    with durable.readable_errors(place, size):
        place.parent.mkdir(parents=True, exist_ok=True)
    with durable.writing(place) as writer:
        for piece in _pieces(source):
            writer.write(piece)
            done += len(piece)
            control.report("copying", done, size)


def _pieces(source: Path) -> Iterator[bytes]:
    """What is in a file, which may be taken out meanwhile."""
    try:
        with source.open("rb") as reader:
            while piece := reader.read(_PIECE):
                yield piece
    except FileNotFoundError:
        raise
    except OSError as error:
        raise UserError(Told("{0} can't be read.", source.name)) from error


def _bytes(pack: Pack) -> int:
    return sum(entry.size for entry in pack.manifest.files.values())
