"""What a user does in the gallery, with real keys, clicks, wheel and drops."""

import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.library import Library
from core.picture import Picture, write_png
from core.recipe import Identity, Recipe, Sampling
from gui.gallery.delegate import GAP
from gui.gallery.panel import GalleryPanel
from gui.theme import DARK, LIGHT, Theme
from tests.gui.events import open_menu, right_click
from tests.gui.gallery.conftest import click, drop, press, prompts, rows

Save = Callable[..., Picture]
KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PATIENCE = 30_000
PHOTO = "0" * 64


def test_choosing_shows_the_picture_and_its_whole_recipe(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save
) -> None:
    first = save(
        "one", negative_prompt="<b>blurry</b>", identities=(Identity(references=(PHOTO,)),)
    )
    second = save("two", likeness=None)
    gallery.open(project)
    chosen: list[Picture] = []
    gallery.chosen.connect(chosen.append)

    gallery.select_newest()
    press(qtbot, gallery, KEY.Key_Right)

    assert chosen == [second, first]
    text = gallery.details.text.text()
    for words in ("one", "&lt;b&gt;blurry&lt;/b&gt;", "0.50", "32 × 48", "1.5 s", "Seed", "demo"):
        assert words in text
    assert "Likeness λ 0.8 · Face structure 0.8 · IdentityNet's window 0%–100%" in text
    assert gallery.head.count.text() == "2"


def test_choosing_does_not_wait_for_who_writes_to_the_library(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, project: int, save: Save
) -> None:
    first, _ = save("one"), save("two")
    gallery.open(project)
    gallery.select_newest()
    chosen: list[Picture] = []
    gallery.chosen.connect(chosen.append)
    begun, ended = threading.Event(), threading.Event()

    def write() -> None:
        with library._database.transaction():
            begun.set()
            ended.wait()

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait()
    press(qtbot, gallery, KEY.Key_Right)

    assert chosen == []  # the window goes on, although the disk does not
    assert gallery.details.stars.isEnabled()
    ended.set()
    writer.join()
    qtbot.waitUntil(lambda: chosen == [first])
    assert "one" in gallery.details.text.text()


def test_stars_and_flags_by_keys_are_kept_and_undone(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, project: int, save: Save
) -> None:
    for number in range(3):
        save(str(number))
    gallery.open(project)
    click(qtbot, gallery, 0)
    click(qtbot, gallery, 2, CONTROL)

    press(qtbot, gallery, KEY.Key_4, KEY.Key_P)

    assert [(row.stars, row.flag) for row in rows(gallery)] == [
        (4, "picked"),
        (0, "none"),
        (4, "picked"),
    ]
    assert gallery.details.stars.value() == 4
    assert gallery.details.pick.isChecked()
    qtbot.waitUntil(lambda: [row.flag for row in library.find(project)].count("picked") == 2)
    assert [row.stars for row in library.find(project)] == [4, 0, 4]

    press(qtbot, gallery, KEY.Key_X)
    assert gallery.details.reject.isChecked()
    press(qtbot, gallery, KEY.Key_U, KEY.Key_0)
    assert {(row.stars, row.flag) for row in rows(gallery)} == {(0, "none")}
    stack = gallery.history.stack  # type: ignore[attr-defined]
    while stack.canUndo():
        stack.undo()
    assert {(row.stars, row.flag) for row in rows(gallery)} == {(0, "none")}
    stack.redo()
    assert [row.stars for row in rows(gallery)] == [4, 0, 4]
    qtbot.waitUntil(lambda: [row.stars for row in library.find(project)] == [4, 0, 4])


