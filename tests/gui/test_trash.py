"""The trash: what is in it, brought back and erased with real events."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.library import Library
from core.library.trash import TrashedPicture
from core.recipe import Identity
from gui.main_window import MainWindow
from gui.settings_dialog import SettingsDialog
from gui.trash.dialog import TrashDialog
from gui.trash.model import Column, spoken_moment
from tests.gui.conftest import PATIENCE, MakeWindow, full_disk
from tests.gui.events import LEFT
from tests.gui.trash_user import answer, click_row, delete, names, open_trash, prompts, save

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def filled(make_window: MakeWindow, library: Library) -> MainWindow:
    """A window on three pictures of one project, beside another project with one."""
    home, other = library.create_project("Portraits").id, library.create_project("Wedding").id
    for prompt, project in (("one", home), ("two", home), ("three", home), ("guest", other)):
        save(library, prompt, project)
    library.touch_project(home)
    return make_window()


def test_pictures_are_listed_and_brought_back_in_one_step(
    filled: MainWindow, qtbot: QtBot, qtmodeltester: ModelTester, library: Library
) -> None:
    window = filled
    delete(window, qtbot, 0, 2)
    delete(window, qtbot, 0)
    dialog = open_trash(window, qtbot, 3)
    qtmodeltester.check(dialog.model)
    assert set(names(dialog)) == {"one", "two", "three"}
    assert "3 pictures · " in dialog.sum.text()
    assert dialog.model.index(0, Column.PROJECT).data() == "Portraits"
    assert dialog.model.index(0, Column.SINCE).data().startswith("today, ")
    assert dialog.model.index(0, Column.SIZE).data().endswith(" kB")
    assert not dialog.restore.isEnabled()  # nothing is selected

    click_row(dialog, qtbot, names(dialog).index("one"), PLAIN)
    click_row(dialog, qtbot, names(dialog).index("three"), CONTROL)
    qtbot.mouseClick(dialog.restore, LEFT)
    qtbot.waitUntil(lambda: names(dialog) == ["two"], timeout=PATIENCE)
    assert prompts(window) == ["three", "one"]
    dialog.close()

    window.activateWindow()  # no window manager does it here
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    undo = window.commands.all["edit.undo"].action
    assert undo.text() == "Undo Restore 2 things from the trash"
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert prompts(window) == []
    for _ in range(2):  # both deletions
        qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert prompts(window) == ["three", "two", "one"]
    assert not window.history.stack.canUndo()


def test_by_keys_alone(filled: MainWindow, qtbot: QtBot) -> None:
    window = filled
    delete(window, qtbot, 0, 1, 2)
    dialog = open_trash(window, qtbot, 3)
    view = dialog.view
    assert view.hasFocus()
    qtbot.keyClick(view, KEY.Key_A, CONTROL)
    qtbot.keyClick(view, KEY.Key_Return)
    qtbot.waitUntil(dialog.empty.isVisible, timeout=PATIENCE)
    assert prompts(window) == ["three", "two", "one"]
    assert not dialog.all.isEnabled()
    qtbot.keyClick(dialog, KEY.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(TrashDialog), timeout=PATIENCE)


def test_a_project_comes_back_with_its_pictures(
    filled: MainWindow, qtbot: QtBot, library: Library
) -> None:
    window = filled
    wedding = next(item.id for item in window.projects.items if item.name == "Wedding")
    window.projects.trash(wedding)
    dialog = open_trash(window, qtbot, 1)
    assert names(dialog) == ["Project “Wedding” with 1 picture"]
    click_row(dialog, qtbot, 0, PLAIN)
    qtbot.keyClick(dialog.view, KEY.Key_Enter)
    qtbot.waitUntil(lambda: len(window.projects.items) == 2, timeout=PATIENCE)
    assert window.projects.name(window.project) == "Portraits"  # nobody asked to open it
    assert [picture.recipe.prompt for picture in library.pictures(wedding)] == ["guest"]
    dialog.close()


def test_what_a_killed_program_left_in_the_trash_can_still_come_back(
    make_window: MakeWindow, qtbot: QtBot, library: Library
) -> None:
    home, gone = library.create_project("Portraits").id, library.create_project("Long gone").id
    library.delete(save(library, "before", home))
    library.trash_project(gone)
    window = make_window()
    dialog = open_trash(window, qtbot, 2)
    dialog.view.selectAll()
    qtbot.mouseClick(dialog.restore, LEFT)
    qtbot.waitUntil(dialog.empty.isVisible, timeout=PATIENCE)
    assert prompts(window) == ["before"]
    qtbot.waitUntil(lambda: len(window.projects.items) == 2, timeout=PATIENCE)
    assert window.projects.name(gone) == "Long gone"
    dialog.close()


def test_some_is_erased_after_one_question(
    filled: MainWindow, qtbot: QtBot, library: Library
) -> None:
    window = filled
    delete(window, qtbot, 0, 1)
    dialog = open_trash(window, qtbot, 2)
    doomed = dialog.model.item(0)
    assert isinstance(doomed, TrashedPicture)
    path = library.picture_path(doomed.row.id)
    click_row(dialog, qtbot, 0, PLAIN)
    qtbot.keyClick(dialog.view, KEY.Key_Delete)
    answer(qtbot, dialog, yes=False)
    assert path.exists()
    assert window.history.stack.canUndo()

    qtbot.mouseClick(dialog.gone, LEFT)
    answer(qtbot, dialog, yes=True)
    qtbot.waitUntil(lambda: names(dialog) == ["two"], timeout=PATIENCE)
    assert not path.exists()
    assert dialog.note.text() == "Erased for good: 1 picture."
    assert not window.history.stack.canUndo()  # its steps could bring back what is gone
    dialog.view.selectAll()
    qtbot.mouseClick(dialog.restore, LEFT)
    qtbot.waitUntil(dialog.empty.isVisible, timeout=PATIENCE)
    assert prompts(window) == ["two", "one"]
    dialog.close()


def test_all_is_erased_with_the_photos_that_only_it_used(
    filled: MainWindow, qtbot: QtBot, library: Library
) -> None:
    window = filled
    photo = library.add_source(np.full((40, 40, 3), 7, np.uint8))
    save(library, "secret", window.project, identities=(Identity(references=(photo,)),))
    window.pictures.reload()
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 4, timeout=PATIENCE)
    delete(window, qtbot, 0, 1)
    dialog = open_trash(window, qtbot, 2)
    qtbot.mouseClick(dialog.all, LEFT)
    answer(qtbot, dialog, yes=True)
    qtbot.waitUntil(dialog.empty.isVisible, timeout=PATIENCE)
    assert dialog.note.text() == "Erased for good: 2 pictures, 1 photo."
    assert not list((library.folder / "sources").rglob(f"{photo}.png"))
    dialog.close()


@pytest.fixture
def slow_disk() -> Iterator[threading.Event]:
    """Holds up whoever waits for it; set at the latest when the test ends."""
    ready = threading.Event()
    yield ready
    ready.set()


def idle(window: MainWindow, qtbot: QtBot) -> None:
    """Wait until the window's own thread has done all that it was asked for."""
    done: list[None] = []
    window.background.run(lambda: None, done.append, window.stage.notice.tell)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE)


