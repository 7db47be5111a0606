"""The people of the library as the window knows them, and all that can be done with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.library import Library
from core.packs import Manifest
from core.people.record import Person, PersonPhoto, checked_name, today, used_by
from core.people.vectors import Vectors, recogniser_of
from core.recipe import Identity
from core.told import Told
from gui.background import Background
from gui.draft import Draft
from gui.failure import Failure
from gui.history import History
from gui.language import Text
from gui.panels.drops import Given
from gui.people.adding import Adding
from gui.people.looking import LookingAgain
from gui.worker import Worker

if TYPE_CHECKING:
    from datetime import date

    from core.people.judging import Judgement


@dataclass(frozen=True, eq=False)
class Entry:
    """Somebody, with the vectors of their photos, and what is to be said of these."""

    person: Person
    vectors: Vectors
    judgement: Judgement


class People(QObject):
    """Everybody, by name. Changes are shown at once and written in a thread. GUI thread.

    What is changed of somebody can be undone; that somebody is made, and is forgotten, can not.
    """

    changed = Signal()  # who there is, or something of somebody
    made = Signal(str)  # id of somebody new
    refused = Signal(object)  # Failure

    def __init__(
        self,
        library: Library,
        worker: Worker,
        background: Background,
        draft: Draft,
        manifest: Manifest,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.library, self.draft = library, draft
        self._background, self._defaults = background, manifest.defaults
        self._entries: dict[str, Entry] = {}
        self.loaded = False
        self.recogniser = recogniser_of(manifest) or ""
        self.adding = Adding(library, worker, background, self.recogniser, self)
        self.adding.added.connect(self._show)
        self.adding.finished.connect(self._remember)
        self.adding.refused.connect(self.refused)
        self._again = LookingAgain(library, worker, background, self.recogniser, self)
        self._again.seen.connect(self._see)
        self._again.refused.connect(self.refused)

    @property
    def history(self) -> History:
        return self.draft.history

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everybody, by name."""
        by_name = lambda entry: (entry.person.name.casefold(), entry.person.id)
        return tuple(sorted(self._entries.values(), key=by_name))

    def entry(self, person_id: str | None) -> Entry | None:
        return self._entries.get(person_id or "")

    def load(self) -> None:
        """Read everybody anew; `changed` tells."""
        self._background.run(self._read_all, self._read, self.refused.emit)

    def create(self, name: str, consented: bool, given: Given = ()) -> None:
        """Add somebody with these photos; `made` tells."""
        self._bring(partial(self.library.create_person, name, consented), given)

    def add_photos(self, person_id: str, given: Given) -> None:
        """Add photos to somebody, from wherever they come; those of several faces are asked about.

        Args:
            person_id: whose photos.
            given: name and decoder of each; see `gui.panels.drops`.
        """
        if not self.recogniser:
            self.refused.emit(Failure(Told("This pack has no face models.")))
        elif not self.library.writable:
            self.refused.emit(Failure(Told("This library is read-only.")))
        else:
            self.adding.add(person_id, given)

    def save_as(self, name: str, consented: bool, identity: Identity) -> None:
        """Make the photos of a draft's identity somebody's."""
        photos = [(name, partial(self.library.source, key)) for key in identity.references]
        self.create(name, consented, photos)

    def rename(self, person: Person, name: str) -> None:
        """Call somebody otherwise; an empty name is passed over."""
        if name.strip() and name.strip() != person.name:
            after = person.model_copy(update={"name": checked_name(name)})
            self.change(person, after, lambda: self.tr("Rename a person"))

    def expire(self, person: Person, day: date | None) -> None:
        """Remind of somebody after a day; None: never."""
        after = person.model_copy(update={"expires": day})
        self.change(person, after, lambda: self.tr("Keep a person until"))

    def change(self, before: Person, after: Person, text: str | Text) -> None:
        """Show and keep somebody as they are to be; a step that can be undone."""
        if before != after:
            self.history.do(text, partial(self._keep, after), partial(self._keep, before))

    def preview(self, person: Person) -> None:
        """Show somebody as they would be, without keeping it: a slider is still moving."""
        if (entry := self._entries.get(person.id)) is not None:
            self._show(person, entry.vectors)

    def use(self, person_id: str) -> None:
        """Make somebody the draft's person: how strongly they count stays as it is."""
        if (entry := self._entries.get(person_id)) is None:
            return
        if not entry.judgement.counted:
            hint = Told("Add one, or say which of them count.")
            self.refused.emit(Failure(Told("No photo of this person counts."), hint))
            return
        name = entry.person.name
        self.draft.set_identity(self._identity(entry), lambda: self.tr("Person “{0}”").format(name))

    def name_of(self, person_id: str | None) -> str:
        """What somebody of this library is called; empty for anybody else."""
        entry = self.entry(person_id)
        return entry.person.name if entry is not None else ""

    def outdated(self, identity: Identity | None) -> bool:
        """Whether an identity names somebody whose photos have changed since."""
        entry = self.entry(identity.person if identity is not None else None)
        return entry is not None and not used_by(entry.person, identity, entry.judgement.counted)

    def missing(self, identity: Identity | None) -> bool:
        """Whether an identity names somebody who is not in this library."""
        named = identity.person if identity is not None else None
        return self.loaded and named is not None and self.entry(named) is None

    def expired(self) -> tuple[Person, ...]:
        """Those who were to be kept until a day that is over."""
        day = today()
        people = (entry.person for entry in self.entries)
        return tuple(one for one in people if one.expires is not None and one.expires < day)

    def take_in(self, file: Path, consented: bool) -> None:
        """Add the person of a file; `made` tells."""
        self._bring(partial(self.library.import_person, file, consented))

    def hand_out(self, person_id: str, file: Path, done: Callable[[], None]) -> None:
        """Write somebody into one file."""
        self._background.run(
            partial(self.library.export_person, person_id, file),
            lambda _: done(),
            self.refused.emit,
        )

    def drop(self, person_id: str) -> None:
        """Somebody was forgotten: nothing of them stays in memory."""
        self.adding.forget(person_id)
        self._again.forget(person_id)
        self._entries.pop(person_id, None)
        self.changed.emit()

    def _identity(self, entry: Entry) -> Identity:
        counted = entry.judgement.counted
        weights = tuple(photo.weight for photo in counted)
        changes: dict[str, object] = {
            "references": tuple(photo.source for photo in counted),
            "weights": () if set(weights) == {1.0} else weights,
            "person": entry.person.id,
            "face": None,
        }
        old = self.draft.identity
        if old is None:
            old = Identity(
                references=(counted[0].source,),
                likeness=self._defaults.likeness,
                structure=self._defaults.structure,
            )
        elif old.person != entry.person.id:
            changes["landmarks"] = None  # where the face stands was the other's
        return old.model_copy(update=changes)

    def _read_all(self) -> tuple[list[Entry], int]:
        """Any thread."""
        found: list[Entry] = []
        for person in self.library.people():
            vectors = self.library.vectors(person.id)
            found.append(self._judged(person, vectors))
        return found, len(self.library.damaged_people())

    def _read(self, answer: tuple[list[Entry], int]) -> None:
        entries, damaged = answer
        self._entries = {entry.person.id: entry for entry in entries}
        self.loaded = True
        if damaged:
            hint = Told("Its folder is in the folder “people” of the library.")
            self.refused.emit(Failure(Told("A person of this library can't be read."), hint))
        for entry in entries:
            self._look_again(entry)
        self.changed.emit()

    def _bring(self, make: Callable[[], Person], given: Given = ()) -> None:
        """Have somebody made in a thread."""

        def work() -> tuple[Person, Vectors]:
            person = make()
            return person, self.library.vectors(person.id)

        self._background.run(work, partial(self._made, given), self.refused.emit)

    def _made(self, given: Given, answer: tuple[Person, Vectors]) -> None:
        person, vectors = answer
        self._show(person, vectors)
        self._look_again(self._entries[person.id])
        self.made.emit(person.id)
        if given:
            self.add_photos(person.id, given)

    def _keep(self, person: Person) -> None:
        entry = self._entries.get(person.id)
        if entry is None:
            return
        self._show(person, entry.vectors)
        self._background.run(
            partial(self.library.save_person, person), lambda _: None, self._not_kept
        )
        self._look_again(self._entries[person.id])

    def _not_kept(self, failure: Failure) -> None:
        self.refused.emit(failure)
        self.load()

    def _remember(self, before: Person, after: Person) -> None:
        """What one gesture has added is one step."""
        one, several = (lambda: self.tr("Add a photo")), (lambda: self.tr("Add photos"))
        count = len(after.photos) - len(before.photos)
        entry = self._entries.get(after.id)
        if count and entry is not None:
            self.change(before, after, one if count == 1 else several)

    def _see(self, person_id: str, seen: PersonPhoto, vectors: Vectors) -> None:
        """Take up what was seen in a photo; what else was changed of somebody meanwhile stays."""
        entry = self._entries.get(person_id)
        if entry is not None and (photo := entry.person.photo(seen.source)) is not None:
            photo = photo.model_copy(update={"face": seen.face})
            self._show(entry.person.with_photo(photo), vectors)

    def _show(self, person: Person, vectors: Vectors) -> None:
        self._entries[person.id] = self._judged(person, vectors)
        self.changed.emit()

    def _judged(self, person: Person, vectors: Vectors) -> Entry:
        """Any thread."""
        from core.people.judging import judge  # the window's first paint does not wait for it

        return Entry(person, vectors, judge(person, self.recogniser, vectors))

    def _look_again(self, entry: Entry) -> None:
        """Photos that this pack's face models have not seen yet are looked at."""
        if self.library.writable and self.recogniser:
            unseen = [
                photo.source
                for photo in entry.person.photos
                if photo.face is not None and (self.recogniser, photo.source) not in entry.vectors
            ]
            self._again.look(entry.person.id, unseen)
