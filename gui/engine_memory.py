"""The memory that window and engine take, and how the engine's part is given back."""

from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from core.memory import resident_bytes
from core.picture import Picture
from core.portrait import Portrait
from gui.background import Background
from gui.failure import Failure
from gui.preferences import Preferences
from gui.worker import Worker

_MEASURE_MILLISECONDS = 3000
_MINUTE = 60_000  # milliseconds


class EngineMemory(QObject):
    """Measures while the window is seen; ends an engine that has had no work for long.

    An engine that was ended comes back by itself with the next job.
    """

    measured = Signal(object, object)  # bytes: of the window, of the engine; beyond C's int
    freed = Signal()  # there is no engine now
    told = Signal(object)  # Failure: memory ran out, and what was done about it

    def __init__(
        self, worker: Worker, preferences: Preferences, background: Background, window: QWidget
    ) -> None:
        super().__init__(window)
        self._worker, self._preferences = worker, preferences
        self._background, self._window = background, window
        self.rest = QTimer(self, singleShot=True)  # until the engine has been idle for long
        self.rest.timeout.connect(self.free)
        self._clock = QTimer(self, interval=_MEASURE_MILLISECONDS)
        self._clock.timeout.connect(self.measure)
        self._clock.start()
        for ended in (worker.ready, worker.succeeded, worker.failed, worker.cancelled):
            ended.connect(self._worked)
        preferences.rest_changed.connect(self._worked)
        worker.pictured.connect(self._pictured)

    @property
    def can_free(self) -> bool:
        """Whether there is an engine, and it draws nothing."""
        return self._worker.engine_pid is not None and self._worker.queue.running is None

    def free(self) -> None:
        """End the engine, unless it works; `freed` tells."""
        self._background.run(self._worker.release_engine, self._released, self._failed)

    def measure(self) -> None:
        """Measure now; `measured` tells."""
        if self._window.isVisible():
            self._background.run(
                partial(_sizes, self._worker.engine_pid), self._sized, self._failed
            )

    def _worked(self) -> None:
        """Count the minutes anew."""
        self.rest.stop()
        if minutes := self._preferences.rest_minutes:
            self.rest.start(minutes * _MINUTE)

    def _pictured(self, _: int, __: Picture, portrait: Portrait) -> None:
        """Say what happened on the way to a picture, which is there all the same."""
        if portrait.notice is not None:
            self.told.emit(Failure(portrait.notice, topic="memory"))

    def _released(self, released: bool) -> None:
        if released:
            self.rest.stop()
            self.freed.emit()
            self.measure()

    def _sized(self, sizes: tuple[int, int]) -> None:
        self.measured.emit(*sizes)

    def _failed(self, failure: Failure) -> None:
        """Some systems tell nobody; the window is as useful without the figures."""
        self._clock.stop()


def _sizes(engine: int | None) -> tuple[int, int]:
    return resident_bytes(), resident_bytes(engine) if engine is not None else 0
