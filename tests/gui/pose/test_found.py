"""After a picture, the landmarks in it stand beside those that were asked for."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.portrait import landmark_error
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, choose_person


def test_the_distance_is_told_and_both_are_shown_by_a_key(
    qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps
) -> None:
    window = make_window(few_steps("portrait of a person", steps=8))
    choose_person(qtbot, window)
    window.side.pose.tools.frame("bust", "centre")
    asked = window.posing.points.points
    with qtbot.waitSignal(window.drawing.pictured, timeout=PATIENCE) as drawn:
        window.generate()
    portrait = drawn.args[-1]
    found = window.found
    qtbot.waitUntil(lambda: found.error is not None, timeout=PATIENCE)
    assert window.stage.off.isVisible()
    assert f"{found.error:.2f}" in window.stage.off.text()
    assert found.error == pytest.approx(landmark_error(portrait.found, asked))
    assert not found.marks.isVisible()
    canvas = window.stage.canvas
    canvas.setFocus()
    plain = window.grab().toImage()
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert found.marks.isVisible()
    assert window.grab().toImage() != plain
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert not found.marks.isVisible()
    assert np.isfinite(found.error)
    window.side.person.remove.click()
    with qtbot.waitSignal(window.drawing.pictured, timeout=PATIENCE):
        window.generate()
    assert not window.stage.off.isVisible(), "nobody was asked for"
