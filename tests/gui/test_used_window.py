"""A window in which everything was opened once is gone after it was closed."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.recipe import Recipe
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, choose_person

ROOT = Path(__file__).resolve().parents[2]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def use(qtbot: QtBot, window: MainWindow) -> None:
    """Move the face, draw drafts, a twin; compare, look inside, open a sheet, ask for a face."""
    tools = window.side.pose.tools
    choose_person(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    QTest.keyClick(window.pose_editor.overlay, Qt.Key.Key_Right)
    for button in (tools.framings, tools.named):
        button.menu().aboutToShow.emit()
    with qtbot.waitSignal(window.posing.live.sketched, timeout=PATIENCE):
        window.posing.live.switch(True)
    window.posing.live.switch(False)
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL | SHIFT)
    window.pages.sheets.ask().reject()
    window.pages.sheets.twin()
    page = window.pages.sheets.page
    assert page is not None
    qtbot.waitUntil(lambda: page.drawn == len(page.cells), timeout=PATIENCE)
    window.gallery.open_file(ROOT / "docs" / "screenshots" / "sweep.png")
    qtbot.waitUntil(lambda: window.pages.sheets.page is not page, timeout=PATIENCE)
    assert window.draft.identity is not None
    photo = window.sources.photo(window.draft.identity.references[0])
    assert photo is not None
    window.side.pose.ask_which(photo).reject()
    window.gallery.list.selectAll()
    pictures = [view.picture for view in page.cells.values() if view.picture is not None]
    window.pages.comparing.compare(pictures[:2])
    qtbot.waitUntil(lambda: window.pages.comparing.view is not None, timeout=PATIENCE)
    window.drawing.open(pictures[0])
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
    with qtbot.waitSignal(window.worker.looked_inside, timeout=PATIENCE):
        window.pages.inside.look()


def test_it_is_gone(
    qtbot: QtBot, leaves_nothing: Callable[..., None], few_steps: Callable[..., Recipe]
) -> None:
    leaves_nothing(partial(use, qtbot), few_steps("a person"))
