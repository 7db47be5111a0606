"""What happens to jobs, on a real engine child."""

import contextlib
import os
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
from pytestqt.qtbot import QtBot

from core.hosting import HostedEngine
from core.library import Library
from core.library.queue import CLOSED, Speed, State
from gui.failure import Failure
from gui.queue.queue import DEATHS, ENDED_SHOWN
from gui.queue.speeds import Speeds
from gui.worker import Worker
from tests.core.fragile_engine import open_dying_engine
from tests.gui.queue.conftest import (
    PATIENCE,
    MakeRecipe,
    begin_slow,
    prompts,
    wait_for_end,
    waiting,
)


def test_jobs_are_drawn_in_the_order_that_they_were_given_last(
    qtbot: QtBot, worker: Worker, library: Library, project: int, recipe: MakeRecipe
) -> None:
    slow = begin_slow(qtbot, worker, recipe, project)
    jobs = {name: worker.draw(recipe(name), project).id for name in "abcd"}

    worker.queue.move([jobs["d"]], 0)
    worker.queue.move([jobs["a"], jobs["b"]], 4)
    worker.queue.draw(recipe("first"), project, first=True)
    worker.queue.duplicate(jobs["c"])
    assert waiting(worker) == ["first", "d", "c", "a", "b", "c"]
    worker.queue.cancel(slow, jobs["a"])
    wait_for_end(qtbot, worker)

    assert prompts(library, project) == ["first", "d", "c", "b", "c"]


def test_a_search_for_faces_goes_before_pictures(
    qtbot: QtBot, worker: Worker, project: int, recipe: MakeRecipe
) -> None:
    told: list[str] = []
    worker.seen.connect(lambda *_: told.append("face"))
    worker.succeeded.connect(lambda number: told.append("picture" if number > 0 else ""))
    slow = begin_slow(qtbot, worker, recipe, project)
    worker.draw(recipe(), project)
    worker.look(np.full((8, 8, 3), 9, np.uint8))

    worker.queue.cancel(slow)
    qtbot.waitUntil(lambda: len(told) == 3, timeout=PATIENCE)

    assert told == ["face", "", "picture"]


def test_each_job_ends_once_and_only_once(
    qtbot: QtBot, worker: Worker, project: int, recipe: MakeRecipe
) -> None:
    told: list[tuple[str, int]] = []
    worker.succeeded.connect(lambda job: told.append(("succeeded", job)))
    worker.failed.connect(lambda job, _: told.append(("failed", job)))
    worker.cancelled.connect(lambda job: told.append(("cancelled", job)))
    slow = begin_slow(qtbot, worker, recipe, project)
    wishes = ("a", "no face", "bug", "segfault", "b", "c")
    jobs = {name: worker.draw(recipe(name), project).id for name in wishes}

    worker.queue.cancel(jobs["b"])
    worker.queue.cancel(jobs["b"], slow)
    qtbot.waitUntil(lambda: len(told) == 7, timeout=PATIENCE)
    worker.queue.cancel_all()

    assert sorted(told, key=lambda one: one[1]) == [
        ("cancelled", slow),
        ("succeeded", jobs["a"]),
        ("failed", jobs["no face"]),
        ("failed", jobs["bug"]),
        ("failed", jobs["segfault"]),
        ("cancelled", jobs["b"]),
        ("succeeded", jobs["c"]),
    ]
    states = {job.recipe.prompt: job.state for job in worker.queue.jobs()}
    assert states["segfault"] is State.INTERRUPTED
    assert states["no face"] is states["bug"] is State.FAILED


