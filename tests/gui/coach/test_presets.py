"""The presets at the head of the parameters: chosen by keys, explained, undone."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.packs import Pack
from core.recipe import MOST_LORAS, Lora
from gui.main_window import MainWindow
from tests.gui.conftest import MakeWindow, choose_person

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def choose(qtbot: QtBot, window: MainWindow, row: int) -> None:
    """Open the menu by Space, and go down to a row."""
    button = window.side.sampling.presets

    def pick() -> None:
        assert QApplication.activePopupWidget() is button.choices
        for _ in range(row + 1):
            QTest.keyClick(button.choices, Key.Key_Down)
        QTest.keyClick(button.choices, Key.Key_Return)

    QTimer.singleShot(100, pick)
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Space)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_a_preset_is_one_step_of_all_its_settings(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    choose_person(qtbot, window)
    presets, draft = window.side.sampling.presets, window.draft
    assert presets.text() == "Photo"
    assert presets.accessibleName() == "Presets, now Photo"

    choose(qtbot, window, 2)
    assert presets.text() == "Likeness first"
    assert draft.recipe.identities[0].likeness == 1.25
    assert draft.recipe.sampling.guidance == 2.8
    assert window.side.sampling.guidance.value() == 2.8
    assert window.history.stack.undoText() == "Preset: Likeness first"
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert presets.text() == "Photo"
    assert draft.recipe.identities[0].likeness == 1

    draft.edit("sampling.guidance", 3.0)
    assert presets.text() == "Presets", "these settings are none's"
    assert not any(action.isChecked() for action in presets.choices.actions())


def test_a_fast_draft_takes_the_packs_lora_and_leaves_it_again(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    choose(qtbot, window, 4)
    assert window.draft.recipe.loras == (Lora(name="draft"),)
    assert window.draft.recipe.sampling.steps == 4
    assert window.side.sampling.presets.text() == "Fast draft"
    choose(qtbot, window, 0)
    assert window.draft.recipe.loras == ()
    assert window.draft.recipe.sampling.steps == 20


def test_tooltips_tell_what_each_would_change(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    choose_person(qtbot, window)
    menu = window.side.sampling.presets.choices
    menu.aboutToShow.emit()
    photo, _, like, _, quick = menu.actions()
    assert "It is set like this." in photo.toolTip()
    assert photo.isChecked()
    for words in ("Likeness λ: 1 → 1.25", "Guidance scale: 4 → 2.8", "As like the person"):
        assert words in like.toolTip()
    for words in ("LoRAs: – → draft", "Steps: 20 → 4"):
        assert words in quick.toolTip()
    assert "Prompt" not in quick.toolTip()


def test_no_room_for_a_lora_is_told_in_the_menu(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    window.draft.update(loras=tuple(Lora(name=f"one {n}") for n in range(MOST_LORAS)))
    menu = window.side.sampling.presets.choices
    menu.aboutToShow.emit()
    quick = menu.actions()[-1]
    assert not quick.isEnabled()
    assert "no room" in quick.toolTip()


def test_a_pack_without_a_draft_offers_none(make_window: MakeWindow, demo_pack: Pack) -> None:
    bare = demo_pack.manifest.model_copy(update={"loras": (), "draft": None})
    window = make_window(manifest=bare)
    titles = [action.text() for action in window.side.sampling.presets.choices.actions()]
    assert titles == ["Photo", "Painting", "Likeness first", "Prompt first"]
