"""Photos of people that the face models of today's pack have not seen yet."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.faces.face import Face, largest
from core.library import Library
from core.people.record import Person
from gui.background import Background
from gui.failure import Failure
from gui.people.adding import seen_photo
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np

_Photo = tuple[str, str]  # person, fingerprint


class LookingAgain(QObject):
    """Looks at one photo after another, and keeps what is seen. GUI thread."""

    seen = Signal(object)  # Person, of whom one more photo is known
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
        self._library, self._worker, self._background = library, worker, background
        self._recogniser = recogniser
        self._waiting: deque[_Photo] = deque()
        self._asked: set[_Photo] = set()  # each is looked at once, whatever comes of it
        self._now: tuple[_Photo, np.ndarray] | None = None
        self._busy = False
        self._job = 0
        worker.seen.connect(self._saw)
        worker.failed.connect(self._failed)
        worker.cancelled.connect(self._failed)

    def look(self, person: str, photos: Sequence[str]) -> None:
        """Look at photos of somebody."""
        fresh = [(person, key) for key in photos if (person, key) not in self._asked]
        self._asked.update(fresh)
        self._waiting.extend(fresh)
        self._next()

    def forget(self, person: str) -> None:
        """Drop what was to be looked at of somebody."""
        self._waiting = deque(photo for photo in self._waiting if photo[0] != person)
        if self._now is not None and self._now[0][0] == person:
            self._now = None

    def _next(self) -> None:
        if self._busy or not self._waiting:
            return
        self._busy = True
        photo = self._waiting.popleft()
        work = partial(self._library.source, photo[1])
        self._background.run(work, partial(self._opened, photo), self._refuse)

    def _opened(self, photo: _Photo, pixels: np.ndarray) -> None:
        self._now = photo, pixels
        self._job = self._worker.look(pixels).id

    def _saw(self, job: int, faces: tuple[Face, ...]) -> None:
        if not self._job or job != self._job:
            return
        now, self._now, self._job = self._now, None, 0
        if now is None or not faces:
            self._end()
            return
        (person, key), pixels = now
        work = partial(_kept, self._library, person, key, pixels, largest(faces), self._recogniser)
        self._background.run(work, self._kept, self._refuse)

    def _kept(self, person: Person) -> None:
        self.seen.emit(person)
        self._end()

    def _refuse(self, failure: Failure) -> None:
        self.refused.emit(failure)
        self._end()

    def _failed(self, job: int) -> None:
        if self._job and job == self._job:
            self._now, self._job = None, 0
            self._end()

    def _end(self) -> None:
        self._busy = False
        self._next()


def _kept(
    library: Library, person: str, key: str, pixels: np.ndarray, face: Face, recogniser: str
) -> Person:
    """Any thread."""
    seen = {key: (seen_photo(pixels, face), face.embedding)}
    return library.keep_seen(person, recogniser, seen)
