"""The portrait follows the camera, draft after draft, and a pose can be kept."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.portrait import Portrait
from tests.gui.capture.conftest import OpenPage, wait_for_faces
from tests.gui.conftest import PATIENCE, choose_person

LEFT = Qt.MouseButton.LeftButton


def test_drafts_follow_the_face_and_freeze_keeps_the_pose_as_one_step(
    qtbot: QtBot, open_page: OpenPage, set_video: Path
) -> None:
    window, page = open_page(set_video)
    choose_person(qtbot, window)
    before = window.draft.recipe
    drafts: list[Portrait] = []
    page.portrait.sketched.connect(drafts.append)
    wait_for_faces(qtbot, page)
    QTest.mouseClick(page.controls.live, LEFT)
    qtbot.waitUntil(lambda: len(drafts) >= 3, timeout=2 * PATIENCE)
    asked = [draft.asked for draft in drafts]
    assert not np.allclose(asked[0], asked[-1])
    assert window.draft.recipe == before  # nothing is edited while it is live
    assert "drafts a second" in page.pane.words.text()
    QTest.mouseClick(page.pane.freeze, LEFT)
    assert not page.portrait.on
    kept = np.array(window.draft.identity.landmarks)
    assert any(np.allclose(kept, one, atol=0.01) for one in (draft.asked for draft in drafts))
    window.history.stack.undo()
    assert window.draft.recipe == before
    assert window.pictures.rowCount() == 0  # drafts are not kept


def test_live_without_a_person_says_what_to_do(
    qtbot: QtBot, open_page: OpenPage, still_video: Path
) -> None:
    _, page = open_page(still_video)
    wait_for_faces(qtbot, page)
    QTest.mouseClick(page.controls.live, LEFT)
    assert not page.portrait.on
    assert not page.controls.live.isChecked()
    assert "Choose a person" in page.note.text()
    assert page.note.isVisible()


def test_a_hidden_page_asks_for_no_more_drafts(
    qtbot: QtBot, open_page: OpenPage, still_video: Path
) -> None:
    window, page = open_page(still_video)
    choose_person(qtbot, window)
    wait_for_faces(qtbot, page)
    QTest.mouseClick(page.controls.live, LEFT)
    assert page.portrait.on
    window.tabs.setCurrentIndex(0)
    assert not page.portrait.on
    qtbot.waitUntil(lambda: not window.worker.queue.has_work(), timeout=PATIENCE)


def test_a_click_says_whose_pose_is_meant(
    qtbot: QtBot, open_page: OpenPage, two_video: Path
) -> None:
    window, page = open_page(two_video)
    choose_person(qtbot, window)
    qtbot.waitUntil(
        lambda: page.view.shown is not None and len(page.view.shown.faces) == 2, timeout=PATIENCE
    )
    rightmost = page.view.shown.faces[-1]  # seen on the left: the picture is a mirror
    middle = page.view.middle_of(rightmost)
    QTest.mouseClick(page.view, LEFT, pos=middle)
    assert middle.x() < page.view.width() / 2
    assert page.view.chosen == rightmost.id
    drafts: list[Portrait] = []
    page.portrait.sketched.connect(drafts.append)
    QTest.mouseClick(page.controls.live, LEFT)
    qtbot.waitUntil(lambda: bool(drafts), timeout=2 * PATIENCE)
    width = drafts[0].image.shape[1]
    assert drafts[0].asked[:, 0].mean() < width / 2
    QTest.mouseClick(page.view, LEFT, pos=page.view.middle_of(page.view.shown.faces[-1]))
    assert page.view.chosen == 0
