"""Packs on disk: find them, open them, verify them."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from core.errors import BadInput, DamagedPack
from core.packs.checkpoints import (
    MODEL_SUFFIXES,
    check_safetensors,
    file_sha256,
    refuse_pickles,
)
from core.packs.journal import unfinished
from core.packs.links import is_own
from core.packs.manifest import VERSION, FileEntry, Manifest
from core.settings import data_folder
from core.told import Told
from core.validation import describe_validation

MANIFEST_NAME = "pack.json"
MAX_MANIFEST_BYTES = 4_000_000

# What a loader would pick up although no one published it: weights, settings, code.
_LOADED_SUFFIXES = MODEL_SUFFIXES | {".json", ".py"}
_NAME = re.compile(r"\w[\w .+-]*")


@dataclass(frozen=True)
class Pack:
    """A folder of models and what its `pack.json` says about it."""

    folder: Path
    manifest: Manifest

    @classmethod
    def load(cls, folder: Path) -> "Pack":
        """Read a pack's manifest; looks at no other file.

        Raises:
            BadInput: if the folder holds no pack.json.
            DamagedPack: if pack.json is not what it should be.
        """
        try:
            with (folder / MANIFEST_NAME).open("rb") as file:
                text = file.read(MAX_MANIFEST_BYTES + 1)
        except OSError as error:
            raise BadInput(
                Told(
                    "The folder {0} is not a pack: it holds no readable {1}.",
                    folder.name,
                    MANIFEST_NAME,
                ),
                "Give the name of a pack or its folder.",
            ) from error
        return cls(folder.resolve(), _parse(text, folder.name))

    def path(self, relative: str) -> Path:
        """Where a file or folder of the manifest lies on this machine."""
        return self.folder.joinpath(*relative.split("/"))

    def verify(self, below: str = "", sha256: Callable[[Path], str] = file_sha256) -> None:
        """Read every file of the pack and compare it with the manifest.

        Args:
            below: a folder of the pack; then only the files in it are read.
            sha256: reads a file for its fingerprint; see `core.packs.digests`.

        Raises:
            DamagedPack: names the first file that is missing, damaged, a link, not listed, or
                able to run code.
        """
        self.refuse_unlisted()
        self.compare_files(below, sha256)

    def compare_files(self, below: str = "", sha256: Callable[[Path], str] = file_sha256) -> None:
        """As `verify`, but of what is not listed nothing is said."""
        start = f"{below}/" if below else ""
        for relative, entry in sorted(self.manifest.files.items()):
            if relative.startswith(start):
                shown = f"{relative} of pack {self.manifest.name}"
                _verify_file(self.path(relative), entry, shown, sha256)

    def refuse_unlisted(self) -> None:
        """Refuse links of others, and files that a loader would pick up unlisted.

        Raises:
            DamagedPack
        """
        changing = unfinished(self.folder) - self.manifest.files.keys()
        for path in _walk(self.folder):
            relative = path.relative_to(self.folder).as_posix()
            name = self.manifest.name
            if relative in changing:
                continue
            if path.is_symlink() and not is_own(path):
                fault = Told(
                    "The file {0} of pack {1} is a link, which a pack may not hold.", relative, name
                )
            elif relative in self.manifest.files or relative == MANIFEST_NAME:
                continue
            elif path.suffix.lower() in _LOADED_SUFFIXES:
                fault = Told(
                    "The file {0} of pack {1} is not listed in its {2}.",
                    relative,
                    name,
                    MANIFEST_NAME,
                )
            else:
                continue
            raise DamagedPack(fault, "Remove that file, or install the pack again.")


class PackStore:
    """Finds packs in some folders, each pack a sub-folder; earlier folders win."""

    def __init__(self, *folders: Path) -> None:
        self._folders = folders

    def open(self, name_or_folder: str | Path) -> Pack:
        """Open a pack by its name, or any folder that holds one. Does not verify it.

        Raises:
            BadInput: if there is no such pack; the hint lists those that there are.
            DamagedPack: if its pack.json is damaged.
        """
        text = str(name_or_folder)
        pack = self._named(text) if isinstance(name_or_folder, str) else None
        if pack is not None:
            return pack
        if text and os.path.isdir(text):  # False, not an error, for any odd text
            return Pack.load(Path(text))
        raise self._unknown(text)

    def named(self, name: str) -> Pack:
        """As `open`, but never a folder elsewhere: for names that come with somebody's recipe."""
        pack = self._named(name)
        if pack is None:
            raise self._unknown(name)
        return pack

    def list(self) -> tuple[Pack, ...]:
        """All packs whose pack.json is readable, in order of the folders and their names."""
        return tuple(pack for pack in map(_try, self._candidates()) if isinstance(pack, Pack))

    def damaged(self) -> tuple[DamagedPack, ...]:
        """Why the other packs can't be listed."""
        return tuple(
            fault for fault in map(_try, self._candidates()) if isinstance(fault, DamagedPack)
        )

    def _named(self, name: str) -> Pack | None:
        if not _NAME.fullmatch(name):
            return None
        for folder in self._candidates():
            if folder.name == name:
                return Pack.load(folder)
        return next((pack for pack in self.list() if pack.manifest.name == name), None)

    def _unknown(self, name: str) -> BadInput:
        names = tuple(sorted(pack.manifest.name for pack in self.list()))
        return BadInput(
            Told("There is no pack '{0}'.", _shown(name)),
            Told("Known packs: {0}.", names) if names else "No pack is installed.",
        )

    def _candidates(self) -> Iterator[Path]:
        for folder in self._folders:
            if folder.is_dir():
                packs = (path for path in folder.iterdir() if (path / MANIFEST_NAME).is_file())
                yield from sorted(path for path in packs if not path.name.startswith("."))


