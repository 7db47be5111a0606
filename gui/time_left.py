"""How far a picture is and how long it will take, in numbers and words."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from core.jobs import Progress


class TimeLeft:
    """Follows the progress of one job.

    Args:
        count: pictures that the job draws.
        steps: of each of them; 0 where only words are wanted.
        known: seconds per step as measured before, on this device and size; None: not known.
        clock: seconds that only go forward.
        drawn: how many of the pictures there are already.
        best_of: only the most alike of them stay.
    """

    def __init__(
        self,
        count: int,
        clock: Callable[[], float] = time.monotonic,
        steps: int = 0,
        known: float | None = None,
        drawn: int = 0,
        best_of: bool = False,
    ) -> None:
        self._count = count
        self._clock = clock
        self._steps = steps
        self._picture = drawn
        self._best_of, self._best = best_of, -1.0  # the highest share so far; below 0: not known
        self._first: tuple[int, float] | None = None  # a step and when it was reported
        self.per_step = known  # seconds; measured as soon as two steps have passed
        self.share = 0.0  # of this picture, 0 to 1
        self.step = 0
        self.total = steps

    def pictured(self) -> None:
        """One picture is done."""
        self._picture += 1
        self._first = None
        self.share = 0.0
        self.step = 0

    def lead(self, share: float | None) -> None:
        """A picture is so alike."""
        self._best = max(self._best, -1.0 if share is None else share)

    def hear(self, progress: Progress) -> None:
        """Take in how far this picture is."""
        if progress.stage == "denoise" and progress.total:
            self.step, self.total = progress.step, progress.total
            self.share = progress.step / progress.total
            self._measure(progress.step)
        elif progress.stage == "decode":
            self.share = 1.0
        elif progress.stage == "checking":
            self.share = progress.step / max(1, progress.total)
        elif progress.stage == "load":
            self.share = 0.0

    def text(self, progress: Progress) -> str:
        """Take in how far it is; a line such as "Step 7 of 20 · about 3 s left"."""
        self.hear(progress)
        return self.words(progress.stage)

    def words(self, stage: str) -> str:
        """The line for a stage, after what was heard last, with the time that is left."""
        translate = QCoreApplication.translate
        words = self.stage(stage)
        if stage == "denoise" and (seconds := self._of_this_picture()):
            left = translate("TimeLeft", "about {0} left").format(spoken(seconds))
            words = f"{words} · {left}"  # a comma is another one in Chinese
        return words

    def stage(self, stage: str) -> str:
        """The line for a stage without the time."""
        translate = QCoreApplication.translate
        words = _stage(stage)
        if stage == "checking":
            return translate("TimeLeft", "Checking the pack: {0} %").format(int(100 * self.share))
        if stage == "denoise" and self.total:
            words = translate("TimeLeft", "Step {0} of {1}").format(self.step, self.total)
        if self._best_of:
            words = f"{self._lead()} · {words}"
        elif self._count > 1:
            number = min(self._picture + 1, self._count)
            of = translate("TimeLeft", "Picture {0} of {1}").format(number, self._count)
            words = f"{of} · {words}"
        return words

    def _lead(self) -> str:
        """How many there are, and how alike the best of them is."""
        translate = QCoreApplication.translate
        if self._best < 0:
            words = translate("TimeLeft", "Best of {0}: {1} drawn")
            return words.format(self._count, self._picture)
        words = translate("TimeLeft", "Best of {0}: {1} drawn, best {2} %")
        return words.format(self._count, self._picture, round(100 * self._best))

    @property
    def seconds(self) -> float | None:
        """Until the whole job is done, about; None where nothing was measured yet."""
        this = self._of_this_picture()
        if this is None or self.per_step is None:
            return None
        further = max(0, self._count - self._picture - 1)
        return this + further * self.total * self.per_step

    def _of_this_picture(self) -> float | None:
        if self.per_step is None or not self.total:
            return None
        return (self.total - self.step) * self.per_step

    def _measure(self, step: int) -> None:
        now = self._clock()
        if self._first is None or step < self._first[0]:
            self._first = (step, now)
        first, began = self._first
        if step - first >= 2:  # before that it is too early to tell
            self.per_step = (now - began) / (step - first)


def _stage(name: str) -> str:
    translate = QCoreApplication.translate
    match name:
        case "load":
            return translate("TimeLeft", "Loading the models…")
        case "encode":
            return translate("TimeLeft", "Reading the prompt and the person…")
        case "decode":
            return translate("TimeLeft", "Finishing…")
        case _:
            return translate("TimeLeft", "Drawing…")


def spoken(seconds: float) -> str:
    """A duration as people say it."""
    translate = QCoreApplication.translate
    if seconds < 1:
        return translate("TimeLeft", "a second")
    if seconds < 90:
        return translate("TimeLeft", "{0} s").format(round(seconds))
    if seconds < 90 * 60:
        return translate("TimeLeft", "{0} min").format(round(seconds / 60))
    return translate("TimeLeft", "{0} h").format(round(seconds / 3600, 1))


def spoken_speed(per_step: float) -> str:
    """Seconds per step with as many digits as say something."""
    digits = 1 if per_step >= 1 else 2
    return QCoreApplication.translate("TimeLeft", "{0} s/step").format(f"{per_step:.{digits}f}")
