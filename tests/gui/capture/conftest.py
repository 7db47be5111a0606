"""A video of rendered people in place of a camera, and the page it is shown on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.camera.sources import FrameSource, VideoFile
from gui.capture.page import CameraPage
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow
from training.video import PARTS, Part, render

SET = ("front", "left", "right", "up", "smile")
OpenPage = Callable[..., tuple[MainWindow, CameraPage]]


def parts(names: tuple[str, ...], stay: float) -> tuple[Part, ...]:
    """These parts of the video, each held for so many seconds."""
    found = {part.name: part for part in PARTS}
    return tuple(Part(name, min(0.5, found[name].going), stay, found[name].poses) for name in names)


@pytest.fixture(scope="session")
def still_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody who looks at the camera."""
    path = tmp_path_factory.mktemp("video") / "front.avi"
    render(path, 0, parts(("front",), 3.0))
    return path


@pytest.fixture(scope="session")
def set_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Somebody who does what a guided set asks for, over and over."""
    path = tmp_path_factory.mktemp("video") / "set.avi"
    render(path, 0, parts(SET, 2.5))
    return path


@pytest.fixture(scope="session")
def two_video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two people who sit side by side."""
    path = tmp_path_factory.mktemp("video") / "two.avi"
    render(path, 0, parts(("two",), 3.0))
    return path


@pytest.fixture
def open_page(qtbot: QtBot, make_window: MakeWindow) -> OpenPage:
    """Opens the page of a new window on a source."""

    def make(source: Callable[[], FrameSource] | Path) -> tuple[MainWindow, CameraPage]:
        window = make_window()
        window.pages.camera.show()
        page = window.pages.camera.page
        assert page is not None
        page.use((lambda: VideoFile(source)) if isinstance(source, Path) else source)
        return window, page

    return make


def sees(page: CameraPage) -> bool:
    """Whether a face is painted on the picture."""
    shown = page.view.shown
    return shown is not None and bool(shown.faces)


def wait_for_faces(qtbot: QtBot, page: CameraPage) -> None:
    qtbot.waitUntil(lambda: sees(page), timeout=PATIENCE)
