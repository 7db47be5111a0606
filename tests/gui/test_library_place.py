"""Another folder for the library, chosen in the settings; whatever can't be one is refused."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from core.library import Library
from core.library.lock import LibraryInUse
from core.portrait import Portrait
from core.recipe import Recipe
from core.settings import chosen_library
from gui.main_window import MainWindow
from gui.preferences import RECENT, Preferences
from gui.settings_dialog import SettingsDialog
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, turn_wheel

FewSteps = Callable[..., Recipe]


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow) -> Iterator[MainWindow]:
    """A window; the library that it made way for is closed after the test."""
    window = make_window()
    yield window
    window.close()
    if window.care.successor is not None:
        window.care.successor.close()


def open_settings(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    dialog = window.show_settings()
    assert isinstance(dialog, SettingsDialog)
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def choose(qtbot: QtBot, dialog: SettingsDialog, folder: Path) -> None:
    """Press Change…, type a path, press Enter."""

    def answer() -> None:
        chooser = QApplication.activeModalWidget()
        assert isinstance(chooser, QFileDialog)
        name = chooser.findChild(QLineEdit)
        assert name is not None
        name.setText(str(folder))
        qtbot.keyClick(name, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    qtbot.mouseClick(dialog.folders.change, LEFT)


def press(qtbot: QtBot, dialog: SettingsDialog, words: str) -> None:
    """Answer the question that comes."""
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is not None, timeout=PATIENCE)
    buttons = dialog.findChild(QMessageBox).findChildren(QPushButton)
    qtbot.mouseClick(next(one for one in buttons if one.text().replace("&", "") == words), LEFT)


def refused(qtbot: QtBot, dialog: SettingsDialog) -> str:
    """The sentence that tells why."""
    qtbot.waitUntil(dialog.folders.news.isVisible, timeout=PATIENCE)
    return dialog.folders.news.text()


def kept(window: MainWindow) -> str:
    """The prompt of the draft on the disk."""
    draft = window.library.load_draft(window.project)
    return "" if draft is None else draft.prompt


def still_works(qtbot: QtBot, window: MainWindow, prompt: str) -> None:
    """The present library is open, and what is typed is kept in it."""
    assert window.isVisible()
    assert window.care.successor is None
    window.draft.update(prompt=prompt)
    window.projects.autosave.flush()
    qtbot.waitUntil(lambda: kept(window) == prompt, timeout=PATIENCE)


def test_wheel_and_arrows_over_the_recent_libraries_open_none(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    Library(tmp_path / "other").close()
    window.preferences.choose_library(tmp_path / "other", window.library.folder)
    dialog = open_settings(qtbot, window)
    recent, button = dialog.folders.recent, dialog.folders.open
    assert not button.isEnabled()  # this one is open

    turn_wheel(recent, -1)  # on the way through the settings
    assert recent.currentIndex() == 0
    recent.setFocus()
    qtbot.keyClick(recent, Qt.Key.Key_Down)
    assert recent.currentText() == str(tmp_path / "other")
    qtbot.keyClick(recent, Qt.Key.Key_Up)
    assert not button.isEnabled()
    qtbot.keyClick(recent, Qt.Key.Key_Down)
    still_works(qtbot, window, "as before")  # whatever was asked for has been answered by now

    with qtbot.waitSignal(window.closed, timeout=PATIENCE):
        qtbot.mouseClick(button, LEFT)
    assert window.care.successor is not None
    assert window.care.successor.folder == tmp_path / "other"


def test_wheel_changes_no_setting_on_its_way(qtbot: QtBot, window: MainWindow) -> None:
    dialog = open_settings(qtbot, window)
    dialog.leave.setFocus()
    for box in (dialog.theme, dialog.language, dialog.rest):
        before = box.currentIndex()
        turn_wheel(box, -1)
        assert box.currentIndex() == before


def test_existing_library_is_opened_in_place(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path, few_steps: FewSteps
) -> None:
    with contextlib.closing(Library(tmp_path / "other")) as other:
        project = other.create_project("Hers").id
        other.save_draft(project, few_steps("her draft"))
    window.draft.update(prompt="typed a moment ago")  # is not on the disk yet
    dialog = open_settings(qtbot, window)
    assert dialog.folders.place.text() == str(library.folder)

    with qtbot.waitSignal(window.closed, timeout=PATIENCE):
        choose(qtbot, dialog, tmp_path / "other")

    successor = window.care.successor
    assert successor is not None
    assert successor.folder == tmp_path / "other"
    assert [one.name for one in successor.projects()] == ["Hers"]
    assert kept(window) == "typed a moment ago"
    with pytest.raises(LibraryInUse):  # it is the next window's
        Library(tmp_path / "other")
    assert chosen_library() == tmp_path / "other"
    assert library.folder in window.preferences.recent_libraries


def test_new_library_begins_in_an_empty_folder(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    dialog = open_settings(qtbot, window)

    choose(qtbot, dialog, tmp_path / "empty")
    with qtbot.waitSignal(window.closed, timeout=PATIENCE):
        press(qtbot, dialog, "New library")

    assert window.care.successor is not None
    assert [one.name for one in window.care.successor.projects()] == ["Portraits"]


def test_question_that_is_cancelled_changes_nothing(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    dialog = open_settings(qtbot, window)

    choose(qtbot, dialog, tmp_path / "empty")
    press(qtbot, dialog, "Cancel")

    still_works(qtbot, window, "as before")
    assert list((tmp_path / "empty").iterdir()) == []
    assert chosen_library() is None


def test_copy_that_was_cut_can_only_be_copied_again(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "cut"
    folder.mkdir()
    (folder / "unfinished-copy").write_text("")
    dialog = open_settings(qtbot, window)

    choose(qtbot, dialog, folder)
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is not None, timeout=PATIENCE)
    names = [one.text() for one in dialog.findChild(QMessageBox).findChildren(QPushButton)]
    assert not any("New" in name for name in names)
    with qtbot.waitSignal(window.closed, timeout=PATIENCE):
        press(qtbot, dialog, "Copy the library")

    assert window.care.successor is not None
    assert not (folder / "unfinished-copy").exists()


@pytest.mark.parametrize("way", ["button", "closed"])
def test_copy_shows_how_far_it_is_and_can_be_cancelled(
    qtbot: QtBot,
    window: MainWindow,
    library: Library,
    tmp_path: Path,
    few_steps: FewSteps,
    way: str,
) -> None:
    random = np.random.default_rng(0)
    for _ in range(150):
        image = random.integers(0, 256, (64, 64, 3), dtype=np.uint8)
        library.save(Portrait(image, few_steps(), 1.0, None, None, None), window.project)
    target = tmp_path / "empty"
    target.mkdir()
    dialog = open_settings(qtbot, window)
    card = dialog.folders

    choose(qtbot, dialog, target)
    press(qtbot, dialog, "Copy the library")
    qtbot.waitUntil(lambda: 0 < card.bar.value() < card.bar.maximum(), timeout=PATIENCE)
    assert card.bar.isVisible()
    assert not card.change.isEnabled()
    place = window.care.place
    with qtbot.waitSignal(place.idle, timeout=PATIENCE):
        qtbot.mouseClick(card.cancel if way == "button" else dialog.leave, LEFT)

    assert list(target.iterdir()) == []
    if way == "button":
        assert not card.bar.isVisible()
        assert card.change.isEnabled()
    still_works(qtbot, window, "as before")


def test_copy_is_opened_and_the_first_one_is_left_as_it_is(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path, few_steps: FewSteps
) -> None:
    grey = np.full((64, 64, 3), 128, np.uint8)
    library.save(Portrait(grey, few_steps(), 1.0, None, None, None), window.project)
    window.draft.update(prompt="typed a moment ago")
    (tmp_path / "empty").mkdir()
    dialog = open_settings(qtbot, window)

    choose(qtbot, dialog, tmp_path / "empty")
    with qtbot.waitSignal(window.closed, timeout=PATIENCE):
        press(qtbot, dialog, "Copy the library")

    copy, project = window.care.successor, window.project
    assert copy is not None
    assert copy.load_draft(project) == library.load_draft(project)
    assert [row.id for row in copy.pictures(project)] == [
        row.id for row in library.pictures(project)
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("full", "The folder full holds other things. Choose an empty folder"),
        ("inside", "The folder images lies inside the library that is open."),
        ("used", "This library is open in another window"),
        ("same", "This library is open already."),
        ("damaged", "The library's database is damaged."),
    ],
)
def test_folder_that_can_not_be_opened_is_one_sentence(
    qtbot: QtBot, window: MainWindow, library: Library, tmp_path: Path, name: str, sentence: str
) -> None:
    folder = {"inside": library.folder / "images", "same": library.folder}.get(
        name, tmp_path / name
    )
    folder.mkdir(exist_ok=True)
    if name == "full":
        (folder / "letter.txt").write_text("mine")
    if name == "damaged":
        (folder / "library.db").write_bytes(b"no database" * 100)
    before = {path: path.read_bytes() for path in folder.rglob("*.txt")}
    with contextlib.closing(Library(folder)) if name == "used" else contextlib.nullcontext():
        dialog = open_settings(qtbot, window)
        choose(qtbot, dialog, folder)
        assert refused(qtbot, dialog).startswith(sentence)

    assert {path: path.read_bytes() for path in folder.rglob("*.txt")} == before
    still_works(qtbot, window, "as before")


@pytest.fixture
def kernels_own(tmp_path: Path) -> Path:
    """An empty folder in which even root can make no file, whatever its permissions say.

    It is linked to from elsewhere: Qt's own chooser may read what it finds around it for an icon,
    and some files of the kernel never end.
    """
    places = (Path("/proc/tty/ldisc"), Path("/proc/driver"))
    empty = (place for place in places if place.is_dir() and not list(place.iterdir()))
    if (found := next(empty, None)) is None:
        pytest.skip("Only Linux has such folders")
    (tmp_path / "kernel").symlink_to(found)
    return tmp_path / "kernel"


def test_folder_without_permission_is_told_before_anything_is_asked(
    qtbot: QtBot, window: MainWindow, kernels_own: Path
) -> None:
    dialog = open_settings(qtbot, window)
    choose(qtbot, dialog, kernels_own)

    assert refused(qtbot, dialog) == (
        "No permission to write in kernel. Choose a folder that you may write to."
    )
    assert dialog.findChild(QMessageBox) is None
    assert chosen_library() is None
    assert kernels_own not in window.preferences.recent_libraries
    window.preferences.choose_language("zh_CN")
    said = "没有写入 kernel 的权限。请选择一个可以写入的文件夹。"
    qtbot.waitUntil(lambda: dialog.folders.news.text() == said)
    still_works(qtbot, window, "as before")


def test_library_stays_while_a_picture_is_drawn(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, few_steps: FewSteps
) -> None:
    (tmp_path / "empty").mkdir()
    window.draft.replace(few_steps("a tree", steps=150))
    qtbot.mouseClick(window.generate_button, LEFT)
    qtbot.waitUntil(lambda: window.worker.queue.running is not None, timeout=PATIENCE)
    dialog = open_settings(qtbot, window)

    choose(qtbot, dialog, tmp_path / "empty")

    assert refused(qtbot, dialog) == (
        "A picture is being drawn. Let it be finished, or cancel it first."
    )
    assert window.worker.queue.running is not None
    dialog.close()
    with qtbot.waitSignal(window.worker.cancelled, timeout=PATIENCE):
        window.cancel()


def test_library_that_opens_slowly_is_shown_to_open_and_can_be_given_up(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    Library(tmp_path / "other").close()
    (tmp_path / "other" / "lock").unlink()
    window.preferences.choose_library(tmp_path / "other", window.library.folder)
    dialog = open_settings(qtbot, window)
    card, place = dialog.folders, window.care.place
    qtbot.keyClick(card.recent, Qt.Key.Key_Down)
    with contextlib.closing(sqlite3.connect(tmp_path / "other" / "library.db")) as slow:
        slow.execute("BEGIN IMMEDIATE")  # its first project can't be made yet
        qtbot.mouseClick(card.open, LEFT)
        qtbot.waitUntil((tmp_path / "other" / "lock").exists, timeout=PATIENCE)
        assert card.opening.isVisible()
        assert card.bar.isVisible()
        assert not any(one.isEnabled() for one in (card.change, card.recent, card.open))
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        with qtbot.waitSignal(place.idle, timeout=PATIENCE):
            slow.rollback()

    still_works(qtbot, window, "as before")
    Library(tmp_path / "other").close()  # it is not locked


def test_folders_name_is_no_markup(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "<b>mine").mkdir()
    dialog = open_settings(qtbot, window)

    choose(qtbot, dialog, tmp_path / "<b>mine")
    qtbot.waitUntil(lambda: dialog.findChild(QMessageBox) is not None, timeout=PATIENCE)
    question = dialog.findChild(QMessageBox)
    assert "<b>mine" in question.text()
    assert question.textFormat() == Qt.TextFormat.PlainText
    press(qtbot, dialog, "Cancel")


@pytest.mark.parametrize("kept", ["?", "[", '{"a": 1}', "[1, null]"])
def test_odd_libraries_in_the_settings_do_no_harm(preferences: Preferences, kept: str) -> None:
    preferences.settings.setValue("library/recent", kept)
    assert all(isinstance(one, Path) for one in preferences.recent_libraries)
    for number in range(2 * RECENT):
        preferences.choose_library(Path(f"/library {number}"), Path(f"/library {number - 1}"))
    assert preferences.recent_libraries[:2] == (Path("/library 11"), Path("/library 10"))
    assert len(preferences.recent_libraries) <= RECENT + 1
