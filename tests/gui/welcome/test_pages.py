"""The pages of the welcome, used with mouse and keys."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.library import Library
from core.packs import Pack
from core.portrait import Portrait
from core.recipe import Recipe
from core.settings import settings_file
from gui.language import Language
from gui.main_window import MainWindow
from gui.opening import open_project
from gui.preferences import Preferences
from gui.theme import DARK, Theme
from gui.welcome.dialog import WelcomeDialog
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import choose_by_keys, once_open, open_from_bar
from tests.gui.sights import difference

KEY, LEFT, ALT = Qt.Key, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.AltModifier
SMALL = (864, 486)  # what is left of 1920 by 1080 at 200 %, as of 1024 by 600 nearly
SEEN = 24  # pixels by which a control must look different with the focus


def open_welcome(qtbot: QtBot, window: MainWindow) -> WelcomeDialog:
    """The pages, with all that is loaded in the background."""
    dialog = window.welcome.open()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE)
    qtbot.waitUntil(dialog.portrait.draw.isEnabled, timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(dialog.portrait.strip.buttons), timeout=PATIENCE)
    return dialog


def turn_to(qtbot: QtBot, dialog: WelcomeDialog, place: int) -> None:
    while dialog.place < place:
        qtbot.mouseClick(dialog.next, LEFT)


def test_help_menu_opens_it_and_escape_closes_it(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    once_open(lambda: choose_by_keys("Welcome…"))
    open_from_bar(window, "&Help")
    qtbot.waitUntil(lambda: window.welcome.dialog is not None)
    dialog = window.welcome.dialog
    assert dialog is not None
    assert dialog.isModal()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE)

    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Escape)

    assert window.welcome.dialog is None
    assert window.preferences.welcomed


def test_window_is_dark_behind_it_and_light_again(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()

    def light() -> int:
        return window.grab().toImage().pixelColor(window.rect().bottomRight()).lightness()

    before = light()
    dialog = open_welcome(qtbot, window)
    assert light() < before - 50
    window.resize(window.size() * 1.1)
    qtbot.waitUntil(lambda: light() < before - 50)  # it grows with the window
    dialog.close()
    qtbot.waitUntil(lambda: light() == before)


def test_newcomer_is_greeted_once(
    qtbot: QtBot, make_window: MakeWindow, theme: Theme, language: Language
) -> None:
    window = make_window()
    assert window.welcome.dialog is None  # nobody but the application greets
    window.welcome.greet()
    dialog = window.welcome.dialog
    assert dialog is not None
    assert not window.preferences.welcomed  # should the power fail now, it comes again

    qtbot.mouseClick(dialog.skip, LEFT)

    assert window.welcome.dialog is None
    assert Preferences(settings_file(), theme, language).welcomed
    window.welcome.greet()
    assert window.welcome.dialog is None


def test_who_has_drawn_is_no_newcomer(
    make_window: MakeWindow, library: Library, few_steps: Callable[..., Recipe]
) -> None:
    grey = np.full((64, 64, 3), 128, np.uint8)
    library.save(Portrait(grey, few_steps(), 1.0, 0.5, None, None), open_project(library))
    window = make_window()
    window.welcome.greet()
    assert window.welcome.dialog is None


def test_language_and_theme_change_at_once_by_arrows(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences
) -> None:
    window = make_window()
    dialog = open_welcome(qtbot, window)
    tongues, themes = dialog.looks.language, dialog.looks.theme
    assert tongues.buttons["en"].hasFocus()
    assert tongues.buttons["en"].isChecked()

    qtbot.keyClick(tongues.buttons["en"], KEY.Key_Right)
    qtbot.waitUntil(lambda: dialog.next.text() == "下一步")
    assert tongues.buttons["zh_CN"].isChecked()
    assert tongues.buttons["zh_CN"].hasFocus()
    assert window.docks.dock("recipe").windowTitle() == "配方"
    assert preferences.language_choice == "zh_CN"

    qtbot.keyClick(tongues.buttons["zh_CN"], KEY.Key_Tab)
    assert themes.buttons["light"].hasFocus()
    qtbot.keyClick(themes.buttons["light"], KEY.Key_Right)
    assert window.theme.colors == DARK
    assert preferences.theme_choice == "dark"
    assert dialog.place == 0

    qtbot.mouseClick(tongues.buttons["en"], LEFT)
    qtbot.waitUntil(lambda: dialog.next.text() == "Next")
    dialog.close()


def test_choice_that_can_not_be_read_is_that_of_the_system(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences
) -> None:
    preferences.settings.setValue("theme", "purple")
    dialog = open_welcome(qtbot, make_window())
    assert dialog.looks.theme.marked is dialog.looks.theme.buttons["system"]
    dialog.close()


def test_pages_are_turned_by_mouse_and_keys_and_told(qtbot: QtBot, make_window: MakeWindow) -> None:
    dialog = open_welcome(qtbot, make_window())
    assert dialog.back.isHidden()
    seen: list[str] = []
    for turn in (
        lambda: qtbot.mouseClick(dialog.next, LEFT),
        lambda: qtbot.keyClick(dialog, KEY.Key_Right, ALT),
        lambda: qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return),
        lambda: qtbot.keyClick(dialog, KEY.Key_Right, ALT),  # there is no further one
    ):
        turn()
        seen.append(dialog.dots.accessibleName())
    assert seen == ["Page 2 of 4", "Page 3 of 4", "Page 4 of 4", "Page 4 of 4"]
    assert dialog.next.text() == "Begin"
    assert dialog.skip.isHidden()

    qtbot.keyClick(dialog, KEY.Key_Left, ALT)
    qtbot.mouseClick(dialog.back, LEFT)
    assert dialog.place == 1
    assert dialog.next.accessibleDescription() == "Page 2 of 4"
    dialog.close()


def test_computer_is_told_as_it_is(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    dialog = open_welcome(qtbot, window)
    turn_to(qtbot, dialog, 1)
    page = dialog.computer
    qtbot.waitUntil(lambda: page.sentence.text() != "Looking at this computer…", timeout=PATIENCE)
    assert page.sentence.text().startswith("This computer draws on its processor")
    assert page.tiles[0].value.text() == "Processor"
    assert page.tiles[1].value.text().endswith(" GB")
    assert page.tiles[3].value.text() == "Not known yet"  # no number that nobody measured
    dialog.close()


def test_models_are_those_of_the_pack_and_the_official_ones_are_a_press_away(
    qtbot: QtBot, make_window: MakeWindow, demo_pack: Pack
) -> None:
    window = make_window()
    dialog = open_welcome(qtbot, window)
    turn_to(qtbot, dialog, 2)
    words = [label.text() for label in dialog.models.findChildren(QLabel)]
    told = "\n".join(words)
    assert demo_pack.manifest.title in words
    assert demo_pack.manifest.description in words
    assert "60 MB, pictures of 256 × 256 pixels" in words
    for licence in demo_pack.manifest.licences:
        assert f"{licence.name}: {licence.covers}" in told
    qtbot.mouseClick(dialog.models.show_models, LEFT)
    assert not dialog.isVisible()
    page = window.pages.models.page
    assert page is not None
    assert page.stack.currentWidget() is page.bundles


def named(widget: QWidget) -> bool:
    face = QAccessible.queryAccessibleInterface(widget)
    return bool(face) and bool(face.text(QAccessible.Text.Name))


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_tab_reaches_everything_and_the_focus_is_seen(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences, theme_name: str
) -> None:
    preferences.choose_theme(theme_name)
    dialog = open_welcome(qtbot, make_window())
    counts: list[int] = []
    for place in range(4):
        turn_to(qtbot, dialog, place)
        looks: dict[QWidget, QImage] = {}
        while (widget := QApplication.focusWidget()) not in looks:
            assert widget is not None
            assert named(widget), widget
            looks[widget] = widget.grab().toImage()
            qtbot.keyClick(widget, KEY.Key_Tab)
            assert difference(looks[widget], widget.grab().toImage()) >= SEEN, widget
        counts.append(len(looks))
    # language, theme, skip, next; skip, back, next; the same; eight people, draw, back, begin
    assert counts == [4, 3, 4, 11]
    dialog.close()


def squeezed(dialog: WelcomeDialog) -> list[str]:
    """What is narrower or lower than its words."""
    found: list[str] = []
    for one in dialog.findChildren(QWidget):
        if not one.isVisible() or not isinstance(one, QLabel | QAbstractButton):
            continue
        needed = one.minimumSizeHint()
        high = max(needed.height(), one.heightForWidth(one.width()))
        if one.width() < min(needed.width(), one.maximumWidth()) or one.height() < min(
            high, one.maximumHeight()
        ):
            found.append(f"{type(one).__name__} {one.text()} {one.size()} {needed} {high}")
    return found


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_nothing_is_cut_on_a_small_screen(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences, tongue: str
) -> None:
    preferences.choose_language(tongue)
    dialog = open_welcome(qtbot, make_window())
    dialog.resize(*SMALL)
    for place in range(4):
        turn_to(qtbot, dialog, place)
        qtbot.wait(50)  # the layouts come to rest
        assert "\n".join(squeezed(dialog)) == ""
        area = dialog.areas[place]
        assert not area.verticalScrollBar().isVisible()
        assert area.widget().width() == area.viewport().width()
    dialog.close()


def test_pages_are_not_loaded_before_they_are_wanted() -> None:
    """The window's first paint does not wait for them."""
    script = (
        "import sys, gui.app\n"
        "print(*[name for name in sys.modules if name.startswith('gui.welcome.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == ["gui.welcome.welcome"]
