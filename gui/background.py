"""Short work in threads, with the answer in the GUI thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from gui.failure import Failure

Value = TypeVar("Value")


class Background(QObject):
    """Decodes images, reads and writes sources and drafts beside the event loop."""

    _in_gui = Signal(object)  # a call to make in the GUI thread

    def __init__(
        self, parent: QObject | None = None, drain: bool = False, held: bool = False
    ) -> None:
        """`drain` is for work that must not be lost: `stop` then does all that was asked for.

        One that is `held` begins nothing before `release`: threads would take turns with the GUI
        thread while it has a whole window to build.
        """
        super().__init__(parent)
        self._drain = drain
        self._held: list[Callable[[], None]] | None = [] if held else None
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="background")
        self._stopped = False
        self._in_gui.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], Value],
        done: Callable[[Value], None],
        failed: Callable[[Failure], None],
    ) -> None:
        """Call `work` in a thread, then `done` or `failed` in the GUI thread, in order.

        After `stop` nothing is called: late signals of a closed window ask in vain. Nor is a method
        of a widget that is gone by then.
        """
        begin = partial(self._work, work, done, failed)
        if self._stopped:
            return
        if self._held is not None:
            self._held.append(begin)
        else:
            self._pool.submit(begin)

    def release(self) -> None:
        """Begin what was held back, in order."""
        held, self._held = self._held or [], None
        if not self._stopped:
            for begin in held:
                self._pool.submit(begin)

    def stop(self) -> None:
        """Finish what has begun, drop the rest (see `drain`), end the threads."""
        if self._drain:
            self.release()
        self._stopped = True
        self._pool.shutdown(wait=True, cancel_futures=not self._drain)

    def _work(
        self,
        work: Callable[[], Value],
        done: Callable[[Value], None],
        failed: Callable[[Failure], None],
    ) -> None:
        try:
            answer = partial(done, work())
        except Exception as error:
            answer = partial(failed, Failure.of(error))
        self._in_gui.emit(answer)

    def _call(self, call: partial[None]) -> None:
        receiver = getattr(call.func, "__self__", None)  # partials of partials are one
        if not isinstance(receiver, QObject) or isValid(receiver):
            call()
