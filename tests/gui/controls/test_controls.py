"""Further ControlNets, given and edited in the real window."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.controls.preprocessing import canny, prepared
from core.faces.landmarks import draw_landmarks, place
from core.imaging import fingerprint, load_image
from core.packs import Pack
from core.recipe_control import Control, Preprocessing
from gui.controls.panel import MOST
from gui.images import to_qimage
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, STEPS, MakeWindow
from tests.gui.controls.conftest import AMARA, BRUNO, click, control, tray, unfold
from tests.gui.events import LEFT, drop_on

KEY_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow) -> MainWindow:
    """A window with one control."""
    made = make_window()
    unfold(made)
    drop_on(made.side.controls.drop, AMARA)
    qtbot.waitUntil(lambda: bool(made.draft.recipe.controls), timeout=PATIENCE)
    return made


@pytest.fixture
def edges(tmp_path: Path) -> Path:
    path = tmp_path / "edges.png"
    Image.fromarray(canny(load_image(BRUNO))).save(path)
    return path


def choose_way(window: MainWindow, *keys: Qt.Key) -> None:
    """Choose by keys how the first control's picture is made."""
    combo = tray(window).way.combo
    window.side.scroller.ensureWidgetVisible(combo)
    combo.setFocus()
    for key in keys:
        QTest.keyClick(combo, key)


def undo(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Z, KEY_CONTROL)


def test_a_dropped_photo_becomes_edges_that_are_kept(window: MainWindow, qtbot: QtBot) -> None:
    photo = load_image(AMARA)
    how = Preprocessing(photo=fingerprint(photo))
    picture = prepared(photo, how, (256, 256))
    assert control(window) == Control(net="canny", image=fingerprint(picture), made=how)
    assert np.array_equal(window.library.source(control(window).image), picture)
    qtbot.waitUntil(lambda: tray(window).view.image is not None, timeout=PATIENCE)
    assert window.side.controls.problems() == ()

    undo(window)
    assert window.draft.recipe.controls == ()
    assert window.side.controls.trays == []


def test_the_section_is_folded_until_it_is_wanted(make_window: MakeWindow) -> None:
    window = make_window()
    panel = window.side.controls
    assert not panel.drop.isVisible()
    click(window, panel.fold)
    assert panel.drop.isVisible()


def test_a_picture_of_edges_is_taken_as_it_is(
    window: MainWindow, edges: Path, qtbot: QtBot
) -> None:
    drop_on(window.side.controls.drop, edges)
    qtbot.waitUntil(lambda: len(window.draft.recipe.controls) == 2, timeout=PATIENCE)
    assert control(window, 1) == Control(net="canny", image=fingerprint(load_image(edges)))
    assert not tray(window, 1).low.isVisible()
    assert tray(window, 0).low.isVisible()


def test_thresholds_make_the_edges_anew_in_one_step(window: MainWindow, qtbot: QtBot) -> None:
    before, one = control(window), tray(window)
    window.side.scroller.ensureWidgetVisible(one.high)
    one.high.slider.setFocus()
    for _ in range(8):
        QTest.keyClick(one.high.slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: control(window) != before, timeout=PATIENCE)

    after = control(window)
    assert after.made is not None
    assert (after.made.low, after.made.high) == (100, 280)
    photo = load_image(AMARA)
    assert np.array_equal(
        window.library.source(after.image), prepared(photo, after.made, (256, 256))
    )
    undo(window)
    assert control(window) == before
    assert one.high.value() == 200
    qtbot.wait(400)  # nothing comes after it
    assert control(window) == before


def test_strength_window_and_net_are_those_of_the_recipe(window: MainWindow) -> None:
    one = tray(window)
    one.strength.controls[0].setFocus()
    QTest.keyClick(one.strength.controls[0], Qt.Key.Key_Right)
    assert control(window).strength == pytest.approx(0.55)
    click(window, one.more)
    slider = one.window_field.controls[0]
    window.side.scroller.ensureWidgetVisible(slider)
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert control(window).window[0] > 0
    assert one.net.combo.currentText() == "canny"
    undo(window)
    undo(window)
    assert (control(window).strength, control(window).window) == (0.5, (0.0, 1.0))


def test_the_way_can_be_changed_and_changed_back(window: MainWindow, qtbot: QtBot) -> None:
    one, canny_made = tray(window), control(window)
    photo = load_image(AMARA)
    key = fingerprint(photo)
    window.side.scroller.ensureWidgetVisible(one.way)

    choose_way(window, Qt.Key.Key_End)
    assert (control(window).image, control(window).made) == (key, None)

    choose_way(window, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: control(window).image != key, timeout=PATIENCE)
    [face] = window.sources.faces(key)
    height, width = photo.shape[:2]
    drawn = draw_landmarks(place(face.landmarks, (width, height), (256, 256)), 256, 256)
    assert np.array_equal(window.library.source(control(window).image), drawn)
    assert "edges" in one.tells.text()  # which is what this net follows
    assert one.tells.property("role") == "warn"

    choose_way(window, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: control(window) == canny_made, timeout=PATIENCE)


