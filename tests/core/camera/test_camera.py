"""Sources give their frames, and whatever goes wrong with one is noticed and said."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.camera.capture import Capture
from core.camera.devices import Device, backends, devices
from core.camera.sources import FrameSource, Stills, VideoFile, Webcam
from core.camera.trouble import CameraTrouble
from tests.core.camera.faulty import FAULTS, Faulty
from training.video import HEIGHT, WIDTH, Part, Pose, render

AWAY = Pose(place=(-0.45, 0.36), scale=0.42)
SHORT = (Part("front", 0.1, 0.4, (Pose(), AWAY)),)
PATIENCE = 60.0


@pytest.fixture(scope="module")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("video") / "short.avi"
    render(path, 0, SHORT)
    return path


@pytest.fixture
def capture() -> Iterator[Callable[[FrameSource], Capture]]:
    captures: list[Capture] = []

    def make(source: FrameSource) -> Capture:
        captures.append(Capture(source, lambda: None))
        return captures[-1]

    yield make
    for one in captures:
        one.stop()


def wait(so: Callable[[], object]) -> bool:
    end = time.monotonic() + PATIENCE
    while not so() and time.monotonic() < end:
        time.sleep(0.02)
    return bool(so())


def test_a_video_plays_its_frames_in_order_and_begins_again(video: Path) -> None:
    source = VideoFile(video)
    source.open()
    numbers = []
    for _ in range(40):
        frame = source.read()
        assert (frame.shape, frame.dtype) == ((HEIGHT, WIDTH, 3), np.uint8)
        numbers.append(source.number)
    source.close()
    source.close()
    again = [n for n, number in enumerate(numbers) if n and number < numbers[n - 1]]
    assert again
    assert numbers[: again[0]] == sorted(set(numbers[: again[0]]))
    assert max(numbers) == 14


def test_a_video_that_does_not_begin_again_stays_at_its_end(video: Path) -> None:
    source = VideoFile(video, loop=False)
    source.open()
    numbers = [(source.read(), source.number)[1] for _ in range(25)]
    source.close()
    assert numbers[-3:] == [14, 14, 14]


def test_the_colours_of_a_video_are_red_green_blue(video: Path) -> None:
    source = VideoFile(video)
    source.open()
    top = source.read()[:40].reshape(-1, 3).mean(0)  # the sky in this room
    source.close()
    assert top[2] > top[0] + 20


def test_a_folder_of_stills_shows_its_pictures(tmp_path: Path) -> None:
    for name, level in (("b.png", 200), ("a.png", 90)):
        Image.fromarray(np.full((30, 40, 3), level, np.uint8)).save(tmp_path / name)
    (tmp_path / "c.png").write_bytes(b"no picture")
    (tmp_path / "notes.txt").write_text("nothing")
    source = Stills(tmp_path)
    source.open()
    assert source.read().mean() == 90
    source.close()


@pytest.mark.parametrize("kind", ["video", "folder", "camera"])
def test_what_is_not_there_is_said(kind: str, tmp_path: Path, capture: Callable) -> None:
    (tmp_path / "text.avi").write_text("no video at all")
    source, words = {
        "video": (VideoFile(tmp_path / "text.avi"), "text.avi can't be played as a video."),
        "folder": (Stills(tmp_path), f"The folder {tmp_path.name} holds no pictures."),
        "camera": (Webcam(Device(63, "Gone"), "Gone"), "Gone is not connected."),
    }[kind]
    one = capture(source)
    assert wait(one.trouble)
    assert one.trouble().message == words
    assert wait(lambda: one.released)


@pytest.mark.parametrize(("fault", "words"), FAULTS.items())
def test_each_fault_is_noticed_in_time_and_said(fault: str, words: str, capture: Callable) -> None:
    source = Faulty(fault)
    one = capture(source)
    assert wait(one.trouble)
    assert isinstance(one.trouble(), CameraTrouble)
    assert one.trouble().message == words
    assert source.asked is not None
    one.stop()
    source.let_go.set()
    assert wait(lambda: source.closed)


def test_a_good_source_has_no_trouble(capture: Callable) -> None:
    source = Faulty("none")
    one = capture(source)
    assert wait(lambda: one.newest is not None and one.newest.number > 20)
    assert one.trouble() is None


def test_a_camera_that_is_stopped_while_it_opens_is_released_once_it_has(capture: Callable) -> None:
    source = Faulty("hangs while opening")
    one = capture(source)
    assert wait(lambda: source.asked is not None)
    one.stop()
    assert not source.closed
    source.let_go.set()
    assert wait(lambda: source.closed and one.released)
    assert source.reads == 0


def test_nobody_is_called_after_the_end() -> None:
    calls: list[int] = []
    source = Faulty("none")
    one = Capture(source, lambda: calls.append(threading.get_ident()))
    assert wait(lambda: len(calls) > 2)
    one.stop()
    assert wait(lambda: one.released)
    before = len(calls)
    time.sleep(0.2)
    assert len(calls) == before


def test_linux_names_its_cameras_and_leaves_out_their_further_nodes(tmp_path: Path) -> None:
    for number, name, index in ((2, "Loop", "0"), (0, "HD Webcam: HD", "0"), (1, "HD Webcam", "1")):
        node = tmp_path / f"video{number}"
        node.mkdir()
        (node / "name").write_text(f"{name}\n")
        (node / "index").write_text(f"{index}\n")
    assert devices("linux", tmp_path) == (Device(0, "HD Webcam: HD"), Device(2, "Loop"))
    assert devices("linux", tmp_path / "none") == ()


def test_each_platform_has_its_own_way_to_open_a_camera() -> None:
    assert backends("win32") == ("msmf", "dshow")
    assert backends("darwin") == ("avfoundation",)
    assert backends("linux") == ("v4l2",)
    assert backends("sunos") == ("auto",)
