"""Watch and stop one piece of slow work, from any thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


class Cancelled(Exception):
    """Raised in the work after `JobControl.cancel`; callers let it pass."""


@dataclass(frozen=True, eq=False)
class Progress:
    """How far a piece of work has come.

    `preview` is what the picture looks like so far: RGB uint8, shape (h, w, 3), often
    smaller than the picture, or None.
    """

    stage: str
    step: int = 0
    total: int = 0
    preview: np.ndarray | None = None


@dataclass(frozen=True, eq=False)
class Transfer(Progress):
    """How far files have come that are copied or fetched: `step` and `total` are bytes."""

    speed: float = 0.0  # bytes per second, of late
    left: float | None = None  # seconds, as far as can be told


PREVIEWS = 10.0  # a second: more of them nobody sees


class JobControl:
    """Handed down to slow work. Every report is also the place where a cancel takes effect.

    Attributes:
        previews: how many a second are worth the time that they take, at most.
    """

    def __init__(
        self, on_progress: Callable[[Progress], None] | None = None, previews: float = PREVIEWS
    ) -> None:
        self._on_progress = on_progress
        self._cancelled = threading.Event()
        self._previewed = float("-inf")  # when, on time.monotonic()
        self.previews = previews if on_progress is not None else 0.0

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    @property
    def wants_preview(self) -> bool:
        """Whether somebody looks, and the last preview is long enough ago."""
        return self.previews > 0 and time.monotonic() - self._previewed >= 1 / self.previews

    def cancel(self) -> None:
        """Ask the work to stop at its next report. Safe from any thread."""
        self._cancelled.set()

    def report(
        self, stage: str, step: int = 0, total: int = 0, preview: np.ndarray | None = None
    ) -> None:
        """Publish progress, in the thread that works.

        Raises:
            Cancelled: after `cancel`.
        """
        self.publish(Progress(stage, step, total, preview))

    def publish(self, progress: Progress) -> None:
        """As `report`, for progress of a special kind."""
        if self._cancelled.is_set():
            raise Cancelled
        if progress.preview is not None:
            self._previewed = time.monotonic()
        if self._on_progress is not None:
            self._on_progress(progress)
