"""What is dropped, typed, pasted or left in the settings costs one sentence, never the draft."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.library import Library
from core.picture import write_png
from core.portrait import Portrait
from core.recipe import MOST_PHOTOS, Recipe
from gui.image_prompts.panel import MOST as MOST_IMAGES
from gui.main_window import MainWindow
from gui.opening import open_project
from gui.preferences import Preferences
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, PLAIN, drop_on

FewSteps = Callable[..., Recipe]


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """More photos than one person may have."""
    paths = [tmp_path / f"{number}.png" for number in range(MOST_PHOTOS + 4)]
    for number, path in enumerate(paths):
        Image.new("RGB", (8, 8), (number, 0, 0)).save(path)
    return paths


def readable(window: MainWindow) -> bool:
    """Whether the next start can read the draft that is kept."""
    recipe = window.draft.recipe
    return Recipe.from_json(recipe.to_json()) == recipe


def with_picture(
    qtbot: QtBot, make_window: MakeWindow, recipe: Recipe, library: Library
) -> MainWindow:
    """A window whose project has one picture, which is shown."""
    image = np.full((64, 64, 3), 90, np.uint8)
    library.save(Portrait(image, recipe, 1.0, None, None, None), open_project(library))
    window = make_window()
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
    return window


def told(window: MainWindow) -> str:
    return window.stage.notice.text.text()


def drop_link(widget: QWidget, url: str) -> None:
    data, action, middle = QMimeData(), Qt.DropAction.CopyAction, widget.rect().center()
    data.setUrls([QUrl(url)])
    enter = QDragEnterEvent(middle, action, data, LEFT, PLAIN)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(middle), action, data, LEFT, PLAIN))


def test_more_photos_than_a_person_may_have_are_left_out(
    qtbot: QtBot, make_window: MakeWindow, photos: list[Path]
) -> None:
    window = make_window()
    drop_on(window.side.person.drop, *photos)
    qtbot.waitUntil(lambda: not window.sources.adding, timeout=PATIENCE)

    assert window.draft.identity is not None
    assert len(window.draft.identity.references) == MOST_PHOTOS
    assert str(MOST_PHOTOS) in told(window)
    assert readable(window)


def test_more_image_prompts_than_a_recipe_may_have_are_left_out(
    qtbot: QtBot, make_window: MakeWindow, photos: list[Path]
) -> None:
    window = make_window()
    drop_on(window.side.image_prompts.drop, *photos)
    qtbot.waitUntil(lambda: not window.sources.adding, timeout=PATIENCE)

    assert len(window.draft.recipe.image_prompts) == MOST_IMAGES
    assert str(MOST_IMAGES) in told(window)
    assert readable(window)


def test_of_many_files_dropped_on_the_window_one_is_taken_and_one_step_made(
    qtbot: QtBot, make_window: MakeWindow, photos: list[Path]
) -> None:
    window = make_window()
    drop_on(window.stage.canvas, *photos)
    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)

    assert window.history.stack.count() == 1
    assert f"first of {len(photos)} files" in told(window)


@pytest.mark.parametrize(("typed", "taken"), [("513", 512), ("999", 1000), ("64", 64)])
def test_a_side_that_no_picture_can_have_becomes_the_nearest_that_it_can(
    qtbot: QtBot, make_window: MakeWindow, typed: str, taken: int
) -> None:
    window = make_window()
    if not window.side.sampling.advanced.isChecked():
        window.side.sampling.advanced.click()
    box = window.side.sampling.width_field.box
    box.selectAll()
    qtbot.keyClicks(box, typed)
    qtbot.keyClick(box, Qt.Key.Key_Return)

    assert window.draft.recipe.sampling.width == taken
    assert box.cleanText() == str(taken)
    assert readable(window)


def test_a_link_from_the_web_is_refused_with_a_sentence(make_window: MakeWindow) -> None:
    window = make_window()
    drop_link(window.side.prompt.words.viewport(), "https://example.org/a.png")
    assert "nothing from the web" in told(window)
    assert window.draft.recipe.prompt == ""


def test_a_picture_of_ours_dropped_on_the_words_brings_its_recipe(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, tmp_path: Path
) -> None:
    window = make_window()
    pixels = np.full((64, 64, 3), 90, np.uint8)
    write_png(pixels, few_steps("a lighthouse"), tmp_path / "ours.png")
    drop_on(window.side.prompt.words.viewport(), tmp_path / "ours.png")

    qtbot.waitUntil(lambda: window.draft.recipe.prompt == "a lighthouse", timeout=PATIENCE)
    assert window.draft.identity is None
    assert window.stage.canvas.accessibleName() == "a lighthouse"


def test_pasting_without_a_picture_says_so(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(window.stage.canvas, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert "no picture on the clipboard" in told(window)


def test_names_of_files_are_no_markup(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    path = tmp_path / "<b>小美<img src=x>.png"
    Image.new("RGB", (8, 8), "red").save(path)
    window = make_window()
    drop_on(window.side.person.drop, path)
    qtbot.waitUntil(lambda: bool(window.side.person.photos.tiles), timeout=PATIENCE)

    assert "&lt;img" in window.side.person.photos.tiles[0].toolTip()
    assert window.side.person.name.textFormat() == Qt.TextFormat.PlainText


def test_of_the_last_picture_nothing_is_left_when_it_is_deleted(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = with_picture(qtbot, make_window, few_steps("alone"), library)
    window.gallery.list.setFocus()
    qtbot.keyClick(window.gallery.list, Qt.Key.Key_Delete)

    assert window.stage.start.isVisible()
    assert window.drawing.shown is None
    window.history.undo()
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
    assert not window.stage.notice.isVisible()


def test_a_picture_that_was_being_read_does_not_come_into_another_project(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = with_picture(qtbot, make_window, few_steps("alone"), library)
    first = window.project
    with qtbot.waitSignal(window.projects.opened, timeout=PATIENCE):
        window.projects.create("Empty")
    window.projects.open(first)  # begins to read its picture
    window.history.undo()
    read: list[bool] = []
    window.background.run(lambda: True, read.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(read), timeout=PATIENCE)

    assert window.project != first
    assert window.drawing.shown is None
    assert window.stage.start.isVisible()


def test_esc_clears_the_search_before_it_cancels_anything(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    heard: list[bool] = []
    window.commands.all["picture.cancel"].action.triggered.connect(lambda: heard.append(True))
    qtbot.keyClicks(window.gallery.search.text, "cat")
    qtbot.keyClick(window.gallery.search.text, Qt.Key.Key_Escape)
    assert window.gallery.search.text.text() == ""
    assert heard == []
    window.gallery.search.text.setFocus()
    qtbot.keyClick(window.gallery.search.text, Qt.Key.Key_Escape)
    assert len(heard) == 1


@pytest.mark.parametrize("key", ["gallery/size", "window/geometry", "window/layout", "theme"])
def test_a_damaged_choice_does_not_keep_the_window_from_opening(
    make_window: MakeWindow, preferences: Preferences, key: str
) -> None:
    preferences.settings.setValue(key, "?")
    window = make_window()
    assert window.docks.dock("gallery").isVisible()
