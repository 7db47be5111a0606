"""A part of a picture is marked on the canvas, and drawn anew by the real engine."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.imaging import load_image
from gui.gallery.recipe_text import recipe_rows
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, choose_person
from tests.gui.events import LEFT, PLAIN
from tests.gui.retouch.conftest import (
    AMARA,
    WIDE,
    click,
    draw,
    give,
    kept_mask,
    open_painting,
    overlay_of,
    panel_of,
    start_of,
    stroke,
    type_number,
)

Key = Qt.Key


def test_what_is_painted_changes_and_no_pixel_beside_it(
    qtbot: QtBot, started: MainWindow, wide: Path
) -> None:
    photo, overlay = load_image(wide), open_painting(qtbot, started)
    assert overlay.hasFocus()
    assert overlay.accessibleName() == "Brush for what may change"
    assert started.stage.canvas.accessibleName() == "Start image"
    mask = stroke(qtbot, started, (60, 60), (120, 60))
    assert mask.shape == WIDE[::-1]
    assert mask[60, 90] == 255
    assert mask[5, 5] == 0
    assert started.draft.history.stack.undoText() == "Paint the mask"
    image = draw(qtbot, started)
    assert not overlay.isVisible()  # the picture is to be seen
    assert image.shape == photo.shape
    outside = mask == 0
    assert np.array_equal(image[outside], photo[outside])
    assert (image[mask == 255] != photo[mask == 255]).any()


def test_strokes_are_steps_and_keys_do_what_they_say(qtbot: QtBot, started: MainWindow) -> None:
    overlay, panel = open_painting(qtbot, started), panel_of(started)
    first = stroke(qtbot, started, (60, 60), (120, 60))
    QTest.keyClick(overlay, Key.Key_E)
    second = stroke(qtbot, started, (90, 30), (90, 90))
    assert second[60, 90] == 0
    started.draft.history.undo()
    assert np.array_equal(kept_mask(started), first)
    assert "Only what is marked changes:" in panel.tools.state.text()
    QTest.keyClick(overlay, Key.Key_I)
    qtbot.waitUntil(lambda: started.draft.history.stack.undoText() == "Invert the mask")
    assert np.array_equal(kept_mask(started), 255 - first)
    QTest.keyClick(overlay, Key.Key_Delete)
    assert start_of(started).mask is None
    assert panel.tools.state.text() == "Nothing is marked: the whole picture changes."
    for _ in range(3):
        started.draft.history.undo()
    assert start_of(started).mask is None
    started.draft.history.undo()
    assert started.draft.recipe.start is None
    assert not overlay.isVisible()  # there is nothing to paint on


def test_a_mask_grows_and_shrinks(qtbot: QtBot, started: MainWindow) -> None:
    open_painting(qtbot, started)
    first = stroke(qtbot, started, (60, 60), (120, 60))
    panel = panel_of(started)
    for button, name, sign in (
        (panel.tools.grow, "Grow the mask", 1),
        (panel.tools.shrink, "Shrink the mask", -1),
    ):
        before = kept_mask(started)
        click(started, button)
        qtbot.waitUntil(lambda name=name: started.draft.history.stack.undoText() == name)
        assert sign * (int(kept_mask(started).sum()) - int(before.sum())) > 0
    assert np.abs(kept_mask(started).astype(int) - first).mean() < 3


def test_an_extended_picture_holds_the_start_image(
    qtbot: QtBot, started: MainWindow, wide: Path
) -> None:
    panel, photo = panel_of(started), load_image(wide)
    click(started, panel.more)
    type_number(panel.sides[0].box, 64)
    type_number(panel.feather.controls[0], 0)
    assert start_of(started).extend == (64, 0, 0, 0)
    assert start_of(started).area == "masked"
    assert panel.size_label.text() == (
        "The picture becomes 256 × 128 pixels: the start image's 192 × 128 pixels, extended."
    )
    told = dict(recipe_rows(started.draft.recipe))["Start image"]
    assert "Extension 64, 0, 0, 0" in told
    image = draw(qtbot, started)
    assert image.shape == (128, 256, 3)
    assert np.array_equal(image[:, 64:], photo)
    assert image[:, :64].std() > 1
    assert started.stage.canvas.zoom.picture.toTuple() == (256, 128)


def test_a_mask_is_painted_where_it_belongs_on_an_extended_picture(
    qtbot: QtBot, started: MainWindow
) -> None:
    panel = panel_of(started)
    type_number(panel.sides[0].box, 64)
    type_number(panel.sides[1].box, 32)
    overlay = open_painting(qtbot, started)
    corner, end = overlay.spot_of(0, 0), overlay.spot_of(*WIDE)
    shown = started.stage.canvas.zoom.place()
    assert abs(shown.left() + shown.width() * 64 / 256 - corner.x()) < 1
    assert abs(shown.bottom() - end.y()) < 1
    mask = stroke(qtbot, started, (100, 100), (150, 100))
    assert mask[100, 125] == 255
    assert mask[20, 20] == 0


def test_an_edge_of_the_canvas_is_pulled_in_one_step(qtbot: QtBot, started: MainWindow) -> None:
    panel, overlay = panel_of(started), open_painting(qtbot, started)
    before = started.draft.history.stack.count()
    for side, way, grown in (
        (2, QPoint(1, 0), (0, 0, 48, 0)),
        (1, QPoint(0, -1), (0, 24, 48, 0)),
        (2, QPoint(-1, 0), (0, 24, 0, 0)),
    ):
        grip, extend = overlay.grip(side).toPoint(), start_of(started).extend
        unit = overlay.zoom.scale_now / overlay.zoom.ratio
        far = way * round(abs(grown[side] - extend[side]) * unit)
        QTest.mousePress(overlay, LEFT, PLAIN, grip)
        QTest.mouseMove(overlay, grip + far / 2)
        QTest.mouseMove(overlay, grip + far)
        assert start_of(started).extend == extend  # not before it is let go
        QTest.mouseRelease(overlay, LEFT, PLAIN, grip + far)
        assert start_of(started).extend == grown
        qtbot.waitUntil(
            lambda: started.stage.canvas.zoom.picture.toTuple() == overlay.picture,
            timeout=PATIENCE,
        )
    assert started.draft.history.stack.count() == before + 3
    assert [field.value() for field in panel.sides] == [0, 24, 0, 0]
    assert start_of(started).mask is None
    grip = overlay.grip(0).toPoint()
    QTest.mousePress(overlay, LEFT, PLAIN, grip)
    QTest.mouseMove(overlay, grip - QPoint(40, 0))
    QTest.keyClick(overlay, Key.Key_Escape)
    QTest.mouseRelease(overlay, LEFT, PLAIN, grip - QPoint(40, 0))
    assert start_of(started).extend == (0, 24, 0, 0)
    assert overlay.isVisible()


def test_another_tool_takes_the_canvas_and_gives_it_back(qtbot: QtBot, started: MainWindow) -> None:
    choose_person(qtbot, started)
    part = open_painting(qtbot, started)
    control = Qt.KeyboardModifier.ControlModifier
    for key, held in (
        (Key.Key_L, control),
        (Key.Key_R, control | Qt.KeyboardModifier.AltModifier),
    ):
        QTest.keyClick(started, key, held)
        assert not part.isVisible()
        QTest.keyClick(started, Key.Key_M, control | Qt.KeyboardModifier.AltModifier)
        assert part.isVisible()
        assert not started.side.pose.tools.edit.isChecked()
        assert not started.side.pose.region.paint.isChecked()
    QTest.keyClick(part, Key.Key_Escape)
    assert not part.isVisible()


def test_a_stroke_can_be_taken_back_and_leaves_no_mask(qtbot: QtBot, started: MainWindow) -> None:
    overlay = open_painting(qtbot, started)
    spot = overlay.spot_of(60, 60).toPoint()
    QTest.mousePress(overlay, LEFT, PLAIN, spot)
    QTest.mouseMove(overlay, spot + QPoint(20, 0))
    QTest.keyClick(overlay, Key.Key_Escape)
    QTest.mouseRelease(overlay, LEFT, PLAIN, spot)
    assert overlay.isVisible()
    assert start_of(started).mask is None


def test_the_face_of_the_start_image_is_where_the_person_comes(
    qtbot: QtBot, window: MainWindow
) -> None:
    """The points stand on the photo's face, also once the picture is extended."""
    give(qtbot, window, AMARA)
    panel, points = panel_of(window), window.posing.points
    choose_person(qtbot, window)
    assert points.size == (128, 128)
    click(window, panel.tools.fold)
    qtbot.waitUntil(panel.tools.from_face.isEnabled, timeout=PATIENCE)
    panel.part.around_face()
    qtbot.waitUntil(lambda: start_of(window).mask is not None, timeout=PATIENCE)
    assert points.size == (512, 512)
    face = panel.part.face()
    assert face is not None
    qtbot.waitUntil(lambda: np.allclose(_points(window), face), timeout=PATIENCE)
    window.posing.points.put(face + 4, lambda: "by hand")
    type_number(panel.sides[0].box, 64)
    type_number(panel.sides[1].box, 8)
    assert np.allclose(_points(window), face + 4 + (64, 8))
    window.draft.history.undo()  # one step: the second followed at once
    assert np.allclose(_points(window), face + 4)


