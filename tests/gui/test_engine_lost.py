"""The engine's process is killed while it draws: what that costs, and what goes on."""

import os
import signal

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.hosting import HostedEngine
from core.jobs import Progress
from core.library import Library
from core.library.queue import State
from gui.queue.queue import DEATHS
from tests.gui.conftest import PATIENCE, STEPS, MakeWindow
from tests.gui.test_main_window import MANY, FewSteps, wait_for_step

LEFT = Qt.MouseButton.LeftButton


def test_killing_the_engine_interrupts_one_job_and_the_queue_goes_on(
    qtbot: QtBot,
    make_window: MakeWindow,
    few_steps: FewSteps,
    engine: HostedEngine,
    library: Library,
) -> None:
    window = make_window(few_steps(seed=5, steps=40))
    window.side.sampling.lock.setChecked(True)

    wait_for_step(qtbot, window, 2, window.generate)
    window.draft.update_sampling(seed=6, steps=STEPS)
    window.generate()  # waits in the queue
    killed = engine.pid
    assert killed is not None
    os.kill(killed, signal.SIGKILL)

    qtbot.waitUntil(lambda: not window.side.cancel.isVisible(), timeout=2 * PATIENCE)
    assert window.stage.notice.act.text() == "Retry what failed"
    (picture,) = library.pictures(window.project)
    assert picture.recipe.sampling.seed == 6
    assert engine.pid not in (killed, None)
    done, interrupted = window.worker.queue.jobs()
    assert (done.state, interrupted.state) == (State.DONE, State.INTERRUPTED)

    with qtbot.waitSignal(  # the success of the first may be told after it is seen
        window.worker.succeeded,
        timeout=PATIENCE,
        check_params_cb=lambda number: number == interrupted.id,
    ):
        qtbot.mouseClick(window.stage.notice.act, LEFT)
    seeds = [picture.recipe.sampling.seed for picture in library.pictures(window.project)]
    assert seeds == [6, 5]
    assert window.pictures.rowCount() == 2


def test_an_engine_that_is_killed_again_and_again_pauses_the_queue_until_a_button_resumes_it(
    qtbot: QtBot,
    make_window: MakeWindow,
    few_steps: FewSteps,
    engine: HostedEngine,
    library: Library,
) -> None:
    window = make_window(few_steps("doomed", steps=MANY))
    queue, notice = window.worker.queue, window.stage.notice

    def kill(_: int, progress: Progress) -> None:
        if progress.stage == "denoise" and engine.pid is not None:
            os.kill(engine.pid, signal.SIGKILL)

    window.worker.progress.connect(kill)
    for _ in range(DEATHS):
        qtbot.mouseClick(window.generate_button, LEFT)
    window.draft.replace(few_steps("kept"))
    qtbot.mouseClick(window.generate_button, LEFT)
    qtbot.waitUntil(lambda: queue.paused, timeout=DEATHS * PATIENCE)
    qtbot.waitUntil(lambda: notice.act.text() == "Go on", timeout=PATIENCE)
    window.worker.progress.disconnect(kill)

    assert "stopped 3 times in a row" in notice.text.text()
    assert not notice.more.isVisible()  # what was told of the first two is out of date
    states = [job.state for job in queue.jobs()]
    assert states == [State.WAITING, *[State.INTERRUPTED] * DEATHS]
    assert window.queue_panel.bar.title.text() == "Paused"
    assert window.stage.start.isVisible()  # not the preview of a picture that never came

    with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
        qtbot.mouseClick(notice.act, LEFT)
    (picture,) = library.pictures(window.project)
    assert picture.recipe.prompt == "kept"
    assert not notice.isVisible()
