"""Pictures side by side, with an edge between, and blinking: by mouse and keys on real pictures."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from gui.compare.view import BLINK, SIDE, SPLIT, CompareView
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps) -> MainWindow:
    """A window with three pictures that differ in the prompt and in the guidance."""
    made = make_window(few_steps("an old man", width=128, height=128))
    made.draft.keep_seed(True)
    for prompt, guidance in (("an old man", 4.0), ("a young woman", 4.0), ("an old man", 2.0)):
        made.draft.update(prompt=prompt)
        made.draft.update_sampling(guidance=guidance)
        with qtbot.waitSignal(made.drawing.pictured, timeout=PATIENCE):
            made.generate()
    return made


def compare(qtbot: QtBot, window: MainWindow, count: int) -> CompareView:
    view = window.gallery.list
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    for _ in range(count - 1):
        QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(window.gallery.acting.selected()) == count
    QTest.keyClick(view, Qt.Key.Key_C)
    qtbot.waitUntil(lambda: window.pages.comparing.view is not None, timeout=PATIENCE)
    page = window.pages.comparing.view
    assert page is not None
    qtbot.waitUntil(page.isVisible, timeout=PATIENCE)
    return page


def test_what_differs_is_listed_and_nothing_else(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, 3)
    table = page.table
    titles = [table.verticalHeaderItem(row).text() for row in range(table.rowCount())]
    assert titles == ["Prompt", "Guidance scale"]
    prompts = [table.item(0, column).text() for column in range(3)]
    assert prompts == ["an old man", "a young woman", "an old man"]
    assert [table.item(1, column).text() for column in range(3)] == ["2", "4", "4"]
    assert [canvas.isVisible() for canvas in page.canvases] == [True, True, True, False]


def test_all_are_zoomed_and_moved_together(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, 2)
    first, second = page.canvases[:2]
    spot = QPointF(first.rect().center()) + QPointF(20, 10)
    wheel = QWheelEvent(
        *(spot, QPointF(first.mapToGlobal(spot.toPoint())), QPoint(), QPoint(0, 360)),
        *(Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False),
    )
    QApplication.sendEvent(first, wheel)
    assert not first.zoom.fits
    assert second.zoom.scale == pytest.approx(first.zoom.scale)
    assert second.zoom.centre == first.zoom.centre
    assert page.split.zoom.scale == pytest.approx(first.zoom.scale)
    QTest.mouseDClick(second, LEFT, NONE, second.rect().center())
    assert first.zoom.fits


@pytest.mark.parametrize("mode", [SIDE, SPLIT, BLINK])
def test_each_mode_looks_where_the_others_look(qtbot: QtBot, window: MainWindow, mode: int) -> None:
    page = compare(qtbot, window, 3)
    QTest.mouseClick(page.buttons.button(mode), LEFT)
    canvas = (page.canvases[0], page.split, page.blinking)[mode]
    canvas.setFocus()
    for _ in range(5):
        QTest.keyClick(canvas, Qt.Key.Key_Plus)
    QTest.keyClick(canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    middle = canvas.rect().center() + QPoint(0, 60)
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, NONE, middle)
    QTest.mouseMove(canvas, middle - QPoint(25, 10))
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, NONE, middle - QPoint(25, 10))
    assert not canvas.zoom.fits
    for other in (*page.canvases[:3], page.split, page.blinking):
        assert other.zoom.scale == pytest.approx(canvas.zoom.scale)
        assert other.zoom.centre == canvas.zoom.centre
    for shown in (SIDE, SPLIT, BLINK):  # also once they are laid out
        QTest.mouseClick(page.buttons.button(shown), LEFT)
        other = (page.canvases[1], page.split, page.blinking)[shown]
        assert other.zoom.scale == pytest.approx(canvas.zoom.scale)
        assert other.zoom.centre == canvas.zoom.centre
    QTest.keyClick(page.blinking, Qt.Key.Key_0)
    assert all(one.zoom.fits for one in page.canvases[:3])


def test_another_comparison_begins_with_whole_pictures(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, 2)
    page.canvases[0].setFocus()
    QTest.keyClick(page.canvases[0], Qt.Key.Key_1)
    assert not page.blinking.zoom.fits
    window.pages.comparing.compare(window.library.pictures(window.project))
    qtbot.waitUntil(page.canvases[2].isVisible, timeout=PATIENCE)
    assert all(canvas.zoom.fits for canvas in (*page.canvases[:3], page.split, page.blinking))


def test_pictures_of_other_sizes_show_the_same_part(
    qtbot: QtBot, window: MainWindow, few_steps
) -> None:
    window.draft.update_sampling(width=64, height=128)
    with qtbot.waitSignal(window.drawing.pictured, timeout=PATIENCE):
        window.generate()
    page = compare(qtbot, window, 2)
    small, large = page.canvases[:2]
    large.setFocus()
    large.actual_size()
    assert small.zoom.scale == pytest.approx(2 * (large.zoom.scale or 0))
    assert page.split.second_place().width() == pytest.approx(page.split.zoom.place().width())
    assert page.split.second_place().height() < page.split.zoom.place().height()
    QTest.mouseClick(page.buttons.button(BLINK), LEFT)
    page.blinking.setFocus()
    names = [page.now.text()]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        QTest.keyClick(page.blinking, key)
        names.append(page.now.text())
        width = page.blinking.zoom.picture.width()
        assert (page.blinking.zoom.scale or 0) * width == pytest.approx(128), "as large as before"
    assert names[0] == names[2] != names[1]
    assert not page._blink.isActive(), "who goes by hand wants to look"


def test_the_edge_is_moved_by_mouse_and_keys(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, 2)
    QTest.mouseClick(page.buttons.button(SPLIT), LEFT)
    assert page.mode == SPLIT
    split = page.split
    middle = QPoint(split.width() // 2, split.height() // 2)
    before = split.grab().toImage()
    QTest.mousePress(split, LEFT, NONE, middle)
    QTest.mouseMove(split, middle - QPoint(60, 0))
    QTest.mouseRelease(split, LEFT, NONE, middle - QPoint(60, 0))
    assert split.edge == pytest.approx(0.5 - 60 / split.width(), abs=0.01)
    assert split.grab().toImage() != before
    edge = split.edge
    split.setFocus()
    QTest.keyClick(split, Qt.Key.Key_Right)
    assert split.edge == pytest.approx(edge + 0.02)


def test_they_blink_while_they_are_seen(qtbot: QtBot, window: MainWindow) -> None:
    page = compare(qtbot, window, 2)
    QTest.mouseClick(page.buttons.button(BLINK), LEFT)
    seen = {page.now.text()}
    qtbot.waitUntil(lambda: len(seen | {page.now.text()}) == 2, timeout=PATIENCE)
    QTest.mouseClick(page.buttons.button(SIDE), LEFT)
    assert not page._blink.isActive()


def test_one_picture_is_too_few(qtbot: QtBot, window: MainWindow) -> None:
    window.gallery.list.setFocus()
    QTest.keyClick(window.gallery.list, Qt.Key.Key_Home)
    QTest.keyClick(window.gallery.list, Qt.Key.Key_C)
    assert window.stage.notice.isVisible()
    assert window.pages.comparing.view is None
