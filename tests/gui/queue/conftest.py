"""A worker on a real child process whose engine does what the prompt says."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from core.hosting import HostedEngine
from core.library import Library
from core.recipe import Recipe, Sampling
from gui.worker import Worker
from tests.core.fragile_engine import open_engine

PATIENCE = 60_000
MakeRecipe = Callable[..., Recipe]


@pytest.fixture(scope="session")
def fragile_engine() -> Iterator[HostedEngine]:
    engine = HostedEngine(open_engine)
    yield engine
    engine.close()


@pytest.fixture
def project(library: Library) -> int:
    return library.create_project("People").id


@pytest.fixture
def make_worker(
    fragile_engine: HostedEngine,
    library: Library,  # closed after the workers that use it
) -> Iterator[Callable[[Library], Worker]]:
    """Makes workers that are stopped after the test; they begin with `start`."""
    made: list[Worker] = []

    def make(library: Library) -> Worker:
        worker = Worker(fragile_engine, library)
        made.append(worker)
        return worker

    yield make
    for worker in made:
        worker.stop()


@pytest.fixture
def worker(make_worker: Callable[[Library], Worker], library: Library, qtbot: QtBot) -> Worker:
    return make_worker(library)


@pytest.fixture
def recipe() -> MakeRecipe:
    """Makes small recipes; the prompt says what the engine does."""

    def make(prompt: str = "a person", count: int = 1, seed: int = 0) -> Recipe:
        sampling = Sampling(count=count, seed=seed, width=64, height=64, steps=4)
        return Recipe(prompt=prompt, sampling=sampling)

    return make
