"""The faces of several people on one canvas: one is edited, the others are in sight."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.faces.arranging import arranged
from core.faces.head import fit
from gui.app import SAMPLES
from gui.main_window import MainWindow
from gui.pose.grips import Grip
from tests.gui.conftest import PATIENCE, choose_person
from tests.gui.events import drop_on
from tests.gui.pose.conftest import LEFT, NONE, pull, spots, unit


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps) -> MainWindow:
    """Two people whose faces are known, the second one current, and the editor open."""
    made = make_window(few_steps("two people", width=384))
    choose_person(qtbot, made)
    QTest.mouseClick(made.side.person.people.another, LEFT)
    QTest.mouseClick(made.side.person.strip.buttons[1], LEFT)
    everybody = lambda: [one is not None for one in made.posing.points.all] == [True, True]
    qtbot.waitUntil(everybody, timeout=PATIENCE)
    QTest.keyClick(made, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert made.pose_editor.overlay.isVisible()
    assert made.draft.current == 1
    return made


def test_they_stand_side_by_side_as_the_engine_places_them(window: MainWindow) -> None:
    sources, recipe = window.sources, window.draft.recipe
    placed = arranged(recipe.identities, (384, 256), sources.size, sources.faces)
    for asked, points in zip(placed, window.posing.points.all, strict=True):
        assert points == pytest.approx(asked)
    left, right = (points.mean(0)[0] for points in placed)
    assert left < 192 < right


def test_a_click_on_another_face_edits_that_one(window: MainWindow) -> None:
    overlay, points = window.pose_editor.overlay, window.posing.points
    first, second = points.all
    assert first is not None
    assert second is not None
    QTest.mouseClick(overlay, LEFT, NONE, overlay.middle(0).toPoint())  # pyright: ignore
    assert window.draft.current == 0
    assert window.side.person.name.text() == "Amara"
    assert window.draft.recipe.identities[0].landmarks is None, "a click alone moves nothing"

    forehead = 2 * overlay.spot(0) - overlay.spot(3)  # pyright: ignore
    pull(window, forehead, (-24, 12))
    moved, still = points.all
    assert moved is not None
    assert moved - first == pytest.approx(np.tile([-24, 12], (5, 1)) / unit(window), abs=1.5)
    assert still == pytest.approx(second)
    pull(window, overlay.middle(1), (18, 0))
    assert window.draft.current == 1
    assert window.draft.recipe.identities[1].landmarks is not None, "a drag takes it along at once"
    window.history.undo()
    assert window.draft.current == 1
    window.history.undo()
    assert window.draft.current == 0
    assert points.all[0] == pytest.approx(first)


def test_keys_turn_to_a_person_and_each_has_steps_of_their_own(window: MainWindow) -> None:
    overlay = window.pose_editor.overlay
    before = spots(window)
    QTest.keyClick(overlay, Qt.Key.Key_Right)
    QTest.keyClick(overlay, Qt.Key.Key_1)
    assert window.draft.current == 0
    assert overlay.accessibleName() == "Person 1: The whole face"
    QTest.keyClick(overlay, Qt.Key.Key_Right)
    QTest.keyClick(overlay, Qt.Key.Key_3)  # there is no third one
    assert window.draft.current == 0
    window.history.undo()
    assert window.draft.recipe.identities[0].landmarks is None
    assert window.draft.recipe.identities[1].landmarks is not None
    window.history.undo()
    assert window.draft.current == 1
    assert spots(window) == pytest.approx(before)


def test_handles_sliders_and_photos_act_on_the_current_one(
    qtbot: QtBot, window: MainWindow
) -> None:
    overlay, tools = window.pose_editor.overlay, window.side.pose.tools
    first = window.posing.points.all[0]
    before = fit(spots(window))
    pull(window, overlay.handle(Grip("yaw")), (30, 0))
    assert fit(spots(window)).yaw > before.yaw + 3
    assert tools.sliders["yaw"].value() == pytest.approx(fit(spots(window)).yaw, abs=0.06)
    QTest.mouseClick(tools.mirror, LEFT)
    assert window.posing.points.all[0] == pytest.approx(first)
    window.side.pose.back.click()
    assert window.draft.recipe.identities[1].landmarks is None
    drop_on(overlay, SAMPLES / "Chen.png")
    qtbot.waitUntil(lambda: window.draft.recipe.identities[1].pose is not None, timeout=PATIENCE)
    assert window.draft.recipe.identities[0].pose is None


def test_all_are_painted_and_the_current_one_has_the_handles(window: MainWindow) -> None:
    overlay = window.pose_editor.overlay
    second = overlay.grab().toImage()
    QTest.keyClick(overlay, Qt.Key.Key_1)
    first = overlay.grab().toImage()
    ratio = overlay.devicePixelRatioF()
    for place in (0, 1):
        middle = overlay.middle(place)
        assert middle is not None
        square = round(140 * ratio)
        corner = (middle * ratio).toPoint()
        part = (corner.x() - square // 2, corner.y() - square // 2, square, square)
        assert first.copy(*part) != second.copy(*part)


def test_with_somebody_who_is_to_come_the_others_stay_in_sight(window: MainWindow) -> None:
    QTest.mouseClick(window.side.person.people.plus, LEFT)
    overlay = window.pose_editor.overlay
    assert overlay.isVisible()
    assert overlay.accessibleName() == "Person 3: No face to move"
    QTest.keyClick(overlay, Qt.Key.Key_Right)
    assert window.draft.recipe.identities[1].landmarks is None
    QTest.mouseClick(overlay, LEFT, NONE, overlay.middle(0).toPoint())  # pyright: ignore
    assert window.draft.current == 0
    assert not window.draft.adds


def test_live_drafts_show_all_of_them(qtbot: QtBot, window: MainWindow) -> None:
    live, overlay = window.posing.live, window.pose_editor.overlay
    with qtbot.waitSignal(live.sketched, timeout=PATIENCE):
        live.switch(True)
    pull(window, overlay.middle(0), (10, 6))
    moved = lambda portrait: portrait.recipe.identities == window.draft.recipe.identities
    with qtbot.waitSignal(live.sketched, timeout=PATIENCE, check_params_cb=moved) as drawn:
        pass
    assert len(drawn.args[0].people) == 2
    live.switch(False)
