"""When a photo is taken: by key, timer or by itself, and which frame of a burst is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.faces.face import Glimpse
from core.faces.guides import STEPS, Step, fits
from gui.capture.watching import Look

if TYPE_CHECKING:
    import numpy as np

HOLD_SECONDS = 0.4  # that all guides are content before a photo is taken by itself
BURST_SECONDS = 0.35
MOST_FRAMES = 8  # of a burst; they are kept in memory
REST_SECONDS = 2.0  # between two photos that are taken by themselves
COUNT = 3  # seconds of the timer
_SLACK_MILLISECONDS = 250  # a burst in which nothing is seen ends after so much more


@dataclass(frozen=True, eq=False)
class Shot:
    """A photo.

    Attributes:
        pixels: the whole frame as the camera gave it, RGB uint8 (h, w, 3).
        step: of the guided set, for which it was taken; None: none.
        number: of the frame, as its source counts.
        face: the largest in it; None where none was seen.
    """

    pixels: np.ndarray
    step: Step | None
    number: int
    face: Glimpse | None


class Taking(QObject):
    """Hears every look and every wish; `took` tells the best frame of each burst. GUI thread."""

    took = Signal(object)  # Shot
    counted = Signal(int)  # seconds that are left; 0: none
    changed = Signal()  # another step of the set, or the set began or ended
    finished = Signal(object)  # tuple of Shot: the guided set, as far as it came

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.by_itself = False  # take a photo whenever all guides are content
        self._step: int | None = None  # of the guided set
        self._shots: list[Shot] = []  # of the set
        self._newest: Look | None = None
        self._burst: list[Look] | None = None
        self._content_since: float | None = None
        self._last = 0.0  # when the last photo was taken
        self._left = 0
        self._end = QTimer(self, singleShot=True)
        self._end.setInterval(round(1000 * BURST_SECONDS) + _SLACK_MILLISECONDS)
        self._end.timeout.connect(self._choose)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)

    @property
    def step(self) -> Step | None:
        """What the guided set asks for now; None: no set is being taken."""
        return STEPS[self._step] if self._step is not None else None

    @property
    def shots(self) -> tuple[Shot, ...]:
        """What was taken for the guided set so far."""
        return tuple(self._shots)

    def guide(self) -> None:
        """Begin a guided set; each step is taken by itself once it is good."""
        self._shots.clear()
        self._step, self._content_since = 0, None
        self.changed.emit()

    def finish(self) -> None:
        """End the guided set; what was taken is not lost."""
        if self._step is not None:
            self._step = None
            self._drop_burst()
            self.changed.emit()
            self.finished.emit(self.shots)

    def take_by_itself(self, on: bool) -> None:
        """Take a photo whenever all guides are content, or no more."""
        self.by_itself = on

    def snap(self) -> None:
        """Take a photo now: the best of a short burst."""
        self._stop_clock()
        if self._burst is None and self._newest is not None:
            self._burst = []
            self._end.start()

    def count_down(self) -> None:
        """Take a photo in some seconds; asked again meanwhile: don't."""
        if self._clock.isActive():
            self._stop_clock()
        else:
            self._left = COUNT
            self._clock.start()
            self.counted.emit(self._left)

    def stop(self) -> None:
        """No frames come any more; a set that was begun waits."""
        self._newest = self._content_since = None
        self._drop_burst()
        self._stop_clock()

    def hear(self, look: Look) -> None:
        """Take in a look at a frame."""
        self._newest = look
        if self._burst is not None:
            self._burst.append(look)
            passed = look.frame.time - self._burst[0].frame.time
            if passed >= BURST_SECONDS or len(self._burst) == MOST_FRAMES:
                self._choose()
            return
        if not self._content(look):
            self._content_since = None
        elif self._content_since is None:
            self._content_since = look.frame.time
        elif look.frame.time - self._content_since >= HOLD_SECONDS:
            self._content_since = None
            self.snap()

    def _content(self, look: Look) -> bool:
        """Whether a photo may be taken by itself."""
        if self.step is not None:
            return fits(self.step, look.judged, self._front)
        rested = look.frame.time - self._last >= REST_SECONDS
        return self.by_itself and rested and not look.judged.missing()

    @property
    def _front(self) -> Glimpse | None:
        """The face in the set's photo from the front."""
        return next((shot.face for shot in self._shots if shot.step == "front"), None)

    def _choose(self) -> None:
        """Keep the best frame of the burst."""
        burst, newest = self._burst, self._newest
        self._drop_burst()
        if newest is None:
            return
        step = self.step
        best = max(burst or [newest], key=lambda look: self._worth(look, step))
        shot = Shot(best.frame.pixels, step, best.frame.number, best.judged.face)
        self._last = newest.frame.time
        if step is not None:
            self._shots.append(shot)
        self.took.emit(shot)
        if self._step is not None:
            self._step += 1
            if self._step == len(STEPS):
                self.finish()
            else:
                self.changed.emit()

    def _worth(self, look: Look, step: Step | None) -> tuple[bool, int, float]:
        """What makes one frame better than another: what it should show, and how sharp it is."""
        fitting = step is not None and fits(step, look.judged, self._front)
        return fitting, -len(look.judged.missing()), -look.judged.blur

    def _drop_burst(self) -> None:
        self._burst = None
        self._end.stop()

    def _tick(self) -> None:
        self._left -= 1
        if self._left > 0:
            self.counted.emit(self._left)
        else:
            self.snap()

    def _stop_clock(self) -> None:
        self._clock.stop()
        self._left = 0
        self.counted.emit(0)
