"""What a user does to the gallery's pictures and in the trash, as real Qt events."""

import numpy as np
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core.library import Library
from core.portrait import Portrait
from core.recipe import Recipe
from gui.main_window import MainWindow
from gui.trash.dialog import TrashDialog
from gui.trash.model import Column
from tests.gui.conftest import PATIENCE
from tests.gui.events import LEFT

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def save(library: Library, prompt: str, project: int, **changes: object) -> str:
    recipe = Recipe(prompt=prompt).model_copy(update=changes)
    picture = Portrait(np.full((64, 64, 3), 90, np.uint8), recipe, 1.0, 0.5, None, None)
    return library.save(picture, project).id


def delete(window: MainWindow, qtbot: QtBot, *rows: int) -> None:
    """Select pictures in the gallery and press Delete."""
    view = window.gallery.list
    view.setFocus()
    view.clearSelection()
    for row in rows:
        view.selectionModel().setCurrentIndex(
            window.pictures.index(row), QItemSelectionModel.SelectionFlag.Select
        )
    qtbot.keyClick(view, KEY.Key_Delete)


def open_trash(window: MainWindow, qtbot: QtBot, items: int) -> TrashDialog:
    """Open it by its key, and wait until so many things are in it."""
    qtbot.keyClick(window, KEY.Key_Delete, CONTROL | SHIFT)
    dialog = window.findChildren(TrashDialog)[-1]
    qtbot.waitUntil(lambda: dialog.model.rowCount() == items, timeout=PATIENCE)
    qtbot.waitUntil(dialog.isActiveWindow, timeout=PATIENCE)
    return dialog


def names(dialog: TrashDialog) -> list[str]:
    return [dialog.model.index(row, 0).data() for row in range(dialog.model.rowCount())]


def prompts(window: MainWindow) -> list[str]:
    rows = (window.pictures.row(window.pictures.index(at)) for at in range(99))
    return [row.prompt for row in rows if row is not None]


def click_row(dialog: TrashDialog, qtbot: QtBot, row: int, keys: Qt.KeyboardModifier) -> None:
    place = dialog.view.visualRect(dialog.model.index(row, Column.NAME)).center()
    qtbot.mouseClick(dialog.view.viewport(), LEFT, keys, place)


def answer(qtbot: QtBot, dialog: TrashDialog, yes: bool) -> None:
    """Answer the one question."""
    question = dialog.findChildren(QMessageBox)[-1]
    wanted = "Erase" if yes else "Cancel"
    button = next(one for one in question.buttons() if one.text().strip("&") == wanted)
    with qtbot.waitSignal(question.destroyed):
        qtbot.mouseClick(button, LEFT)
