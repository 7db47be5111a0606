"""Projects are chosen, made, renamed, copied, moved and deleted, with real events."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from core.library import Library
from core.portrait import Portrait
from core.recipe import Recipe
from gui.commands import Commands
from gui.failure import Failure
from gui.history import History
from gui.projects.model import spoken_day
from gui.projects.picker import ProjectPicker
from gui.projects.projects import Projects
from gui.theme import DARK, LIGHT, Theme

PATIENCE = 30_000
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def history() -> History:
    return History()


@pytest.fixture
def projects(library: Library, history: History, qtbot: QtBot) -> Iterator[Projects]:
    """Three projects, A B C, of which A is open and B has a picture and a draft."""
    a, b, _ = (library.create_project(name).id for name in "ABC")
    library.save_draft(b, Recipe(prompt="b's thought"))
    library.save(Portrait(np.zeros((8, 8, 3), np.uint8), Recipe(), 1.0, None, None, None), b)
    projects = Projects(library, history, a)
    yield projects
    projects.stop(Recipe(prompt="the last thought"))


@pytest.fixture
def picker(projects: Projects, theme: Theme, qtbot: QtBot) -> ProjectPicker:
    picker = ProjectPicker(projects, theme, Commands())
    qtbot.addWidget(picker)
    picker.resize(280, 40)
    picker.show()
    return picker


@pytest.fixture
def become(projects: Projects, qtbot: QtBot) -> Callable[..., None]:
    """Waits until the projects have these names, in this order."""

    def wait(*names: str) -> None:
        qtbot.waitUntil(
            lambda: tuple(item.name for item in projects.items) == names, timeout=PATIENCE
        )

    return wait


def id_of(projects: Projects, name: str) -> int:
    return next(item.id for item in projects.items if item.name == name)


def click(qtbot: QtBot, picker: ProjectPicker, row: int) -> None:
    view = picker.list.view
    place = view.visualRect(picker.list.model.index(row)).center()
    qtbot.mouseClick(view.viewport(), LEFT, pos=place)


def test_a_click_opens_another_project_with_its_draft_and_undo_goes_back(
    qtbot: QtBot, projects: Projects, picker: ProjectPicker, history: History, library: Library
) -> None:
    opened: list[tuple[str, Recipe | None]] = []
    projects.opened.connect(lambda number, draft: opened.append((projects.name(number), draft)))
    assert picker.button.text() == "A"
    projects.autosave.note(projects.current, Recipe(prompt="a's thought"))

    qtbot.mouseClick(picker.button, LEFT)
    assert picker.list.isVisible()
    click(qtbot, picker, 1)
    assert not picker.list.isVisible()
    assert picker.button.text() == "B"
    history.stack.undo()

    assert opened == [("B", Recipe(prompt="b's thought")), ("A", Recipe(prompt="a's thought"))]
    a = projects.current
    qtbot.waitUntil(lambda: library.load_draft(a) == Recipe(prompt="a's thought"), timeout=PATIENCE)
    qtbot.waitUntil(lambda: library.last_opened() == a, timeout=PATIENCE)


def test_list_stays_on_the_screen(qtbot: QtBot, picker: ProjectPicker) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry()
    picker.move(room.bottomRight() - QPoint(100, 30))
    qtbot.mouseClick(picker.button, LEFT)
    assert room.contains(picker.list.geometry())


def test_list_is_used_by_keys_alone(
    qtbot: QtBot,
    projects: Projects,
    picker: ProjectPicker,
    become: Callable[..., None],
    history: History,
) -> None:
    qtbot.keyClick(
        picker,
        Qt.Key.Key_O,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    qtbot.waitUntil(picker.list.isVisible, timeout=PATIENCE)
    view = picker.list.view
    through = picker.list.windowHandle()  # where shortcuts are looked for
    QTest.keyClick(through, Qt.Key.Key_Down)
    QTest.keyClick(through, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    become("A", "C", "B")
    assert picker.list.chosen() is not None
    assert picker.list.chosen().name == "B"  # type: ignore[union-attr]
    QTest.keyClick(through, Qt.Key.Key_F2)
    editor = view.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, "Old masters")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    become("A", "C", "Old masters")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert projects.name(projects.current) == "Old masters"

    history.stack.undo()
    assert projects.name(projects.current) == "A"
    history.stack.undo()
    become("A", "C", "B")
    history.stack.undo()
    become("A", "B", "C")


def test_new_and_copied_projects_are_opened_and_can_be_taken_back(
    qtbot: QtBot,
    projects: Projects,
    picker: ProjectPicker,
    become: Callable[..., None],
    history: History,
    library: Library,
) -> None:
    picker.pop()
    qtbot.mouseClick(picker.list.new_button, LEFT)
    become("A", "B", "C", "New project")
    assert projects.name(projects.current) == "New project"

    projects.duplicate(id_of(projects, "B"))
    become("A", "B", "B copy", "C", "New project")
    copy = projects.current
    assert projects.name(copy) == "B copy"
    assert len(library.pictures(copy)) == 1

    history.stack.undo()
    become("A", "B", "C", "New project")
    history.stack.undo()
    become("A", "B", "C")
    assert projects.current != copy
    history.stack.redo()
    become("A", "B", "C", "New project")


def test_a_deleted_project_comes_back_by_undo_and_the_last_one_leaves_an_empty_one(
    qtbot: QtBot,
    projects: Projects,
    picker: ProjectPicker,
    become: Callable[..., None],
    history: History,
) -> None:
    gone: list[int] = []
    projects.trashed.connect(gone.append)
    picker.pop()
    a = projects.current
    qtbot.mouseClick(button(picker, "Delete"), LEFT)
    become("B", "C")
    assert gone == [a]
    assert projects.name(projects.current) == "B"

    history.stack.undo()
    become("A", "B", "C")
    assert projects.current == a

    for rest in (("B", "C"), ("C",), ("Portraits",)):
        projects.trash(projects.current)
        become(*rest)
    qtbot.waitUntil(lambda: projects.name(projects.current) == "Portraits", timeout=PATIENCE)


def button(picker: ProjectPicker, name: str) -> QAbstractButton:
    return next(one for one in picker.list.findChildren(QAbstractButton) if one.text() == name)


def test_a_dragged_project_goes_where_it_is_dropped(
    projects: Projects, picker: ProjectPicker, become: Callable[..., None]
) -> None:
    picker.pop()
    view, model = picker.list.view, picker.list.model
    action, keys = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    for row, target, expected in ((2, 0, ("C", "A", "B")), (0, 2, ("A", "C", "B"))):
        data = model.mimeData([model.index(row)])
        place = view.visualRect(model.index(target)).topLeft() + QPoint(20, 1)
        for event in (
            QDragEnterEvent(place, action, data, LEFT, keys),
            QDragMoveEvent(place, action, data, LEFT, keys),
            QDropEvent(QPointF(place), action, data, LEFT, keys),
        ):
            QApplication.sendEvent(view.viewport(), event)
        become(*expected)


def test_model_holds(
    qtmodeltester: ModelTester,
    projects: Projects,
    picker: ProjectPicker,
    become: Callable[..., None],
) -> None:
    qtmodeltester.check(picker.list.model)
    projects.rename(id_of(projects, "B"), "Second")
    become("A", "Second", "C")
    projects.trash(id_of(projects, "C"))
    become("A", "Second")
    about = [
        picker.list.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)
    ]
    assert about[1].startswith("Second, 1 picture")


def test_an_impossible_name_is_refused_and_the_old_one_stays(
    qtbot: QtBot, projects: Projects
) -> None:
    with qtbot.waitSignal(projects.refused, timeout=PATIENCE) as told:
        projects.rename(projects.current, "x" * 201)
    assert told.args is not None
    assert "1 to 200" in told.args[0].message
    projects.rename(projects.current, "   ")
    assert projects.name(projects.current) == "A"


def test_a_project_that_was_deleted_under_the_window_comes_back_with_the_draft(
    qtbot: QtBot, projects: Projects, library: Library
) -> None:
    told: list[Failure] = []
    projects.refused.connect(told.append)
    old = projects.current
    library.delete_project(old)

    with qtbot.waitSignal(projects.remade, timeout=PATIENCE) as remade:
        for letters in ("a", "a t", "a thought"):
            projects.autosave.note(old, Recipe(prompt=letters))
    assert remade.args == [old]
    assert projects.current == old
    qtbot.waitUntil(lambda: library.load_draft(old) == Recipe(prompt="a thought"), timeout=PATIENCE)

    assert [item.name for item in projects.items] == ["A", "B", "C"]
    assert [failure.message for failure in told] == ["Another program deleted the project “A”."]


def test_a_project_that_is_gone_when_the_window_closes_comes_back_too(
    library: Library, history: History, qtbot: QtBot
) -> None:
    project = library.create_project("A").id
    projects = Projects(library, history, project)
    library.delete_project(project)
    projects.refresh()
    qtbot.waitUntil(lambda: not projects.items, timeout=PATIENCE)  # its name is still known
    projects.stop(Recipe(prompt="the last thought"))

    assert library.load_draft(project) == Recipe(prompt="the last thought")
    assert [one.name for one in library.projects()] == ["A"]


def test_every_control_has_a_name_and_help_in_both_themes(
    picker: ProjectPicker, theme: Theme
) -> None:
    theme.wear(DARK)
    theme.wear(LIGHT)
    for control in (picker.button, *picker.list.findChildren(QAbstractButton)):
        assert control.accessibleName() or control.text()
        assert control.toolTip()


def test_days_as_people_say_them() -> None:
    from datetime import UTC, datetime, timedelta

    today = datetime.now(UTC)
    assert spoken_day(today.isoformat()) == "opened today"
    assert spoken_day((today - timedelta(days=1)).isoformat()) == "opened yesterday"
    assert spoken_day("2024-05-06T12:00:00+00:00").startswith("opened ")


def test_the_last_thought_is_kept(
    library: Library, history: History, qtbot: QtBot, tmp_path: Path
) -> None:
    project = library.create_project("A").id
    projects = Projects(library, history, project)
    projects.stop(Recipe(prompt="the last thought"))

    assert library.load_draft(project) == Recipe(prompt="the last thought")
