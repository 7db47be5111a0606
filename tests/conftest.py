"""What every test can rely on: no network, no screen, its own user folders, no leaked thread."""

import os

# Before anything that reads them when it is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")  # pytest -n 2 keeps two cores busy already
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from core.offline import go_offline

go_offline()

import threading
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
import shiboken6
from hypothesis import settings
from PySide6.QtCore import QThread

if TYPE_CHECKING:
    from core.packs import Pack

import_module("core.opencv")  # or the first test that imports cv2 would give us its Qt

ROOT = Path(__file__).resolve().parent.parent
settings.register_profile("likeness", deadline=None)  # a busy computer is no fault of ours
settings.load_profile("likeness")
PATIENCE = 5.0  # seconds that a thread may take to end after its test
LONG = (  # files that take ten seconds of a core or more, roughly the longest first
    *("cli/test_batch_engines.py", "gui/capture/test_camera_page.py", "test_bench.py"),
    *("cli/test_batch.py", "gui/pose/test_scaled.py", "training/test_measure.py"),
    *("e2e/test_newcomer.py", "engine/test_retouching.py", "engine/test_variants.py"),
    *("engine/test_single_files.py", "core/packs/test_download_survives.py"),
    *("gui/packs/test_installing.py", "engine/test_memory.py", "gui/compare/test_sheets.py"),
    *("cli/test_generate.py", "cli/test_sheets.py", "core/packs/test_bundles.py"),
    *("gui/capture/test_live_portrait.py", "gui/capture/test_person_from_video.py"),
    *("engine/test_pipeline.py", "gui/inside/test_inside.py", "training/own/test_files.py"),
    *("gui/packs/test_making.py", "gui/compare/test_compare.py", "engine/test_single_parts.py"),
    *("gui/welcome/test_portrait.py", "gui/test_library_place.py", "gui/test_looks.py"),
    *("engine/test_engine.py", "gui/retouch/test_passes.py", "engine/test_sheets.py"),
    *("gui/people/test_forgetting.py", "engine/test_loras.py", "gui/test_main_window.py"),
    *("gui/packs/test_using.py", "gui/people/test_used.py", "e2e/test_journey.py"),
    *("gui/capture/test_camera_faults.py", "training/test_gpu.py", "e2e/test_moving.py"),
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where several workers share the files, the long ones come first, or one works on alone."""
    if hasattr(config, "workerinput"):
        places = {ROOT / "tests" / name: place for place, name in enumerate(LONG)}
        items.sort(key=lambda item: places.get(item.path, len(LONG)))


@pytest.fixture(scope="session")
def demo_pack() -> "Pack":
    """The pack in resources/packs/demo."""
    from core.packs import default_store

    return default_store().open("demo")


@pytest.fixture
def sample_face() -> np.ndarray:
    """The picture of a sample person: RGB uint8, shape (h, w, 3)."""
    from core.imaging import load_image

    return load_image(min((ROOT / "resources" / "samples").glob("*.png")))


@pytest.fixture(scope="session", autouse=True)
def no_real_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is read from or written to the folders of the user who runs the tests."""
    home = tmp_path_factory.mktemp("session")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIKENESS_HOME", str(home))
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and library of a test lie in a folder of its own, which is returned."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("LIKENESS_HOME", str(home))
    for kind in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    return home


@pytest.fixture(autouse=True)
def no_leaked_threads(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Fail the test after which a thread lives on that it started."""
    before = set(threading.enumerate())
    started: list[QThread] = []
    start: Callable[..., None] = QThread.start

    def start_and_remember(thread: QThread, *arguments: QThread.Priority) -> None:
        started.append(thread)
        start(thread, *arguments)

    monkeypatch.setattr(QThread, "start", start_and_remember)
    yield
    deadline = time.monotonic() + PATIENCE
    leaked = [
        repr(thread)
        for thread in threading.enumerate()
        if thread not in before and not thread.daemon and not _ends(thread, deadline)
    ]
    leaked += [repr(thread) for thread in started if not _stops(thread, deadline)]
    if leaked:
        pytest.fail(f"{request.node.nodeid} left a thread running: {', '.join(leaked)}")


def _ends(thread: threading.Thread, deadline: float) -> bool:
    thread.join(max(0.0, deadline - time.monotonic()))
    return not thread.is_alive()


def _stops(thread: QThread, deadline: float) -> bool:
    if not shiboken6.isValid(thread):
        return True
    return thread.wait(max(0, int(1000 * (deadline - time.monotonic()))))
