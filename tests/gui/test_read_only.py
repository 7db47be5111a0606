"""A library that may only be read is looked at; what would change it is refused in one sentence."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from core.library import Library
from core.portrait import Portrait
from core.recipe import Recipe
from gui.app import SAMPLES
from gui.main_window import MainWindow
from gui.trash.dialog import TrashDialog
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, drop_on

CONTROL = Qt.KeyboardModifier.ControlModifier
NOBODY = 65534
READ_ONLY = "This library is read-only."


@contextlib.contextmanager
def somebody_else() -> Iterator[None]:
    """As a user whose rights count: root may write everywhere."""
    root = os.geteuid() == 0
    if root:
        os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        if root:
            os.setresuid(0, 0, 0)


@pytest.fixture
def folder(few_steps: Callable[..., Recipe]) -> Iterator[Path]:
    """A library with a picture, another in the trash, and a draft; nobody may write to it."""
    outside = Path(tempfile.mkdtemp(prefix="likeness-", dir="/tmp"))  # open to other users
    library = Library(outside / "library")
    project = library.create_project("Old").id
    library.save_draft(project, few_steps("a draft"))
    grey = np.full((64, 64, 3), 128, np.uint8)
    for prompt in ("seen", "deleted"):
        picture = library.save(Portrait(grey, few_steps(prompt), 1.0, None, None, None), project)
    library.delete(picture.id)
    library.close(keep_trash=True)
    for path in (outside, *outside.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield outside / "library"
    for path in (outside, *outside.rglob("*")):
        path.chmod(0o755)
    shutil.rmtree(outside)


@pytest.fixture
def window(qtbot: QtBot, make_window: MakeWindow, folder: Path) -> Iterator[MainWindow]:
    with somebody_else():
        library = Library(folder)
    window = make_window(library=library)
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
    yield window
    window.close()
    library.close()


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def told(window: MainWindow) -> str:
    return window.stage.notice.text.text()


@pytest.mark.parametrize("way", ["button", "key", "vary"])
def test_nothing_is_drawn_and_it_is_said_why(
    qtbot: QtBot, window: MainWindow, folder: Path, way: str
) -> None:
    before = contents(folder)
    assert window.draft.recipe.prompt == "a draft"
    assert window.stage.canvas.accessibleName() == "seen"
    if way == "button":
        qtbot.mouseClick(window.generate_button, LEFT)
    elif way == "key":
        qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
    else:
        window.gallery.list.setFocus()
        qtbot.keyClick(window.gallery.list, Qt.Key.Key_R)

    assert told(window) == READ_ONLY
    assert "export" in window.stage.notice.hint.text()
    assert window.worker.queue.jobs() == ()
    window.close()
    assert contents(folder) == before


@pytest.mark.parametrize("key", [Qt.Key.Key_5, Qt.Key.Key_X, Qt.Key.Key_Delete])
def test_a_change_of_a_picture_is_refused_and_taken_back(
    qtbot: QtBot, window: MainWindow, folder: Path, key: Qt.Key
) -> None:
    before = contents(folder)
    window.gallery.list.setFocus()
    with qtbot.waitSignal(window.pictures.filtered, timeout=PATIENCE):  # its rows are read again
        qtbot.keyClick(window.gallery.list, key)

    assert told(window) == READ_ONLY
    row = window.pictures.row(window.pictures.index(0))
    assert row is not None
    assert (row.prompt, row.stars, row.flag) == ("seen", 0, "none")
    window.close()
    assert contents(folder) == before


@pytest.mark.parametrize("name", ["New project", "Delete", "Duplicate"])
def test_a_change_of_the_projects_is_refused(qtbot: QtBot, window: MainWindow, name: str) -> None:
    project = window.project
    window.picker.pop()
    buttons = window.picker.list.findChildren(QAbstractButton)
    qtbot.mouseClick(next(one for one in buttons if one.text() == name), LEFT)
    window.picker.list.hide()

    qtbot.waitUntil(lambda: told(window) == READ_ONLY, timeout=PATIENCE)
    assert window.project == project
    qtbot.waitUntil(
        lambda: [one.name for one in window.projects.items] == ["Old"], timeout=PATIENCE
    )


def test_a_photo_is_not_taken_and_the_draft_stays(qtbot: QtBot, window: MainWindow) -> None:
    before = window.draft.recipe
    drop_on(window.side.person.drop, SAMPLES / "Amara.png")
    qtbot.waitUntil(lambda: told(window) == READ_ONLY, timeout=PATIENCE)

    assert window.draft.recipe == before
    assert not window.stage.notice.more.isVisible()


def test_welcome_draws_no_portrait_and_says_why(qtbot: QtBot, window: MainWindow) -> None:
    dialog = window.welcome.open()
    page = dialog.portrait
    qtbot.waitUntil(lambda: bool(page.strip.buttons), timeout=PATIENCE)
    while dialog.place < 3:
        qtbot.mouseClick(dialog.next, LEFT)
    qtbot.waitUntil(page.told.isVisible, timeout=PATIENCE)
    assert page.told.text() == READ_ONLY
    assert not page.draw.isEnabled()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)  # nothing is left but to begin
    assert window.welcome.dialog is None
    assert window.worker.queue.jobs() == ()


def test_what_is_in_the_trash_stays_there(window: MainWindow, qtbot: QtBot) -> None:
    dialog = window.show_trash()
    assert isinstance(dialog, TrashDialog)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1, timeout=PATIENCE)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE)
    place = dialog.view.visualRect(dialog.model.index(0, 0)).center()
    qtbot.mouseClick(dialog.view.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(dialog.view.viewport(), LEFT, pos=place)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Delete):
        qtbot.keyClick(dialog.view, key)
    assert not window.history.stack.canUndo()
    assert dialog.model.rowCount() == 1
    assert window.pictures.rowCount() == 1
    dialog.close()
