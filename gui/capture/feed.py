"""Frames and faces of one camera, brought together for the window.

The face models are always a little behind the camera. Each frame is shown so much later that its
faces are known, as far as that stays below `MOST_BEHIND`; what is missing is carried on from the
last motion. So every frame is shown, in order, and points lie where they are on that very frame.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from core.camera.capture import Capture, Frame
from core.camera.sources import FrameSource
from core.errors import UserError
from core.faces.tracking import Tracked, Tracker
from core.hosting import HostedEngine
from gui.capture.watching import Look, Watching

CHECK_MILLISECONDS = 250
MOST_BEHIND = 3  # frames
_KEPT = MOST_BEHIND + 2  # frames
_REMEMBERED = 30  # frames, after which a shorter lag is believed


@dataclass(frozen=True, eq=False)
class Shown:
    """What is to be seen now.

    Attributes:
        frame: of the camera.
        faces: on this frame, with their numbers.
    """

    frame: Frame
    faces: tuple[Tracked, ...]


class Feed(QObject):
    """Runs a source and the face models between `start` and `stop`. GUI thread."""

    began = Signal()  # the first frame is there
    showed = Signal(object)  # Shown
    looked = Signal(object)  # Look: what the models have seen, and what the guides say
    troubled = Signal(object)  # UserError: the source has ended
    blind = Signal(object)  # Failure: no faces are seen, but frames are
    _in_gui = Signal(object)  # a call to make in the GUI thread

    def __init__(
        self, open_models: Callable[[], HostedEngine], parent: QObject | None = None
    ) -> None:
        """`open_models` makes what watches; it is closed again with each `stop`."""
        super().__init__(parent)
        self._open_models = open_models
        self.capture: Capture | None = None
        self.watching: Watching | None = None
        self._tracker = Tracker()
        self._frames: deque[Frame] = deque(maxlen=_KEPT)
        self._lags: deque[int] = deque(maxlen=_REMEMBERED)
        self._covered = 0.0  # time of the last frame whose faces are known
        self._shown = -1.0  # time of the last frame that was shown
        self._run: object = None  # the one whose frames count
        self._waiting = False  # for the GUI thread to take a frame
        self._eased = False
        self._check = QTimer(self, interval=CHECK_MILLISECONDS)
        self._check.timeout.connect(self._look_after)
        self._in_gui.connect(self._call, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a source is open, or being opened."""
        return self.capture is not None

    @property
    def newest(self) -> Frame | None:
        """The frame that came last."""
        return self.capture.newest if self.capture is not None else None

    def start(self, source: FrameSource) -> None:
        """Show this source from now on, in place of another."""
        self.stop()
        self._tracker, self._covered, self._shown = Tracker(), 0.0, -1.0
        self._frames.clear()
        self._lags.clear()
        self._waiting = False
        run = object()
        self._run = run
        self.capture = Capture(source, lambda: self._arrive(run))
        self.watching = Watching(
            self._open_models(),
            lambda look: self._send(run, lambda: self._looked(look)),
            lambda failure: self._send(run, lambda: self.blind.emit(failure)),
        )
        self.watching.eased = self._eased
        self._check.start()

    def ease(self, on: bool) -> None:
        """Leave the processor to whoever draws for half of the time, or no more."""
        self._eased = on
        if self.watching is not None:
            self.watching.eased = on

    def stop(self) -> None:
        """Turn the light off, and end the face models. Returns at once."""
        self._run = None
        self._check.stop()
        if self.capture is not None:
            self.capture.stop()
            self.capture = None
        if self.watching is not None:
            self.watching.stop()
            self.watching = None

    def _arrive(self, run: object) -> None:
        """In the capture's thread: one call waits for the GUI thread at most."""
        if not self._waiting:
            self._waiting = True
            self._send(run, self._take)

    def _send(self, run: object, call: Callable[[], None]) -> None:
        """From any thread; what belongs to an ended run is dropped."""
        if run is self._run:
            self._in_gui.emit((run, call))

    def _call(self, sent: tuple[object, Callable[[], None]]) -> None:
        run, call = sent
        if run is self._run:
            call()

    def _take(self) -> None:
        """A frame has come."""
        self._waiting = False
        frame = self.newest
        if frame is None or self.watching is None or (self._frames and frame is self._frames[-1]):
            return
        first = not self._frames
        self._frames.append(frame)
        self.watching.see(frame)
        if first:
            self.began.emit()
        self._show()

    def _show(self) -> None:
        lag = sum(frame.time > self._covered for frame in self._frames) if self._covered else 0
        self._lags.append(min(lag, MOST_BEHIND))
        behind = min(max(self._lags), len(self._frames) - 1)
        frame = self._frames[-1 - behind]
        if frame.time > self._shown:
            self._shown = frame.time
            self.showed.emit(Shown(frame, self._tracker.at(frame.time)))

    def _looked(self, look: Look) -> None:
        self._tracker.update(look.faces, look.frame.time)
        self._covered = look.frame.time
        self.looked.emit(look)

    def _look_after(self) -> None:
        """Ask how the source is."""
        if self.capture is not None and (trouble := self.capture.trouble()) is not None:
            self._give_up(trouble)

    def _give_up(self, trouble: UserError) -> None:
        self.stop()
        self.troubled.emit(trouble)


def seconds_behind(shown: Shown) -> float:
    """How long ago a frame was read."""
    return time.monotonic() - shown.frame.time
