"""A portrait that follows the face before the camera: one quick draft after another."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import BadInput
from core.faces.landmarks import place
from core.faces.posing import fitted, mirrored, moved
from core.lazy import Lazy
from core.packs.defaults import draft_recipe
from core.packs.manifest import Manifest
from core.portrait import Portrait
from core.pose import as_landmarks
from core.recipe import HIGHEST_PIXEL, Landmarks, Recipe
from core.told import Told
from gui.capture.view import pace
from gui.draft import Draft
from gui.failure import Failure
from gui.queue.jobs import SketchJob
from gui.worker import Worker

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

_MEASURED = 12  # drafts that are remembered


class LivePortrait(QObject):
    """While it is on, the newest pose is drawn as soon as the draft before it is there.

    A draft that is being drawn is never given up for a newer pose, or none would ever be done.
    """

    sketched = Signal(object)  # Portrait
    switched = Signal(bool)
    refused = Signal(object)  # Failure: why there is no draft

    def __init__(
        self, draft: Draft, worker: Worker, manifest: Manifest, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._draft, self._worker, self._manifest = draft, worker, manifest
        self._on = False
        self._wish: np.ndarray | None = None  # the newest pose, in pixels of the picture
        self._job: int | None = None  # that is being drawn
        self._drawn: np.ndarray | None = None  # the pose of that job
        self._times: deque[float] = deque(maxlen=_MEASURED)
        self.shown: np.ndarray | None = None  # the pose of the draft that is seen
        worker.sketched.connect(self._arrived)
        worker.failed.connect(self._failed)
        worker.cancelled.connect(self._cancelled)

    @property
    def on(self) -> bool:
        return self._on

    @property
    def rate(self) -> float:
        """Drafts a second, lately; 0 before the second one."""
        return pace(list(self._times))

    def problem(self) -> Told | None:
        """Why there can be none; None if there can."""
        if self._manifest.draft is None:
            return Told("This pack has no quick drafts.")
        if self._draft.identity is None:
            return Told("Choose a person, or take a photo of yourself first.")
        return None

    def switch(self, on: bool) -> None:
        """Follow the face from now on, or no more."""
        on = on and self.problem() is None
        if on == self._on:
            return
        self._on = on
        self._times.clear()
        if not on:
            self._wish = self._job = None
            self._worker.queue.drop(SketchJob)
        self.switched.emit(on)

    def follow(self, landmarks: np.ndarray, size: tuple[int, int], mirror: bool) -> None:
        """This is the newest pose.

        Args:
            landmarks: (5, 2), in pixels of the frame.
            size: width and height of the frame.
            mirror: whether the portrait moves as a mirror's picture does.
        """
        if not self._on:
            return
        points = np.asarray(landmarks, np.float64)
        if mirror:
            points = moved(mirrored(points), size[0] - 1 - 2 * points[:, 0].mean(), 0.0)
        sampling = self._draft.recipe.sampling
        picture = (sampling.width, sampling.height)
        placed = place(points, size, picture).astype(np.float64)
        if not ((placed >= 0) & (placed < picture)).all():
            placed = fitted(placed, *picture)
        if np.isfinite(placed).all() and np.abs(placed).max() <= HIGHEST_PIXEL:
            self._wish = placed
            self._ask()

    def _ask(self) -> None:
        """Have the newest pose drawn, unless one is being drawn, or it is that one already."""
        if self._job is not None or self._wish is None or not self._on:
            return
        recipe = self._posed(self._draft.recipe, as_landmarks(self._wish))
        if recipe is None or recipe.problems():
            return
        try:
            quick = draft_recipe(recipe, self._manifest)
        except BadInput as error:
            self._give_up(Failure.of(error))
            return
        if quick is not None:
            self._drawn, self._wish = self._wish, None
            self._job = self._worker.sketch(quick).id

    def _posed(self, recipe: Recipe, landmarks: Landmarks) -> Recipe | None:
        """The draft's recipe for one picture, its current person in this pose."""
        people = list(recipe.identities)
        if not people:
            return None
        place = min(self._draft.current, len(people) - 1)
        people[place] = people[place].model_copy(update={"landmarks": landmarks, "pose": None})
        one = recipe.sampling.model_copy(update={"count": 1})
        changes = {"identities": tuple(people), "sampling": one}
        # A head that moves is drawn as a whole and at once.
        changes |= {"start": None, "upscale": None, "refine": None}
        return recipe.model_copy(update=changes)

    def _arrived(self, number: int, portrait: Portrait) -> None:
        if number != self._job:
            return
        self._job, self.shown = None, self._drawn
        self._times.append(time.monotonic())
        self.sketched.emit(portrait)
        self._ask()

    def _failed(self, number: int, failure: Failure) -> None:
        if number == self._job:
            self._give_up(failure)

    def _cancelled(self, number: int) -> None:
        """Another wish for a draft took its place."""
        if number == self._job:
            self._job = None
            self._ask()

    def _give_up(self, failure: Failure) -> None:
        self._job = None
        self.switch(False)
        self.refused.emit(failure)
