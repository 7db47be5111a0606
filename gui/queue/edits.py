"""What a user takes out of the queue or brings to another place there, as steps of undo."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject

from core.library.queue import State
from gui.history import History
from gui.language import Text
from gui.queue.jobs import DrawJob, Former
from gui.queue.queue import Queue


class QueueEdits(QObject):
    """Changes a queue so that it can be undone. GUI thread.

    A running job that is cancelled is no step: its work is lost, and a retry begins it anew. Nor is
    a job taken back that has begun: a step that only asked for such jobs is passed over.
    """

    def __init__(self, queue: Queue, history: History, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue, self._history = queue, history
        queue.arranged.connect(history.review)

    def remove(self, *numbers: int) -> None:
        """Cancel jobs; those that have ended leave the list."""
        self._remove(numbers, lambda: self.tr("Remove from the queue"))

    def cancel_all(self) -> None:
        """Cancel everything that runs or waits."""
        numbers = [job.id for job in self._queue.jobs() if not job.state.ended]
        self._remove(numbers, lambda: self.tr("Cancel all"))

    def move(self, numbers: Iterable[int], place: int) -> None:
        """Bring waiting jobs, in their order, to a place among those that wait; 0 is next."""
        before = self._waiting()
        self._queue.move(numbers, place)
        after = self._waiting()
        if after != before:
            self._history.do(
                lambda: self.tr("Order of the queue"),
                lambda: self._queue.arrange(after),
                lambda: self._queue.arrange(before),
            )

    def retry(self, *numbers: int) -> None:
        """Let ended jobs wait once more for the pictures that they have not drawn."""
        self._retry(numbers, lambda: self.tr("Retry"))

    def retry_all(self) -> None:
        """Retry whatever failed or was interrupted."""
        numbers = [job.id for job in self._queue.jobs() if job.state.retriable]
        self._retry(numbers, lambda: self.tr("Retry what failed"))

    def duplicate(self, *numbers: int) -> None:
        """Queue the whole of these jobs anew, last."""
        if made := self._queue.duplicate(*numbers):
            copies = _Copies(self._queue, made)
            text = lambda: self.tr("Duplicate")
            self._history.do(text, copies.redo, copies.undo, copies.lost)

    def _retry(self, numbers: Sequence[int], text: Text) -> None:
        if (ended := self._queue.retry(*numbers)).jobs:
            retrial = _Retrial(self._queue, ended)
            self._history.do(text, retrial.redo, retrial.undo, retrial.lost)

    def _remove(self, numbers: Sequence[int], text: Text) -> None:
        if rest := [job.id for job in self._chosen(numbers) if job.state is not State.RUNNING]:
            removal = _Removal(self._queue, rest)
            self._history.do(text, removal.redo, removal.undo)
        # what runs is cancelled last: else the next one would begin, to be cancelled too
        running = [job.id for job in self._chosen(numbers) if job.state is State.RUNNING]
        self._queue.cancel(*running)

    def _chosen(self, numbers: Sequence[int]) -> list[DrawJob]:
        return [job for job in self._queue.jobs() if job.id in numbers]

    def _waiting(self) -> tuple[int, ...]:
        return tuple(job.id for job in self._queue.jobs() if job.state is State.WAITING)


class _Removal:
    """Takes jobs out, and knows from the last time how to put them back."""

    def __init__(self, queue: Queue, numbers: Sequence[int]) -> None:
        self._queue, self._numbers = queue, numbers
        self._removed = Former()

    def redo(self) -> None:
        self._removed = self._queue.remove(*self._numbers)

    def undo(self) -> None:
        self._queue.put_back(self._removed)


class _Retrial:
    """Retried jobs; knows how they had ended."""

    def __init__(self, queue: Queue, ended: Former) -> None:
        self._queue, self._ended = queue, ended
        self._numbers = [job.id for job in ended.jobs]

    def redo(self) -> None:
        if (ended := self._queue.retry(*self._numbers)).jobs:  # else they wait already
            self._ended = ended

    def undo(self) -> None:
        self._queue.end_again(self._ended)

    def lost(self) -> bool:
        """Whether all of them have begun since."""
        return not self._queue.waits(*self._numbers)


class _Copies:
    """Copied jobs; what is withdrawn of them comes back as the same jobs."""

    def __init__(self, queue: Queue, made: Sequence[int]) -> None:
        self._queue, self._made = queue, made
        self._withdrawn = Former()

    def redo(self) -> None:
        self._queue.put_back(self._withdrawn)

    def undo(self) -> None:
        self._withdrawn = self._queue.withdraw(*self._made)

    def lost(self) -> bool:
        """Whether all of them have begun since."""
        return not self._queue.waits(*self._made)
