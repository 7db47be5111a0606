"""*Forget this person* by hand: what goes is told before and after, and nothing is left."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from core.errors import BadInput
from core.library import Library
from core.people.record import Person
from core.settings import settings_file
from gui.main_window import MainWindow
from gui.people.forget_dialog import ForgetDialog
from gui.people.page import PeoplePage
from tests.gui.conftest import PATIENCE
from tests.gui.events import LEFT, drop_on
from tests.gui.people.conftest import Album, MakePerson, open_page, wait_for

NAME = "Änne O'Hara 安娜"


@pytest.fixture
def library(own_folders: Path) -> Iterator[Library]:
    """Where the application has it: all of the user's data is in one folder."""
    library = Library(own_folders / "library")
    yield library
    library.close()


def needles_of(library: Library, person: Person, files: dict[str, Path]) -> list[bytes]:
    """Name, vectors, fingerprints and names of files, each as it could stand in a file."""
    found = [person.name.encode(), json.dumps(person.name)[1:-1].encode()]
    found += [person.name.encode(f"utf-16-{end}") for end in ("le", "be")]
    found += [person.id.encode(), *(key.encode() for key in person.keys)]
    found += [name.encode() for name in files]
    for vector in library.vectors(person.id).values():
        data = vector.tobytes()
        found += [data[at : at + 64] for at in range(0, len(data), 64)]
    return found


def hits(folder: Path, needles: list[bytes]) -> set[str]:
    """Files in which one of them stands, or whose names have one."""
    found: set[str] = set()
    for path in folder.rglob("*"):
        data = path.read_bytes() if path.is_file() else b""
        name = os.fsencode(str(path.relative_to(folder)))
        if any(needle in data or needle in name for needle in needles):
            found.add(path.name)
    return found


def ask(qtbot: QtBot, window: MainWindow, page: PeoplePage) -> ForgetDialog:
    """Press the button, and wait until what would go is told."""
    room = window.pages.people
    room.question = None
    qtbot.mouseClick(page.card.forget_button, LEFT)
    qtbot.waitUntil(lambda: isinstance(room.question, ForgetDialog), timeout=PATIENCE)
    assert isinstance(room.question, ForgetDialog)
    return room.question


def draw(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)


