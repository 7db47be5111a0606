"""What is done to the queue is taken back, by real keys, on a real engine child."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.library import Library
from core.library.queue import State
from gui.commands import Commands
from gui.history import History
from gui.queue.panel import QueuePanel
from gui.worker import Worker
from tests.gui.queue.conftest import (
    ALT,
    CONTROL,
    LEFT,
    PATIENCE,
    SHIFT,
    Fill,
    MakeRecipe,
    button,
    prompts,
    select,
    wait_for_end,
    waiting,
)


def test_what_was_taken_out_of_the_queue_comes_back_to_its_place(
    qtbot: QtBot,
    worker: Worker,
    panel: QueuePanel,
    history: History,
    project: int,
    recipe: MakeRecipe,
    fill: Fill,
) -> None:
    fill(*"abcd")
    view = panel.table.view
    select(panel, "b", "d")
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert waiting(worker) == ["a", "c"]
    worker.draw(recipe("e"), project)
    assert (history.stack.count(), history.stack.undoText()) == (1, "Remove from the queue")

    history.undo()
    assert waiting(worker) == ["a", "b", "c", "d", "e"]
    assert panel.model.rowCount() == 5
    history.redo()
    assert waiting(worker) == ["a", "c", "e"]

    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Delete)  # cancels three, and takes two out that had ended
    assert [job.recipe.prompt for job in worker.queue.jobs()] == ["e", "c", "a"]
    history.undo()
    assert waiting(worker) == ["a", "c", "e"]
    assert [job.recipe.prompt for job in worker.queue.jobs()] == ["a", "c", "e", "d", "b"]
    history.undo()
    assert waiting(worker) == ["a", "b", "c", "d", "e"]


def test_another_order_and_cancel_all_can_be_undone(
    qtbot: QtBot,
    worker: Worker,
    panel: QueuePanel,
    history: History,
    fill: Fill,
) -> None:
    fill(*"abc")
    select(panel, "c")
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Home, ALT)
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Home, ALT)  # is there already: no step
    assert (waiting(worker), history.stack.count()) == (["c", "a", "b"], 1)
    qtbot.mouseClick(button(panel, "Cancel all"), LEFT)
    assert waiting(worker) == []
    assert history.stack.undoText() == "Cancel all"

    history.undo()
    assert waiting(worker) == ["c", "a", "b"]
    history.undo()
    assert waiting(worker) == ["a", "b", "c"]
    history.redo()
    assert waiting(worker) == ["c", "a", "b"]


def test_what_came_back_is_drawn_and_what_was_retried_meanwhile_is_left_alone(
    qtbot: QtBot,
    worker: Worker,
    panel: QueuePanel,
    history: History,
    library: Library,
    project: int,
    fill: Fill,
) -> None:
    fill(*"ab", behind_slow=True)
    panel.table.view.selectAll()
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Delete)
    wait_for_end(qtbot, worker)
    assert history.stack.count() == 1  # nothing brings back the one that ran

    select(panel, "a")
    with qtbot.waitSignal(worker.succeeded, timeout=PATIENCE):
        qtbot.keyClick(panel.table.view, Qt.Key.Key_R)
    with qtbot.waitSignal(worker.succeeded, timeout=PATIENCE):
        history.undo()
    wait_for_end(qtbot, worker)
    assert prompts(library, project) == ["a", "b"]

    qtbot.waitUntil(lambda: panel.model.picture(panel.model.job(0).id) is not None)
    select(panel, "b")
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Delete)
    assert panel.model.rowCount() == 2
    history.undo()
    assert panel.model.job(0).recipe.prompt == "b"
    assert panel.model.picture(panel.model.job(0).id) is not None
    assert panel.model.job(0).state is State.DONE


def undo(qtbot: QtBot, panel: QueuePanel) -> None:
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Z, CONTROL)


def redo(qtbot: QtBot, panel: QueuePanel) -> None:
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Z, CONTROL | SHIFT)


def undo_text(commands: Commands) -> str:
    return commands.all["edit.undo"].action.text()


def test_copies_that_still_wait_are_taken_back(
    qtbot: QtBot,
    worker: Worker,
    panel: QueuePanel,
    commands: Commands,
    project: int,
    recipe: MakeRecipe,
    fill: Fill,
) -> None:
    fill(*"abc")
    select(panel, "a", "c")
    qtbot.mouseClick(button(panel, "Duplicate"), LEFT)
    worker.draw(recipe("d"), project)
    assert waiting(worker) == ["a", "b", "c", "a", "c", "d"]
    assert undo_text(commands) == "Undo Duplicate"
    numbers = [job.id for job in worker.queue.jobs()]

    undo(qtbot, panel)
    assert [job.recipe.prompt for job in worker.queue.jobs()] == ["a", "b", "c", "d"]
    redo(qtbot, panel)
    assert [job.id for job in worker.queue.jobs()] == numbers
    undo(qtbot, panel)
    assert waiting(worker) == ["a", "b", "c", "d"]


def test_a_copy_that_has_begun_is_not_taken_back_but_what_was_done_before(
    qtbot: QtBot,
    worker: Worker,
    panel: QueuePanel,
    commands: Commands,
    fill: Fill,
) -> None:
    slow = fill(*"ab", behind_slow=True)
    select(panel, "b")
    qtbot.keyClick(panel.table.view, Qt.Key.Key_Up, ALT)
    select(panel, "slow")
    qtbot.keyClick(panel.table.view, Qt.Key.Key_D)
    copy = worker.queue.jobs()[-1].id
    worker.queue.move([copy], 0)
    assert undo_text(commands) == "Undo Duplicate"
    worker.queue.cancel(slow)
    qtbot.waitUntil(lambda: worker.queue.progress(copy) is not None, timeout=PATIENCE)

    assert undo_text(commands) == "Undo Order of the queue"
    undo(qtbot, panel)
    assert waiting(worker) == ["a", "b"]
    assert worker.queue.running is not None
    assert worker.queue.running.id == copy
    assert not commands.all["edit.undo"].action.isEnabled()
    worker.queue.cancel_all()


def test_a_retried_job_that_still_waits_is_failed_again(
    qtbot: QtBot,
    worker: Worker,
    panel: QueuePanel,
    commands: Commands,
    fill: Fill,
) -> None:
    fill("a", "own hint", "no face")
    worker.start()
    wait_for_end(qtbot, worker)
    qtbot.mouseClick(button(panel, "Pause"), LEFT)
    ended = [job.kept for job in worker.queue.jobs()]
    assert [job.state for job in ended] == [State.FAILED, State.FAILED, State.DONE]

    select(panel, "own hint")
    qtbot.keyClick(panel.table.view, Qt.Key.Key_R)
    assert waiting(worker) == ["own hint"]
    assert undo_text(commands) == "Undo Retry"
    undo(qtbot, panel)
    assert [job.kept for job in worker.queue.jobs()] == ended  # with its reason, in its place
    qtbot.keyClick(panel.table.view, Qt.Key.Key_R, CONTROL)
    assert sorted(waiting(worker)) == ["no face", "own hint"]
    undo(qtbot, panel)
    assert [job.kept for job in worker.queue.jobs()] == ended
    redo(qtbot, panel)
    assert len(waiting(worker)) == 2

    qtbot.mouseClick(button(panel, "Go on"), LEFT)
    wait_for_end(qtbot, worker)
    qtbot.waitUntil(lambda: not commands.all["edit.undo"].action.isEnabled(), timeout=PATIENCE)
    assert sum(job.state is State.FAILED for job in worker.queue.jobs()) == 2


def test_undo_of_a_retry_forgets_no_picture_that_was_drawn_meanwhile(
    qtbot: QtBot, worker: Worker, panel: QueuePanel, project: int, recipe: MakeRecipe
) -> None:
    job = worker.draw(recipe("a", count=3), project)
    worker.queue.cancel(job.id)
    panel.edits.retry(job.id)
    worker.queue.drew(job.id, "one")  # in the trash and back: it was cancelled and waits again
    worker.queue.cancel_project(project)
    worker.queue.resume_project(project)
    assert waiting(worker) == ["a"]

    undo(qtbot, panel)
    (cancelled,) = worker.queue.jobs()
    assert (cancelled.state, cancelled.kept.drawn) == (State.CANCELLED, 1)


def test_what_the_trash_keeps_from_being_queued_is_no_step(
    worker: Worker, panel: QueuePanel, history: History, project: int, recipe: MakeRecipe
) -> None:
    job = worker.draw(recipe("a"), project)
    worker.queue.cancel_project(project)
    panel.edits.duplicate(job.id)
    panel.edits.retry(job.id)
    assert history.stack.count() == 0
    assert waiting(worker) == []
