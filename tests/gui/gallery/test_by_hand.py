"""What is done with pictures from menus and by dragging, with real keys and mouse."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDrag, QGuiApplication
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from core.library import Library
from core.picture import Picture, read_recipe
from core.recipe import Identity, Recipe, Sampling
from gui.gallery.delegate import GAP
from gui.gallery.panel import GalleryPanel
from tests.gui.events import (
    LEFT,
    choose_by_keys,
    choose_by_mouse,
    once_open,
    open_menu,
    press_menu_key,
    right_click,
)
from tests.gui.gallery.conftest import click, prompts, rows

Save = Callable[..., Picture]
KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PATIENCE = 30_000
MINE = Recipe(
    prompt="mine",
    identities=(Identity(references=("1" * 64,)),),
    sampling=Sampling(seed=1, steps=9),
)
THEIRS = {
    "negative_prompt": "fog",
    "identities": (Identity(references=("2" * 64,), pose="3" * 64),),
    "sampling": Sampling(seed=77, steps=20),
}
USED = {  # entry of the menu -> what it changes in the draft
    "Use seed": {"sampling": Sampling(seed=77, steps=9)},
    "Use prompt": {"prompt": "theirs", "negative_prompt": "fog"},
    "Use people": {"identities": THEIRS["identities"]},
    "Use pose": {"identities": (Identity(references=("1" * 64,), pose="3" * 64),)},
}


def cell(gallery: GalleryPanel, row: int) -> QPoint:
    """The middle of a thumbnail."""
    return gallery.list.visualRect(gallery.list.model().index(row, 0)).center()


def drag(qtbot: QtBot, gallery: GalleryPanel, start: QPoint) -> list[str]:
    """Drag from there; the files that Qt's own drag took along, before it found no target."""
    view = gallery.list.viewport()
    qtbot.mousePress(view, LEFT, pos=start)
    for step in range(1, 5):
        qtbot.mouseMove(view, start + step * QPoint(8, 8))
    drags = gallery.list.findChildren(QDrag)
    qtbot.mouseRelease(view, LEFT, pos=start + 4 * QPoint(8, 8))
    if not drags:
        return []
    assert drags[-1].supportedActions() == Qt.DropAction.CopyAction
    return [url.toLocalFile() for url in drags[-1].mimeData().urls()]


def test_pictures_are_dragged_out_as_files(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, project: int, save: Save
) -> None:
    first, second, third = (save(str(number)) for number in range(3))
    gallery.open(project)

    assert drag(qtbot, gallery, cell(gallery, 1)) == [str(second.path)]
    assert read_recipe(second.path) == second.recipe
    QApplication.processEvents()  # the drag is over
    click(qtbot, gallery, 0)
    click(qtbot, gallery, 2, CONTROL)
    dragged = drag(qtbot, gallery, cell(gallery, 2))
    assert sorted(dragged) == sorted(str(one.path) for one in (first, third))
    assert prompts(gallery) == ["2", "1", "0"]  # copies are dragged
    assert len(library.find(project)) == 3


