"""Settings that do something: memory is given back and taken again, what is erased is gone."""

import os
from collections.abc import Callable

import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core.errors import BadInput
from core.library import Library
from core.portrait import Portrait
from core.recipe import Identity, ImagePrompt, Recipe
from core.settings import settings_file
from gui.language import Language
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.screens import screen_at
from gui.settings_dialog import SettingsDialog
from gui.theme import Theme
from tests.gui.conftest import PATIENCE, MakeWindow

LEFT = Qt.MouseButton.LeftButton
FewSteps = Callable[..., Recipe]


def ready_window(qtbot: QtBot, make_window: MakeWindow, recipe: Recipe | None = None) -> MainWindow:
    window = make_window(recipe)
    state = window.status.engine_state
    qtbot.waitUntil(lambda: state.text() == "Engine ready on CPU", timeout=PATIENCE)
    return window


def test_engine_gives_its_memory_back_and_comes_again_with_the_next_picture(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps
) -> None:
    window = ready_window(qtbot, make_window, few_steps())
    status, pid = window.status, window.worker.engine_pid
    assert pid is not None
    dialog = window.show_settings()
    qtbot.waitUntil(lambda: "B · engine " in dialog.taken.text(), timeout=PATIENCE)
    assert "rest" not in dialog.taken.text()
    loaded = psutil.Process(pid).memory_info().rss
    assert loaded > 100_000_000  # torch, at least

    qtbot.mouseClick(dialog.free, LEFT)
    qtbot.waitUntil(lambda: status.engine_state.text() == "Engine at rest", timeout=PATIENCE)
    assert window.worker.engine_pid is None
    assert not psutil.pid_exists(pid)
    qtbot.waitUntil(lambda: dialog.taken.text().endswith("engine at rest"), timeout=PATIENCE)
    assert not dialog.free.isEnabled()
    assert "0 MB" in status.memory.toolTip()
    dialog.close()

    with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)
        qtbot.waitUntil(lambda: status.engine_state.text() == "Engine starting…")
    assert status.engine_state.text() == "Engine ready on CPU"
    assert window.pictures.rowCount() == 1


def test_engine_rests_after_the_chosen_minutes_and_never_in_a_picture(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, theme: Theme, language: Language
) -> None:
    window = ready_window(qtbot, make_window, few_steps(steps=20))
    assert not window.memory.rest.isActive()  # unless it is wanted
    dialog = window.show_settings()
    qtbot.keyClick(dialog.rest, Qt.Key.Key_Down)
    assert dialog.rest.currentText() == "After 5 minutes without work"
    dialog.close()
    assert window.memory.rest.isActive()
    assert window.memory.rest.interval() == 5 * 60_000
    window.preferences.settings.sync()
    assert Preferences(settings_file(), theme, language).rest_minutes == 5

    with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)
        qtbot.waitUntil(lambda: window.worker.queue.running is not None)
        pid = window.worker.engine_pid
        assert not window.memory.can_free
        window.memory.rest.start(0)  # the minutes are over in the middle of a picture
    assert window.worker.engine_pid == pid
    assert window.memory.rest.interval() == 5 * 60_000  # they are counted from its end

    with qtbot.waitSignal(window.memory.freed, timeout=PATIENCE):
        window.memory.rest.start(0)
    assert window.worker.engine_pid is None


@pytest.mark.parametrize("opened", ["show_settings", "show_shortcuts", "show_trash"])
def test_dialogs_are_whole_on_the_screen(
    qtbot: QtBot, make_window: MakeWindow, opened: str
) -> None:
    dialog = getattr(make_window(), opened)()
    qtbot.waitUntil(dialog.isVisible)
    room = screen_at(dialog.frameGeometry().center()).availableGeometry()
    assert room.top() <= dialog.frameGeometry().top()
    assert dialog.frameGeometry().bottom() <= room.bottom()
    for size, of in ((dialog.height(), room.height()), (dialog.width(), room.width())):
        assert size <= 0.95 * of  # a frame comes around it