def leave_traces(
    qtbot: QtBot, window: MainWindow, page: PeoplePage, library: Library
) -> tuple[str, str]:
    """Draw two portraits, one of which goes into the trash, and queue a third; ids of the two."""
    qtbot.mouseClick(page.card.use, LEFT)
    draw(qtbot, window)
    draw(qtbot, window)
    gone, kept = [picture.id for picture in library.pictures(window.project)]
    window.gallery.list.choose(gone)
    window.gallery.acting.delete()
    window.worker.queue.pause(True)
    qtbot.mouseClick(window.generate_button, LEFT)
    qtbot.waitUntil(lambda: window.worker.queue.waiting == 1, timeout=PATIENCE)
    window.projects.autosave.flush()
    qtbot.waitUntil(lambda: not window.projects.autosave.unsaved(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: bool(library.trash()), timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.worker.queue.running is None, timeout=PATIENCE)
    return gone, kept


def forget(qtbot: QtBot, dialog: ForgetDialog) -> None:
    qtbot.mouseClick(dialog.yes, LEFT)
    qtbot.waitUntil(lambda: dialog.title.text().startswith("Forgotten"), timeout=PATIENCE)


def test_nothing_of_a_forgotten_person_is_found_anywhere(
    qtbot: QtBot,
    with_person: MakePerson,
    few_steps: Callable[..., object],
    library: Library,
    files: dict[str, Path],
    own_folders: Path,
) -> None:
    window, page, person_id = with_person("own-0", "own-1", "other", name=NAME, recipe=few_steps())
    _, kept = leave_traces(qtbot, window, page, library)
    person = library.person(person_id)
    needles = needles_of(library, person, {f"{name}.png": path for name, path in files.items()})
    assert {"library.db", "person.json", f"{kept}.png"} <= hits(own_folders, needles)

    dialog = ask(qtbot, window, page)
    told = dialog.lines.text()
    assert "3 photos" in told
    assert "3 measurements of the face" in told
    assert "1 portrait in the trash" in told
    assert "1 portrait stays" in dialog.kept.text()
    assert hits(own_folders, needles)  # asking changes nothing
    forget(qtbot, dialog)

    assert "3 photos" in dialog.lines.text()
    assert "3 jobs of the queue" in dialog.lines.text()
    assert hits(own_folders, needles) == set()
    dialog.close()
    window.worker.queue.pause(False)
    draw(qtbot, window)  # the window goes on
    window.close()
    assert settings_file().exists()
    assert hits(own_folders, needles) == set()


def test_nothing_of_a_forgotten_person_is_left_in_memory(
    qtbot: QtBot, with_person: MakePerson, few_steps: Callable[..., object], library: Library
) -> None:
    window, page, person_id = with_person("own-0", "own-1", recipe=few_steps())
    _, kept = leave_traces(qtbot, window, page, library)
    keys, before = library.person(person_id).keys, window.worker.engine_pid

    forget(qtbot, ask(qtbot, window, page))

    assert page.stack.currentWidget() is page.empty
    assert window.draft.identity is None
    assert not window.history.stack.canUndo()
    assert window.worker.queue.jobs() == ()
    assert all(window.sources.photo(key) is None for key in keys)
    [left] = library.pictures(window.project)
    assert (left.id, left.recipe.identities) == (kept, ())
    qtbot.waitUntil(lambda: window.drawing.shown is not None, timeout=PATIENCE)
    assert window.drawing.shown.recipe.identities == ()
    qtbot.waitUntil(lambda: window.worker.engine_pid != before, timeout=PATIENCE)


def test_portraits_go_too_if_ticked(
    qtbot: QtBot, with_person: MakePerson, few_steps: Callable[..., object], library: Library
) -> None:
    window, page, _ = with_person("own-0", recipe=few_steps())
    qtbot.mouseClick(page.card.use, LEFT)
    draw(qtbot, window)
    [picture] = library.pictures(window.project)

    dialog = ask(qtbot, window, page)
    qtbot.mouseClick(dialog.portraits, LEFT, pos=QPoint(8, dialog.portraits.height() // 2))
    assert "1 portrait, with its preview" in dialog.lines.text()
    forget(qtbot, dialog)

    assert library.pictures(window.project) == ()
    assert not picture.path.exists()
    assert window.pictures.rowCount() == 0


def test_a_running_portrait_is_stopped_first(
    qtbot: QtBot, with_person: MakePerson, few_steps: Callable[..., object], library: Library
) -> None:
    window, page, person = with_person("own-0", recipe=few_steps(steps=150, count=64))
    qtbot.mouseClick(page.card.use, LEFT)
    qtbot.mouseClick(window.generate_button, LEFT)
    qtbot.waitUntil(lambda: window.worker.queue.running is not None, timeout=PATIENCE)

    forget(qtbot, ask(qtbot, window, page))

    assert window.worker.queue.jobs() == ()
    assert person.encode() not in (library.folder / "library.db").read_bytes()


def test_who_thinks_again_loses_nothing(
    qtbot: QtBot, with_person: MakePerson, library: Library
) -> None:
    window, page, person = with_person("own-0", "own-1")
    dialog = ask(qtbot, window, page)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert len(library.person(person).photos) == 2


def test_a_person_goes_out_and_comes_back_with_consent(
    qtbot: QtBot, with_person: MakePerson, library: Library, tmp_path: Path
) -> None:
    window, page, person = with_person("own-0", "own-1", "other")
    file = tmp_path / "anna.likeness-person"
    room = window.pages.people
    room.hand_out_to(person, file)
    qtbot.waitUntil(lambda: "Exported as" in window.stage.notice.text.text(), timeout=PATIENCE)
    dialog = ask(qtbot, window, page)
    forget(qtbot, dialog)
    dialog.close()

    room.take_in_file(file)
    question = room.question
    assert not question.name.isVisible()
    assert not question.ok.isEnabled()
    qtbot.mouseClick(question.consent, LEFT, pos=QPoint(8, question.consent.height() // 2))
    with qtbot.waitSignal(room.people.made, timeout=PATIENCE) as made:
        qtbot.mouseClick(question.ok, LEFT)

    assert made.args
    wait_for(qtbot, window, made.args[0], 3)
    assert [tile.counts.isChecked() for tile in page.card.tiles] == [True, True, False]
    assert made.args[0] != person


def test_a_read_only_library_changes_nobody(
    qtbot: QtBot, make_window: Callable[..., MainWindow], library: Library, files: dict[str, Path]
) -> None:
    library.create_project("Old")
    library.create_person("Anna", consented=True)
    library.writable = False
    try:
        window = make_window()
        page = open_page(qtbot, window)
        assert page.card.name.text() == "Anna"
        for part in (page.add, page.take, page.card.forget_button, page.card.drop, page.card.name):
            assert not part.isEnabled()
        drop_on(page, files["own-0"])
        assert "read-only" in window.stage.notice.text.text()
        window.close()
    finally:
        library.writable = True


def test_a_bad_photo_of_somebody_forgotten_leaves_those_of_others_alone(
    with_person: MakePerson, qtbot: QtBot, album: Album
) -> None:
    window, _, person = with_person()
    people, refused = window.pages.people.people, list[object]()
    people.refused.connect(refused.append)
    with qtbot.waitSignal(people.made, timeout=PATIENCE) as made:
        people.create("Berta", consented=True)
    assert made.args
    told = threading.Event()

    def unreadable() -> np.ndarray:
        told.wait(PATIENCE / 1000)
        raise BadInput("This is no picture.")

    people.add_photos(person, [("bad", unreadable)])
    people.add_photos(made.args[0], [("good", lambda: album["own-0"])])
    people.drop(person)
    told.set()

    wait_for(qtbot, window, made.args[0], 1)
    assert refused == []
