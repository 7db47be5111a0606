"""A recipe with all that an image prompt can be is shown right, and comes back unchanged."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.library import Library
from core.picture import write_png
from core.recipe import ImagePrompt, Recipe
from core.recipe_parts import BlockWeight
from gui.app import SAMPLES
from gui.forms.controls import QuietSlider
from gui.main_window import MainWindow
from gui.panels.drops import file_source
from gui.preferences import Preferences
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import drop_on
from tests.gui.image_prompts.conftest import click, tray

FewSteps = Callable[..., Recipe]


@pytest.fixture
def rich(library: Library, few_steps: FewSteps) -> Recipe:
    """All fields of three image prompts away from what is usual."""
    keys = [library.add_source(file_source(path)[1]()) for path in sorted(SAMPLES.glob("*.png"))]
    mask = np.zeros((256, 256, 3), np.uint8)
    mask[64:192] = 255
    prompts = (
        ImagePrompt(
            images=tuple(keys[:3]),
            weights=(0.25, 0, 0.333),  # not on a slider's step
            combining="average",
            adapter="ip-adapter-plus",
            strength=1.15,
            window=(0.13, 0.77),
            layers="style",
            mask=library.add_source(mask),
        ),
        ImagePrompt(
            images=(keys[0], keys[0]),
            adapter="of another pack",
            blocks=(
                BlockWeight(block="up_blocks.0", weight=0.123),
                BlockWeight(block="mid_block.attentions.0.transformer_blocks.0", weight=0),
                BlockWeight(block="down_blocks.7.attentions.3", weight=1),
            ),
        ),
        ImagePrompt(images=(keys[3],), weights=(0.5,), adapter="faceid", combining="average"),
    )
    return few_steps("a person").model_copy(update={"image_prompts": prompts})


def test_it_survives_being_dropped_shown_and_looked_at(
    qtbot: QtBot,
    make_window: MakeWindow,
    preferences: Preferences,
    rich: Recipe,
    tmp_path: Path,
) -> None:
    window = make_window()
    path = tmp_path / "rich.png"
    write_png(np.full((64, 64, 3), 90, np.uint8), rich, path)
    drop_on(window.stage.canvas, path)
    qtbot.waitUntil(lambda: window.draft.recipe == rich, timeout=PATIENCE)

    for place in range(3):
        tray(window, place).unfold()
    preferences.choose_language("zh_CN")
    preferences.choose_theme("dark")
    qtbot.waitUntil(lambda: bool(tray(window, 1).bars.bars), timeout=PATIENCE)
    for slider in window.side.image_prompts.findChildren(QuietSlider):
        slider.setFocus()  # and leave it again
    preferences.choose_language("en")
    window.resize(1024, 700)
    qtbot.wait(50)
    assert window.draft.recipe == rich
    assert Recipe.from_json(window.draft.recipe.to_json()) == rich


def test_each_field_is_shown(qtbot: QtBot, make_window: MakeWindow, rich: Recipe) -> None:
    window = make_window(rich)
    first, second, third = (tray(window, place) for place in range(3))
    qtbot.waitUntil(lambda: bool(second.bars.bars), timeout=PATIENCE)
    assert [tile.accessibleName() for tile in first.strip.images] == [
        "Picture 1 of 3, Weight 0.25",
        "Picture 2 of 3, Weight 0",
        "Picture 3 of 3, Weight 0.333",
    ]
    assert first.strength.value() == 1.15
    assert first.combining.combo.currentText() == "Average"
    assert first.adapter.combo.currentText() == "ip-adapter-plus"
    assert first.summary.isVisible()
    assert first.summary.text() == "Window: 13–77 % · Layers: Style · painted place"
    click(window, first.more)
    assert not first.summary.isVisible()
    assert first.window_field.said.text() == "13–77 %"
    click(window, first.place.fold)
    shares = lambda: (
        first.place.state.text() == ("Painted: it acts only there, in 50 % of the picture.")
    )
    qtbot.waitUntil(shares, timeout=PATIENCE)

    assert second.adapter.combo.currentText() == "of another pack"
    assert second.reads.text() == "This pack has no adapter 'of another pack'."
    assert len(second.strip.images) == 2
    assert second.bars.bars["up_blocks.0.attentions.0"].accessibleName() == "Up 0.0 · 0.12"
    assert (
        "mid_block.attentions.0.transformer_blocks.0, down_blocks.7" in second.bars.foreign.text()
    )
    assert third.combining.isVisible()  # of one picture only, but set
    assert third.strip.images[0].weight.isVisible()


def test_undo_brings_all_of_it_back(make_window: MakeWindow, rich: Recipe) -> None:
    window: MainWindow = make_window(rich)
    click(window, tray(window).remove)
    assert len(window.draft.recipe.image_prompts) == 2
    window.draft.history.undo()
    assert window.draft.recipe == rich
    assert tray(window).summary.text().startswith("Window: 13–77 %")
