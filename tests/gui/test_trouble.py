"""What goes wrong around the window is told once, and nothing is lost."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from core.library import Library
from core.library.queue import State
from core.portrait import Portrait
from core.recipe import Recipe
from gui.main_window import MainWindow
from gui.opening import open_project
from tests.gui.conftest import PATIENCE, MakeWindow, full_disk

ROOT = Path(__file__).resolve().parents[2]
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
FewSteps = Callable[..., Recipe]


def test_a_picture_for_which_there_is_no_room_can_be_drawn_once_there_is(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = make_window(few_steps(seed=9))
    window.side.sampling.lock.setChecked(True)
    with full_disk(), qtbot.waitSignal(window.worker.failed, timeout=PATIENCE):
        window.generate()
    assert "isk" in window.stage.notice.text.text()
    (job,) = window.worker.queue.jobs()
    assert job.state is State.FAILED
    assert library.pictures(window.project) == ()

    with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
        window.worker.queue.retry(job.id)
    (picture,) = library.pictures(window.project)
    assert picture.recipe.sampling.seed == 9
    assert window.pictures.rowCount() == 1


def test_a_job_cancelled_before_its_first_step_gives_the_stage_back(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    grey = np.full((64, 64, 3), 128, np.uint8)
    library.save(Portrait(grey, few_steps(), 1.0, None, None, None), open_project(library))
    window = make_window(few_steps())
    stage, queue = window.stage, window.worker.queue
    qtbot.waitUntil(stage.facts.isVisible, timeout=PATIENCE)

    queue.pause(True)
    qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    assert stage.facts.isVisible()  # nothing begins
    queue.pause(False)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: queue.open == 0, timeout=PATIENCE)
    qtbot.waitUntil(stage.facts.isVisible, timeout=PATIENCE)


def delete_from_outside(library: Library, project: int) -> None:
    """What another program does to the database of an open library."""
    script = (
        "import sqlite3, sys\n"
        "with sqlite3.connect(sys.argv[1], timeout=60) as database:\n"
        "    database.execute('DELETE FROM picture WHERE project = ?', sys.argv[2:])\n"
        "    database.execute('DELETE FROM project WHERE id = ?', sys.argv[2:])\n"
    )
    path = library.folder / "library.db"
    subprocess.run([sys.executable, "-c", script, str(path), str(project)], check=True)


def test_a_project_deleted_under_the_window_costs_no_word_of_the_draft(
    qtbot: QtBot, make_window: MakeWindow, library: Library
) -> None:
    window = make_window()
    delete_from_outside(library, window.project)

    with qtbot.waitSignal(window.projects.remade, timeout=PATIENCE):
        qtbot.keyClicks(window.side.prompt.words, "a tall tree")
    qtbot.keyClicks(window.side.prompt.words, " in the rain")

    assert "Another program deleted" in window.stage.notice.text.text()
    window.close()
    draft = library.load_draft(window.project)
    assert draft is not None
    assert draft.prompt == "a tall tree in the rain"


def test_a_project_deleted_while_its_picture_is_drawn_costs_no_picture(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = make_window(few_steps("kept", steps=40))
    window.side.sampling.lock.setChecked(True)  # no edit tells that the project is gone
    name = window.projects.name(window.project)
    with qtbot.waitSignal(
        window.worker.progress, timeout=PATIENCE, check_params_cb=lambda _, one: one.step == 2
    ):
        qtbot.mouseClick(window.generate_button, LEFT)
    with qtbot.waitSignal(window.projects.remade, timeout=PATIENCE):
        delete_from_outside(library, window.project)

    (picture,) = library.pictures(window.project)
    assert picture.recipe.prompt == "kept"
    assert "Another program deleted" in window.stage.notice.text.text()
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    assert [(one.id, one.name) for one in library.projects()] == [(window.project, name)]


def test_the_last_project_is_deleted_and_nothing_is_drawn_into_it(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = make_window(few_steps("first"))
    window.side.sampling.lock.setChecked(True)
    first = window.project
    window.picker.pop()
    qtbot.mouseClick(delete_button(window), LEFT)
    window.picker.list.hide()
    qtbot.keyClicks(window.side.prompt.words, "second")
    qtbot.mouseClick(window.generate_button, LEFT)  # at once, the disk may still be at work

    (job,) = window.worker.queue.jobs()
    assert job.project == window.project != first
    assert [one.id for one in library.projects() if one.id != first] == [window.project]
    window.worker.queue.cancel_all()


def delete_button(window: MainWindow) -> QAbstractButton:
    buttons = window.picker.list.findChildren(QAbstractButton)
    return next(one for one in buttons if one.text() == "Delete")


def test_the_last_project_stays_where_there_is_no_room_for_another(
    qtbot: QtBot, make_window: MakeWindow, library: Library
) -> None:
    window = make_window()
    first = window.project
    window.picker.pop()
    with full_disk():
        qtbot.mouseClick(delete_button(window), LEFT)
        window.picker.list.hide()

        assert window.project == first
        assert "isk" in window.stage.notice.text.text()
    qtbot.waitUntil(lambda: [one.id for one in window.projects.items] == [first], timeout=PATIENCE)
    assert [one.id for one in library.projects()] == [first]


def test_what_was_asked_of_a_deleted_project_is_not_drawn_into_the_trash(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps
) -> None:
    window = make_window(few_steps("kept"))
    queue = window.worker.queue
    queue.pause(True)
    window.generate()
    window.projects.trash(window.project)
    window.queue_panel.toggle()
    view = window.queue_panel.table.view
    view.selectRow(0)
    view.setFocus()
    for key in (Qt.Key.Key_R, Qt.Key.Key_D):
        qtbot.keyClick(view, key)

    assert [job.state for job in queue.jobs()] == [State.CANCELLED]
    assert "project of this picture was deleted" in window.stage.notice.text.text()
    window.history.undo()
    assert [job.state for job in queue.jobs()] == [State.WAITING]
    queue.cancel_all()


def test_deleting_the_open_project_cancels_its_jobs_and_undo_brings_all_back(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = make_window(few_steps("kept"))
    window.worker.queue.pause(True)
    window.generate()
    first = window.project

    window.projects.trash(first)
    assert [job.state for job in window.worker.queue.jobs()] == [State.CANCELLED]
    qtbot.waitUntil(lambda: window.project != first, timeout=PATIENCE)
    assert window.draft.recipe.prompt == ""
    window.history.stack.undo()

    assert window.project == first
    assert window.draft.recipe.prompt == "kept"
    assert [job.state for job in window.worker.queue.jobs()] == [State.WAITING]
    window.worker.queue.cancel_all()


def test_a_second_program_is_told_that_the_library_is_open(tmp_path: Path) -> None:
    script = (
        "from PySide6.QtWidgets import QMessageBox\n"
        "QMessageBox.exec = lambda box: print(box.windowTitle(), box.text(), sep='|')\n"
        "import main\n"
        "raise SystemExit(main.main([]))"
    )
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "LIKENESS_HOME": str(tmp_path),
    }
    with contextlib.closing(Library(tmp_path / "library")):
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
    assert done.returncode == 1, done.stderr
    title, _, text = done.stdout.strip().partition("|")
    assert title == "Likeness"
    assert f"open in another window (process {os.getpid()})" in text


def test_who_undoes_faster_than_the_disk_works_loses_nothing(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    first = window.project
    with qtbot.waitSignal(window.projects.opened, timeout=PATIENCE):
        window.projects.create("Second")
    second = window.project
    for _ in range(3):
        window.history.undo()
        assert window.project == first
        window.history.redo()
        assert window.project == second
    qtbot.waitUntil(lambda: len(window.projects.items) == 2, timeout=PATIENCE)


def test_project_deleted_a_moment_ago_is_not_opened_again(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    first = window.project
    with qtbot.waitSignal(window.projects.opened, timeout=PATIENCE):
        window.projects.create("Second")
    second = window.project

    window.projects.trash(second)
    window.projects.trash(first)
    qtbot.waitUntil(lambda: window.project not in (first, second), timeout=PATIENCE)
    window.history.undo()
    assert window.project == first


def test_a_bug_in_a_step_is_told_and_the_window_lives_on(make_window: MakeWindow) -> None:
    window = make_window()
    heard: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "excepthook", lambda kind, error, trace: heard.append(kind))
        window.history.do("Break", lambda: None, lambda: next(iter(())))
        window.history.undo()
    assert heard == [StopIteration]
