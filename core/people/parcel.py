"""A person as one file, to be taken to another computer: `.likeness-person`.

An uncompressed zip of `person.json`, `embeddings.safetensors` and `photos/<fingerprint>.png`. What
comes in is checked before anything of it is kept: names, number and sizes of the files, the limits
of JSON, each photo by its fingerprint. No name in it ever becomes a path.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from core.errors import BadInput
from core.imaging import MAX_BYTES, fingerprint, load_image
from core.people.record import MAX_JSON_BYTES, MAX_PHOTOS, Person
from core.people.vectors import MAX_BYTES as MAX_VECTOR_BYTES
from core.people.vectors import Vectors, pack_vectors, unpack_vectors
from core.told import Told

if TYPE_CHECKING:
    import numpy as np

SUFFIX = ".likeness-person"
MAX_PARCEL_BYTES = 4_000_000_000
_RECORD, _VECTORS = "person.json", "embeddings.safetensors"
_PHOTO = re.compile(r"photos/([0-9a-f]{64})\.png")
_STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest of the format: when it was packed is nobody's affair


@dataclass(frozen=True, eq=False)
class Parcel:
    """What is in such a file; `photo` decodes one of the person's photos, RGB uint8 (h, w, 3)."""

    person: Person
    vectors: Vectors
    photo: Callable[[str], np.ndarray]


def pack_person(
    file: BinaryIO, person: Person, vectors: Vectors, photo: Callable[[str], bytes]
) -> None:
    """Write such a file.

    Args:
        file: open for writing.
        person: whose record goes into it.
        vectors: of their photos.
        photo: the PNG of a photo, by fingerprint.
    """
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in ((_RECORD, person.to_json().encode()), (_VECTORS, pack_vectors(vectors))):
            archive.writestr(zipfile.ZipInfo(name, _STAMP), data)
        for key in person.keys:
            archive.writestr(zipfile.ZipInfo(f"photos/{key}.png", _STAMP), photo(key))


def unpack_person(path: Path, use: Callable[[Parcel], Person]) -> Person:
    """Open such a file, and hand over what is in it while it is open.

    Raises:
        BadInput: if it is no such file, damaged, too large, or holds anything else.
    """
    refusal = Told("{0} is not a person of Likeness, or damaged.", path.name)
    try:
        if not path.is_file() or path.stat().st_size > MAX_PARCEL_BYTES:
            raise BadInput(refusal, "Choose a file that Likeness has exported.")
        with zipfile.ZipFile(path) as archive:
            return use(_opened(archive))
    except BadInput:
        raise
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, NotImplementedError) as error:
        raise BadInput(refusal, "Choose a file that Likeness has exported.") from error
    except RuntimeError as error:  # zipfile's word for what is encrypted
        raise BadInput(refusal, "Choose a file that Likeness has exported.") from error


def _opened(archive: zipfile.ZipFile) -> Parcel:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MAX_PHOTOS + 2 or len(set(names)) < len(names):
        raise ValueError("too many files")
    for entry in entries:
        most = {_RECORD: MAX_JSON_BYTES, _VECTORS: MAX_VECTOR_BYTES}.get(entry.filename)
        if most is None and _PHOTO.fullmatch(entry.filename):
            most = MAX_BYTES
        stored = entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & 1
        if most is None or entry.file_size > most or not stored:
            raise ValueError("a file that does not belong here")
        if entry.compress_size != entry.file_size:
            raise ValueError("a file of another size than it says")
    person = Person.from_json(archive.read(_RECORD))
    photos = {match[1] for name in names if (match := _PHOTO.fullmatch(name))}
    if photos != set(person.keys):
        raise ValueError("other photos than those of the person")
    vectors = unpack_vectors(archive.read(_VECTORS)) if _VECTORS in names else {}
    own = {name: vector for name, vector in vectors.items() if name[1] in photos}
    return Parcel(person, own, lambda key: _photo(archive, key))


def _photo(archive: zipfile.ZipFile, key: str) -> np.ndarray:
    """Decode a photo through the one door for images, which takes files."""
    with tempfile.TemporaryDirectory() as folder:  # 0700
        file = Path(folder) / "photo.png"
        file.write_bytes(archive.read(f"photos/{key}.png"))
        pixels = load_image(file)
    if fingerprint(pixels) != key:
        raise ValueError("another photo than it says")
    return pixels