def test_stars_and_flags_by_mouse(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, project: int, save: Save
) -> None:
    for number in range(3):
        save(str(number))
    gallery.open(project)
    gallery.select_newest()
    view = gallery.list
    cell = view.visualRect(view.model().index(1, 0))
    third_star = QPoint(cell.left() + GAP + 2 * 13 + 6, cell.bottom() - GAP // 2 - 10)
    badge = cell.topLeft() + QPoint(GAP + 11, GAP + 11)

    qtbot.mouseMove(view.viewport(), third_star)
    qtbot.mouseClick(view.viewport(), LEFT, pos=third_star)
    qtbot.mouseClick(view.viewport(), LEFT, pos=badge)

    assert (rows(gallery)[1].stars, rows(gallery)[1].flag) == (3, "picked")
    assert view.currentIndex().row() == 0  # rated where it stands, the choice stays
    qtbot.mouseClick(view.viewport(), LEFT, pos=third_star)
    qtbot.mouseClick(view.viewport(), LEFT, pos=badge)
    assert (rows(gallery)[1].stars, rows(gallery)[1].flag) == (0, "none")

    gallery.details.stars.setFocus()
    qtbot.keyClick(gallery.details.stars, KEY.Key_Right)
    qtbot.mouseClick(gallery.details.reject, LEFT)
    assert (rows(gallery)[0].stars, rows(gallery)[0].flag) == (1, "rejected")
    qtbot.mouseClick(gallery.details.reject, LEFT)
    assert rows(gallery)[0].flag == "none"
    qtbot.waitUntil(lambda: library.find(project)[0].stars == 1)


def test_delete_takes_many_and_undo_brings_them_back(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, project: int, save: Save
) -> None:
    for number in range(6):
        save(str(number))
    gallery.open(project)
    click(qtbot, gallery, 1)
    click(qtbot, gallery, 3, SHIFT)

    press(qtbot, gallery, KEY.Key_Delete)

    assert prompts(gallery) == ["5", "1", "0"]
    assert gallery.list.currentIndex().row() == 1
    assert gallery.head.count.text() == "3"
    stack = gallery.history.stack  # type: ignore[attr-defined]
    assert stack.undoText() == "Delete 3 pictures"
    qtbot.waitUntil(lambda: len(library.find(project)) == 3)
    stack.undo()
    assert prompts(gallery) == ["5", "4", "3", "2", "1", "0"]
    qtbot.waitUntil(lambda: len(library.find(project)) == 6)
    stack.redo()
    qtbot.waitUntil(lambda: len(library.find(project)) == 3)
    assert prompts(gallery) == ["5", "1", "0"]


def test_a_title_is_given_and_found(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, project: int, save: Save
) -> None:
    save()
    gallery.open(project)
    gallery.select_newest()

    press(qtbot, gallery, KEY.Key_F2)
    qtbot.waitUntil(gallery.details.title.hasFocus)
    qtbot.keyClicks(gallery.details.title, "Anna")
    qtbot.keyClick(gallery.details.title, KEY.Key_Return)

    assert rows(gallery)[0].title == "Anna"
    qtbot.waitUntil(lambda: library.find(project)[0].title == "Anna")
    gallery.history.stack.undo()  # type: ignore[attr-defined]
    assert gallery.history.stack.count() == 1  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: library.find(project)[0].title == "")


def test_recipes_are_used_whole_in_part_and_varied(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save
) -> None:
    picture = save("theirs", identities=(Identity(references=(PHOTO,)),))
    gallery.open(project)
    gallery.select_newest()
    draft = gallery._draft
    recalled: list[Picture] = []
    varied: list[Recipe] = []
    told: list[object] = []
    gallery.recalled.connect(recalled.append)
    gallery.varied.connect(varied.append)
    gallery.refused.connect(told.append)

    press(qtbot, gallery, KEY.Key_A, KEY.Key_Return)
    QApplication.processEvents()  # the details came with the first picture
    qtbot.mouseClick(gallery.details.use, LEFT)
    assert recalled == [picture] * 3
    press(qtbot, gallery, KEY.Key_S)
    assert draft.recipe == Recipe(sampling=Sampling(seed=7))
    assert draft.keeps_seed
    gallery.acting.all["use.pose"].trigger()  # nobody is there to take it
    assert len(told) == 1
    gallery.acting.all["use.prompt"].trigger()
    gallery.acting.all["use.people"].trigger()
    gallery.acting.all["use.pose"].trigger()
    assert draft.recipe.prompt == "theirs"
    assert draft.recipe.identities[0].pose == PHOTO
    press(qtbot, gallery, KEY.Key_R)
    qtbot.mouseClick(gallery.details.vary, LEFT)
    assert {one.prompt for one in varied} == {"theirs"}
    assert len({one.sampling.seed for one in varied} - {7}) == 2


