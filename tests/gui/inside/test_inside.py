"""Inside: the page opens by a key, fills, and shows who acted where; on real pictures."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from core.inside import Term
from gui.inside.heat import COLOURS, painted
from gui.inside.view import InsideView
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, choose_person

CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps) -> MainWindow:
    """A window with a person and one picture of them."""
    small = few_steps("portrait of a person, smiling", steps=6, width=128, height=128)
    made = make_window(small)
    choose_person(qtbot, made)
    with qtbot.waitSignal(made.drawing.pictured, timeout=PATIENCE):
        made.generate()
    return made


def look(qtbot: QtBot, window: MainWindow) -> InsideView:
    QTest.keyClick(window, Qt.Key.Key_I, CONTROL)
    view = window.pages.inside.view
    assert view is not None
    qtbot.waitUntil(lambda: view.inside is not None, timeout=PATIENCE)
    return view


def names(view: InsideView) -> list[str]:
    lines = [view.terms.topLevelItem(row) for row in range(view.terms.topLevelItemCount())]
    return [line.text(0) for line in lines if line is not None]


def shares(view: InsideView) -> list[float]:
    lines = [view.terms.topLevelItem(row) for row in range(view.terms.topLevelItemCount())]
    return [float(line.text(1).removesuffix(" %")) for line in lines if line is not None]


def test_a_finished_picture_is_looked_into(qtbot: QtBot, window: MainWindow) -> None:
    drawn = window.stage.canvas.pixels
    view = look(qtbot, window)
    assert window.tabs.currentWidget() is view
    assert view.inside is not None
    assert np.array_equal(view.inside.image, drawn)
    assert names(view) == [
        "Face (ID tokens)",
        *("“portrait”", "“of”", "“a”", "“person”", "“smiling”"),
        "Start, end and commas of the text",
    ]
    assert sum(shares(view)) == pytest.approx(100, abs=1)
    assert view.formula.text() == f"Z = Attn_t + {window.draft.identity.likeness:g}·Attn_id"
    face = view.inside.map([view.inside.terms.index(Term("person"))])
    assert view.scale.words() == (f"{100 * face.min():.1f} %", f"{100 * face.max():.1f} %")


def test_words_blocks_and_steps_are_chosen_by_mouse_and_keys(
    qtbot: QtBot, window: MainWindow
) -> None:
    view = look(qtbot, window)
    seen = [view.canvas.pixels]

    def changed() -> bool:
        seen.append(view.canvas.pixels)
        return not np.array_equal(seen[-1], seen[-2])

    view.terms.setFocus()
    QTest.keyClick(view.terms, Qt.Key.Key_End)
    QTest.keyClick(view.terms, Qt.Key.Key_Up)
    assert [line.text(0) for line in view.terms.selectedItems()] == ["“smiling”"]
    assert changed()
    first = view.terms.topLevelItem(0)
    assert first is not None
    spot = view.terms.visualItemRect(first).center()
    QTest.mouseClick(view.terms.viewport(), LEFT, CONTROL, spot)
    assert len(view.terms.picked) == 2
    assert changed()
    before = shares(view)
    view.blocks.setFocus()
    QTest.keyClick(view.blocks, Qt.Key.Key_End)
    assert view.blocks.currentData() == "up_blocks.1.attentions.1"
    assert view.blocks.currentText() == "Up 1, attention 1 · 4 × 4"
    assert changed()
    assert shares(view) != before
    view.steps.setFocus()
    assert view.which_steps.text() == "Steps 1 to 6 of 6"
    end = view.steps.handle(1).toPoint()
    half = QPoint(view.steps.width() // 2, end.y())
    QTest.mousePress(view.steps, LEFT, NONE, end)
    QTest.mouseMove(view.steps, half)
    QTest.mouseRelease(view.steps, LEFT, NONE, half)
    assert view.which_steps.text() == "Steps 1 to 3 of 6"
    assert changed()
    QTest.mouseDClick(view.steps, LEFT, NONE, QPoint(5, 5))
    assert view.which_steps.text() == "Steps 1 to 6 of 6"
    assert changed()
    view.cover.setFocus()
    QTest.keyClick(view.cover, Qt.Key.Key_Home)
    assert view.inside is not None
    assert np.array_equal(view.canvas.pixels, view.inside.image), "no map: the picture as it is"


def test_the_page_is_closed_by_a_key_and_by_its_button(qtbot: QtBot, window: MainWindow) -> None:
    window.gallery.list.setFocus()
    view = look(qtbot, window)
    assert view.terms.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_W, CONTROL)
    assert window.pages.inside.view is None
    assert window.tabs.count() == 1
    assert window.gallery.list.hasFocus(), "what had the keys before the page has them again"
    QTest.keyClick(window, Qt.Key.Key_W, CONTROL)
    assert window.tabs.count() == 1, "the canvas stays"
    look(qtbot, window)
    button = window.tabs.tabBar().tabButton(1, QTabBar.ButtonPosition.RightSide)
    QTest.mouseClick(button, LEFT)
    assert window.pages.inside.view is None
    assert window.tabs.tabBar().tabButton(0, QTabBar.ButtonPosition.RightSide) is None


def test_a_look_is_given_up(qtbot: QtBot, window: MainWindow) -> None:
    window.draft.update_sampling(steps=24)
    with qtbot.waitSignal(window.drawing.pictured, timeout=PATIENCE):
        window.generate()
    QTest.keyClick(window, Qt.Key.Key_I, CONTROL)
    view = window.pages.inside.view
    assert view is not None
    qtbot.waitUntil(lambda: view.bar.value() > 1, timeout=PATIENCE)
    with qtbot.waitSignal(window.worker.cancelled, timeout=PATIENCE):
        QTest.mouseClick(view.cancel, LEFT)
    assert window.pages.inside.view is None
    assert window.tabs.count() == 1


def test_what_cannot_be_looked_into_is_told(
    qtbot: QtBot, make_window: Callable[..., MainWindow]
) -> None:
    window = make_window()
    QTest.keyClick(window, Qt.Key.Key_I, CONTROL)
    assert window.pages.inside.view is None
    assert "no finished picture" in window.stage.notice.text.text()


def test_a_lost_photo_is_told_and_the_page_goes(qtbot: QtBot, window: MainWindow, library) -> None:
    (key,) = window.drawing.shown.recipe.sources()
    for file in library.folder.rglob(f"{key}*"):
        file.unlink()
    with qtbot.waitSignal(window.worker.failed, timeout=PATIENCE):
        QTest.keyClick(window, Qt.Key.Key_I, CONTROL)
    assert window.pages.inside.view is None
    assert window.stage.notice.isVisible()


def test_the_map_covers_as_much_as_was_asked() -> None:
    pixels = np.full((40, 20, 3), (200, 40, 40), np.uint8)
    rising = np.linspace(0.1, 0.3, 4, dtype=np.float32)[None].repeat(8, 0)
    assert np.array_equal(painted(pixels, rising, (0.1, 0.3), 0), pixels)
    full = painted(pixels, rising, (0.1, 0.3), 1)
    assert full.shape == pixels.shape
    assert np.abs(full[20, -1].astype(int) - COLOURS[-1]).max() < 12
    light = full[20].astype(int).sum(-1)
    assert (np.diff(light) >= 0).all(), "more is lighter"
    same = painted(pixels, np.full((4, 4), 0.5, np.float32), (0.5, 0.5), 1)
    assert np.ptp(same.reshape(-1, 3), axis=0).max() == 0


def test_the_wheel_zooms_the_map(qtbot: QtBot, window: MainWindow) -> None:
    view = look(qtbot, window)
    before = view.canvas.zoom.scale_now
    QTest.keyClick(view.terms, Qt.Key.Key_Down)
    QTest.mouseDClick(view.canvas, LEFT, NONE, QPointF(view.canvas.rect().center()).toPoint())
    assert view.canvas.zoom.scale_now != before
    scale = view.canvas.zoom.scale_now
    QTest.keyClick(view.terms, Qt.Key.Key_Down)
    assert view.canvas.zoom.scale_now == scale, "another map is looked at in the same place"


def test_each_of_several_people_is_a_term_of_their_own(
    qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps
) -> None:
    window = make_window(few_steps("two people", steps=4, width=384))
    choose_person(qtbot, window)
    QTest.mouseClick(window.side.person.people.another, LEFT)
    QTest.mouseClick(window.side.person.strip.buttons[1], LEFT)
    qtbot.waitUntil(lambda: len(window.draft.recipe.identities) == 2, timeout=PATIENCE)
    with qtbot.waitSignal(window.drawing.pictured, timeout=PATIENCE):
        window.generate()
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
    view = look(qtbot, window)
    assert names(view)[:2] == ["Face of person 1 (ID tokens)", "Face of person 2 (ID tokens)"]
    assert "Attn_id1" in view.formula.text()
    assert "Attn_id2" in view.formula.text()
    assert view.inside is not None
    first, second = (
        view.inside.map([view.inside.terms.index(Term("person", number))]) for number in "12"
    )
    middle = first.shape[1] // 2
    assert first[:, :middle].mean() > 2 * first[:, middle:].mean(), "each acts on the own side"
    assert second[:, middle:].mean() > 2 * second[:, :middle].mean()
