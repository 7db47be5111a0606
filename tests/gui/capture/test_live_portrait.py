"""The portrait follows the camera, draft after draft, and a pose can be kept."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.portrait import Portrait
from gui.capture.page import CameraPage
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
    rightmost, middle = _click_the_right_one(qtbot, page)
    assert middle.x() < page.view.width() / 2  # the picture is a mirror
    assert page.view.chosen == rightmost
    again, _ = _click_the_right_one(qtbot, page)
    assert page.view.chosen == (0 if again == rightmost else again)
    if page.view.chosen == 0:
        _click_the_right_one(qtbot, page)
    drafts: list[Portrait] = []
    page.portrait.sketched.connect(drafts.append)
    QTest.mouseClick(page.controls.live, LEFT)
    qtbot.waitUntil(lambda: bool(drafts), timeout=2 * PATIENCE)
    width = drafts[0].image.shape[1]
    assert drafts[0].asked[:, 0].mean() < width / 2


def _click_the_right_one(qtbot: QtBot, page: CameraPage) -> tuple[int, QPoint]:
    """Click on the face on the frame's right; its number, and where that was."""

    def both() -> bool:
        return page.view.shown is not None and len(page.view.shown.faces) == 2

    qtbot.waitUntil(both, timeout=PATIENCE)
    face = page.view.shown.faces[-1]
    middle = page.view.middle_of(face)
    QTest.mouseClick(page.view, LEFT, pos=middle)
    return face.id, middle
