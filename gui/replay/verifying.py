"""From a picture of the gallery to the page that says whether it comes out the same."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.errors import BadInput
from core.jobs import Progress
from core.picture import Picture
from core.portrait import Portrait
from core.replay import Kept, compared
from gui.background import Background
from gui.failure import Failure
from gui.notice import NoticeBar
from gui.queue.jobs import ReplayJob
from gui.tabs import Tabs
from gui.theme import Theme
from gui.worker import Worker

if TYPE_CHECKING:
    from gui.replay.view import VerifyView


class Verifying(QObject):
    """Has a picture drawn once more; the page opens at once and tells when it is there.

    It is drawn before those that wait in the queue, and can be cancelled.
    """

    def __init__(
        self,
        tabs: Tabs,
        theme: Theme,
        background: Background,
        worker: Worker,
        notice: NoticeBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tabs, self._theme, self._background = tabs, theme, background
        self._worker, self._notice = worker, notice
        self._job = 0
        self._asked: tuple[Picture, Kept] | None = None
        self.view: VerifyView | None = None
        worker.progress.connect(self._progressed)
        worker.sketched.connect(self._drawn)
        worker.failed.connect(self._failed)
        tabs.closed.connect(self._closed)

    def verify(self, picture: Picture) -> None:
        """Draw this picture again."""
        self._drop()
        read = partial(Kept.load, picture.path)
        self._background.run(read, partial(self._begin, picture), self._notice.tell)

    def _begin(self, picture: Picture, kept: Kept) -> None:
        if self.view is None:
            from gui.replay.view import VerifyView

            self.view = VerifyView(self._theme, self._background)
            self.view.stop.connect(self._stop)
            self._tabs.add(self.view, lambda: self.tr("Verify"))
        recipe = kept.recipe.with_field("sampling.count", 1)
        self._asked = picture, kept
        self.view.wait_for(kept)
        self._tabs.setCurrentWidget(self.view)
        self.view.cancel.setFocus()
        self._job = self._worker.replay(recipe).id

    def _progressed(self, number: int, progress: Progress) -> None:
        if number == self._job and self.view is not None and progress.stage == "denoise":
            self.view.show_progress(progress.step, progress.total)

    def _drawn(self, number: int, again: Portrait) -> None:
        if number != self._job or self.view is None or self._asked is None:
            return
        picture, kept = self._asked
        self._job = 0
        try:
            found = compared(kept, again)
        except BadInput as error:
            self._refuse(Failure.of(error))
            return
        file = replace(picture, recipe=kept.recipe)  # what is verified is the file
        self.view.show_replay(file, kept, again, found)

    def _failed(self, number: int, failure: Failure) -> None:
        if number == self._job:
            self._job = 0
            self._refuse(failure)

    def _refuse(self, failure: Failure) -> None:
        """Say why it could not be drawn again."""
        if self.view is not None:
            self.view.refuse(failure)
        if failure.details:  # a bug: where its details can be copied
            self._notice.tell(failure)

    def _stop(self) -> None:
        if self.view is not None:
            self._tabs.close_page(self.view)

    def _closed(self, page: QWidget) -> None:
        if page is self.view:
            self.view = None
            self._drop()

    def _drop(self) -> None:
        self._job, self._asked = 0, None
        self._worker.queue.drop(ReplayJob)
