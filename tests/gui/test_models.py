"""Small parts of the window without an engine."""

import threading
import weakref
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from core.errors import BadInput
from core.jobs import Progress, Transfer
from core.library import Library
from core.portrait import Portrait
from core.recipe import Identity, Recipe, Sampling
from gui.background import Background
from gui.commands import Commands
from gui.draft import Draft
from gui.failure import Failure
from gui.first_paint import LATEST_MILLISECONDS, FirstPaint
from gui.forms.spec import Spec
from gui.images import to_pixels, to_qimage
from gui.opening import open_project
from gui.panels.samples import read_samples
from gui.stage import Stage
from gui.theme import DARK, LIGHT, Theme
from gui.time_left import TimeLeft


def test_background_answers_in_order_and_tells_failures(qtbot: QtBot) -> None:
    background = Background()
    told: list[object] = []

    def refuse() -> int:
        raise BadInput("No.", "Never.")

    background.run(lambda: 1, told.append, told.append)
    background.run(refuse, told.append, told.append)
    background.run(lambda: 2, told.append, told.append)

    qtbot.waitUntil(lambda: len(told) == 3)
    background.stop()
    assert told == [1, Failure("No.", "Never."), 2]


def test_background_that_is_held_begins_with_its_release(qtbot: QtBot) -> None:
    background = Background(held=True)
    told: list[object] = []
    background.run(lambda: 1, told.append, told.append)
    qtbot.wait(50)
    assert told == []

    background.release()
    background.run(lambda: 2, told.append, told.append)

    qtbot.waitUntil(lambda: told == [1, 2])
    background.stop()


def test_first_paint_is_told_once_all_parts_are_painted(qtbot: QtBot) -> None:
    painted: list[str] = []

    class Part(QWidget):
        def paintEvent(self, event: QPaintEvent) -> None:
            painted.append("part")

    window = QWidget()
    qtbot.addWidget(window)
    Part(window)
    first = FirstPaint(window)
    first.done.connect(lambda: painted.append("all"))

    window.show()
    qtbot.waitUntil(lambda: first.is_done)

    assert painted == ["part", "all"]
    window.hide()
    window.show()
    qtbot.wait(LATEST_MILLISECONDS + 50)
    assert painted.count("all") == 1


def test_background_that_drains_does_all_that_was_asked_for(qtbot: QtBot) -> None:
    background = Background(drain=True)
    done: list[int] = []
    for number in range(5):
        background.run(lambda number=number: done.append(number), print, print)
    background.stop()

    assert done == [0, 1, 2, 3, 4]


def test_widget_in_a_cycle_dies_in_the_gui_thread(qtbot: QtBot) -> None:
    died_in: list[threading.Thread] = []

    def drop_a_cycle() -> None:
        widget = QWidget()
        widget.itself = widget  # type: ignore[attr-defined]
        weakref.finalize(widget, lambda: died_in.append(threading.current_thread()))

    for _ in range(20):
        drop_a_cycle()
    litter: list[list[int]] = []
    thread = threading.Thread(target=lambda: litter.extend([] for _ in range(100_000)))
    thread.start()  # makes Python look for cycles, if it is left to itself
    thread.join()
    assert died_in == []

    qtbot.waitUntil(lambda: len(died_in) == 20, timeout=60_000)
    assert set(died_in) == {threading.main_thread()}


def test_draft_tells_each_change_once(qtbot: QtBot) -> None:
    draft = Draft(Recipe())
    heard: list[Recipe] = []
    draft.changed.connect(heard.append)

    draft.update(prompt="a")
    draft.update(prompt="a")
    draft.set_identity(Identity(references=("0" * 64,)))
    draft.set_identity(None)

    assert [recipe.prompt for recipe in heard] == ["a"] * 3
    assert heard[1].identities[0].references == ("0" * 64,)
    assert draft.identity is None


def test_image_owns_its_pixels() -> None:
    pixels = np.arange(7 * 5 * 3, dtype=np.uint8).reshape(7, 5, 3)
    expected = pixels.copy()
    image = to_qimage(pixels)
    pixels[:] = 0

    assert np.array_equal(to_pixels(image), expected)


def test_time_left_in_words() -> None:
    now = [0.0]
    left = TimeLeft(1, lambda: now[0])

    assert left.text(Transfer("checking", 5_000_000_000, 16_000_000_000)) == (
        "Checking the pack: 31 %"
    )
    assert left.share == 5 / 16
    assert left.text(Progress("load")) == "Loading the models…"
    assert left.share == 0
    for step in range(1, 8):
        words = left.text(Progress("denoise", step, 20))
        now[0] += 0.25
    assert words == "Step 7 of 20 · about 3 s left"
    assert left.share == 7 / 20


def test_time_left_counts_pictures() -> None:
    left = TimeLeft(3)
    left.pictured()

    assert left.text(Progress("denoise", 1, 20)) == "Picture 2 of 3 · Step 1 of 20"


@pytest.mark.parametrize(
    ("model", "name", "low", "high", "whole"),
    [(Identity, "likeness", 0, 1.5, False), (Sampling, "steps", 1, 150, True)],
)
def test_ranges_come_from_the_recipe(
    model: type, name: str, low: float, high: float, whole: bool
) -> None:
    spec = Spec.of(model, name)

    assert (spec.low, spec.high, spec.whole) == (low, high, whole)
    assert spec.title


def test_picture_without_a_face_says_so(theme: Theme, qtbot: QtBot, library: Library) -> None:
    background = Background()
    stage = Stage(theme, Commands(), background)
    qtbot.addWidget(stage)
    pixels = np.zeros((8, 8, 3), np.uint8)
    recipe = Recipe(identities=(Identity(references=("0" * 64,)),))
    project = open_project(library)

    def show(recipe: Recipe, likeness: float | None) -> None:
        portrait = Portrait(pixels, recipe, 1.0, likeness, None, None)
        stage.show_picture(library.save(portrait, project), pixels, None)

    show(recipe, None)
    assert stage.likeness.text() == "No face found in the picture"
    assert "can't be told" in stage.likeness.toolTip()
    show(recipe, 0.61)
    assert stage.likeness.text() == "Likeness 0.61"
    assert "cosine" in stage.likeness.toolTip()
    show(Recipe(prompt="a tree"), None)
    assert stage.likeness.isHidden()  # nobody was asked for
    background.stop()


def test_themes_change_the_palette(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.wear(DARK)
    assert theme.color("window").lightness() < 60
    theme.wear(LIGHT)
    assert theme.color("window").lightness() > 200


def test_samples_of_a_missing_folder_are_none(tmp_path: Path) -> None:
    assert read_samples(tmp_path / "nowhere") == ()
