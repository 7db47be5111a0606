"""Previews on their way from the engine's process to the canvas, however fast they come."""

import os
import signal
import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from pytestqt.qtbot import QtBot

from core.hosting import HostedEngine
from core.jobs import Progress
from core.recipe import Recipe
from gui.canvas import PREVIEW_MILLISECONDS, Canvas
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow

FewSteps = Callable[..., Recipe]
STEPS = 40
BURST = 10  # steps that arrive while the window is busy


class Onlooker(QObject):
    """Sees what is painted on a canvas, in order, until it looks away."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas
        self.seen: list[np.ndarray] = []
        canvas.installEventFilter(self)

    def look_away(self) -> None:
        """The window is about to close: its last events come to what is half gone."""
        self._canvas.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            shown = self._canvas.pixels
            if shown is not None and (not self.seen or self.seen[-1] is not shown):
                self.seen.append(shown)
        return False


@pytest.fixture
def onlook(make_window: MakeWindow) -> Iterator[Callable[[Canvas], Onlooker]]:
    """Makes onlookers, who look away before the window is closed."""
    made: list[Onlooker] = []

    def make(canvas: Canvas) -> Onlooker:
        made.append(Onlooker(canvas))
        return made[-1]

    yield make
    for one in made:
        one.look_away()


class Arrivals:
    """Counts the steps that have arrived in the worker's thread, told in the window or not."""

    def __init__(self, window: MainWindow) -> None:
        self.told: list[Progress] = []
        self.arrived = threading.Semaphore(0)
        worker = window.worker
        worker.progress.connect(lambda _, progress: self.told.append(progress))
        worker._in_gui.connect(self._count, Qt.ConnectionType.DirectConnection)

    def _count(self, call: object) -> None:
        self.arrived.release()

    @property
    def previews(self) -> list[np.ndarray]:
        return [one.preview for one in self.told if one.preview is not None]


@pytest.fixture
def held(engine: HostedEngine) -> Iterator[Callable[[bool], None]]:
    """Stops the engine's process in the middle of what it does, and lets it go on."""

    def hold(stop: bool) -> None:
        assert engine.pid is not None
        os.kill(engine.pid, signal.SIGSTOP if stop else signal.SIGCONT)

    yield hold
    hold(False)


def is_one_of(image: np.ndarray, images: list[np.ndarray]) -> bool:
    return any(image is one for one in images)


def test_of_a_burst_of_steps_the_newest_is_shown_and_the_picture_at_the_end(
    qtbot: QtBot,
    make_window: MakeWindow,
    few_steps: FewSteps,
    held: Callable[[bool], None],
    onlook: Callable[[Canvas], Onlooker],
) -> None:
    window = make_window(few_steps("a fox", steps=STEPS))
    canvas, arrivals = window.stage.canvas, Arrivals(window)
    onlooker = onlook(canvas)
    qtbot.mouseClick(window.generate_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(onlooker.seen) > 1, timeout=PATIENCE)  # one after the other

    while arrivals.arrived.acquire(blocking=False):
        pass
    before = len(arrivals.previews)
    for _ in range(2 * BURST):  # the queue and the window are told of each
        assert arrivals.arrived.acquire(timeout=PATIENCE / 1000)
    held(True)
    shown = len(onlooker.seen)
    qtbot.waitUntil(lambda: len(arrivals.previews) >= before + 3, timeout=PATIENCE)
    qtbot.waitUntil(  # no further step comes to push it
        lambda: onlooker.seen[-1] is arrivals.previews[-1], timeout=PATIENCE
    )
    arrived = len(arrivals.previews) - before
    assert len(onlooker.seen) - shown <= (arrived + 1) // 2  # most of them were passed over
    assert "Step " in window.stage.words.text()

    with qtbot.waitSignal(window.drawing.pictured, timeout=PATIENCE):
        held(False)
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
    assert len(arrivals.previews) <= STEPS
    qtbot.wait(2 * PREVIEW_MILLISECONDS)  # no late preview takes the picture's place
    canvas.repaint()
    assert canvas.accessibleName() == "a fox"
    assert onlooker.seen[-1].shape == (256, 256, 3)
    previews = [image for image in onlooker.seen if is_one_of(image, arrivals.previews)]
    assert len(previews) == len(onlooker.seen) - 1
    places = [
        next(i for i, one in enumerate(arrivals.previews) if one is image) for image in previews
    ]
    assert places == sorted(places)
    assert len(previews) < STEPS
