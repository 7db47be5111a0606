"""The background thread that owns the queue and hosts an Engine."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, Signal, SignalInstance

from core.errors import EngineLost, UserError
from core.hosting import HostedEngine
from core.jobs import Cancelled, Progress
from core.library import Library
from core.library.base import ProjectGone
from core.library.names import RECOVERED
from core.library.queue import Speed, State
from core.picture import Picture
from core.portrait import Portrait
from core.recipe import Recipe
from core.told import Told
from core.wildcards import Wildcards, draw_chosen, resolved
from gui.failure import Failure
from gui.queue.jobs import DrawJob, InsideJob, Job, LookJob, ReplayJob, SketchJob
from gui.queue.queue import DEATHS, Queue

if TYPE_CHECKING:
    import numpy as np

STOP_MILLISECONDS = 5000
_LISTEN_SECONDS = 0.2
_MAC_STACK_BYTES = 16 * 1024 * 1024  # torch overflows the 512 KiB that macOS gives a thread


class Worker(QThread):
    """Runs one job after another; each ends in one of `succeeded`, `failed` and `cancelled`.

    A job whose engine dies has failed too: its state is *interrupted*, and the queue goes on in a
    new engine, unless one after another dies: then it pauses itself. `queue` says which job comes
    next and how each of them stands. All public signals are emitted in the GUI thread; `_in_gui`
    alone crosses over, connected once.
    """

    ready = Signal(str)  # the engine has loaded; its device, empty if it could not be opened
    starting = Signal()  # a job has to wait until an engine has loaded
    checking = Signal(float)  # the share of the pack's files that was read; 1: it loads
    progress = Signal(int, object)  # job id, Progress
    pictured = Signal(int, object, object)  # job id, Picture, the Portrait that it keeps
    seen = Signal(int, object)  # job id, tuple of Face
    sketched = Signal(int, object)  # job id, Portrait, which is not kept
    looked_inside = Signal(int, object)  # job id, Inside
    succeeded = Signal(int)
    failed = Signal(int, object)  # job id, Failure
    cancelled = Signal(int)
    chose = Signal(int, object, object)  # job id, PictureRows that stay, and those in the trash
    orphaned = Signal(int)  # a project that was gone when its picture came, and was made anew
    _in_gui = Signal(object)  # a call to make in the GUI thread

    def __init__(
        self, engine: HostedEngine, library: Library, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._library = library
        self.queue = Queue(library.queue, self._report, self)
        self.queue.cancelled.connect(self.cancelled)
        self._told: tuple[int | None, str] | None = None  # worker thread only: of which engine
        self._pace = Pace()  # worker thread only
        self._over = False  # worker thread only: the engine was closed for good
        self._in_gui.connect(self._call, Qt.ConnectionType.QueuedConnection)
        if sys.platform == "darwin":
            self.setStackSize(_MAC_STACK_BYTES)

    def draw(self, recipe: Recipe, project: int, keep: int = 0) -> DrawJob:
        """Queue a recipe; `keep`: how many of its pictures stay, 0 for all. GUI thread."""
        return self.queue.draw(recipe, project, keep=keep)

    def look(self, image: np.ndarray) -> LookJob:
        """Queue a search for the faces of an RGB uint8 image. GUI thread."""
        return self.queue.look(image)

    def sketch(self, recipe: Recipe) -> SketchJob:
        """Draw a picture that is only shown, in place of an older one. GUI thread."""
        return self.queue.sketch(recipe)

    def inside(self, recipe: Recipe) -> InsideJob:
        """Look inside of a picture, in place of an older one. GUI thread."""
        return self.queue.inside(recipe)

    def replay(self, recipe: Recipe) -> ReplayJob:
        """Draw a picture to compare it, in place of an older one; it is `sketched`. GUI thread."""
        return self.queue.replay(recipe)

    @property
    def engine_pid(self) -> int | None:
        """Process id of the engine; None while there is none. Any thread."""
        return self._engine.pid

    def watcher(self) -> HostedEngine:
        """Face models in another child, which whoever asks for them closes. Any thread."""
        return self._engine.beside()

    def release_engine(self) -> bool:
        """End an idle engine, as `HostedEngine.release` does. Any thread."""
        return self._engine.release()

    def stop(self) -> bool:
        """Cancel the running job and join the thread; True once it has ended. GUI thread.

        The queue is kept: what runs comes back as interrupted, what waits waits again. The engine
        stays open: whoever made it closes it, best just before, as a closed engine obeys at once.
        """
        self.queue.close()
        ended = self.wait(STOP_MILLISECONDS)
        self.queue.settle()
        return ended

    def run(self) -> None:
        with contextlib.suppress(Cancelled):  # the engine was closed
            self._announce()
        while (job := self.queue.take()) is not None:
            self._work(job)
            if self._over:
                return

    def _announce(self) -> None:
        """Wait until the engine has loaded or work arrives, and tell about the first.

        One that dies while it loads is started again, but not for ever.
        """
        self._engine.warm()
        deaths = 0
        while not self.queue.has_work():
            if self._engine.listen():
                self._tell_device()
                return
            if (opening := self._engine.opening) is not None:
                self._tell_opening(opening)
            deaths += self._engine.pid is None
            if deaths == DEATHS:
                self._tell_device()
                return
            self.msleep(int(_LISTEN_SECONDS * 1000))

    def _tell_device(self) -> None:
        pid, device = self._engine.pid, self._engine.device
        if self._told != (pid, device):
            self._told = (pid, device)
            self._in_gui.emit(partial(self.queue.speeds.use, device))
            self._send(self.ready, device)

    def _tell_opening(self, progress: Progress) -> None:
        if progress.stage == "checking":
            self._send(self.checking, progress.step / max(1, progress.total))

    def _report(self, number: int, progress: Progress) -> None:
        """Pass on what the engine reports, in the worker thread."""
        if self._engine.opening is progress:
            self._tell_opening(progress)
        else:
            self._tell_device()
        self._pace.hear(progress)
        self._in_gui.emit(partial(self.queue.hear, number, progress))
        self._send(self.progress, number, progress)

    def _work(self, job: Job) -> None:
        """Do one job, in this thread; whatever it raises becomes its one ending."""
        state, failure = State.DONE, None
        try:
            if job.control.cancelled:
                raise Cancelled
            self._in_gui.emit(partial(self.queue.follow, job.id))
            if self._engine.pid is None:
                self._send(self.starting)
            if isinstance(job, LookJob):
                faces = self._engine.faces(job.image, job.control)
                self._tell_device()  # its engine was opened for this, perhaps
                self._send(self.seen, job.id, faces)
            elif isinstance(job, SketchJob | ReplayJob):
                self._sketch(job)
            elif isinstance(job, InsideJob):
                found = self._engine.inside(job.recipe, self._sources(job.recipe), job.control)
                self._tell_device()
                self._send(self.looked_inside, job.id, found)
            else:
                self._draw(job)
        except Cancelled:
            state = State.CANCELLED
            self._over = not job.control.cancelled
        except EngineLost as error:
            state = State.INTERRUPTED
            failure = _interruption() if isinstance(job, DrawJob) else Failure.of(error)
        except Exception as error:
            state, failure = State.FAILED, Failure.of(error)
        self._end(job, state, failure)

    def _draw(self, job: DrawJob) -> None:
        """Draw what is left of a job, and choose what stays, also of one that is cancelled."""
        try:
            if job.kept.drawn < job.recipe.sampling.count:
                self._draw_all(job)
        except Cancelled:
            self._choose(job)
            raise
        self._choose(job)

    def _choose(self, job: DrawJob) -> None:
        """Put what lost into the trash; nothing of a job that goes on at the next start."""
        now = self.queue.job(job.id)
        if now is None or not now.keep or now.state is not State.RUNNING:
            return
        pictures = now.kept.pictures
        gone = self._library.keep_best(pictures, now.keep)
        kept = self._library.rows(set(pictures) - {row.id for row in gone})
        self._send(self.chose, job.id, kept, gone)

    def _draw_all(self, job: DrawJob) -> None:
        """Draw and keep one picture after another; each is told once it is safe on the disk."""
        drawn = job.kept.drawn
        left = job.recipe.sampling.count - drawn
        if job.keep:
            best = self._library.best_share(job.kept.pictures)
            self._in_gui.emit(partial(self.queue.lead, job.id, best))
        sources = self._sources(job.recipe)
        self._keep()
        self._pace = Pace()
        asked = (self._engine, job.recipe, sources, job.control, Wildcards(), drawn)
        with contextlib.closing(draw_chosen(*asked)) as portraits:
            try:
                for portrait in portraits:
                    picture = self._save(portrait, job.project)
                    self.queue.drew(job.id, picture.id)
                    left -= 1
                    shown = portrait.image, picture.share
                    self._in_gui.emit(partial(self.queue.pictured, job.id, *shown))
                    self._send(self.pictured, job.id, picture, portrait)
                    self._keep()
            except EngineLost:
                if left:  # else it died with nothing left to do
                    raise
        self._measured(job.recipe)

    def _sketch(self, job: SketchJob | ReplayJob) -> None:
        sources = self._sources(job.recipe)
        recipe = resolved(job.recipe, Wildcards())
        with contextlib.closing(self._engine.generate(recipe, sources, job.control)) as drawn:
            portrait = next(drawn)
        self._tell_device()
        self._send(self.sketched, job.id, portrait)

    def _sources(self, recipe: Recipe) -> dict[str, np.ndarray]:
        return {key: self._library.source(key) for key in recipe.sources()}

    def _save(self, portrait: Portrait, project: int) -> Picture:
        """Keep a portrait, also if its project was deleted from the database meanwhile."""
        try:
            return self._library.save(portrait, project)
        except ProjectGone:
            self._library.remake_project(project, RECOVERED)
            picture = self._library.save(portrait, project)
            self._send(self.orphaned, project)
            return picture

    def _measured(self, recipe: Recipe) -> None:
        """Remember how fast that was, for the estimates to come."""
        if self._pace.per_step is None:
            return
        sampling = recipe.sampling
        size = (sampling.width, sampling.height)
        speed = Speed(self._engine.device, recipe.pack, *size, self._pace.per_step)
        with contextlib.suppress(UserError):  # a full disk is told where a picture is kept
            self._library.queue.keep_speed(speed)
        self._in_gui.emit(partial(self.queue.speeds.add, speed))

    def _end(self, job: Job, state: State, failure: Failure | None) -> None:
        """Tell the one ending of a job, once the queue knows it."""
        if isinstance(job, DrawJob) and not self._over:  # else it stays for the next start
            reason = (failure.message, failure.hint) if failure is not None else ()
            if self.queue.finish(job.id, state, *reason):
                failure = _given_up()
            self._keep()
        self._in_gui.emit(partial(self.queue.forget, job.id))
        if failure is not None:
            self._send(self.failed, job.id, failure)
        else:
            self._send(self.succeeded if state is State.DONE else self.cancelled, job.id)

    def _keep(self) -> None:
        """Write the queue to the disk; a job is drawn even where that fails."""
        try:
            self.queue.keep()
        except UserError as error:
            self._in_gui.emit(partial(self.queue.tell, Failure.of(error)))

    def _send(self, signal: SignalInstance, *arguments: object) -> None:
        """Emit a public signal in the GUI thread; from any thread."""
        self._in_gui.emit(partial(signal.emit, *arguments))

    def _call(self, call: Callable[[], None]) -> None:
        call()


def _interruption() -> Failure:
    return Failure(
        Told("The engine stopped and was started again."),
        Told("Its picture was interrupted. Everything else in the queue goes on."),
        action="queue.retry_all",
        topic="engine",
    )


def _given_up() -> Failure:
    return Failure(
        Told("The engine stopped {0} times in a row: the queue is paused.", DEATHS),
        Told("Close other programs if memory is short, and let it go on."),
        action="queue.pause",
        topic="engine",
    )


class Pace:
    """Seconds per step of the pictures of one job, without what comes before and after."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last: tuple[int, float] | None = None
        self._steps = 0
        self._seconds = 0.0

    @property
    def per_step(self) -> float | None:
        """None before two steps of a picture were reported."""
        return self._seconds / self._steps if self._steps else None

    def hear(self, progress: Progress) -> None:
        """Take in a report, in order."""
        if progress.stage != "denoise":
            self._last = None
            return
        now = self._clock()
        if self._last is not None and progress.step > self._last[0]:
            self._steps += progress.step - self._last[0]
            self._seconds += now - self._last[1]
        self._last = (progress.step, now)
