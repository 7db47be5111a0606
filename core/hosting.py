"""An Engine in a spawned child process, behind the same interface.

A crash of native code, a driver reset or a hard cancel costs the child, never the process that
asked. The two ends exchange small tuples over one `multiprocessing` pipe: requests
`(number, kind, previews, *content)`, where `previews` is that of the caller's JobControl, and
answers `(number, kind, *content)`; numbers count up, so that what a withdrawn request still says
is recognised and dropped. Nothing here imports torch: the child
does, when it unpickles the function that opens its engine. The child's end is `core.serving`.
"""

from __future__ import annotations

import contextlib
import itertools
import pickle
import threading
import time
from collections.abc import Callable, Generator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from core.errors import EngineLost
from core.faces.face import Face, Glimpse
from core.jobs import Cancelled, JobControl, Progress
from core.lazy import Lazy
from core.portrait import Portrait
from core.recipe import Recipe
from core.serving import ERROR_KINDS, OPENING, Drawing, serve

if TYPE_CHECKING:
    import multiprocessing

    import numpy as np

    from core.inside import Inside
else:
    multiprocessing = Lazy("multiprocessing")

POLL_SECONDS = 0.05


class HostedEngine:
    """Runs an engine in a child process that is started on first use and again when it is lost.

    One call at a time, from any thread; only `close` may come while another call runs.

    Args:
        open_engine: makes the engine, in the child; must be picklable by name, such as a
            function of a module or a `functools.partial` of one. It takes `control=`, a JobControl
            to tell of what is slow; for `beside` also `watching=True`, and makes what only watches.
        grace: seconds that the child gets to obey a cancel before it is killed.
    """

    def __init__(self, open_engine: Callable[..., Drawing], grace: float = 2.0) -> None:
        self._open_engine = open_engine
        self._grace = grace
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._numbers = itertools.count(1)
        self._child: _Child | None = None

    @property
    def pid(self) -> int | None:
        """Process id of the child; None before its start and after its loss was noticed."""
        return self._child.process.pid if self._child else None

    @property
    def device(self) -> str:
        """Where the child draws, such as `cpu` or `cuda:0`; empty until its engine is open."""
        return self._child.device if self._child else ""

    @property
    def opening(self) -> Progress | None:
        """How far a child is whose engine is being opened, as far as it tells."""
        return self._child.opening if self._child else None

    def warm(self) -> None:
        """Start the child, which loads its engine in the background; returns at once."""
        with self._lock:
            self._running()

    def listen(self) -> bool:
        """Take in, without waiting, what an idle child has said; True once it has loaded.

        A child that died is noticed here too; the next call starts another.
        """
        with self._lock:
            child = self._running()
            try:
                while child.receive(0.0) is not None:
                    pass
            except EngineLost:
                self._discard()
                return False
            return child.ready

    def generate(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Generator[Portrait, None, None]:
        """Draw one picture after another; progress goes to `control`, in the calling thread.

        Raises:
            Cancelled: after `control.cancel()` or `close()`, once the child has stopped drawing.
            EngineLost: if the child died; the next call starts a new one.
            UserError: any that the engine raised in the child.
            RuntimeError: for a bug in the child, with its traceback as text.
        """
        return self._ask(control, "generate", recipe, dict(sources))

    def faces(self, image: np.ndarray, control: JobControl | None = None) -> tuple[Face, ...]:
        """See the faces of an RGB uint8 image (h, w, 3), from left to right.

        Raises as `generate` does.
        """
        [found] = self._ask(control or JobControl(), "faces", image)
        return found

    def inside(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Inside:
        """Draw the recipe's first picture once more, and say which term acted where.

        Raises as `generate` does.
        """
        [found] = self._ask(control, "inside", recipe, dict(sources))
        return found

    def watch(self, image: np.ndarray) -> tuple[Glimpse, ...]:
        """See where the faces of a camera's frame are, RGB uint8 (h, w, 3), from left to right.

        Raises as `generate` does.
        """
        [found] = self._ask(JobControl(), "watch", image)
        return found

    def beside(self) -> HostedEngine:
        """Another child that only watches: the face models alone, which are there in a second.

        Neither ever waits for the other. Whoever asks closes it.
        """
        return HostedEngine(partial(self._open_engine, watching=True), self._grace)

    def release(self) -> bool:
        """End an idle child, and free all that it holds; the next call starts another one.

        Returns:
            Whether no child is left. False, at once, while it loads or a call is under way.
        """
        if not self._lock.acquire(blocking=False):
            return False
        try:
            if self._child is not None and self._child.idle():
                self._discard()
            return self._child is None
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the child; a call that runs in another thread raises Cancelled. For good."""
        self._closed.set()
        child = self._child
        if child is not None:
            child.process.kill()
        with self._lock:
            self._discard()

    def _ask(self, control: JobControl, kind: str, *content: Any) -> Generator[Any, None, None]:
        with self._lock:
            child = self._running()
            number = next(self._numbers)
            over = False
            try:
                child.send(number, kind, control.previews, *content)
                while not over:
                    if control.cancelled:
                        raise Cancelled
                    answer = child.receive(POLL_SECONDS)
                    if answer is not None and answer[:2] == (OPENING, "progress"):
                        control.publish(answer[2])
                    if answer is None or answer[0] != number:
                        continue
                    match answer[1:]:
                        case ("progress", Progress() as progress):
                            control.report(
                                progress.stage, progress.step, progress.total, progress.preview
                            )
                        case ("value", value):
                            yield value
                        case (ending, *words):
                            over = True
                            _raise_ending(ending, words)
                        case _:
                            raise RuntimeError(f"The engine's process said {answer!r}.")
            except EngineLost:
                over = True
                self._discard()
                if self._closed.is_set():
                    raise Cancelled from None
                raise
            finally:
                if not over:
                    self._withdraw(child, number)

    def _running(self) -> _Child:
        if self._closed.is_set():
            raise Cancelled
        if self._child is None:
            self._child = _Child(self._open_engine)
        return self._child

    def _withdraw(self, child: _Child, number: int) -> None:
        """See to it that the child no longer works on a request; kills it if it won't stop."""
        try:
            child.send(number, "cancel", 0.0)
            deadline = time.monotonic() + self._grace
            while child.ready and not self._closed.is_set():
                left = deadline - time.monotonic()
                if left <= 0:
                    self._discard()
                    self._running()
                    return
                answer = child.receive(min(left, POLL_SECONDS))
                if answer is not None and answer[0] == number and answer[1] in _ENDINGS:
                    return
        except EngineLost:
            self._discard()

    def _discard(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


_ENDINGS = ("done", "cancelled", "error")


def _raise_ending(ending: str, words: list[Any]) -> None:
    """Raise what an ending means; "done" means nothing more.

    `words` of an error: the kind, the message, the hint.
    """
    if ending == "cancelled":
        raise Cancelled
    if ending == "error":
        kind, message, hint = words
        if kind in ERROR_KINDS:
            raise ERROR_KINDS[kind](message, hint)
        raise RuntimeError(message)


class _Child:
    """The parent's end: the process and its pipe. `send` and `receive` raise EngineLost."""

    def __init__(self, open_engine: Callable[..., Drawing]) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, far_end = context.Pipe()
        self.process = context.Process(
            target=serve,
            args=(far_end, pickle.dumps(open_engine)),
            name="likeness-engine",
            daemon=True,
        )
        self.process.start()
        far_end.close()  # so that the child's death ends the pipe
        self.ready = False
        self.device = ""
        self.opening: Progress | None = None

    def send(self, number: int, kind: str, previews: float, *content: Any) -> None:
        try:
            self._pipe.send((number, kind, previews, *content))
        except OSError as error:
            raise EngineLost("The engine's process ended.") from error

    def receive(self, seconds: float) -> tuple[Any, ...] | None:
        """The next answer, or None if none came in time; what is said of the start is kept here."""
        try:
            if not self._pipe.poll(seconds):
                return None
            answer: tuple[Any, ...] = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise EngineLost("The engine's process ended in the middle of its work.") from error
        if answer[1] == "ready":
            self.ready, self.device, self.opening = True, answer[2], None
        elif answer[0] == OPENING:
            self.opening = answer[2]
        return answer

    def idle(self) -> bool:
        """Whether it has loaded, or died; only between two requests."""
        with contextlib.suppress(EngineLost):
            while self.receive(0.0) is not None:
                pass
            return self.ready
        return True

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self._pipe.close()
