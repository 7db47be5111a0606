"""Whatever a camera does, the window says it in one sentence, works on, and tries again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.camera.sources import FrameSource
from tests.core.camera.faulty import FAULTS, Faulty
from tests.gui.capture.conftest import OpenPage
from tests.gui.conftest import PATIENCE, MakeWindow

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize(("fault", "words"), FAULTS.items())
def test_each_fault_ends_in_its_sentence_and_a_retry_that_works(
    qtbot: QtBot, open_page: OpenPage, fault: str, words: str
) -> None:
    tried: list[Faulty] = []

    def source() -> FrameSource:
        tried.append(Faulty("none" if tried else fault))
        return tried[-1]

    window, page = open_page(source)
    qtbot.waitUntil(lambda: page.message.retry.isVisible(), timeout=PATIENCE)
    assert page.message.text.text() == words
    assert page.message.hint.text()
    assert page.feed.capture is None
    assert not page.controls.snap.isEnabled()
    words_edit = window.side.prompt.words  # the window works on
    words_edit.setFocus()
    QTest.keyClicks(words_edit, "oil")
    assert window.draft.recipe.prompt == "oil"
    QTest.mouseClick(page.message.retry, LEFT)
    qtbot.waitUntil(lambda: page.view.shown is not None, timeout=PATIENCE)
    assert page.message.isHidden()
    assert [one.fault for one in tried] == [fault, "none"]
    tried[0].let_go.set()
    qtbot.waitUntil(lambda: tried[0].closed, timeout=PATIENCE)


def test_without_a_camera_the_page_says_so_and_what_to_do(
    qtbot: QtBot, make_window: MakeWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gui.capture.setup.devices", tuple)  # whatever this machine has
    window = make_window()
    window.pages.camera.show()
    page = window.pages.camera.page
    qtbot.waitUntil(lambda: page.message.retry.isVisible(), timeout=PATIENCE)
    assert page.message.text.text() == "There is no camera."
    assert page.setup.source.currentText() == "No camera"
    assert "video" in page.message.hint.text()


def test_a_camera_that_hangs_while_it_opens_does_not_keep_the_page_from_closing(
    qtbot: QtBot, open_page: OpenPage
) -> None:
    source = Faulty("hangs while opening")
    window, _ = open_page(lambda: source)
    qtbot.waitUntil(lambda: source.asked is not None, timeout=PATIENCE)
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.tabs.count() == 1
    source.let_go.set()
    qtbot.waitUntil(lambda: source.closed, timeout=PATIENCE)
    assert source.reads == 0
