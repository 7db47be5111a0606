"""Words: weights, styles, earlier prompts, and one undo for all of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.errors import BadInput
from core.styles import apply_style, read_styles, style_of
from gui.app import SAMPLES
from gui.main_window import MainWindow
from gui.panels.prompt_history import PromptHistory
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
STYLES = read_styles(SAMPLES.parent / "styles.json")
EIGHT = {
    *("Flat vector", "Watercolor", "Pencil sketch", "Pop art"),
    *("Oil painting", "Neon", "Film noir", "Line art"),
}


def select(window: MainWindow, words: str) -> None:
    """Select these words in the prompt, or stand in them if they are not to be selected."""
    edit = window.side.prompt.words
    cursor = QTextCursor(edit.document())
    start = edit.toPlainText().index(words)
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def test_weight_of_the_word_under_the_cursor(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    words = window.side.prompt.words
    words.setFocus()
    qtbot.keyClicks(words, "a red coat")
    qtbot.keyClick(words, Key.Key_Left)

    qtbot.keyClick(words, Key.Key_Up, CONTROL)
    qtbot.keyClick(words, Key.Key_Up, CONTROL)
    assert window.draft.recipe.prompt == "a red (coat:1.2)"
    for _ in range(3):
        qtbot.keyClick(words, Key.Key_Down, CONTROL)
    assert window.draft.recipe.prompt == words.toPlainText() == "a red (coat:0.9)"


def test_weight_of_a_selection_stays_selected(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    words = window.side.prompt.words
    words.setFocus()
    window.draft.update(prompt="😀 a red coat, 肖像")
    select_from = words.toPlainText().index("red")
    cursor = words.textCursor()
    cursor.setPosition(select_from + 1)  # the face counts twice for Qt
    cursor.setPosition(select_from + 1 + len("red coat"), QTextCursor.MoveMode.KeepAnchor)
    words.setTextCursor(cursor)

    qtbot.keyClick(words, Key.Key_Up, CONTROL)
    assert window.draft.recipe.prompt == "😀 a (red coat:1.1), 肖像"
    assert words.textCursor().selectedText() == "red coat"
    qtbot.keyClick(words, Key.Key_Down, CONTROL)
    assert window.draft.recipe.prompt == "😀 a red coat, 肖像"


def test_undo_in_a_text_field_is_the_windows(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    words = window.side.prompt.words
    window.draft.update_sampling(steps=9)
    words.setFocus()
    qtbot.keyClicks(words, "a tall tree")
    window.draft.seal()  # as a second without typing does
    qtbot.keyClicks(words, " in snow")

    qtbot.keyClick(words, Key.Key_Z, CONTROL)
    assert words.toPlainText() == window.draft.recipe.prompt == "a tall tree"
    qtbot.keyClick(words, Key.Key_Z, CONTROL)
    assert words.toPlainText() == ""
    qtbot.keyClick(words, Key.Key_Z, CONTROL)
    assert window.draft.recipe.sampling.steps != 9
    for _ in range(3):
        qtbot.keyClick(words, Key.Key_Z, CONTROL | SHIFT)
    assert words.toPlainText() == window.draft.recipe.prompt == "a tall tree in snow"
    assert window.draft.recipe.sampling.steps == 9


def test_undo_in_a_number_is_the_windows_unless_it_is_being_typed(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    box = window.side.sampling.steps.box
    usual = box.value()
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "7")
    qtbot.keyClick(box, Key.Key_Return)
    box.selectAll()
    qtbot.keyClicks(box, "55")
    qtbot.keyClick(box, Key.Key_Z, CONTROL)  # takes back what is typed
    assert (box.text(), window.draft.recipe.sampling.steps) == ("7", 7)
    qtbot.keyClick(box, Key.Key_Z, CONTROL)
    assert window.draft.recipe.sampling.steps == box.value() == usual


def test_undo_from_anywhere_and_its_name(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    undo = window.commands.all["edit.undo"].action
    assert not undo.isEnabled()
    window.side.sampling.steps.slider.setFocus()
    qtbot.keyClick(window.side.sampling.steps.slider, Key.Key_Right)
    assert undo.text() == "Undo Steps"
    before = window.draft.recipe
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert window.draft.recipe != before
    assert window.commands.all["edit.redo"].action.text() == "Redo Steps"


def test_style_goes_into_the_words_and_comes_back_by_undo(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    tiles = window.side.prompt.styles.tiles
    window.draft.update(prompt="a woman in a red coat")
    assert not any(tile.isChecked() for tile in tiles.values())

    window.side.scroller.ensureWidgetVisible(tiles["neon"])
    qtbot.mouseClick(tiles["watercolor"], LEFT)
    assert window.side.prompt.words.toPlainText() == "watercolor portrait of a woman in a red coat"
    assert window.draft.history.stack.undoText() == "Style Watercolor"
    qtbot.mouseClick(tiles["neon"], LEFT)
    assert window.draft.recipe.prompt == "neon portrait of a woman in a red coat"
    assert [name for name, tile in tiles.items() if tile.isChecked()] == ["neon"]
    tiles["neon"].setFocus()
    qtbot.keyClick(tiles["neon"], Key.Key_Space)  # takes it away
    assert window.draft.recipe.prompt == "portrait of a woman in a red coat"

    for _ in range(3):
        qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert window.side.prompt.words.toPlainText() == "a woman in a red coat"


def test_every_style_has_a_picture_and_draws_differently(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    picker = window.side.prompt.styles
    assert {tile.text() for tile in picker.tiles.values()} == EIGHT
    qtbot.waitUntil(lambda: all(tile.picture for tile in picker.tiles.values()), timeout=PATIENCE)
    seen = {bytes(tile.picture.constBits()) for tile in picker.tiles.values()}
    assert len(seen) == len(EIGHT)


def test_patterns_replace_each_other() -> None:
    by_name = {style.name: style for style in STYLES}
    prompt, negative = apply_style(by_name["neon"], "", "blurry", STYLES)
    assert (prompt, negative) == ("neon portrait of a person", "blurry")
    prompt, _ = apply_style(by_name["line-art"], prompt, "", STYLES)
    assert prompt == "line art portrait of a person"
    assert style_of(prompt, STYLES) == by_name["line-art"]
    assert style_of("a tree", STYLES) is None


def test_pattern_without_a_place_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "styles.json"
    file.write_text('[{"name": "x", "title": "X", "prompt": "x", "negative": ""}]')
    with pytest.raises(BadInput, match="no place"):
        read_styles(file)
    file.write_text("[{]")
    with pytest.raises(BadInput, match="can't be read"):
        read_styles(file)


def test_earlier_prompts_by_keyboard(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    words = window.side.prompt.words
    window.side.prompt.history.fill(["first", "second"])
    words.setFocus()
    qtbot.keyClicks(words, "being written")

    qtbot.keyClick(words, Key.Key_Up, ALT)
    assert window.draft.recipe.prompt == "second"
    qtbot.keyClick(words, Key.Key_Up, ALT)
    qtbot.keyClick(words, Key.Key_Up, ALT)
    assert words.toPlainText() == "first"
    qtbot.keyClick(words, Key.Key_Down, ALT)
    qtbot.keyClick(words, Key.Key_Down, ALT)
    assert words.toPlainText() == "being written"
    qtbot.keyClick(words, Key.Key_Down, ALT)
    assert words.toPlainText() == "being written"
    assert QApplication.focusWidget() is words


def test_history_keeps_each_prompt_once() -> None:
    history = PromptHistory()
    history.fill(["a", "b", "a", " "])
    assert history.newer("x") == "x"
    assert history.older("a") == "b"  # what is shown already is passed over
    assert history.older("b") == "b"
    history.remember("c")
    assert history.older("") == "c"
