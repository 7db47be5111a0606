"""The face under the hand: every gesture by mouse and keys, on the real window and pack."""

import os

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.faces.head import Head, fit
from core.faces.landmarks import draw_landmarks
from core.faces.person import landmarks_of
from core.recipe import Recipe
from gui.main_window import MainWindow
from gui.pose.grips import Grip
from tests.gui.conftest import PATIENCE
from tests.gui.pose.conftest import LEFT, NONE, pull, spots, unit


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
    """For heads of every turn and size, and for points that are no head or lie outside."""
    rng, points, picture = (
        np.random.default_rng(1),
        window.posing.points,
        window.pose_editor.picture,
    )
    for number in range(200):
        size, place = rng.uniform(10, 150), rng.uniform(-30, 290, 2)
        head = Head(size, (place[0], place[1]), *rng.uniform(-50, 50, 3))
        asked = head.landmarks() if number % 4 else rng.uniform(-300, 560, (5, 2))
        same = lambda: np.array_equal(picture.pixels, by_the_engine(window.draft.recipe))
        with qtbot.waitSignal(picture.changed, timeout=PATIENCE, check_params_cb=same):
            points.put(asked, lambda: "Move")


def by_the_engine(recipe: Recipe) -> np.ndarray:
    """As `core.engine` draws the picture for IdentityNet, of a recipe that came over its pipe."""
    (identity,) = Recipe.from_json(recipe.model_dump_json()).identities
    size = (recipe.sampling.width, recipe.sampling.height)
    asked = landmarks_of(identity, size, lambda key: (1, 1), lambda key: ())
    return draw_landmarks(asked, *size)


def test_the_screen_is_as_fine_as_this_run_asks_for(window: MainWindow) -> None:
    """See test_scaled.py, which runs all of this once more at 200 %."""
    wished = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    overlay = window.pose_editor.overlay
    assert overlay.devicePixelRatioF() == wished
    assert overlay.grab().width() == wished * overlay.width()


def test_every_arrow_does_what_it_says(window: MainWindow) -> None:
    overlay, modifier = window.pose_editor.overlay, Qt.KeyboardModifier
    for key, way in (
        (Qt.Key.Key_Left, (-1, 0)),
        (Qt.Key.Key_Right, (1, 0)),
        (Qt.Key.Key_Up, (0, -1)),
        (Qt.Key.Key_Down, (0, 1)),
    ):
        for held, far in ((modifier.NoModifier, 1), (modifier.ShiftModifier, 10)):
            before = spots(window)
            QTest.keyClick(overlay, key, held)
            assert spots(window) - before == pytest.approx(np.tile(far * np.array(way), (5, 1)))
        before = fit(spots(window))
        QTest.keyClick(overlay, key, modifier.AltModifier)
        after = fit(spots(window))
        turn = (after.yaw - before.yaw, after.pitch - before.pitch)
        assert turn == pytest.approx(way, abs=1e-6)
        QTest.keyClick(overlay, key, modifier.ControlModifier)
        last = fit(spots(window))
        assert last.roll - after.roll == pytest.approx(way[0], abs=1e-6)
        assert last.size / after.size == pytest.approx(1.02 ** -way[1])


def test_keys_in_a_row_are_one_step_and_a_click_chooses(window: MainWindow) -> None:
    overlay, before = window.pose_editor.overlay, spots(window)
    spot = overlay.spot(3)
    assert spot is not None
    QTest.mouseClick(overlay, LEFT, NONE, spot.toPoint())
    assert overlay.chosen == Grip("point", 3)
    assert spots(window) == pytest.approx(before), "a click alone moves nothing"
    for _ in range(5):
        QTest.keyClick(overlay, Qt.Key.Key_Up)
    assert spots(window)[3] - before[3] == pytest.approx([0, -5], abs=1e-3)
    window.history.undo()
    assert spots(window) == pytest.approx(before, abs=1e-3)


def test_what_goes_wrong_is_told(window: MainWindow) -> None:
    tools = window.side.pose.tools
    assert not tools.warning.isVisible()
    window.posing.points.put(spots(window) - (400, 0), lambda: "Move")
    assert "outside" in tools.warning.text()
    window.history.undo()
    assert not tools.warning.text()


def test_of_somebody_who_was_removed_nothing_stays(qtbot: QtBot, window: MainWindow) -> None:
    tools = window.side.pose.tools
    pull(window, window.pose_editor.overlay.handle(Grip("yaw")), (40, 0))
    qtbot.waitUntil(lambda: not tools.sight.pixmap().isNull(), timeout=PATIENCE)
    assert tools.sliders["yaw"].value() != tools.sliders["yaw"].spec.default
    QTest.mouseClick(window.side.person.remove, LEFT)
    qtbot.waitUntil(lambda: tools.sight.pixmap().isNull(), timeout=PATIENCE)
    for slider in tools.sliders.values():
        assert slider.value() == slider.spec.default
        assert not slider.isEnabled()
    window.history.undo()
    qtbot.waitUntil(lambda: not tools.sight.pixmap().isNull(), timeout=PATIENCE)
    assert tools.sliders["yaw"].value() != tools.sliders["yaw"].spec.default
