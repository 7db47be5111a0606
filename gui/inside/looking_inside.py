"""From the picture on the canvas to the page that shows what it was made of.

The page is loaded when it is first needed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.jobs import Progress
from core.recipe import Recipe
from core.told import Told
from gui.background import Background
from gui.canvas import Canvas
from gui.commands import Commands
from gui.failure import Failure
from gui.notice import NoticeBar
from gui.queue.jobs import InsideJob
from gui.tabs import Tabs
from gui.theme import Theme
from gui.worker import Worker

if TYPE_CHECKING:
    from core.inside import Inside
    from gui.inside.view import InsideView


class LookingInside(QObject):
    """Has the shown picture drawn once more; the page opens at once and fills when it is there."""

    def __init__(
        self,
        shown: Callable[[], Recipe | None],
        canvas: Canvas,
        worker: Worker,
        tabs: Tabs,
        notice: NoticeBar,
        theme: Theme,
        background: Background,
        commands: Commands,
        window: QWidget,
    ) -> None:
        """`shown` gives the recipe of the picture on the canvas; None if there is none."""
        super().__init__(window)
        self._shown, self._canvas, self._worker = shown, canvas, worker
        self._tabs, self._notice = tabs, notice
        self._theme, self._background = theme, background
        self._job = 0
        self.view: InsideView | None = None
        worker.progress.connect(self._progressed)
        worker.looked_inside.connect(self._arrived)
        worker.failed.connect(self._failed)
        tabs.closed.connect(self._closed)
        commands.add(
            "picture.inside",
            lambda: self.tr("Picture"),
            lambda: self.tr("Inside: what acted where"),
            self.look,
            window,
            ("Ctrl+I",),
        )

    def look(self) -> None:
        """Look inside of the picture on the canvas."""
        recipe = self._shown()
        if recipe is None:
            message = Told("There is no finished picture on the canvas to look inside of.")
            self._notice.tell(Failure(message, Told("Choose one in the gallery.")))
            return
        if self.view is None:
            from gui.inside.view import InsideView

            self.view = InsideView(self._theme, self._background)
            self.view.stop.connect(self._stop)
            self._tabs.add(self.view, lambda: self.tr("Inside"))
        self.view.wait_for(recipe, self._canvas.pixels)
        self._tabs.setCurrentWidget(self.view)
        self._job = self._worker.inside(recipe).id

    def _stop(self) -> None:
        if self.view is not None:
            self._tabs.close_page(self.view)

    def _progressed(self, number: int, progress: Progress) -> None:
        if number == self._job and self.view is not None and progress.stage == "denoise":
            self.view.show_progress(progress.step, progress.total)

    def _arrived(self, number: int, inside: Inside) -> None:
        if number == self._job and self.view is not None:
            self.view.show_inside(inside)
            self.view.terms.setFocus()

    def _failed(self, number: int, failure: Failure) -> None:
        if number == self._job:
            self._stop()
            self._notice.tell(failure)

    def _closed(self, page: QWidget) -> None:
        if page is self.view:
            self.view, self._job = None, 0
            self._worker.queue.drop(InsideJob)
