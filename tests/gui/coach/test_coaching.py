"""The coach beside Generate and below the picture, by mouse and by keys, on the demo pack."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.imaging import load_image
from core.packs import Pack
from core.packs.defaults import default_recipe
from core.recipe import Recipe
from gui.compare.view import SPLIT
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.settings_dialog import SettingsDialog
from tests.gui.conftest import PATIENCE, MakeWindow, choose_person
from tests.gui.events import LEFT

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
FewSteps = Callable[..., Recipe]


def rules(window: MainWindow) -> list[str]:
    """Of what the card beside Generate says first, and how many more there are."""
    card = window.side.advice
    more = card.more.text() if not card.more.isHidden() else ""
    return [card.advice.rule, more] if card.advice is not None and card.isVisible() else []


def wait_for_advice(qtbot: QtBot, window: MainWindow, rule: str) -> None:
    qtbot.waitUntil(lambda: rules(window)[:1] == [rule], timeout=PATIENCE)


def driven(qtbot: QtBot, make_window: MakeWindow, recipe: Recipe) -> MainWindow:
    """A window with a person, and with more guidance than both bear."""
    window = make_window(recipe)
    choose_person(qtbot, window)
    assert rules(window) == []
    window.draft.edit("sampling.guidance", 12.0)
    wait_for_advice(qtbot, window, "guidance")
    return window


def test_advice_beside_generate_is_taken_by_a_click_and_undone(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps
) -> None:
    window = driven(qtbot, make_window, few_steps())
    card, button = window.side.advice, window.side.button
    assert card.mapTo(window, card.rect().bottomLeft()).y() < button.mapTo(window, button.pos()).y()
    assert "burnt" in card.what.text()
    assert "12" in card.why.text()
    assert card.take.text() == "Set guidance to 4"
    assert card.take.accessibleName() == "Set guidance to 4"
    assert "burnt" in card.take.accessibleDescription()

    qtbot.mouseClick(card.take, LEFT)
    assert window.draft.recipe.sampling.guidance == 4
    assert not card.isVisible()
    assert window.history.stack.undoText() == "Advice: Set guidance to 4"
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert window.draft.recipe.sampling.guidance == 12
    wait_for_advice(qtbot, window, "guidance")


def test_advice_is_reached_and_taken_by_keys(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps
) -> None:
    window = driven(qtbot, make_window, few_steps())
    card = window.side.advice
    window.side.button.setFocus()
    QTest.keyClick(window, Key.Key_Backtab)
    assert card.dismiss.hasFocus()
    QTest.keyClick(window, Key.Key_Backtab)
    assert card.take.hasFocus()
    QTest.keyClick(card.take, Key.Key_Space)
    assert window.draft.recipe.sampling.guidance == 4
    assert window.side.button.hasFocus(), "the keys are not lost with the card"


def test_what_was_closed_stays_closed_and_the_next_is_said(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps
) -> None:
    window = driven(qtbot, make_window, few_steps())
    window.draft.update(prompt="smiling", negative_prompt="smiling")
    qtbot.waitUntil(lambda: rules(window) == ["guidance", "1 more"], timeout=PATIENCE)
    card = window.side.advice
    qtbot.mouseClick(card.dismiss, LEFT)
    assert rules(window) == ["contradiction", ""]
    assert window.draft.recipe.sampling.guidance == 12, "closing changes nothing"
    qtbot.mouseClick(card.dismiss, LEFT)
    assert rules(window) == []
    window.draft.edit("sampling.guidance", 13.0)
    window.draft.edit("sampling.width", 64)
    wait_for_advice(qtbot, window, "size")
    assert rules(window)[1] != "2 more"


def test_it_is_switched_off_and_on_in_the_settings(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, preferences: Preferences
) -> None:
    window = driven(qtbot, make_window, few_steps())
    dialog = window.show_settings()
    assert isinstance(dialog, SettingsDialog)
    tick = dialog.coach.speaks
    assert tick.isChecked()
    tick.setFocus()
    qtbot.keyClick(tick, Key.Key_Space)
    assert not preferences.coached
    assert rules(window) == []
    window.draft.edit("sampling.guidance", 14.0)
    qtbot.keyClick(tick, Key.Key_Space)
    assert preferences.coached
    assert rules(window)[:1] == ["guidance"]
    dialog.reject()


def test_it_speaks_the_language_of_the_window(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, preferences: Preferences
) -> None:
    window = driven(qtbot, make_window, few_steps())
    card = window.side.advice
    preferences.choose_language("zh_CN")
    qtbot.waitUntil(lambda: card.take.text() == "将引导强度设为 4", timeout=PATIENCE)
    assert card.what.text() == "图片会过曝：颜色刺眼，边缘生硬。"
    assert "12" in card.why.text()


@pytest.fixture
def weak(demo_pack: Pack) -> Recipe:
    """A recipe whose portrait will not be like anybody in particular."""
    recipe = default_recipe(demo_pack.manifest)
    sampling = recipe.sampling.model_copy(update={"steps": 6, "seed": 5})
    return recipe.model_copy(update={"sampling": sampling, "prompt": "portrait of a person"})


def test_a_picture_that_is_unlike_is_drawn_again_and_compared(
    qtbot: QtBot, make_window: MakeWindow, weak: Recipe
) -> None:
    window = make_window(weak)
    choose_person(qtbot, window)
    for name, value in (("likeness", 0.0), ("structure", 0.0)):
        window.draft.edit(f"identities.0.{name}", value)
    window.draft.keep_seed(True)
    card = window.stage.advice
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE) as first:
        qtbot.mouseClick(window.generate_button, LEFT)
    qtbot.waitUntil(card.isVisible, timeout=PATIENCE)
    assert card.advice is not None
    assert card.advice.rule in ("likeness", "no-face")
    assert "1" in card.take.text()

    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE) as second:
        qtbot.mouseClick(card.take, LEFT)
        assert window.draft.recipe.identities[0].likeness == 1
    assert second.args is not None
    assert first.args is not None
    before, after = first.args[1], second.args[1]
    assert after.recipe.sampling.seed == before.recipe.sampling.seed
    assert after.likeness > before.likeness
    comparing = window.pages.comparing
    qtbot.waitUntil(lambda: comparing.view is not None, timeout=PATIENCE)
    assert comparing.view is not None
    assert comparing.view.mode == SPLIT
    assert window.tabs.currentWidget() is comparing.view
    shown = (comparing.view.split.pixels, comparing.view.canvases[1].pixels)
    for pixels, picture in zip(shown, (before, after), strict=True):
        assert pixels is not None
        assert np.array_equal(pixels, load_image(picture.path))
    window.tabs.setCurrentIndex(0)
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert window.draft.recipe.identities[0].likeness == 0


def test_advice_on_a_picture_comes_back_with_it_until_it_is_closed(
    qtbot: QtBot, make_window: MakeWindow, weak: Recipe
) -> None:
    window = make_window(weak)
    choose_person(qtbot, window)
    good = window.draft.recipe
    window.draft.edit("identities.0.likeness", 0.0)
    window.draft.edit("identities.0.structure", 0.0)
    card = window.stage.advice
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)
    qtbot.waitUntil(card.isVisible, timeout=PATIENCE)
    said = card.advice
    window.draft.replace(good)
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)
    assert card.advice != said

    window.gallery.list.setFocus()
    window.stage.canvas.setFocus()
    qtbot.keyClick(window.stage.canvas, Key.Key_Right)
    qtbot.waitUntil(lambda: card.advice == said, timeout=PATIENCE)
    card.dismiss.setFocus()
    qtbot.keyClick(card.dismiss, Key.Key_Space)
    assert not card.isVisible()
    assert window.stage.canvas.hasFocus()