def test_landmarks_of_nobody_are_refused_and_nothing_changes(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    sky = tmp_path / "sky.png"
    Image.fromarray(np.full((80, 60, 3), (90, 140, 200), np.uint8)).save(sky)
    first = control(window)
    drop_on(tray(window), sky)  # another image for the control that is there
    qtbot.waitUntil(lambda: control(window) != first, timeout=PATIENCE)
    before, shown = control(window), tray(window).way.combo
    choose_way(window, Qt.Key.Key_Down)
    qtbot.waitUntil(window.stage.notice.isVisible, timeout=PATIENCE)
    assert "No face is found" in window.stage.notice.text.text()
    assert control(window) == before
    assert shown.currentText() == "Edges (canny)"


def test_another_image_is_made_into_edges_as_the_last_one(window: MainWindow, qtbot: QtBot) -> None:
    before = control(window)
    drop_on(tray(window), BRUNO)
    qtbot.waitUntil(lambda: control(window) != before, timeout=PATIENCE)
    after = control(window)
    assert after.made is not None
    assert after.made.photo == fingerprint(load_image(BRUNO))
    assert len(window.draft.recipe.controls) == 1
    undo(window)
    assert control(window) == before


def test_edges_follow_the_size_of_the_portrait_without_a_step(
    window: MainWindow, qtbot: QtBot
) -> None:
    before = control(window)
    window.draft.update_sampling(width=192)
    qtbot.waitUntil(lambda: control(window).image != before.image, timeout=PATIENCE)
    assert window.library.source(control(window).image).shape == (256, 192, 3)
    undo(window)
    assert control(window) == before


def test_several_are_one_step_and_eight_are_the_most(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    unfold(window)
    panel = window.side.controls
    drop_on(panel.drop, *[AMARA, BRUNO] * 4, AMARA)
    qtbot.waitUntil(lambda: len(window.draft.recipe.controls) == MOST, timeout=PATIENCE)
    qtbot.waitUntil(window.stage.notice.isVisible, timeout=PATIENCE)
    assert f"at most {MOST} controls" in window.stage.notice.text.text()
    assert not panel.drop.isEnabled()
    undo(window)
    assert window.draft.recipe.controls == ()
    assert panel.drop.isEnabled()


def test_removing_one_keeps_the_others(window: MainWindow, edges: Path, qtbot: QtBot) -> None:
    drop_on(window.side.controls.drop, edges)
    qtbot.waitUntil(lambda: len(window.draft.recipe.controls) == 2, timeout=PATIENCE)
    second = control(window, 1)
    click(window, tray(window, 0).remove)
    assert window.draft.recipe.controls == (second,)
    assert QApplication.focusWidget() is tray(window, 0).remove
    click(window, tray(window, 0).remove)
    assert QApplication.focusWidget() is window.side.controls.drop


def test_while_it_is_held_the_picture_lies_over_the_canvas(
    window: MainWindow, qtbot: QtBot
) -> None:
    view, sight = tray(window).view, window.pages.sight
    qtbot.waitUntil(lambda: view.image is not None, timeout=PATIENCE)
    window.side.scroller.ensureWidgetVisible(view)
    assert not sight.shown
    QTest.mousePress(view, LEFT)
    assert sight.shown
    QTest.mouseRelease(view, LEFT)
    assert not sight.shown
    view.setFocus()
    QTest.keyPress(view, Qt.Key.Key_Space)
    assert sight.shown
    window.side.prompt.words.setFocus()  # the key comes up elsewhere
    assert not sight.shown


def test_a_portrait_is_drawn_with_it_and_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.draft.update_sampling(steps=STEPS)
    window.draft.update(prompt="portrait of a woman")
    used = control(window)
    with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
        QTest.mouseClick(window.generate_button, LEFT)
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    [picture] = window.library.pictures(window.project)
    assert picture.recipe.controls == (used,)


def test_a_pasted_picture_becomes_a_control_where_those_have_the_focus(
    window: MainWindow, qtbot: QtBot
) -> None:
    image = Image.open(BRUNO).convert("RGB").resize((96, 96))
    QApplication.clipboard().setImage(to_qimage(np.asarray(image)))
    tray(window).view.setFocus()
    QTest.keyClick(window, Qt.Key.Key_V, KEY_CONTROL)
    qtbot.waitUntil(lambda: len(window.draft.recipe.controls) == 2, timeout=PATIENCE)
    assert window.draft.recipe.identities == ()


def test_a_pack_without_controlnets_says_why(make_window: MakeWindow, demo_pack: Pack) -> None:
    bare = demo_pack.manifest.model_copy(update={"controlnets": ()})
    window = make_window(manifest=bare)
    unfold(window)
    panel = window.side.controls
    assert not panel.drop.isEnabled()
    assert "no ControlNets" in panel.drop.toolTip()
    window.draft.update(controls=(Control(net="canny", image="a" * 64),))
    assert not tray(window).strength.isEnabled()
    assert [str(one) for one in panel.problems()] == [
        "Control 1: this pack has no ControlNet 'canny'."
    ]
