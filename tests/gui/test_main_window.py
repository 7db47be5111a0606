"""What a user does in the window, with real events, on the demo pack."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractSlider, QAbstractSpinBox, QApplication
from pytestqt.qtbot import QtBot

from core.hosting import HostedEngine
from core.jobs import Progress
from core.library import Library
from core.picture import read_recipe
from core.recipe import Recipe, Sampling
from gui.images import to_qimage
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, STEPS

MakeWindow = Callable[..., MainWindow]
LEFT = Qt.MouseButton.LeftButton
pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)  # offscreen only


def drop(window: MainWindow, path: Path) -> None:
    """Drop a file in the middle of the window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(600, 300), action, data, LEFT, keys)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(600, 300), action, data, LEFT, keys))


def test_sample_person_becomes_a_picture_in_the_gallery_and_on_disk(
    qtbot: QtBot, make_window: MakeWindow, library: Library
) -> None:
    window = make_window()
    person = window.side.person
    qtbot.waitUntil(lambda: bool(person.strip.buttons), timeout=PATIENCE)
    steps: list[Progress] = []
    window.worker.progress.connect(lambda _, progress: steps.append(progress))

    qtbot.mouseClick(person.strip.buttons[0], LEFT)
    qtbot.waitUntil(lambda: person.note.text().startswith("One face"), timeout=PATIENCE)
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)
    qtbot.waitUntil(lambda: window.side.button.text() == "Generate", timeout=PATIENCE)

    assert window.pictures.rowCount() == 1
    (picture,) = library.pictures(window.project)
    assert picture.recipe == window.draft.recipe
    assert read_recipe(picture.path) == picture.recipe
    assert picture.recipe.prompt  # the sample brought its own words
    assert len([one for one in steps if one.preview is not None]) == STEPS
    assert window.stage.canvas.pixels is not None
    assert window.stage.canvas.pixels.shape == (128, 128, 3)
    assert window.stage.likeness.isVisible()
    assert window.stage.likeness.toolTip()


def test_killing_the_engine_costs_nothing_but_time(
    qtbot: QtBot, make_window: MakeWindow, engine: HostedEngine, library: Library
) -> None:
    recipe = Recipe(prompt="a person", sampling=Sampling(steps=STEPS, seed=5))
    window = make_window(recipe)
    window.side.sampling.lock.setChecked(True)
    killed: list[int] = []

    def kill(job: int, progress: Progress) -> None:
        if progress.step == 2 and not killed:
            assert engine.pid is not None
            killed.append(engine.pid)
            os.kill(engine.pid, signal.SIGKILL)

    window.worker.progress.connect(kill)
    window.generate()
    window.draft.update_sampling(seed=6)
    window.generate()  # waits in the queue

    qtbot.waitUntil(lambda: window.pictures.rowCount() == 2, timeout=2 * PATIENCE)
    seeds = [picture.recipe.sampling.seed for picture in library.pictures(window.project)]
    assert seeds == [5, 6]
    assert engine.pid not in (*killed, None)
    assert window.isVisible()


def test_escape_cancels_and_nothing_is_kept(
    qtbot: QtBot, make_window: MakeWindow, library: Library
) -> None:
    window = make_window(Recipe(prompt="a person", sampling=Sampling(steps=150)))
    qtbot.waitExposed(window)
    with qtbot.waitSignal(
        window.worker.progress, timeout=PATIENCE, check_params_cb=lambda _, one: one.step == 2
    ):
        qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert window.side.button.text() == "Cancel"
    assert window.stage.words.text().startswith("Step ")

    with qtbot.waitSignal(window.worker.cancelled, timeout=PATIENCE):
        qtbot.keyClick(window, Qt.Key.Key_Escape)

    assert window.side.button.text() == "Generate"
    assert library.pictures(window.project) == ()


def test_photo_without_a_face_is_told_before_generate(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window(Recipe(prompt="a person"))
    Image.new("RGB", (200, 200), "white").save(tmp_path / "wall.png")

    drop(window, tmp_path / "wall.png")
    note = window.side.person.note
    qtbot.waitUntil(lambda: note.text().startswith("No face found"), timeout=PATIENCE)
    qtbot.mouseClick(window.generate_button, LEFT)

    assert "no face" in window.side.problems.text()
    assert window.side.button.text() == "Generate"


def test_broken_file_is_refused_and_the_person_stays(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")

    drop(window, broken)

    notice = window.stage.notice
    qtbot.waitUntil(notice.isVisible, timeout=PATIENCE)
    assert notice.text.text().startswith("Can't open broken.png")
    assert not notice.copy.isVisible()  # not a bug: nothing to report
    assert window.draft.identity is None


def test_pasted_picture_becomes_the_person(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    QGuiApplication.clipboard().setImage(to_qimage(np.full((50, 60, 3), 200, np.uint8)))
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    assert window.side.person.name.text() == "Pasted picture"


def test_draft_and_pictures_are_there_after_a_restart(
    qtbot: QtBot, make_window: MakeWindow, library: Library
) -> None:
    window = make_window()
    qtbot.keyClicks(window.side.prompt.words, "a tall tree")
    window.side.sampling.steps.slider.setValue(9)
    qtbot.waitUntil(
        lambda: (library.load_draft(window.project) or Recipe()).sampling.steps == 9,
        timeout=PATIENCE,
    )

    saved = library.load_draft(window.project)

    assert saved is not None
    assert saved.prompt == "a tall tree"


def test_empty_draft_says_what_is_missing(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()

    qtbot.mouseClick(window.generate_button, LEFT)
    assert "prompt" in window.side.problems.text()
    qtbot.keyClicks(window.side.prompt.words, "a")

    assert not window.side.problems.isVisible()


def test_wheel_leaves_controls_without_focus_alone(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    field = window.side.sampling.steps
    before = window.draft.recipe.sampling.steps
    window.side.prompt.words.setFocus()

    for control in field.controls:
        turn = QWheelEvent(
            QPointF(5, 5),
            QPointF(control.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(control, turn)

    assert window.draft.recipe.sampling.steps == before


def test_every_control_has_a_name_and_help(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    strip = window.side.person.strip
    qtbot.waitUntil(lambda: bool(strip.buttons), timeout=PATIENCE)

    kinds = (QAbstractButton, QAbstractSlider, QAbstractSpinBox)
    controls = [*window.side.focus_order(), window.stage.notice.copy, window.stage.notice.dismiss]
    assert len(controls) > 15
    for control in controls:
        name = control.accessibleName()
        if isinstance(control, kinds):
            name = name or (control.text() if isinstance(control, QAbstractButton) else "")
        assert name, control
        assert control.toolTip(), control
