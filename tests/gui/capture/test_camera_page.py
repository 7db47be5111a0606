"""Live faces, photos and guided sets, from a video that goes through the real VideoCapture."""

import threading
from pathlib import Path

import numpy as np
import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from core.camera.sources import VideoFile
from core.faces.guides import mouth
from core.faces.head import fit
from gui.capture.page import CameraPage
from gui.capture.taking import Shot
from gui.main_window import MainWindow
from tests.gui.capture.conftest import SET, OpenPage, wait_for_faces
from tests.gui.conftest import PATIENCE, MakeWindow, choose_person
from training.video import render

LEFT = Qt.MouseButton.LeftButton


def references(window: MainWindow) -> int:
    identity = window.draft.identity
    return len(identity.references) if identity is not None else 0


def test_the_camera_button_and_its_key_open_one_page(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    assert window.pages.camera.page is None
    QTest.mouseClick(window.side.person.camera, LEFT)
    page = window.pages.camera.page
    assert page is not None
    assert window.tabs.currentWidget() is page
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.camera.page is None
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_C, keys)
    assert window.pages.camera.page is not None
    assert window.tabs.count() == 2


def test_faces_are_painted_where_they_are_on_that_very_frame(
    qtbot: QtBot, open_page: OpenPage, set_video: Path
) -> None:
    _, page = open_page(set_video)
    truth = np.load(set_video.with_suffix(".npz"))["landmarks"][:, 0]
    errors: list[float] = []

    def measure(shown: object) -> None:
        for tracked in shown.faces:
            true = truth[shown.frame.number]
            off = np.linalg.norm(tracked.face.landmarks - true, axis=1).mean()
            errors.append(float(off / np.linalg.norm(true[0] - true[1])))

    page.view.painted.connect(measure)
    qtbot.waitUntil(lambda: len(errors) > 40, timeout=PATIENCE)
    assert np.median(errors) < 0.12
    ids = {tracked.id for tracked in page.view.shown.faces}
    assert len(ids) == 1
    qtbot.waitUntil(lambda: "ms" in page.setup.status.text(), timeout=PATIENCE)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_key_takes_a_photo_of_the_draft_s_person(
    qtbot: QtBot, open_page: OpenPage, still_video: Path, key: Qt.Key
) -> None:
    window, page = open_page(still_video)
    told: list[str] = []
    page.captured.connect(lambda name, source: told.append(name))
    wait_for_faces(qtbot, page)
    QTest.keyClick(page.view, key)
    qtbot.waitUntil(lambda: references(window) == 1, timeout=PATIENCE)
    assert told == ["Photo 1"]
    key_of_photo = window.draft.identity.references[0]
    qtbot.waitUntil(lambda: bool(window.sources.faces(key_of_photo)), timeout=PATIENCE)
    assert window.sources.size(key_of_photo) == (640, 480)


def test_the_key_for_photos_is_in_the_list_and_can_be_another(
    qtbot: QtBot, open_page: OpenPage, still_video: Path
) -> None:
    window, page = open_page(still_video)
    shots: list[Shot] = []
    asked: list[str] = []
    page.taking.took.connect(shots.append)
    window.commands.all["camera.snap"].action.triggered.connect(lambda: asked.append("photo"))
    assert window.commands.keys("camera.snap").startswith("Space")
    page.taking.guide()
    assert "or with Space" in page.steps.progress.text()
    assert window.commands.rebind("camera.snap", ("T",)) is None
    assert page.controls.snap.toolTip().endswith("(T)")
    assert "or with T" in page.steps.progress.text()
    page.taking.finish()
    wait_for_faces(qtbot, page)
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert not asked
    QTest.keyClick(page.view, Qt.Key.Key_T)
    assert len(asked) == 1
    qtbot.waitUntil(lambda: len(shots) == 1, timeout=PATIENCE)
    QTest.keyClick(page.setup.mirror, Qt.Key.Key_T)  # a box has no use for it
    qtbot.waitUntil(lambda: len(shots) == 2, timeout=PATIENCE)
    window.commands.rebind("camera.snap", ())
    page.taking.guide()
    assert page.steps.progress.text().endswith("Each is taken by itself")
    window.tabs.close_page(page)
    window.commands.reset()  # the command stays where the page was closed
    assert window.commands.keys("camera.snap").startswith("Space")
    window.commands.all["camera.snap"].action.trigger()  # and has nothing to do there


