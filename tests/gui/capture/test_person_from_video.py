"""From a video alone to a person of the library: guided, judged, and an intruder kept out."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.camera.sources import VideoFile
from tests.gui.capture.conftest import SET, parts, wait_for_faces
from tests.gui.capture.test_camera_page import take_step
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.people.conftest import make_person, open_page, wait_for
from training.video import render

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="session")
def intruder_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody else who looks at the camera."""
    path = tmp_path_factory.mktemp("video") / "intruder.avi"
    render(path, 5, parts(("front",), 3.0))
    return path


def test_a_person_is_captured_and_an_intruder_is_marked(
    qtbot: QtBot, make_window: MakeWindow, set_video: Path, intruder_video: Path
) -> None:
    window = make_window()
    people = open_page(qtbot, window)
    person = make_person(qtbot, window, people, "Vera")
    QTest.mouseClick(people.card.camera_button, LEFT)
    camera = window.pages.camera.page
    assert camera is not None
    assert "Vera" in camera.whose.text()
    camera.use(lambda: VideoFile(set_video))
    qtbot.waitUntil(camera.controls.guided.isEnabled, timeout=PATIENCE)  # in the first part
    QTest.mouseClick(camera.controls.guided, LEFT)
    names = [str(name) for name in np.load(set_video.with_suffix(".npz"))["parts"]]
    for step in SET:
        qtbot.waitUntil(lambda step=step: camera.taking.step == step, timeout=PATIENCE)
        take_step(qtbot, camera, step, names)
    wait_for(qtbot, window, person, len(SET))
    assert window.draft.identity is None  # the photos are Vera's, not the draft's

    camera.use(lambda: VideoFile(intruder_video))
    wait_for_faces(qtbot, camera)
    qtbot.waitUntil(lambda: camera.controls.snap.isEnabled(), timeout=PATIENCE)
    QTest.mouseClick(camera.controls.snap, LEFT)
    wait_for(qtbot, window, person, len(SET) + 1)
    window.pages.people.show(person)
    *own, guest = people.card.tiles
    assert guest.word.text() == "Stranger?"
    assert not guest.counts.isChecked()
    assert all(tile.word.text() != "Stranger?" for tile in own)
    QTest.mouseClick(people.card.use, LEFT)
    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    identity = window.draft.identity
    assert identity is not None
    assert identity.person == person
    assert guest.photo.source not in identity.references
    counted = sum(tile.counts.isChecked() for tile in own)
    assert len(identity.references) == counted >= 3