def default_store() -> PackStore:
    """The packs that come with Likeness, then those of this user."""
    shipped = Path(__file__).resolve().parents[2] / "resources" / "packs"
    return PackStore(shipped, data_folder() / "packs")


def _shown(text: str) -> str:
    """The end of a name or path, on one line whatever characters it holds."""
    return "".join(letter if letter.isprintable() else "?" for letter in text[-100:])


def _parse(text: bytes, name: str) -> Manifest:
    if len(text) > MAX_MANIFEST_BYTES:
        raise DamagedPack(
            Told(
                "The file {0} of pack {1} is damaged: it is larger than 4 MB.", MANIFEST_NAME, name
            )
        )
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        if first["loc"] == ("version",) and isinstance(first["input"], int):
            raise DamagedPack(
                Told(
                    "The pack {0} is of version {1}, this Likeness reads {2}.",
                    name,
                    first["input"],
                    VERSION,
                ),
                "Update Likeness.",
            ) from error
        raise DamagedPack(
            Told(
                "The file {0} of pack {1} is damaged: {2}",
                MANIFEST_NAME,
                name,
                describe_validation(error),
            )
        ) from error


def _try(folder: Path) -> Pack | DamagedPack | None:
    try:
        return Pack.load(folder)
    except DamagedPack as error:
        return error
    except BadInput:
        return None


def _walk(folder: Path) -> Iterator[Path]:
    """All files and links below a folder, links not followed, in a fixed order."""
    for root, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if Path(root, name).is_symlink()]
        yield from (Path(root, name) for name in sorted([*files, *links]))


def _verify_file(path: Path, entry: FileEntry, shown: str, digest: Callable[[Path], str]) -> None:
    try:
        size = path.stat().st_size
        if size != entry.size:
            raise DamagedPack(
                Told(
                    "The file {0} is damaged: it has {1} bytes instead of {2}.",
                    shown,
                    size,
                    entry.size,
                )
            )
        sha256 = digest(path)
        if sha256 != entry.sha256:
            raise DamagedPack(Told("The file {0} is damaged: its content has changed.", shown))
        if path.suffix.lower() in MODEL_SUFFIXES:
            refuse_pickles(path, sha256)
        if path.suffix.lower() == ".safetensors":
            check_safetensors(path)
    except FileNotFoundError as error:
        raise DamagedPack(Told("The file {0} is missing.", shown)) from error
    except OSError as error:
        raise DamagedPack(Told("The file {0} can't be read.", shown)) from error
    except DamagedPack:
        raise
    except BadInput as error:
        raise DamagedPack(
            Told("The file {0} can't be used: {1}", shown, error.message), error.hint
        ) from error
