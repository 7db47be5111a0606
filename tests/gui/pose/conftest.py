"""The real window with a person whose face is known, and hands for the face on its canvas."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from tests.gui.conftest import choose_person

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> MainWindow:
    """A window with a sample person whose face is known, and the editor open."""
    made = make_window()
    choose_person(qtbot, made)
    QTest.keyClick(made, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert made.pose_editor.overlay.isVisible()
    return made


def spots(window: MainWindow) -> np.ndarray:
    """The five points, (5, 2)."""
    points = window.posing.points.points
    assert points is not None
    return points


def pull(window: MainWindow, start: QPointF | None, by: tuple[float, float]) -> None:
    """Drag on the canvas with the left button, in three moves."""
    assert start is not None
    overlay, end = window.pose_editor.overlay, start + QPointF(*by)
    QTest.mousePress(overlay, LEFT, NONE, start.toPoint())
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(overlay, (start + share * (end - start)).toPoint())
    QTest.mouseRelease(overlay, LEFT, NONE, end.toPoint())


def unit(window: MainWindow) -> float:
    """Logical pixels per pixel of the picture."""
    zoom = window.pose_editor.overlay.zoom
    return zoom.scale_now / zoom.ratio


def click(window: MainWindow, widget: QWidget) -> None:
    """Scroll to a control of the panels, and click it."""
    QApplication.processEvents()
    window.side.scroller.ensureWidgetVisible(widget)
    QTest.mouseClick(widget, LEFT)
