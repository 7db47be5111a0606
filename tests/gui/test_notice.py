"""Messages: one after another, each with what to do, none lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.errors import EngineLost
from gui.commands import Commands
from gui.failure import Failure
from gui.notice import NoticeBar
from gui.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def done() -> list[str]:
    return []


@pytest.fixture
def notice(qtbot: QtBot, theme: Theme, done: list[str]) -> NoticeBar:
    window = QWidget()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.add("picture.generate", "Picture", "Generate", lambda: done.append("again"), window)
    notice = NoticeBar(theme, commands, window)
    window.show()
    return notice


def test_messages_wait_for_each_other(qtbot: QtBot, notice: NoticeBar) -> None:
    for name in ("first", "second", "second", "third"):
        notice.tell(Failure(f"The {name} is broken.", f"Take another {name}."))
    assert notice.text.text() == "The first is broken."
    assert notice.hint.text() == "Take another first."
    assert notice.more.text() == "2 more"  # what is said already is not said twice

    seen: list[str] = []
    while notice.isVisible():
        seen.append(notice.text.text())
        qtbot.mouseClick(notice.dismiss, LEFT)

    assert seen == ["The first is broken.", "The second is broken.", "The third is broken."]


def test_the_latest_news_of_a_topic_takes_the_place_of_the_last(
    qtbot: QtBot, notice: NoticeBar
) -> None:
    notice.tell(Failure("It stopped.", topic="engine"))
    notice.tell(Failure("Something else."))
    notice.tell(Failure("It stopped again.", topic="engine"))
    assert notice.text.text() == "It stopped again."
    assert notice.more.text() == "1 more"


def test_a_message_goes_when_what_it_asks_for_was_done_elsewhere(
    qtbot: QtBot, notice: NoticeBar
) -> None:
    notice.tell(Failure("Nothing is drawn.", action="picture.generate"))
    notice.tell(Failure("Something else."))
    notice.take_back("picture.generate")
    assert notice.text.text() == "Something else."
    notice.take_back("picture.generate")
    assert notice.isVisible()


def test_button_does_what_the_hint_says(qtbot: QtBot, notice: NoticeBar, done: list[str]) -> None:
    notice.tell(Failure("Nothing can be done."))
    assert not notice.act.isVisible()
    qtbot.mouseClick(notice.dismiss, LEFT)
    notice.tell(Failure.of(EngineLost("The engine ended.")))
    assert notice.act.text() == "Generate"

    qtbot.mouseClick(notice.act, LEFT)

    assert done == ["again"]
    assert not notice.isVisible()


def test_bug_can_be_copied_and_names_are_no_markup(qtbot: QtBot, notice: NoticeBar) -> None:
    notice.tell(Failure.of(ValueError("a bug")))
    qtbot.mouseClick(notice.copy, LEFT)
    assert "ValueError: a bug" in QGuiApplication.clipboard().text()
    assert notice.text.textFormat() == Qt.TextFormat.PlainText
