"""How far a picture is and how long it will take, in words."""

import time
from collections.abc import Callable

from core.jobs import Progress

_STAGES = {
    "load": "Loading the models…",
    "encode": "Reading the prompt and the person…",
    "decode": "Finishing…",
    "restart": "The engine stopped and was started again. Drawing once more…",
}


class TimeLeft:
    """Turns the progress of one job into a line of text and a share.

    Args:
        count: pictures that the job draws.
        clock: seconds that only go forward.
    """

    def __init__(self, count: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._count = count
        self._clock = clock
        self._picture = 0
        self._first: tuple[int, float] | None = None  # a step and when it was reported
        self.share = 0.0  # of this picture, 0 to 1

    def pictured(self) -> None:
        """One picture is done."""
        self._picture += 1
        self._first = None
        self.share = 0.0

    def text(self, progress: Progress) -> str:
        """A line such as "Step 7 of 20, about 3 s left"."""
        words = _STAGES.get(progress.stage, "Drawing…")
        if progress.stage == "denoise" and progress.total:
            self.share = progress.step / progress.total
            words = f"Step {progress.step} of {progress.total}{self._rest(progress)}"
        elif progress.stage == "decode":
            self.share = 1.0
        if self._count > 1:
            words = f"Picture {min(self._picture + 1, self._count)} of {self._count} · {words}"
        return words

    def _rest(self, progress: Progress) -> str:
        now = self._clock()
        if self._first is None or progress.step < self._first[0]:
            self._first = (progress.step, now)
        step, began = self._first
        left = progress.total - progress.step
        if progress.step - step < 2 or left == 0:  # too early to tell
            return ""
        seconds = (now - began) / (progress.step - step) * left
        return f", about {spoken(seconds)} left"


def spoken(seconds: float) -> str:
    """A duration as people say it."""
    if seconds < 1:
        return "a second"
    if seconds < 90:
        return f"{round(seconds)} s"
    return f"{round(seconds / 60)} min"
