"""People of the library: each a folder with `person.json` and the vectors of their face.

`person.json` is the truth and is written last: a folder without it is half-made, and vectors of a
photo that it does not name are nobody's. The next start clears both away. Photos are source
images of the library like any other.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core import durable
from core.errors import BadInput, UserError
from core.library.folders import FINGERPRINT, PersonFolder
from core.library.sources import SourceImages
from core.people.record import MAX_PHOTOS, Person, PersonPhoto, checked_name, new_person
from core.people.vectors import Vectors, names_in, pack_vectors, unpack_vectors
from core.told import Told

if TYPE_CHECKING:
    import numpy as np

    from core.people.parcel import Parcel


class PersonGone(BadInput):
    """Somebody was forgotten, or is of another library."""

    hint = "Choose another person, or photos."

    def __init__(self) -> None:
        super().__init__("This person is no longer in the library.")


@dataclass(frozen=True, eq=False)
class NewPhoto:
    """A photo for a person.

    Attributes:
        pixels: RGB uint8, shape (h, w, 3).
        photo: what was seen in it; its fingerprint is that of `pixels`.
        vector: float32 (512,), raw; None: no face was found.
    """

    pixels: np.ndarray
    photo: PersonPhoto
    vector: np.ndarray | None


class People(SourceImages):
    """The Library's people."""

    _people_guard: threading.RLock  # to read somebody and to write what was changed is one

    def people(self) -> tuple[Person, ...]:
        """Everybody who can be read, by name; see `damaged_people`."""
        found: list[Person] = []
        for folder in self._folders.person_folders():
            with contextlib.suppress(UserError):
                found.append(self.person(folder.id))
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def damaged_people(self) -> tuple[str, ...]:
        """Ids of those whose file can't be read; they can only be forgotten."""
        found: list[str] = []
        for folder in self._folders.person_folders():
            try:
                self.person(folder.id)
            except PersonGone:
                continue
            except UserError:
                found.append(folder.id)
        return tuple(found)

    def person(self, person_id: str) -> Person:
        """One person.

        Raises:
            PersonGone: if there is none of that id, or they are being forgotten.
            BadInput: if their file is damaged.
        """
        folder = self._folders.person(person_id)
        if folder.forgetting.exists() or not folder.record.exists():
            raise PersonGone
        with _readable(folder):
            found = Person.from_json(folder.record.read_bytes())
        if found.id != person_id:
            raise BadInput("The file of this person is not readable.")
        return found

    def create_person(self, name: str, consented: bool, today: date | None = None) -> Person:
        """Add somebody, with their consent, which is kept with its date.

        Raises:
            BadInput: without consent, or without a usable name.
        """
        self._must_be_writable()
        person = new_person(name, consented, today)
        self._write_person(person, {})
        return person

    def save_person(self, person: Person) -> None:
        """Keep what was changed of somebody: name, expiry, order, use and weights of photos.

        Vectors of photos that were taken out stay until the library is opened again, so that
        taking them out can be undone.

        Raises:
            PersonGone: if they are no longer there.
        """
        self._must_be_writable()
        with self._people_guard:
            self.person(person.id)
            checked_name(person.name)
            self._write_record(person)

    def add_photos(self, person_id: str, photos: Sequence[NewPhoto], recogniser: str) -> Person:
        """Give somebody further photos; those that they have already keep what is known of them.

        Args:
            person_id: whose photos.
            photos: with what was seen in them.
            recogniser: whose vectors they bring; see `core.people.vectors.recogniser_of`.

        Raises:
            PersonGone: if they are no longer there.
            BadInput: if they would have too many.
        """
        self._must_be_writable()
        with self._people_guard:
            person = self.person(person_id)
            fresh = {new.photo.source: new for new in photos if new.photo.source not in person.keys}
            if len(person.photos) + len(fresh) > MAX_PHOTOS:
                raise BadInput(
                    Told("A person of the library has at most {0} photos.", MAX_PHOTOS),
                    "Take some out first.",
                )
            for new in fresh.values():
                self.add_source(new.pixels)
            added = {
                (recogniser, key): new.vector
                for key, new in fresh.items()
                if new.vector is not None
            }
            both = (*person.photos, *(new.photo for new in fresh.values()))
            after = person.model_copy(update={"photos": both})
            self._write_person(after, {**self.vectors(person_id), **added})
            return after

    def vectors(self, person_id: str) -> dict[tuple[str, str], np.ndarray]:
        """All vectors of somebody's photos; none where their file is damaged: photos give them."""
        folder = self._folders.person(person_id)
        with contextlib.suppress(UserError), _readable(folder):
            return unpack_vectors(folder.vectors.read_bytes())
        return {}

    def keep_seen(
        self, person_id: str, recogniser: str, seen: Mapping[str, tuple[PersonPhoto, np.ndarray]]
    ) -> Person:
        """Keep what another recogniser saw in photos of somebody; how they are used stays.

        Args:
            person_id: whose photos.
            recogniser: see `add_photos`.
            seen: by fingerprint, what was seen and the vector.
        """
        self._must_be_writable()
        with self._people_guard:
            person = self.person(person_id)
            added: dict[tuple[str, str], np.ndarray] = {}
            for key, (photo, vector) in seen.items():
                if (old := person.photo(key)) is not None:
                    person = person.with_photo(old.model_copy(update={"face": photo.face}))
                    added[recogniser, key] = vector
            self._write_person(person, {**self.vectors(person_id), **added})
            return person

    def export_person(self, person_id: str, file: Path) -> None:
        """Write somebody with their photos and vectors into one file, for the user alone.

        Raises:
            UserError: if a photo is missing, or the file can't be written.
        """
        from core.people.parcel import pack_person  # the window must not wait for it

        person, vectors = self.person(person_id), self.vectors(person_id)
        for key in person.keys:
            self.source(key)  # only whole photos are handed on
        with durable.writing(file) as opened:
            pack_person(opened, person, vectors, lambda key: self._folders.source(key).read_bytes())

    def import_person(self, file: Path, consented: bool, today: date | None = None) -> Person:
        """Add the person of such a file as a new one, with consent of today.

        Raises:
            BadInput: without consent, or if the file is damaged or anything else; nothing of it
                is kept then.
        """
        from core.people.parcel import unpack_person  # as above

        self._must_be_writable()
        fresh = new_person("?", consented, today)
        return unpack_person(file, partial(self._take_in, fresh))

    def _take_in(self, fresh: Person, parcel: Parcel) -> Person:
        same = {"id": fresh.id, "consent": fresh.consent, "created": fresh.created}
        person = parcel.person.model_copy(update=same)
        for key in person.keys:
            parcel.photo(key)  # all of them are sound, or none is kept
        for key in person.keys:
            self.add_source(parcel.photo(key))
        self._write_person(person, parcel.vectors)
        return person

    def _person_sources(self, but: str = "") -> set[str]:
        """Fingerprints of everybody's photos, readable or not; not those of `but`."""
        found: set[str] = set()
        for folder in self._folders.person_folders():
            if folder.id != but and folder.record.exists():
                with durable.readable_errors(folder.record):
                    text = folder.record.read_text("utf-8", errors="replace")
                found.update(FINGERPRINT.findall(text))
        return found

    def _write_person(self, person: Person, vectors: Vectors) -> None:
        """The vectors first: what names a photo must not come before what is known of it."""
        folder = self._folders.person(person.id)
        durable.make_folder(folder.root)
        kept = {name: vector for name, vector in vectors.items() if name[1] in person.keys}
        if kept or folder.vectors.exists():
            durable.save(pack_vectors(kept), folder.vectors, scratch=self._folders.tmp)
        self._write_record(person)

    def _write_record(self, person: Person) -> None:
        data = person.to_json().encode()
        durable.save(data, self._folders.person(person.id).record, scratch=self._folders.tmp)

    def _tidy_people(self) -> None:
        """Clear away what a crash left of somebody; needs the library's lock."""
        for folder in self._folders.person_folders():
            if folder.forgetting.exists():
                continue
            if not folder.record.exists():
                remove_person_folder(folder)
                continue
            with contextlib.suppress(UserError):
                person = self.person(folder.id)
                if any(name[1] not in person.keys for name in names_in(folder.vectors)):
                    self._write_person(person, self.vectors(folder.id))


def remove_person_folder(folder: PersonFolder) -> None:
    """Delete what there is of somebody, the record after what it is about; other files stay."""
    with durable.readable_errors(folder.root):
        for path in folder.files():
            path.unlink(missing_ok=True)
            durable.sync_folder(folder.root)
        with contextlib.suppress(OSError):  # a file that is not ours lies in it
            folder.root.rmdir()
        durable.sync_folder(folder.root.parent)


@contextlib.contextmanager
def _readable(folder: PersonFolder) -> Generator[None]:
    """Raises BadInput in place of the operating system's errors."""
    try:
        yield
    except OSError as error:
        fault = Told("The file {0} of a person can't be read.", folder.record.name)
        raise BadInput(fault, "Check the disk.") from error
