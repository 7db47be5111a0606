"""A pack that was installed in the window draws: the whole way, with the engine's child."""

import time
from collections.abc import Callable, Generator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.commands.opening import open_engine
from core.library import Library
from core.packs import Pack
from core.settings import chosen_pack
from gui.app import show_windows
from gui.main_window import MainWindow
from gui.preferences import Preferences
from tests.gui.conftest import PATIENCE
from tests.gui.packs.conftest import accept_all, agree, press, show_bundle
from tests.gui.packs.shop import Shop

Deeds = Generator[Callable[[], object], None, None]


def run_beside(qapp: QApplication, deeds: Deeds) -> list[BaseException]:
    """Do things while an event loop runs; each yields what to wait for.

    Returns:
        What went wrong, once all windows are closed.
    """
    faults: list[BaseException] = []
    timer = QTimer(qapp, interval=20)
    end = time.monotonic() + 3 * PATIENCE / 1000
    ready: Callable[[], object] = lambda: True

    def look() -> None:
        nonlocal ready
        try:
            if ready():
                ready = next(deeds)
            assert time.monotonic() < end
        except BaseException as error:
            timer.stop()
            if not isinstance(error, StopIteration):
                faults.append(error)
            qapp.closeAllWindows()

    timer.timeout.connect(look)
    timer.start()
    return faults


def main_window(qapp: QApplication) -> MainWindow | None:
    windows = [one for one in qapp.topLevelWidgets() if isinstance(one, MainWindow)]
    return next((one for one in windows if one.isVisible()), None)


def install(qtbot: QtBot, window: MainWindow) -> Deeds:
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.models.page
    assert page is not None
    card = show_bundle(qtbot, page, "instantid-tiny")
    yield card.get.isEnabled
    agree(qtbot, page, card)
    yield card.use.isVisible
    press(qtbot, card.use)


def draw(qtbot: QtBot, window: MainWindow) -> Deeds:
    window.side.prompt.words.setFocus()
    qtbot.keyClicks(window.side.prompt.words, "a person")
    qtbot.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    yield lambda: window.pictures.rowCount() == 1
    yield lambda: window.drawing.shown is not None


def come_up(qapp: QApplication, before: MainWindow | None = None) -> Deeds:
    yield lambda: main_window(qapp) not in (None, before)
    window = main_window(qapp)
    assert window is not None
    window.activateWindow()
    yield window.isActiveWindow


def test_an_installed_pack_draws_in_a_window_of_its_own(
    qtbot: QtBot,
    qapp: QApplication,
    preferences: Preferences,
    demo_pack: Pack,
    shop: Shop,
    own_folders: Path,
    tmp_path: Path,
) -> None:
    accept_all(shop, own_folders)
    preferences.keep_welcomed()
    seen: list[str] = []

    def deeds() -> Deeds:
        yield from come_up(qapp)
        window = main_window(qapp)
        assert window is not None
        window.pages.models.setup = shop.setup(own_folders)
        seen.append(window.status.pack_name.text())
        yield from install(qtbot, window)
        yield from come_up(qapp, window)
        window = main_window(qapp)
        assert window is not None
        seen.extend((window.status.pack_name.text(), window.status.licence.text()))
        yield from draw(qtbot, window)
        assert window.drawing.shown is not None
        seen.append(window.drawing.shown.recipe.pack)

    faults = run_beside(qapp, deeds())
    code = show_windows(qapp, preferences, open_engine, demo_pack, Library(tmp_path / "library"))
    assert faults == []
    assert code == 0
    assert seen == [
        "Pack: Demo people",
        "Pack: InstantID and IP-Adapter on SDXL, 8 GB",
        "InstantID checkpoints",
        "instantid-tiny",
    ]
    assert chosen_pack() == str((own_folders / "packs" / "instantid-tiny").resolve())
