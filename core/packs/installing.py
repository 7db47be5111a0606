"""Bring a bundle from nothing to a working pack: what is there is used, the rest is fetched."""

import contextlib
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core import durable
from core.errors import BadInput
from core.jobs import JobControl, Progress, Transfer
from core.packs.adding import add, parts_of
from core.packs.additions import extra_parts, new_items
from core.packs.archives import unpack
from core.packs.assembling import assemble
from core.packs.bundles import Bundle, Item, covered
from core.packs.catalogue import Known, known
from core.packs.converting import usable
from core.packs.download import (
    USUAL,
    DownloadControl,
    Manner,
    Wanted,
    WrongFile,
    alone,
    download,
)
from core.packs.hashes import HashBook
from core.packs.importing import Stock
from core.packs.network import Network
from core.packs.ownership import refuse_if_not_own
from core.packs.part import Part, check_space
from core.packs.store import Pack
from core.packs.terms import Acceptances
from core.settings import data_folder
from core.told import Told


@dataclass(frozen=True, eq=False)
class ItemTransfer(Transfer):
    """How far all files of a bundle have come, and the one that is fetched now.

    Attributes:
        item: that one.
        item_step: bytes of it that are there.
        item_total: its size; 0: not known yet.
    """

    item: Item | None = None
    item_step: int = 0
    item_total: int = 0


class Installer:
    """Keeps what it fetches in `models/<repository>@<commit>/`, for all packs together."""

    def __init__(
        self,
        network: Network,
        home: Path | None = None,
        stock: Stock | None = None,
        lookup: Callable[[str], Known | None] = known,
        manner: Manner = USUAL,
    ) -> None:
        """Prepare; nothing is written yet.

        Args:
            network: the way to the files.
            home: of models and packs; None: the user's data folder.
            stock: what a scan has found; used in place.
            lookup: which pickles are published.
            manner: see `download`.
        """
        self._home = home or data_folder()
        self._network, self._stock, self._lookup = network, stock or Stock(), lookup
        self._manner = manner
        self._hashes = HashBook(self._home / "hashes.json")
        self._accepted = Acceptances(self._home / "accepted-terms.json")

    @property
    def home(self) -> Path:
        """Of models and packs."""
        return self._home

    def missing(self, items: Iterable[Item]) -> list[Item]:
        """What would have to be fetched."""
        return [item for item in items if self._there(item) is None]

    def needed(self, items: Iterable[Item]) -> int:
        """Bytes that must be free on the disk to fetch what is missing.

        An earlier try has its files reserved already.
        """
        missing = self.missing(items)
        needed = sum(item.bytes * (2 if _twice(item) else 1) for item in missing)
        return max(0, needed - sum(map(self._reserved, missing))) + self._manner.margin

    def arrived(self, items: Iterable[Item]) -> int:
        """Bytes on the disk that earlier tries have fetched for what is not complete yet."""
        return sum(Part.arrived(self._target(item)) for item in self.missing(items))

    def discard(self, items: Iterable[Item]) -> None:
        """Delete what was fetched for these and is part of no pack; for tries that were given up.

        What is just being fetched again stays.

        Raises:
            NotWritable, UserError
        """
        for item in items:
            target = self._target(item)
            lock = alone(target) if target.parent.is_dir() else contextlib.nullcontext(True)
            with durable.readable_errors(target), lock as free:
                if free:
                    self._discard(item)

    def install(self, bundle: Bundle, control: JobControl) -> Pack:
        """Make the pack of a bundle; a try that was broken off is gone on with.

        Raises:
            TermsNotAccepted: before anything is fetched.
            DiskFull: if all that is missing does not fit.
            BadInput: if there is such a pack, or a file is not what it should be.
            as `download`, `unpack` and `assemble`.
        """
        self._accepted.require(bundle.terms)
        if bundle.manifest is None:
            raise BadInput(Told("{0} is no pack of its own.", bundle.title))
        places: dict[str, Path] = {}
        for item, found in self.fetch(bundle, control).items():
            places |= {place: self._safe(item, path, control) for place, path in found.items()}
        pack = assemble(self._home / "packs" / bundle.name, places, {}, bundle.manifest, control)
        self._compare(pack, bundle)
        return pack

    def add(self, bundle: Bundle, pack: Pack, control: JobControl) -> Pack:
        """Put what an addition holds into a pack of the user; what it has already is left out.

        The pack's draft becomes that of the addition, unless it has one.

        Raises:
            TermsNotAccepted: before anything is fetched.
            DiskFull: if all that is missing does not fit.
            BadInput: if it is no addition or does not fit, or the pack is none of the user's.
            as `download`, `unpack` and `change`.
        """
        self._accepted.require(bundle.terms)
        packs = self._home / "packs"
        refuse_if_not_own(pack, packs)
        if bundle.manifest is not None:
            raise BadInput(Told("{0} is a pack of its own.", bundle.title))
        before, wanted = parts_of(pack), replace(bundle, items=new_items(bundle, pack))
        found: dict[Item, dict[str, Path]] = {}
        for item, files in self.fetch(wanted, control).items():
            found[item] = {place: self._safe(item, at, control) for place, at in files.items()}
        extra = extra_parts(found, before)
        draft = next((one for one in bundle.drafts if one["lora"] in extra.loras), None)
        settings = {} if pack.manifest.draft or draft is None else {"draft": draft}
        terms = dict.fromkeys(covered(item) for item in wanted.items)
        return add(pack, extra, terms, control, packs, _published(found), **settings)

    def _compare(self, pack: Pack, bundle: Bundle) -> None:
        """Take the pack back if a file has changed since it was fetched or found."""
        for item in bundle.items:
            places = {f"{item.place}/{name}": sha256 for name, sha256 in item.inside}
            if not places and not _twice(item):
                places = {item.place: item.sha256}
            for place, sha256 in places.items():
                if sha256 not in (None, pack.manifest.files[place].sha256):
                    shutil.rmtree(pack.folder)
                    if not item.inside:
                        self._own(item).unlink(missing_ok=True)
                    raise WrongFile(
                        Told("{0} does not match its published fingerprint.", item.name)
                    )

    def fetch(self, bundle: Bundle, control: JobControl) -> dict[Item, dict[str, Path]]:
        """Have all files of a bundle; raises as `install`.

        Returns:
            Of each item where its files lie, by their places in the pack.
        """
        self._accepted.require(bundle.terms)
        missing = self.missing(bundle.items)
        durable.make_folder(self._home)
        if missing:
            check_space(self._home, self.needed(missing), bundle.name)
        share = _Share(control, sum(item.bytes for item in missing))
        return {item: self._have(item, share) for item in bundle.items}

    def _there(self, item: Item) -> dict[str, Path] | None:
        """Where files are already: fetched earlier, or found by a scan; None: one is missing."""
        own = self._own(item)
        names = [name for name, _ in item.inside]
        if own.exists() and all((own / name).exists() for name in names):
            return {f"{item.place}/{name}": own / name for name in names} or {item.place: own}
        if (twin := self._twins / f"{item.sha256}.safetensors").exists():
            return {item.place: twin}
        wanted = {f"{item.place}/{name}": sha256 for name, sha256 in item.inside}
        found = {
            place: self._stock.published(sha256)
            for place, sha256 in (wanted or {item.place: item.sha256}).items()
            if sha256 is not None
        }
        paths = {place: one.path for place, one in found.items() if one is not None}
        return paths if len(paths) == max(1, len(wanted)) else None

    def _own(self, item: Item) -> Path:
        folder = self._home / "models" / f"{item.repository.replace('/', '--')}@{item.commit}"
        if item.inside:
            return folder / "files"
        return folder.joinpath(*item.path.split("/"))

    def _target(self, item: Item) -> Path:
        """Where what is fetched comes to lie."""
        own = self._own(item)
        return own.parent / item.path if item.inside else own

    def _reserved(self, item: Item) -> int:
        """Bytes of the disk that an earlier try holds."""
        try:
            return min(item.bytes, Part(self._target(item)).path.stat().st_size)
        except OSError:
            return 0

    @property
    def _twins(self) -> Path:
        """Where published pickles are kept that were converted."""
        return self._home / "models" / "converted"

    def _discard(self, item: Item) -> None:
        own = self._own(item)
        Part(self._target(item)).forget()
        kept = [own, *own.iterdir()] if own.is_dir() else [own]
        for path in (*kept, self._twins / f"{item.sha256}.safetensors"):
            if path.is_file() and path.stat().st_nlink == 1:  # else a pack uses it
                path.unlink()
        if own.is_dir() and not any(own.iterdir()):
            own.rmdir()

    def _have(self, item: Item, share: "_Share") -> dict[str, Path]:
        if (found := self._there(item)) is not None:
            return found
        own, target = self._own(item), self._target(item)
        durable.make_folder(target.parent)
        expected = item.sha256 or self._hashes.first(item.name)
        wanted = Wanted(item.url, item.size, expected)
        share.item = item
        sha256 = download(wanted, target, self._network, share, self._manner)
        share.done += target.stat().st_size
        if not item.pinned:
            self._hashes.keep_first(item.name, sha256)
        if item.inside:
            shutil.rmtree(own, ignore_errors=True)  # some of its files went with a pack
            unpack(target, own, dict(item.inside), share)
            target.unlink()
        return self._there(item) or {}

    def _safe(self, item: Item, path: Path, control: JobControl) -> Path:
        """The file in a form in which no one can hide code; of an own pickle only that is kept."""
        if not item.place.endswith(".safetensors"):
            return path
        safe = usable(path, self._twins, control, self._lookup)
        if safe != path == self._own(item):
            path.unlink()
        return safe


