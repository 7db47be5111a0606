"""The window as the application builds it: real library, real engine child, demo pack."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from core.commands.opening import open_engine
from core.hosting import HostedEngine
from core.library import Library
from core.packs import Pack
from core.recipe import Recipe, Sampling
from gui.app import SAMPLES, open_project
from gui.draft import Draft
from gui.main_window import MainWindow
from gui.theme import Theme
from gui.worker import Worker

STEPS = 4
PATIENCE = 120_000  # milliseconds that a picture may take on a busy machine, and then some


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    library = Library(tmp_path / "library")
    yield library
    library.close()


@pytest.fixture
def engine(demo_pack: Pack) -> Iterator[HostedEngine]:
    engine = HostedEngine(partial(open_engine, demo_pack.folder))
    yield engine
    engine.close()


@pytest.fixture
def make_window(
    qtbot: object, theme: Theme, engine: HostedEngine, library: Library
) -> Iterator[Callable[..., MainWindow]]:
    """Builds and shows the window on a recipe; closes it after the test."""
    windows: list[MainWindow] = []

    def make(recipe: Recipe | None = None) -> MainWindow:
        project = open_project(library)
        few = Recipe(sampling=Sampling(steps=STEPS))
        draft = Draft(recipe or library.load_draft(project) or few)
        worker = Worker(engine, library)
        window = MainWindow(draft, worker, library, project, theme, SAMPLES)
        windows.append(window)
        window.show()
        worker.start()
        return window

    yield make
    for window in windows:
        window.close()
