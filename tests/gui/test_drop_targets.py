"""Files of every kind, dropped on every place of the window: one sentence, and nothing lost."""

import os
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, PngImagePlugin
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.recipe import Recipe
from gui.app import SAMPLES
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, MakeWindow
from tests.gui.events import LEFT, drop_on, save_parameters

CONTROL = Qt.KeyboardModifier.ControlModifier
FewSteps = Callable[..., Recipe]
TARGETS: dict[str, Callable[[MainWindow], QWidget]] = {
    "window": lambda window: window,
    "canvas": lambda window: window.stage.canvas,
    "first page": lambda window: window.stage.start,
    "tabs": lambda window: window.tabs.tabBar(),
    "gallery": lambda window: window.gallery.list.viewport(),
    "search": lambda window: window.gallery.search.text,
    "projects": lambda window: window.picker.button,
    "queue bar": lambda window: window.queue_panel.bar,
    "queue": lambda window: window.queue_panel.table.view.viewport(),
    "status": lambda window: window.status,
    "panels": lambda window: window.side,
    "person": lambda window: window.side.person.photos.add,
    "pose": lambda window: window.side.pose.choose,
    "image prompts": lambda window: window.side.image_prompts.drop,
    "prompt": lambda window: window.side.prompt.words.viewport(),
    "negative prompt": lambda window: window.side.prompt.negative.viewport(),
    "steps": lambda window: window.side.sampling.steps.slider,
    "Generate": lambda window: window.side.button,
}


def png_of(width: int, height: int) -> bytes:
    """The beginning of a PNG that claims to be so large."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))


@pytest.fixture
def hostile(tmp_path: Path) -> list[Path]:
    """Files that are no pictures, and what is no file at all."""
    whole = (SAMPLES / "Amara.png").read_bytes()
    kinds = {
        "empty.png": b"",
        "words.png": b"I am a picture, believe me.",
        "half.png": whole[: len(whole) // 2],
        "bomb.png": png_of(60_000, 60_000),
        "page.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/></svg>",
        "\u202egnp.exe": b"MZ\0\0",
        "<img src=x>.jpg": b"\xff\xd8\xff\xe0 and nothing",
    }
    for name, content in kinds.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder.png").mkdir()
    os.mkfifo(tmp_path / "pipe.png")
    (tmp_path / "link.png").symlink_to("/dev/zero")
    return [*sorted(tmp_path.iterdir()), tmp_path / "nowhere.png"]


def with_person(qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps) -> MainWindow:
    """A window in which much could be lost: a person, words, and a job that waits."""
    window = make_window(few_steps("a tall tree"))
    window.worker.queue.pause(True)
    window.side.person.take("Amara", lambda: np.asarray(Image.open(SAMPLES / "Amara.png")))
    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    window.queue_panel.toggle()
    window.generate()
    return window


def test_what_is_no_picture_is_refused_wherever_it_is_dropped(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, hostile: list[Path]
) -> None:
    window = with_person(qtbot, make_window, few_steps)
    recipe, jobs = window.draft.recipe, window.worker.queue.jobs()
    notice = window.stage.notice
    for name, target in TARGETS.items():
        for path in hostile:
            drop_on(target(window), path)
            qtbot.waitUntil(notice.isVisible, timeout=PATIENCE)
            told = notice.text.text()
            case = (name, path.name, told)
            assert told.endswith("."), case
            assert str(path.parent) not in told, case
            assert notice.hint.text(), case
            assert not notice.copy.isVisible(), case  # no bug of ours
            assert not notice.more.isVisible(), case
            qtbot.mouseClick(notice.dismiss, LEFT)

        assert window.draft.recipe == recipe, name
        assert window.worker.queue.jobs() == jobs, name
        assert window.gallery.search.text.text() == "", name
    window.worker.queue.cancel_all()


HOSTILE_RECIPES = {
    "deep": "[" * 100_000,
    "numbers": '{"version": 1, "sampling": {"steps": 1e999, "width": NaN}}',
    "other fields": '{"version": 1, "prompt": "x", "run": "rm -rf"}',
    "long": '{"version": 1, "prompt": "' + "x" * 900_000 + '"}',
}


@pytest.mark.parametrize("kind", HOSTILE_RECIPES)
def test_a_recipe_that_can_not_be_used_leaves_the_draft_alone(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, tmp_path: Path, kind: str
) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("recipe", HOSTILE_RECIPES[kind])
    path = tmp_path / "hostile.png"
    Image.new("RGB", (8, 8)).save(path, pnginfo=info)
    window = make_window(few_steps("mine"))
    before = window.draft.recipe

    drop_on(window.stage.canvas, path)
    qtbot.waitUntil(window.stage.notice.isVisible, timeout=PATIENCE)
    assert "hostile.png" in window.stage.notice.text.text()
    assert not window.stage.notice.copy.isVisible()
    assert window.draft.recipe == before


def choose(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Press Ctrl+O, type a path, press Enter."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        name = dialog.findChild(QLineEdit)
        assert name is not None
        name.setText(str(path))
        qtbot.keyClick(name, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    qtbot.keyClick(window, Qt.Key.Key_O, CONTROL)


def test_a_picture_of_another_program_is_opened_by_key(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    path = tmp_path / "heron.png"
    save_parameters(path)
    window = make_window()

    choose(qtbot, window, path)
    qtbot.waitUntil(lambda: window.draft.recipe.prompt == "a heron", timeout=PATIENCE)

    sampling = window.draft.recipe.sampling
    assert (sampling.steps, sampling.scheduler, sampling.seed) == (12, "euler_ancestral", 77)
    assert window.stage.canvas.accessibleName() == "a heron"
    assert "Hires upscale: 2" in window.stage.notice.text.text()


def test_a_picture_without_a_recipe_is_refused_by_that_key(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps
) -> None:
    window = make_window(few_steps("mine"))
    before = window.draft.recipe

    choose(qtbot, window, SAMPLES / "Amara.png")
    qtbot.waitUntil(window.stage.notice.isVisible, timeout=PATIENCE)

    assert "no recipe inside" in window.stage.notice.text.text()
    assert window.draft.recipe == before
