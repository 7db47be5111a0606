"""From Generate to a picture on the stage: what the worker tells, shown as it comes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal

from core.imaging import load_image
from core.jobs import Progress
from core.picture import Picture
from core.portrait import Portrait
from core.recipe import Recipe
from core.told import Told
from gui.background import Background
from gui.draft import Draft
from gui.failure import Failure
from gui.panels.sources import Sources
from gui.pictured import finished_size
from gui.queue.edits import QueueEdits
from gui.queue.jobs import DrawJob
from gui.side import Side
from gui.stage import Stage
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np


class Drawing(QObject):
    """Asks the worker for pictures and shows them. GUI thread."""

    pictured = Signal(int, object, object)  # project, Picture, its Portrait: safe on the disk
    showed = Signal(object, object)  # Picture, its pixels: on the canvas now, read from the disk
    drew = Signal(object)  # Portrait: on the canvas now, just drawn
    forgot = Signal()  # no picture of the library is on the canvas any more
    asked = Signal()  # the draft is being queued
    idle = Signal()  # nothing is drawn any more and no picture is shown

    def __init__(
        self,
        draft: Draft,
        worker: Worker,
        edits: QueueEdits,
        sources: Sources,
        background: Background,
        side: Side,
        stage: Stage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._draft, self._worker, self._sources = draft, worker, sources
        self._background, self._side, self._stage = background, side, stage
        self._queue, self._edits = worker.queue, edits
        self._wanted: int | None = None  # the project, if a photo was still being opened
        self._opening: Picture | None = None  # chosen, and still being read
        self.shown: Picture | None = None
        worker.queue.arranged.connect(self._arranged)
        worker.progress.connect(self._progressed)
        worker.pictured.connect(self._pictured)
        worker.succeeded.connect(self._ended)
        worker.cancelled.connect(self._ended)
        worker.failed.connect(self._failed)
        sources.settled.connect(self._settled)
        sources.changed.connect(self._photo_changed)

    @property
    def busy(self) -> bool:
        """Whether a picture is being drawn, or the next one is about to be."""
        queue = self._queue
        return queue.running is not None or (queue.waiting > 0 and not queue.paused)

    def problems(self) -> tuple[Told, ...]:
        """Why the draft can't be drawn; empty if it can."""
        side = self._side
        return (
            *self._draft.recipe.problems(),
            *side.person.problems(),
            *side.image_prompts.problems(),
            *side.controls.problems(),
            *side.prompt.problems(),
            *side.retouching.problems(),
        )

    def generate(self, project: int) -> None:
        """Queue the draft, or say why it can't be drawn."""
        if self._sources.adding:  # a photo that was given a moment ago is part of the wish
            self._wanted = project
            self._stage.show_progress(lambda: self.tr("Opening the photo…"), 0.0)
            return
        problems = self.problems()
        self._side.show_problems(problems)
        if problems:
            return
        if not self._draft.keeps_seed:
            self._side.sampling.roll()
        recipe = self._draft.recipe
        self._side.prompt.history.remember(recipe.prompt)
        self.asked.emit()
        self.queue(recipe, project, self._side.sampling.best.keep)

    def queue(self, recipe: Recipe, project: int, keep: int = 0) -> DrawJob:
        """Have a recipe drawn after what is queued already; `keep`: how many stay, 0 for all."""
        job = self._worker.draw(recipe, project, keep)
        if self._queue.open == 1 and not self._queue.paused:
            self._stage.show_progress(lambda: self.tr("Starting…"), 0.0)
        return job

    def cancel(self) -> None:
        """Cancel the picture that is being drawn; those that wait stay in the queue."""
        self._wanted = None
        for job in self._queue.jobs():
            if not job.control.cancelled and not job.state.ended:
                self._stage.show_progress(lambda: self.tr("Cancelling…"), 0.0)
                self._edits.remove(job.id)
                return

    def leave(self) -> None:
        """Another project is opened: what was wished for the last one is not meant for it."""
        self.forget()
        self._wanted = None

    def forget(self) -> None:
        """No picture of the library is shown any more, nor one that is being read."""
        self.shown = self._opening = None
        self.forgot.emit()

    def open(self, picture: Picture) -> None:
        """Show a picture of the library; nothing is read for the one that is shown already."""
        self._opening = None
        if self.shown is not None and self.shown.id == picture.id:
            return
        self._opening = picture
        self._background.run(
            lambda: load_image(picture.path),
            lambda pixels: self._opened(picture, pixels),
            self._stage.notice.tell,
        )

    def show_loaded(self, recipe: Recipe, pixels: np.ndarray) -> None:
        """Show the picture with which a recipe came, RGB uint8 (h, w, 3)."""
        self.forget()
        self._stage.show_loaded(recipe.prompt, pixels)

    def show(self, picture: Picture, portrait: Portrait) -> None:
        """Show a picture that was just drawn, beside the photo it was drawn after."""
        self._put(picture, portrait.image)
        self.drew.emit(portrait)

    def _put(self, picture: Picture, pixels: np.ndarray) -> None:
        self.forget()
        self.shown = picture
        photo = None
        if picture.recipe.identities:
            key = picture.recipe.identities[0].references[0]
            photo = self._sources.photo(key)
            self._sources.fetch(key, with_faces=True)
        self._stage.show_picture(picture, pixels, photo)

    def show_sketch(self, portrait: Portrait) -> None:
        """Show a quick draft, unless a picture is being drawn."""
        if not self.busy:
            self.forget()
            self._stage.show_sketch(portrait)

    def _opened(self, picture: Picture, pixels: np.ndarray) -> None:
        if picture is self._opening:  # else something else is to be seen by now
            self._put(picture, pixels)
            self.showed.emit(picture, pixels)

    def _arranged(self) -> None:
        self._side.set_drawing(self._queue.open)
        if not self._queue.paused:
            self._stage.notice.take_back("queue.pause")

    def _progressed(self, number: int, progress: Progress) -> None:
        job, left = self._queue.job(number), self._queue.progress(number)
        if job is None or left is None or job.control.cancelled:
            return
        self._stage.show_progress(partial(self._queue.words, number), left.share)
        if progress.preview is not None:
            if self.shown is not None:
                self.shown = None
                self.forgot.emit()
            size = finished_size(job.recipe, self._sources)
            self._stage.show_preview(progress.preview, QSize(*size))

    def _pictured(self, number: int, picture: Picture, portrait: Portrait) -> None:
        if (job := self._queue.job(number)) is not None:
            self.pictured.emit(job.project, picture, portrait)

    def _ended(self, number: int) -> None:
        if number < 0 or self.busy:  # it was a search for faces, or the next one begins
            return
        if self.shown is None:
            self.idle.emit()
        else:  # cancelled or failed before its first preview: the picture is still there
            self._stage.show_facts()

    def _failed(self, number: int, failure: Failure) -> None:
        if number > 0:  # who has taken it out of the queue meanwhile is to hear of it too
            self._stage.notice.tell(failure)
            self._ended(number)

    def _settled(self, well: bool) -> None:
        if (project := self._wanted) is not None:
            self._wanted = None
            if well:
                self.generate(project)
            elif not self.busy:
                self.idle.emit()

    def _photo_changed(self, key: str) -> None:
        if self.shown is not None and key in self.shown.recipe.sources():
            self._stage.show_reference(self._sources.photo(key))
