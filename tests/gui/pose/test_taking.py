"""The pose of another photo, and back to the detected face: each one step, and never a guess."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.faces.landmarks import place
from gui.app import SAMPLES
from gui.main_window import MainWindow
from gui.pose.which_face import WhichFace
from tests.gui.conftest import PATIENCE
from tests.gui.events import LEFT, drop_on, name_file
from tests.gui.pose.conftest import click, spots

AMARA, BRUNO, CHEN = (SAMPLES / f"{name}.png" for name in ("Amara", "Bruno", "Chen"))


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """Three people in one wide photo; the one in the middle is the largest."""
    photo = Image.new("RGB", (3 * 256, 256), "#889")
    for number, path in enumerate((AMARA, BRUNO, CHEN)):
        side = 256 if number == 1 else 200
        with Image.open(path) as one:
            photo.paste(one.convert("RGB").resize((side, side)), (256 * number, 256 - side))
    photo.save(tmp_path / "group.png")
    return tmp_path / "group.png"


def looked(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.posing.photo.looking, timeout=PATIENCE)


def which(qtbot: QtBot, window: MainWindow) -> WhichFace:
    qtbot.waitUntil(lambda: bool(window.findChildren(WhichFace)), timeout=PATIENCE)
    (dialog,) = window.findChildren(WhichFace)
    return dialog


def test_fit_to_the_detected_face_is_one_step(window: MainWindow) -> None:
    panel, detected = window.side.pose, spots(window)
    assert not panel.back.isEnabled(), "it stands there already"
    panel.tools.frame("half", "right")
    moved = spots(window)
    click(window, panel.back)
    assert np.array_equal(spots(window), detected)
    assert not window.posing.points.by_hand
    window.history.undo()
    assert np.array_equal(spots(window), moved)
    window.commands.all["pose.fit"].action.trigger()
    assert np.array_equal(spots(window), detected)


def test_a_photo_dropped_on_the_canvas_gives_its_pose(qtbot: QtBot, window: MainWindow) -> None:
    before = spots(window)
    drop_on(window.pose_editor.overlay, BRUNO)
    assert window.side.pose.note.text() == "Looking for a face…"
    looked(qtbot, window)
    identity = window.draft.identity
    assert identity is not None
    assert identity.pose is not None
    assert len(identity.references) == 1, "the person stays who it was"
    photo = window.sources.photo(identity.pose)
    assert photo is not None
    assert photo.faces is not None
    wanted = place(photo.faces[0].landmarks, (photo.width, photo.height), (256, 256))
    assert np.array_equal(spots(window), wanted)
    assert window.side.pose.origin.text() == "As in Bruno"
    window.history.undo()
    assert np.array_equal(spots(window), before)


def test_a_photo_is_chosen_from_the_dialog(qtbot: QtBot, window: MainWindow) -> None:
    name_file(CHEN)
    window.commands.all["pose.photo"].action.trigger()
    looked(qtbot, window)
    assert window.side.pose.origin.text() == "As in Chen"


def test_of_several_faces_one_is_chosen_and_never_guessed(
    qtbot: QtBot, window: MainWindow, group: Path
) -> None:
    before = window.draft.recipe
    drop_on(window.side.pose, group)
    dialog = which(qtbot, window)
    assert dialog.list.count() == 3
    assert dialog.list.currentRow() == 1, "the largest"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert window.draft.recipe == before
    qtbot.waitUntil(lambda: not window.findChildren(WhichFace), timeout=PATIENCE)
    drop_on(window.side.pose, group)
    dialog = which(qtbot, window)
    QTest.keyClick(dialog.list, Qt.Key.Key_Left)
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    looked(qtbot, window)
    chosen = spots(window)
    assert window.posing.points.by_hand
    assert ((chosen >= 0) & (chosen < 256)).all(), "moved into the picture, which shows the middle"
    assert not window.posing.points.faults()
    window.history.undo()
    assert window.draft.recipe == before


def test_the_middle_one_is_taken_by_mouse(qtbot: QtBot, window: MainWindow, group: Path) -> None:
    drop_on(window.side.pose.choose, group)
    dialog = which(qtbot, window)
    button = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    QTest.mouseClick(button, LEFT)
    with Image.open(group) as photo:
        size = photo.size
    faces = next(one.faces for one in window.sources._photos.values() if one.width == size[0])
    assert faces is not None
    assert spots(window) == pytest.approx(place(faces[1].landmarks, size, (256, 256)))


def test_without_a_face_one_sentence_and_nothing_changed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    Image.new("RGB", (300, 200), "#7a9").save(tmp_path / "meadow.png")
    (tmp_path / "torn.png").write_bytes(AMARA.read_bytes()[:500])
    before, notice = window.draft.recipe, window.stage.notice
    steps = window.history.stack.count()
    for name, words in (("meadow", "No face found in meadow."), ("torn", "torn.png")):
        drop_on(window.pose_editor.overlay, tmp_path / f"{name}.png")
        qtbot.waitUntil(notice.isVisible, timeout=PATIENCE)
        assert words in notice.text.text()
        assert not window.posing.photo.looking
        assert not window.side.pose.note.isVisible()
        QTest.mouseClick(notice.dismiss, LEFT)
    assert window.draft.recipe == before
    assert window.history.stack.count() == steps


def test_the_newest_photo_counts_and_only_for_its_person(qtbot: QtBot, window: MainWindow) -> None:
    for path in (BRUNO, CHEN):
        drop_on(window.pose_editor.overlay, path)
    looked(qtbot, window)
    assert window.side.pose.origin.text() == "As in Chen"
    drop_on(window.pose_editor.overlay, BRUNO)
    window.side.person.remove.click()
    looked(qtbot, window)
    assert window.draft.identity is None