def test_a_crash_interrupts_one_job_which_can_be_retried_for_what_is_missing(
    qtbot: QtBot,
    worker: Worker,
    library: Library,
    project: int,
    recipe: MakeRecipe,
    fragile_engine: HostedEngine,
) -> None:
    def kill_once(*_: object) -> None:
        worker.pictured.disconnect(kill_once)
        assert fragile_engine.pid is not None
        os.kill(fragile_engine.pid, signal.SIGKILL)

    worker.pictured.connect(kill_once)
    job = worker.draw(recipe("many", count=60, seed=7), project)
    worker.draw(recipe("next"), project)
    with qtbot.waitSignals([worker.failed, worker.succeeded], timeout=PATIENCE):
        worker.start()

    lost = worker.queue.job(job.id)
    assert lost is not None
    assert lost.state is State.INTERRUPTED
    assert 0 < lost.kept.drawn < 60
    assert "stopped" in lost.kept.reason
    assert prompts(library, project)[-1] == "next"

    with qtbot.waitSignal(worker.succeeded, timeout=PATIENCE):
        worker.queue.retry(job.id)
    seeds = [
        picture.recipe.sampling.seed
        for picture in library.pictures(project)
        if picture.recipe.prompt == "many"
    ]
    assert seeds == list(range(7, 67))


def test_a_queue_whose_engine_dies_again_and_again_pauses_itself(
    qtbot: QtBot, worker: Worker, library: Library, project: int, recipe: MakeRecipe
) -> None:
    told: list[Failure] = []
    worker.failed.connect(lambda _, failure: told.append(failure))
    dying = ("segfault", "segfault", "a", *["segfault"] * 3)  # a picture between: no pause
    for name in (*dying, "b", "segfault", "c"):
        worker.draw(recipe(name), project)
    worker.start()
    qtbot.waitUntil(lambda: worker.queue.paused, timeout=PATIENCE)
    qtbot.waitUntil(lambda: len(told) == 5, timeout=PATIENCE)

    assert waiting(worker) == ["b", "segfault", "c"]
    assert prompts(library, project) == ["a"]
    assert ["paused" in failure.message for failure in told] == [False] * 4 + [True]
    worker.queue.pause(False)
    wait_for_end(qtbot, worker)
    assert prompts(library, project) == ["a", "b", "c"]


def test_a_queue_with_nothing_left_to_lose_does_not_pause(
    qtbot: QtBot, worker: Worker, library: Library, project: int, recipe: MakeRecipe
) -> None:
    for _ in range(DEATHS):
        worker.draw(recipe("segfault"), project)
    worker.start()
    wait_for_end(qtbot, worker)
    with qtbot.waitSignal(worker.succeeded, timeout=PATIENCE):
        worker.draw(recipe("a"), project)
    assert not worker.queue.paused


def test_an_engine_that_dies_while_it_loads_is_not_started_for_ever(
    qtbot: QtBot, library: Library
) -> None:
    engine = HostedEngine(open_dying_engine)
    worker = Worker(engine, library)
    with qtbot.waitSignal(worker.ready, timeout=PATIENCE) as ready:
        worker.start()
    engine.close()
    worker.stop()

    assert ready.args == [""]  # it can't be opened


def test_cancel_all_stops_what_runs_and_what_waits(
    qtbot: QtBot, worker: Worker, library: Library, project: int, recipe: MakeRecipe
) -> None:
    begin_slow(qtbot, worker, recipe, project)
    for _ in range(5):
        worker.draw(recipe(), project)

    worker.queue.cancel_all()
    wait_for_end(qtbot, worker)

    assert {job.state for job in worker.queue.jobs()} == {State.CANCELLED}
    assert library.pictures(project) == ()


def test_a_paused_queue_ends_its_picture_and_begins_no_other(
    qtbot: QtBot, worker: Worker, project: int, recipe: MakeRecipe
) -> None:
    slow = begin_slow(qtbot, worker, recipe, project)
    worker.queue.pause(True)
    worker.draw(recipe(), project)
    worker.queue.cancel(slow)
    with qtbot.waitSignal(worker.seen, timeout=PATIENCE):  # faces are looked for all the same
        worker.look(np.full((8, 8, 3), 9, np.uint8))
    assert worker.queue.waiting == 1

    with qtbot.waitSignal(worker.succeeded, timeout=PATIENCE):
        worker.queue.pause(False)


