"""Best of many in the window, on the real pack: asked for, drawn, chosen, and taken back."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.library import Library
from core.library.queue import State
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow, choose_person
from tests.gui.test_main_window import FewSteps

LEFT = Qt.MouseButton.LeftButton


def ask_for(qtbot: QtBot, window: MainWindow, count: int) -> None:
    """Type how many pictures are wanted."""
    box = window.side.sampling.count.box
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, str(count))
    qtbot.keyClick(box, Qt.Key.Key_Return)


def test_it_can_be_wished_for_once_there_is_a_person_and_more_than_one_picture(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps
) -> None:
    window = make_window(few_steps())
    best = window.side.sampling.best
    assert not best.wanted.isEnabled()
    assert "Choose a person" in best.wanted.toolTip()
    assert "Choose a person" in best.wanted.accessibleDescription()
    choose_person(qtbot, window)
    assert "two pictures or more" in best.wanted.toolTip()

    ask_for(qtbot, window, 6)
    assert best.wanted.isEnabled()
    assert "trash" in best.wanted.toolTip()
    assert not best.number.isEnabled()
    qtbot.mouseClick(best.wanted, LEFT)
    best.number.setFocus()
    qtbot.keyClick(best.number, Qt.Key.Key_Up)
    assert best.keep == 2
    assert window.generate_button.text().startswith("Generate 6, keep the best 2")
    best.number.setValue(9)
    assert best.keep == 5, "not all of them"

    ask_for(qtbot, window, 1)
    assert best.keep == 0
    assert window.generate_button.text().startswith("Generate")
    assert "keep" not in window.generate_button.text()
    ask_for(qtbot, window, 3)
    assert best.keep == 2, "the wish comes back with the pictures"


def test_the_best_of_four_stays_and_undo_brings_the_others_back(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = make_window(few_steps(seed=3))
    choose_person(qtbot, window)
    window.draft.update_sampling(steps=8)
    window.side.sampling.lock.setChecked(True)
    ask_for(qtbot, window, 4)
    qtbot.mouseClick(window.side.sampling.best.wanted, LEFT)

    with qtbot.waitSignal(window.worker.succeeded, timeout=4 * PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)

    [job] = window.worker.queue.jobs()
    assert (job.state, job.keep, len(job.kept.pictures)) == (State.DONE, 1, 4)
    [kept] = library.pictures(window.project)
    drawn = [library.picture(key) for key in job.kept.pictures]
    assert {one.recipe.sampling.count for one in drawn} == {1}, "no part of their recipes"
    shares = [-1.0 if one.share is None else one.share for one in drawn]
    assert (kept.share or -1.0) == max(shares)
    assert len(set(shares)) > 1
    qtbot.waitUntil(lambda: window.pictures.rowCount() == 1, timeout=PATIENCE)
    qtbot.waitUntil(
        lambda: window.drawing.shown is not None and window.drawing.shown.id == kept.id,
        timeout=PATIENCE,
    )
    notice = window.stage.notice
    assert "Best of 4: the most alike has" in notice.text.text()
    assert "3 others are in the trash" in notice.hint.text()
    assert f"{round(100 * (kept.share or 0))} %" in window.stage.likeness.text()
    assert "second recogniser" in window.stage.likeness.toolTip()

    window.history.undo()
    qtbot.waitUntil(lambda: len(library.pictures(window.project)) == 4, timeout=PATIENCE)
    assert window.pictures.rowCount() == 4
    window.history.redo()
    qtbot.waitUntil(lambda: len(library.pictures(window.project)) == 1, timeout=PATIENCE)
    assert window.pictures.rowCount() == 1
    assert library.pictures(window.project)[0].id == kept.id
