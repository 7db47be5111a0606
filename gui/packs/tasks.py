"""Slow work beside the window, one piece after the other, with progress and a way to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance

from core.jobs import Cancelled, JobControl, Progress
from core.packs.fetching import DownloadControl
from gui.background import Background
from gui.failure import Failure

_TELL_SECONDS = 0.1  # between two reports of one stage: more often nobody can read them
_Told = tuple[SignalInstance, tuple[object, ...]]  # how it ended, and what is said of that


class Task(QObject):
    """One piece of work. All signals are emitted in the GUI thread, `ended` as the last.

    Attributes:
        control: cancels it; downloads obey its `pause` and `go_on`, too.
        progress: what was told last; None at first.
        running: whether it has begun, and has not ended.
        over: whether it has ended.
    """

    begun = Signal()
    progressed = Signal(object)  # Progress, at most ten times a second, and each new stage
    done = Signal(object)  # what the work has returned
    failed = Signal(object, str)  # Failure, and the name of the kind of error
    cancelled = Signal()
    ended = Signal()  # after one of these three
    _started = Signal()
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.control = DownloadControl(self._report)
        self.progress: Progress | None = None
        self.running = self.over = False
        self._stage, self._last = "", 0.0  # of the thread that works
        self._started.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Stop at the next report; what still waits never begins."""
        self.control.cancel()

    def work(self, do: Callable[[JobControl], object]) -> _Told:
        """Do it, in the thread."""
        try:
            if self.control.cancelled:
                raise Cancelled
            self._started.emit()
            return self.done, (do(self.control),)
        except Cancelled:
            return self.cancelled, ()
        except Exception as error:
            return self.failed, (Failure.of(error), type(error).__name__)

    def end(self, told: _Told) -> None:
        """Tell how it ended."""
        self.running, self.over = False, True
        signal, what = told
        signal.emit(*what)
        self.ended.emit()

    def _report(self, progress: Progress) -> None:
        """In the thread that works."""
        now = time.monotonic()
        if progress.stage != self._stage or now - self._last >= _TELL_SECONDS:
            self._stage, self._last = progress.stage, now
            self._reported.emit(progress)

    def _begin(self) -> None:
        self.running = True
        self.begun.emit()

    def _tell(self, progress: Progress) -> None:
        self.progress = progress
        self.progressed.emit(progress)


class Tasks(QObject):
    """Does one piece of work after the other, in a thread of its own. GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._open: list[Task] = []

    @property
    def busy(self) -> bool:
        return bool(self._open)

    def run(self, work: Callable[[JobControl], Any], task: Task | None = None) -> Task:
        """Do it when its turn comes.

        Args:
            work: called in the thread; what it returns is told by `Task.done`.
            task: made before, by somebody who listens to all of it; None: a new one.
        """
        task = task or Task(self)
        self._open.append(task)
        self._background.run(partial(task.work, work), partial(self._end, task), self._bug)
        return task

    def stop(self) -> None:
        """Cancel all of it and wait for the thread; nothing is told any more."""
        for task in self._open:
            task.cancel()
        self._background.stop()

    def _end(self, task: Task, told: _Told) -> None:
        self._open.remove(task)
        task.end(told)

    def _bug(self, failure: Failure) -> None:
        raise AssertionError(failure.details)  # a task tells of its own failures