def test_a_photo_is_added_to_the_person_and_is_one_step_of_undo(
    qtbot: QtBot, open_page: OpenPage, still_video: Path
) -> None:
    window, page = open_page(still_video)
    choose_person(qtbot, window)
    wait_for_faces(qtbot, page)
    QTest.mouseClick(page.controls.snap, LEFT)
    qtbot.waitUntil(lambda: references(window) == 2, timeout=PATIENCE)
    window.history.stack.undo()
    assert references(window) == 1


def test_the_timer_counts_and_takes_a_photo_and_can_be_stopped(
    qtbot: QtBot, open_page: OpenPage, still_video: Path
) -> None:
    _, page = open_page(still_video)
    counts: list[int] = []
    shots: list[Shot] = []
    page.taking.counted.connect(counts.append)
    page.taking.took.connect(shots.append)
    wait_for_faces(qtbot, page)
    QTest.mouseClick(page.controls.timer, LEFT)
    QTest.mouseClick(page.controls.timer, LEFT)
    assert counts == [3, 0]
    QTest.mouseClick(page.controls.timer, LEFT)
    qtbot.waitUntil(lambda: len(shots) == 1, timeout=PATIENCE)
    assert counts[2:] == [3, 2, 1, 0]


def test_a_photo_is_taken_by_itself_once_all_is_good_and_is_good(
    qtbot: QtBot, open_page: OpenPage, set_video: Path
) -> None:
    window, page = open_page(set_video)
    shots: list[Shot] = []
    page.taking.took.connect(shots.append)
    QTest.mouseClick(page.controls.by_itself, LEFT, pos=page.controls.by_itself.rect().center())
    page.controls.by_itself.setChecked(True)
    qtbot.waitUntil(lambda: len(shots) == 2, timeout=PATIENCE)
    page.controls.by_itself.setChecked(False)
    names = np.load(set_video.with_suffix(".npz"))["parts"]
    assert {str(names[shot.number]) for shot in shots} <= {"front", "up", "smile", "left", "right"}
    assert all(shot.face is not None for shot in shots)
    qtbot.waitUntil(lambda: references(window) >= 2, timeout=PATIENCE)


def test_a_guided_set_is_taken_from_the_video_and_becomes_a_person(
    qtbot: QtBot, open_page: OpenPage, set_video: Path
) -> None:
    window, page = open_page(set_video)
    names = [str(name) for name in np.load(set_video.with_suffix(".npz"))["parts"]]
    shots: list[Shot] = []
    sets: list[object] = []
    page.taking.took.connect(shots.append)
    page.set_captured.connect(sets.append)
    qtbot.waitUntil(page.controls.guided.isEnabled, timeout=PATIENCE)  # in the first part
    QTest.mouseClick(page.controls.guided, LEFT)
    assert page.steps.words.text() == "Look straight at the camera"
    for step in SET:
        qtbot.waitUntil(lambda step=step: page.taking.step == step, timeout=PATIENCE)
        take_step(qtbot, page, step, names)
    qtbot.waitUntil(lambda: references(window) == len(SET), timeout=PATIENCE)
    assert [shot.step for shot in shots] == list(SET)
    _shows_what_was_asked(set_video, {shot.step: shot.number for shot in shots})
    assert [name for name, _ in sets[0]] == ["Front", "Left", "Right", "Up", "Smile"]
    assert page.taking.step is None
    window.history.stack.undo()  # the whole set is one step
    assert references(window) == 0


def _shows_what_was_asked(video: Path, numbers: dict) -> None:
    """By the truth of these frames."""
    truth = np.load(video.with_suffix(".npz"))["landmarks"][:, 0]
    head = {step: fit(truth[number]) for step, number in numbers.items()}
    assert abs(head["front"].yaw) < 12
    assert head["left"].yaw > 6
    assert head["right"].yaw < -6
    assert head["up"].pitch < head["front"].pitch - 3
    smile = mouth(truth[numbers["smile"]]) - mouth(truth[numbers["front"]])
    assert smile > 0.1


def take_step(qtbot: QtBot, page: CameraPage, step: str, names: list[str]) -> None:
    """Wait until it is taken by itself; a lifted chin, which few detectors see, by the key."""
    if step == "up":
        full = names.index("smile") - 50  # of the way up

        def is_up() -> bool:
            shown = page.view.shown
            there = shown is not None and full <= shown.frame.number < full + 25
            return page.taking.step != step or there

        qtbot.waitUntil(is_up, timeout=PATIENCE)
        if page.taking.step == step:
            QTest.keyClick(page.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.taking.step != step, timeout=PATIENCE)


