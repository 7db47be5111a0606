"""The window as the application builds it: real library, real engine child, demo pack."""

import contextlib
import gc
import resource
import signal
import time
import weakref
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from core.commands.opening import open_engine
from core.hosting import HostedEngine
from core.library import Library
from core.packs import Manifest, Pack
from core.packs.defaults import default_recipe
from core.recipe import Recipe
from core.settings import settings_file
from gui.app import SAMPLES, destroy, restore_draft
from gui.draft import Draft
from gui.garbage import GarbageCollector
from gui.language import Language
from gui.main_window import MainWindow
from gui.opening import open_project
from gui.preferences import Preferences
from gui.theme import Theme
from gui.worker import Worker
from tests.forked import children_are_forked, forked_children

__all__ = ["children_are_forked"]
STEPS = 3
PATIENCE = 120_000  # milliseconds that a picture may take on a busy machine, and then some
LOADING = 240  # seconds that the engine may take to load there
MakeWindow = Callable[..., MainWindow]


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process can grow, as on a disk without room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)


@pytest.fixture(scope="module", autouse=True)
def garbage(qapp: QApplication) -> Iterator[None]:
    """As in the application: closed windows are destroyed in this thread, not in any other."""
    collector = GarbageCollector()
    yield
    collector.stop()
    # The offscreen clipboard is a static of Qt, and would be destroyed after Python: a crash.
    QApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def no_key_held(qapp: QApplication) -> None:
    """Qt remembers the modifiers of the last key that a test has sent, and lists obey them."""
    QTest.keyClick(QWidget(), Qt.Key.Key_F35)
    assert qapp.keyboardModifiers() == Qt.KeyboardModifier.NoModifier


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture(scope="session")
def language(qapp: QApplication) -> Language:
    return Language(qapp)


@pytest.fixture
def preferences(theme: Theme, language: Language, own_folders: Path) -> Iterator[Preferences]:
    """A user of a light window in English, whose choices lie in the test's own folder."""
    preferences = Preferences(settings_file(), theme, language)
    preferences.choose_theme("light")  # whatever this system wishes
    preferences.choose_language("en")
    yield preferences
    preferences.choose_theme("light")
    preferences.choose_language("en")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "library")
    yield library
    library.close()


@pytest.fixture(scope="session")
def engine(demo_pack: Pack) -> Iterator[HostedEngine]:
    """One child for all windows: to start it costs more than all the pictures of the tests."""
    engine = HostedEngine(partial(open_engine, demo_pack.folder))
    deadline = time.monotonic() + LOADING
    with forked_children():
        while not engine.listen() and time.monotonic() < deadline:  # or a first picture waits
            time.sleep(0.1)
    yield engine
    engine.close()


@pytest.fixture
def few_steps(demo_pack: Pack) -> Callable[..., Recipe]:
    """Makes recipes that are drawn fast; takes a prompt and changes of the sampling."""

    def make(prompt: str = "a person", **changes: object) -> Recipe:
        recipe = default_recipe(demo_pack.manifest)
        sampling = recipe.sampling.model_copy(update={"steps": STEPS, **changes})
        return recipe.model_copy(update={"prompt": prompt, "sampling": sampling})

    return make


def build_window(
    recipe: Recipe | None,
    library: Library,
    manifest: Manifest,
    engine: HostedEngine,
    preferences: Preferences,
) -> MainWindow:
    """The window on a recipe, or on the draft of the library's last project."""
    project = open_project(library)
    draft, trouble = restore_draft(library, project, manifest)
    assert trouble is None
    draft = Draft(recipe) if recipe else draft
    worker = Worker(engine, library)
    return MainWindow(draft, worker, library, project, preferences, SAMPLES, manifest)


def choose_person(qtbot: QtBot, window: MainWindow) -> None:
    """Choose the first of the sample people, and wait until the face is known."""
    strip = window.side.person.strip
    qtbot.waitUntil(lambda: bool(strip.buttons), timeout=PATIENCE)
    strip.buttons[0].click()
    qtbot.waitUntil(lambda: window.posing.points.points is not None, timeout=PATIENCE)


@pytest.fixture
def leaves_nothing(
    qtbot: QtBot,
    preferences: Preferences,
    engine: HostedEngine,
    library: Library,
    demo_pack: Pack,
) -> Callable[..., None]:
    """Has a window used and closed, and sees that Python then keeps nothing of it.

    Whoever holds a window through a lambda that Python can't see keeps it for ever.
    """

    def check(use: Callable[[MainWindow], None], recipe: Recipe | None = None) -> None:
        window = build_window(recipe, library, demo_pack.manifest, engine, preferences)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
        window.worker.start()
        use(window)
        window.close()
        there = weakref.ref(window)
        destroy(window)
        del window

        def gone() -> bool:
            gc.collect()
            return there() is None

        qtbot.waitUntil(gone)

    return check


@pytest.fixture
def make_window(
    qtbot: QtBot,
    preferences: Preferences,
    engine: HostedEngine,
    library: Library,
    demo_pack: Pack,
) -> Iterator[MakeWindow]:
    """Builds and shows the window, on a recipe if one is given; closes it after the test."""
    windows: list[MainWindow] = []

    def make(
        recipe: Recipe | None = None,
        library: Library = library,
        manifest: Manifest = demo_pack.manifest,
    ) -> MainWindow:
        window = build_window(recipe, library, manifest, engine, preferences)
        windows.append(window)
        window.restore_layout()
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)  # or its shortcuts don't work
        window.worker.start()
        return window

    yield make
    for window in windows:
        window.close()
        destroy(window)
