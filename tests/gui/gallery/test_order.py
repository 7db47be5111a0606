"""Which pictures come first, and which are alike enough: chosen, kept, and nothing lost by it."""

from collections.abc import Callable

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.library import Library, Order, PictureRow
from core.library.order import KEYS
from core.picture import Picture
from gui.alike import tile_words
from gui.calls import Call
from gui.gallery.model import PictureModel
from gui.gallery.panel import GalleryPanel
from gui.history import History
from gui.language import Language
from gui.preferences import Preferences
from tests.gui.gallery.conftest import click, press, prompts, rows

Save = Callable[..., Picture]
KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
PIXELS = np.zeros((48, 32, 3), np.uint8)
ORDERS: tuple[Order, ...] = ("newest", "oldest", "alike", "stars")


def choose(qtbot: QtBot, gallery: GalleryPanel, order: Order) -> None:
    """Open the menu with the mouse, and go to an order with the keys."""
    menu = gallery.search.order.menu()

    def answer() -> None:
        for _ in range(1 + ORDERS.index(order)):
            QTest.keyClick(menu, KEY.Key_Down)
        QTest.keyClick(menu, KEY.Key_Return)

    Call(menu.aboutToShow, menu, QTimer.singleShot, 0, answer)  # the press ends with the menu
    qtbot.mouseClick(gallery.search.order, LEFT)
    assert gallery.search.order.order == order
    gallery.activateWindow()  # which a popup without a window manager leaves inactive
    qtbot.waitUntil(gallery.isActiveWindow)


def test_the_most_alike_come_first_and_what_is_chosen_stays_chosen(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save, preferences: Preferences
) -> None:
    for prompt, shares in (("half", (0.5,)), ("best", (1.0,)), ("two", (0.9, 0.2)), ("old", ())):
        save(prompt, shares=shares)
    gallery.open(project)
    click(qtbot, gallery, 0)
    click(qtbot, gallery, 3, Qt.KeyboardModifier.ControlModifier)
    assert {row.prompt for row in gallery.acting.selected()} == {"old", "half"}

    choose(qtbot, gallery, "alike")

    assert prompts(gallery) == ["best", "half", "two", "old"]
    assert [row.prompt for row in gallery.acting.selected()] == ["half", "old"]
    assert gallery.details.title.isEnabled()
    assert "Most alike first" in gallery.search.order.toolTip()
    assert gallery.list.accessibleName().endswith("Most alike first")
    assert preferences.settings.value("gallery/order") == "alike"


def test_the_order_is_remembered(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save, model: PictureModel,
    preferences: Preferences, library: Library, history: History,
) -> None:  # fmt: skip
    save("half", shares=(0.5,))
    save("less", shares=(0.2,))
    gallery.search.order.choose("alike")
    again = GalleryPanel(
        model, gallery._draft, library, gallery._background, history,
        type(gallery.commands)(), preferences,
    )  # fmt: skip
    qtbot.addWidget(again)

    again.open(project)

    assert prompts(again) == ["half", "less"]
    assert again.search.order.choices["alike"].isChecked()


def test_a_new_picture_arrives_at_its_place_and_is_chosen(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save
) -> None:
    for number in range(40):
        save(str(number), shares=(number / 40,))
    gallery.open(project)
    choose(qtbot, gallery, "alike")
    chosen: list[Picture] = []
    gallery.chosen.connect(chosen.append)

    picture = save("new", shares=(0.51,))
    gallery.add(picture, PIXELS, project)

    assert prompts(gallery)[18:21] == ["21", "new", "20"]
    assert chosen == [picture]
    shown = gallery.list.visualRect(gallery.list.currentIndex())
    assert gallery.list.viewport().rect().contains(shown.center())


def test_undo_brings_a_deleted_picture_back_to_its_sorted_place(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save, history: History
) -> None:
    for prompt, share in (("a", 0.1), ("c", 0.9), ("b", 0.5)):
        save(prompt, shares=(share,))
    gallery.open(project)
    choose(qtbot, gallery, "alike")
    click(qtbot, gallery, 1)
    press(qtbot, gallery, KEY.Key_Delete)
    assert prompts(gallery) == ["c", "a"]
    choose(qtbot, gallery, "oldest")

    history.undo()

    assert prompts(gallery) == ["a", "c", "b"]
    assert [row.prompt for row in gallery.acting.selected()] == ["b"]


