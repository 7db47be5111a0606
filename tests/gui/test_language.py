"""English and Simplified Chinese: complete, and switched while the window is open."""

import ast
import contextlib
import os
import re
import shutil
import signal
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from core.errors import UserError
from core.hosting import HostedEngine
from core.jobs import JobControl
from core.library import Library
from core.library.library import Erased
from core.library.queue import KeptJob, State
from core.recipe import Lora, Recipe
from core.told import Told
from gui.erase_question import spoken_erased
from gui.language import Language, in_language, on_language, said
from gui.preferences import Preferences
from gui.projects.model import ProjectModel
from gui.trash.dialog import TrashDialog
from tests.gui.conftest import PATIENCE, MakeWindow
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


def test_chinese_keeps_to_its_table_of_words_and_its_punctuation() -> None:
    table = (translate.FOLDER / "README.md").read_text("utf-8")
    rows = [line.strip("|").split("|") for line in table.splitlines() if line.startswith("| ")]
    banned = [word.strip() for row in rows[1:] for word in row[2].split("、") if word.strip()]
    assert len(banned) > 5
    han = r"[\u4e00-\u9fff]"
    narrow = re.compile(rf"{han}\s*[,;:!?]|[,;:!?]\s*{han}|{han}\.(?!\w)|\.\.\.|{han}[A-Za-z0-9]")
    for (context, source), translation in messages(CHINESE).items():
        text = translation.text or ""
        assert not [word for word in banned if word in text], (context, source)
        assert not narrow.search(text), (context, source)


def test_the_library_is_not_called_the_gallery_in_chinese() -> None:
    for (_, source), translation in messages(CHINESE).items():
        if re.search("librar", source, re.IGNORECASE) and "gallery" not in source.lower():
            assert "图库" not in (translation.text or ""), source


def test_translations_keep_what_is_filled_in(collected: Path) -> None:
    place = re.compile(r"\{\d[^}]*\}")
    for (_, source), translation in messages(collected).items():
        assert set(place.findall(source)) == set(place.findall(translation.text or "")), source


def test_nothing_is_said_that_could_not_be_translated() -> None:
    """What an error says is a literal or a Told; the type checker sees the rest."""
    made = (ast.JoinedStr, ast.BinOp)
    said = [(path, part) for path, parts in translate.told_nodes() for part in parts]
    wrong = [
        f"{path.name}:{part.lineno} {ast.unparse(part)}"
        for path, part in said
        if isinstance(part, made) or ast.unparse(part).endswith((".format", ".join"))
    ]
    assert wrong == []
    assert len(said) > 200


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


