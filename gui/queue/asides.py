"""What the worker does beside the pictures of projects: faces, drafts, looks inside, replays."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from core.jobs import JobControl, Progress
from core.recipe import Recipe
from gui.queue.following import Following
from gui.queue.jobs import (
    AsideJob,
    InsideJob,
    Job,
    LookJob,
    PassingJob,
    ReplayJob,
    SketchJob,
)
from gui.queue.speeds import Speeds

if TYPE_CHECKING:
    import numpy as np

Report = Callable[[int, Progress], None]
Passing = TypeVar("Passing", SketchJob, InsideJob, ReplayJob)


class Asides:
    """Jobs with ids below zero; guarded by the lock of the queue that has it."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._looks: deque[LookJob] = deque()
        self._newest: dict[type[PassingJob], PassingJob] = {}  # the one of its kind that waits
        self._next_id = -1

    def look(self, image: np.ndarray) -> LookJob:
        """A new search for faces, last of those that wait."""
        job = LookJob(self._number(), image)
        self._looks.append(job)
        return job

    def replace(self, kind: type[Passing], recipe: Recipe, running: Job | None) -> Passing:
        """A new job in place of the one of its kind that waits or runs."""
        self.drop(kind, running)
        number = self._number()
        job = kind(number, recipe, JobControl(partial(self._report, number)))
        self._newest[kind] = job
        return job

    def drop(self, kind: type[PassingJob], running: Job | None) -> None:
        """Take back the job of this kind that waits, and stop the one that runs."""
        self._newest.pop(kind, None)
        if isinstance(running, kind):
            running.control.cancel()

    def due(self) -> AsideJob | None:
        """What comes next."""
        return self._looks[0] if self._looks else next(iter(self._newest.values()), None)

    def take(self, job: AsideJob) -> None:
        """That job begins."""
        if isinstance(job, LookJob):
            self._looks.popleft()
        else:
            del self._newest[type(job)]

    def _number(self) -> int:
        self._next_id -= 1
        return self._next_id + 1


class AsideQueue(Following):
    """The part of the queue that has no pictures of projects. GUI thread."""

    def __init__(self, speeds: Speeds, report: Report, parent: QObject | None = None) -> None:
        """`report` gets a job's id and Progress in the thread that works."""
        super().__init__(speeds, parent)
        self._guard = threading.Condition()
        self._running: Job | None = None
        self._asides = Asides(report)

    def look(self, image: np.ndarray) -> LookJob:
        """Queue a search for faces, which comes before every picture."""
        with self._guard:
            job = self._asides.look(image)
            self._guard.notify()
        return job

    def sketch(self, recipe: Recipe) -> SketchJob:
        """Queue a picture that is only shown: next, in place of an older one."""
        return self._replace(SketchJob, recipe)

    def inside(self, recipe: Recipe) -> InsideJob:
        """Queue a look inside of a picture: next, in place of an older one."""
        return self._replace(InsideJob, recipe)

    def replay(self, recipe: Recipe) -> ReplayJob:
        """Queue a picture that is compared with the one that was kept: next, as above."""
        return self._replace(ReplayJob, recipe)

    def drop(self, kind: type[PassingJob]) -> None:
        """No job of this kind is wanted any more."""
        with self._guard:
            self._asides.drop(kind, self._running)

    def _replace(self, kind: type[Passing], recipe: Recipe) -> Passing:
        with self._guard:
            job = self._asides.replace(kind, recipe, self._running)
            self._guard.notify()
        return job