def _points(window: MainWindow) -> np.ndarray:
    points = window.posing.points.points
    assert points is not None
    return points


def test_painting_covers_whatever_else_the_canvas_shows(
    qtbot: QtBot, started: MainWindow, wide: Path
) -> None:
    """Also once another picture was put there, and its own size is another."""
    open_painting(qtbot, started)
    other = np.zeros((40, 90, 3), np.uint8)
    started.stage.show_preview(other)
    overlay = overlay_of(started)
    assert not overlay.over_picture
    seen = overlay.grab().toImage()
    spot = overlay.spot_of(150, 20).toPoint() * overlay.devicePixelRatio()
    photo = load_image(wide)
    assert abs(seen.pixelColor(spot).red() - int(photo[20, 150, 0])) < 12


def test_a_face_is_moved_over_the_start_image_that_stays(qtbot: QtBot, started: MainWindow) -> None:
    choose_person(qtbot, started)
    panel_of(started).part.half("left")
    qtbot.waitUntil(lambda: start_of(started).mask is not None, timeout=PATIENCE)
    QTest.keyClick(started, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    overlay = started.pose_editor.overlay
    qtbot.waitUntil(lambda: overlay.over_picture, timeout=PATIENCE)
    assert started.stage.canvas.zoom.picture.toTuple() == WIDE
    assert not started.pages.part.on
