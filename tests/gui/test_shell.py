"""Docks, menus, settings and status bar, and that everything has a name and a place for Tab."""

from collections.abc import Callable

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.memory import resident_bytes
from core.packs import Manifest, Pack
from gui.main_window import MainWindow
from gui.preferences import Preferences
from gui.settings_dialog import SettingsDialog
from gui.status import spoken_size
from gui.theme import DARK
from tests.gui.conftest import PATIENCE, MakeWindow

LEFT = Qt.MouseButton.LeftButton
RIGHT_AREA = Qt.DockWidgetArea.RightDockWidgetArea


def test_first_key_begins_with_a_person_and_later_ones_are_words(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    assert QApplication.focusWidget() is window.stage.start
    qtbot.waitUntil(lambda: bool(window.side.person.strip.buttons), timeout=PATIENCE)
    asked = window.stage.next_step.text()

    qtbot.keyClick(window.stage.start, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    assert QApplication.focusWidget() is window.side.prompt.words
    assert window.stage.next_step.text() != asked


def test_what_works_everywhere_is_in_a_menu(make_window: MakeWindow) -> None:
    window = make_window()
    listed = [action for menu in window.menus.menus.values() for action in menu.actions()]
    missing = [
        name
        for name, command in window.commands.all.items()
        if command.everywhere and command.action not in listed
    ]
    assert missing == []


def test_settings_act_at_once(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences
) -> None:
    window = make_window()
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    dialog = window.findChild(SettingsDialog)
    assert dialog is not None
    assert str(window.library.folder) in dialog.folders.place.text()

    qtbot.keyClick(dialog.theme, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.theme, Qt.Key.Key_Down)
    assert preferences.theme_choice == "dark"
    assert window.theme.colors == DARK
    qtbot.keyClick(dialog.language, Qt.Key.Key_End)

    qtbot.waitUntil(lambda: dialog.windowTitle() == "设置")
    assert dialog.theme.currentData() == "dark"
    assert dialog.leave.text() == "关闭"
    dialog.close()


def test_status_bar_tells_device_memory_pack_licence_and_privacy(
    qtbot: QtBot, make_window: MakeWindow, demo_pack: Pack
) -> None:
    window = make_window()
    status = window.status
    qtbot.waitUntil(lambda: status.engine_state.text() == "Engine ready on CPU", timeout=PATIENCE)
    qtbot.waitUntil(lambda: status.memory.text().endswith("B"), timeout=PATIENCE)

    assert demo_pack.manifest.title in status.pack_name.text()
    for licence in demo_pack.manifest.licences:
        assert licence.name in status.licence.text()
        assert licence.covers in status.licence.toolTip()
    for label in (status.engine_state, status.memory, status.pack_name, status.offline):
        assert label.text() in label.accessibleName()
        assert label.toolTip()


def test_memory_counts_this_process() -> None:
    assert resident_bytes() > 50_000_000
    assert spoken_size(734_003_200) == "700 MB"
    assert spoken_size(3 << 30) == "3.0 GB"


def hostile(manifest: Manifest) -> Manifest:
    return manifest.model_copy(update={"title": "<b>bold</b>", "description": "<img src=x>"})


def test_words_of_a_pack_are_no_markup(make_window: MakeWindow, demo_pack: Pack) -> None:
    window = make_window(manifest=hostile(demo_pack.manifest))
    assert "&lt;img" in window.status.pack_name.toolTip()
    assert window.status.licence.textFormat() == Qt.TextFormat.PlainText


def test_closed_window_is_gone(
    leaves_nothing: Callable[..., None], preferences: Preferences
) -> None:
    def use(window: MainWindow) -> None:
        window.show_settings().close()
        window.show_shortcuts().close()
        preferences.choose_theme("dark")

    leaves_nothing(use)


def focusable(window: QWidget) -> list[QWidget]:
    """What Tab or a click can bring the focus to, as far as it is ours.

    `findChildren` would have Python own what Qt made itself, and end the process later.
    """
    return [
        widget
        for widget in shiboken6.getAllValidWrappers()
        if isinstance(widget, QWidget)
        and window.isAncestorOf(widget)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget.parent(), QAbstractSpinBox)  # its own line of text
        and not widget.objectName().startswith("qt_")  # parts of a control of Qt
        and widget.focusProxy() is None
    ]


@pytest.mark.parametrize("place", ["window", "settings", "shortcuts"])
def test_every_control_has_a_name_for_those_who_do_not_see_it(
    qtbot: QtBot, make_window: MakeWindow, place: str
) -> None:
    window = make_window()
    qtbot.waitUntil(lambda: bool(window.side.person.strip.buttons), timeout=PATIENCE)
    looked_at: QWidget = window
    if place == "settings":
        looked_at = window.show_settings()
    elif place == "shortcuts":
        looked_at = window.show_shortcuts()
    nameless = [
        widget
        for widget in focusable(looked_at)
        if not (face := QAccessible.queryAccessibleInterface(widget))
        or not face.text(QAccessible.Text.Name)
    ]
    assert nameless == []
    assert len(focusable(looked_at)) >= (20 if place == "window" else 4)
    if looked_at is not window:
        looked_at.close()


def test_tab_walks_from_the_panels_over_the_picture_to_the_gallery(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    canvas = window.stage.canvas
    window.stage.show_preview(np.full((8, 8, 3), 128, np.uint8))
    assert canvas in _tabbed(qtbot, window.side.button)
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    plain = canvas.grab().toImage().pixelColor(QPoint(1, canvas.height() // 2))
    assert plain == window.theme.color("accent_line")  # the focus can be seen
    canvas.clearFocus()


def test_tab_comes_round(qtbot: QtBot, make_window: MakeWindow) -> None:
    """No control keeps the focus for ever, whatever stands in the tabs of the middle."""
    window = make_window()
    seen = _tabbed(qtbot, window.side.person.fold)
    assert QApplication.focusWidget() is window.side.person.fold
    assert {window.picker.button, window.queue_panel.bar.expand} <= set(seen)


def test_no_command_loses_its_first_shortcut_to_another(make_window: MakeWindow) -> None:
    window = make_window()
    lost = [
        name
        for name, command in window.commands.all.items()
        if command.keys_today() != tuple(QKeySequence(key).toString() for key in command.keys)
    ]
    assert lost == []


def _tabbed(qtbot: QtBot, start: QWidget) -> list[QWidget]:
    """The widgets to which Tab leads from here on, until it comes round.

    By real keys: `nextInFocusChain` makes PySide believe that it owns what it returns, and the
    title buttons that Qt keeps in a dock were destroyed under it.
    """
    start.setFocus()
    seen: list[QWidget] = []
    while (widget := QApplication.focusWidget()) not in seen:
        assert widget is not None
        seen.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    return seen


def test_more_than_two_gigabytes_are_told(qtbot: QtBot, make_window: MakeWindow) -> None:
    """As official models take them: more than an int of C holds."""
    window = make_window()
    window.memory._sized((3 << 30, 12 << 30))
    assert window.status.memory.text() == spoken_size(15 << 30)