def test_an_unreadable_recipe_is_told_and_the_rest_works(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, project: int, save: Save
) -> None:
    save("whole")
    broken = save("broken")
    with library._database.transaction() as connection:
        connection.execute("UPDATE picture SET recipe = '{' WHERE id = ?", (broken.id,))
    gallery.open(project)

    with qtbot.waitSignal(gallery.refused):
        gallery.select_newest()
    assert "can't be used" in gallery.details.text.text()
    with qtbot.waitSignal(gallery.chosen):
        press(qtbot, gallery, KEY.Key_Right)
    press(qtbot, gallery, KEY.Key_Left, KEY.Key_2, KEY.Key_Delete)
    assert prompts(gallery) == ["whole"]


def test_what_is_dropped_is_a_recipe_or_a_reference(
    qtbot: QtBot, gallery: GalleryPanel, tmp_path: Path
) -> None:
    image = np.full((16, 24, 3), 90, np.uint8)
    ours, theirs, photo, text = (tmp_path / name for name in ("1.png", "2.png", "3.tif", "4.png"))
    write_png(image, Recipe(prompt="ours"), ours)
    info = PngImagePlugin.PngInfo()
    info.add_text("parameters", "theirs\nSteps: 30, Sampler: Heun, Seed: 5")
    Image.fromarray(image).save(theirs, pnginfo=info)
    Image.fromarray(image).save(photo)
    text.write_text("no picture")
    gallery._draft.update(pack="mine")
    recipes: list[tuple[Recipe, np.ndarray]] = []
    told: list[object] = []
    gallery.recipe_dropped.connect(lambda *found: recipes.append(found))
    gallery.refused.connect(told.append)

    with qtbot.waitSignal(gallery.reference_dropped, timeout=PATIENCE) as dropped:
        for path in (ours, theirs, photo):
            drop(gallery, path)
    name, source = dropped.args or ("", None)
    assert (name, source().shape) == ("3", image.shape)  # type: ignore[misc]
    assert [recipe.prompt for recipe, _ in recipes] == ["ours", "theirs"]
    assert recipes[1][0].pack == "mine"
    assert recipes[1][0].sampling.steps == 30
    assert np.array_equal(recipes[1][1], image)
    assert "Sampler: Heun" in str(told[0])
    with qtbot.waitSignal(gallery.refused, timeout=PATIENCE):
        drop(gallery, text)


def test_the_menu_offers_everything(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save
) -> None:
    save()
    gallery.open(project)
    gallery.select_newest()
    place = gallery.list.visualRect(gallery.list.currentIndex()).center()
    right_click(gallery.list.viewport(), place)
    menu = open_menu()
    offered = {action.text() for action in menu.actions() if action.text()}
    menu.close()

    assert {"Use everything", "Use only", "Vary", "Delete", "Show in folder"} <= offered


@pytest.mark.parametrize("colors", [LIGHT, DARK], ids=["light", "dark"])
def test_flags_are_told_by_shape_as_well(
    gallery: GalleryPanel, library: Library, theme: Theme, project: int, save: Save, colors: object
) -> None:
    """Picked and rejected differ in grey too: by their signs, and by the paleness of one."""
    pictures = [save() for _ in range(3)]
    library.set_flags({pictures[0].id: "picked", pictures[1].id: "rejected"})
    theme.wear(colors)  # type: ignore[arg-type]
    gallery.open(project)
    view = gallery.list
    grey = (
        view.viewport()
        .grab()
        .toImage()
        .convertToFormat(gallery.grab().toImage().Format.Format_Grayscale8)
    )
    badges = []
    for row in range(3):
        corner = view.visualRect(view.model().index(row, 0)).topLeft() + QPoint(GAP, GAP)
        badges.append(grey.copy(corner.x(), corner.y(), 22, 22))
    theme.wear(LIGHT)

    assert badges[0] != badges[1]
    assert badges[1] != badges[2]
    assert badges[0] != badges[2]
