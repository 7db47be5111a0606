"""Drafts while the hand rests: the newest wish alone is drawn, and Enter draws it in full."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.packs import Pack
from core.portrait import Portrait
from gui.main_window import MainWindow
from gui.queue.jobs import SketchJob
from tests.gui.conftest import PATIENCE, choose_person


@pytest.fixture
def window(qtbot: QtBot, make_window: Callable[..., MainWindow], few_steps) -> MainWindow:
    made = make_window(few_steps("watercolor portrait of a person"))
    choose_person(qtbot, made)
    return made


def test_a_rest_draws_a_draft_and_enter_draws_it_in_full(
    qtbot: QtBot, window: MainWindow, demo_pack: Pack
) -> None:
    live, tools = window.posing.live, window.side.pose.tools
    with qtbot.waitSignal(live.sketched, timeout=PATIENCE) as drawn:
        QTest.mouseClick(tools.live, Qt.MouseButton.LeftButton)
    assert tools.live.isChecked()
    portrait: Portrait = drawn.args[0]
    draft = demo_pack.manifest.draft
    assert draft is not None
    assert portrait.recipe.sampling.steps == draft.steps
    assert window.stage.sketched.isVisible()
    assert not window.pictures.rowCount(), "a draft is not kept"
    window.stage.canvas.setFocus()
    with qtbot.waitSignal(window.drawing.pictured, timeout=PATIENCE) as full:
        QTest.keyClick(window.stage.canvas, Qt.Key.Key_Return)
    kept = full.args[1]
    assert kept.recipe.sampling.seed == portrait.recipe.sampling.seed
    assert kept.recipe.sampling.steps == window.draft.recipe.sampling.steps
    assert not kept.recipe.loras


def test_fifty_drags_leave_no_queue_and_no_stale_draft(qtbot: QtBot, window: MainWindow) -> None:
    live, points = window.posing.live, window.posing.points
    drafts: list[Portrait] = []
    live.sketched.connect(drafts.append)
    live.switch(True)
    for number in range(50):
        spots = points.points
        assert spots is not None
        points.begin()
        points.put(spots + (1 if number % 2 else -1), lambda: "Move the face")
        points.end()
        QTest.qWait(170 if number % 10 == 0 else 5)  # some rest long enough for a draft to begin
    last = window.draft.recipe
    qtbot.waitUntil(lambda: live.shown == last, timeout=PATIENCE)
    queue = window.worker.queue
    qtbot.waitUntil(lambda: not isinstance(queue._running, SketchJob), timeout=PATIENCE)
    assert queue._asides.due() is None
    assert not queue.open
    assert len(drafts) < 12, "wishes that were overtaken are not drawn"
    asked = drafts[-1].recipe.identities[0].landmarks
    assert asked == last.identities[0].landmarks


def test_nothing_is_drawn_once_it_is_off(qtbot: QtBot, window: MainWindow) -> None:
    live = window.posing.live
    drafts: list[Portrait] = []
    live.sketched.connect(drafts.append)
    live.switch(True)
    window.draft.update(prompt="an old man")
    live.switch(False)
    QTest.qWait(400)
    assert not drafts
    assert window.worker.queue._asides.due() is None


def test_a_picture_comes_before_a_draft(qtbot: QtBot, window: MainWindow) -> None:
    live = window.posing.live
    live.switch(True)
    QTest.qWait(200)
    with qtbot.waitSignal(window.drawing.pictured, timeout=PATIENCE):
        window.generate()
    assert window.pictures.rowCount() == 1
