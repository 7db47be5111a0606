"""Photos of people that the face models of today's pack have not seen yet."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.faces.face import Face, largest
from core.library import Library
from core.people.record import PersonPhoto
from core.people.vectors import Vectors
from gui.background import Background
from gui.failure import Failure
from gui.people.adding import seen_photo
from gui.people.looks import Looks
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np

_Photo = tuple[str, str]  # person, fingerprint


class LookingAgain(QObject):
    """Looks at one photo after another, and keeps what is seen. GUI thread."""

    seen = Signal(str, object, object)  # id of a person, PersonPhoto as it is seen, all Vectors
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
        self._waiting: deque[_Photo] = deque()
        self._asked: set[_Photo] = set()  # each is looked at once, whatever comes of it
        self._now: _Photo | None = None

    def look(self, person: str, photos: Sequence[str]) -> None:
        """Look at photos of somebody."""
        fresh = [(person, key) for key in photos if (person, key) not in self._asked]
        self._asked.update(fresh)
        self._waiting.extend(fresh)
        self._next()

    def forget(self, person: str) -> None:
        """Drop what was to be looked at of somebody."""
        self._waiting = deque(photo for photo in self._waiting if photo[0] != person)
        self._asked = {photo for photo in self._asked if photo[0] != person}
        if self._now is not None and self._now[0] == person:
            self._end(self._now)

    def _next(self) -> None:
        if self._now is None and self._waiting:
            self._now = photo = self._waiting.popleft()
            work = partial(self._library.source, photo[1])
            self._background.run(work, partial(self._opened, photo), partial(self._end, photo))

    def _opened(self, photo: _Photo, pixels: np.ndarray) -> None:
        if photo == self._now:
            # Why nothing is seen goes unsaid: nobody has asked for it.
            end = lambda _: self._end(photo)
            self._looks.ask(pixels, partial(self._saw, photo, pixels), end)

    def _saw(self, photo: _Photo, pixels: np.ndarray, faces: tuple[Face, ...]) -> None:
        if photo != self._now:
            return
        if not faces:
            self._end(photo)
            return
        work = partial(_kept, self._library, photo[0], pixels, largest(faces), self._recogniser)
        self._background.run(work, partial(self._kept, photo), partial(self._end, photo))

    def _kept(self, photo: _Photo, answer: tuple[PersonPhoto, Vectors]) -> None:
        if photo == self._now:
            self.seen.emit(photo[0], *answer)
            self._end(photo)

    def _end(self, photo: _Photo, failure: Failure | None = None) -> None:
        if photo != self._now:  # of somebody who was forgotten
            return
        if failure is not None:
            self.refused.emit(failure)
        self._now = None
        self._next()


def _kept(
    library: Library, person: str, pixels: np.ndarray, face: Face, recogniser: str
) -> tuple[PersonPhoto, Vectors]:
    """Any thread."""
    photo = seen_photo(pixels, face)
    library.keep_seen(person, recogniser, {photo.source: (photo, face.embedding)})
    return photo, library.vectors(person)
