"""One gesture is one step with one name, and one Ctrl+Z takes all of it back."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.library import Library
from core.picture import encode_png
from core.portrait import Portrait
from core.recipe import Identity, Recipe, Sampling
from gui.app import SAMPLES
from gui.draft import DraftState
from gui.forms.fields import SliderField
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, drop_on

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
AMARA, BRUNO, CHEN = (SAMPLES / f"{name}.png" for name in ("Amara", "Bruno", "Chen"))
Act = Callable[[MainWindow, QtBot, Path], None]
THEIRS = Recipe(
    prompt="theirs",
    negative_prompt="fog",
    identities=(Identity(references=("a" * 64,)),),
    sampling=Sampling(seed=77, steps=9, width=192),
)


def click(window: MainWindow, qtbot: QtBot, widget: QWidget) -> None:
    QApplication.processEvents()
    window.side.scroller.ensureWidgetVisible(widget)
    qtbot.mouseClick(widget, LEFT)


def choose_sample(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    strip = window.side.person.strip
    qtbot.waitUntil(lambda: len(strip.buttons) > 1, timeout=PATIENCE)
    click(window, qtbot, strip.buttons[1])


def start_with_sample(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    qtbot.waitUntil(lambda: bool(window.side.person.strip.buttons), timeout=PATIENCE)
    window.stage.show_empty()
    qtbot.mouseClick(window.stage.start, LEFT)


def drop_recipe(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    path = folder / "theirs.png"
    path.write_bytes(encode_png(np.zeros((64, 64, 3), np.uint8), THEIRS))
    drop_on(window.stage, path)


def drop_photos(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    drop_on(window.side.person.drop, AMARA, BRUNO, CHEN)
    qtbot.waitUntil(lambda: len(window.side.person.photos.tiles) == 3, timeout=PATIENCE)


def drop_image_prompts(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    drop_on(window.side.image_prompts.drop, AMARA, BRUNO)
    qtbot.waitUntil(lambda: len(window.side.image_prompts.trays) == 2, timeout=PATIENCE)


def use_everything(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    window.gallery.list.setFocus()
    qtbot.keyClick(window.gallery.list, KEY.Key_A)


def double_click_picture(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    view = window.gallery.list
    spot = view.visualRect(window.pictures.index(0)).center()
    for act in (qtbot.mouseClick, qtbot.mouseDClick):
        act(view.viewport(), LEFT, pos=spot)


def use_seed(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    window.gallery.list.setFocus()
    qtbot.keyClick(window.gallery.list, KEY.Key_S)


def use_people(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    window.gallery.acting.all["use.people"].trigger()


def choose_style(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    click(window, qtbot, window.side.prompt.styles.tiles["pop-art"])


def choose_size(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    click(window, qtbot, window.side.sampling.sizes.buttons[1])


def throw_dice(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    click(window, qtbot, window.side.sampling.dice)


def lock_seed(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    click(window, qtbot, window.side.sampling.lock)


def double_click_groove(window: MainWindow, qtbot: QtBot, _: Path) -> None:
    """Its first click moves the slider, its second brings the default."""
    field = window.side.sampling.steps
    assert isinstance(field, SliderField)
    window.side.scroller.ensureWidgetVisible(field)
    spot = QPoint(field.slider.width() - 3, field.slider.height() // 2)
    for act in (qtbot.mouseClick, qtbot.mouseDClick):
        act(field.slider, LEFT, pos=spot)


GESTURES: dict[str, tuple[Act, str]] = {
    "sample": (choose_sample, "Person"),
    "start": (start_with_sample, "Person"),
    "recipe": (drop_recipe, "Load recipe"),
    "photos": (drop_photos, "Person"),
    "image prompts": (drop_image_prompts, "Add image prompts"),
    "everything": (use_everything, "Load recipe"),
    "double click": (double_click_picture, "Load recipe"),
    "seed": (use_seed, "Use seed"),
    "people": (use_people, "Use people"),
    "style": (choose_style, "Style Pop art"),
    "size": (choose_size, "Size"),
    "dice": (throw_dice, "Seed"),
    "lock": (lock_seed, "Seed lock"),
    "groove": (double_click_groove, "Steps"),
}


@pytest.mark.parametrize("gesture", GESTURES)
def test_a_gesture_is_one_step(
    gesture: str,
    make_window: MakeWindow,
    few_steps: Callable[..., Recipe],
    library: Library,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    act, name = GESTURES[gesture]
    project = library.create_project("Portraits").id
    library.save(Portrait(np.zeros((64, 64, 3), np.uint8), THEIRS, 1.0, None, None, None), project)
    window = make_window(few_steps(prompt=""))
    draft, stack = window.draft, window.history.stack
    before = draft.state

    act(window, qtbot, tmp_path)
    qtbot.waitUntil(lambda: draft.state != before, timeout=PATIENCE)
    after = draft.state
    assert (stack.count(), stack.undoText()) == (1, name)
    shows(window, after)

    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert draft.state == before
    assert not stack.canUndo()
    shows(window, before)
    qtbot.keyClick(window, KEY.Key_Z, CONTROL | SHIFT)
    assert draft.state == after
    shows(window, after)


def shows(window: MainWindow, state: DraftState) -> None:
    """The panels show what the draft is."""
    sampling = window.side.sampling
    assert sampling.lock.isChecked() == state.keeps_seed
    assert sampling.seed.value() == state.recipe.sampling.seed
    assert window.side.prompt.words.toPlainText() == state.recipe.prompt
    assert len(window.side.image_prompts.trays) == len(state.recipe.image_prompts)


def test_a_sample_person_leaves_own_words(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    words = window.side.prompt.words
    qtbot.keyClicks(words, "a pirate")
    choose_sample(window, qtbot, SAMPLES)
    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    assert words.toPlainText() == "a pirate"


def test_the_words_of_one_sample_person_make_way_for_those_of_another(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    choose_sample(window, qtbot, SAMPLES)
    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    first = window.draft.recipe
    click(window, qtbot, window.side.person.strip.buttons[2])
    qtbot.waitUntil(lambda: window.draft.recipe.identities != first.identities, timeout=PATIENCE)
    assert window.draft.recipe.prompt not in ("", first.prompt)

    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert window.draft.recipe == first
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert (window.draft.recipe.prompt, window.draft.identity) == ("", None)
