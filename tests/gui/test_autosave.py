"""The draft survives: a long drag, kill -9, a full disk, a folder that may not be written to."""

import contextlib
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.library import Library
from core.recipe import Recipe
from gui.autosave import Autosave
from gui.background import Background
from gui.failure import Failure
from tests.gui.eager_artist import EDITS_PER_SECOND

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 30_000


@pytest.fixture
def background(qtbot: QtBot) -> Iterator[Background]:
    background = Background()
    yield background
    background.stop()


def test_a_drag_without_a_pause_is_written_while_it_lasts(
    qtbot: QtBot, library: Library, background: Background
) -> None:
    project = library.create_project("A").id
    autosave = Autosave(library, background)
    edits = iter(range(10**6))

    def kept_after_one_more_edit() -> bool:
        autosave.note(project, Recipe(prompt=f"edit {next(edits)}"))
        return library.load_draft(project) is not None

    qtbot.waitUntil(kept_after_one_more_edit, timeout=PATIENCE)


def test_after_kill_9_the_draft_is_at_most_a_second_old(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.gui.eager_artist", str(tmp_path / "library")]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as artist:
        assert artist.stdout is not None
        for line in artist.stdout:
            last = int(line)
            if last >= 3 * EDITS_PER_SECOND:
                break
        artist.kill()

    with contextlib.closing(Library(tmp_path / "library")) as library:
        draft = library.load_draft(library.projects()[0].id)
    assert draft is not None
    assert int(draft.prompt.removeprefix("edit ")) >= last - EDITS_PER_SECOND


def test_a_disk_that_takes_no_more_is_told_once_and_the_draft_is_written_when_there_is_room(
    qtbot: QtBot, library: Library, background: Background
) -> None:
    project = library.create_project("A").id
    autosave = Autosave(library, background)
    told: list[Failure] = []
    autosave.refused.connect(told.append)
    large = Recipe(prompt="x" * 4000, negative_prompt="y" * 4000)

    with full_disk():
        for number in range(3):
            autosave.note(project, large.model_copy(update={"prompt": str(number) * 4000}))
            autosave.flush()
            background.run(int, lambda _: None, told.append)
        qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
        autosave.flush()
        done: list[int] = []
        background.run(int, done.append, told.append)
        qtbot.waitUntil(lambda: done == [0], timeout=PATIENCE)
    assert len(told) == 1
    assert "disk" in told[0].message.lower()
    assert told[0].hint
    assert autosave.draft(project) == large.model_copy(update={"prompt": "2" * 4000})

    autosave.flush()
    qtbot.waitUntil(lambda: library.load_draft(project) is not None, timeout=PATIENCE)
    assert library.load_draft(project) == large.model_copy(update={"prompt": "2" * 4000})


@contextlib.contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process can grow beyond 4 KB, as on a disk without room."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heard = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)


def test_a_read_only_library_keeps_no_draft_and_makes_no_noise(
    tmp_path: Path, qtbot: QtBot, background: Background
) -> None:
    with contextlib.closing(Library(tmp_path / "library")) as library:
        project = library.create_project("A").id
    library = Library(tmp_path / "library")
    library.writable = False  # root may write everywhere: a folder's mode would not stop it
    autosave = Autosave(library, background)
    told: list[Failure] = []
    autosave.refused.connect(told.append)

    autosave.note(project, Recipe(prompt="a thought"))
    autosave.flush()
    autosave.settle()
    library.close()

    assert told == []
