"""What the library keeps of the queue, over restarts."""

import contextlib
from dataclasses import replace
from pathlib import Path

from core.library import Library
from core.library.queue import CLOSED, KeptJob, Speed, State
from core.recipe import Recipe, Sampling
from core.reuse import remaining


def test_waiting_and_unhappy_jobs_come_back_and_running_ones_are_interrupted(
    tmp_path: Path,
) -> None:
    with contextlib.closing(Library(tmp_path / "library")) as library:
        project = library.create_project("People").id
        states = (
            State.RUNNING,
            State.WAITING,
            State.DONE,
            State.FAILED,
            State.CANCELLED,
            State.INTERRUPTED,
            State.WAITING,
        )
        jobs = [
            KeptJob(number, project, Recipe(prompt=f"job {number}"), state, drawn=number)
            for number, state in enumerate(states)
        ]
        jobs[3] = replace(jobs[3], reason="Out of memory.", hint="Choose a smaller picture.")
        library.queue.keep(jobs)
        jobs[1], jobs[6] = jobs[6], jobs[1]
        library.queue.keep(jobs)

    with contextlib.closing(Library(tmp_path / "library")) as library:
        back = library.queue.restore()

    assert [job.id for job in back] == [0, 6, 3, 5, 1]
    assert (back[0].state, back[0].reason, back[0].drawn) == (State.INTERRUPTED, CLOSED, 0)
    assert back[2] == jobs[3]
    assert back[1].recipe == Recipe(prompt="job 6")


def test_jobs_of_a_deleted_project_and_of_unknown_recipes_do_not_come_back(
    library: Library,
) -> None:
    kept, doomed = library.create_project("Kept").id, library.create_project("Doomed").id
    odd = Recipe(prompt="from a newer program").model_copy(update={"version": 99})
    library.queue.keep(
        [KeptJob(1, kept, Recipe()), KeptJob(2, doomed, Recipe()), KeptJob(3, kept, odd)]
    )
    library.delete_project(doomed)

    assert [job.id for job in library.queue.restore()] == [1]


def test_the_newest_measurement_counts(library: Library) -> None:
    first, other = Speed("cpu", "demo", 256, 256, 0.5), Speed("cpu", "demo", 512, 512, 2.0)
    for speed in (first, other, replace(first, seconds=0.4)):
        library.queue.keep_speed(speed)

    assert library.queue.speeds() == (replace(first, seconds=0.4), other)


def test_what_remains_has_the_seeds_that_it_would_have_had() -> None:
    recipe = Recipe(sampling=Sampling(seed=2**32 - 2, count=5))

    left = remaining(recipe, 3).sampling

    assert (left.seed, left.count) == (1, 2)
