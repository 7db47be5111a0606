"""The real window with a start image, and hands for its panels and its canvas."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.imaging import load_image
from core.recipe import Recipe
from core.recipe_retouch import Start
from gui.app import SAMPLES
from gui.main_window import MainWindow
from gui.retouch.overlay import PartOverlay
from gui.retouch.start_panel import StartPanel
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, PLAIN, drop_on

AMARA = SAMPLES / "Amara.png"  # 512 x 512
WIDE = (192, 128)  # width and height of a small picture
CONTROL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
CONTROL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    """A small picture that is wider than high, of colours that run."""
    width, height = WIDE
    x, y = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    pixels = np.stack([x, y, 255 - x], axis=2).astype(np.uint8)
    path = tmp_path / "wide.png"
    Image.fromarray(pixels).save(path)
    return path


@pytest.fixture
def window(make_window: MakeWindow, few_steps: Callable[..., Recipe]) -> MainWindow:
    """A window with a prompt, its panel for the start image open."""
    made = make_window(few_steps(width=128, height=128))
    panel = made.side.retouching.start
    panel.fold.setChecked(True)
    return made


@pytest.fixture
def started(qtbot: QtBot, window: MainWindow, wide: Path) -> MainWindow:
    """The same with a small start image."""
    give(qtbot, window, wide)
    return window


def give(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Drop a start image, and wait until it is the draft's."""
    panel = panel_of(window)
    drop_on(panel.drop, path)
    qtbot.waitUntil(lambda: panel.edits.image_size is not None, timeout=PATIENCE)


def panel_of(window: MainWindow) -> StartPanel:
    return window.side.retouching.start


def start_of(window: MainWindow) -> Start:
    start = window.draft.recipe.start
    assert start is not None
    return start


def overlay_of(window: MainWindow) -> PartOverlay:
    return window.pages.part.overlay


def click(window: MainWindow, widget: QWidget) -> None:
    """Scroll to a control of the panels, and click it."""
    QApplication.processEvents()
    window.side.scroller.ensureWidgetVisible(widget)
    QApplication.processEvents()
    QTest.mouseClick(widget, LEFT)


def type_number(box: QWidget, number: float) -> None:
    """Type a number into a box, and Enter."""
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(box, f"{number:g}")
    QTest.keyClick(box, Qt.Key.Key_Return)


def open_painting(qtbot: QtBot, window: MainWindow) -> PartOverlay:
    """Begin to paint by the key, and wait until the start image lies under the brush."""
    QTest.keyClick(window, Qt.Key.Key_M, CONTROL_ALT)
    overlay = overlay_of(window)
    assert overlay.isVisible()
    qtbot.waitUntil(lambda: window.pages.part.ground.pixels is not None, timeout=PATIENCE)
    return overlay


def stroke(
    qtbot: QtBot, window: MainWindow, start: tuple[int, int], end: tuple[int, int]
) -> np.ndarray:
    """Drag from one pixel of the start image to another; the mask that is kept, uint8 (h, w)."""
    overlay, before = overlay_of(window), start_of(window).mask
    here, there = overlay.spot_of(*start), overlay.spot_of(*end)
    QTest.mousePress(overlay, LEFT, PLAIN, here.toPoint())
    for share in (0.25, 0.5, 0.75, 1.0):
        QTest.mouseMove(overlay, (here + (there - here) * share).toPoint())
    QTest.mouseRelease(overlay, LEFT, PLAIN, there.toPoint())
    qtbot.waitUntil(lambda: start_of(window).mask != before, timeout=PATIENCE)
    return kept_mask(window)


def kept_mask(window: MainWindow) -> np.ndarray:
    """The mask as the library has it, uint8 (h, w)."""
    key = start_of(window).mask
    assert key is not None
    return window.library.source(key)[..., 0]


def draw(qtbot: QtBot, window: MainWindow) -> np.ndarray:
    """Press Generate; the newest picture's pixels as they are kept on the disk."""
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE):
        QTest.mouseClick(window.generate_button, LEFT)
    return newest(window)


def newest(window: MainWindow) -> np.ndarray:
    """RGB uint8 (h, w, 3)."""
    row = window.library.find(window.project)[0]
    return load_image(window.library.picture(row.id).path)
