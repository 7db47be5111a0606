"""Take packs and parts of packs away, and say beforehand how much room that makes."""

import contextlib
import os
import shutil
import uuid
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from core import durable
from core.errors import BadInput, UserError
from core.jobs import JobControl
from core.packs import journal, links
from core.packs.changing import alone, change
from core.packs.manifest import Manifest
from core.packs.ownership import refuse_if_not_own
from core.packs.store import Pack
from core.settings import data_folder
from core.told import Told

PartKind = Literal["adapter", "controlnet", "lora", "faces"]
_LISTS = {"adapter": "adapters", "controlnet": "controlnets", "lora": "loras"}
_ASIDE = ".trash-"  # the store passes over what begins with a dot
_REMOVED = ".removed"  # suffix of folders that are on their way out


@dataclass(frozen=True)
class Removal:
    """What would go, and what that is good for.

    Attributes:
        files: of the pack, by their paths in it.
        fetched: the same files as they were fetched, where no other pack uses them.
        frees: bytes; a file that another pack or program uses as well frees nothing.
    """

    files: frozenset[str]
    fetched: tuple[Path, ...]
    frees: int


def removal_of_pack(pack: Pack, home: Path | None = None) -> Removal:
    """What `remove_pack` would take away.

    Args:
        pack: one of the user's.
        home: of models and packs; None: the user's data folder.
    """
    return _removal(pack.path, frozenset(pack.manifest.files), home or data_folder())


def remove_pack(pack: Pack, home: Path | None = None) -> Removal:
    """Remove a pack of the user. It is gone at once, or still there as it was.

    Raises:
        BadInput: if it came with Likeness, or lies elsewhere.
        UserError: if it is in use, where the system does not remove what is.
    """
    home = home or data_folder()
    refuse_if_not_own(pack, home / "packs")
    removal = removal_of_pack(pack, home)
    packs = pack.folder.parent
    _end_earlier(packs)
    out = packs / f".{uuid.uuid4().hex}{_REMOVED}"
    with alone(pack), durable.readable_errors(pack.folder):
        try:
            pack.folder.rename(out)
        except PermissionError as error:  # Windows, while files of it are open
            raise UserError(
                Told("The pack {0} can't be removed: it is in use.", pack.manifest.name),
                "Draw with another pack first.",
            ) from error
        durable.sync_folder(packs)
    links.forget(pack.path(file) for file in removal.files)
    journal.end(pack.folder)
    shutil.rmtree(out, ignore_errors=True)
    _unlink(removal.fetched)
    return removal


def set_aside(pack: Pack, home: Path) -> Path:
    """Take a pack of the user out of the list; `put_back` brings it back, `end_aside` ends it.

    Returns:
        Where it is now.

    Raises:
        BadInput: if it came with Likeness, or lies elsewhere.
        NotWritable, UserError: as `remove_pack`; then it is where it was.
    """
    refuse_if_not_own(pack, home / "packs")
    aside = pack.folder.parent / f"{_ASIDE}{uuid.uuid4().hex}"
    with alone(pack), durable.readable_errors(pack.folder):
        aside.mkdir(mode=0o700)
        try:
            pack.folder.rename(aside / pack.folder.name)
        except OSError:
            aside.rmdir()
            raise
    return aside / pack.folder.name


def put_back(aside: Path, folder: Path) -> None:
    """Put a pack back to where it was.

    Raises:
        NotWritable, UserError
    """
    with durable.readable_errors(folder):
        aside.rename(folder)
        aside.parent.rmdir()


def end_aside(home: Path) -> None:
    """Delete for good what was set aside, with the downloads that nothing else uses.

    What can't be deleted stays for the next time.
    """
    for folder in sorted((home / "packs").glob(f"{_ASIDE}*")):
        for pack in sorted(folder.iterdir()):
            files = frozenset(path.relative_to(pack).as_posix() for path in _all_files(pack))
            removal = _removal(pack.joinpath, files, home)
            links.forget(folder.parent / pack.name / file for file in files)
            _unlink(removal.fetched)
        shutil.rmtree(folder, ignore_errors=True)


def removal_of_part(pack: Pack, kind: PartKind, name: str, home: Path | None = None) -> Removal:
    """What `remove_part` would take away; raises BadInput if there is no such part."""
    return _removal(pack.path, _files_of_part(pack, kind, name), home or data_folder())


