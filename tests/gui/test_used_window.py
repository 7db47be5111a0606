"""A window in which everything was opened once is gone after it was closed."""

import gc
import weakref
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.hosting import HostedEngine
from core.library import Library
from core.packs import Pack
from gui.app import SAMPLES, destroy
from gui.draft import Draft
from gui.main_window import MainWindow
from gui.opening import open_project
from gui.preferences import Preferences
from gui.worker import Worker
from tests.gui.conftest import PATIENCE

ROOT = Path(__file__).resolve().parents[2]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def use(qtbot: QtBot, window: MainWindow) -> None:
    """Move the face, draw drafts, a twin; compare, look inside, open a sheet, ask for a face."""
    strip, tools = window.side.person.strip, window.side.pose.tools
    qtbot.waitUntil(lambda: bool(strip.buttons), timeout=PATIENCE)
    strip.buttons[0].click()
    qtbot.waitUntil(lambda: window.posing.points.points is not None, timeout=PATIENCE)
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
    with qtbot.waitSignal(window.worker.opened, timeout=PATIENCE):
        window.pages.inside.look()


def test_it_is_gone(
    qtbot: QtBot,
    preferences: Preferences,
    engine: HostedEngine,
    library: Library,
    demo_pack: Pack,
    few_steps,
) -> None:
    project = open_project(library)
    worker = Worker(engine, library)
    draft = Draft(few_steps("a person"))
    window = MainWindow(draft, worker, library, project, preferences, SAMPLES, demo_pack.manifest)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    worker.start()
    use(qtbot, window)
    window.close()
    there = weakref.ref(window)
    destroy(window)
    del window, worker, draft

    def gone() -> bool:
        gc.collect()
        return there() is None

    qtbot.waitUntil(gone)
