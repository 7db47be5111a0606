"""What is done to a picture once it is drawn, and what goes on from a finished one."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.imaging import load_image
from core.packs import Pack
from core.picture import Picture
from core.recipe import Recipe
from core.recipe_retouch import Refine, Upscale
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow, choose_person
from tests.gui.events import choose_by_mouse, once_open, right_click
from tests.gui.retouch.conftest import (
    AMARA,
    CONTROL_SHIFT,
    click,
    draw,
    give,
    newest,
    open_painting,
    overlay_of,
    panel_of,
    start_of,
    stroke,
    type_number,
)

Key = Qt.Key


@pytest.fixture
def portrait(qtbot: QtBot, window: MainWindow) -> MainWindow:
    """A window that has drawn a person, whose picture is on the canvas."""
    choose_person(qtbot, window)
    for box in (window.side.sampling.width_field, window.side.sampling.height_field):
        type_number(box.controls[-1], 256)
    draw(qtbot, window)
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
    return window


def draw_by_key(qtbot: QtBot, window: MainWindow, key: Key) -> Picture:
    """Press Ctrl, Shift and a key; the picture that comes of it."""
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE) as told:
        QTest.keyClick(window, key, CONTROL_SHIFT)
    assert told.args is not None
    return told.args[1]


def test_switches_are_steps_and_remember_what_was_set(window: MainWindow) -> None:
    refine, enlarge = window.side.retouching.refine, window.side.retouching.enlarge
    click(window, refine.switch)
    assert window.draft.recipe.refine == Refine()
    assert refine.fold.isChecked()
    assert window.draft.history.stack.undoText() == "Refine faces"
    type_number(refine.strength.controls[-1], 0.7)
    click(window, refine.prompt.line)
    QTest.keyClicks(refine.prompt.line, "a smile")
    assert window.draft.recipe.refine == Refine(strength=0.7, prompt="a smile")
    click(window, refine.switch)
    assert window.draft.recipe.refine is None
    assert not refine.strength.isEnabled()
    click(window, refine.switch)
    assert window.draft.recipe.refine == Refine(strength=0.7, prompt="a smile")
    QTest.keyClick(refine.prompt.line, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.draft.recipe.refine is None
    click(window, enlarge.switch)
    assert window.draft.recipe.upscale == Upscale()
    assert enlarge.note.text() == "From 128 × 128 to 192 × 192 pixels."


def test_enlarged_latents_take_off_what_they_can_t_have(window: MainWindow) -> None:
    enlarge = window.side.retouching.enlarge
    click(window, enlarge.switch)
    click(window, enlarge.tiled.controls[0])
    assert enlarge.overlap.isVisible()
    combo = enlarge.by.combo
    combo.setFocus()
    QTest.keyClick(combo, Key.Key_End)
    assert window.draft.recipe.upscale == Upscale(by="latents", strength=0.5)
    assert window.draft.recipe.problems() == ()
    assert not enlarge.tiled.isVisible()
    window.draft.history.undo()
    assert window.draft.recipe.upscale == Upscale(tiled=True)


def test_a_picture_is_enlarged_as_it_is_drawn(qtbot: QtBot, window: MainWindow) -> None:
    """What lies over the canvas knows where the face is in the larger picture."""
    choose_person(qtbot, window)
    click(window, window.side.retouching.enlarge.switch)
    image = draw(qtbot, window)
    assert image.shape == (192, 192, 3)
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
    QTest.keyClick(window, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    overlay, points = window.pose_editor.overlay, window.posing.points
    assert overlay.over_picture
    assert points.size == (128, 128)
    assert points.points is not None
    spot, place = overlay.spot(2), overlay.zoom.place()
    assert spot is not None
    share = (spot - place.topLeft()).x() / place.width()
    assert share == pytest.approx(points.points[2][0] / 128, abs=1e-3)
    asked = window.found.marks.people[0].asked
    assert asked is not None
    assert np.allclose(asked, np.array(points.points) * 1.5, atol=0.1)


def test_faces_of_a_picture_are_refined_at_once(qtbot: QtBot, portrait: MainWindow) -> None:
    before, draft = newest(portrait), portrait.draft.recipe
    made = draw_by_key(qtbot, portrait, Key.Key_F)
    after = load_image(made.path)
    assert after.shape == before.shape
    assert made.recipe.refine == Refine(largest=1.0)
    assert portrait.draft.recipe == draft  # nothing of it was touched
    changed = (after != before).any(axis=2)
    assert 0.02 < changed.mean() < 0.9
    qtbot.waitUntil(lambda: portrait.pictures.rowCount() == 2, timeout=PATIENCE)


def test_a_picture_is_enlarged_at_once(qtbot: QtBot, portrait: MainWindow) -> None:
    made = draw_by_key(qtbot, portrait, Key.Key_G)
    assert (made.width, made.height) == (384, 384)
    assert made.recipe.upscale == Upscale()


def test_a_part_of_a_picture_is_changed_from_the_canvas_menu(
    qtbot: QtBot, portrait: MainWindow
) -> None:
    before, canvas = newest(portrait), portrait.stage.canvas
    once_open(lambda: choose_by_mouse("Change a part of this picture"))
    right_click(canvas, canvas.rect().center())
    qtbot.waitUntil(lambda: portrait.pages.part.on, timeout=PATIENCE)
    qtbot.waitUntil(lambda: portrait.pages.part.ground.pixels is not None, timeout=PATIENCE)
    assert portrait.draft.history.stack.undoText() == "Change a part"
    assert start_of(portrait).strength == 0.75
    assert portrait.draft.recipe.prompt == "a person"
    QTest.keyClick(overlay_of(portrait), Key.Key_Escape)
    qtbot.waitUntil(lambda: portrait.drawing.shown is not None, timeout=PATIENCE)  # it is back
    portrait.activateWindow()  # offscreen, a menu takes that along
    qtbot.waitUntil(portrait.isActiveWindow, timeout=PATIENCE)
    open_painting(qtbot, portrait)
    mask = stroke(qtbot, portrait, (60, 200), (200, 200))
    image = draw(qtbot, portrait)
    assert np.array_equal(image[mask == 0], before[mask == 0])
    assert (image[mask == 255] != before[mask == 255]).any()


def test_a_picture_of_the_gallery_is_begun_from(qtbot: QtBot, portrait: MainWindow) -> None:
    portrait.side.prompt.words.set_text("somebody else")
    recipe = portrait.draft.recipe
    view = portrait.gallery.list
    view.setFocus()
    once_open(lambda: choose_by_mouse("Start from this picture"))
    right_click(view.viewport(), view.visualRect(view.currentIndex()).center())
    qtbot.waitUntil(lambda: portrait.draft.recipe.start is not None, timeout=PATIENCE)
    assert portrait.draft.recipe.model_copy(update={"start": None}) == recipe
    image = portrait.library.source(start_of(portrait).image)
    assert np.array_equal(image, newest(portrait))


def test_without_a_picture_it_is_told(window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_G, CONTROL_SHIFT)
    assert window.stage.notice.text.text() == "There is no picture."


def test_a_pack_without_face_models_says_why_it_refines_none(
    qtbot: QtBot,
    make_window: MakeWindow,
    few_steps: Callable[..., Recipe],
    demo_pack: Pack,
) -> None:
    blind = demo_pack.manifest.model_copy(update={"faces": None, "instantid": None})
    window = make_window(few_steps(), manifest=blind)
    refine = window.side.retouching.refine
    reason = "This pack has no face models, which find the faces to refine."
    assert not refine.switch.isEnabled()
    assert reason in refine.switch.toolTip()
    assert refine.switch.accessibleDescription() == reason
    window.draft.update(upscale=Upscale())  # which has a note, too
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [window]
    window.draft.history.undo()
    click(window, refine.fold)
    assert refine.note.text() == reason
    QTest.keyClick(window, Key.Key_F, CONTROL_SHIFT)
    assert window.stage.notice.text.text() == reason
    window.draft.update(refine=Refine())  # it came with a recipe
    QTest.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    assert reason in window.side.problems.text()
    click(window, refine.switch)
    assert window.draft.recipe.refine is None


def test_drafts_while_the_hand_rests_leave_out_what_takes_long(
    qtbot: QtBot, window: MainWindow, wide: Path
) -> None:
    give(qtbot, window, wide)
    click(window, window.side.retouching.enlarge.switch)
    QTest.keyClick(window, Key.Key_L, CONTROL_SHIFT)
    with qtbot.waitSignal(window.posing.live.sketched, timeout=PATIENCE) as told:
        type_number(panel_of(window).strength.controls[-1], 0.1)
    assert told.args is not None
    assert told.args[0].image.shape == (128, 128, 3)


def test_a_used_window_is_let_go(
    leaves_nothing: Callable[..., None], few_steps: Callable[..., Recipe], qtbot: QtBot
) -> None:
    def use(window: MainWindow) -> None:
        window.side.retouching.start.fold.setChecked(True)
        give(qtbot, window, AMARA)
        open_painting(qtbot, window)
        stroke(qtbot, window, (100, 100), (300, 100))
        for panel in (window.side.retouching.refine, window.side.retouching.enlarge):
            click(window, panel.switch)
        canvas = window.stage.canvas
        QTest.keyClick(overlay_of(window), Key.Key_Escape)
        once_open(QApplication.processEvents)
        right_click(canvas, canvas.rect().center() + QPoint(3, 3))

    leaves_nothing(use, few_steps())
