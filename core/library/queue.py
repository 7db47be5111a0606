"""Jobs and measured speeds that outlive the program.

The window keeps its whole queue at once, as one short list: what the disk holds is always a
queue that has existed. Of a job nothing is kept but its recipe and how it went.
"""

import contextlib
import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import cast

from core.errors import BadInput
from core.library.database import Database
from core.recipe import Recipe
from core.told import Told, freeze, thaw

CLOSED = Told("Likeness was closed while this was being drawn.")


class State(StrEnum):
    """Where a job stands. The words are kept on the disk: never change them."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def ended(self) -> bool:
        return self not in (State.WAITING, State.RUNNING)

    @property
    def retriable(self) -> bool:
        """It ended against the user's will, and is kept until something is done about it."""
        return self in (State.FAILED, State.INTERRUPTED)


@dataclass(frozen=True)
class KeptJob:
    """One recipe to draw.

    Attributes:
        id: counts up while the program runs.
        project: id of the project that gets the pictures.
        recipe: as it was when it was queued.
        state: see State.
        reason, hint: why it ended as it did and what to do; empty if all went well. Sentences
            of `core.told`, also after they were kept.
        drawn: how many of its pictures are in the library.
        created, ended: ISO 8601 in UTC, for display only; `ended` is empty until it has.
        keep: how many of its pictures stay, the most alike; 0: all of them.
        pictures: ids of those it has drawn, if it is to keep only some.
    """

    id: int
    project: int
    recipe: Recipe
    state: State = State.WAITING
    reason: str = ""
    hint: str = ""
    drawn: int = 0
    created: str = ""
    ended: str = ""
    keep: int = 0
    pictures: tuple[str, ...] = ()

    @property
    def over(self) -> bool:
        """Whether nothing of it is left to do: all is drawn, and what is to stay is chosen."""
        chosen = not self.keep or self.state is State.DONE
        return self.drawn >= self.recipe.sampling.count and chosen


@dataclass(frozen=True)
class Speed:
    """Seconds per step, as measured with one pack and size on a torch device such as `cpu`."""

    device: str
    pack: str
    width: int
    height: int
    seconds: float


class QueueStore:
    """The queue on the disk. Any thread, one call after another.

    Args:
        database: an open one.
        writable: False: nothing is there and nothing is kept, as nothing can be drawn.
    """

    def __init__(self, database: Database, writable: bool) -> None:
        self._database = database
        self._writable = writable

    def keep(self, jobs: Sequence[KeptJob]) -> None:
        """Make the kept queue this one, in one transaction.

        Raises:
            UserError: if the disk is full or failing; the queue that was kept stays.
        """
        if not self._writable:
            return
        rows = [_row(position, job) for position, job in enumerate(jobs)]
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM job")
            connection.executemany(
                "INSERT INTO job (id, position, project, recipe, state, reason, hint, drawn,"
                " created, ended, keep, pictures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows,
            )

    def restore(self) -> tuple[KeptJob, ...]:
        """The jobs of the last run that still matter, in order.

        What was running is interrupted now; what was done or cancelled is left out, and so is
        what went to a project that is gone.
        """
        if not self._writable:
            return ()
        rows = self._database.rows(
            "SELECT job.* FROM job JOIN project ON project.id = job.project ORDER BY position"
        )
        jobs = [job for row in rows if (job := _read(row)) is not None]
        return tuple(
            job if job.state != State.RUNNING else interrupted(job)
            for job in jobs
            if not job.state.ended or job.state.retriable
        )

    def speeds(self) -> tuple[Speed, ...]:
        """What was measured, the newest first."""
        if not self._writable:
            return ()
        rows = self._database.rows("SELECT * FROM speed ORDER BY number DESC")
        return tuple(
            Speed(row["device"], row["pack"], row["width"], row["height"], row["seconds"])
            for row in rows
        )

    def keep_speed(self, speed: Speed) -> None:
        """Replace what was known about that device, pack and size."""
        if not self._writable:
            return
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO speed (device, pack, width, height, seconds)"
                " VALUES (?, ?, ?, ?, ?)",
                (speed.device, speed.pack, speed.width, speed.height, speed.seconds),
            )


def interrupted(job: KeptJob) -> KeptJob:
    """A job as it stands after the program ended while it ran."""
    hint = Told("Retry it to draw what is missing.")
    return replace(job, state=State.INTERRUPTED, reason=CLOSED, hint=hint)


def _read(row: sqlite3.Row) -> KeptJob | None:
    """A job as it was kept; None for one that can't be drawn any more."""
    with contextlib.suppress(BadInput, ValueError):
        return KeptJob(
            id=row["id"],
            project=row["project"],
            recipe=Recipe.from_json(row["recipe"]),
            state=State(row["state"]),
            reason=thaw(row["reason"]),
            hint=thaw(row["hint"]),
            drawn=row["drawn"],
            created=row["created"],
            ended=row["ended"],
            keep=row["keep"],
            pictures=_ids(row["pictures"]),
        )
    return None


def _row(position: int, job: KeptJob) -> tuple[object, ...]:
    return (
        job.id,
        position,
        job.project,
        job.recipe.to_json(),
        job.state.value,
        freeze(job.reason),
        freeze(job.hint),
        job.drawn,
        job.created,
        job.ended,
        job.keep,
        json.dumps(job.pictures),
    )


def _ids(text: str) -> tuple[str, ...]:
    """Ids of pictures as they were kept; anything else is no picture."""
    found = json.loads(text)
    return tuple(map(str, cast(list[object], found))) if isinstance(found, list) else ()