def test_rated_pictures_go_to_their_place_and_come_back_by_undo(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save, history: History
) -> None:
    for prompt in ("a", "b", "c"):
        save(prompt)
    gallery.open(project)
    choose(qtbot, gallery, "stars")
    click(qtbot, gallery, 2)  # a

    press(qtbot, gallery, KEY.Key_4)

    assert prompts(gallery) == ["a", "c", "b"]
    assert [row.prompt for row in gallery.acting.selected()] == ["a"]
    history.undo()
    assert prompts(gallery) == ["c", "b", "a"]


def test_only_pictures_that_are_alike_enough_are_listed(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save
) -> None:
    for prompt, shares in (("86", (0.86,)), ("49", (0.49,)), ("two", (0.9, 0.4)), ("old", ())):
        save(prompt, shares=shares)
    gallery.open(project)
    qtbot.mouseClick(gallery.search.toggle, LEFT)
    box = gallery.search.alike
    assert box.text() == "Any likeness"

    box.setFocus()
    qtbot.keyClick(box, KEY.Key_Up)  # at least 50 %
    qtbot.waitUntil(lambda: prompts(gallery) == ["86"])
    assert box.text() == "≥ 50 % alike"
    box.selectAll()
    qtbot.keyClicks(box, "40")
    qtbot.keyClick(box, KEY.Key_Return)
    qtbot.waitUntil(lambda: prompts(gallery) == ["two", "49", "86"])
    qtbot.mouseClick(gallery.search.reset, LEFT)
    qtbot.waitUntil(lambda: len(rows(gallery)) == 4)
    assert box.value() == 0


def test_tiles_and_details_tell_the_likeness_in_percent(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save, language: Language
) -> None:
    save("two", shares=(0.86, 0.74))
    gallery.open(project)
    click(qtbot, gallery, 0)

    first = "1: 86 % · own photos agree to ±10 %, from 4 photos"
    second = "2: 74 % · own photos agree to ±10 %, from 4 photos"
    assert f"{first}<br>{second}" in gallery.details.text.text()
    assert "0 % is as alike as strangers are" in gallery.details.text.toolTip()
    index = gallery.list.model().index(0, 0)
    assert "Likeness 1: 86 %" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    with_words = gallery.list.viewport().grab().toImage()
    cell = gallery.list.visualRect(index)
    foot = with_words.copy(cell.x(), cell.bottom() - 24, cell.width(), 20)
    colours = {foot.pixelColor(QPoint(x, y)).name() for x in range(60, foot.width(), 1)
               for y in range(foot.height())}  # fmt: skip
    assert len(colours) > 4  # letters, not an empty line


changes = st.lists(
    st.tuples(st.sampled_from(["insert", "remove", "rate", *ORDERS]), st.integers(0, 9)),
    max_size=25,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=changes)
def test_rows_are_in_order_whatever_happens(
    model: PictureModel, qtmodeltester: ModelTester, wanted: list[tuple[str, int]]
) -> None:
    model.fill([])
    qtmodeltester.check(model)
    there: dict[int, PictureRow] = {}
    for what, number in wanted:
        share = None if number % 4 == 0 else (number * 7 % 5) / 4
        row = _row(number, share, number % 3 / 3 or None)
        if what in ORDERS:
            model.set_order(what)
        elif what == "insert" and number not in there:
            there[number] = row
            model.insert([row])
        elif what == "remove" and number in there:
            model.remove([there.pop(number).id])
        elif what == "rate" and number in there:
            there[number] = there[number]._replace(stars=(there[number].stars + number) % 6)
            model.change([there[number]])
        shown = [model.row(model.index(at)) for at in range(model.rowCount())]
        assert shown == sorted(there.values(), key=KEYS[model.order])
        assert all(model.place(row.id) == at for at, row in enumerate(shown) if row)
    assert model.total == len(there)
    model.total = 0


def _row(number: int, share: float | None, likeness: float | None) -> PictureRow:
    return PictureRow(
        *(number, f"{number:032x}", 1, "", str(number), "demo", 0, "words", 0, "none"),
        *(8, 8, likeness, 1.0, "then", None, share),
    )


def test_a_tile_says_what_the_details_say(save: Save, library: Library, project: int) -> None:
    save("one", shares=(0.864,))
    save("two", shares=(0.864, 0.7))
    save("one missing", shares=(0.9, None))
    save("nobody", likeness=None, shares=(None,))
    save("old", likeness=0.563)

    words = {row.prompt: tile_words(row) for row in library.find(project)}

    assert words == {
        "one": "86 %",
        "two": "86 · 70 %",
        "one missing": "90 · – %",
        "nobody": "",
        "old": "0.56",
    }
