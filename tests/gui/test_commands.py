"""Shortcuts: looked up, pressed anew, refused where they collide, kept."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from gui.cheat_sheet import CheatSheet
from gui.commands import Commands
from gui.theme import Theme
from tests.gui.conftest import MakeWindow

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


class Desk(QWidget):
    """A window with three commands, two of which belong to a part of it each."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self.done: list[str] = []
        self.left, self.right, self.button = QLineEdit(), QPushButton("r"), QPushButton("b")
        layout = QVBoxLayout(self)
        for widget in (self.left, self.right, self.button):
            layout.addWidget(widget)
        self.commands = Commands(self, settings)
        add = self.commands.add
        add("desk.save", "Desk", "Save", lambda: self.done.append("save"), self, ("Ctrl+S",))
        add("r.mark", "Right", "Mark", lambda: self.done.append("mark"), self.right, ("M",), False)
        add("b.mix", "Button", "Mix", lambda: self.done.append("mix"), self.button, ("X",), False)
        self.commands.explain(self.button, "desk.save", "Keep everything")


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "keys.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, settings: QSettings) -> Desk:
    desk = Desk(settings)
    qtbot.addWidget(desk)
    desk.show()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    return desk


@pytest.fixture
def sheet(qtbot: QtBot, desk: Desk) -> CheatSheet:
    sheet = CheatSheet(desk.commands, desk)
    qtbot.addWidget(sheet)
    sheet.show()
    return sheet


def press(qtbot: QtBot, sheet: CheatSheet, key: Qt.Key, modifiers=Qt.KeyboardModifier.NoModifier):
    """Press a shortcut in the field for it."""
    sheet.keys.setFocus()
    with qtbot.waitSignal(sheet.keys.editingFinished):
        qtbot.keyClick(sheet.keys, key, modifiers)


def shown(sheet: CheatSheet) -> list[str]:
    return [item.text(0) for _, item in sheet.items if not item.isHidden()]


def test_other_keys_work_at_once_and_are_kept(
    qtbot: QtBot, desk: Desk, sheet: CheatSheet, settings: QSettings
) -> None:
    assert desk.button.toolTip() == "Keep everything (Ctrl+S)"
    sheet.choose("desk.save")
    press(qtbot, sheet, Key.Key_K, CONTROL)
    assert sheet.answer.text() == "Kept."
    sheet.close()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)

    qtbot.keyClick(desk.left, Key.Key_S, CONTROL)
    assert desk.done == []
    qtbot.keyClick(desk.left, Key.Key_K, CONTROL)

    assert desk.done == ["save"]
    assert desk.button.toolTip() == "Keep everything (Ctrl+K)"
    again = Desk(settings)
    qtbot.addWidget(again)
    assert again.commands.all["desk.save"].keys_today() == ("Ctrl+K",)


def test_taken_keys_are_refused_with_the_others_name(
    qtbot: QtBot, desk: Desk, sheet: CheatSheet
) -> None:
    sheet.choose("r.mark")
    press(qtbot, sheet, Key.Key_S, CONTROL)

    assert sheet.answer.text() == "“Save” has this shortcut already."
    assert desk.commands.all["r.mark"].keys_today() == ("M",)
    assert sheet.keys.keySequence().toString() == "M"

    press(qtbot, sheet, Key.Key_X)  # of another part of the window: they never meet
    assert desk.commands.all["r.mark"].keys_today() == ("X",)


def test_letter_alone_is_refused_where_words_are_written(
    qtbot: QtBot, desk: Desk, sheet: CheatSheet
) -> None:
    sheet.choose("desk.save")
    press(qtbot, sheet, Key.Key_Q)

    assert "Ctrl or Alt" in sheet.answer.text()
    assert desk.commands.all["desk.save"].keys_today() == ("Ctrl+S",)


def test_one_or_all_are_reset(qtbot: QtBot, desk: Desk, sheet: CheatSheet) -> None:
    commands = desk.commands
    assert commands.rebind("desk.save", ("Ctrl+D",)) is None
    assert commands.rebind("r.mark", ("K",)) is None
    sheet.choose("r.mark")
    qtbot.mouseClick(sheet.first, Qt.MouseButton.LeftButton)
    assert commands.all["r.mark"].keys_today() == ("M",)
    assert commands.all["desk.save"].keys_today() == ("Ctrl+D",)

    qtbot.mouseClick(sheet.reset, Qt.MouseButton.LeftButton)
    assert commands.all["desk.save"].keys_today() == ("Ctrl+S",)


def test_several_keys_and_a_comma_are_kept(qtbot: QtBot, desk: Desk, settings: QSettings) -> None:
    assert desk.commands.rebind("desk.save", ("Ctrl+,", "Ctrl+K")) is None
    settings.sync()
    reread = QSettings(settings.fileName(), QSettings.Format.IniFormat)
    again = Desk(reread)
    qtbot.addWidget(again)
    assert again.commands.all["desk.save"].keys_today() == ("Ctrl+,", "Ctrl+K")


def test_command_that_comes_later_takes_no_key_away(desk: Desk) -> None:
    desk.commands.add("desk.new", "Desk", "New", lambda: None, desk, ("Ctrl+S", "Ctrl+N"))
    assert desk.commands.all["desk.new"].keys_today() == ("Ctrl+N",)


def test_list_is_searched_in_names_and_keys(qtbot: QtBot, sheet: CheatSheet) -> None:
    assert shown(sheet) == ["Save", "Mark", "Mix"]
    qtbot.keyClicks(sheet.search, "ctrl s")
    assert shown(sheet) == ["Save"]
    sheet.search.clear()
    qtbot.keyClicks(sheet.search, "button")
    assert shown(sheet) == ["Mix"]


def test_no_two_commands_of_the_window_collide(make_window: MakeWindow) -> None:
    commands = make_window().commands
    collisions = {
        (name, key): other.name
        for name, command in commands.all.items()
        for key in command.keys
        if (other := commands.holder(key, name)) is not None
    }
    assert collisions == {}
    assert len(commands.all) > 20


def test_f1_lists_every_command_of_the_window(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    qtbot.keyClick(window, Key.Key_F1)
    sheet = window.findChild(CheatSheet)
    assert sheet is not None
    assert len(shown(sheet)) == len(window.commands.all)
    sheet.close()
