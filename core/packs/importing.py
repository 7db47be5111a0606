"""Find models that are on this computer already, by what is in the files.

In the folders of other programs (`core.packs.places`), any folder, any stick. A scan reads the
headers of what looks like weights, and reads a file whole only where its sha256 matters. Nothing
is loaded, run or changed.
"""

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import BadInput, UserError
from core.jobs import JobControl
from core.packs.catalogue import CATALOGUE, Known
from core.packs.checkpoints import (
    PICKLE_SUFFIXES,
    check_safetensors,
    content_of,
    unpublished,
)
from core.packs.digests import Digests
from core.packs.hashes import HashBook
from core.packs.recognition import Recognised, name_of, recognise
from core.told import Told

_SAFE = frozenset({".safetensors", ".sft"})
_SUFFIXES = PICKLE_SUFFIXES | _SAFE | {".onnx", ""}
_SKIPPED = frozenset({
    ".git", ".venv", "venv", "node_modules", "__pycache__", "site-packages", "blobs", ".locks",
    "proc", "sys", "dev",
})  # fmt: skip
MAX_FILES = 200_000
# Kinds of which some were published without their exact size, so that only the sha256 can tell.
_OF_UNKNOWN_SIZE = frozenset({"adapter", "controlnet", "vae"})
_SMALLEST_PICKLE = 1_000_000  # no published one is smaller

Lookup = Callable[[str], Known | None]


@dataclass(frozen=True)
class Found:
    """One file of weights."""

    path: Path
    size: int
    what: Recognised
    published: Known | None = None
    sha256: str | None = None  # None: it was not needed

    @property
    def is_pickle(self) -> bool:
        """Whether it is a published pickle, to be converted once; others are never found."""
        return self.what.role == "unknown" and content_of(self.path) == "pickle"


@dataclass(frozen=True)
class BaseFolder:
    """A base model in the layout of diffusers."""

    folder: Path
    unet: Found


@dataclass(frozen=True)
class FacePack:
    """Face models that belong together, wherever their files lie."""

    name: str  # antelopev2 or buffalo_l
    files: Mapping[str, Path]  # by the name that they need to have


@dataclass
class Stock:
    """What a scan has found."""

    files: list[Found] = field(default_factory=list)
    bases: list[BaseFolder] = field(default_factory=list)
    faces: list[FacePack] = field(default_factory=list)
    refused: list[tuple[Path, Told]] = field(default_factory=list)

    def of(self, role: str, family: str | None = None) -> list[Found]:
        """The files of a role, those of another family left out."""
        return [
            found
            for found in self.files
            if found.what.role == role and (family is None or found.what.family in (family, None))
        ]

    def published(self, sha256: str) -> Found | None:
        """The file of this content, if it was found."""
        return next((found for found in self.files if found.sha256 == sha256), None)


class Scanner:
    """Scans folders. `catalogue` says which files are published."""

    def __init__(
        self, catalogue: Iterable[Known] = CATALOGUE, hashes: HashBook | None = None
    ) -> None:
        self._by_sha256 = {known.sha256: known for known in catalogue}
        self._sizes = {known.size for known in self._by_sha256.values()}
        self._hashes = hashes or HashBook()

    def scan(self, folders: Iterable[Path], control: JobControl) -> Stock:
        """Look through folders and all below, or at single files; stage "scanning", by files.

        What was read is kept in the book of hashes, also after a cancel; where nothing can be
        written it is read again the next time.

        Raises:
            Cancelled
        """
        try:
            return self._scan(folders, control)
        finally:
            with contextlib.suppress(UserError):
                self._hashes.save()

    def _scan(self, folders: Iterable[Path], control: JobControl) -> Stock:
        stock, seen = Stock(), set[tuple[int, int]]()
        for number, path in enumerate(_files(folders)):
            control.report("scanning", number)
            if number >= MAX_FILES:
                break
            try:
                status = path.stat()
                if not stat.S_ISREG(status.st_mode) or (status.st_dev, status.st_ino) in seen:
                    continue
                seen.add((status.st_dev, status.st_ino))
                if (found := self._look(path, status.st_size, control)) is not None:
                    stock.files.append(found)
            except BadInput as error:
                stock.refused.append((path, error.sentence()))
            except OSError:
                stock.refused.append((path, Told("{0} can't be read.", path.name)))
        stock.bases = [base for found in stock.of("unet") if (base := _base_of(found))]
        stock.faces = face_packs(stock.files)
        return stock

    def _look(self, path: Path, size: int, control: JobControl) -> Found | None:
        """What one file is; None: nothing to do with Likeness.

        Raises:
            BadInput: if it can run code or is damaged.
        """
        content, suffix = content_of(path), path.suffix.lower()
        if content == "safetensors" or (content == "other" and suffix in _SAFE):
            shapes = check_safetensors(path)
            what = recognise(shapes, name_of(path))
            sha256 = published = None
            if size in self._sizes or what.role in _OF_UNKNOWN_SIZE:
                sha256 = self._sha256(path, control)
                published = self._by_sha256.get(sha256)
                what = recognise(shapes, name_of(path), published)
            return Found(path, size, what, published, sha256) if what.role != "unknown" else None
        if content == "other" and suffix not in PICKLE_SUFFIXES | {".onnx"}:
            return None
        if size in self._sizes or (suffix in PICKLE_SUFFIXES and size >= _SMALLEST_PICKLE):
            sha256 = self._sha256(path, control)
            if (published := self._by_sha256.get(sha256)) is not None:
                return Found(path, size, Recognised("unknown"), published, sha256)
        if suffix == "":
            return None  # some archive
        if content == "pickle" or suffix in PICKLE_SUFFIXES:
            raise unpublished(path)
        return None

    def _sha256(self, path: Path, control: JobControl) -> str:
        """A large file takes its time: a cancel takes effect while it is read."""
        digests = Digests(control, "reading", path.stat().st_size)
        return self._hashes.sha256(path, digests.sha256)


def face_packs(
    files: Iterable[Found], names: Mapping[str, tuple[str, ...]] | None = None
) -> list[FacePack]:
    """The complete sets of face models among the files, by content alone.

    So it does not matter whether antelopev2 lies in a folder of its name within another one.
    """
    at = {found.published.path: found.path for found in files if found.published is not None}
    return [
        FacePack(pack, {name: at[name] for name in wanted})
        for pack, wanted in (names or FACE_FILES).items()
        if all(name in at for name in wanted)
    ]


# Detection is the very same file in both, under two names; the recognisers are never exchanged.
FACE_FILES = {
    "antelopev2": ("scrfd_10g_bnkps.onnx", "glintr100.onnx"),
    "buffalo_l": ("scrfd_10g_bnkps.onnx", "w600k_r50.onnx"),
}


def _base_of(unet: Found) -> BaseFolder | None:
    folder = unet.path.parent.parent
    if unet.path.parent.name == "unet" and (folder / "model_index.json").is_file():
        return BaseFolder(folder, unet)
    return None


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    """Files that may be weights, in a fixed order; links to folders are not followed."""
    for top in folders:
        if top.is_file():
            yield top
        for root, below, names in os.walk(top):
            below[:] = sorted(name for name in below if name not in _SKIPPED)
            for name in sorted(names):
                if Path(name).suffix.lower() in _SUFFIXES:
                    yield Path(root, name)
