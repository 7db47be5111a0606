"""The first portrait, drawn by the demo pack before the user's eyes."""

import os
import signal
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.hosting import HostedEngine
from core.library import Library
from core.library.queue import State
from core.packs import Pack
from core.recipe import Recipe
from gui.app import SAMPLES
from gui.main_window import MainWindow
from gui.panels.samples import read_samples
from gui.preferences import Preferences
from gui.welcome.dialog import WelcomeDialog
from gui.welcome.portrait import PortraitPage
from tests.gui.conftest import PATIENCE, MakeWindow

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FewSteps = Callable[..., Recipe]


@pytest.fixture
def fast_window(make_window: MakeWindow, demo_pack: Pack) -> MakeWindow:
    """Makes windows in which a portrait takes fewer steps than the pack recommends."""
    defaults = demo_pack.manifest.defaults.model_copy(update={"steps": 8})
    manifest = demo_pack.manifest.model_copy(update={"defaults": defaults})
    return partial(make_window, manifest=manifest)


def open_portraits(qtbot: QtBot, window: MainWindow) -> WelcomeDialog:
    """The last page, with people to choose from."""
    dialog = window.welcome.open()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE)
    qtbot.waitUntil(dialog.portrait.draw.isEnabled, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(dialog.portrait.strip.buttons), timeout=PATIENCE)
    while dialog.place < 3:
        qtbot.mouseClick(dialog.next, LEFT)
    return dialog


def running(window: MainWindow) -> bool:
    return window.worker.queue.running is not None


