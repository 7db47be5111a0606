"""A worker on a real child process whose engine does what the prompt says, and its queue."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from core.hosting import HostedEngine
from core.library import Library
from core.library.queue import State
from core.recipe import Recipe, Sampling
from gui.commands import Commands
from gui.history import History
from gui.queue.panel import QueuePanel
from gui.theme import Theme
from gui.worker import Worker
from tests.core.fragile_engine import open_engine

PATIENCE = 60_000
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
MakeRecipe = Callable[..., Recipe]
Fill = Callable[..., int]


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


@pytest.fixture
def commands() -> Commands:
    return Commands()


@pytest.fixture
def history() -> Iterator[History]:
    history = History()
    yield history
    history.clear()


@pytest.fixture
def panel(
    qtbot: QtBot, worker: Worker, theme: Theme, commands: Commands, history: History
) -> Iterator[QueuePanel]:
    name_of = lambda project: {1: "People"}.get(project, "")
    panel = QueuePanel(worker.queue, history, theme, commands, name_of)
    history.add_commands(commands, panel)
    qtbot.addWidget(panel)
    panel.resize(1000, 400)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow, timeout=PATIENCE)
    return panel


@pytest.fixture
def fill(qtbot: QtBot, panel: QueuePanel, worker: Worker, project: int, recipe: MakeRecipe) -> Fill:
    """Opens the table, and has pictures with these prompts wait in it.

    Gives the number of the slow picture that is drawn before them, if one is wished for; else 0.
    """

    def fill(*prompts: str, behind_slow: bool = False) -> int:
        panel.toggle()
        slow = begin_slow(qtbot, worker, recipe, project) if behind_slow else 0
        for prompt in prompts:
            worker.draw(recipe(prompt), project)
        return slow

    return fill


def prompts(library: Library, project: int) -> list[str]:
    return [picture.recipe.prompt for picture in library.pictures(project)]


def waiting(worker: Worker) -> list[str]:
    return [job.recipe.prompt for job in worker.queue.jobs() if job.state is State.WAITING]


def wait_for_end(qtbot: QtBot, worker: Worker) -> None:
    """Wait until no job waits or is drawn any more."""
    ended = lambda: all(job.state.ended for job in worker.queue.jobs())
    qtbot.waitUntil(ended, timeout=PATIENCE)


def begin_slow(qtbot: QtBot, worker: Worker, recipe: MakeRecipe, project: int) -> int:
    """A job that is in the middle of its picture, and goes on until it is cancelled."""
    with qtbot.waitSignal(
        worker.progress, timeout=PATIENCE, check_params_cb=lambda _, one: one.step > 1
    ):
        job = worker.draw(recipe("slow"), project)
        if not worker.isRunning():
            worker.start()
    return job.id


def select(panel: QueuePanel, *prompts: str) -> None:
    view = panel.table.view
    view.clearSelection()
    for row in range(panel.model.rowCount()):
        if panel.model.job(row).recipe.prompt in prompts:
            flags = QItemSelectionModel.SelectionFlag
            view.selectionModel().setCurrentIndex(
                panel.model.index(row, 0), flags.Select | flags.Rows
            )
    view.setFocus()


def button(panel: QueuePanel, name: str) -> QAbstractButton:
    return next(one for one in panel.table.findChildren(QAbstractButton) if one.text() == name)
