"""What moves the face from the panel, by mouse and keys: buttons, menus, sliders, numbers."""

import itertools
from functools import partial

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from core.faces.head import fit
from core.faces.posing import FRAMINGS, THIRDS, mirrored
from gui.main_window import MainWindow
from tests.gui.events import choose_by_keys, choose_by_mouse, once_asked, once_open
from tests.gui.pose.conftest import LEFT, click, spots

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def from_menu(window: MainWindow, button: QToolButton, *texts: str) -> None:
    """Choose from a button's menu: by mouse where its last entry is odd, by keys elsewhere."""
    way = choose_by_mouse if len(texts[-1]) % 2 else choose_by_keys
    QApplication.processEvents()
    window.side.scroller.ensureWidgetVisible(button)
    once_open(partial(way, *texts))
    if way is choose_by_mouse:
        QTest.mouseClick(button, LEFT)
    else:
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)


def test_mirror_and_back(window: MainWindow) -> None:
    before = spots(window)
    click(window, window.side.pose.tools.mirror)
    assert spots(window) == pytest.approx(mirrored(before), abs=1e-6)
    click(window, window.side.pose.tools.mirror)
    assert spots(window) == pytest.approx(before, abs=1e-6)
    window.history.undo()
    assert spots(window) == pytest.approx(mirrored(before), abs=1e-6), "each is a step"


def test_framings_by_mouse_and_keys(window: MainWindow) -> None:
    framings = window.side.pose.tools.framings
    for framing, share in (
        ("Close", 0.66),
        ("Bust", 0.4),
        ("Half body", 0.24),
        ("Full body", 0.13),
    ):
        for third, place in (("Left third", 1 / 3), ("Centre", 1 / 2), ("Right third", 2 / 3)):
            from_menu(window, framings, framing, third)
            head = fit(spots(window))
            assert head.size == pytest.approx(share * 256 / 3.6), framing
            if framing != "Close":  # which has no room to be anywhere else than in the middle
                assert spots(window)[:2, 0].mean() / 256 == pytest.approx(place, abs=0.12), third
    window.history.undo()
    assert spots(window)[:2, 0].mean() / 256 == pytest.approx(1 / 2, abs=0.12)


def test_framings_stay_when_the_size_changes(window: MainWindow) -> None:
    tools = window.side.pose.tools
    for framing in FRAMINGS:
        for third in THIRDS:
            tools.frame(framing, third)
            assert (spots(window) > 0).all()
    tools.frame("bust", "left")
    x = spots(window)[:, 0].mean() / 256
    window.draft.update_sampling(width=512, height=512)
    assert spots(window)[:, 0].mean() / 512 == pytest.approx(x, abs=0.01)
    assert fit(spots(window)).size == pytest.approx(0.4 * 512 / 3.6)
    window.history.undo()
    assert spots(window)[:, 0].mean() / 256 == pytest.approx(x, abs=0.01)


def test_sliders_turn_the_head_by_mouse_and_keys(window: MainWindow) -> None:
    tools, before = window.side.pose.tools, spots(window)
    for name in ("yaw", "pitch", "roll", "size"):
        slider = tools.sliders[name].slider
        window.side.scroller.ensureWidgetVisible(slider)
        slider.setFocus()
        was = tools.sliders[name].value()
        QTest.keyClick(slider, Qt.Key.Key_Right)
        QTest.keyClick(slider, Qt.Key.Key_Right)
        assert tools.sliders[name].value() > was
    assert not np.allclose(spots(window), before, atol=0.5)
    slider = tools.sliders["yaw"].slider
    middle = slider.rect().center()
    steps = window.history.stack.count()
    QTest.mousePress(slider, LEFT, pos=middle)
    for away in (10, 25, 40):
        QTest.mouseMove(slider, middle + middle.__class__(away, 0))
    QTest.mouseRelease(slider, LEFT, pos=middle + middle.__class__(40, 0))
    assert window.history.stack.count() == steps + 1, "a pull is one step"
    assert fit(spots(window)).yaw == pytest.approx(tools.sliders["yaw"].value(), abs=0.06)


def test_sliders_stop_where_no_head_could_be(window: MainWindow) -> None:
    """Far to the side and far down at once the points would be no head, and nothing went back."""
    sliders = window.side.pose.tools.sliders
    window.side.pose.tools.frame("bust", "centre")
    before = spots(window)
    for name in ("yaw", "pitch", "yaw"):
        slider = sliders[name].slider
        slider.setFocus()
        for key in (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Right):
            QTest.keyClick(slider, key)
            head = window.posing.points.head
            assert head is not None
            shown = sliders["yaw"].value(), sliders["pitch"].value()
            assert shown == pytest.approx((head.yaw, head.pitch), abs=0.06)
    assert not np.allclose(spots(window), before, atol=1)


def test_poses_are_kept_used_and_forgotten(window: MainWindow) -> None:
    tools, poses = window.side.pose.tools, window.posing.poses
    tools.frame("close", "centre")
    close = spots(window)

    def name_it(question: QInputDialog) -> None:
        line = question.findChild(QLineEdit)
        assert line is not None
        line.clear()
        QTest.keyClicks(line, "  near  me ")
        QTest.keyClick(line, Qt.Key.Key_Return)

    once_asked(QInputDialog, name_it)
    from_menu(window, tools.named, "Keep this pose…")
    assert list(poses.all()) == ["near me"]
    tools.frame("full", "right")
    from_menu(window, tools.named, "near me")
    assert spots(window) == pytest.approx(close)
    window.history.undo()
    assert spots(window) != pytest.approx(close)
    from_menu(window, tools.named, "Forget a pose", "near me")
    assert not poses.all()


def test_points_go_over_the_clipboard_by_buttons_and_keys(window: MainWindow) -> None:
    tools = window.side.pose.tools
    tools.frame("close", "centre")
    close = spots(window)
    click(window, tools.copy)
    tools.frame("half", "right")
    half = spots(window)
    click(window, tools.paste)
    assert np.array_equal(spots(window), close)
    window.history.undo()
    assert np.array_equal(spots(window), half)
    QTest.keyClick(window.pose_editor.overlay, Qt.Key.Key_C, CONTROL | ALT)
    tools.frame("full", "left")
    QTest.keyClick(window.pose_editor.overlay, Qt.Key.Key_V, CONTROL | ALT)
    assert np.array_equal(spots(window), half)
    QGuiApplication.clipboard().setText("[[1, 2], [3, 4]]")
    click(window, tools.paste)
    assert np.array_equal(spots(window), half), "what is no pose changes nothing"


def test_numbers_are_typed(qtbot: QtBot, window: MainWindow) -> None:
    tools = window.side.pose.tools
    tools.numbers.setChecked(True)
    box = tools.table.boxes[0][0]
    qtbot.waitUntil(box.isVisible)
    tools.numbers.setFocus()
    QTest.keyClick(tools.numbers, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is box
    box.selectAll()
    QTest.keyClicks(box, "101.5")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert spots(window)[0, 0] == pytest.approx(101.5)


def test_the_ground_is_chosen(window: MainWindow) -> None:
    overlay, ground = window.pose_editor.overlay, window.side.pose.tools.ground
    seen = [overlay.grab().toImage()]
    window.side.scroller.ensureWidgetVisible(ground)
    ground.setFocus()
    for _ in range(3):
        QTest.keyClick(ground, Qt.Key.Key_Down)
        seen.append(overlay.grab().toImage())
    assert all(one != other for one, other in itertools.pairwise(seen))
