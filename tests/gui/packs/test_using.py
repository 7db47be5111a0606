"""A pack that was installed in the window draws: the whole way, with the engine's child."""

import time
from collections.abc import Callable, Generator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.commands.opening import open_engine
from core.library import Library
from core.packs import Pack
from core.settings import chosen_pack
from gui.app import SAMPLES, show_windows
from gui.main_window import MainWindow
from gui.preferences import Preferences
from tests.core.packs.bad_server import Site
from tests.gui.conftest import PATIENCE
from tests.gui.events import drop_on
from tests.gui.packs.conftest import accept_all, agree, press, show_bundle
from tests.gui.packs.shop import Shop, drawn_faces, open_shop

Deeds = Generator[Callable[[], object], None, None]


@pytest.fixture
def shop(site: Site, demo_pack: Pack) -> Shop:
    """Its face models know the people that come with Likeness."""
    return open_shop(site, drawn_faces(demo_pack))


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


def draw_again(qtbot: QtBot, window: MainWindow, **numbers: float) -> Deeds:
    """Type numbers into the fields of the panels, and have one more picture drawn."""
    side = window.side
    fields = {"likeness": side.person.likeness, "structure": side.person.structure}
    if side.image_prompts.trays:
        fields["strength"] = side.image_prompts.trays[0].strength
    for name, number in numbers.items():
        box = fields[name].controls[-1]
        assert box.isEnabled()
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(box, str(number))
        qtbot.keyClick(box, Qt.Key.Key_Return)
    before = window.pictures.rowCount()
    qtbot.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    yield lambda: window.pictures.rowCount() == before + 1
    yield lambda: window.worker.queue.open == 0


def draw_somebody(qtbot: QtBot, window: MainWindow, drawn: list[np.ndarray]) -> Deeds:
    """Pictures of one seed: of words, of a person, and after a picture, more and less strongly."""
    side = window.side
    window.worker.pictured.connect(lambda _, __, portrait: drawn.append(portrait.image))
    side.sampling.lock.click()
    yield from draw_again(qtbot, window)
    yield lambda: bool(side.person.strip.buttons)
    side.person.strip.buttons[0].click()
    yield lambda: window.posing.points.points is not None
    yield from draw_again(qtbot, window, likeness=0.8, structure=0.8)
    yield from draw_again(qtbot, window, likeness=0)
    yield from draw_again(qtbot, window, likeness=0.8, structure=0)
    yield from draw_again(qtbot, window, likeness=0)
    drop_on(side.image_prompts.drop, SAMPLES / "Bruno.png")
    yield lambda: bool(window.draft.recipe.image_prompts)
    yield from draw_again(qtbot, window, strength=1)
    yield from draw_again(qtbot, window, strength=0.4)
    yield from draw_again(qtbot, window, strength=0)


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
    drawn: list[np.ndarray] = []

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
        yield from draw_somebody(qtbot, window, drawn)

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
    words, person, without_tokens, without_net, without_both, *pictures = drawn
    strong, weak, off = pictures
    assert np.array_equal(without_both, words)
    assert np.array_equal(off, words)
    kinds = (words, person, without_tokens, without_net, strong, weak)
    assert len({image.tobytes() for image in kinds}) == len(kinds)
    assert chosen_pack() == str((own_folders / "packs" / "instantid-tiny").resolve())