class _Share(DownloadControl):
    """Tells of one file's bytes as a share of all that are fetched."""

    def __init__(self, whole: JobControl, total: int) -> None:
        super().__init__()
        self._whole, self._total = whole, total
        self.done = 0  # bytes of the files before this one
        self.item: Item | None = None

    @property
    def cancelled(self) -> bool:
        return self._whole.cancelled

    @property
    def held(self) -> bool:
        return isinstance(self._whole, DownloadControl) and self._whole.held

    def publish(self, progress: Progress) -> None:
        if isinstance(progress, Transfer) and progress.stage == "downloading":
            step = self.done + progress.step
            total = max(self._total, step)  # some sizes are only known about
            left = (total - step) / progress.speed if progress.speed else None
            progress = ItemTransfer(
                progress.stage,
                step,
                total,
                speed=progress.speed,
                left=left,
                item=self.item,
                item_step=progress.step,
                item_total=progress.total,
            )
        self._whole.publish(progress)


def _published(found: Mapping[Item, Mapping[str, Path]]) -> dict[Path, str]:
    """The sha256 that files must have, where it was published; of converted ones it was not."""
    inside = {
        files[f"{item.place}/{name}"]: sha256
        for item, files in found.items()
        for name, sha256 in item.inside
    }
    single = {
        files[item.place]: item.sha256
        for item, files in found.items()
        if not item.inside and not _twice(item)
    }
    return {path: sha256 for path, sha256 in {**inside, **single}.items() if sha256 is not None}


def _twice(item: Item) -> bool:
    """Whether it takes its size twice for a while: a pickle and what it is converted to."""
    return item.place.endswith(".safetensors") and item.path.endswith(".bin")
