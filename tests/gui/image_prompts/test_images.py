"""The pictures of an image prompt: added, weighed, moved and removed by real hands."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.packs import Pack
from core.recipe import Recipe
from gui.image_prompts.edits import LEAST
from gui.main_window import MainWindow
from gui.preferences import Preferences
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, drag, drop_on
from tests.gui.image_prompts.conftest import (
    AMARA,
    BRUNO,
    CHEN,
    CONTROL,
    add_images,
    click,
    prompt,
    tray,
)

Key = Qt.Key


def weights(window: MainWindow) -> tuple[float, ...]:
    return prompt(window).weights


def test_one_picture_is_as_calm_as_can_be(window: MainWindow) -> None:
    one = tray(window)
    hidden = (one.combining, one.combines, one.summary, one.window_field, one.layers, one.place)
    assert not any(widget.isVisible() for widget in hidden)
    assert not one.strip.images[0].weight.isVisible()
    assert one.reads.text() == "It reads the whole picture: style, colours, things."
    assert one.strength.isVisible()


def test_dropped_pictures_join_the_prompt_in_one_step(qtbot: QtBot, window: MainWindow) -> None:
    first = prompt(window)
    add_images(qtbot, window, BRUNO, CHEN)
    assert prompt(window).images[0] == first.images[0]
    assert weights(window) == ()
    assert window.draft.history.stack.undoText() == "Add pictures"
    assert len(tray(window).strip.images) == 3
    assert tray(window).combining.isVisible()

    window.draft.history.undo()
    assert prompt(window) == first
    assert not tray(window).combining.isVisible()


def test_a_drop_on_the_tray_joins_its_prompt(qtbot: QtBot, window: MainWindow) -> None:
    drop_on(tray(window), BRUNO)
    qtbot.waitUntil(lambda: len(prompt(window).images) == 2, timeout=PATIENCE)
    drop_on(window.side.image_prompts.drop, CHEN)
    qtbot.waitUntil(lambda: len(window.side.image_prompts.trays) == 2, timeout=PATIENCE)
    assert len(prompt(window).images) == 2


def test_pasted_pictures_go_where_the_focus_is(qtbot: QtBot, window: MainWindow) -> None:
    panel, draft = window.side.image_prompts, window.draft

    def paste(grey: int) -> None:
        image = QImage(40, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.gray if grey else Qt.GlobalColor.red)
        QGuiApplication.clipboard().setImage(image)
        qtbot.keyClick(window.focusWidget(), Key.Key_V, CONTROL)

    tray(window).strip.images[0].setFocus()
    paste(0)
    qtbot.waitUntil(lambda: len(prompt(window).images) == 2, timeout=PATIENCE)
    panel.drop.setFocus()
    paste(1)
    qtbot.waitUntil(lambda: len(draft.recipe.image_prompts) == 2, timeout=PATIENCE)
    assert draft.identity is None
    window.side.prompt.styles_fold.setFocus()
    paste(1)
    qtbot.waitUntil(lambda: draft.identity is not None, timeout=PATIENCE)
    assert len(draft.recipe.image_prompts) == 2


def test_weights_by_keys_and_double_click(qtbot: QtBot, window: MainWindow) -> None:
    add_images(qtbot, window, BRUNO)
    first, second = tray(window).strip.images
    assert first.weight.isVisible()
    second.weight.setFocus()
    qtbot.keyClick(second.weight, Key.Key_Left)
    assert weights(window) == (1, 0.95)
    assert window.draft.history.stack.undoText() == "Weights of the images"
    assert second.accessibleName().endswith("Weight 0.95")
    assert "Picture 2 of 2" in second.weight.accessibleName()

    qtbot.keyClick(second.weight, Key.Key_Home)
    assert weights(window) == (1, 0)
    first.weight.setFocus()
    qtbot.keyClick(first.weight, Key.Key_Home)
    assert weights(window) == (LEAST, 0)  # one must count
    assert first.weight.value() == 1

    for tile in (first, second):
        qtbot.mouseDClick(tile.weight, LEFT)
    assert weights(window) == ()


def test_dragging_a_weight_is_one_step(qtbot: QtBot, window: MainWindow) -> None:
    add_images(qtbot, window, BRUNO)
    steps = window.draft.history.stack.count()
    slider = tray(window).strip.images[1].weight
    window.side.scroller.ensureWidgetVisible(slider)
    start = QPoint(slider.width() - 8, slider.height() // 2)
    drag(slider, start, *(start - QPoint(by, 0) for by in (8, 16, 24)))
    assert weights(window)[0] == 1
    assert 0 < weights(window)[1] < 1
    assert window.draft.history.stack.count() == steps + 1


def test_pictures_are_moved_and_removed_with_their_weights(
    qtbot: QtBot, window: MainWindow
) -> None:
    add_images(qtbot, window, BRUNO, CHEN)
    strip, (amara, bruno, chen) = tray(window).strip, prompt(window).images
    slider = strip.images[2].weight
    slider.setFocus()
    qtbot.keyClick(slider, Key.Key_PageDown)
    light = weights(window)[2]
    assert light < 1

    strip.images[2].setFocus()
    qtbot.keyClick(strip.images[2], Key.Key_Left, CONTROL)
    assert prompt(window).images == (amara, chen, bruno)
    assert weights(window) == (1, light, 1)
    assert strip.images[1].hasFocus()
    qtbot.keyClick(strip.images[1], Key.Key_Delete)
    assert prompt(window).images == (amara, bruno)
    assert weights(window) == ()  # all alike again
    window.draft.history.undo()
    assert weights(window) == (1, light, 1)

    tile = strip.images[0]
    window.side.scroller.ensureWidgetVisible(tile)
    pitch = strip.images[1].x() - tile.x()
    drag(tile, QPoint(20, 20), QPoint(60, 20), QPoint(20 + 3 * pitch, 20))
    assert prompt(window).images == (chen, bruno, amara)
    assert weights(window) == (light, 1, 1)


def test_with_its_last_picture_the_prompt_goes(qtbot: QtBot, window: MainWindow) -> None:
    tile = tray(window).strip.images[0]
    tile.setFocus()
    click(window, tile.remove)
    assert window.draft.recipe.image_prompts == ()
    window.draft.history.undo()
    assert len(prompt(window).images) == 1


def test_combining_says_what_it_does(qtbot: QtBot, window: MainWindow) -> None:
    add_images(qtbot, window, BRUNO)
    one = tray(window)
    beside = one.combines.text()
    one.combining.combo.setFocus()
    qtbot.keyClick(one.combining.combo, Key.Key_Down)
    assert prompt(window).combining == "average"
    assert "melt into one" in one.combines.text() != beside
    assert one.combines.isVisible()


def test_a_face_adapter_shows_the_face_it_reads(
    qtbot: QtBot, window: MainWindow, nobody: Path
) -> None:
    one = tray(window)
    before = one.strip.images[0].grab().toImage()
    window.draft.edit("image_prompts.0.adapter", "faceid")
    found = lambda: one.strip.images[0].accessibleDescription() == "One face found"
    qtbot.waitUntil(found, timeout=PATIENCE)
    assert one.reads.text() == "It reads who the face is; the rest has no say."
    assert one.strip.images[0].grab().toImage() != before

    add_images(qtbot, window, nobody)
    qtbot.waitUntil(lambda: one.strip.images[1].warns, timeout=PATIENCE)
    assert one.reads.text() == "Picture 2: No face is found, and this adapter reads a face."
    assert one.strip.images[1].accessibleName().endswith("No face")
    window.draft.update(prompt="a person")
    click(window, window.generate_button)
    assert "Image prompt 1 reads faces, and a picture shows none." in window.side.problems.text()
    assert not window.worker.queue.jobs()

    window.draft.edit("image_prompts.0.adapter", "ip-adapter")
    assert not one.strip.images[1].warns
    assert not window.side.problems.isVisible()


def test_a_pack_without_adapters_shows_a_foreign_prompt_and_why_it_is_closed(
    qtbot: QtBot, make_window: MakeWindow, demo_pack: Pack, window: MainWindow
) -> None:
    recipe = window.draft.recipe
    bare = demo_pack.manifest.model_copy(update={"adapters": ()})
    other = make_window(recipe, manifest=bare)
    one = tray(other)
    reason = "This pack has no IP-Adapter, which reads image prompts."
    for field in (one.strength, one.adapter, one.window_field, one.layers, one.combining):
        assert not field.isEnabled()
        assert field.controls[0].accessibleDescription() == reason
    assert one.reads.text() == reason
    assert not one.strip.add.isEnabled()
    click(other, one.remove)
    assert other.draft.recipe.image_prompts == ()


def test_a_pack_without_face_models_closes_the_adapters_that_need_them(
    make_window: MakeWindow, demo_pack: Pack, window: MainWindow
) -> None:
    recipe = window.draft.recipe.with_field("image_prompts.0.adapter", "faceid")
    blind = demo_pack.manifest.model_copy(update={"faces": None})
    one = tray(make_window(recipe, manifest=blind))
    combo = one.adapter.combo
    names = [combo.itemText(row) for row in range(combo.count())]
    usable = [bool(combo.model().flags(combo.model().index(row, 0)) & Qt.ItemFlag.ItemIsEnabled)
              for row in range(combo.count())]  # fmt: skip
    assert dict(zip(names, usable, strict=True)) == {
        "ip-adapter": True,
        "ip-adapter-plus": True,
        "faceid": False,
    }
    assert "no face models" in one.reads.text()


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_nothing_is_cut_in_a_narrow_column(
    qtbot: QtBot, window: MainWindow, preferences: Preferences, tongue: str
) -> None:
    preferences.choose_language(tongue)
    add_images(qtbot, window, BRUNO, CHEN)
    one = tray(window)
    click(window, one.more)
    click(window, one.place.fold)
    qtbot.wait(50)
    for label in one.findChildren(QLabel):
        if label.isVisible() and label.text():
            assert label.width() >= min(label.sizeHint().width(), label.minimumSizeHint().width())
            assert label.height() >= label.heightForWidth(label.width())
    right = one.mapTo(window.side, QPoint(one.width(), 0)).x()
    assert right <= window.side.width()


def test_a_picture_of_two_others_is_drawn_and_keeps_its_recipe(
    qtbot: QtBot, make_window: MakeWindow, few_steps: Callable[..., Recipe], tmp_path: Path
) -> None:
    window = make_window(few_steps("a person"))
    pair = [tmp_path / "red.png", tmp_path / "blue.png"]
    for path, colour in zip(pair, ((200, 60, 50), (60, 80, 200)), strict=True):
        Image.fromarray(np.full((64, 64, 3), colour, np.uint8)).save(path)
    drop_on(window.side.image_prompts.drop, pair[0])
    qtbot.waitUntil(lambda: bool(window.draft.recipe.image_prompts), timeout=PATIENCE)
    add_images(qtbot, window, pair[1])
    tray(window).combining.combo.setFocus()
    qtbot.keyClick(tray(window).combining.combo, Key.Key_Down)

    click(window, window.generate_button)
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    (drawn,) = window.library.pictures(window.project)
    assert drawn.recipe.image_prompts == window.draft.recipe.image_prompts
    assert drawn.recipe.image_prompts[0].combining == "average"


def test_more_pictures_than_a_prompt_may_have_are_left_out(
    qtbot: QtBot, window: MainWindow
) -> None:
    told: list[object] = []
    window.sources.refused.connect(told.append)
    drop_on(tray(window).strip.add, *[AMARA] * 32)
    qtbot.waitUntil(lambda: not window.sources.adding, timeout=PATIENCE)
    assert len(prompt(window).images) == 32
    assert len(told) == 1
    assert not tray(window).strip.add.isEnabled()
    assert tray(window).strip.add.toolTip() == "There are 32 already."
