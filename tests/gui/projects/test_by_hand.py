"""Projects in the window: made, renamed, copied, deleted and brought back, by mouse and by keys."""

import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from core.library import Library
from core.portrait import Portrait
from core.recipe import Recipe
from gui.main_window import MainWindow
from tests.gui.conftest import MakeWindow
from tests.gui.events import LEFT, choose_by_keys, choose_by_mouse, open_from_bar

KEY = Qt.Key
PATIENCE = 60_000
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(make_window: MakeWindow, library: Library, qtbot: QtBot) -> MainWindow:
    """Two projects: Anna, which is open and has a picture and a draft, and Bea."""
    anna, _ = (library.create_project(name).id for name in ("Anna", "Bea"))
    pixels = np.full((64, 64, 3), 90, np.uint8)
    library.save(Portrait(pixels, Recipe(prompt="seen"), 1.0, None, None, None), anna)
    library.save_draft(anna, Recipe(prompt="anna's thought"))
    library.touch_project(anna)
    window = make_window(library=library)
    assert window.project == anna
    return window


def names(window: MainWindow) -> list[str]:
    return [item.name for item in window.projects.items]


def open_name(window: MainWindow) -> str:
    return window.projects.name(window.project)


def press(window: MainWindow, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key in the open list, through its window: so its shortcuts are found too."""
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(window.picker.list.windowHandle(), key, held)


def pop(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, KEY.Key_O, CONTROL | SHIFT)
    listed = window.picker.list

    def ready() -> bool:
        """It takes keys, and stands on the open project."""
        current = listed.view.currentIndex()
        stands = current.isValid() and names(window)[current.row()] == open_name(window)
        return listed.isVisible() and listed.view.hasFocus() and stands

    qtbot.waitUntil(ready, timeout=PATIENCE)


def undo(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)


def become(qtbot: QtBot, window: MainWindow, *expected: str, opened: str) -> None:
    """Wait until the projects have these names, in this order, and that one is open."""

    def so_it_is() -> None:
        told = window.stage.notice.text.text()
        assert (names(window), open_name(window)) == ([*expected], opened), told

    qtbot.waitUntil(so_it_is, timeout=PATIENCE)


def test_projects_are_handled_by_keys_alone(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    pop(qtbot, window)
    press(window, KEY.Key_N, CONTROL)
    become(qtbot, window, "Anna", "Bea", "New project", opened="New project")
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 0, timeout=PATIENCE)
    qtbot.keyClicks(window.side.prompt.words, "a new thought")

    pop(qtbot, window)
    press(window, KEY.Key_F2)
    editor = window.picker.list.view.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Cleo")
    qtbot.keyClick(editor, KEY.Key_Return)
    become(qtbot, window, "Anna", "Bea", "Cleo", opened="Cleo")
    assert window.picker.list.isVisible()
    press(window, KEY.Key_Home)
    press(window, KEY.Key_D, CONTROL)
    become(qtbot, window, "Anna", "Anna copy", "Bea", "Cleo", opened="Anna copy")
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    assert window.side.prompt.words.toPlainText() == "anna's thought"

    pop(qtbot, window)
    press(window, KEY.Key_Up)
    press(window, KEY.Key_Delete)
    become(qtbot, window, "Anna copy", "Bea", "Cleo", opened="Anna copy")
    press(window, KEY.Key_Down, ALT)
    become(qtbot, window, "Bea", "Anna copy", "Cleo", opened="Anna copy")
    press(window, KEY.Key_Escape)
    assert not window.picker.list.isVisible()

    undo(qtbot, window)
    become(qtbot, window, "Anna copy", "Bea", "Cleo", opened="Anna copy")
    undo(qtbot, window)
    become(qtbot, window, "Anna", "Anna copy", "Bea", "Cleo", opened="Anna copy")
    undo(qtbot, window)
    become(qtbot, window, "Anna", "Bea", "Cleo", opened="Cleo")
    assert window.side.prompt.words.toPlainText() == "a new thought"
    undo(qtbot, window)
    become(qtbot, window, "Anna", "Bea", "New project", opened="New project")
    undo(qtbot, window)  # the words of a project that was left are not taken back, but it is
    become(qtbot, window, "Anna", "Bea", opened="Anna")
    assert window.side.prompt.words.toPlainText() == "anna's thought"
    qtbot.waitUntil(
        lambda: [one.name for one in library.projects()] == ["Anna", "Bea"], timeout=PATIENCE
    )


def click_row(qtbot: QtBot, window: MainWindow, name: str) -> None:
    view = window.picker.list.view
    index = window.picker.list.model.index(names(window).index(name))
    qtbot.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())


def click_button(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Open the list and click a button of it."""
    if not window.picker.list.isVisible():
        qtbot.mouseClick(window.picker.button, LEFT)
    buttons = window.picker.list.findChildren(QAbstractButton)
    qtbot.mouseClick(next(one for one in buttons if one.text() == text), LEFT)


def undo_from_menu(window: MainWindow, text: str) -> None:
    open_from_bar(window, "&Edit")
    choose_by_mouse(text)


def test_the_list_keeps_the_keys_while_a_picture_comes(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    start = window.stage.start
    start.setFocus()
    assert start.hasFocus()
    pop(qtbot, window)
    window.stage.show_loaded("a picture", np.full((64, 64, 3), 90, np.uint8))
    assert not start.isVisible()
    assert window.picker.list.view.hasFocus()


def test_projects_are_handled_by_mouse_alone(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    click_button(qtbot, window, "New project")
    become(qtbot, window, "Anna", "Bea", "New project", opened="New project")
    undo_from_menu(window, "Undo New project “New project”")
    become(qtbot, window, "Anna", "Bea", opened="Anna")

    click_button(qtbot, window, "Rename")
    editor = window.picker.list.view.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Dora")
    click_row(qtbot, window, "Bea")  # which ends the typing, and opens that one
    become(qtbot, window, "Dora", "Bea", opened="Bea")
    undo_from_menu(window, "Undo Open project “Bea”")
    become(qtbot, window, "Dora", "Bea", opened="Dora")
    undo_from_menu(window, "Undo Rename project “Anna”")
    become(qtbot, window, "Anna", "Bea", opened="Anna")

    click_button(qtbot, window, "Duplicate")
    become(qtbot, window, "Anna", "Anna copy", "Bea", opened="Anna copy")
    assert len(library.pictures(window.project)) == 1
    click_button(qtbot, window, "Delete")
    become(qtbot, window, "Anna", "Bea", opened="Anna")
    window.picker.list.hide()  # as a click anywhere else does
    undo_from_menu(window, "Undo Delete project “Anna copy”")
    become(qtbot, window, "Anna", "Anna copy", "Bea", opened="Anna copy")
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)


def test_the_menu_bar_means_the_open_project_whichever_was_looked_at(
    qtbot: QtBot, window: MainWindow
) -> None:
    def from_file_menu(text: str) -> None:
        qtbot.keyClick(window, KEY.Key_F, ALT)
        choose_by_keys(text)
        window.activateWindow()  # without a screen, the menu would keep that
        qtbot.waitUntil(lambda: QApplication.activeWindow() is not None, timeout=PATIENCE)

    pop(qtbot, window)
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Escape)
    from_file_menu("Rename")
    qtbot.waitUntil(window.picker.list.isVisible, timeout=PATIENCE)
    editor = window.picker.list.view.findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Anne")
    qtbot.keyClick(editor, KEY.Key_Return)
    become(qtbot, window, "Anne", "Bea", opened="Anne")
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Escape)
    from_file_menu("Delete")
    become(qtbot, window, "Bea", opened="Bea")
    undo(qtbot, window)
    become(qtbot, window, "Anne", "Bea", opened="Anne")
    pop(qtbot, window)
    press(window, KEY.Key_Down)
    press(window, KEY.Key_Escape)
    from_file_menu("Down")
    become(qtbot, window, "Bea", "Anne", opened="Anne")


def test_pictures_come_back_with_a_project_however_slow_the_disk_is(
    qtbot: QtBot, window: MainWindow, library: Library
) -> None:
    assert window.pictures.rowCount() == 1
    click_button(qtbot, window, "Delete")
    become(qtbot, window, "Bea", opened="Bea")
    qtbot.waitUntil(lambda: len(library.projects()) == 1, timeout=PATIENCE)
    window.picker.list.hide()  # as a click anywhere else does
    read = threading.Event()
    window.projects.ask(read.wait, lambda _: None)  # as long as that takes nothing is written
    undo_from_menu(window, "Undo Delete project “Anna”")
    assert window.projects.name(window.project) == "Anna"
    assert window.pictures.rowCount() == 0
    read.set()
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    become(qtbot, window, "Anna", "Bea", opened="Anna")
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
