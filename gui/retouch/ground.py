"""The start image as the canvas shows it: whole, and with what it is extended by begun."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.recipe_retouch import Start
from core.retouch.canvas import extended
from gui.background import Background
from gui.failure import Failure
from gui.retouch.edits import StartEdits

if TYPE_CHECKING:
    import numpy as np


class Ground(QObject):
    """Read from the library when it is wanted; the newest start image counts."""

    changed = Signal()  # `pixels` are those of the start image now

    def __init__(self, edits: StartEdits, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._edits, self._background = edits, background
        self._whole: tuple[str, np.ndarray] | None = None  # fingerprint and pixels
        self._reading = ""  # fingerprint
        self._made: object = None  # of what the pixels are
        self._wanted: object = None
        self.pixels: np.ndarray | None = None  # RGB uint8 (h, w, 3)

    def want(self) -> None:
        """See to it that the pixels are those of the start image; `changed` tells when."""
        start = self._edits.start
        if start is None:
            self.forget()
            return
        if self._whole is None or self._whole[0] != start.image:
            if self._reading != start.image:
                self._reading = start.image
                self._edits.sources.read(start.image, partial(self._read, start.image))
            return
        wanted = (start.image, start.extend)
        if wanted == (self._wanted or self._made):
            return
        self._wanted = wanted
        make = partial(_extended, self._whole[1], start)
        self._background.run(make, partial(self._arrived, wanted), partial(self._failed, wanted))

    def forget(self) -> None:
        """It is not looked at any more."""
        self._whole = self._made = self._wanted = self.pixels = None
        self._reading = ""

    def _read(self, key: str, pixels: np.ndarray) -> None:
        if key == self._reading:
            self._reading = ""
            self._whole = key, pixels
            self.want()

    def _arrived(self, wanted: object, pixels: np.ndarray) -> None:
        if wanted == self._wanted:
            self._wanted, self._made, self.pixels = None, wanted, pixels
            self.changed.emit()

    def _failed(self, wanted: object, failure: Failure) -> None:
        """It would be too large, which the panel says."""
        if wanted == self._wanted:
            self._wanted = None


def _extended(pixels: np.ndarray, start: Start) -> np.ndarray:
    return extended(pixels, start.extend, 0)[0] if any(start.extend) else pixels
