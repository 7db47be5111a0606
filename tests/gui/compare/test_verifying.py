"""Verify: the page opens by a key, fills, and says whether the picture came out the same."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.imaging import load_image
from core.picture import read_made, write_png
from core.recipe import Identity
from core.replay import Outcome
from gui.main_window import MainWindow
from gui.replay.view import VerifyView
from tests.gui.conftest import PATIENCE

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps) -> MainWindow:
    """A window with one picture, drawn from words."""
    made = make_window(few_steps("portrait of a person, smiling"))
    with qtbot.waitSignal(made.drawing.pictured, timeout=PATIENCE):
        made.generate()
    made.gallery.list.setFocus()
    return made


def verify(qtbot: QtBot, window: MainWindow) -> VerifyView:
    """Press V on the chosen picture, and wait for the page."""
    QTest.keyClick(window.gallery.list, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: window.pages.verifying.view is not None, timeout=PATIENCE)
    view = window.pages.verifying.view
    assert view is not None
    return view


def told(view: VerifyView) -> str:
    return f"{view.verdict.text()} {view.reasons.text()}".strip()


def test_a_picture_comes_out_the_same(qtbot: QtBot, window: MainWindow) -> None:
    kept = window.stage.canvas.pixels
    view = verify(qtbot, window)
    qtbot.waitUntil(lambda: view.replay is not None, timeout=PATIENCE)

    assert told(view) == "Identical: every pixel is the same."
    assert window.tabs.currentWidget() is view
    first, second = view.comparison.canvases[:2]
    assert np.array_equal(first.pixels, kept)
    assert np.array_equal(second.pixels, kept)
    assert not view.comparison.canvases[2].isVisible()
    assert [name.text() for name in view.comparison.names[:2]] == ["As it was kept", "Drawn again"]
    assert window.pictures.rowCount() == 1


def test_what_differs_is_said_and_shown(qtbot: QtBot, window: MainWindow) -> None:
    path = window.gallery.acting.picture().path
    made, image = read_made(path), load_image(path)
    assert made is not None
    image[100:110, 60:70] ^= 2
    older = made.model_copy(update={"torch": "2.10.0"})
    write_png(image, window.draft.recipe.with_field("sampling.count", 1), path, older)

    view = verify(qtbot, window)
    qtbot.waitUntil(lambda: view.replay is not None, timeout=PATIENCE)

    assert view.replay is not None
    assert view.replay.outcome is Outcome.CLOSE
    assert "at most 2 of 255" in view.verdict.text()
    assert view.reasons.text() == f"torch: it was 2.10.0, and is {made.torch} now."
    apart = view.comparison.canvases[2]
    assert apart.isVisible()
    assert apart.pixels[105, 65].max() == 255
    assert apart.pixels[0, 0].max() == 0
    table = view.comparison.table
    rows = {table.verticalHeaderItem(row).text(): row for row in range(table.rowCount())}
    cells = [table.item(rows["torch"], column).text() for column in range(2)]
    assert cells == ["2.10.0", made.torch]


def test_a_missing_photo_is_told_on_the_page(qtbot: QtBot, window: MainWindow) -> None:
    picture = window.gallery.acting.picture()
    recipe = picture.recipe.model_copy(update={"identities": (Identity(references=("ab" * 32,)),)})
    write_png(load_image(picture.path), recipe, picture.path)

    view = verify(qtbot, window)
    qtbot.waitUntil(lambda: view.sign.isVisible(), timeout=PATIENCE)

    assert told(view) == (
        "An image that this recipe needs is not in the library. Choose the photo again."
    )


def test_another_pack_is_named(qtbot: QtBot, window: MainWindow) -> None:
    picture = window.gallery.acting.picture()
    recipe = picture.recipe.model_copy(update={"pack": "elsewhere"})
    write_png(load_image(picture.path), recipe, picture.path)

    view = verify(qtbot, window)
    qtbot.waitUntil(lambda: view.sign.isVisible(), timeout=PATIENCE)

    assert "elsewhere" in told(view)


def test_an_odd_file_is_told_in_a_sentence(qtbot: QtBot, window: MainWindow) -> None:
    from tests.core.test_made import HOSTILE, holding

    path = window.gallery.acting.picture().path
    path.write_bytes(holding(HOSTILE["a bomb"]))
    QTest.keyClick(window.gallery.list, Qt.Key.Key_V)
    qtbot.waitUntil(lambda: window.stage.notice.isVisible(), timeout=PATIENCE)

    assert path.name in window.stage.notice.text.text()
    assert window.pages.verifying.view is None


def test_it_can_be_cancelled(qtbot: QtBot, window: MainWindow) -> None:
    view = verify(qtbot, window)
    QTest.mouseClick(view.cancel, LEFT)

    assert window.tabs.currentWidget() is window.stage
    assert window.pages.verifying.view is None
    qtbot.waitUntil(lambda: not window.worker.queue.has_work(), timeout=PATIENCE)


def test_it_stands_in_the_menus(window: MainWindow) -> None:
    action = window.gallery.acting.all["verify"]

    assert action in window.menus.menus["picture"].actions()
    assert action in window.gallery.details.more.menu().actions()
    menu = window.gallery.acting.menu()
    assert action in menu.actions()
    menu.deleteLater()
