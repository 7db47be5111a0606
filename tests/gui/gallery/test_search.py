"""Finding pictures in the gallery: search, filters, and the size at which they are shown."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.library import Library
from core.picture import Picture
from core.recipe import ImagePrompt
from gui.gallery.panel import GalleryPanel
from gui.history import History
from tests.gui.gallery.conftest import click, press, prompts, rows

Save = Callable[..., Picture]
KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
PHOTO = "0" * 64


def test_search_and_filters(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, project: int, save: Save
) -> None:
    save("红发女人的肖像")
    rated = save("a fox", pack="other")
    save("a cat", image_prompts=(ImagePrompt(images=(PHOTO,)),))
    library.set_stars({rated.id: 3})
    library.set_flags({rated.id: "picked"})
    gallery.open(project)
    gallery.select_newest()
    click(qtbot, gallery, 1)  # the fox
    chosen: list[Picture] = []
    gallery.chosen.connect(chosen.append)
    search = gallery.search

    qtbot.keyClick(gallery, KEY.Key_F, CONTROL)
    assert search.text.hasFocus()
    search.text.insert("肖像")  # as an input method does
    qtbot.waitUntil(lambda: prompts(gallery) == ["红发女人的肖像"])
    assert gallery.head.count.text() == "1 of 3"
    qtbot.keyClick(search.text, KEY.Key_Escape)
    qtbot.waitUntil(lambda: len(rows(gallery)) == 3)
    qtbot.keyClicks(search.text, "FOX")
    qtbot.waitUntil(lambda: prompts(gallery) == ["a fox"])
    search.text.clear()

    qtbot.mouseClick(search.toggle, LEFT)
    search.stars.setFocus()
    qtbot.keyClick(search.stars, KEY.Key_2)
    qtbot.waitUntil(lambda: prompts(gallery) == ["a fox"])
    assert gallery.list.currentIndex().row() == 0
    qtbot.mouseClick(search.reset, LEFT)
    for box, wanted in (
        (search.flag, ["a fox"]),
        (search.mechanism, ["a fox", "红发女人的肖像"]),
        (search.pack, ["a cat", "红发女人的肖像"]),
    ):
        steps = {search.flag: 1, search.mechanism: 4, search.pack: 1}[box]
        box.setFocus()
        for _ in range(steps):
            qtbot.keyClick(box, KEY.Key_Down)
        qtbot.waitUntil(lambda wanted=wanted: prompts(gallery) == wanted)
        qtbot.mouseClick(search.reset, LEFT)
        qtbot.waitUntil(lambda: len(rows(gallery)) == 3)

    search.text.setText("nothing like this")
    qtbot.waitUntil(lambda: not rows(gallery))
    assert gallery.clear.isVisible()
    qtbot.mouseClick(gallery.clear, LEFT)
    qtbot.waitUntil(lambda: len(rows(gallery)) == 3)


def test_all_projects_are_searched_with_their_names(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, project: int, save: Save
) -> None:
    save("here")
    other = library.create_project("婚礼").id
    gallery.open(other)
    assert gallery.empty.isVisible()

    gallery.search.toggle.setChecked(True)
    qtbot.mouseClick(gallery.search.everywhere, LEFT, pos=QPoint(8, 12))
    qtbot.waitUntil(lambda: prompts(gallery) == ["here"])
    gallery.search.text.setText("People")
    qtbot.waitUntil(lambda: gallery.head.count.text() == "1 of 1")
    gallery.search.text.setText("婚礼")
    qtbot.waitUntil(lambda: not rows(gallery))


def test_what_is_drawn_under_a_search_of_all_projects_comes_back_to_its_own(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save, history: History
) -> None:
    save("old")
    gallery.open(project)
    gallery.search.toggle.setChecked(True)
    with qtbot.waitSignal(gallery.list.model().modelReset):
        qtbot.mouseClick(gallery.search.everywhere, LEFT, pos=QPoint(8, 12))
    gallery.add(save("new"), np.zeros((48, 32, 3), np.uint8), project)
    press(qtbot, gallery, Qt.Key.Key_Delete)
    with qtbot.waitSignal(gallery.list.model().modelReset):
        qtbot.mouseClick(gallery.search.everywhere, LEFT, pos=QPoint(8, 12))
    assert prompts(gallery) == ["old"]
    history.undo()
    assert prompts(gallery) == ["new", "old"]


def test_size_by_wheel_and_slider(
    qtbot: QtBot, gallery: GalleryPanel, project: int, save: Save
) -> None:
    for _ in range(3):
        save()
    gallery.open(project)
    view = gallery.list
    before = view.visualRect(view.model().index(0, 0)).width()

    def turn(by: int) -> None:
        place = QPointF(view.viewport().rect().center())
        event = QWheelEvent(
            place, view.viewport().mapToGlobal(place), QPoint(), QPoint(0, by),
            Qt.MouseButton.NoButton, CONTROL, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view.viewport(), event)

    for _ in range(6):
        turn(120)
    assert view.visualRect(view.model().index(0, 0)).width() > before
    assert gallery.head.size_slider.value() == view.wanted
    for _ in range(30):
        turn(-120)
    assert view.wanted == gallery.head.size_slider.minimum()
    gallery.head.size_slider.setFocus()
    qtbot.keyClick(gallery.head.size_slider, KEY.Key_PageUp)
    assert view.wanted > gallery.head.size_slider.minimum()
