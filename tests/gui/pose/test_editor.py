"""The face under the hand: every gesture by mouse and keys, on the real window and pack."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.faces.head import fit
from core.faces.landmarks import draw_landmarks
from core.faces.posing import FRAMINGS, THIRDS
from gui.main_window import MainWindow
from gui.pose.grips import Grip
from tests.gui.conftest import PATIENCE

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow]) -> MainWindow:
    """A window with a sample person whose face is known, and the editor open."""
    made = make_window()
    strip = made.side.person.strip
    qtbot.waitUntil(lambda: bool(strip.buttons), timeout=PATIENCE)
    strip.buttons[0].click()
    qtbot.waitUntil(lambda: made.posing.points.points is not None, timeout=PATIENCE)
    QTest.keyClick(made, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert made.pose_editor.overlay.isVisible()
    return made


def spots(window: MainWindow) -> np.ndarray:
    points = window.posing.points.points
    assert points is not None
    return points


def pull(window: MainWindow, start: QPointF | None, by: tuple[float, float]) -> None:
    """Drag with the left button, in three moves."""
    assert start is not None
    overlay, end = window.pose_editor.overlay, start + QPointF(*by)
    QTest.mousePress(overlay, LEFT, NONE, start.toPoint())
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(overlay, (start + share * (end - start)).toPoint())
    QTest.mouseRelease(overlay, LEFT, NONE, end.toPoint())


def unit(window: MainWindow) -> float:
    zoom = window.pose_editor.overlay.zoom
    return zoom.scale_now / zoom.ratio


def test_a_point_is_dragged_and_that_is_one_step(window: MainWindow) -> None:
    before = spots(window)
    pull(window, window.pose_editor.overlay.spot(2), (24, -12))
    after = spots(window)
    assert after[2] - before[2] == pytest.approx(np.array([24, -12]) / unit(window), abs=1.5)
    assert after[[0, 1, 3, 4]] == pytest.approx(before[[0, 1, 3, 4]], abs=1e-3)
    assert window.posing.points.by_hand
    window.history.undo()
    assert spots(window) == pytest.approx(before, abs=1e-3)
    assert not window.posing.points.by_hand
    window.history.redo()
    assert spots(window) == pytest.approx(after)


def test_the_whole_face_is_moved(window: MainWindow) -> None:
    before, overlay = spots(window), window.pose_editor.overlay
    forehead = 2 * overlay.spot(0) - overlay.spot(3)  # pyright: ignore
    pull(window, forehead, (30, 18))
    away = spots(window) - before
    assert np.ptp(away, axis=0) == pytest.approx([0, 0], abs=1e-6)
    assert away[0] == pytest.approx(np.array([30, 18]) / unit(window), abs=1.5)


@pytest.mark.parametrize(
    ("kind", "by"), [("yaw", (40, 0)), ("pitch", (0, 25)), ("roll", (40, 10)), ("scale", (30, 30))]
)
def test_handles_move_the_points_as_a_head_would(
    window: MainWindow, kind: str, by: tuple[float, float]
) -> None:
    before = fit(spots(window))
    grip = Grip(kind, 2)  # pyright: ignore
    pull(window, window.pose_editor.overlay.handle(grip), by)
    after = fit(spots(window))
    moved = {
        "yaw": after.yaw - before.yaw,
        "pitch": after.pitch - before.pitch,
        "roll": after.roll - before.roll,
        "scale": 100 * (after.size / before.size - 1),
    }
    assert moved.pop(kind) > 3
    assert list(moved.values()) == pytest.approx([0, 0, 0], abs=1e-6)
    tools = window.side.pose.tools
    assert tools.sliders["yaw"].value() == pytest.approx(after.yaw, abs=0.06)
    window.history.undo()
    assert fit(spots(window)).yaw == pytest.approx(before.yaw)


def test_keys_choose_and_move(window: MainWindow) -> None:
    overlay, before = window.pose_editor.overlay, spots(window)
    assert overlay.hasFocus()
    for _ in range(3):
        QTest.keyClick(overlay, Qt.Key.Key_PageDown)
    assert overlay.chosen == Grip("point", 2)
    QTest.keyClick(overlay, Qt.Key.Key_Right)
    QTest.keyClick(overlay, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert spots(window)[2] - before[2] == pytest.approx([1, 10], abs=1e-3)
    assert str(round(spots(window)[2][0])) in overlay.accessibleName()
    QTest.keyClick(overlay, Qt.Key.Key_PageUp)
    QTest.keyClick(overlay, Qt.Key.Key_PageUp)
    QTest.keyClick(overlay, Qt.Key.Key_PageUp)
    turned = fit(spots(window)).yaw
    QTest.keyClick(overlay, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert fit(spots(window)).yaw == pytest.approx(turned - 1)
    QTest.keyClick(overlay, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert fit(spots(window)).roll == pytest.approx(fit(before).roll + 1, abs=3)


def test_escape_takes_a_gesture_back_and_then_leaves(window: MainWindow) -> None:
    overlay, before = window.pose_editor.overlay, spots(window)
    start = overlay.spot(2)
    assert start is not None
    QTest.mousePress(overlay, LEFT, NONE, start.toPoint())
    QTest.mouseMove(overlay, start.toPoint() + QPoint(30, 5))
    assert not np.allclose(spots(window), before, atol=0.1)
    QTest.keyClick(overlay, Qt.Key.Key_Escape)
    assert spots(window) == pytest.approx(before, abs=1e-3)
    QTest.mouseRelease(overlay, LEFT, NONE, start.toPoint())
    QTest.keyClick(overlay, Qt.Key.Key_Escape)
    assert not overlay.isVisible()
    assert not window.side.pose.tools.edit.isChecked()


def test_the_view_is_the_engines_picture_in_every_byte(qtbot: QtBot, window: MainWindow) -> None:
    rng, points, picture = (
        np.random.default_rng(1),
        window.posing.points,
        window.pose_editor.picture,
    )
    for _ in range(20):
        points.put(rng.uniform(-20, 280, (5, 2)), lambda: "Move")
    identity = window.draft.identity
    assert identity is not None
    wanted = draw_landmarks(np.array(identity.landmarks, np.float32), *points.size)
    qtbot.waitUntil(
        lambda: picture.pixels is not None and np.array_equal(picture.pixels, wanted),
        timeout=PATIENCE,
    )


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


def test_poses_are_kept_and_used_again(window: MainWindow) -> None:
    posing, tools = window.posing, window.side.pose.tools
    tools.frame("close", "centre")
    close = spots(window)
    posing.poses.keep("  near  me ", close, posing.points.size)
    tools.frame("full", "right")
    assert list(posing.poses.all()) == ["near me"]
    tools.use_pose("near me")
    assert spots(window) == pytest.approx(close)
    posing.poses.remove("near me")
    assert not posing.poses.all()


def test_points_go_over_the_clipboard(window: MainWindow) -> None:
    tools = window.side.pose.tools
    tools.frame("close", "centre")
    close = spots(window)
    tools.copy_points()
    tools.frame("half", "right")
    tools.paste_points()
    assert spots(window) == pytest.approx(close, abs=1e-3)


def test_numbers_are_typed(window: MainWindow) -> None:
    tools = window.side.pose.tools
    tools.numbers.setChecked(True)
    box = tools.table.boxes[0][0]
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "101.5")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert spots(window)[0, 0] == pytest.approx(101.5)


def test_what_goes_wrong_is_told(window: MainWindow) -> None:
    tools = window.side.pose.tools
    assert not tools.warning.isVisible()
    window.posing.points.put(spots(window) - (400, 0), lambda: "Move")
    assert "outside" in tools.warning.text()
    window.history.undo()
    assert not tools.warning.text()
