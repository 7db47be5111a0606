"""Drafts while the hand rests: the newest wish is drawn in few steps, older ones are dropped."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import BadInput
from core.packs.defaults import draft_recipe
from core.packs.manifest import Manifest
from core.portrait import Portrait
from core.recipe import Recipe
from gui.draft import Draft
from gui.failure import Failure
from gui.queue.jobs import SketchJob
from gui.worker import Worker

REST_MILLISECONDS = 150  # without an edit


class Live(QObject):
    """Has a draft drawn whenever the recipe has not changed for a moment, while it is on."""

    sketched = Signal(object)  # Portrait: of the recipe as it is now
    switched = Signal(bool)
    refused = Signal(object)  # Failure: why there is no draft

    def __init__(
        self, draft: Draft, worker: Worker, manifest: Manifest, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._draft, self._worker, self._manifest = draft, worker, manifest
        self._on = False
        self._asked: tuple[int, Recipe] | None = None  # the newest job, and of which recipe
        self.shown: Recipe | None = None  # of which the last draft is
        self._rest = QTimer(self, singleShot=True, interval=REST_MILLISECONDS)
        self._rest.timeout.connect(self._ask)
        draft.changed.connect(self._changed)
        worker.sketched.connect(self._arrived)
        worker.failed.connect(self._failed)

    @property
    def possible(self) -> bool:
        """Whether the pack has settings for drafts."""
        return self._manifest.draft is not None

    @property
    def on(self) -> bool:
        return self._on

    def switch(self, on: bool) -> None:
        """Draw drafts from now on, or no more."""
        on = on and self.possible
        if on == self._on:
            return
        self._on = on
        if on:
            self._rest.start()
        else:
            self._stop()
        self.switched.emit(on)

    def _changed(self, recipe: Recipe) -> None:
        if not self._on:
            return
        if self._asked is not None and self._asked[1] != recipe:
            self._stop()
        self._rest.start()

    def _stop(self) -> None:
        self._rest.stop()
        self._asked = None
        self._worker.queue.drop(SketchJob)

    def _ask(self) -> None:
        recipe = self._draft.recipe
        one = recipe.sampling.model_copy(update={"count": 1})
        first = {"sampling": one, "upscale": None, "refine": None}  # what follows takes too long
        alone = recipe.model_copy(update=first)
        if not self._on or alone.problems():
            return
        try:
            quick = draft_recipe(alone, self._manifest)
        except BadInput as error:
            self.refused.emit(Failure.of(error))
            return
        if quick is not None:
            self._asked = (self._worker.sketch(quick).id, recipe)

    def _arrived(self, number: int, portrait: Portrait) -> None:
        if self._asked is None or self._asked[0] != number:
            return  # an older wish, or it was switched off
        recipe, self._asked = self._asked[1], None
        if recipe == self._draft.recipe:
            self.shown = recipe
            self.sketched.emit(portrait)

    def _failed(self, number: int, failure: Failure) -> None:
        if self._asked is not None and self._asked[0] == number:
            self._asked = None
            self.refused.emit(failure)
