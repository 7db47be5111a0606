"""While the engine compares a large pack with its fingerprints, the window says how far it is."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.hosting import HostedEngine
from core.library import Library
from core.packs import Pack
from core.packs.defaults import default_recipe
from gui.app import destroy
from gui.main_window import MainWindow
from gui.preferences import Preferences
from tests.core.fragile_engine import open_checking_engine
from tests.gui.conftest import PATIENCE, build_window

LEFT = Qt.MouseButton.LeftButton


def test_the_status_and_a_picture_that_waits_tell_how_far_the_pack_is_checked(
    qtbot: QtBot, library: Library, demo_pack: Pack, preferences: Preferences, tmp_path: Path
) -> None:
    mark = tmp_path / "half"
    recipe = default_recipe(demo_pack.manifest).model_copy(update={"prompt": "a person"})
    engine = HostedEngine(partial(open_checking_engine, mark))
    window = build_window(recipe, library, demo_pack.manifest, engine, preferences)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    window.worker.start()
    try:
        look_on(qtbot, window, mark)
    finally:
        engine.close()
        window.close()
        destroy(window)


def look_on(qtbot: QtBot, window: MainWindow, mark: Path) -> None:
    status, stage = window.status.engine_state, window.stage.words
    qtbot.waitUntil(lambda: status.text() == "Checking the pack: 0 %", timeout=PATIENCE)

    qtbot.mouseClick(window.generate_button, LEFT)
    mark.touch()
    qtbot.waitUntil(lambda: stage.text() == "Checking the pack: 50 %", timeout=PATIENCE)
    assert status.text() == "Checking the pack: 50 %"
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.worker.queue.open == 0, timeout=PATIENCE)

    qtbot.mouseClick(window.generate_button, LEFT)
    mark.unlink()
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    assert status.text() == "Engine ready on CPU"
