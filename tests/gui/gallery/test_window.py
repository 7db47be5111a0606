"""The gallery in its window: what is drawn, rated, varied, deleted and dropped, and a restart."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.library import Library
from core.picture import write_png
from core.portrait import Portrait
from core.recipe import Identity, Recipe, Sampling
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import save_parameters
from tests.gui.gallery.conftest import drop

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def test_pictures_are_rated_varied_deleted_brought_back_and_kept(
    qtbot: QtBot, make_window: MakeWindow, few_steps: Callable[..., Recipe], library: Library
) -> None:
    window = make_window(few_steps("a fox"))
    view = window.gallery.list
    with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
        window.generate()
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1)

    view.setFocus()
    qtbot.keyClick(view, KEY.Key_5)
    with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
        qtbot.keyClick(view, KEY.Key_R)  # the same with another seed
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 2)
    new, old = library.find(window.project)
    assert (new.prompt, old.prompt) == ("a fox", "a fox")
    assert new.seed != old.seed
    assert (new.stars, old.stars) == (0, 5)

    view.setFocus()
    qtbot.keyClick(view, KEY.Key_Delete)
    assert window.pictures.rowCount() == 1
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert window.pictures.rowCount() == 2
    qtbot.keyClick(view, KEY.Key_P)
    window.close()

    again = make_window(library=library)
    rows = library.find(again.project)
    assert [(row.stars, row.flag) for row in rows] == [(0, "picked"), (5, "none")]
    assert again.pictures.rowCount() == 2


def test_arrows_on_the_canvas_go_through_the_gallery(
    qtbot: QtBot, make_window: MakeWindow, few_steps: Callable[..., Recipe], library: Library
) -> None:
    window = make_window(few_steps("a fox"))
    for prompt in ("a fox", "a heron"):
        with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
            window.queue(few_steps(prompt))
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 2)
    newest, oldest = library.find(window.project)
    canvas, chosen = window.stage.canvas, window.gallery.list
    canvas.setFocus()

    qtbot.keyClick(canvas, KEY.Key_Right)  # onwards, to the older one
    qtbot.keyClick(canvas, KEY.Key_Right)  # there is no further one
    assert chosen.currentIndex().row() == 1
    on_canvas = lambda: window.drawing.shown and window.drawing.shown.id
    qtbot.waitUntil(lambda: on_canvas() == oldest.id, timeout=PATIENCE)
    qtbot.keyClick(canvas, KEY.Key_A)  # use the recipe of what is shown
    assert window.draft.recipe.prompt == "a fox"
    qtbot.keyClick(canvas, KEY.Key_Left)
    assert chosen.currentIndex().row() == 0
    qtbot.waitUntil(lambda: on_canvas() == newest.id, timeout=PATIENCE)
    qtbot.keyClick(canvas, KEY.Key_A)
    assert window.draft.recipe.prompt == "a heron"
    assert (newest.prompt, oldest.prompt) == ("a heron", "a fox")
    assert canvas.hasFocus()


def test_a_picture_with_parameters_is_a_recipe_wherever_it_is_dropped(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    path = tmp_path / "heron.png"
    save_parameters(path)
    window = make_window()

    drop(window, path)
    qtbot.waitUntil(lambda: window.draft.recipe.prompt == "a heron", timeout=PATIENCE)

    sampling = window.draft.recipe.sampling
    assert (sampling.steps, sampling.scheduler, sampling.seed) == (12, "euler_ancestral", 77)
    assert window.side.sampling.lock.isChecked()
    assert "Hires upscale: 2" in window.stage.notice.text.text()


def test_a_picture_of_ours_from_elsewhere_is_a_recipe_when_it_is_dropped_on_the_window(
    qtbot: QtBot, make_window: MakeWindow, few_steps: Callable[..., Recipe], tmp_path: Path
) -> None:
    recipe = few_steps("a heron", seed=77)
    write_png(np.full((64, 64, 3), 90, np.uint8), recipe, tmp_path / "heron.png")
    window = make_window(few_steps("mine"))

    drop(window, tmp_path / "heron.png")
    qtbot.waitUntil(lambda: window.draft.recipe == recipe, timeout=PATIENCE)
    assert window.side.sampling.lock.isChecked()
    assert window.stage.canvas.accessibleName() == "a heron"
    qtbot.keyClick(window, KEY.Key_Z, CONTROL)
    assert window.draft.recipe.prompt == "mine"


def test_a_copy_of_an_own_picture_is_shown_with_all_that_is_known_of_it(
    qtbot: QtBot, make_window: MakeWindow, library: Library, sample_face: np.ndarray, tmp_path: Path
) -> None:
    """As `make demo` opens its portrait."""
    person = Identity(references=(library.add_source(sample_face),))
    recipe = Recipe(prompt="the demo", identities=(person,), sampling=Sampling(seed=8))
    project = library.create_project("Portraits").id
    pixels = np.full((64, 64, 3), 90, np.uint8)
    picture = library.save(Portrait(pixels, recipe, 1.0, 0.72, None, None), project)
    library.save(Portrait(pixels, Recipe(prompt="newer"), 1.0, None, None, None), project)
    copy = tmp_path / "portrait.png"
    copy.write_bytes(picture.path.read_bytes())
    window = make_window()
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)

    window.gallery.open_file(copy)
    qtbot.waitUntil(lambda: window.draft.recipe == recipe, timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.drawing.shown == picture, timeout=PATIENCE)
    assert window.stage.likeness.text() == "Likeness 0.72"
    assert window.stage.likeness.isVisible()
    assert [row.prompt for row in window.gallery.acting.selected()] == ["the demo"]
    assert window.history.stack.count() == 1

    library.delete(picture.id)  # in the trash it is a file like any other
    window.gallery.open_file(copy)
    qtbot.waitUntil(lambda: window.drawing.shown is None, timeout=PATIENCE)
    assert not window.stage.likeness.isVisible()


def test_of_several_copies_it_is_the_one_of_the_open_project(
    qtbot: QtBot, make_window: MakeWindow, library: Library, tmp_path: Path
) -> None:
    project = library.create_project("Portraits").id
    pixels = np.full((64, 64, 3), 90, np.uint8)
    for prompt in ("dropped", "newer"):
        library.save(Portrait(pixels, Recipe(prompt=prompt), 1.0, None, None, None), project)
    library.duplicate_project(project, "Portraits copy")
    library.touch_project(project)
    picture = library.pictures(project)[0]
    copy = tmp_path / "portrait.png"
    copy.write_bytes(picture.path.read_bytes())
    window = make_window()
    gallery = window.gallery

    drop(window, copy)
    qtbot.waitUntil(lambda: window.drawing.shown == picture, timeout=PATIENCE)
    assert [row.id for row in gallery.acting.selected()] == [picture.id]
    assert "dropped" in gallery.details.text.text()

    gallery.search.text.setText("newer")  # hides it
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    gallery.select_newest()
    drop(window, copy)
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 2, timeout=PATIENCE)
    assert [row.id for row in gallery.acting.selected()] == [picture.id]
    assert "dropped" in gallery.details.text.text()
    qtbot.waitUntil(lambda: window.drawing.shown == picture, timeout=PATIENCE)


def test_of_a_picture_of_another_project_it_is_told_where_it_is(
    qtbot: QtBot, make_window: MakeWindow, library: Library, tmp_path: Path
) -> None:
    home, other = library.create_project("Portraits").id, library.create_project("Wedding").id
    pixels = np.full((64, 64, 3), 90, np.uint8)
    library.save(Portrait(pixels, Recipe(prompt="at home"), 1.0, None, None, None), home)
    guest = library.save(Portrait(pixels, Recipe(prompt="guest"), 1.0, None, None, None), other)
    library.touch_project(home)
    copy = tmp_path / "portrait.png"
    copy.write_bytes(guest.path.read_bytes())
    window = make_window()
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)

    drop(window, copy)
    qtbot.waitUntil(lambda: window.drawing.shown == guest, timeout=PATIENCE)
    assert window.draft.recipe.prompt == "guest"
    assert "“Wedding”" in window.stage.notice.text.text()
    assert window.gallery.acting.selected() == []
    assert "at home" not in window.gallery.details.text.text()
