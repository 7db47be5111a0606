"""Where a person acts, painted on the canvas by real hands, kept as a mask in the library."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.faces.masks import as_mask, half
from core.recipe import Recipe
from gui.main_window import MainWindow
from gui.pose.region_overlay import RegionOverlay
from tests.gui.conftest import PATIENCE, MakeWindow, choose_person
from tests.gui.events import choose_by_mouse, once_open
from tests.gui.pose.conftest import LEFT, NONE, click

Key = Qt.Key
SIZE = (384, 256)


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow, few_steps: Callable[..., Recipe]) -> MainWindow:
    """Two people whose faces are known, the second one current, whose region is painted."""
    made = make_window(few_steps("two people", width=SIZE[0]))
    choose_person(qtbot, made)
    click(made, made.side.person.people.another)
    QTest.mouseClick(made.side.person.strip.buttons[1], LEFT)
    everybody = lambda: [one is not None for one in made.posing.points.all] == [True, True]
    qtbot.waitUntil(everybody, timeout=PATIENCE)
    QTest.keyClick(
        made, Key.Key_R, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    assert made.pose_editor.region.overlay.isVisible()
    return made


def overlay_of(window: MainWindow) -> RegionOverlay:
    return window.pose_editor.region.overlay


def region(window: MainWindow, place: int = 1) -> str | None:
    return window.draft.recipe.identities[place].region


def kept(window: MainWindow, place: int = 1) -> np.ndarray:
    """The mask as the engine reads it from the library."""
    key = region(window, place)
    assert key is not None
    return as_mask(window.library.source(key), SIZE)


def stroke(qtbot: QtBot, window: MainWindow, start: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag from one place of the picture to another, and wait until the mask is kept."""
    overlay, before = overlay_of(window), region(window, window.draft.current)
    here, there = overlay.spot_of(*start), overlay.spot_of(*end)
    QTest.mousePress(overlay, LEFT, NONE, here.toPoint())
    for share in (0.25, 0.5, 0.75, 1.0):
        QTest.mouseMove(overlay, (here + share * (there - here)).toPoint())
    QTest.mouseRelease(overlay, LEFT, NONE, there.toPoint())
    new = lambda: region(window, window.draft.current) != before
    qtbot.waitUntil(new, timeout=PATIENCE)


def test_a_stroke_is_a_mask_of_the_library_and_one_step(qtbot: QtBot, window: MainWindow) -> None:
    steps = window.history.stack.count()
    stroke(qtbot, window, (240, 60), (340, 60))
    mask = kept(window)
    width = overlay_of(window).brush
    assert mask[60, 240] == mask[60, 290] == mask[60, 340] == 255
    assert mask[round(60 + width), 290] == 0
    assert mask[:, :180].max() == 0
    assert region(window, 0) is None
    assert window.history.stack.count() == steps + 1
    assert window.history.stack.undoText() == "Paint the region"

    stroke(qtbot, window, (240, 160), (340, 160))
    assert kept(window)[60, 290] == kept(window)[160, 290] == 255
    QTest.keyClick(overlay_of(window), Key.Key_E)
    stroke(qtbot, window, (290, 20), (290, 100))
    assert kept(window)[60, 290] == 0
    assert kept(window)[60, 240] == kept(window)[160, 290] == 255
    window.history.undo()
    assert kept(window)[60, 290] == 255
    window.history.undo()
    assert kept(window)[160, 290] == 0
    window.history.undo()
    assert region(window) is None
    window.history.redo()
    assert (kept(window) == mask).all()


def test_the_eraser_begins_with_what_is_automatic(qtbot: QtBot, window: MainWindow) -> None:
    click(window, window.side.pose.region.eraser)
    stroke(qtbot, window, (350, 20), (350, 240))
    mask = kept(window)
    assert mask[128, 300] > 240, "the right half was this person's by itself"
    assert mask[128, 20] < 16
    assert mask[128, 350] == 0


def test_keys_paint_without_a_mouse(qtbot: QtBot, window: MainWindow) -> None:
    overlay = overlay_of(window)
    assert overlay.hasFocus()
    before = overlay.brush
    QTest.keyClick(overlay, Key.Key_BracketRight)
    assert overlay.brush > before
    QTest.keyClick(overlay, Key.Key_BracketLeft)
    QTest.keyClick(overlay, Key.Key_BracketLeft)
    assert overlay.brush < before
    assert window.side.pose.region.wide.value() == round(100 * overlay.width_share)
    for _ in range(4):  # each is a quarter of the brush
        QTest.keyClick(overlay, Key.Key_Right)
    QTest.keyClick(overlay, Key.Key_Space)
    qtbot.waitUntil(lambda: region(window) is not None, timeout=PATIENCE)
    rows, columns = np.nonzero(kept(window) > 128)
    assert columns.mean() == pytest.approx(192 + overlay.brush, abs=1.5)
    assert rows.mean() == pytest.approx(128, abs=1.5)

    first = region(window)
    QTest.keyClick(overlay, Key.Key_F)
    qtbot.waitUntil(lambda: region(window) != first, timeout=PATIENCE)
    face = window.posing.points.points
    assert face is not None
    assert all(kept(window)[round(y), round(x)] == 255 for x, y in face)
    inside, around = (kept(window) > 128).sum(), region(window)
    QTest.keyClicks(overlay, "+")
    qtbot.waitUntil(lambda: region(window) != around, timeout=PATIENCE)
    assert (kept(window) > 128).sum() > inside
    QTest.keyClick(overlay, Key.Key_Delete)
    assert region(window) is None
    QTest.keyClick(overlay, Key.Key_Escape)
    assert not overlay.isVisible()
    assert not window.side.pose.region.paint.isChecked()


