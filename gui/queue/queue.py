"""The jobs, in order: what waits, what runs, and what has ended.

One list, guarded by a lock, as two threads use it: the window rearranges it while the worker
takes from it. So a job is never drawn twice and never after it was cancelled.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import UserError
from core.jobs import JobControl
from core.library.queue import KeptJob, QueueStore, State, interrupted
from core.library.rows import now
from core.recipe import Recipe
from core.told import Told
from gui.background import Background
from gui.failure import Failure
from gui.queue.asides import AsideQueue, Report
from gui.queue.jobs import (
    DrawJob,
    Former,
    Job,
    SketchJob,
    as_shown,
    in_order,
    moved,
    put_back,
    retried,
    taken_out,
    withdrawn,
    without_oldest,
)
from gui.queue.speeds import Speeds
from gui.time_left import TimeLeft

if TYPE_CHECKING:
    pass

DEATHS = 3  # of the engine, with no picture between, after which it is asked no more
ENDED_SHOWN = 50  # of the jobs that ended well or were cancelled; the oldest go


class Queue(AsideQueue):
    """Owned by the worker. GUI thread, but for the methods of the section at the end.

    Args:
        store: what is kept of it, and what is left from the last run.
        report: gets a job's id and Progress in the thread that works.
    """

    arranged = Signal()  # jobs came, went or changed places, or the queue was paused
    cancelled = Signal(int)  # a job that had not begun
    refused = Signal(object)  # Failure: the queue can't be kept; told once until it can

    def __init__(
        self,
        store: QueueStore,
        report: Report,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(Speeds(store.speeds()), report, parent)
        self._store, self._report = store, report
        self._jobs: list[DrawJob] = [self._armed(kept) for kept in store.restore()]
        self._closed = self._settled = self.paused = False
        self._deaths = 0  # of the engine, since the last picture
        self._next_id = 1 + max((job.id for job in self._jobs), default=0)
        self._keeping = threading.Lock()
        self._keep_asked, self._told = False, ""
        self._background = Background(self)
        self._put_away: dict[int, list[int]] = {}  # jobs by the project that took them along

    # what there is

    def jobs(self) -> tuple[DrawJob, ...]:
        """The running one, those that wait in their order, then the ended ones, newest first."""
        with self._guard:
            return as_shown(self._jobs)

    def job(self, number: int) -> DrawJob | None:
        """The job of that id, as it stands now."""
        with self._guard:
            return next((job for job in self._jobs if job.id == number), None)

    @property
    def running(self) -> DrawJob | None:
        """The job that is being drawn."""
        return next((job for job in self.jobs() if job.state is State.RUNNING), None)

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return sum(job.state is State.WAITING for job in self.jobs())

    def waits(self, *numbers: int) -> bool:
        """Whether any of these jobs waits."""
        return any(job.state is State.WAITING for job in self.jobs() if job.id in numbers)

    @property
    def open(self) -> int:
        """How many jobs run or wait."""
        return sum(not job.state.ended for job in self.jobs())

    # what can be done

    def draw(self, recipe: Recipe, project: int, first: bool = False, keep: int = 0) -> DrawJob:
        """Queue a recipe: last, or before all that wait; `keep`: how many stay, 0 for all."""
        keep = keep if keep < recipe.sampling.count else 0
        job = self._armed(KeptJob(self._next_id, project, recipe, created=now(), keep=keep))
        self._next_id += 1
        with self._guard:
            self._asides.drop(SketchJob, self._running)  # or the picture would wait for it
            self._jobs.insert(0 if first else len(self._jobs), job)
            self._guard.notify()
        self._rearranged()
        return job

    def cancel(self, *numbers: int) -> None:
        """Cancel jobs, the running one within one step; those that have ended stay as they are."""
        with self._guard:
            meant = [job for job in self._jobs if job.id in numbers and not job.state.ended]
            dropped = [job.id for job in meant if job.state is State.WAITING]
            for job in meant:
                job.control.cancel()
                if job.id in dropped:
                    self._end(job, State.CANCELLED)
        self._wait_no_more(dropped)

    def cancel_all(self) -> None:
        """Cancel everything that runs or waits."""
        self.cancel(*(job.id for job in self.jobs() if not job.state.ended))

    def cancel_project(self, project: int) -> None:
        """Cancel what is drawn for a project that goes into the trash."""
        numbers = [job.id for job in self.jobs() if job.project == project and not job.state.ended]
        self._put_away[project] = numbers
        self.cancel(*numbers)

    def resume_project(self, project: int) -> None:
        """Undo `cancel_project`."""
        self.retry(*self._put_away.pop(project, []))

    def move(self, numbers: Iterable[int], place: int) -> None:
        """Bring waiting jobs, in their order, to a place among those that wait; 0 is next."""
        with self._guard:
            self._jobs = moved(self._jobs, set(numbers), max(0, place))
        self._rearranged()

    def retry(self, *numbers: int) -> Former:
        """Let ended jobs wait once more for the pictures that they have not drawn.

        Returns:
            What `end_again` needs.
        """
        wanted = self._outside_trash(numbers)
        with self._guard:
            self._jobs, former = retried(self._jobs, wanted, self._armed)
            self._guard.notify()
        self._rearranged()
        return former

    def end_again(self, former: Former) -> None:
        """Undo `retry` of those jobs that still wait."""
        with self._guard:
            before = {job.id for job in self._jobs if job.state is State.WAITING}
            self._jobs = put_back(self._jobs, former, self._armed, over=State.WAITING)
            ended = before - {job.id for job in self._jobs if job.state is State.WAITING}
        self._wait_no_more(ended)

    def duplicate(self, *numbers: int) -> tuple[int, ...]:
        """Queue the whole of these jobs anew, last; returns the ids of the new ones."""
        wanted = self._outside_trash(numbers)
        chosen = [job for job in self.jobs() if job.id in wanted]
        return tuple(self.draw(job.recipe, job.project, keep=job.keep).id for job in chosen)

    def withdraw(self, *numbers: int) -> Former:
        """Take those of these jobs that wait out of the list, as if they had never been there.

        Returns:
            What `put_back` needs.
        """
        with self._guard:
            self._jobs, former = withdrawn(self._jobs, set(numbers))
        self._wait_no_more(job.id for job in former.jobs)
        return former

    def dismiss(self, *numbers: int) -> None:
        """Take ended jobs out of the list."""
        with self._guard:
            self._jobs = [job for job in self._jobs if not (job.state.ended and job.id in numbers)]
        self._rearranged()

    def remove(self, *numbers: int) -> Former:
        """Cancel those of these jobs that wait, take those that have ended out of the list.

        What runs stays as it is.

        Returns:
            What `put_back` needs.
        """
        with self._guard:
            self._jobs, former = taken_out(self._jobs, set(numbers))
        self._wait_no_more(job.id for job in former.jobs if not job.state.ended)
        return former

    def put_back(self, former: Former) -> None:
        """Undo `remove` or `withdraw`, but of what was retried since."""
        with self._guard:
            self._jobs = put_back(self._jobs, former, self._armed)
            self._guard.notify()
        self._rearranged()

    def arrange(self, order: Sequence[int]) -> None:
        """Let what waits have its turn in the order of these ids, and other jobs after them."""
        with self._guard:
            self._jobs = in_order(self._jobs, order)
        self._rearranged()

    def pause(self, paused: bool) -> None:
        """Begin no further picture until it goes on; the running job is drawn to its end."""
        with self._guard:
            self.paused = paused
            self._deaths = 0
            self._guard.notify()
        self.arranged.emit()

    # what the worker tells in the GUI thread

    def follow(self, number: int) -> None:
        """A job has begun."""
        job = self.job(number)
        if job is not None:
            sampling = job.recipe.sampling
            self._followed[number] = TimeLeft(
                sampling.count,
                steps=sampling.steps,
                known=self.speeds.per_step(job.recipe),
                drawn=job.kept.drawn,
                best_of=job.keep > 0,
            )
            self._rearranged()

    def forget(self, number: int) -> None:
        """A job has ended."""
        self._drop(number)
        if number > 0:
            self._rearranged()

    def tell(self, failure: Failure | None) -> None:
        """The queue could not be kept, or could."""
        message = failure.message if failure is not None else ""
        if failure is not None and message != self._told:
            self.refused.emit(failure)
        self._told = message

    # what the worker calls in its own thread

    def has_work(self) -> bool:
        """Whether `take` would return at once."""
        with self._guard:
            return self._closed or self._due() is not None

    def take(self) -> Job | None:
        """Wait for the next job, which counts as running from now on; None once all is over."""
        with self._guard:
            self._running = None
            while not self._closed:
                job = self._due()
                if isinstance(job, DrawJob):
                    job = self._set(job, state=State.RUNNING)
                elif job is not None:
                    self._asides.take(job)
                if job is not None:
                    self._running = job
                    return job
                self._guard.wait()
            return None

    def drew(self, number: int, picture: str) -> None:
        """One more picture of a job, by its id, is in the library."""
        with self._guard:
            self._deaths = 0
            for job in [job for job in self._jobs if job.id == number]:
                drawn = (*job.kept.pictures, picture) if job.keep else ()
                self._set(job, drawn=job.kept.drawn + 1, pictures=drawn)

    def finish(self, number: int, state: State, reason: str = "", hint: str = "") -> bool:
        """A job has ended; True if one engine after another died, so that the rest must wait."""
        with self._guard:
            for job in [job for job in self._jobs if job.id == number]:
                if job.state is State.RUNNING:  # else the queue was closed meanwhile
                    self._end(job, state, reason, hint)
            self._deaths += state is State.INTERRUPTED
            waits = any(job.state is State.WAITING for job in self._jobs)
            gives_up = self._deaths >= DEATHS and waits and not self.paused
            self.paused = self.paused or gives_up
            return gives_up

    def keep(self) -> None:
        """Write the queue, as it is now, to the disk. Any thread.

        Raises:
            UserError: if the disk is full or failing.
        """
        with self._keeping:  # or an older state could be written last
            with self._guard:
                self._jobs = without_oldest(self._jobs, ENDED_SHOWN)
                jobs = [job.kept for job in self._jobs]
            self._store.keep(jobs)

    # the end

    def close(self) -> None:
        """Give out no more jobs, and stop the running one, which is kept as interrupted."""
        with self._guard:
            self._closed = True
            running = self._running
            if isinstance(running, DrawJob) and not running.control.cancelled:
                number = self._index(running.id)
                self._jobs[number] = replace(
                    self._jobs[number], kept=interrupted(self._jobs[number].kept)
                )
            if running is not None:
                running.control.cancel()
            self._guard.notify()

    def settle(self) -> None:
        """Write the queue for the last time, after the worker has ended; once."""
        if self._settled:
            return
        self._settled = True
        self._tell_no_more()
        self._background.stop()
        try:
            self.keep()
        except UserError as error:
            self.tell(Failure.of(error))

    def _wait_no_more(self, numbers: Iterable[int]) -> None:
        """Tell the end of jobs that had not begun."""
        for number in numbers:
            self.cancelled.emit(number)
        self._rearranged()

    def _outside_trash(self, numbers: Iterable[int]) -> set[int]:
        """These jobs, but for those whose pictures would go into the trash, which is told."""
        chosen = {job.id: job.project for job in self.jobs() if job.id in numbers}
        here = {number for number, project in chosen.items() if project not in self._put_away}
        if len(here) < len(chosen):
            message = Told("The project of this picture was deleted.")
            self.refused.emit(Failure(message, Told("Undo that first, to have it drawn.")))
        return here

    def _armed(self, kept: KeptJob) -> DrawJob:
        return DrawJob(kept, JobControl(partial(self._report, kept.id)))

    def _due(self) -> Job | None:
        waiting = (job for job in self._jobs if job.state is State.WAITING and not self.paused)
        return self._asides.due() or next(waiting, None)

    def _set(self, job: DrawJob, **changes: object) -> DrawJob:
        """Put a changed job in the place of one; the lock is held."""
        changed = replace(job, kept=replace(job.kept, **changes))  # type: ignore[arg-type]
        self._jobs[self._index(job.id)] = changed
        return changed

    def _end(self, job: DrawJob, state: State, reason: str = "", hint: str = "") -> None:
        self._set(job, state=state, reason=reason, hint=hint, ended=now())
        self._jobs.append(self._jobs.pop(self._index(job.id)))  # the newest end is the last

    def _index(self, number: int) -> int:
        return next(index for index, job in enumerate(self._jobs) if job.id == number)

    def _rearranged(self) -> None:
        self.arranged.emit()
        if not self._keep_asked:
            self._keep_asked = True
            self._background.run(self._keep_later, self.tell, self.tell)

    def _keep_later(self) -> None:
        self._keep_asked = False
        self.keep()
