"""Where an image prompt acts, painted on the canvas by real hands."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.faces.masks import as_image, as_mask
from core.faces.masks import half as half_mask
from gui.image_prompts.tray import ImagePromptTray
from gui.main_window import MainWindow
from gui.pose.region_overlay import RegionOverlay
from tests.gui.conftest import PATIENCE, choose_person
from tests.gui.events import LEFT, PLAIN, drop_on
from tests.gui.image_prompts.conftest import BRUNO, click, pick, prompt, tray

Key = Qt.Key
ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
SIZE = (256, 256)
Unfold = Callable[[], ImagePromptTray]


def overlay_of(window: MainWindow) -> RegionOverlay:
    return window.pages.places.overlay


def kept(window: MainWindow, index: int = 0) -> np.ndarray:
    """The mask as the engine reads it from the library."""
    key = prompt(window, index).mask
    assert key is not None
    return as_mask(window.library.source(key), SIZE)


def stroke(
    qtbot: QtBot, window: MainWindow, start: tuple[int, int], end: tuple[int, int], index: int = 0
) -> None:
    """Drag from one place of the picture to another, and wait until the mask is kept."""
    overlay, before = overlay_of(window), prompt(window, index).mask
    qtbot.waitUntil(overlay.isVisible, timeout=PATIENCE)
    assert tray(window, index).place.paint.isChecked()
    here, there = overlay.spot_of(*start), overlay.spot_of(*end)
    QTest.mousePress(overlay, LEFT, PLAIN, here.toPoint())
    for share in (0.25, 0.5, 0.75, 1.0):
        QTest.mouseMove(overlay, (here + share * (there - here)).toPoint())
    QTest.mouseRelease(overlay, LEFT, PLAIN, there.toPoint())
    qtbot.waitUntil(lambda: prompt(window, index).mask != before, timeout=PATIENCE)


def test_a_stroke_is_a_mask_of_the_prompt_and_one_step(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Key.Key_I, ALT)
    overlay, one = overlay_of(window), tray(window)
    assert overlay.isVisible()
    assert overlay.hasFocus()
    assert overlay.accessibleName() == "Brush for the place of image prompt 1"
    assert one.place.paint.isVisible()  # all above it is unfolded
    stroke(qtbot, window, (40, 60), (200, 60))
    mask = kept(window)
    assert mask[60, 40] == mask[60, 120] == mask[60, 200] == 255
    assert mask[200].max() == 0
    assert "Painted: it acts only there, in" in one.place.state.text()
    assert window.draft.history.stack.undoText() == "Paint the region"

    QTest.keyClick(overlay, Key.Key_E)
    assert one.place.eraser.isChecked()
    stroke(qtbot, window, (120, 20), (120, 100))
    assert kept(window)[60, 120] == 0
    window.draft.history.undo()
    assert (kept(window) == mask).all()
    QTest.keyClick(overlay, Key.Key_Delete)
    assert prompt(window).mask is None
    assert one.place.state.text() == "It acts in the whole picture."
    QTest.keyClick(overlay, Key.Key_Escape)
    assert not overlay.isVisible()
    assert not one.place.paint.isChecked()


def test_each_prompt_has_a_place_of_its_own(qtbot: QtBot, window: MainWindow) -> None:
    drop_on(window.side.image_prompts.drop, BRUNO)
    qtbot.waitUntil(lambda: len(window.side.image_prompts.trays) == 2, timeout=PATIENCE)
    click(window, tray(window, 1).more)
    click(window, tray(window, 1).place.fold)
    click(window, tray(window, 1).place.paint)
    stroke(qtbot, window, (40, 200), (200, 200), index=1)
    assert prompt(window).mask is None
    assert kept(window, 1)[200, 120] == 255
    tray(window).unfold()
    click(window, tray(window).place.paint)
    assert not tray(window, 1).place.paint.isChecked()
    assert overlay_of(window).isVisible()
    stroke(qtbot, window, (40, 40), (200, 40))
    assert kept(window)[200, 120] == 0
    click(window, tray(window).remove)
    assert not tray(window).place.paint.isChecked()
    assert not overlay_of(window).isVisible()
    window.draft.history.undo()
    assert kept(window)[40, 120] == 255
    trays = window.side.image_prompts.trays
    qtbot.waitUntil(lambda: all(one.isVisible() for one in trays), timeout=PATIENCE)
    click(window, tray(window).place.paint)
    stroke(qtbot, window, (40, 120), (200, 120))
    assert kept(window)[40, 120] == kept(window)[120, 120] == 255


def test_a_stroke_on_a_mask_that_is_still_being_read_takes_nothing_away(
    qtbot: QtBot, window: MainWindow, unfold: Unfold
) -> None:
    one = unfold()
    click(window, one.place.fold)
    half = half_mask("left", SIZE)
    key = window.library.add_source(as_image(half))
    (asked,) = window.draft.recipe.image_prompts
    click(window, one.place.paint)
    window.draft.update(image_prompts=(asked.model_copy(update={"mask": key}),))
    overlay = overlay_of(window)
    spot = overlay.spot_of(200, 60).toPoint()
    QTest.mouseClick(overlay, LEFT, PLAIN, spot)
    assert prompt(window).mask == key
    qtbot.waitUntil(lambda: not one.acts.is_reading, timeout=PATIENCE)
    assert prompt(window).mask == key
    stroke(qtbot, window, (180, 60), (220, 60))
    assert kept(window)[60, 200] == kept(window)[200, 20] == 255


def test_ready_places_and_back_to_everywhere(
    qtbot: QtBot, window: MainWindow, unfold: Unfold
) -> None:
    one = unfold()
    click(window, one.place.fold)
    assert not one.place.clear.isEnabled()
    pick(window, one.place.make, "The left half")
    qtbot.waitUntil(lambda: prompt(window).mask is not None, timeout=PATIENCE)
    assert kept(window)[:, :120].min() == 255
    assert "50 % of the picture" in one.place.state.text()
    before = prompt(window).mask
    click(window, one.place.grow)
    qtbot.waitUntil(lambda: prompt(window).mask != before, timeout=PATIENCE)
    click(window, one.place.clear)
    assert prompt(window).mask is None
    assert window.draft.history.stack.undoText() == "Everywhere"


def test_all_but_the_face_keeps_a_style_off_it(
    qtbot: QtBot, window: MainWindow, unfold: Unfold
) -> None:
    one = unfold()
    click(window, one.place.fold)
    assert not one.place.from_rest.isEnabled()  # there is nobody yet
    choose_person(qtbot, window)
    assert one.place.from_rest.isEnabled()
    pick(window, one.place.make, "All but the face")
    qtbot.waitUntil(lambda: prompt(window).mask is not None, timeout=PATIENCE)
    points = window.posing.points.points
    assert points is not None
    x, y = points.mean(axis=0).round().astype(int)
    assert kept(window)[y, x] == 0
    assert kept(window)[5, 5] == 255


def test_either_a_place_is_painted_or_a_region_or_the_face_moved(
    qtbot: QtBot, window: MainWindow
) -> None:
    choose_person(qtbot, window)
    pose, painting = window.side.pose, window.pages.places
    for key, button, overlay in (
        (Key.Key_R, pose.region.paint, window.pose_editor.region.overlay),
        (Key.Key_L, pose.tools.edit, window.pose_editor.overlay),
    ):
        QTest.keyClick(window, Key.Key_I, ALT)
        assert painting.overlay.isVisible()
        held = ALT if key == Key.Key_R else Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(window, key, held)
        assert overlay.isVisible()
        assert not painting.overlay.isVisible()
        QTest.keyClick(window, Key.Key_I, ALT)
        assert painting.overlay.isVisible()
        assert not overlay.isVisible()
        assert not button.isChecked()
        QTest.keyClick(window, Key.Key_I, ALT)
        assert not painting.overlay.isVisible()


def test_keys_paint_for_the_tray_that_has_the_focus(qtbot: QtBot, window: MainWindow) -> None:
    drop_on(window.side.image_prompts.drop, BRUNO)
    qtbot.waitUntil(lambda: len(window.side.image_prompts.trays) == 2, timeout=PATIENCE)
    tray(window, 1).strip.images[0].setFocus()
    QTest.keyClick(QApplication.focusWidget(), Key.Key_I, ALT)
    QTest.keyClick(overlay_of(window), Key.Key_Space)
    qtbot.waitUntil(lambda: prompt(window, 1).mask is not None, timeout=PATIENCE)
    assert kept(window, 1)[128, 128] == 255
    assert prompt(window).mask is None


def test_a_used_window_is_let_go(leaves_nothing: Callable[..., None], qtbot: QtBot) -> None:
    def use(window: MainWindow) -> None:
        drop_on(window.side.image_prompts.drop, BRUNO)
        qtbot.waitUntil(lambda: bool(window.draft.recipe.image_prompts), timeout=PATIENCE)
        QTest.keyClick(window, Key.Key_I, ALT)
        stroke(qtbot, window, (40, 60), (200, 60))
        qtbot.waitUntil(lambda: bool(window.side.image_prompts.blocks.names), timeout=PATIENCE)
        combo = tray(window).layers.combo
        combo.setFocus()
        QTest.keyClick(combo, Key.Key_End)
        assert prompt(window).blocks

    leaves_nothing(use)
