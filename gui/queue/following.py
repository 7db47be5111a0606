"""How far the running job is: its step, its speed, what it shows so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.jobs import Progress
from gui.queue.jobs import DrawJob
from gui.queue.speeds import Speeds
from gui.time_left import TimeLeft

if TYPE_CHECKING:
    import numpy as np

_CHANGED_MILLISECONDS = 100  # progress is told at most ten times a second


class Following(QObject):
    """What the worker tells of its job. GUI thread.

    Args:
        speeds: what was measured before, from which the time of other jobs is estimated.
    """

    changed = Signal(int)  # job id: its state, step or number of pictures

    def __init__(self, speeds: Speeds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speeds = speeds
        self._followed: dict[int, TimeLeft] = {}
        self._stages: dict[int, str] = {}
        self._previews: dict[int, np.ndarray] = {}
        self._moved: set[int] = set()  # jobs whose progress is still to be told
        self._tell = QTimer(self, singleShot=True, interval=_CHANGED_MILLISECONDS)
        self._tell.timeout.connect(self._tell_moved)

    def progress(self, number: int) -> TimeLeft | None:
        """How far a running job is; None for any other."""
        return self._followed.get(number)

    def seconds(self, job: DrawJob) -> float | None:
        """How long a job will still take, about; None where not known, or it has ended."""
        if (left := self._followed.get(job.id)) is not None:
            return left.seconds
        whole = None if job.state.ended else self.speeds.estimate(job.recipe)
        if whole is None:
            return None
        count = job.recipe.sampling.count
        return whole * (count - job.kept.drawn) / count

    def words(self, number: int) -> str:
        """What a running job does and how long it will take, as a line of text."""
        left = self._followed.get(number)
        return left.words(self._stages.get(number, "")) if left is not None else ""

    def stage(self, number: int) -> str:
        """What a running job does; empty before it has said so."""
        left, stage = self._followed.get(number), self._stages.get(number)
        return left.stage(stage) if left is not None and stage is not None else ""

    def preview(self, number: int) -> np.ndarray | None:
        """What a running job shows so far: RGB uint8 (h, w, 3); None before its first step."""
        return self._previews.get(number)

    def hear(self, number: int, progress: Progress) -> None:
        """A job has come further."""
        if (left := self._followed.get(number)) is not None:
            left.hear(progress)
            self._stages[number] = progress.stage
            if progress.preview is not None:
                self._previews[number] = progress.preview
            self._moved.add(number)
            if not self._tell.isActive():
                self._tell.start()

    def lead(self, number: int, share: float | None) -> None:
        """The most alike of what a job has drawn before."""
        if (left := self._followed.get(number)) is not None:
            left.lead(share)
            self.changed.emit(number)

    def pictured(self, number: int, pixels: np.ndarray, share: float | None = None) -> None:
        """One of a job's pictures is in the library; `share`: how alike it is."""
        if (left := self._followed.get(number)) is not None:
            left.pictured()
            left.lead(share)
            self._previews[number] = pixels
            self.changed.emit(number)

    def _drop(self, number: int) -> None:
        self._followed.pop(number, None)
        self._stages.pop(number, None)
        self._previews.pop(number, None)

    def _tell_no_more(self) -> None:
        self._tell.stop()

    def _tell_moved(self) -> None:
        changed, self._moved = self._moved, set()
        for number in changed:
            self.changed.emit(number)
