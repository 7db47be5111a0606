"""Brings images into the library and keeps small copies and faces of those that are shown."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.errors import BadInput
from core.faces.face import Face
from core.faces.quality import Flaw, flaws
from core.library import Library
from core.told import Sentence
from gui.background import Background
from gui.failure import Failure
from gui.images import resized, to_pixels, to_qimage
from gui.panels.drops import Source
from gui.panels.samples import sample_pixels
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np

_SHOWN_PIXELS = 512  # longer side of the copy that is kept in memory


@dataclass(frozen=True, eq=False)
class Photo:
    """A source image as the window knows it.

    `width` and `height` are those of the whole image, to which the faces' coordinates refer;
    `image` is a smaller copy. `faces` is None until the face models have looked; then `flaws`
    says what keeps it from being a good photo of somebody.
    """

    key: str  # fingerprint
    image: QImage
    width: int
    height: int
    faces: tuple[Face, ...] | None = None
    flaws: tuple[Flaw, ...] = ()
    trouble: Sentence = ""  # why no faces can be told


class Sources(QObject):
    """Adds and fetches source images in the background. GUI thread."""

    changed = Signal(str)  # key of a photo that arrived or whose faces are known
    refused = Signal(object)  # Failure: an image that can't be used
    settled = Signal(bool)  # nothing is being added any more; whether all of it could be

    def __init__(
        self,
        library: Library,
        worker: Worker,
        background: Background,
        samples: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._worker = worker
        self._background = background
        self._samples = samples  # the folder of the sample people
        self._photos: dict[str, Photo] = {}
        self._asked: set[str] = set()  # keys that are being fetched
        self._adding = 0
        self._all_added = True
        self._looks: dict[int, str] = {}  # job id -> key
        worker.seen.connect(self._seen)
        worker.failed.connect(self._failed)

    @property
    def adding(self) -> int:
        """How many images are on their way into the library."""
        return self._adding

    def photo(self, key: str) -> Photo | None:
        return self._photos.get(key)

    def size(self, key: str) -> tuple[int, int]:
        """Width and height of a photo that is known; KeyError for others."""
        photo = self._photos[key]
        return photo.width, photo.height

    def faces(self, key: str) -> tuple[Face, ...]:
        """The faces of a photo, which is fetched; none as long as they are not known."""
        self.fetch(key, with_faces=True)
        photo = self._photos.get(key)
        return photo.faces or () if photo is not None else ()

    def add(self, source: Source, done: Callable[[str], None], with_faces: bool) -> None:
        """Decode an image and keep it in the library; `done` gets its fingerprint."""

        def work() -> tuple[str, np.ndarray, QImage]:
            pixels = source()
            return self._library.add_source(pixels), pixels, shown_small(pixels)

        def arrived(answer: tuple[str, np.ndarray, QImage]) -> None:
            self._arrived(*answer, with_faces)
            done(answer[0])
            self._added(True)

        def refused(failure: Failure) -> None:
            self.refused.emit(failure)
            self._added(False)

        self._all_added = self._all_added or not self._adding
        self._adding += 1
        self._background.run(work, arrived, refused)

    def fetch(self, key: str, with_faces: bool) -> None:
        """See to it that a photo of the library is known; `changed` tells when.

        What can't be fetched is told once.
        """
        photo = self._photos.get(key)
        known = photo is not None and not (with_faces and self._unseen(photo))
        if known or key in self._asked:
            return
        self._asked.add(key)

        def work() -> tuple[np.ndarray, QImage]:
            pixels = self.kept(key)
            return pixels, shown_small(pixels)

        self._background.run(
            work,
            lambda answer: self._arrived(key, *answer, with_faces),
            lambda failure: self._missing(key, failure),
        )

    def read(self, key: str, done: Callable[[np.ndarray], None]) -> None:
        """Read an image of the library whole; `done` gets it, RGB uint8 (h, w, 3)."""
        self._background.run(partial(self.kept, key), done, self.refused.emit)

    def forget(self, all_but: Collection[str]) -> None:
        """Photos were deleted from the library: only these need not be fetched anew."""
        kept = {*all_but, *self._looks.values()}
        self._photos = {key: photo for key, photo in self._photos.items() if key in kept}

    def _missing(self, key: str, failure: Failure) -> None:
        """The photo stands there without a picture, and says why."""
        self._asked.discard(key)
        self._photos[key] = Photo(key, QImage(), 1, 1, trouble=failure.message)
        self.refused.emit(failure)
        self.changed.emit(key)

    def kept(self, key: str) -> np.ndarray:
        """The image from the library. Any thread.

        A recipe that came from elsewhere may name a sample person whom this library has not
        met yet: then the sample's picture is brought in.
        """
        try:
            return self._library.source(key)
        except BadInput:
            pixels = sample_pixels(self._samples, key)
            if pixels is None:
                raise
            self._library.add_source(pixels)
            return pixels

    def _arrived(self, key: str, pixels: np.ndarray, small: QImage, with_faces: bool) -> None:
        self._asked.discard(key)
        known = self._photos.get(key)
        if known is None or known.image.isNull():
            height, width = pixels.shape[:2]
            self._photos[key] = known = Photo(key, small, width, height)
        if with_faces and self._unseen(known):
            self._looks[self._worker.look(pixels).id] = key
        self.changed.emit(key)

    def _added(self, well: bool) -> None:
        self._adding -= 1
        self._all_added = self._all_added and well
        if not self._adding:
            self.settled.emit(self._all_added)

    def _unseen(self, photo: Photo) -> bool:
        """Whether the face models have not looked at a photo yet, and are not about to."""
        looking = photo.key in self._looks.values()
        return photo.faces is None and not photo.trouble and not looking

    def _seen(self, job: int, faces: tuple[Face, ...]) -> None:
        """Judge the photo by its faces, in the background."""
        if (key := self._looks.get(job)) is None:
            return
        photo = self._photos[key]
        size = (photo.width, photo.height)
        self._background.run(
            lambda: flaws(faces, to_pixels(photo.image), size),
            lambda found: self._know(job, replace(photo, faces=faces, flaws=found)),
            self.refused.emit,
        )

    def _failed(self, job: int, failure: Failure) -> None:
        if (key := self._looks.get(job)) is not None:
            self._know(job, replace(self._photos[key], trouble=failure.message))

    def _know(self, job: int, photo: Photo) -> None:
        del self._looks[job]
        self._photos[photo.key] = photo
        self.changed.emit(photo.key)


def shown_small(pixels: np.ndarray) -> QImage:
    """What panels show of a photo, RGB uint8 (h, w, 3). Any thread."""
    height, width = pixels.shape[:2]
    scale = min(1.0, _SHOWN_PIXELS / max(height, width))
    return to_qimage(resized(pixels, max(1, round(width * scale)), max(1, round(height * scale))))
