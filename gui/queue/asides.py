"""What the worker does beside the pictures of projects: searches for faces, and drafts."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.recipe import Recipe
from gui.queue.following import Following
from gui.queue.jobs import Job, LookJob, SketchJob
from gui.queue.speeds import Speeds

if TYPE_CHECKING:
    import numpy as np


class Asides:
    """Jobs with ids below zero; guarded by the lock of the queue that has it."""

    def __init__(self) -> None:
        self._looks: deque[LookJob] = deque()
        self.waiting: SketchJob | None = None
        self._next_id = -1

    def look(self, image: np.ndarray) -> LookJob:
        """A new search for faces, last of those that wait."""
        job = LookJob(self._number(), image)
        self._looks.append(job)
        return job

    def sketch(self, recipe: Recipe, running: Job | None) -> SketchJob:
        """A new draft in place of the one that waits or runs."""
        self.drop_sketch(running)
        self.waiting = SketchJob(self._number(), recipe)
        return self.waiting

    def drop_sketch(self, running: Job | None) -> None:
        """Take back the draft that waits, and stop the one that runs."""
        self.waiting = None
        if isinstance(running, SketchJob):
            running.control.cancel()

    def due(self) -> LookJob | SketchJob | None:
        """What comes next."""
        return self._looks[0] if self._looks else self.waiting

    def take(self, job: LookJob | SketchJob) -> None:
        """That job begins."""
        if isinstance(job, LookJob):
            self._looks.popleft()
        else:
            self.waiting = None

    def _number(self) -> int:
        self._next_id -= 1
        return self._next_id + 1


class AsideQueue(Following):
    """The part of the queue that has no pictures of projects. GUI thread."""

    def __init__(self, speeds: Speeds, parent: QObject | None = None) -> None:
        super().__init__(speeds, parent)
        self._guard = threading.Condition()
        self._running: Job | None = None
        self._asides = Asides()

    def look(self, image: np.ndarray) -> LookJob:
        """Queue a search for faces, which comes before every picture."""
        with self._guard:
            job = self._asides.look(image)
            self._guard.notify()
        return job

    def sketch(self, recipe: Recipe) -> SketchJob:
        """Queue a picture that is only shown: next, in place of an older one."""
        with self._guard:
            job = self._asides.sketch(recipe, self._running)
            self._guard.notify()
        return job

    def drop_sketch(self) -> None:
        """No sketch is wanted any more."""
        with self._guard:
            self._asides.drop_sketch(self._running)
