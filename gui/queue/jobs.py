"""What the worker can be asked to do."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.jobs import JobControl
from core.library.queue import KeptJob, State
from core.recipe import Recipe

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, eq=False)
class DrawJob:
    """Draw what is left of a recipe's pictures and keep them in a project."""

    kept: KeptJob
    control: JobControl

    @property
    def id(self) -> int:
        return self.kept.id

    @property
    def recipe(self) -> Recipe:
        """All that was asked for, with what is drawn already."""
        return self.kept.recipe

    @property
    def project(self) -> int:
        return self.kept.project

    @property
    def state(self) -> State:
        return self.kept.state


@dataclass(frozen=True, eq=False)
class LookJob:
    """See the faces of one RGB uint8 image, shape (h, w, 3). Its id is below zero."""

    id: int
    image: np.ndarray
    control: JobControl = field(default_factory=JobControl)


Job = DrawJob | LookJob


def as_shown(jobs: Sequence[DrawJob]) -> tuple[DrawJob, ...]:
    """The running one, those that wait in their order, then the ended ones, newest first."""
    running = [job for job in jobs if job.state is State.RUNNING]
    waiting = [job for job in jobs if job.state is State.WAITING]
    ended = [job for job in reversed(jobs) if job.state.ended]
    return (*running, *waiting, *ended)


def moved(jobs: Sequence[DrawJob], chosen: Set[int], place: int) -> list[DrawJob]:
    """The jobs with the chosen ones that wait at a place among all that wait; 0 is next."""
    waiting = [job for job in jobs if job.state is State.WAITING]
    going = [job for job in waiting if job.id in chosen]
    before = [job for job in waiting[:place] if job.id not in chosen]
    behind = [job for job in waiting[place:] if job.id not in chosen]
    others = [job for job in jobs if job.state is not State.WAITING]
    return [*others, *before, *going, *behind]


def without_oldest(jobs: Sequence[DrawJob], shown: int) -> list[DrawJob]:
    """The jobs, with no more than so many of those that ended well or were cancelled."""
    quiet = [job.id for job in jobs if job.state in (State.DONE, State.CANCELLED)]
    gone = set(quiet[:-shown])
    return [job for job in jobs if job.id not in gone]