def test_a_set_that_is_ended_early_keeps_what_was_taken(
    qtbot: QtBot, open_page: OpenPage, still_video: Path
) -> None:
    window, page = open_page(still_video)
    wait_for_faces(qtbot, page)
    QTest.mouseClick(page.controls.guided, LEFT)
    qtbot.waitUntil(lambda: page.taking.step == "left", timeout=PATIENCE)
    QTest.mouseClick(page.controls.guided, LEFT)
    qtbot.waitUntil(lambda: references(window) == 1, timeout=PATIENCE)
    assert page.steps.isHidden()


def test_the_guides_say_what_is_wrong_in_words(
    qtbot: QtBot, open_page: OpenPage, tmp_path: Path
) -> None:
    from training.video import Part, Pose

    far = Pose(scale=0.2, place=(0.5, 0.4))
    away = Pose(place=(-0.45, 0.36), scale=0.42)
    render(tmp_path / "far.avi", 0, (Part("far", 0.1, 2.0, (far, away)),))
    _, page = open_page(tmp_path / "far.avi")
    wait_for_faces(qtbot, page)
    chip = page.guides.chips["size"]
    qtbot.waitUntil(lambda: chip.word.text() == "Fill the picture more", timeout=PATIENCE)
    assert not chip.sign.pixmap().isNull()
    assert page.guides.chips["one"].word.text() == "One face"


def test_the_picture_is_a_mirror_and_the_photo_is_not(
    qtbot: QtBot, open_page: OpenPage, still_video: Path
) -> None:
    window, page = open_page(still_video)
    shots: list[Shot] = []
    page.taking.took.connect(shots.append)
    wait_for_faces(qtbot, page)
    assert page.view.mirrored
    page.setup.mirror.setChecked(False)
    assert not page.view.mirrored
    assert window.preferences.settings.value("camera/mirror") == "0"
    page.setup.mirror.setChecked(True)
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(shots), timeout=PATIENCE)
    source = VideoFile(still_video)
    source.open()
    frames = {}
    for _ in range(120):
        pixels = source.read()
        frames[source.number] = pixels
        if shots[0].number in frames:
            break
    source.close()
    if shots[0].number in frames:  # else this machine was too slow to read it
        assert np.array_equal(frames[shots[0].number], shots[0].pixels)


def test_the_light_goes_off_whenever_the_page_is_not_seen(
    qtbot: QtBot, open_page: OpenPage, still_video: Path
) -> None:
    window, page = open_page(still_video)
    for hide, show in (
        (lambda: window.tabs.setCurrentIndex(0), lambda: window.tabs.setCurrentWidget(page)),
        (window.showMinimized, window.showNormal),
        (window.hide, window.show),
    ):
        qtbot.waitUntil(lambda: page.view.shown is not None, timeout=PATIENCE)
        capture, watching = page.feed.capture, page.feed.watching
        assert capture is not None
        assert watching is not None
        hide()
        qtbot.waitUntil(lambda capture=capture: capture.released, timeout=PATIENCE)
        qtbot.waitUntil(lambda w=watching: not w.thread.is_alive(), timeout=PATIENCE)
        assert page.feed.capture is None
        show()


def test_a_closed_page_leaves_no_thread_and_no_process(
    qtbot: QtBot, open_page: OpenPage, still_video: Path
) -> None:
    children = {child.pid for child in psutil.Process().children()}
    window, page = open_page(still_video)
    wait_for_faces(qtbot, page)
    pid = page.feed.watching.pid
    assert pid not in children
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not psutil.pid_exists(pid), timeout=PATIENCE)

    def quiet() -> bool:
        return not {"camera", "watching"} & {thread.name for thread in threading.enumerate()}

    qtbot.waitUntil(quiet, timeout=PATIENCE)


def test_a_window_that_is_closed_with_its_camera_on_leaves_nothing(
    qtbot: QtBot, leaves_nothing, still_video: Path
) -> None:
    def use(window: MainWindow) -> None:
        window.pages.camera.show()
        page = window.pages.camera.page
        page.use(lambda: VideoFile(still_video))
        wait_for_faces(qtbot, page)

    leaves_nothing(use)


def test_a_face_model_that_dies_is_started_again(
    qtbot: QtBot, open_page: OpenPage, still_video: Path
) -> None:
    _, page = open_page(still_video)
    wait_for_faces(qtbot, page)
    pid = page.feed.watching.pid
    psutil.Process(pid).kill()
    qtbot.waitUntil(lambda: page.feed.watching.pid not in (None, pid), timeout=PATIENCE)
    looks: list[object] = []
    page.feed.looked.connect(looks.append)
    qtbot.waitUntil(lambda: bool(looks), timeout=PATIENCE)
