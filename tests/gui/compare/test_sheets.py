"""Twin and Sweep in the window, on the real pack: the page fills, is exported and read again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.compare.grid import read_sheet
from gui.compare.sheet_page import SheetPage
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps) -> MainWindow:
    made = make_window(few_steps("portrait of a person, smiling", steps=8))
    strip = made.side.person.strip
    qtbot.waitUntil(lambda: bool(strip.buttons), timeout=PATIENCE)
    strip.buttons[0].click()
    qtbot.waitUntil(lambda: made.posing.points.points is not None, timeout=PATIENCE)
    return made


def filled(qtbot: QtBot, window: MainWindow, count: int) -> SheetPage:
    page = window.pages.sheets.page
    assert page is not None
    assert len(page.cells) == count
    qtbot.waitUntil(lambda: page.drawn == count, timeout=PATIENCE)
    measured = lambda: all(v.figures.landmark_error is not None for v in page.cells.values())
    qtbot.waitUntil(measured, timeout=PATIENCE)
    return page


def test_a_twin_fills_its_row_and_is_exported(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    page = filled(qtbot, window, 6)
    assert page.isVisible()
    neither, both = page.cells[0, 0], page.cells[0, 5]
    assert neither.cell.recipe.identities == ()
    assert neither.figures.likeness is not None, "measured against the person all the same"
    assert both.figures.likeness is not None
    assert window.pictures.rowCount() == 6
    assert not page.cancel.isVisible()
    page.save.setEnabled(True)
    window.pages.sheets.export_to(tmp_path / "twin.png")
    qtbot.waitUntil((tmp_path / "twin.png").exists, timeout=PATIENCE)
    again = read_sheet(tmp_path / "twin.png")
    assert [cell.recipe for cell in again.sheet.cells] == [
        view.cell.recipe for view in page.cells.values()
    ]
    QTest.mouseClick(both, LEFT)
    assert both.picture is not None
    qtbot.waitUntil(
        lambda: window.drawing.shown is not None and window.drawing.shown.id == both.picture.id,
        timeout=PATIENCE,
    )
    assert window.tabs.currentIndex() == 0


def test_a_sweep_says_how_many_and_what_is_wrong(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, CTRL | Qt.KeyboardModifier.ShiftModifier)
    dialog = window.pages.sheets.ask()
    dialog.fields[0].setCurrentIndex(dialog.fields[0].findData("identities.0.likeness"))
    dialog.values[0].clear()
    QTest.keyClicks(dialog.values[0], "0,1")
    assert dialog.told.text().startswith("2 pictures")
    dialog.fields[1].setCurrentIndex(dialog.fields[1].findData("sampling.seed"))
    dialog.fields[1].activated.emit(dialog.fields[1].currentIndex())
    dialog.values[1].clear()
    QTest.keyClicks(dialog.values[1], "3,hello")
    assert not dialog.start.isEnabled()
    assert "seed" in dialog.told.text().lower()
    dialog.values[1].clear()
    QTest.keyClicks(dialog.values[1], "3,4")
    assert dialog.told.text().startswith("4 pictures")
    QTest.mouseClick(dialog.start, LEFT)
    page = filled(qtbot, window, 4)
    seeds = {place: view.cell.recipe.sampling.seed for place, view in page.cells.items()}
    assert seeds == {(0, 0): 3, (0, 1): 3, (1, 0): 4, (1, 1): 4}


def test_cancel_keeps_what_is_done(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    page = window.pages.sheets.page
    assert page is not None
    qtbot.waitUntil(lambda: page.drawn >= 1, timeout=PATIENCE)
    QTest.mouseClick(page.cancel, LEFT)
    qtbot.waitUntil(lambda: not page.cancel.isVisible(), timeout=PATIENCE)
    assert 1 <= page.drawn < 6
    assert page.drawn == window.pictures.rowCount()
    assert "not drawn" in page.cells[0, 5].text()
    assert page.save.isEnabled()


def test_a_twin_needs_somebody(window: MainWindow) -> None:
    window.side.person.remove.click()
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    assert window.stage.notice.isVisible()
    assert window.pages.sheets.page is None