def test_who_pulls_at_a_star_rates_and_drags_nothing(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save
) -> None:
    save()
    gallery.open(project)
    corner = gallery.list.visualRect(gallery.list.model().index(0, 0)).bottomLeft()
    assert drag(qtbot, gallery, corner + QPoint(GAP + 2 * 13 + 6, -GAP // 2 - 10)) == []
    assert rows(gallery)[0].stars == 3


def test_files_are_copied_by_key(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save
) -> None:
    """What dragging does for who has no mouse."""
    first, _, third = (save(str(number)) for number in range(3))
    gallery.open(project)
    click(qtbot, gallery, 2)
    click(qtbot, gallery, 0, CONTROL)
    qtbot.keyClick(gallery.list, KEY.Key_C, CONTROL)
    files = [url.toLocalFile() for url in QGuiApplication.clipboard().mimeData().urls()]
    assert files == [str(third.path), str(first.path)]


def by_menu_key(qtbot: QtBot, gallery: GalleryPanel, *texts: str) -> None:
    press_menu_key(gallery.list)
    choose_by_keys(*texts)


def by_right_click(qtbot: QtBot, gallery: GalleryPanel, *texts: str) -> None:
    right_click(gallery.list.viewport(), cell(gallery, gallery.list.currentIndex().row()))
    choose_by_mouse(*texts)


def by_button(qtbot: QtBot, gallery: GalleryPanel, *texts: str) -> None:
    """From the menus behind the details' buttons, with the mouse."""
    QApplication.processEvents()  # the details came with the picture
    button, names = menu_button(gallery, *texts)
    once_open(partial(choose_by_mouse, *names))
    qtbot.mouseClick(button, LEFT)


def by_tab(qtbot: QtBot, gallery: GalleryPanel, *texts: str) -> None:
    """From the same menus, with keys: Tab until the button has the focus, then Space."""
    button, names = menu_button(gallery, *texts)
    gallery.list.setFocus()
    while (focus := QApplication.focusWidget()) is not button:
        assert focus is not None
        qtbot.keyClick(focus, KEY.Key_Tab)
    once_open(partial(choose_by_keys, *names))
    qtbot.keyClick(button, KEY.Key_Space)


def menu_button(gallery: GalleryPanel, *texts: str) -> tuple[QToolButton, tuple[str, ...]]:
    """The button that opens an entry's menu, and the entry."""
    if texts[0] == "Use only":
        return gallery.details.only, texts[1:]
    return gallery.details.more, texts


Way = Callable[..., None]
WAYS = pytest.mark.parametrize("way", [by_menu_key, by_right_click, by_button, by_tab])


def with_one_of_two(gallery: GalleryPanel, project: int, save: Save) -> Picture:
    """The older one of two pictures is chosen; the draft is another one."""
    picture = save("theirs", **THEIRS)
    save("newer")
    gallery._draft.begin(MINE)
    gallery.open(project)
    gallery.list.setCurrentIndex(gallery.list.model().index(1, 0))
    return picture


@WAYS
@pytest.mark.parametrize("text", USED)
def test_a_part_of_a_recipe_is_used(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save, way: Way, text: str
) -> None:
    with_one_of_two(gallery, project, save)
    way(qtbot, gallery, "Use only", text)

    assert gallery._draft.recipe == MINE.model_copy(update=USED[text])
    assert gallery._draft.keeps_seed == (text == "Use seed")
    stack = gallery.history.stack  # type: ignore[attr-defined]
    assert (stack.count(), stack.undoText()) == (0, "")
    assert gallery._draft.history.stack.undoText() == text
    gallery._draft.history.undo()
    assert gallery._draft.recipe == MINE


@pytest.mark.parametrize("way", [by_menu_key, by_right_click])
def test_everything_is_used_and_varied_from_the_menu(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save, way: Way
) -> None:
    picture = with_one_of_two(gallery, project, save)
    with qtbot.waitSignal(gallery.recalled, timeout=PATIENCE) as recalled:
        way(qtbot, gallery, "Use everything")
    assert recalled.args == [picture]
    with qtbot.waitSignal(gallery.varied, timeout=PATIENCE) as varied:
        way(qtbot, gallery, "Vary")
    assert varied.args is not None
    recipe: Recipe = varied.args[0]
    assert recipe.sampling.seed != 77
    sampling = recipe.sampling.model_copy(update={"seed": 77})
    assert recipe.model_copy(update={"sampling": sampling}) == picture.recipe


def test_the_key_for_menus_opens_one_beside_the_chosen_picture(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save
) -> None:
    """Not in the middle of the list, where there may be nothing."""
    save()
    gallery.open(project)
    gallery.select_newest()
    gallery.list.setFocus()
    qtbot.keyClick(gallery.list, KEY.Key_I)  # without the details the list is tall
    QApplication.processEvents()
    view = gallery.list.viewport()
    assert not gallery.list.indexAt(view.rect().center()).isValid()

    press_menu_key(gallery.list)
    assert gallery.list.indexAt(view.mapFromGlobal(open_menu().pos())).row() == 0
    open_menu().close()


@pytest.mark.parametrize("way", [by_menu_key, by_right_click])
def test_stars_and_flags_from_the_menu(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save, way: Way
) -> None:
    with_one_of_two(gallery, project, save)
    way(qtbot, gallery, "Stars", "4 of 5 stars")
    way(qtbot, gallery, "Reject")
    assert [(row.stars, row.flag) for row in rows(gallery)] == [(0, "none"), (4, "rejected")]
    way(qtbot, gallery, "Remove flag")
    way(qtbot, gallery, "Stars", "No stars")
    assert [(row.stars, row.flag) for row in rows(gallery)] == [(0, "none"), (0, "none")]


def test_stars_and_flags_in_the_details(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, project: int, save: Save
) -> None:
    with_one_of_two(gallery, project, save)
    QApplication.processEvents()
    details = gallery.details
    fourth = QPoint(3 + 3 * 18 + 9, details.stars.height() // 2)
    qtbot.mouseClick(details.stars, LEFT, pos=fourth)
    qtbot.mouseClick(details.pick, LEFT)
    assert [(row.stars, row.flag) for row in rows(gallery)] == [(0, "none"), (4, "picked")]
    qtbot.waitUntil(lambda: library.find(project)[1].stars == 4, timeout=PATIENCE)

    qtbot.mouseClick(details.stars, LEFT, pos=fourth)  # the last one that shines: all go out
    assert rows(gallery)[1].stars == 0
    for key, stars in ((KEY.Key_5, 5), (KEY.Key_Left, 4), (KEY.Key_0, 0)):
        qtbot.keyClick(details.stars, key)
        assert rows(gallery)[1].stars == stars
    details.pick.setFocus()
    qtbot.keyClick(details.pick, KEY.Key_Space)
    assert rows(gallery)[1].flag == "none"


class Desktop(QObject):
    """Stands where the system's file manager would open."""

    opened = ""

    @Slot(QUrl)
    def show_url(self, url: QUrl) -> None:
        self.opened = url.toLocalFile()


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    desktop = Desktop()
    QDesktopServices.setUrlHandler("file", desktop, "show_url")
    yield desktop
    QDesktopServices.unsetUrlHandler("file")


@WAYS
def test_its_folder_is_shown(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save, way: Way, desktop: Desktop
) -> None:
    picture = with_one_of_two(gallery, project, save)
    way(qtbot, gallery, "Show in folder")
    assert desktop.opened == str(picture.path.parent)
