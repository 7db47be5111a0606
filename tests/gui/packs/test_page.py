"""The page of models: how it is opened, and how its parts are walked through."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gui.main_window import MainWindow


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