def remove_part(
    pack: Pack, kind: PartKind, name: str, control: JobControl, home: Path | None = None
) -> Pack:
    """Take an adapter, a ControlNet, a LoRA or unused face models out of a pack of the user.

    What it shares with others of the pack stays. A draft that used the LoRA goes with it.

    Args:
        pack: as it was read.
        kind: of part.
        name: as recipes call it; of face models their folder in the pack.
        control: see `change`.
        home: of models and packs; None: the user's data folder.

    Raises:
        BadInput: if there is no such part, it is needed, or the pack is none of the user's.
        as `change`.
    """
    home = home or data_folder()
    refuse_if_not_own(pack, home / "packs")
    removal = removal_of_part(pack, kind, name, home)
    changed = change(pack, _without(pack.manifest, kind, name), control, without=removal.files)
    _unlink(removal.fetched)
    return changed


def _without(manifest: Manifest, kind: PartKind, name: str) -> dict[str, Any]:
    """The manifest without a part, as plain data without `files`."""
    left: dict[str, Any] = manifest.model_dump(mode="json", exclude={"files"})
    if kind != "faces":
        left[_LISTS[kind]] = [entry for entry in left[_LISTS[kind]] if entry["name"] != name]
    if kind == "lora":
        if left["draft"] is not None and left["draft"]["lora"] == name:
            left["draft"] = None
        for entry in left["adapters"]:  # then the changes inside of the adapter's file are used
            entry["lora"] = None if entry["lora"] == name else entry["lora"]
    return left


def _files_of_part(pack: Pack, kind: PartKind, name: str) -> frozenset[str]:
    """What only this part needs."""
    manifest = pack.manifest
    mine = {root for one, whose, root in _roots(manifest) if (one, whose) == (kind, name)}
    others = {root for one, whose, root in _roots(manifest) if (one, whose) != (kind, name)}
    if kind == "faces":
        mine = {name} - others
    flat = {manifest.faces, *(adapter.faces for adapter in manifest.adapters), name}
    files = frozenset(
        file
        for file in manifest.files
        if _needed(file, mine, flat) and not _needed(file, others, flat)
    )
    if not mine or not files:
        raise BadInput(Told("The pack {0} has no part {1} to remove.", manifest.name, name))
    return files


def _roots(manifest: Manifest) -> Iterator[tuple[str, str, str]]:
    """Kind and name of each part, and a file or folder that it needs."""
    for root in manifest.fixed():
        yield "pack", "", root
    for adapter in manifest.adapters:
        for root in (adapter.file, adapter.encoder, adapter.faces):
            if root is not None:
                yield "adapter", adapter.name, root
    for net in manifest.controlnets:
        yield "controlnet", net.name, net.folder
    for lora in manifest.loras:
        yield "lora", lora.name, lora.file


def _needed(file: str, roots: Collection[str], flat: Collection[str | None]) -> bool:
    """Whether a file is one of these, or in one of these folders.

    Of face models, which are flat, what lies in a folder within is another set.
    """
    return any(
        file == root
        or (file.rpartition("/")[0] == root if root in flat else file.startswith(f"{root}/"))
        for root in roots
    )


def _removal(place: Callable[[str], Path], files: frozenset[str], home: Path) -> Removal:
    """Count links: a file frees its bytes when the last of its names goes."""
    names = Counter[tuple[int, int]]()
    for path in map(place, files):
        if (found := _identity(path)) is not None:
            names[found] += 1
    fetched = [path for path in _all_files(home / "models") if _identity(path) in names]
    fetched = [path for path in fetched if _last(path, names, fetched)]
    gone = names + Counter([found for path in fetched if (found := _identity(path)) is not None])
    frees = 0
    for found, path in {_identity(path): path for path in map(place, files)}.items():
        if found is not None and path.stat().st_nlink <= gone[found]:
            frees += path.stat().st_size
    return Removal(files, tuple(fetched), frees)


def _last(path: Path, names: Counter[tuple[int, int]], fetched: Iterable[Path]) -> bool:
    """Whether all names of a file are in the pack and among what was fetched."""
    found = _identity(path)
    assert found is not None
    there = names[found] + sum(_identity(other) == found for other in fetched)
    return path.stat().st_nlink <= there


def _identity(path: Path) -> tuple[int, int] | None:
    """What all names of a file share; None: it is a link to another place, or not there."""
    try:
        seen = path.lstat()
    except OSError:
        return None
    return None if path.is_symlink() else (seen.st_dev, seen.st_ino)


def _all_files(folder: Path) -> Iterator[Path]:
    for root, _, names in os.walk(folder):
        yield from (Path(root, name) for name in sorted(names))


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):  # then it is only fetched in vain
            path.unlink(missing_ok=True)


def _end_earlier(packs: Path) -> None:
    """What a kill has left over of an earlier removal."""
    for path in packs.glob(f".*{_REMOVED}"):
        shutil.rmtree(path, ignore_errors=True)