def test_portrait_comes_step_by_step_and_becomes_the_draft_in_one_step(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    own = few_steps("my own words", steps=7, count=4)
    window = make_window(own)
    dialog = open_portraits(qtbot, window)
    page, sample = dialog.portrait, read_samples(SAMPLES)[2]
    seen: set[int] = set()
    window.worker.progress.connect(lambda *_: seen.add(key_of(page)))
    assert page.picture.image is None
    assert page.draw.isDefault()

    qtbot.mouseClick(page.strip.buttons[2], LEFT)
    assert page.draw.text() == f"Draw {sample.name}"
    assert sample.prompt in page.words.text()
    assert window.draft.recipe == own  # nothing is touched before it is asked for
    qtbot.mouseClick(page.draw, LEFT)
    qtbot.mouseClick(page.draw, LEFT)  # as those who double-click everything
    assert page.draw.text() == f"{sample.name} is being drawn…"
    qtbot.waitUntil(page.bar.isVisible, timeout=PATIENCE)
    qtbot.waitUntil(lambda: page.progress.text().startswith("Step "), timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    qtbot.waitUntil(dialog.next.hasFocus, timeout=PATIENCE)

    assert len(seen - {0}) >= 3  # previews
    (picture,) = library.pictures(window.project)  # one, whatever the draft said
    assert picture.recipe.prompt == sample.prompt
    assert picture.likeness is not None
    share = picture.people[0].share
    assert share is not None
    assert page.pill.text().startswith(f"Likeness {round(100 * share)} %")
    assert page.told.text()
    assert page.picture.accessibleName() == f"The portrait of {sample.name}"
    assert window.draft.recipe == picture.recipe

    qtbot.mouseClick(page.draw, LEFT)  # another one is the same step
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 2, timeout=PATIENCE)
    qtbot.waitUntil(dialog.next.hasFocus, timeout=PATIENCE)
    qtbot.keyClick(dialog.next, KEY.Key_Return)
    assert window.welcome.dialog is None
    window.activateWindow()  # as a window manager does
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    assert window.commands.all["edit.undo"].action.text() == "Undo First portrait"
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert window.draft.recipe == own


def key_of(page: PortraitPage) -> int:
    """Tells one picture that is shown from another; 0: none is."""
    image = page.picture.image
    return 0 if image is None else image.cacheKey()


def test_people_are_chosen_by_arrows_and_drawn_by_enter(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    dialog = open_portraits(qtbot, window)
    page, names = dialog.portrait, [sample.name for sample in read_samples(SAMPLES)]
    page.strip.buttons[0].setFocus()
    qtbot.keyClick(page.strip.buttons[0], KEY.Key_Right)
    assert page.strip.buttons[1].hasFocus()
    qtbot.keyClick(page.strip.buttons[1], KEY.Key_Space)
    assert page.draw.text() == f"Draw {names[1]}"

    qtbot.keyClick(page.strip.buttons[1], KEY.Key_Return)
    qtbot.waitUntil(lambda: running(window), timeout=PATIENCE)
    page.stop.setFocus()
    qtbot.keyClick(page.stop, KEY.Key_Space)

    qtbot.waitUntil(lambda: page.told.text() == "Stopped.", timeout=PATIENCE)
    assert page.draw.hasFocus()  # what had it is gone
    assert page.draw.text() == f"Draw {names[1]}"
    assert window.pictures.rowCount() == 0
    dialog.close()


def test_who_leaves_in_the_middle_finds_the_portrait_in_the_window(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    dialog = open_portraits(qtbot, window)
    qtbot.mouseClick(dialog.portrait.strip.buttons[4], LEFT)
    qtbot.mouseClick(dialog.portrait.draw, LEFT)
    qtbot.waitUntil(lambda: running(window), timeout=PATIENCE)
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert running(window)

    again = open_portraits(qtbot, window)  # who comes back finds it there, too
    elin = read_samples(SAMPLES)[4]
    qtbot.waitUntil(lambda: elin.name in again.portrait.picture.accessibleName())
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    qtbot.waitUntil(again.portrait.pill.isVisible, timeout=PATIENCE)
    again.close()
    assert window.drawing.shown is not None
    assert window.drawing.shown.recipe.prompt == elin.prompt


def test_speed_is_told_once_it_was_measured(qtbot: QtBot, fast_window: MakeWindow) -> None:
    window = fast_window()
    dialog = open_portraits(qtbot, window)
    speed = dialog.computer.tiles[3]
    assert speed.value.text() == "Not known yet"
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    qtbot.waitUntil(lambda: speed.value.text().startswith("About "), timeout=PATIENCE)
    assert speed.meaning.text() == "as measured here"
    dialog.close()


def test_portrait_waits_behind_what_is_queued_and_says_so(
    qtbot: QtBot, fast_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = fast_window(few_steps("an oak"))
    window.worker.queue.pause(True)
    window.generate()
    dialog = open_portraits(qtbot, window)
    page = dialog.portrait
    qtbot.mouseClick(page.draw, LEFT)
    qtbot.waitUntil(lambda: "queue is paused" in page.progress.text(), timeout=PATIENCE)
    assert [job.state for job in window.worker.queue.jobs()] == [State.WAITING] * 2
    window.worker.queue.pause(False)
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 2, timeout=PATIENCE)
    drawn = [picture.recipe.prompt for picture in library.pictures(window.project)]
    assert drawn == ["an oak", read_samples(SAMPLES)[0].prompt]
    dialog.close()


def test_engine_that_dies_is_told_and_the_next_try_draws(
    qtbot: QtBot, fast_window: MakeWindow, engine: HostedEngine
) -> None:
    window = fast_window()
    dialog = open_portraits(qtbot, window)
    page = dialog.portrait
    qtbot.mouseClick(page.draw, LEFT)
    qtbot.waitUntil(lambda: page.progress.text().startswith("Step "), timeout=PATIENCE)
    pid = engine.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: "engine stopped" in page.told.text(), timeout=PATIENCE)
    qtbot.mouseClick(page.draw, LEFT)
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=2 * PATIENCE)
    dialog.close()


def test_photo_that_can_not_be_kept_is_told(
    qtbot: QtBot, make_window: MakeWindow, library: Library
) -> None:
    window = make_window()
    dialog = open_portraits(qtbot, window)
    page, before = dialog.portrait, window.draft.recipe
    sources = library.folder / "sources"
    sources.rename(library.folder / "gone")
    sources.write_text("a file where a folder should be")
    qtbot.mouseClick(page.draw, LEFT)
    qtbot.waitUntil(page.told.isVisible, timeout=PATIENCE)
    assert page.told.text()
    assert page.draw.isEnabled()
    assert window.draft.recipe == before
    dialog.close()


def test_window_that_had_a_welcome_is_gone_once_it_is_closed(
    leaves_nothing: Callable[..., None], preferences: Preferences
) -> None:
    def use(window: MainWindow) -> None:
        window.welcome.open().close()
        window.welcome.open()
        preferences.choose_theme("dark")
        window.closed.connect(lambda: seen.append(window.welcome.dialog))

    seen: list[object] = []
    leaves_nothing(use)
    assert seen == [None], "it goes with its window"
