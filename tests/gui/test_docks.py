"""Docks are moved, detached, closed, brought back, remembered and reset, by mouse and by keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.library import Library
from core.settings import settings_file
from gui.app import SAMPLES
from gui.main_window import MainWindow
from gui.preferences import Preferences
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import (
    LEFT,
    choose_by_keys,
    choose_by_mouse,
    drop_on,
    open_from_bar,
    open_menu,
)

LEFT_AREA = Qt.DockWidgetArea.LeftDockWidgetArea
RIGHT_AREA = Qt.DockWidgetArea.RightDockWidgetArea
NAMES = pytest.mark.parametrize("name", ["recipe", "gallery"])
HOME = {"recipe": LEFT_AREA, "gallery": RIGHT_AREA}
TITLES = {"recipe": "Recipe", "gallery": "Gallery"}


def stands(window: MainWindow, name: str) -> tuple[Qt.DockWidgetArea, bool, bool]:
    """Its side, whether it is detached, and whether it is seen."""
    dock = window.docks.dock(name)
    return window.dockWidgetArea(dock), dock.isFloating(), dock.isVisible()


def drag_dock(window: MainWindow, name: str, place: QPoint) -> None:
    """Take a dock by its title and let go of it at a place in the window."""
    title = window.docks.title(name)
    start = title.mapToGlobal(title.rect().center())
    way = window.mapToGlobal(place) - start
    QTest.mousePress(title, LEFT, pos=title.rect().center())
    for tenth in range(1, 11):
        QTest.mouseMove(title, title.mapFromGlobal(start + way * tenth / 10))
        QApplication.processEvents()
    QTest.mouseRelease(title, LEFT, pos=title.mapFromGlobal(start + way))


def edge(window: MainWindow, side: Qt.DockWidgetArea) -> QPoint:
    """A place near that side of the window."""
    return QPoint(60 if side == LEFT_AREA else window.width() - 60, window.height() // 2)


def from_view_menu(window: MainWindow, text: str) -> None:
    """Open View by its letter, and go to an entry by arrows."""
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    choose_by_keys(text)


def tab_to(window: MainWindow, widget: QWidget) -> None:
    """Press Tab until a control has the focus."""
    seen: list[QWidget] = []
    while (focus := QApplication.focusWidget()) is not widget:
        assert focus is not None
        assert focus not in seen, "Tab does not lead there"
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)


@pytest.fixture
def window(make_window: MakeWindow) -> MainWindow:
    return make_window()


@NAMES
def test_dock_is_dragged_by_its_title_to_the_other_side_and_back(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    home = HOME[name]
    other = RIGHT_AREA if home == LEFT_AREA else LEFT_AREA
    for side in (other, home):
        drag_dock(window, name, edge(window, side))
        qtbot.waitUntil(lambda side=side: stands(window, name) == (side, False, True))
    assert stands(window, "recipe")[2]
    assert stands(window, "gallery")[2]


def test_dock_that_is_let_go_over_the_picture_stays_where_it_is_on_the_screen(
    qtbot: QtBot, window: MainWindow
) -> None:
    drag_dock(window, "gallery", QPoint(window.width() // 2, window.height() // 2))
    assert stands(window, "gallery")[1:] == (True, True)
    drag_dock(window, "gallery", edge(window, RIGHT_AREA))
    qtbot.waitUntil(lambda: stands(window, "gallery") == (RIGHT_AREA, False, True))


@NAMES
def test_dock_changes_its_side_by_keys(qtbot: QtBot, window: MainWindow, name: str) -> None:
    width, home = window.docks.dock(name).width(), HOME[name]
    other = RIGHT_AREA if home == LEFT_AREA else LEFT_AREA
    for side in (other, home):
        from_view_menu(window, f"{TITLES[name]}: to the other side")
        assert stands(window, name) == (side, False, True)
    qtbot.waitUntil(lambda: window.docks.dock(name).width() == width)


@NAMES
def test_dock_is_detached_and_attached_by_mouse_and_keys(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    title = window.docks.title(name)
    detached = lambda: window.docks.dock(name).isFloating()
    qtbot.mouseDClick(title, LEFT, pos=title.rect().center())
    assert detached()
    qtbot.mouseDClick(title, LEFT, pos=title.rect().center())
    assert not detached()
    qtbot.mouseClick(title.float, LEFT)
    assert detached()
    qtbot.mouseClick(title.float, LEFT)
    assert not detached()

    tab_to(window, title.float)
    qtbot.keyClick(title.float, Qt.Key.Key_Space)
    assert detached()
    qtbot.waitUntil(title.isActiveWindow, timeout=PATIENCE)  # the keys went along
    qtbot.keyClick(title.float, Qt.Key.Key_Tab)
    tab_to(window, title.float)
    qtbot.keyClick(title.float, Qt.Key.Key_Space)
    assert not detached()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)


def test_detached_dock_that_comes_back_has_the_keys(qtbot: QtBot, window: MainWindow) -> None:
    """Window managers lead no key to it, so it has to be closed and opened again."""
    dock = window.docks.dock("gallery")
    qtbot.mouseClick(window.docks.title("gallery").float, LEFT)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window, timeout=PATIENCE)
    for _ in range(2):
        from_view_menu(window, "Gallery")
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dock, timeout=PATIENCE)
    assert dock.isVisible()


@NAMES
def test_dock_is_closed_and_brought_back_by_mouse(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    qtbot.mouseClick(window.docks.title(name).close_dock, LEFT)
    assert stands(window, name) == (HOME[name], False, False)
    for seen in (True, False, True):
        open_from_bar(window, "&View")
        entry = next(one for one in open_menu().actions() if one.text() == TITLES[name])
        assert entry.isChecked() != seen
        choose_by_mouse(TITLES[name])
        assert stands(window, name)[2] == seen


@NAMES
def test_dock_is_closed_and_brought_back_by_keys(
    qtbot: QtBot, window: MainWindow, name: str
) -> None:
    title = window.docks.title(name)
    tab_to(window, title.close_dock)
    qtbot.keyClick(title.close_dock, Qt.Key.Key_Space)
    assert not window.docks.dock(name).isVisible()
    assert QApplication.focusWidget() is not None  # the keys still go somewhere
    from_view_menu(window, TITLES[name])
    assert stands(window, name) == (HOME[name], False, True)


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "mine")
    yield library
    library.close()


def test_layout_is_remembered_and_reset_from_the_menu(
    qtbot: QtBot, make_window: MakeWindow, mine: Library
) -> None:
    first = make_window(library=mine)
    drag_dock(first, "recipe", edge(first, RIGHT_AREA))
    qtbot.waitUntil(lambda: stands(first, "recipe") == (RIGHT_AREA, False, True))
    qtbot.mouseClick(first.docks.title("gallery").close_dock, LEFT)
    first.close()
    assert settings_file().is_file()  # in the test's own folder

    second = make_window(library=mine)
    assert stands(second, "recipe") == (RIGHT_AREA, False, True)
    assert stands(second, "gallery")[2] is False
    qtbot.mouseDClick(second.docks.title("recipe"), LEFT)
    from_view_menu(second, "Gallery")
    second.close()

    third = make_window(library=mine)
    qtbot.waitUntil(lambda: stands(third, "recipe")[1:] == (True, True), timeout=PATIENCE)
    assert stands(third, "gallery") == (RIGHT_AREA, False, True)
    third.activateWindow()
    open_from_bar(third, "&View")
    choose_by_mouse("Reset the layout")
    for name, home in HOME.items():
        assert stands(third, name) == (home, False, True)
    third.close()


def test_picture_dropped_anywhere_on_a_detached_dock_is_taken(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    dock = window.docks.dock("recipe")
    qtbot.mouseClick(window.docks.title("recipe").float, LEFT)
    assert dock.isFloating()

    drop_on(dock, next(SAMPLES.glob("*.png")))

    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)


def test_layout_of_another_version_is_left_alone(
    make_window: MakeWindow, preferences: Preferences
) -> None:
    preferences.settings.setValue("window/layout", b"of another time")
    window = make_window()
    assert window.docks.dock("recipe").isVisible()
    assert window.docks.dock("gallery").isVisible()
