"""The way of one user from an empty window to a portrait that is found again tomorrow."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.library import Library
from core.library.queue import State
from gui.app import SAMPLES
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import drop_on

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PROJECT, PROMPT = "Amara in winter", "a portrait, snow behind her"
STEPS, STARS = 4, 4


def test_all_that_a_user_did_is_there_tomorrow(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    with application(make_window, tmp_path / "kept") as today:
        assert today.pictures.rowCount() == 0
        make_project(qtbot, today)
        describe_portrait(qtbot, today)
        queue_two_and_cancel_one(qtbot, today)
        star_and_find(qtbot, today)
        leave_one_waiting(qtbot, today)

    with application(make_window, tmp_path / "kept") as tomorrow:
        assert tomorrow.projects.name(tomorrow.project) == PROJECT
        recipe = tomorrow.draft.recipe
        assert (recipe.prompt, recipe.sampling.steps) == (PROMPT, STEPS)
        assert tomorrow.side.prompt.words.toPlainText() == PROMPT
        qtbot.waitUntil(lambda: tomorrow.side.person.name.text() == "Amara", timeout=PATIENCE)

        qtbot.waitUntil(lambda: tomorrow.pictures.rowCount() == 2, timeout=PATIENCE)
        assert [row.stars for row in tomorrow.library.find(tomorrow.project)] == [0, STARS]
        qtbot.waitUntil(lambda: tomorrow.worker.queue.open == 0, timeout=PATIENCE)
        assert states(tomorrow) == [State.DONE]  # what had ended well is no longer listed


@contextlib.contextmanager
def application(make_window: MakeWindow, folder: Path) -> Iterator[MainWindow]:
    """The window on a library that is opened for it and closed after it."""
    with contextlib.closing(Library(folder)) as library:
        window = make_window(library=library)
        try:
            yield window
        finally:
            window.close()


def make_project(qtbot: QtBot, window: MainWindow) -> None:
    names = window.picker.list
    qtbot.keyClick(window, KEY.Key_O, CONTROL | SHIFT)
    qtbot.keyClick(names.view, KEY.Key_N, CONTROL)
    qtbot.waitUntil(lambda: len(window.projects.items) == 2, timeout=PATIENCE)
    qtbot.mouseClick(window.picker.button, LEFT)
    qtbot.keyClick(names.view, KEY.Key_F2)
    editor = names.view.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, PROJECT)
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.waitUntil(lambda: window.projects.name(window.project) == PROJECT, timeout=PATIENCE)
    qtbot.keyClick(names.view, KEY.Key_Escape)
    assert not names.isVisible()
    window.activateWindow()  # as a window manager does
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)


def describe_portrait(qtbot: QtBot, window: MainWindow) -> None:
    person = window.side.person
    drop_on(person.drop, SAMPLES / "Amara.png")
    qtbot.waitUntil(lambda: person.note.text() == "One face found", timeout=2 * PATIENCE)
    window.side.prompt.words.setFocus()
    qtbot.keyClicks(window.side.prompt.words, PROMPT)
    write_number(qtbot, window.side.sampling.steps.controls[-1], STEPS)
    assert window.draft.recipe.sampling.steps == STEPS


def queue_two_and_cancel_one(qtbot: QtBot, window: MainWindow) -> None:
    queue, view = window.worker.queue, window.queue_panel.table.view
    qtbot.keyClick(window, KEY.Key_J, CONTROL | SHIFT)  # nothing begins before both are there
    qtbot.mouseClick(window.generate_button, LEFT)
    qtbot.keyClick(window, KEY.Key_Return, CONTROL)
    assert states(window) == [State.WAITING, State.WAITING]

    qtbot.keyClick(window, KEY.Key_J, CONTROL)
    second = view.visualRect(window.queue_panel.model.index(1, 1)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=second)
    qtbot.keyClick(view, KEY.Key_Delete)
    assert states(window) == [State.WAITING, State.CANCELLED]
    qtbot.keyClick(window, KEY.Key_J, CONTROL | SHIFT)

    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    qtbot.waitUntil(lambda: queue.open == 0, timeout=PATIENCE)
    assert window.drawing.shown is not None
    assert window.drawing.shown.recipe.prompt == PROMPT
    assert window.stage.likeness.isVisible()


def star_and_find(qtbot: QtBot, window: MainWindow) -> None:
    gallery = window.gallery
    place = gallery.list.visualRect(window.pictures.index(0)).center()
    qtbot.mouseClick(gallery.list.viewport(), LEFT, pos=place)
    qtbot.keyClick(gallery.list, KEY(KEY.Key_0 + STARS))
    assert gallery.details.stars.value() == STARS

    qtbot.keyClick(window, KEY.Key_F, CONTROL)
    qtbot.keyClicks(gallery.search.text, "desert")
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 0, timeout=PATIENCE)
    assert gallery.empty.isVisible()
    qtbot.keyClick(gallery.search.text, KEY.Key_Escape)
    qtbot.keyClicks(gallery.search.text, "behind snow")
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    assert gallery.head.count.text() == "1 of 1"


def leave_one_waiting(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, KEY.Key_J, CONTROL | SHIFT)
    qtbot.keyClick(window, KEY.Key_Return, CONTROL)
    assert states(window) == [State.WAITING, State.DONE, State.CANCELLED]


def write_number(qtbot: QtBot, box: QWidget, number: int) -> None:
    box.setFocus()
    qtbot.keyClick(box, KEY.Key_A, CONTROL)
    qtbot.keyClicks(box, str(number))
    qtbot.keyClick(box, KEY.Key_Return)


def states(window: MainWindow) -> list[State]:
    return [job.state for job in window.worker.queue.jobs()]
