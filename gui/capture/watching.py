"""Looks at the newest frame only, in a thread of its own; the models are in another process."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.camera.capture import Frame
from core.errors import EngineLost
from core.faces.face import Glimpse
from core.faces.guides import Judgement, judge
from core.hosting import HostedEngine
from core.jobs import Cancelled
from core.lazy import Lazy
from gui.failure import Failure

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

_SENT_SIDE = 640  # pixels; the models see no more than that
_REST = 1.0  # of the time of a look, where it is eased
_LOSSES = 3  # of the process in a row, until it is given up


@dataclass(frozen=True, eq=False)
class Look:
    """What was seen in one frame."""

    frame: Frame
    faces: tuple[Glimpse, ...]  # in its pixels, from left to right
    judged: Judgement
    seconds: float  # that the models took


class Watching:
    """One run of the face models. All methods return at once.

    Args:
        models: only watches; is closed with this.
        seen: gets each Look, in the watching thread.
        failed: gets a Failure there, after which nothing comes any more.
    """

    def __init__(
        self,
        models: HostedEngine,
        seen: Callable[[Look], None],
        failed: Callable[[Failure], None],
    ) -> None:
        self._models, self._seen, self._failed = models, seen, failed
        self._there = threading.Condition()
        self._next: Frame | None = None
        self._stopped = False
        self.eased = False  # rest after each look, for something else draws with the same cores
        self.thread = threading.Thread(target=self._run, name="watching", daemon=True)
        self.thread.start()

    @property
    def pid(self) -> int | None:
        """Of the process; None while there is none."""
        return self._models.pid

    def see(self, frame: Frame) -> None:
        """This is the newest one; the one that still waits is dropped."""
        with self._there:
            self._next = frame
            self._there.notify()

    def stop(self) -> None:
        """End the process and the thread."""
        with self._there:
            self._stopped = True
            self._there.notify()
        self._models.close()

    def _run(self) -> None:
        losses = 0
        while (frame := self._take()) is not None:
            began = time.monotonic()
            try:
                faces = self._look(frame)
            except Cancelled:
                return
            except EngineLost as error:
                losses += 1
                if losses == _LOSSES:
                    self._failed(Failure.of(error))
                    return
            except Exception as error:
                self._failed(Failure.of(error))
                return
            else:
                losses = 0
                took = time.monotonic() - began
                self._seen(Look(frame, faces, judge(frame.pixels, faces), took))
                if self.eased:
                    self._rest(_REST * (time.monotonic() - began))

    def _rest(self, seconds: float) -> None:
        with self._there:
            self._there.wait_for(lambda: self._stopped, seconds)

    def _take(self) -> Frame | None:
        """Wait for a frame; None: for nothing any more."""
        with self._there:
            self._there.wait_for(lambda: self._stopped or self._next is not None)
            frame, self._next = self._next, None
            return None if self._stopped else frame

    def _look(self, frame: Frame) -> tuple[Glimpse, ...]:
        from core.opencv import cv2

        height, width = frame.pixels.shape[:2]
        scale = _SENT_SIDE / max(height, width)
        if scale >= 1:
            return self._models.watch(frame.pixels)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        small = cv2.resize(frame.pixels, size, interpolation=cv2.INTER_AREA)
        stretch = np.array([width / size[0], height / size[1]], np.float32)
        return tuple(
            Glimpse(face.box * np.tile(stretch, 2), face.score, face.landmarks * stretch)
            for face in self._models.watch(small)
        )
