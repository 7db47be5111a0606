"""Photos on their way to a person: decoded, looked at, asked about, and kept."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.faces.face import Face
from core.imaging import fingerprint
from core.library import Library
from core.library.people import NewPhoto
from core.people.cutout import cut_out, one_in
from core.people.record import Person, PersonPhoto, Seen, today
from core.people.vectors import Vectors
from core.told import Told
from gui.background import Background
from gui.failure import Failure
from gui.panels.drops import Given, Source
from gui.panels.sources import Photo, shown_small
from gui.people.looks import Looks
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np


@dataclass(eq=False)
class _Wish:
    """One photo that was given."""

    person: str
    name: str  # what the file was called; shown, never kept
    source: Source
    pixels: np.ndarray | None = None
    faces: tuple[Face, ...] = ()
    meant: Face | None = None  # of several, in the photo from which `pixels` was cut out


@dataclass(eq=False)
class _Gesture:
    """What was given at once: one step in the list of undo."""

    person: str
    before: Person | None = None
    after: Person | None = None
    wishes: deque[_Wish] = field(default_factory=deque["_Wish"])


class Adding(QObject):
    """Adds photos one after another; a photo of several faces waits for an answer. GUI thread.

    Args:
        recogniser: of the pack; see `core.people.vectors.recogniser_of`.
    """

    changed = Signal()  # `left`
    several = Signal(object)  # Photo, of which `choose` or `skip` is told one face
    added = Signal(object, object)  # Person as they are now, and Vectors, after each photo
    finished = Signal(object, object)  # Person before and after all that came at once
    refused = Signal(object)  # Failure

    def __init__(
        self,
        library: Library,
        worker: Worker,
        background: Background,
        recogniser: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._background = library, background
        self._looks = Looks(worker, self)
        self._recogniser = recogniser
        self._gestures: deque[_Gesture] = deque()
        self._wish: _Wish | None = None

    @property
    def left(self) -> int:
        """How many photos are still on their way."""
        return sum(len(one.wishes) for one in self._gestures) + (self._wish is not None)

    def add(self, person: str, given: Given) -> None:
        """Add photos to a person."""
        wishes = deque(_Wish(person, name, source) for name, source in given)
        if wishes:
            self._gestures.append(_Gesture(person, wishes=wishes))
            self.changed.emit()
            if self._wish is None:
                self._next()

    def choose(self, face: Face) -> None:
        """Of several faces this one is meant: only a cut-out of it is kept."""
        if (wish := self._wish) is None or wish.pixels is None:
            return
        wish.meant = face
        work = partial(cut_out, wish.pixels, face, wish.faces)
        self._background.run(work, partial(self._decoded, wish), partial(self._refuse, wish))

    def skip(self) -> None:
        """None of several faces is meant."""
        if self._wish is not None:
            self._done()

    def forget(self, person: str) -> None:
        """Drop what is on its way to somebody."""
        self._gestures = deque(one for one in self._gestures if one.person != person)
        if self._wish is not None and self._wish.person == person:
            self._done()
        self.changed.emit()

    def _next(self) -> None:
        while self._gestures and not self._gestures[0].wishes:
            ended = self._gestures.popleft()
            if ended.before is not None and ended.after is not None:
                self.finished.emit(ended.before, ended.after)
        self._wish = wish = self._gestures[0].wishes.popleft() if self._gestures else None
        self.changed.emit()
        if wish is not None:
            refuse = partial(self._refuse, wish)
            self._background.run(wish.source, partial(self._decoded, wish), refuse)

    def _decoded(self, wish: _Wish, pixels: np.ndarray) -> None:
        if wish is self._wish:
            wish.pixels = pixels
            self._looks.ask(pixels, partial(self._seen, wish), partial(self._refuse, wish))

    def _seen(self, wish: _Wish, faces: tuple[Face, ...]) -> None:
        if wish is not self._wish or wish.pixels is None:
            return
        if wish.meant is not None:
            size = (wish.pixels.shape[1], wish.pixels.shape[0])
            if (found := one_in(faces, size, wish.meant)) is None:
                hint = Told("Cut the photo so that it shows one person only.")
                told = Told("In {0} the faces are too close.", wish.name)
                self._refuse(wish, Failure(told, hint))
            else:
                self._keep(wish, found)
        elif len(faces) > 1:
            wish.faces = faces
            work = partial(shown_small, wish.pixels)
            self._background.run(work, partial(self._ask, wish), partial(self._refuse, wish))
        else:
            self._keep(wish, faces[0] if faces else None)

    def _ask(self, wish: _Wish, image: QImage) -> None:
        if wish is self._wish and wish.pixels is not None:
            height, width = wish.pixels.shape[:2]
            self.several.emit(Photo("", image, width, height, wish.faces))

    def _keep(self, wish: _Wish, face: Face | None) -> None:
        assert wish.pixels is not None
        work = partial(_kept, self._library, wish.person, wish.pixels, face, self._recogniser)
        self._background.run(work, partial(self._kept, wish), partial(self._refuse, wish))

    def _kept(self, wish: _Wish, answer: tuple[Person, Person, Vectors]) -> None:
        before, after, vectors = answer
        gesture = self._gestures[0] if self._gestures else None
        if wish is not self._wish or gesture is None:
            return
        gesture.before, gesture.after = gesture.before or before, after
        self.added.emit(after, vectors)
        self._done()

    def _done(self) -> None:
        self._wish = None
        self._next()

    def _refuse(self, wish: _Wish, failure: Failure | None) -> None:
        """A photo can't be had; None: its look was taken back."""
        if wish is not self._wish:  # of somebody who was forgotten
            return
        if failure is not None:
            self.refused.emit(failure)
        self._done()


def seen_photo(pixels: np.ndarray, face: Face | None) -> PersonPhoto:
    """What is kept of a photo, RGB uint8 (h, w, 3). Any thread."""
    height, width = pixels.shape[:2]
    return PersonPhoto(
        source=fingerprint(pixels),
        width=width,
        height=height,
        face=Seen.of(face, pixels) if face is not None else None,
        added=today(),
    )


def _kept(
    library: Library, person: str, pixels: np.ndarray, face: Face | None, recogniser: str
) -> tuple[Person, Person, Vectors]:
    """Keep a photo; who it is for, before and after, and all vectors. Any thread."""
    vector = face.embedding if face is not None else None
    before = library.person(person)
    new = NewPhoto(pixels, seen_photo(pixels, face), vector)
    after = library.add_photos(person, [new], recogniser)
    return before, after, library.vectors(person)
