"""The real window, and hands for its controls."""

from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.recipe_control import Control
from gui.app import SAMPLES
from gui.controls.tray import ControlTray
from gui.main_window import MainWindow
from tests.gui.events import LEFT

AMARA, BRUNO = (SAMPLES / f"{name}.png" for name in ("Amara", "Bruno"))


def tray(window: MainWindow, index: int = 0) -> ControlTray:
    return window.side.controls.trays[index]


def control(window: MainWindow, index: int = 0) -> Control:
    return window.draft.recipe.controls[index]


def unfold(window: MainWindow) -> None:
    """Open the section, as a user does."""
    fold = window.side.controls.fold
    window.side.scroller.ensureWidgetVisible(fold)
    if not fold.isChecked():
        click(window, fold)


def click(window: MainWindow, widget: QWidget) -> None:
    window.side.scroller.ensureWidgetVisible(widget)
    QTest.mouseClick(widget, LEFT)


def samples() -> tuple[Path, Path]:
    return AMARA, BRUNO
