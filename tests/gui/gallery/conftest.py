"""A gallery over a real library with small pictures, shown and ready for events."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.library import Library, PictureRow
from core.picture import Picture
from core.portrait import Portrait
from core.recipe import Recipe, Sampling
from gui.background import Background
from gui.commands import Commands
from gui.draft import Draft
from gui.gallery.model import PictureModel
from gui.gallery.panel import GalleryPanel
from gui.history import History
from gui.preferences import Preferences
from tests.alike import alike

Save = Callable[..., Picture]


def drop(widget: QWidget, *paths: Path) -> None:
    """Drop files on a widget, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    button = Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(9, 9), action, data, button, keys)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(9, 9), action, data, button, keys))


def prompts(gallery: GalleryPanel) -> list[str]:
    return [row.prompt for row in rows(gallery)]


def rows(gallery: GalleryPanel) -> list[PictureRow]:
    model = gallery.list.model()
    found = [model.row(model.index(at, 0)) for at in range(model.rowCount())]  # type: ignore[attr-defined]
    return [row for row in found if row is not None]


def press(qtbot: QtBot, gallery: GalleryPanel, *keys: Qt.Key) -> None:
    gallery.list.setFocus()
    for key in keys:
        qtbot.keyClick(gallery.list, key)


def click(
    qtbot: QtBot,
    gallery: GalleryPanel,
    row: int,
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Click in the middle of a thumbnail."""
    index = gallery.list.model().index(row, 0)
    gallery.list.scrollTo(index)
    place = gallery.list.visualRect(index).center()
    qtbot.mouseClick(gallery.list.viewport(), Qt.MouseButton.LeftButton, keys, place)


@pytest.fixture
def project(library: Library) -> int:
    return library.create_project("People").id


@pytest.fixture
def save(library: Library, project: int) -> Save:
    """Saves a small picture of a prompt, with changes of its recipe."""

    def make(
        prompt: str = "a portrait",
        likeness: float | None = 0.5,
        shares: tuple[float | None, ...] = (),
        **changes: object,
    ) -> Picture:
        image = np.full((48, 32, 3), 90, np.uint8)
        recipe = Recipe(prompt=prompt, sampling=Sampling(seed=7)).model_copy(update=changes)
        people = alike(*shares)
        return library.save(Portrait(image, recipe, 1.5, likeness, None, None, people), project)

    return make


@pytest.fixture
def model(qapp: QApplication, library: Library) -> Iterator[PictureModel]:
    model = PictureModel(library)
    yield model
    model.stop()


@pytest.fixture
def history() -> History:
    return History()


@pytest.fixture
def gallery(
    qtbot: QtBot,
    model: PictureModel,
    preferences: Preferences,
    library: Library,
    project: int,
    history: History,
) -> Iterator[GalleryPanel]:
    """Not filled yet: `gallery.open(project)` does it."""
    background = Background()
    commands = Commands()
    draft = Draft(Recipe())
    panel = GalleryPanel(model, draft, library, background, history, commands, preferences)
    panel.history, panel.commands = history, commands  # type: ignore[attr-defined]
    panel.resize(420, 900)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    yield panel
    background.stop()
