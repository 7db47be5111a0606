"""The background thread that owns the queue and hosts an Engine."""

import contextlib
import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from queue import SimpleQueue

import numpy as np
from PySide6.QtCore import QObject, Qt, QThread, Signal, SignalInstance

from core.errors import EngineLost
from core.hosting import HostedEngine
from core.jobs import Cancelled, JobControl, Progress
from core.library import Library
from core.picture import Picture
from core.recipe import Recipe
from gui.failure import Failure

STOP_MILLISECONDS = 5000
_LISTEN_SECONDS = 0.2
_MAC_STACK_BYTES = 16 * 1024 * 1024  # torch overflows the 512 KiB that macOS gives a thread


@dataclass(frozen=True, eq=False)
class DrawJob:
    """Draw a recipe's pictures and keep them in a project."""

    id: int
    recipe: Recipe
    project: int
    control: JobControl


@dataclass(frozen=True, eq=False)
class LookJob:
    """See the faces of one RGB uint8 image, shape (h, w, 3)."""

    id: int
    image: np.ndarray
    control: JobControl = field(default_factory=JobControl)


Job = DrawJob | LookJob


class Worker(QThread):
    """Runs one job after another; each ends in one of `succeeded`, `failed` and `cancelled`.

    All public signals are emitted in the GUI thread; `_in_gui` alone crosses over, connected once.
    """

    ready = Signal(str)  # the engine has loaded; its device, empty if it could not be opened
    began = Signal(int)
    progress = Signal(int, object)  # job id, Progress
    pictured = Signal(int, object, object)  # job id, Picture, its pixels: RGB uint8 (h, w, 3)
    seen = Signal(int, object)  # job id, tuple of Face
    succeeded = Signal(int)
    failed = Signal(int, object)  # job id, Failure
    cancelled = Signal(int)
    _in_gui = Signal(object)  # a call to make in the GUI thread

    def __init__(
        self, engine: HostedEngine, library: Library, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._library = library
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._ids = itertools.count(1)
        self._open: dict[int, Job] = {}  # GUI thread only: jobs that have not ended
        self._told: str | None = None  # worker thread only: the device that `ready` named last
        self._in_gui.connect(self._call, Qt.ConnectionType.QueuedConnection)
        if sys.platform == "darwin":
            self.setStackSize(_MAC_STACK_BYTES)

    def draw(self, recipe: Recipe, project: int) -> DrawJob:
        """Queue a recipe. GUI thread."""
        number = next(self._ids)
        control = JobControl(partial(self._report, number))
        job = DrawJob(number, recipe, project, control)
        self._submit(job)
        return job

    def look(self, image: np.ndarray) -> LookJob:
        """Queue a search for the faces of an RGB uint8 image. GUI thread."""
        job = LookJob(next(self._ids), image)
        self._submit(job)
        return job

    def stop(self) -> bool:
        """Cancel everything and join the thread; True once it has ended. GUI thread.

        The engine stays open: whoever made it closes it, best just before, as a closed engine
        obeys at once.
        """
        for job in self._open.values():
            job.control.cancel()
        self._jobs.put(None)
        return self.wait(STOP_MILLISECONDS)

    def run(self) -> None:
        with contextlib.suppress(Cancelled):  # the engine was closed
            self._announce()
        while (job := self._jobs.get()) is not None:
            self._work(job)

    def _announce(self) -> None:
        """Wait until the engine has loaded or work arrives, and tell about the first."""
        self._engine.warm()
        while self._jobs.empty():
            if self._engine.listen():
                self._tell_device()
                return
            self.msleep(int(_LISTEN_SECONDS * 1000))

    def _tell_device(self) -> None:
        if self._told != self._engine.device:
            self._told = self._engine.device
            self._send(self.ready, self._told)

    def _report(self, number: int, progress: Progress) -> None:
        """Pass on what the engine reports, in the worker thread."""
        self._tell_device()
        self._send(self.progress, number, progress)

    def _submit(self, job: Job) -> None:
        self._open[job.id] = job
        self._jobs.put(job)

    def _work(self, job: Job) -> None:
        """Do one job, in this thread; whatever it raises becomes its one ending."""
        try:
            if job.control.cancelled:
                raise Cancelled
            self._send(self.began, job.id)
            if isinstance(job, LookJob):
                self._send(self.seen, job.id, self._engine.faces(job.image, job.control))
            else:
                self._draw_twice_if_lost(job)
            ending = (self.succeeded, job.id)
        except Cancelled:
            ending = (self.cancelled, job.id)
        except Exception as error:
            ending = (self.failed, job.id, Failure.of(error))
        self._in_gui.emit(partial(self._end, *ending))

    def _draw_twice_if_lost(self, job: DrawJob) -> None:
        """Draw; if the engine is lost, draw what is missing once more in a new one."""
        drawn = 0
        try:
            for _ in self._pictures(job, job.recipe):
                drawn += 1
        except EngineLost:
            if drawn == job.recipe.sampling.count:
                return
            self._send(self.progress, job.id, Progress("restart"))
            for _ in self._pictures(job, _without(job.recipe, drawn)):
                pass

    def _pictures(self, job: DrawJob, recipe: Recipe) -> Iterator[Picture]:
        """Draw and keep one picture after another; each is told once it is safe on the disk."""
        sources = {key: self._library.source(key) for key in recipe.sources()}
        with contextlib.closing(self._engine.generate(recipe, sources, job.control)) as portraits:
            for portrait in portraits:
                picture = self._library.save(portrait, job.project)
                self._send(self.pictured, job.id, picture, portrait.image)
                yield picture

    def _send(self, signal: SignalInstance, *arguments: object) -> None:
        """Emit a public signal in the GUI thread; from any thread."""
        self._in_gui.emit(partial(signal.emit, *arguments))

    def _end(self, signal: SignalInstance, number: int, *arguments: object) -> None:
        del self._open[number]
        signal.emit(number, *arguments)

    def _call(self, call: Callable[[], None]) -> None:
        call()


def _without(recipe: Recipe, drawn: int) -> Recipe:
    """The recipe of what is left after its first pictures; each has the seed it would have had."""
    sampling = recipe.sampling
    rest = {"seed": (sampling.seed + drawn) % 2**32, "count": sampling.count - drawn}
    return recipe.model_copy(update={"sampling": sampling.model_copy(update=rest)})
