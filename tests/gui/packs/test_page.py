"""The page of models: how it is opened, walked through by keys, and named for who hears it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow
from gui.packs.files import FilesModel
from gui.packs.words import spoken_bytes
from gui.preferences import Preferences
from tests.gui.conftest import PATIENCE
from tests.gui.packs.conftest import OpenPage, show_bundle
from tests.gui.packs.shop import Shop


def test_a_key_opens_the_page_and_arrows_walk_through_its_parts(
    qtbot: QtBot, make_window: Callable[..., MainWindow]
) -> None:
    window = make_window()
    qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    page = window.pages.models.page
    assert page is not None
    assert page.isVisible()
    assert page.list.hasFocus()
    seen = [page.stack.currentWidget()]
    while page.list.currentRow() + 1 < page.list.count():
        qtbot.keyClick(page.list, Qt.Key.Key_Down)
        seen.append(page.stack.currentWidget())
    assert seen == [page.installed, page.bundles, page.found, page.making, page.access]

    qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.models.page is None


def test_the_name_of_the_pack_in_the_status_bar_opens_the_page(
    qtbot: QtBot, make_window: Callable[..., MainWindow]
) -> None:
    window = make_window()
    qtbot.mouseClick(window.status.pack_name, Qt.MouseButton.LeftButton)
    assert window.pages.models.page is not None
    assert window.pages.models.page.stack.currentWidget() is window.pages.models.page.installed


def test_everything_that_can_be_pressed_or_typed_into_has_a_name(
    qtbot: QtBot, open_page: OpenPage
) -> None:
    _, page = open_page()
    card = show_bundle(qtbot, page, "instantid-tiny")
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    for kind in (QAbstractButton, QLineEdit, QProgressBar):
        for widget in page.findChildren(kind):
            shown = widget.accessibleName() or (
                widget.text() if isinstance(widget, QAbstractButton) else ""
            )
            if widget.isVisible() or widget.isEnabled():
                assert shown or widget.objectName().startswith("qt_") or not widget.isVisible()
    focused: set[QWidget | None] = {page.list}
    qtbot.keyClick(page.list, Qt.Key.Key_Tab)
    for _ in range(12):
        now = page.window().focusWidget()
        focused.add(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    assert card.get in focused
    assert card.more in focused


def test_a_list_of_files_is_a_sound_model(shop: Shop, qtbot: QtBot) -> None:
    model = FilesModel(shop.whole)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_estimate(None)
    model.show_progress(None)
    assert model.rowCount() == len(shop.whole.items)


def test_the_page_speaks_the_language_of_today(
    qtbot: QtBot, open_page: OpenPage, preferences: Preferences
) -> None:
    _, page = open_page()
    show_bundle(qtbot, page, "instantid-tiny")
    preferences.choose_language("zh_CN")
    qtbot.waitUntil(lambda: page.list.item(0).text() == "已安装", timeout=PATIENCE)
    words = [label.text() for label in page.findChildren(QLabel)]
    assert "可下载" in words
    assert any("需下载" in text for text in words)


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (999_400, "999 kB"),
        (999_600, "1 MB"),
        (16_570_000_000, "16.6 GB"),
    ],
)
def test_bytes_are_said_as_publishers_say_them(qtbot: QtBot, size: int, words: str) -> None:
    assert spoken_bytes(size) == words
