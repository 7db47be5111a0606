"""What stands below the prompt, what is completed in it, and what LoRAs bring along."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.recipe import Asked
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def type_words(window: MainWindow, qtbot: QtBot, words: str) -> None:
    edit = window.side.prompt.words
    edit.setFocus()
    qtbot.keyClicks(edit, words)


def says(window: MainWindow, qtbot: QtBot, words: str) -> None:
    status = window.side.prompt.status
    qtbot.waitUntil(lambda: status.count.text() == words, timeout=PATIENCE)


def test_tokens_and_parts_are_counted_while_typing(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    type_words(window, qtbot, "a red")
    says(window, qtbot, "2 tokens")
    window.draft.update(prompt="red, " * 50)
    says(window, qtbot, "100 tokens, 2 parts")
    window.draft.update(prompt="red BREAK blue BREAK green")
    says(window, qtbot, "3 tokens, 3 parts")
    window.draft.update(prompt="{red|red} hoodie")
    says(window, qtbot, "about 2 tokens")
    window.draft.update(prompt="")
    says(window, qtbot, "")


def test_an_unknown_wildcard_is_told_and_nothing_is_drawn(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    window.draft.update(prompt="a __coat__")
    fault = window.side.prompt.status.fault
    qtbot.waitUntil(lambda: "no wildcard __coat__" in fault.text(), timeout=PATIENCE)
    qtbot.mouseClick(window.side.button, Qt.MouseButton.LeftButton)
    assert "no wildcard __coat__" in window.side.problems.text()
    assert window.worker.queue.jobs() == ()
    window.draft.update(prompt="a coat")
    qtbot.waitUntil(lambda: not fault.text(), timeout=PATIENCE)


def test_names_of_wildcards_are_completed_by_keys(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    words = window.side.prompt.words
    type_words(window, qtbot, "a __h")
    completions = window.side.prompt.completions[0]
    assert completions.popup.isVisible()
    qtbot.keyClick(completions.popup, Key.Key_Return)
    assert words.toPlainText() == window.draft.recipe.prompt == "a __hair__"
    assert not completions.popup.isVisible()
    qtbot.keyClicks(words, ", __cl")
    qtbot.keyClick(completions.popup, Key.Key_Escape)
    assert not completions.popup.isVisible()
    assert words.toPlainText() == "a __hair__, __cl"


def test_the_words_of_each_picture_are_chosen_and_how_they_were_asked_comes_back(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    window.draft.update(prompt="portrait, {red|green|blue} hoodie")
    window.draft.update_sampling(count=2, steps=1)
    with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
        qtbot.mouseClick(window.side.button, Qt.MouseButton.LeftButton)
    pictures = list(window.library.pictures(window.project))
    prompts = {picture.recipe.prompt for picture in pictures}
    assert len(prompts) == 2
    for picture in pictures:
        assert picture.recipe.asked == Asked(prompt="portrait, {red|green|blue} hoodie")
        assert "{" not in picture.recipe.prompt

    window.draft.replace(pictures[0].recipe)
    status = window.side.prompt.status
    assert "{red|green|blue}" in status.asked.text()
    qtbot.mouseClick(status.ask_again, Qt.MouseButton.LeftButton)
    assert window.draft.recipe.prompt == "portrait, {red|green|blue} hoodie"
    assert window.draft.recipe.asked is None
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert window.draft.recipe == pictures[0].recipe


def test_a_lora_that_is_typed_is_taken_out_of_the_words_with_its_settings(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    before = window.draft.recipe.sampling
    type_words(window, qtbot, "a hat, <lora:draft:0.7")
    window.draft.seal()
    window.side.prompt.completions[0].popup.hide()
    type_words(window, qtbot, ">")
    recipe = window.draft.recipe
    assert recipe.prompt == window.side.prompt.words.toPlainText() == "a hat"
    assert [(lora.name, lora.weight) for lora in recipe.loras] == [("draft", 0.7)]
    assert (recipe.sampling.steps, recipe.sampling.guidance) == (4, 1.0)
    assert "draft was made for 4 steps" in window.side.sampling.loras.manner.text()
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert window.draft.recipe.sampling == before
    assert window.draft.recipe.loras == ()


def test_ticking_a_lora_for_few_steps_sets_them_and_unticking_takes_them_back(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    before = window.draft.recipe
    check = window.side.sampling.loras.rows["draft"].check
    check.click()
    assert window.draft.recipe.sampling.steps == 4
    check.click()
    assert window.draft.recipe == before
    check.click()
    window.draft.update_sampling(steps=9)
    assert "the settings are others now" in window.side.sampling.loras.manner.text()
    check.click()
    assert window.draft.recipe.sampling.steps == 9  # what was set by hand stays


def test_words_of_a_lora_go_into_the_prompt_once(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    row = window.side.sampling.loras.rows["draft"]
    assert row.words.isHidden()  # its file tells none
    row.show_words(("ink & wash", "<b>sketch</b>"))
    assert "ink &amp; wash" in row.words.text()
    row.words.linkActivated.emit("0")
    row.words.linkActivated.emit("1")
    row.words.linkActivated.emit("0")
    assert window.draft.recipe.prompt == "ink & wash, <b>sketch</b>"


def test_spacings_that_do_not_go_with_a_scheduler_are_not_offered(
    make_window: MakeWindow, qtbot: QtBot
) -> None:
    window = make_window()
    panel = window.side.sampling
    window.draft.update_sampling(spacing="karras")
    scheduler = panel.scheduler.controls[0]
    scheduler.setCurrentIndex(scheduler.findData("tcd"))  # type: ignore[attr-defined]
    scheduler.activated.emit(0)  # type: ignore[attr-defined]
    sampling = window.draft.recipe.sampling
    assert (sampling.scheduler, sampling.spacing) == ("tcd", "pack")
    combo = panel.spacing.controls[0]
    able = [combo.model().item(row).isEnabled() for row in range(4)]  # type: ignore[attr-defined]
    assert able == [True, False, False, False]


def test_styles_are_imported_chosen_exported_and_taken_back(
    make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIKENESS_HOME", str(tmp_path / "home"))
    window = make_window()
    panel = window.side.prompt
    file = tmp_path / "styles.csv"
    file.write_text('name,prompt,negative_prompt\nInk,"ink drawing of {prompt}",photo\n')
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    panel.files.import_button.click()
    assert "1 styles of styles.csv" in panel.files.note.text()
    window.draft.update(prompt="a hat")
    panel.styles.tiles["own-ink"].click()
    assert window.draft.recipe.prompt == "ink drawing of a hat"
    assert window.draft.recipe.negative_prompt == "photo"
    assert panel.styles.tiles["own-ink"].isChecked()
    saved = tmp_path / "out.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    panel.files.export_button.click()
    assert "ink drawing of {prompt}" in saved.read_text()
    for _ in range(3):
        qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert "own-ink" not in panel.styles.tiles
    file.write_bytes(b"\xff")
    panel.files.import_button.click()
    assert "can't be read as styles" in panel.files.note.text()
