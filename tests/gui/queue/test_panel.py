"""The queue's bar and table, with real events, on a real engine child."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.library import Library
from core.library.queue import Speed, State
from gui.commands import Commands
from gui.queue.model import JOB_ROLE, MIME, Column
from gui.queue.panel import QueuePanel
from gui.theme import DARK, LIGHT, Theme
from gui.worker import Worker
from tests.gui.events import (
    choose_by_keys,
    choose_by_mouse,
    open_menu,
    press_menu_key,
    right_click,
)
from tests.gui.queue.conftest import (
    ALT,
    CONTROL,
    LEFT,
    PATIENCE,
    SHIFT,
    Fill,
    MakeRecipe,
    begin_slow,
    button,
    select,
    wait_for_end,
    waiting,
)


def cell(panel: QueuePanel, row: int, column: Column) -> object:
    return panel.model.index(row, column).data()


def test_model_holds_while_jobs_come_move_and_go(
    qtbot: QtBot,
    qtmodeltester: ModelTester,
    worker: Worker,
    panel: QueuePanel,
    project: int,
    recipe: MakeRecipe,
) -> None:
    qtmodeltester.check(panel.model)
    slow = begin_slow(qtbot, worker, recipe, project)
    ids = [worker.draw(recipe(name), project).id for name in "abcd"]
    worker.queue.move([ids[3], ids[2]], 0)
    worker.queue.cancel(ids[0], slow)
    wait_for_end(qtbot, worker)
    worker.queue.dismiss(ids[1], ids[3])
    worker.queue.retry(ids[0])
    wait_for_end(qtbot, worker)

    shown = [panel.model.job(row).id for row in range(panel.model.rowCount())]
    assert shown == [job.id for job in worker.queue.jobs()] == [ids[0], ids[2], slow]


def test_bar_follows_the_running_job_and_cancels_it(
    qtbot: QtBot, worker: Worker, panel: QueuePanel, project: int, recipe: MakeRecipe
) -> None:
    bar = panel.bar
    assert bar.title.text() == "Nothing is being drawn"
    assert not bar.cancel.isVisible()

    begin_slow(qtbot, worker, recipe, project)
    worker.draw(recipe("next"), project)
    qtbot.waitUntil(lambda: " s/step" in bar.words.toolTip(), timeout=PATIENCE)

    assert bar.title.text() == "slow"
    assert "Step " in bar.words.toolTip()
    assert "about" in bar.words.toolTip()
    assert bar.waiting.text() == "1 waiting"
    assert not bar.thumbnail.pixmap().isNull()
    qtbot.mouseClick(bar.cancel, LEFT)
    wait_for_end(qtbot, worker)

    assert [job.state for job in worker.queue.jobs()] == [State.DONE, State.CANCELLED]
    qtbot.waitUntil(lambda: bar.title.text() == "Nothing is being drawn", timeout=PATIENCE)


def test_bar_opens_the_table_by_mouse_and_key(qtbot: QtBot, panel: QueuePanel) -> None:
    qtbot.mouseClick(panel.bar.expand, LEFT)
    assert panel.table.isVisible()
    assert panel.bar.expand.accessibleName() == "Hide the queue"
    assert panel.table.empty.isVisible()

    qtbot.keyClick(panel, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert not panel.table.isVisible()
    assert "Ctrl+J" in panel.bar.expand.toolTip()


def test_jobs_are_moved_duplicated_and_cancelled_by_buttons_and_keys(
    qtbot: QtBot, worker: Worker, panel: QueuePanel, fill: Fill
) -> None:
    fill(*"abcd")
    view = panel.table.view

    select(panel, "d")
    qtbot.keyClick(view, Qt.Key.Key_Up, ALT)
    assert waiting(worker) == ["a", "b", "d", "c"]
    qtbot.keyClick(view, Qt.Key.Key_Home, ALT)
    assert waiting(worker) == ["d", "a", "b", "c"]
    assert [job.recipe.prompt for job in panel.table.selected()] == ["d"]
    qtbot.mouseClick(button(panel, "Down"), LEFT)
    assert waiting(worker) == ["a", "d", "b", "c"]
    select(panel, "a", "b")
    qtbot.keyClick(view, Qt.Key.Key_D)
    assert waiting(worker) == ["a", "d", "b", "c", "a", "b"]
    select(panel, "a")
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert waiting(worker) == ["d", "b", "c", "b"]
    assert panel.model.rowCount() == 6
    select(panel, "a")
    qtbot.keyClick(view, Qt.Key.Key_R)
    assert waiting(worker) == ["d", "b", "c", "b", "a", "a"]
    qtbot.mouseClick(button(panel, "Cancel all"), LEFT)
    assert waiting(worker) == []
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert panel.model.rowCount() == 0


def test_a_dragged_job_goes_where_it_is_dropped(
    worker: Worker, panel: QueuePanel, fill: Fill
) -> None:
    fill(*"abc", behind_slow=True)
    view, model = panel.table.view, panel.model
    assert not model.flags(model.index(0, 1)) & Qt.ItemFlag.ItemIsDragEnabled  # it runs
    data = model.mimeData([model.index(3, 1)])
    assert data.hasFormat(MIME)

    place = view.visualRect(model.index(1, 1)).topLeft() + QPoint(20, 1)  # above the first
    action, keys = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, action, data, LEFT, keys)
    move = QDragMoveEvent(place, action, data, LEFT, keys)
    drop = QDropEvent(QPointF(place), action, data, LEFT, keys)
    for event in (enter, move, drop):
        QApplication.sendEvent(view.viewport(), event)
    assert enter.isAccepted()

    assert waiting(worker) == ["c", "a", "b"]
    worker.queue.cancel_all()


def test_jobs_are_handled_from_the_menu_by_keys_and_mouse(
    worker: Worker, panel: QueuePanel, fill: Fill
) -> None:
    fill(*"abc")
    view = panel.table.view

    def ask(row: int) -> None:
        QApplication.processEvents()  # the rows are laid out
        right_click(view.viewport(), view.visualRect(panel.model.index(row, 1)).center())

    ask(2)  # chooses it as well
    allowed = {action.text() for action in open_menu().actions() if action.isEnabled()}
    assert allowed >= {"To the front", "Up", "Down", "Duplicate", "Cancel or remove"}
    assert "Retry" not in allowed  # it waits
    choose_by_mouse("To the front")
    assert waiting(worker) == ["c", "a", "b"]
    ask(2)
    choose_by_mouse("Up")
    assert waiting(worker) == ["c", "b", "a"]

    select(panel, "c")
    press_menu_key(view)
    choose_by_keys("Down")
    assert waiting(worker) == ["b", "c", "a"]
    press_menu_key(view)
    choose_by_keys("Duplicate")
    assert waiting(worker) == ["b", "c", "a", "c"]
    select(panel, "b")
    press_menu_key(view)
    choose_by_keys("Cancel or remove")
    assert waiting(worker) == ["c", "a", "c"]
    select(panel, "b")
    press_menu_key(view)
    choose_by_keys("Retry")
    assert waiting(worker) == ["c", "a", "c", "b"]


def test_one_or_all_are_cancelled_while_one_is_drawn(
    qtbot: QtBot, worker: Worker, panel: QueuePanel, fill: Fill
) -> None:
    fill("slow", "a", "b", behind_slow=True)
    select(panel, "a")
    qtbot.mouseClick(button(panel, "To the front"), LEFT)
    qtbot.mouseClick(button(panel, "Up"), LEFT)  # is the first that waits already
    assert waiting(worker) == ["a", "slow", "b"]
    assert not any(job.control.cancelled for job in worker.queue.jobs())

    panel.table.view.selectRow(0)
    with qtbot.waitSignal(worker.cancelled, timeout=PATIENCE):
        qtbot.mouseClick(button(panel, "Cancel or remove"), LEFT)
    qtbot.waitUntil(lambda: waiting(worker) == ["b"], timeout=PATIENCE)  # the next slow one runs
    qtbot.keyClick(panel.table.view, Qt.Key.Key_X, CONTROL | SHIFT)
    wait_for_end(qtbot, worker)
    states = {job.recipe.prompt: job.state for job in worker.queue.jobs()}
    assert states == {"a": State.DONE, "slow": State.CANCELLED, "b": State.CANCELLED}


def test_failed_job_says_why_and_can_be_retried_from_the_bar(
    qtbot: QtBot, worker: Worker, panel: QueuePanel, project: int, recipe: MakeRecipe
) -> None:
    with qtbot.waitSignal(worker.failed, timeout=PATIENCE):
        worker.draw(recipe("own hint"), project)
        worker.start()
    qtbot.waitUntil(panel.bar.attention.isVisible, timeout=PATIENCE)
    assert panel.bar.attention.text() == "1 to retry"

    qtbot.mouseClick(panel.bar.attention, LEFT)
    assert cell(panel, 0, Column.STATE) == "Failed"
    assert "Too much. Ask for less." in panel.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    select(panel, "own hint")
    with qtbot.waitSignal(worker.failed, timeout=PATIENCE):
        qtbot.mouseClick(button(panel, "Retry"), LEFT)


def test_waiting_job_has_an_estimate_and_a_pause(
    qtbot: QtBot,
    worker: Worker,
    panel: QueuePanel,
    library: Library,
    project: int,
    recipe: MakeRecipe,
) -> None:
    panel.toggle()
    worker.queue.speeds.add(Speed("cpu", "demo", 64, 64, 2.0))
    worker.draw(recipe("a", count=2), project)

    assert cell(panel, 0, Column.LEFT) == "about 16 s"
    assert cell(panel, 0, Column.PROJECT) == "People"
    assert cell(panel, 0, Column.STATE) == "Waiting, 0 of 2"
    assert panel.model.index(0, 0).data(JOB_ROLE) == worker.queue.jobs()[0]
    qtbot.mouseClick(button(panel, "Pause"), LEFT)
    assert worker.queue.paused
    assert panel.bar.title.text() == "Paused"
    qtbot.mouseClick(button(panel, "Go on"), LEFT)
    assert not worker.queue.paused


def test_every_control_has_a_name_and_help_in_both_themes(
    panel: QueuePanel, theme: Theme, commands: Commands
) -> None:
    theme.wear(DARK)
    theme.wear(LIGHT)
    for control in panel.findChildren(QAbstractButton):
        if control.isVisibleTo(panel) or panel.table.isAncestorOf(control):
            name = control.accessibleName() or control.text()
            internal = control.objectName().startswith("qt_") or not name
            assert internal or control.toolTip(), name
    names = set(commands.all)
    assert names >= {"queue.show", "queue.front", "queue.retry", "queue.cancel_all"}


def test_model_forgets_nothing_when_names_change(
    worker: Worker, panel: QueuePanel, project: int, recipe: MakeRecipe, qtbot: QtBot
) -> None:
    worker.draw(recipe("a"), project)
    with qtbot.waitSignal(panel.model.dataChanged):
        panel.model.refresh_names()
