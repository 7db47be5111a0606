"""Jobs that draw many pictures and keep the most alike, on a real engine child."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.library import Library
from core.library.queue import State
from core.library.trash import TrashedPicture
from gui.queue.model import Column
from gui.queue.panel import QueuePanel
from gui.worker import Worker
from tests.core.fragile_engine import DIED
from tests.gui.queue.conftest import PATIENCE, MakeRecipe, begin_slow, wait_for_end


def seeds(library: Library, project: int) -> list[int]:
    return [picture.recipe.sampling.seed for picture in library.pictures(project)]


def thrown_away(library: Library) -> list[int]:
    items = library.trash()
    return sorted(item.row.seed for item in items if isinstance(item, TrashedPicture))


def test_the_best_stay_and_the_others_are_in_the_trash(
    qtbot: QtBot, worker: Worker, library: Library, project: int, recipe: MakeRecipe
) -> None:
    told: list[tuple[list[int], list[int]]] = []
    worker.chose.connect(
        lambda _, kept, gone: told.append(([r.seed for r in kept], [r.seed for r in gone]))
    )
    worker.start()
    job = worker.draw(recipe("ranked", count=6), project, keep=2)
    wait_for_end(qtbot, worker)
    qtbot.waitUntil(lambda: bool(told))

    assert seeds(library, project) == [1, 4]  # 80 % and 90 %
    assert thrown_away(library) == [0, 2, 3, 5]
    assert told == [([4, 1], [5, 3, 2, 0])]
    done = worker.queue.job(job.id)
    assert done is not None
    assert (done.state, done.keep, len(done.kept.pictures)) == (State.DONE, 2, 6)
    assert done.kept.over


def test_it_says_how_many_are_drawn_and_how_alike_the_best_is(
    qtbot: QtBot, worker: Worker, panel: QueuePanel, project: int, recipe: MakeRecipe
) -> None:
    said: set[str] = set()
    worker.queue.changed.connect(lambda number: said.add(worker.queue.words(number)))
    panel.toggle()
    worker.start()
    worker.draw(recipe("ranked", count=4), project, keep=1)
    wait_for_end(qtbot, worker)

    assert any(words.startswith("Best of 4: 0 drawn · ") for words in said)
    assert any(words.startswith("Best of 4: 2 drawn, best 80 % · ") for words in said)
    state = panel.model.index(0, Column.STATE)
    qtbot.waitUntil(lambda: state.data() == "Done, 4 of 4, keeps 1", timeout=PATIENCE)


def test_a_job_that_is_cancelled_keeps_the_best_of_what_it_has_drawn(
    qtbot: QtBot, worker: Worker, library: Library, project: int, recipe: MakeRecipe
) -> None:
    worker.start()
    job = worker.draw(recipe("ranked", count=60), project, keep=1)

    def cancel_at_three(number: int, *_: object) -> None:
        if len(library.pictures(project)) >= 3:
            worker.queue.cancel(number)

    worker.pictured.connect(cancel_at_three)
    wait_for_end(qtbot, worker)

    [seed] = seeds(library, project)
    drawn = [seed, *thrown_away(library)]
    assert len(drawn) >= 3
    assert seed == max(drawn, key=lambda one: (0.3, 0.8, 0.1, 0.6, 0.9, 0.2)[one % 6])
    ended = worker.queue.job(job.id)
    assert ended is not None
    assert ended.state is State.CANCELLED


def test_a_job_whose_engine_dies_loses_nothing_and_chooses_once_it_is_retried(
    qtbot: QtBot,
    worker: Worker,
    library: Library,
    project: int,
    recipe: MakeRecipe,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(DIED, str(tmp_path / "died"))
    worker._engine.release()  # or the child that is there would not know the file
    worker.start()
    job = worker.draw(recipe("dies at 3", count=6), project, keep=2)
    wait_for_end(qtbot, worker)
    interrupted = worker.queue.job(job.id)
    assert interrupted is not None
    assert interrupted.state is State.INTERRUPTED
    assert seeds(library, project) == [0, 1, 2]
    assert thrown_away(library) == []

    worker.queue.retry(job.id)
    wait_for_end(qtbot, worker)

    assert seeds(library, project) == [1, 4]
    assert thrown_away(library) == [0, 2, 3, 5]


def test_a_job_goes_on_after_a_restart_and_chooses_among_all_it_has_drawn(
    qtbot: QtBot,
    make_worker: Callable[[Library], Worker],
    recipe: MakeRecipe,
    tmp_path: Path,
) -> None:
    with contextlib.closing(Library(tmp_path / "kept")) as library:
        project = library.create_project("People").id
        worker = make_worker(library)
        worker.start()
        job = worker.draw(recipe("ranked", count=6), project, keep=2)
        with qtbot.waitSignal(worker.pictured, timeout=PATIENCE):
            pass
        worker.stop()
        before = len(library.pictures(project))
        assert before >= 1
        assert thrown_away(library) == [], "closing is no wish to choose"

    with contextlib.closing(Library(tmp_path / "kept")) as library:
        worker = make_worker(library)
        [kept] = worker.queue.jobs()
        assert (kept.id, kept.state, kept.keep) == (job.id, State.INTERRUPTED, 2)
        assert len(kept.kept.pictures) == before
        worker.start()
        worker.queue.retry(kept.id)
        wait_for_end(qtbot, worker)
        assert seeds(library, project) == [1, 4]
        assert len(thrown_away(library)) == 4
        worker.stop()


def test_where_nothing_is_known_all_stay(
    qtbot: QtBot, worker: Worker, library: Library, project: int, recipe: MakeRecipe
) -> None:
    worker.start()
    worker.draw(recipe("a person", count=3), project, keep=1)
    wait_for_end(qtbot, worker)

    assert seeds(library, project) == [0, 1, 2]


def test_copies_keep_as_many_and_no_job_keeps_more_than_it_draws(
    qtbot: QtBot, worker: Worker, project: int, recipe: MakeRecipe
) -> None:
    begin_slow(qtbot, worker, recipe, project)
    job = worker.draw(recipe("ranked", count=3), project, keep=2)
    [copy] = worker.queue.duplicate(job.id)
    all_of_it = worker.draw(recipe("ranked", count=3), project, keep=3)

    copied = worker.queue.job(copy)
    assert copied is not None
    assert (copied.keep, all_of_it.keep) == (2, 0)
    worker.queue.cancel_all()
    wait_for_end(qtbot, worker)