def test_what_was_just_restored_is_not_erased_however_slow_the_disk(
    filled: MainWindow, qtbot: QtBot, library: Library, slow_disk: threading.Event
) -> None:
    window = filled
    delete(window, qtbot, 0, 1, 2)
    dialog = open_trash(window, qtbot, 3)
    window.pictures.write(slow_disk.wait)
    click_row(dialog, qtbot, names(dialog).index("one"), PLAIN)
    qtbot.mouseClick(dialog.restore, LEFT)
    qtbot.mouseClick(dialog.all, LEFT)
    answer(qtbot, dialog, yes=True)
    for button in (dialog.restore, dialog.gone, dialog.all):  # nothing else meanwhile
        assert not button.isEnabled()
    idle(window, qtbot)
    assert window.history.stack.canUndo()  # nothing is gone yet
    slow_disk.set()
    qtbot.waitUntil(dialog.empty.isVisible, timeout=PATIENCE)
    assert dialog.note.text().startswith("Erased for good: 2 pictures")
    assert [picture.recipe.prompt for picture in library.pictures(window.project)] == ["one"]
    assert library.pictures(window.project)[0].path.exists()
    assert prompts(window) == ["one"]
    assert not window.history.stack.canUndo()
    dialog.close()


def test_nothing_is_undone_while_it_is_being_erased(
    filled: MainWindow, qtbot: QtBot, library: Library, slow_disk: threading.Event
) -> None:
    window = filled
    delete(window, qtbot, 0)
    dialog = open_trash(window, qtbot, 1)
    window.pictures.write(slow_disk.wait)
    qtbot.mouseClick(dialog.all, LEFT)
    answer(qtbot, dialog, yes=True)
    qtbot.keyClick(dialog, KEY.Key_Escape)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    undo = window.commands.all["edit.undo"].action
    assert not undo.isEnabled()
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert prompts(window) == ["two", "one"]  # or it would be shown, and erased all the same
    with qtbot.waitSignal(window.care.erasing.erased, timeout=PATIENCE):
        slow_disk.set()
    assert not window.history.stack.canUndo()
    delete(window, qtbot, 0)
    assert undo.isEnabled()