def test_a_restart_brings_the_queue_back(
    qtbot: QtBot,
    make_worker: Callable[[Library], Worker],
    tmp_path: Path,
    recipe: MakeRecipe,
) -> None:
    with contextlib.closing(Library(tmp_path / "mine")) as library:
        project = library.create_project("People").id
        worker = make_worker(library)
        begin_slow(qtbot, worker, recipe, project)
        ids = [worker.draw(recipe(name), project).id for name in "abc"]
        worker.queue.move([ids[2]], 0)
        worker.queue.cancel(ids[1])
        worker.stop()

    with contextlib.closing(Library(tmp_path / "mine")) as library:
        worker = make_worker(library)
        states = [(job.recipe.prompt, job.state) for job in worker.queue.jobs()]
        assert states == [
            ("c", State.WAITING),
            ("a", State.WAITING),
            ("slow", State.INTERRUPTED),
        ]
        assert worker.queue.jobs()[-1].kept.reason == CLOSED
        new = worker.draw(recipe("new"), project)
        assert new.id not in ids
        worker.start()
        wait_for_end(qtbot, worker)
        worker.stop()
        assert prompts(library, project) == ["c", "a", "new"]


def test_an_engine_that_is_closed_leaves_the_waiting_jobs_waiting(
    qtbot: QtBot, tmp_path: Path, recipe: MakeRecipe
) -> None:
    from tests.core.fragile_engine import open_engine

    with contextlib.closing(Library(tmp_path / "mine")) as library:
        project = library.create_project("People").id
        engine = HostedEngine(open_engine)
        worker = Worker(engine, library)
        begin_slow(qtbot, worker, recipe, project)
        worker.draw(recipe("a"), project)
        engine.close()  # as the window does before it stops the worker
        qtbot.waitUntil(worker.isFinished, timeout=PATIENCE)
        worker.stop()

    with contextlib.closing(Library(tmp_path / "mine")) as library:
        kept = [(job.recipe.prompt, job.state) for job in library.queue.restore()]
    assert kept == [("slow", State.INTERRUPTED), ("a", State.WAITING)]


def test_a_measured_speed_gives_the_next_start_an_estimate(
    qtbot: QtBot,
    make_worker: Callable[[Library], Worker],
    tmp_path: Path,
    recipe: MakeRecipe,
) -> None:
    with contextlib.closing(Library(tmp_path / "mine")) as library:
        project = library.create_project("People").id
        worker = make_worker(library)
        assert worker.queue.speeds.estimate(recipe()) is None
        with qtbot.waitSignal(worker.succeeded, timeout=PATIENCE):
            worker.draw(recipe(), project)
            worker.start()
        worker.stop()

    with contextlib.closing(Library(tmp_path / "mine")) as library:
        worker = make_worker(library)
        queue = worker.queue
        job = queue.draw(recipe(count=3), project)
        one, three = queue.speeds.estimate(recipe()), queue.seconds(job)
        assert one is not None
        assert three is not None
        assert 0.01 < one < 20
        assert abs(three - 3 * one) < 1e-9
        larger = recipe().model_copy(
            update={"sampling": recipe().sampling.model_copy(update={"width": 128})}
        )
        estimate = queue.speeds.estimate(larger)
        assert estimate is not None
        assert abs(estimate - 2 * one) < 1e-9
        worker.stop()


def test_only_the_newest_of_the_ended_jobs_stay(
    qtbot: QtBot, worker: Worker, project: int, recipe: MakeRecipe
) -> None:
    jobs = [worker.draw(recipe(), project).id for _ in range(ENDED_SHOWN + 5)]
    worker.queue.cancel_all()
    worker.queue.keep()

    assert [job.id for job in worker.queue.jobs()] == jobs[:4:-1]
    worker.queue.dismiss(jobs[-1])
    assert worker.queue.job(jobs[-1]) is None


def test_a_speed_of_another_device_or_pack_says_nothing(recipe: MakeRecipe) -> None:
    speeds = Speeds([Speed("cpu", "demo", 64, 64, 2.0), Speed("cuda:0", "demo", 64, 64, 0.1)])
    assert speeds.estimate(recipe()) == 8.0
    half = recipe().with_field("start", {"image": "a" * 64, "strength": 0.5})
    assert speeds.estimate(half) == 4.0
    assert speeds.estimate(half.with_field("refine", {})) is None  # how long is not known
    speeds.use("cuda:0")
    assert speeds.estimate(recipe()) == 0.4
    speeds.use("mps")
    assert speeds.estimate(recipe()) is None
    speeds.use("cpu")
    assert speeds.estimate(recipe().model_copy(update={"pack": "other"})) is None
