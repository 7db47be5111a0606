"""What the worker can be asked to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from core.jobs import JobControl
from core.library.queue import KeptJob, State
from core.library.rows import now
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
    def keep(self) -> int:
        """How many of its pictures stay; 0: all of them."""
        return self.kept.keep

    @property
    def state(self) -> State:
        return self.kept.state


@dataclass(frozen=True, eq=False)
class LookJob:
    """See the faces of one RGB uint8 image, shape (h, w, 3). Its id is below zero."""

    id: int
    image: np.ndarray
    control: JobControl = field(default_factory=JobControl)


@dataclass(frozen=True, eq=False)
class SketchJob:
    """Draw one picture that is shown and not kept. Its id is below zero."""

    id: int
    recipe: Recipe
    control: JobControl


@dataclass(frozen=True, eq=False)
class InsideJob:
    """Draw a picture once more, and note which term acted where. Its id is below zero."""

    id: int
    recipe: Recipe
    control: JobControl


@dataclass(frozen=True, eq=False)
class ReplayJob:
    """Draw a picture once more, to see whether it comes out the same. Its id is below zero."""

    id: int
    recipe: Recipe
    control: JobControl


PassingJob = SketchJob | InsideJob | ReplayJob
"""Of these only the newest of a kind is wanted."""

AsideJob = LookJob | PassingJob
Job = DrawJob | AsideJob


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


@dataclass(frozen=True)
class Former:
    """What was changed in the queue, and where it stood.

    Attributes:
        jobs: as they were.
        order: the ids of the whole queue before.
    """

    jobs: tuple[KeptJob, ...] = ()
    order: tuple[int, ...] = ()


def taken_out(jobs: Sequence[DrawJob], numbers: Set[int]) -> tuple[list[DrawJob], Former]:
    """The jobs without the chosen ones: those that wait are cancelled, those that ended go.

    What runs stays as it is. The second value is for `put_back`.
    """
    gone = [job for job in jobs if job.id in numbers and job.state is not State.RUNNING]
    left = [job for job in jobs if job not in gone]
    for job in gone:
        if not job.state.ended:
            job.control.cancel()
            kept = replace(job.kept, state=State.CANCELLED, ended=now())
            left.append(replace(job, kept=kept))
    return left, _former(jobs, gone)


def withdrawn(jobs: Sequence[DrawJob], numbers: Set[int]) -> tuple[list[DrawJob], Former]:
    """The jobs without those of the chosen ones that wait, as if they had never been asked for.

    The second value is for `put_back`.
    """
    gone = [job for job in jobs if job.id in numbers and job.state is State.WAITING]
    return [job for job in jobs if job not in gone], _former(jobs, gone)


def retried(
    jobs: Sequence[DrawJob], numbers: Set[int], arm: Callable[[KeptJob], DrawJob]
) -> tuple[list[DrawJob], Former]:
    """The jobs with the chosen ones that ended too early waiting once more, last.

    The second value is for `put_back`, over those that wait.
    """
    early = [job for job in jobs if job.id in numbers and job.state.ended and not job.kept.over]
    again = [replace(job.kept, state=State.WAITING, reason="", hint="", ended="") for job in early]
    left = [job for job in jobs if job not in early]
    return [*left, *map(arm, again)], _former(jobs, early)


def put_back(
    jobs: Sequence[DrawJob],
    former: Former,
    arm: Callable[[KeptJob], DrawJob],
    over: State = State.CANCELLED,
) -> list[DrawJob]:
    """The jobs with former ones as they were, but for the pictures that they have drawn since.

    One that is in the list and no longer `over` goes its own way.
    """
    back = list(jobs)
    for kept in former.jobs:
        there = next((job for job in back if job.id == kept.id), None)
        if there is not None and there.state is not over:
            continue
        if there is not None:
            back.remove(there)
            kept = replace(kept, drawn=there.kept.drawn)
        back.insert(_former_place(back, kept, former.order), arm(kept))
    return back


def _former(jobs: Sequence[DrawJob], changed: Sequence[DrawJob]) -> Former:
    return Former(tuple(job.kept for job in changed), tuple(job.id for job in jobs))


def _former_place(jobs: Sequence[DrawJob], job: KeptJob, order: Sequence[int]) -> int:
    """Where a job goes again that stood in the queue when its ids were in this order.

    That is right behind the last of those that stood before it, of the same kind: what waits
    stands in the order of its turns, what has ended in that of its ends.
    """
    earlier = set(order[: order.index(job.id)])
    kind = job.state is State.WAITING
    places = [
        place
        for place, one in enumerate(jobs)
        if one.id in earlier and (one.state is State.WAITING) == kind
    ]
    return places[-1] + 1 if places else 0


def in_order(jobs: Sequence[DrawJob], order: Sequence[int]) -> list[DrawJob]:
    """The jobs with those that wait in the order of these ids, and others behind them."""
    rank = {number: place for place, number in enumerate(order)}
    waiting = [job for job in jobs if job.state is State.WAITING]
    waiting.sort(key=lambda job: rank.get(job.id, len(rank)))
    return [*(job for job in jobs if job.state is not State.WAITING), *waiting]


def without_oldest(jobs: Sequence[DrawJob], shown: int) -> list[DrawJob]:
    """The jobs, with no more than so many of those that ended well or were cancelled."""
    quiet = [job.id for job in jobs if job.state in (State.DONE, State.CANCELLED)]
    gone = set(quiet[:-shown])
    return [job for job in jobs if job.id not in gone]