def test_a_project_that_was_just_restored_is_not_erased_from_the_settings(
    filled: MainWindow, qtbot: QtBot, library: Library, slow_disk: threading.Event
) -> None:
    window = filled
    wedding = next(item.id for item in window.projects.items if item.name == "Wedding")
    window.projects.trash(wedding)
    window.projects.ask(slow_disk.wait, lambda _: None)
    delete(window, qtbot, 0)
    qtbot.keyClick(window.gallery.list, KEY.Key_Z, CONTROL)  # the picture
    qtbot.keyClick(window.gallery.list, KEY.Key_Z, CONTROL)  # and the project
    dialog = window.show_settings()
    assert isinstance(dialog, SettingsDialog)
    qtbot.mouseClick(dialog.erase, LEFT)
    answer(qtbot, dialog, yes=True)
    assert not dialog.erase.isEnabled()
    idle(window, qtbot)
    slow_disk.set()
    qtbot.waitUntil(lambda: dialog.trash.text().startswith("No picture"), timeout=PATIENCE)
    assert dialog.erase.isEnabled()
    assert [picture.recipe.prompt for picture in library.pictures(wedding)] == ["guest"]
    assert len(library.pictures(window.project)) == 3
    dialog.close()


def test_undo_stays_if_nothing_could_be_erased(
    filled: MainWindow, qtbot: QtBot, library: Library
) -> None:
    window = filled
    delete(window, qtbot, 0)
    dialog = open_trash(window, qtbot, 1)
    item = dialog.model.item(0)
    assert isinstance(item, TrashedPicture)
    path = library.picture_path(item.row.id)
    path.unlink()
    path.mkdir()  # can't be unlinked
    qtbot.mouseClick(dialog.all, LEFT)
    answer(qtbot, dialog, yes=True)
    qtbot.waitUntil(dialog.all.isEnabled, timeout=PATIENCE)
    assert path.name in dialog.note.text()
    assert window.history.stack.canUndo()
    path.rmdir()
    dialog.close()