def test_the_panel_makes_regions_and_tells_of_them(qtbot: QtBot, window: MainWindow) -> None:
    tools = window.side.pose.region
    assert tools.state.text().startswith("Automatic: each person")
    assert not tools.clear.isEnabled()
    window.side.scroller.ensureWidgetVisible(tools.make)
    once_open(lambda: choose_by_mouse("The right half"))
    QTest.mouseClick(tools.make, LEFT)
    qtbot.waitUntil(lambda: region(window) is not None, timeout=PATIENCE)
    assert (kept(window) == half("right", SIZE)).all()
    assert tools.state.text().startswith("Painted")
    click(window, tools.shrink)
    qtbot.waitUntil(lambda: kept(window)[128, 193] == 0, timeout=PATIENCE)
    click(window, window.side.person.people.chips[0])
    assert tools.state.text().startswith("Automatic")
    click(window, window.side.person.people.chips[1])
    click(window, tools.clear)
    assert region(window) is None
    assert window.history.stack.undoText() == "Automatic region"


def test_of_two_tools_on_the_canvas_one_is_there(window: MainWindow) -> None:
    points, overlay = window.pose_editor.overlay, overlay_of(window)
    QTest.keyClick(window, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert points.isVisible()
    assert points.hasFocus()
    assert not overlay.isVisible()
    click(window, window.side.pose.region.paint)
    assert overlay.isVisible()
    assert overlay.hasFocus()
    assert not points.isVisible()
    assert not window.side.pose.tools.edit.isChecked()


def test_each_person_has_a_veil_and_escape_takes_a_stroke_back(
    qtbot: QtBot, window: MainWindow
) -> None:
    overlay = overlay_of(window)
    stroke(qtbot, window, (240, 60), (340, 60))
    shown = overlay.grab().toImage()
    spot, ratio = overlay.spot_of(290, 60), overlay.devicePixelRatioF()
    around = QRectF(spot * ratio, QSizeF(24, 24) * ratio).toRect()  # more than a border is wide
    pixel = lambda image: image.copy(around)
    QTest.keyClick(overlay, Key.Key_1)
    assert window.draft.current == 0
    assert overlay.accessibleName() == "Brush for the region of person 1"
    assert pixel(overlay.grab().toImage()) != pixel(shown), "of another one the border is seen"
    QTest.mousePress(overlay, LEFT, NONE, QPointF(spot).toPoint())
    QTest.mouseMove(overlay, spot.toPoint() + QPoint(20, 0))
    QTest.keyClick(overlay, Key.Key_2)
    assert window.draft.current == 0, "not in the middle of a stroke"
    QTest.keyClick(overlay, Key.Key_Escape)
    QTest.mouseRelease(overlay, LEFT, NONE, spot.toPoint())
    assert overlay.isVisible()
    assert not window.sources.adding
    assert region(window, 0) is None


def test_one_person_has_no_region_in_sight_but_can_have_one(
    qtbot: QtBot, make_window: MakeWindow, few_steps: Callable[..., Recipe]
) -> None:
    window = make_window(few_steps("a person", width=SIZE[0]))
    choose_person(qtbot, window)
    tools = window.side.pose.region
    assert not tools.isVisible()
    window.commands.all["region.paint"].action.trigger()
    assert tools.isVisible()
    assert tools.paint.isVisible()
    stroke(qtbot, window, (200, 60), (300, 60))
    assert kept(window, 0)[60, 250] == 255
    overlay = overlay_of(window)
    QTest.keyClick(overlay, Key.Key_Escape)
    assert tools.isVisible(), "what was painted can be taken back"
    window.history.undo()
    assert not tools.isVisible()


def test_a_painted_region_comes_back_with_the_recipe(qtbot: QtBot, window: MainWindow) -> None:
    """Also one that this window has not painted itself, and in a picture of another size."""
    mask = half("right", SIZE)
    key = window.library.add_source(np.repeat(mask[:, :, None], 3, axis=2))
    first, second = window.draft.recipe.identities
    second = second.model_copy(update={"region": key})
    window.draft.update(identities=(first, second))
    regions = window.posing.regions
    qtbot.waitUntil(lambda: regions.painted(1) is not None, timeout=PATIENCE)
    assert (regions.painted(1) == mask).all()
    window.draft.update_sampling(width=512)
    larger = regions.painted(1)
    assert larger is not None
    assert larger.shape == (256, 512)
    assert larger[128, 400] == 255


def test_a_window_in_which_several_were_painted_leaves_nothing(
    qtbot: QtBot, leaves_nothing: Callable[..., None], few_steps: Callable[..., Recipe]
) -> None:
    def use(window: MainWindow) -> None:
        choose_person(qtbot, window)
        people = window.side.person.people
        people.another.click()
        window.side.person.strip.buttons[1].click()
        everybody = lambda: [one is not None for one in window.posing.points.all] == [True, True]
        qtbot.waitUntil(everybody, timeout=PATIENCE)
        window.side.pose.region.paint.click()
        stroke(qtbot, window, (240, 60), (300, 60))
        people.chips[0].click()
        window.history.undo()

    leaves_nothing(use, few_steps("two people", width=SIZE[0]))
