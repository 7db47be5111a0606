"""The child's end of `core.hosting`: a process that opens an engine and does what it is asked."""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Protocol

from core import errors
from core.errors import UserError
from core.faces.face import Face, Glimpse
from core.jobs import Cancelled, JobControl, Progress
from core.lazy import Lazy, load
from core.offline import go_offline
from core.portrait import Portrait
from core.recipe import Recipe

if TYPE_CHECKING:
    import multiprocessing
    from multiprocessing.connection import Connection

    import numpy as np

    from core.inside import Inside
else:
    multiprocessing = Lazy("multiprocessing")

OPENING = 0  # the number of what is said about the engine's start
_QT_NAMES_OF_CV2 = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
ERROR_KINDS: dict[str, type[UserError]] = {
    kind.__name__: kind
    for kind in (
        UserError,
        errors.BadInput,
        errors.NoFace,
        errors.Unsupported,
        errors.OtherPack,
        errors.DamagedPack,
        errors.OutOfMemory,
    )
}


class Drawing(Protocol):
    """What an engine does, wherever it runs. One call at a time."""

    def generate(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Iterator[Portrait]: ...

    def inside(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Inside: ...

    def faces(self, image: np.ndarray) -> tuple[Face, ...]: ...

    def watch(self, image: np.ndarray) -> tuple[Glimpse, ...]: ...

    def close(self) -> None: ...


class _Server:
    """The child's end. The main thread works, a thread of its own reads the pipe."""

    def __init__(self, pipe: Connection, open_engine: bytes) -> None:
        self._pipe = pipe
        self._open_engine = open_engine
        self._requests: SimpleQueue[tuple[Any, ...]] = SimpleQueue()
        self._controls: dict[int, JobControl] = {}
        self._engine: Drawing | None = None

    def run(self) -> None:
        """Serve until the pipe ends. Never returns."""
        threading.Thread(target=self._read, name="pipe", daemon=True).start()
        device = ""
        with contextlib.suppress(Exception):  # tried again, and told, with the first request
            device = getattr(self._open(), "device", "cpu")  # an engine need not have any
        self._pipe.send((OPENING, "ready", device))
        while True:
            number, kind, *content = self._requests.get()
            self._answer(number, kind, content)
            del content
            del self._controls[number]

    def _read(self) -> None:
        """Queue requests, obey cancels at once, and end the process with the pipe."""
        try:
            while True:
                number, kind, previews, *content = self._pipe.recv()
                if kind != "cancel":
                    control = JobControl(partial(self._report, number), previews)
                    self._controls[number] = control
                    self._requests.put((number, kind, *content))
                elif number in self._controls:
                    self._controls[number].cancel()
        except (EOFError, OSError):
            os._exit(0)

    def _answer(self, number: int, kind: str, content: list[Any]) -> None:
        control = self._controls[number]
        try:
            if control.cancelled:
                raise Cancelled
            engine = self._open()
            if kind == "faces":
                values: Iterable[object] = [engine.faces(*content)]
            elif kind == "watch":
                values = [engine.watch(*content)]
            else:
                recipe, sources = content
                if kind == "inside":
                    values = [engine.inside(recipe, sources, control)]
                else:
                    values = engine.generate(recipe, sources, control)
            for value in values:
                self._pipe.send((number, "value", value))
            ending: tuple[str, ...] = ("done",)
        except Cancelled:
            ending = ("cancelled",)
        except UserError as error:
            ending = ("error", kind_of(error), error.message, error.hint)
        except Exception:  # a bug of ours or of a library: its traceback is what helps
            ending = ("error", "bug", traceback.format_exc(), "")
        self._pipe.send((number, *ending))

    def _report(self, number: int, progress: Progress) -> None:
        self._pipe.send((number, "progress", progress))

    def _open(self) -> Drawing:
        if self._engine is None:
            opening: Callable[..., Drawing] = pickle.loads(self._open_engine)
            self._engine = opening(control=JobControl(partial(self._report, OPENING)))
            for name in _QT_NAMES_OF_CV2:
                os.environ.pop(name, None)
        return self._engine


def kind_of(error: UserError) -> str:
    """Name of the nearest class that the parent knows."""
    return next(kind.__name__ for kind in type(error).__mro__ if kind.__name__ in ERROR_KINDS)


def serve(pipe: Connection, open_engine: bytes) -> None:
    """Main function of the child. Ctrl+C in a terminal is the parent's to handle."""
    go_offline()
    load()  # before the thread that reads the pipe unpickles arrays
    if sys.platform != "win32":
        # The locks that libraries make then leave no trace in the system when we are killed.
        multiprocessing.set_start_method("fork", force=True)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        _Server(pipe, open_engine).run()