def test_the_focus_stays_in_the_list(filled: MainWindow, qtbot: QtBot) -> None:
    window = filled
    delete(window, qtbot, 0, 1, 2)
    dialog = open_trash(window, qtbot, 3)
    second, third = names(dialog)[1:]
    click_row(dialog, qtbot, 0, PLAIN)
    dialog.restore.setFocus()
    qtbot.keyClick(dialog.restore, KEY.Key_Space)
    qtbot.waitUntil(lambda: names(dialog) == [second, third], timeout=PATIENCE)
    assert [row.row() for row in dialog.view.selectionModel().selectedRows()] == [0]
    assert not dialog.all.hasFocus()
    focused = dialog.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, KEY.Key_Space)
    assert not dialog.findChildren(QMessageBox)

    dialog.gone.setFocus()
    qtbot.keyClick(dialog.gone, KEY.Key_Space)
    answer(qtbot, dialog, yes=True)
    assert dialog.focusWidget() is dialog.view
    qtbot.waitUntil(lambda: len(names(dialog)) == 1, timeout=PATIENCE)
    assert dialog.focusWidget() is dialog.view
    assert len(dialog.selected()) == 1
    dialog.close()


def test_a_second_look_does_not_show_what_was_there_before(
    filled: MainWindow, qtbot: QtBot, slow_disk: threading.Event
) -> None:
    window = filled
    delete(window, qtbot, 0, 1)
    open_trash(window, qtbot, 2).close()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert prompts(window) == ["three", "two", "one"]
    window.pictures.write(slow_disk.wait)
    dialog = open_trash(window, qtbot, 0)
    assert not dialog.empty.isVisible()  # nobody knows yet
    qtbot.keyClick(dialog.view, KEY.Key_A, CONTROL)
    qtbot.keyClick(dialog.view, KEY.Key_Return)
    assert prompts(window) == ["three", "two", "one"]
    slow_disk.set()
    qtbot.waitUntil(dialog.empty.isVisible, timeout=PATIENCE)
    assert dialog.leave.hasFocus()
    dialog.close()


def test_undo_of_a_deletion_that_failed_shows_nothing_twice(
    filled: MainWindow, qtbot: QtBot, library: Library
) -> None:
    window = filled
    with full_disk():
        delete(window, qtbot, 0, 1)
        assert prompts(window) == ["one"]
        qtbot.waitUntil(lambda: window.pictures.rowCount() == 3, timeout=PATIENCE)
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert prompts(window) == ["three", "two", "one"]
    assert window.pictures.total == 3


def test_a_restore_that_fails_is_told_where_it_was_asked_for(
    filled: MainWindow, qtbot: QtBot
) -> None:
    window = filled
    delete(window, qtbot, 0)
    dialog = open_trash(window, qtbot, 1)
    with full_disk():
        click_row(dialog, qtbot, 0, PLAIN)
        qtbot.mouseClick(dialog.restore, LEFT)
        qtbot.waitUntil(lambda: "restored until" not in dialog.note.text(), timeout=PATIENCE)
        told = dialog.note.text()
    qtbot.waitUntil(lambda: len(names(dialog)) == 1, timeout=PATIENCE)
    assert dialog.note.text() == told
    dialog.close()


def test_every_control_has_a_name_and_help(filled: MainWindow, qtbot: QtBot) -> None:
    delete(filled, qtbot, 0)
    dialog = open_trash(filled, qtbot, 1)
    for button in (dialog.restore, dialog.gone, dialog.all, dialog.leave):
        assert button.text()
        assert button.toolTip()
    assert dialog.view.accessibleName()
    filled.preferences.choose_language("zh_CN")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "回收站", timeout=PATIENCE)
    dialog.close()


def test_moments_as_people_say_them(filled: MainWindow) -> None:
    now = datetime.now(UTC)
    assert spoken_moment(now.isoformat()).startswith("today, ")
    assert spoken_moment((now - timedelta(days=1)).isoformat()).startswith("yesterday, ")
    assert "2001" in spoken_moment("2001-02-13T12:05:06+00:00").replace("/01", "/2001")
