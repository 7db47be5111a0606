"""English and Simplified Chinese: complete, and switched while the window is open."""

import shutil
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from gui.language import Language, on_language, said
from gui.preferences import Preferences
from tests.gui.conftest import MakeWindow
from tools import translate

CHINESE = translate.FOLDER / "likeness_zh_CN.ts"


def messages(path: Path) -> dict[tuple[str, str], ElementTree.Element]:
    """Translations of a .ts file by context and source."""
    return {
        (context.findtext("name", ""), message.findtext("source", "")): translation
        for context in ElementTree.parse(path).getroot().iter("context")
        for message in context.iter("message")
        if (translation := message.find("translation")) is not None
    }


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Chinese texts, after a look at the window's sources of today."""
    path = tmp_path_factory.mktemp("i18n") / CHINESE.name
    shutil.copy(CHINESE, path)
    translate.collect(path)
    return path


def test_every_text_of_the_window_is_translated(collected: Path) -> None:
    found = messages(collected)
    unfinished = [key for key, text in found.items() if text.get("type") or not text.text]
    assert unfinished == []
    assert len(found) > 100


def test_translations_keep_what_is_filled_in(collected: Path) -> None:
    for (_, source), translation in messages(collected).items():
        assert source.count("{0}") == (translation.text or "").count("{0}"), source


def test_compiled_translations_are_those_of_the_text_file() -> None:
    translator = QTranslator()
    assert translator.load(str(CHINESE.with_suffix(".qm")))
    for (context, source), translation in messages(CHINESE).items():
        assert translator.translate(context, source) == translation.text


def test_window_changes_its_language_while_it_is_open(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences
) -> None:
    window = make_window()
    recipe = window.docks.dock("recipe")
    assert window.commands.all["picture.generate"].action.text() == "Generate"
    assert recipe.windowTitle() == "Recipe"

    preferences.choose_language("zh_CN")
    qtbot.waitUntil(lambda: recipe.windowTitle() == "配方")
    assert window.commands.all["picture.generate"].action.text() == "生成"
    assert window.menus.menus["file"].title() == "文件(&F)"
    assert window.status.offline.text().startswith("离线")
    assert window.stage.start.text().startswith("从") or "选择" in window.stage.start.text()

    preferences.choose_language("en")
    qtbot.waitUntil(lambda: recipe.windowTitle() == "Recipe")
    assert window.menus.menus["file"].title() == "&File"


def test_qts_own_words_are_translated_too(language: Language) -> None:
    language.choose("zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"
    language.choose("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_texts_follow_the_language_as_long_as_their_widget_lives(
    qtbot: QtBot, language: Language
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    label, told = QLabel(window), []
    said(label, text=lambda: language.name, tip=lambda: f"in {language.name}")
    on_language(window, lambda: told.append(language.name))
    assert (label.text(), label.toolTip(), told) == ("en", "in en", [])

    language.choose("zh_CN")
    qtbot.waitUntil(lambda: label.text() == "zh_CN")
    assert label.toolTip() == "in zh_CN"
    assert set(told) == {"zh_CN"}
    label.deleteLater()
    language.choose("en")
    qtbot.waitUntil(lambda: told[-1] == "en")
