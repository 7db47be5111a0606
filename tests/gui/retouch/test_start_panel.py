"""The start image: given, described, used, taken back, kept."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.recipe import Recipe
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import drop_on, name_file
from tests.gui.retouch.conftest import (
    AMARA,
    WIDE,
    click,
    draw,
    give,
    kept_mask,
    panel_of,
    start_of,
    type_number,
)


def test_a_picture_is_begun_from_and_scaled_to_the_size_of_the_picture(
    qtbot: QtBot, started: MainWindow
) -> None:
    panel = panel_of(started)
    assert panel.size_label.text() == (
        "It is scaled to the size of the picture, 128 × 128 pixels; its sides are cut off."
    )
    assert started.draft.history.stack.undoText() == "Start image"
    assert start_of(started).strength == 0.6
    image = draw(qtbot, started)
    assert image.shape == (128, 128, 3)
    click(started, panel.remove)
    assert started.draft.recipe.start is None
    assert panel.drop.isVisible()
    other = draw(qtbot, started)
    assert np.abs(image.astype(int) - other).mean() > 10
    started.draft.history.undo()
    assert panel.used.isVisible()


def test_nothing_is_made_before_the_panel_is_opened(make_window: MakeWindow) -> None:
    retouching = make_window().side.retouching
    for panel in (retouching.start, retouching.refine, retouching.enlarge):
        assert not panel.fold.isChecked()
        assert not panel.is_filled
        assert panel.fold.isVisible()


def test_a_picture_is_dropped_on_the_title_and_replaces_another(
    qtbot: QtBot, make_window: MakeWindow, wide: Path
) -> None:
    window = make_window()
    panel = panel_of(window)
    drop_on(panel, wide)
    assert panel.drop.isVisible()  # it has opened
    qtbot.waitUntil(lambda: panel.edits.image_size == WIDE, timeout=PATIENCE)
    drop_on(panel, AMARA)
    qtbot.waitUntil(lambda: panel.edits.image_size == (512, 512), timeout=PATIENCE)


def test_a_change_that_is_dragged_is_one_step(started: MainWindow) -> None:
    panel, history = panel_of(started), started.draft.history
    slider = panel.strength.controls[0]
    before = history.stack.count()
    slider.setFocus()
    for _ in range(3):
        QTest.keyClick(slider, Qt.Key.Key_Right)
    assert start_of(started).strength == 0.75
    assert history.stack.count() == before + 1
    history.undo()
    assert start_of(started).strength == 0.6


def test_no_change_leaves_the_picture_as_it_is_and_says_so(
    qtbot: QtBot, started: MainWindow
) -> None:
    panel = panel_of(started)
    type_number(panel.strength.controls[-1], 0)
    assert panel.size_label.text() == "The start image stays as it is, 192 × 128 pixels."
    QTest.mouseClick(started.generate_button, Qt.MouseButton.LeftButton)
    assert "Nothing would change" in started.side.problems.text()
    type_number(panel.strength.controls[-1], 0.2)
    assert "leaves no step to run" in started.side.problems.text()  # of three
    type_number(panel.strength.controls[-1], 0.5)
    assert not started.side.problems.isVisible()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"no picture", "note.png"), (b"", "note.png")],
)
def test_what_is_no_picture_is_told_in_a_sentence(
    content: bytes, words: str, qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "note.png"
    path.write_bytes(content)
    drop_on(panel_of(window).drop, path)
    notice = window.stage.notice
    qtbot.waitUntil(notice.isVisible, timeout=PATIENCE)
    assert words in notice.text.text()
    assert window.draft.recipe.start is None


def test_a_mask_comes_from_a_file_also_of_another_size(
    qtbot: QtBot, started: MainWindow, tmp_path: Path
) -> None:
    panel, path = panel_of(started), tmp_path / "mask.png"
    mask = Image.new("L", (2 * WIDE[0], 2 * WIDE[1]), 0)
    mask.paste(255, (0, 0, WIDE[0], 2 * WIDE[1]))
    mask.save(path)
    click(started, panel.tools.fold)
    name_file(path)
    click(started, panel.tools.load)
    qtbot.waitUntil(lambda: start_of(started).mask is not None, timeout=PATIENCE)
    kept = kept_mask(started)
    assert kept.shape == WIDE[::-1]
    assert kept[:, :90].min() == 255
    assert kept[:, 104:].max() == 0
    assert started.draft.history.stack.undoText() == "Import a mask"
    assert panel.feather.isVisible()
    state = panel.tools.state
    qtbot.waitUntil(lambda: "50 % of the picture" in state.text(), timeout=PATIENCE)


@pytest.mark.parametrize(
    ("size", "colour", "words"),
    [
        (WIDE, 0, "The mask marks nothing"),
        ((100, 100), 255, "The mask has 100 x 100 pixels, the picture 192 x 128"),
    ],
)
def test_a_mask_that_is_none_is_told_in_a_sentence(
    size: tuple[int, int],
    colour: int,
    words: str,
    qtbot: QtBot,
    started: MainWindow,
    tmp_path: Path,
) -> None:
    panel, path = panel_of(started), tmp_path / "mask.png"
    Image.new("L", size, colour).save(path)
    click(started, panel.tools.fold)
    name_file(path)
    click(started, panel.tools.load)
    notice = started.stage.notice
    qtbot.waitUntil(notice.isVisible, timeout=PATIENCE)
    assert words in notice.text.text()
    assert start_of(started).mask is None


def test_another_start_image_has_no_mask_of_the_last_one(qtbot: QtBot, started: MainWindow) -> None:
    panel = panel_of(started)
    panel.part.half("left")
    qtbot.waitUntil(lambda: start_of(started).mask is not None, timeout=PATIENCE)
    type_number(panel.sides[0].box, 64)
    type_number(panel.strength.controls[-1], 0.5)
    before = start_of(started)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(AMARA))])
    QGuiApplication.clipboard().setMimeData(data)
    panel.strength.controls[0].setFocus()
    QTest.keyClick(started, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: start_of(started).image != before.image, timeout=PATIENCE)
    assert start_of(started).mask is None
    assert start_of(started).extend == (0, 0, 0, 0)
    assert start_of(started).strength == 0.5


def test_it_is_kept_over_a_restart_and_another_project(
    qtbot: QtBot, make_window: MakeWindow, few_steps: Callable[..., Recipe], wide: Path
) -> None:
    first = make_window()
    first.draft.replace(few_steps(width=128, height=128))
    first.side.retouching.start.fold.setChecked(True)
    give(qtbot, first, wide)
    panel_of(first).part.half("left")
    qtbot.waitUntil(lambda: start_of(first).mask is not None, timeout=PATIENCE)
    first.side.retouching.refine.switch.click()
    kept = first.draft.recipe
    first.close()

    again = make_window()
    assert again.draft.recipe == kept
    panel = panel_of(again)  # it was left open
    qtbot.waitUntil(lambda: panel.edits.image_size == WIDE, timeout=PATIENCE)
    qtbot.waitUntil(lambda: panel.part.painted() is not None, timeout=PATIENCE)
    assert panel.tools.state.text().startswith("Only what is marked changes: 50 %")
    assert again.side.retouching.refine.switch.isChecked()
    mine = again.project
    again.projects.create("Another")
    qtbot.waitUntil(lambda: again.project != mine, timeout=PATIENCE)
    assert again.draft.recipe.start is None
    assert panel.drop.isVisible()
    assert not again.side.retouching.refine.switch.isChecked()
    again.projects.open(mine)
    qtbot.waitUntil(lambda: again.draft.recipe == kept, timeout=PATIENCE)
    assert panel.used.isVisible()