def test_tooltips_name_the_shortcuts_of_today(make_window: MakeWindow, library: Library) -> None:
    key = library.add_source(np.full((40, 40, 3), 9, np.uint8))
    window = make_window()
    side, commands = window.side, window.commands
    steps, weight = (
        side.sampling.steps.controls[0],
        [row.weight for row in side.sampling.loras.rows.values()],
    )
    assert "Double click or Ctrl+Shift+R resets it." in steps.toolTip()
    assert "Ctrl+Up and Ctrl+Down change the weight" in side.prompt.words.toolTip()
    assert "paste one (Ctrl+V)" in side.person.drop.toolTip()
    assert window.gallery.details.stars.toolTip() == "Stars (keys 0 to 5)"

    assert commands.rebind("edit.reset", ("Ctrl+Alt+U",)) is None
    assert commands.rebind("prompt.heavier", ("Alt+W",)) is None
    assert commands.rebind("edit.paste", ()) is None
    assert commands.rebind("gallery.star.5", ("9",)) is None
    assert "Double click or Ctrl+Alt+U resets it." in steps.toolTip()
    assert all("Ctrl+Alt+U" in one.toolTip() for one in weight)
    assert "Alt+W and Ctrl+Down change the weight" in side.prompt.words.toolTip()
    assert "paste" not in side.person.drop.toolTip()
    assert window.gallery.details.stars.toolTip() == "Stars (keys 0 to 9)"

    prompt = ImagePrompt(images=(key,))
    window.draft.update(image_prompts=(prompt,))
    (tray,) = side.image_prompts.trays  # also what comes later
    assert "Ctrl+Alt+U" in tray.strength.controls[0].toolTip()


@pytest.mark.parametrize("kept", ["?", "-5", "7", ""])
def test_odd_minutes_in_the_settings_mean_never(preferences: Preferences, kept: str) -> None:
    preferences.settings.setValue("rest", kept)
    assert preferences.rest_minutes == 0


def portrait(key: str, prompt: str, few_steps: FewSteps) -> Portrait:
    recipe = few_steps(prompt).model_copy(update={"identities": (Identity(references=(key,)),)})
    return Portrait(np.full((64, 64, 3), 90, np.uint8), recipe, 1.0, None, None, None)


def test_erasing_leaves_no_trace_of_what_was_deleted_and_takes_nothing_else(
    qtbot: QtBot, make_window: MakeWindow, library: Library, few_steps: FewSteps
) -> None:
    gone, kept, draft = (
        library.add_source(np.full((40, 40, 3), grey, np.uint8)) for grey in (1, 2, 3)
    )
    project = library.create_project("Portraits").id
    lasting = library.save(portrait(kept, "stays", few_steps), project)
    secret = library.save(portrait(gone, "somebody's secret", few_steps), project)
    identity = Identity(references=(draft,))
    window = make_window(few_steps().model_copy(update={"identities": (identity,)}))
    window.gallery.acting.delete()
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1)
    assert window.history.stack.canUndo()

    dialog = window.show_settings()
    answer(qtbot, dialog, QMessageBox.StandardButton.Cancel)
    assert window.history.stack.canUndo()
    answer(qtbot, dialog, None)
    qtbot.waitUntil(lambda: dialog.trash.text() == "Erased for good: 1 picture, 1 photo.")

    assert not window.history.stack.canUndo()
    with pytest.raises(BadInput):
        library.source(gone)
    assert not secret.path.exists()
    everything = [path for path in library.folder.rglob("*") if path.is_file()]
    assert not [path for path in everything if b"somebody's secret" in path.read_bytes()]
    assert not [path for path in everything if secret.id in os.fspath(path)]
    assert library.source(kept).max() == 2
    assert library.source(draft).max() == 3
    assert library.picture(lasting.id).recipe.prompt == "stays"
    dialog.close()


def answer(qtbot: QtBot, dialog: SettingsDialog, button: QMessageBox.StandardButton | None) -> None:
    """Press the button that erases, and answer the question: None means yes."""
    qtbot.mouseClick(dialog.erase, LEFT)
    question = dialog.findChildren(QMessageBox)[-1]
    pressed = next(
        one
        for one in question.buttons()
        if (question.button(button) is one if button is not None else one.text() == "Erase")
    )
    with qtbot.waitSignal(question.destroyed):
        qtbot.mouseClick(pressed, LEFT)
