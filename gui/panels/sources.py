"""Brings images into the library and keeps small copies and faces of those that are shown."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from core.errors import BadInput
from core.faces.face import Face
from core.library import Library
from gui.background import Background
from gui.failure import Failure
from gui.images import resized, to_qimage
from gui.panels.drops import Source
from gui.panels.samples import sample_pixels
from gui.worker import Worker

_SHOWN_PIXELS = 512  # longer side of the copy that is kept in memory


@dataclass(frozen=True, eq=False)
class Photo:
    """A source image as the window knows it.

    `width` and `height` are those of the whole image, to which the faces' coordinates refer;
    `image` is a smaller copy. `faces` is None until the face models have looked.
    """

    key: str  # fingerprint
    image: QImage
    width: int
    height: int
    faces: tuple[Face, ...] | None = None
    trouble: str = ""  # why no faces can be told


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
        self._adding = 0
        self._all_added = True
        self._looks: dict[int, str] = {}  # job id -> key
        worker.seen.connect(self._seen)
        worker.failed.connect(self._failed)

    @property
    def adding(self) -> bool:
        """Whether an image is on its way into the library."""
        return self._adding > 0

    def photo(self, key: str) -> Photo | None:
        return self._photos.get(key)

    def add(self, source: Source, done: Callable[[str], None], with_faces: bool) -> None:
        """Decode an image and keep it in the library; `done` gets its fingerprint."""

        def work() -> tuple[str, np.ndarray, QImage]:
            pixels = source()
            return self._library.add_source(pixels), pixels, _small(pixels)

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
        """See to it that a photo of the library is known; `changed` tells when."""
        if key in self._photos:
            return

        def work() -> tuple[np.ndarray, QImage]:
            pixels = self._kept(key)
            return pixels, _small(pixels)

        self._background.run(
            work, lambda answer: self._arrived(key, *answer, with_faces), self.refused.emit
        )

    def _kept(self, key: str) -> np.ndarray:
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
        known = self._photos.get(key)
        if known is None:
            height, width = pixels.shape[:2]
            self._photos[key] = known = Photo(key, small, width, height)
        if with_faces and known.faces is None and key not in self._looks.values():
            self._looks[self._worker.look(pixels).id] = key
        self.changed.emit(key)

    def _added(self, well: bool) -> None:
        self._adding -= 1
        self._all_added = self._all_added and well
        if not self._adding:
            self.settled.emit(self._all_added)

    def _seen(self, job: int, faces: tuple[Face, ...]) -> None:
        self._know(job, faces=faces, trouble="")

    def _failed(self, job: int, failure: Failure) -> None:
        self._know(job, trouble=failure.message)

    def _know(self, job: int, **what: object) -> None:
        key = self._looks.pop(job, None)
        if key is not None:
            self._photos[key] = replace(self._photos[key], **what)  # type: ignore[arg-type]
            self.changed.emit(key)


def _small(pixels: np.ndarray) -> QImage:
    height, width = pixels.shape[:2]
    scale = min(1.0, _SHOWN_PIXELS / max(height, width))
    return to_qimage(resized(pixels, max(1, round(width * scale)), max(1, round(height * scale))))