def test_projects_that_the_user_did_not_name_are_named_in_the_language_of_today(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences, library: Library
) -> None:
    library.create_project("Recovered pictures")
    library.create_project("Cancel")  # a word of the window, but here it is a name
    gone = library.create_project("Recovered pictures").id
    first = library.create_project("Portraits").id
    library.touch_project(first)
    library.trash_project(gone)
    window = make_window()
    assert "Portraits" in window.picker.button.text()

    preferences.choose_language("zh_CN")
    qtbot.waitUntil(lambda: "人像" in window.picker.button.text())
    listed = ProjectModel(window.projects)
    names = [listed.index(row).data() for row in range(listed.rowCount())]
    assert names == ["恢复的图片", "Cancel", "人像"]
    dialog = window.show_trash()
    assert isinstance(dialog, TrashDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    assert "“恢复的图片”" in dialog.model.index(0, 0).data()
    dialog.close()

    listed.setData(listed.index(2), "人像")  # as who leaves the editor with Enter
    assert not window.history.stack.canUndo()
    assert library.project_list()[2].name == "Portraits"


def test_lists_and_numbers_are_those_of_the_language(language: Language) -> None:
    few, many = Erased(1, 1), Erased(2, 0)
    words = Told("Known packs: {0}.", ("one", "two"))
    assert spoken_erased(few) == "Erased for good: 1 picture, 1 photo."
    assert spoken_erased(many) == "Erased for good: 2 pictures."
    assert spoken_erased(Erased(0, 0)) == "No picture and no photo was left to erase."
    assert in_language(words) == "Known packs: one, two."
    language.choose("zh_CN")
    assert spoken_erased(few) == "已永久删除：1 张图片、1 张照片。"
    assert "one、two" in in_language(words)
    language.choose("en")


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


def test_what_core_says_follows_the_language(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences, tmp_path: Path
) -> None:
    window = make_window()
    notice, about = window.stage.notice, window.stage.about
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no picture")
    window.gallery.open_file(broken)
    qtbot.waitUntil(notice.isVisible)
    assert notice.text.text() == "Can't open broken.png: damaged, too large or unsupported."
    assert about.text().startswith("Small models")
    window.draft.replace(window.draft.recipe.model_copy(update={"prompt": ""}))
    window.generate()
    assert window.side.problems.text().startswith("Write a prompt")

    preferences.choose_language("zh_CN")
    qtbot.waitUntil(lambda: notice.text.text() == "无法打开 broken.png：已损坏、太大或不受支持。")
    assert notice.hint.text().startswith("请使用")
    assert about.text().startswith("采用官方结构")
    assert window.side.problems.text().startswith("请填写提示词")
    assert "演示人物" in window.status.pack_name.text()
    assert "我们自行训练的权重" in window.status.licence.toolTip()


@contextlib.contextmanager
def long_step(engine: int | None) -> Iterator[None]:
    """The engine's process takes its time over a step: what is said of it stands for a while."""
    assert engine is not None
    os.kill(engine, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(engine, signal.SIGCONT)


def test_progress_of_a_long_step_follows_the_language(
    qtbot: QtBot,
    make_window: MakeWindow,
    preferences: Preferences,
    few_steps: Callable[..., Recipe],
) -> None:
    window = make_window(few_steps("an oak", steps=150))
    words, row = window.stage.words, window.queue_panel.bar.words
    qtbot.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: words.text().startswith("Step "), timeout=PATIENCE)
    with long_step(window.worker.engine_pid):
        preferences.choose_language("zh_CN")
        qtbot.waitUntil(lambda: "步" in words.text())
        qtbot.waitUntil(lambda: "步" in row.text())
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.worker.queue.open == 0, timeout=PATIENCE)


def test_names_of_undo_steps_follow_the_language(
    qtbot: QtBot, make_window: MakeWindow, preferences: Preferences
) -> None:
    window = make_window()
    undo = window.commands.all["edit.undo"].action
    redo = window.commands.all["edit.redo"].action
    projects = window.projects
    projects.create("Family")
    qtbot.waitUntil(lambda: undo.text() == "Undo New project “Family”")
    window.draft.edit("sampling.steps", 7)
    window.draft.edit("prompt", "red")
    assert undo.text() == "Undo Prompt"
    undo.trigger()

    preferences.choose_language("zh_CN")
    qtbot.waitUntil(lambda: undo.text() == "撤销步数")
    assert redo.text() == "重做提示词"
    undo.trigger()
    assert "Family" in undo.text()
    assert undo.text().startswith("撤销新建项目")


@pytest.mark.parametrize("kind", ["here", "in the engine's process", "from the last run"])
def test_errors_are_translated_wherever_they_come_from(
    kind: str,
    language: Language,
    preferences: Preferences,
    engine: HostedEngine,
    library: Library,
    few_steps: Callable[..., Recipe],
) -> None:
    preferences.choose_language("zh_CN")
    if kind == "here":
        with pytest.raises(UserError) as caught:
            library.picture("nothing")
        sentence = caught.value.message
    elif kind == "in the engine's process":
        recipe = few_steps(width=264).model_copy(update={"loras": (Lora(name="fur"),)})
        with pytest.raises(UserError) as caught:
            next(engine.generate(recipe, {}, JobControl()))
        sentence = caught.value.message
    else:
        project = library.create_project("Portraits").id
        library.queue.keep((KeptJob(1, project, few_steps(), State.RUNNING),))
        (job,) = library.queue.restore()
        library.queue.keep((job,))  # and once more, from the disk
        sentence = library.queue.restore()[0].reason
    said = in_language(sentence)
    assert re.search("[\u4e00-\u9fff]", said)
    assert not re.search("[A-Za-z]+ [a-z]+ ", said), said  # no two words of English in a row
