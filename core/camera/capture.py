"""Reads a source in a thread of its own, keeps the newest frame, and notices when none comes.

A call into a camera's driver may hang for ever, and nothing can end it. So the thread is a daemon
that nobody joins: it is left behind, and closes its camera if it ever comes back.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.camera import trouble
from core.errors import UserError
from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np

    from core.camera.sources import FrameSource
else:
    np = Lazy("numpy")

PATIENCE = 2.5  # seconds; who asks four times a second then knows it within three
_SPARSE = 8  # of so many rows and columns one is looked at
_BLACK = 10.0  # levels that the mean of a covered camera does not exceed


@dataclass(frozen=True, eq=False)
class Frame:
    """One picture of a source.

    Attributes:
        number: as its source counts.
        time: when it was read, in seconds of `time.monotonic`.
        pixels: RGB uint8, (h, w, 3); nobody writes into it.
    """

    number: int
    time: float
    pixels: np.ndarray


class Capture:
    """One run of a source, from its opening to its release. All methods return at once."""

    def __init__(self, source: FrameSource, arrived: Callable[[], None]) -> None:
        """`arrived` is called in the capture's thread for each frame, until `stop`."""
        self.source = source
        self._arrived = arrived
        self._stopped = threading.Event()
        self._released = threading.Event()
        self._newest: Frame | None = None
        self._trouble: UserError | None = None
        self._began = self._seen = self._changed = self._lit = time.monotonic()
        self._sparse: np.ndarray | None = None
        self._thread = threading.Thread(target=self._run, name="camera", daemon=True)
        self._thread.start()

    @property
    def newest(self) -> Frame | None:
        """The frame that came last."""
        return self._newest

    @property
    def released(self) -> bool:
        """Whether the source is closed, and with it the light off."""
        return self._released.is_set()

    def stop(self) -> None:
        """Release the source as soon as its thread can; a hung one is left behind."""
        self._stopped.set()
        self._arrived = _ignore  # a thread that is left behind keeps nobody

    def trouble(self) -> UserError | None:
        """What is wrong with the source, if anything; to be asked four times a second."""
        if self._trouble is not None or self._stopped.is_set():
            return self._trouble
        now, name = time.monotonic(), self.source.name
        if now - self._seen > PATIENCE:
            return trouble.silent(name)
        if not self.source.live or self._newest is None:
            return None
        if now - self._lit > PATIENCE:
            return trouble.black(name)
        if now - self._changed > PATIENCE:
            return trouble.frozen(name)
        return None

    def _run(self) -> None:
        try:
            self.source.open()
            while not self._stopped.is_set():
                self._take(self.source.read())
        except UserError as error:
            self._trouble = error
        except Exception:  # of a library; what it says helps nobody here
            self._trouble = trouble.unknown(self.source.name)
        finally:
            with contextlib.suppress(Exception):
                self.source.close()
            self._released.set()

    def _take(self, pixels: np.ndarray) -> None:
        now = time.monotonic()
        if self._newest is None:
            self._changed = self._lit = now  # it took its time to open
        sparse = pixels[::_SPARSE, ::_SPARSE]
        if self._sparse is None or not np.array_equal(sparse, self._sparse):
            self._changed = now
        if float(sparse.mean()) > _BLACK:
            self._lit = now
        self._sparse = sparse
        self._newest, self._seen = Frame(self.source.number, now, pixels), now
        if not self._stopped.is_set():
            self._arrived()


def _ignore() -> None:
    """Nobody waits for frames any more."""
