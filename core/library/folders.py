"""Where everything lies in a library's folder.

    library.db  lock
    unfinished-copy           only while the library is copied here from another folder
    images/ab/<uuid>.png      pictures, each with its recipe inside
    sources/ab/<sha256>.png   photos and other images that recipes name, by fingerprint
    people/<uuid>/            somebody: person.json, and embeddings.safetensors with vectors of
                              their face; `forgetting`, while all of it is being deleted
    thumbs/ab/<uuid>.jpg      small copies, which can be made again
    tmp/                      files being written
    trash/                    what the first version deleted; emptied at the start

Folders are for the user alone (0700), as are the files (0600). No name or text of the user
becomes part of a path.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from core import durable

_UUID = re.compile(r"[0-9a-f]{32}")
FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def name_of(folder: Path) -> str:
    """What a sentence calls a folder; the root of a drive has no name but its path."""
    return folder.name or str(folder)


@dataclass(frozen=True)
class Folders:
    root: Path

    @property
    def database(self) -> Path:
        return self.root / "library.db"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    @property
    def unfinished(self) -> Path:
        return self.root / "unfinished-copy"

    @property
    def images(self) -> Path:
        return self.root / "images"

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def people(self) -> Path:
        return self.root / "people"

    @property
    def thumbs(self) -> Path:
        return self.root / "thumbs"

    @property
    def tmp(self) -> Path:
        return self.root / "tmp"

    @property
    def trash(self) -> Path:
        return self.root / "trash"

    def make(self) -> None:
        """Make what is not there yet; raises UserError where that is not allowed."""
        for folder in self.parts:
            durable.make_folder(folder)

    @property
    def parts(self) -> tuple[Path, ...]:
        """The folders that every library has."""
        return self.images, self.sources, self.people, self.thumbs, self.tmp, self.trash

    def picture(self, picture_id: str) -> Path:
        """Where the picture of that UUID lies, or is to lie."""
        return self.images / picture_id[:2] / f"{picture_id}.png"

    def source(self, sha256: str) -> Path:
        """Where the source image of that fingerprint lies, or is to lie."""
        return self.sources / sha256[:2] / f"{sha256}.png"

    def person(self, person_id: str) -> "PersonFolder":
        """Where that person lies, or is to lie."""
        return PersonFolder(self.people / person_id)

    def person_folders(self) -> Iterator["PersonFolder"]:
        """Everybody's folder, also half-made ones; what has another name is not ours."""
        if self.people.is_dir():  # else an older Likeness made it, and it may not be changed
            for path in sorted(self.people.iterdir()):
                if _UUID.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
                    yield PersonFolder(path)

    def thumbnail(self, picture_id: str) -> Path:
        """Where the small copy of that picture lies, or is to lie."""
        return self.thumbs / picture_id[:2] / f"{picture_id}.jpg"

    def picture_files(self) -> Iterator[tuple[str, Path]]:
        """UUID and path of every picture file; files of other names are not ours."""
        for path in self.images.glob("??/*.png"):
            if _UUID.fullmatch(path.stem) and path == self.picture(path.stem):
                yield path.stem, path

    def source_files(self) -> Iterator[tuple[str, Path]]:
        """Fingerprint and path of every source image; files of other names are not ours."""
        for path in self.sources.glob("??/*.png"):
            if FINGERPRINT.fullmatch(path.stem) and path == self.source(path.stem):
                yield path.stem, path


@dataclass(frozen=True)
class PersonFolder:
    """What there is of one person; its name is their id."""

    root: Path

    @property
    def id(self) -> str:
        return self.root.name

    @property
    def record(self) -> Path:
        return self.root / "person.json"

    @property
    def vectors(self) -> Path:
        return self.root / "embeddings.safetensors"

    @property
    def forgetting(self) -> Path:
        """There from the moment on at which the person must be gone in the end."""
        return self.root / "forgetting"

    def files(self) -> tuple[Path, ...]:
        """All that may be in it, in the order in which it is deleted."""
        return self.vectors, self.record, self.forgetting
