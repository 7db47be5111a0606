"""The real window with image prompts, and hands for their trays."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.recipe import ImagePrompt
from gui.app import SAMPLES
from gui.image_prompts.tray import ImagePromptTray
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, choose_by_mouse, drop_on, once_open

AMARA, BRUNO, CHEN = (SAMPLES / f"{name}.png" for name in ("Amara", "Bruno", "Chen"))
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow) -> MainWindow:
    """A window with one image prompt of one picture."""
    made = make_window()
    drop_on(made.side.image_prompts.drop, AMARA)
    qtbot.waitUntil(lambda: bool(made.draft.recipe.image_prompts), timeout=PATIENCE)
    return made


@pytest.fixture
def unfold(window: MainWindow) -> Callable[[], ImagePromptTray]:
    """Opens what is folded away in the first tray."""

    def open_it() -> ImagePromptTray:
        made = tray(window)
        click(window, made.more)
        assert made.window_field.isVisible()
        return made

    return open_it


@pytest.fixture
def nobody(tmp_path: Path) -> Path:
    """A picture that shows no face."""
    path = tmp_path / "sky.png"
    Image.fromarray(np.full((80, 60, 3), (90, 140, 200), np.uint8)).save(path)
    return path


def tray(window: MainWindow, index: int = 0) -> ImagePromptTray:
    return window.side.image_prompts.trays[index]


def prompt(window: MainWindow, index: int = 0) -> ImagePrompt:
    return window.draft.recipe.image_prompts[index]


def click(window: MainWindow, widget: QWidget) -> None:
    """Scroll to a control of the panels, and click it."""
    QApplication.processEvents()
    window.side.scroller.ensureWidgetVisible(widget)
    QTest.mouseClick(widget, LEFT)


def pick(window: MainWindow, button: QWidget, text: str) -> None:
    """Click an entry of a button's menu."""
    QApplication.processEvents()
    window.side.scroller.ensureWidgetVisible(button)
    once_open(lambda: choose_by_mouse(text))
    QTest.mouseClick(button, LEFT)


def add_images(qtbot: QtBot, window: MainWindow, *paths: Path) -> None:
    """Drop further pictures on the first tray's place for them."""
    wanted = len(prompt(window).images) + len(paths)
    drop_on(tray(window).strip.add, *paths)
    qtbot.waitUntil(lambda: len(prompt(window).images) == wanted, timeout=PATIENCE)
