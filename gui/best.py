"""The best of many: what the worker has put into the trash, shown and taken back by undo."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from core.faces.alike import percent
from core.library import PictureRow
from core.library.order import KEYS
from core.told import Told
from gui.failure import Failure
from gui.gallery.panel import GalleryPanel
from gui.history import History
from gui.queue.jobs import DrawJob
from gui.worker import Worker


class Best(QObject):
    """Takes the pictures that lost out of the gallery, as a step of undo, and says so. GUI thread.

    Args:
        worker: tells of jobs that were to keep only some of their pictures.
        gallery: shows the pictures.
        history: gets a step.
    """

    told = Signal(object)  # Failure: what became of the pictures; it is no trouble

    def __init__(
        self, worker: Worker, gallery: GalleryPanel, history: History, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._queue, self._gallery, self._history = worker.queue, gallery, history
        worker.chose.connect(self._chose)

    def _chose(self, number: int, kept: Sequence[PictureRow], gone: Sequence[PictureRow]) -> None:
        job = self._queue.job(number)
        if job is None:
            return
        count = len(job.kept.pictures)
        if gone:
            step = _Choice(self._gallery, gone)

            def text() -> str:
                return self.tr("Keep the best {0} of {1}").format(job.kept.keep, count)

            self._history.do(text, step.redo, step.undo)
        best = min(kept, key=KEYS["alike"], default=None)
        if best is not None:
            self._gallery.list.choose(best.id)
        self.told.emit(_told(job, best, len(gone)))


class _Choice:
    """Pictures that lost: the worker has put them into the trash already."""

    def __init__(self, gallery: GalleryPanel, gone: Sequence[PictureRow]) -> None:
        self._gallery, self._gone = gallery, gone
        self._is_done = True

    def redo(self) -> None:
        ids = [row.id for row in self._gone]
        if self._is_done:
            self._gallery.model.remove(ids)
        else:
            self._gallery.acting.put_away(ids)
        self._is_done = False

    def undo(self) -> None:
        self._gallery.acting.bring_back(self._gone)


def _told(job: DrawJob, best: PictureRow | None, gone: int) -> Failure:
    drawn = len(job.kept.pictures)
    if best is None or best.share is None:
        message = Told("Best of {0}: no face was found in any, so all of them stay.", drawn)
        return Failure(message, topic="best")
    message = Told("Best of {0}: the most alike has {1}.", drawn, percent(best.share))
    if not gone:
        return Failure(message, topic="best")
    hint = Told("{0} others are in the trash. Undo brings them back.", gone)
    if gone == 1:
        hint = Told("The other one is in the trash. Undo brings it back.")
    return Failure(message, hint, action="file.trash", topic="best")
