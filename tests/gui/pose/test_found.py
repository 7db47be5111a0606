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
    window = make_window(few_steps("portrait of a person", steps=8, seed=1244507556))
    window.draft.keep_seed(True)  # with few steps, not every seed makes a face that is found
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


def test_of_several_people_each_has_marks_a_number_and_a_likeness(
    qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps
) -> None:
    window = make_window(few_steps("two people, portrait", steps=8, width=384))
    choose_person(qtbot, window)
    QTest.mouseClick(window.side.person.people.another, Qt.MouseButton.LeftButton)
    QTest.mouseClick(window.side.person.strip.buttons[1], Qt.MouseButton.LeftButton)
    everybody = lambda: [one is not None for one in window.posing.points.all] == [True, True]
    qtbot.waitUntil(everybody, timeout=PATIENCE)
    with qtbot.waitSignal(window.drawing.pictured, timeout=PATIENCE) as drawn:
        window.generate()
    portrait, marks = drawn.args[-1], window.found.marks
    qtbot.waitUntil(lambda: len(marks.people) == 2, timeout=PATIENCE)
    for place, (seen, one) in enumerate(zip(marks.people, portrait.people, strict=True)):
        assert seen.asked == pytest.approx(one.asked)
        assert seen.share == one.share
        words = "not found" if one.share is None else f"{round(100 * one.share)}"
        assert words in marks.label(place)
        assert f"Person {place + 1}: " in marks.accessibleName()
    drawn_marks = marks.people
    canvas = window.stage.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_F)
    assert marks.isVisible()
    plain = marks.grab().toImage()
    marks.mark(drawn_marks[:1])
    assert marks.grab().toImage() != plain
    assert not marks.accessibleName(), "one face needs no number"

    window.found.look(drawn.args[1], portrait.image)  # as when it is opened again
    qtbot.waitUntil(lambda: len(marks.people) == 2, timeout=PATIENCE)
    for again, one in zip(marks.people, drawn_marks, strict=True):
        assert (again.found is None) == (one.found is None)
        assert again.share == pytest.approx(one.share, abs=1e-3)
