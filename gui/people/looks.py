"""What the face models see in images, told to whoever asked for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.faces.face import Face
from gui.failure import Failure
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np

Seen = Callable[[tuple[Face, ...]], None]
Ended = Callable[[Failure | None], None]


class Looks(QObject):
    """Looks at images through the worker. GUI thread."""

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._asked: dict[int, tuple[Seen, Ended]] = {}  # by job id
        worker.seen.connect(self._seen)
        worker.failed.connect(self._ended)
        worker.cancelled.connect(self._ended)

    def ask(self, pixels: np.ndarray, seen: Seen, ended: Ended) -> None:
        """Look at an image.

        Args:
            pixels: RGB uint8, shape (h, w, 3).
            seen: gets its faces, from left to right.
            ended: is called instead where there is no answer, with the reason if there is one.
        """
        self._asked[self._worker.look(pixels).id] = seen, ended

    def _seen(self, job: int, faces: tuple[Face, ...]) -> None:
        if (asked := self._asked.pop(job, None)) is not None:
            asked[0](faces)

    def _ended(self, job: int, failure: Failure | None = None) -> None:
        if (asked := self._asked.pop(job, None)) is not None:
            asked[1](failure)
