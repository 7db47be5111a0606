"""What a user does in the window, with real events, on the demo pack."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QWidget,
)
from pytestqt.qtbot import QtBot

from core.imaging import fingerprint, load_image
from core.jobs import Progress
from core.library import Library
from core.packs import Pack
from core.picture import read_recipe
from core.recipe import Identity, Recipe
from gui.app import SAMPLES
from gui.images import to_qimage
from gui.main_window import MainWindow
from tests.gui.conftest import PATIENCE, STEPS, MakeWindow

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
AMARA = SAMPLES / "Amara.png"  # a sample person
MANY = 150  # steps, so that there is time to do something in the middle of a picture
FewSteps = Callable[..., Recipe]


def drop_on(widget: QWidget, path: Path) -> None:
    """Drop a file in the middle of a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    middle = widget.rect().center()
    enter = QDragEnterEvent(middle, action, data, LEFT, keys)
    QApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(middle), action, data, LEFT, keys))


def wait_for_step(qtbot: QtBot, window: MainWindow, step: int, act: Callable[[], object]) -> None:
    """Do something, and wait until this step of a picture is told."""
    with qtbot.waitSignal(
        window.worker.progress, timeout=PATIENCE, check_params_cb=lambda _, one: one.step == step
    ):
        act()


def test_sample_person_becomes_a_picture_in_the_gallery_and_on_disk(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = make_window(few_steps(prompt=""))
    person = window.side.person
    qtbot.waitUntil(lambda: bool(person.strip.buttons), timeout=PATIENCE)
    steps: list[Progress] = []
    window.worker.progress.connect(lambda _, progress: steps.append(progress))

    qtbot.mouseClick(person.strip.buttons[0], LEFT)
    qtbot.waitUntil(lambda: " found" in person.note.text(), timeout=PATIENCE)
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)
    qtbot.waitUntil(lambda: not window.side.cancel.isVisible(), timeout=PATIENCE)

    assert window.pictures.rowCount() == 1
    (picture,) = library.pictures(window.project)
    assert picture.recipe == window.draft.recipe
    assert read_recipe(picture.path) == picture.recipe
    assert picture.recipe.prompt  # the sample brought its own words
    assert {one.step for one in steps if one.stage == "denoise"} == set(range(STEPS + 1))
    assert any(one.preview is not None for one in steps)
    assert window.stage.canvas.pixels is not None
    assert window.stage.canvas.pixels.shape == (256, 256, 3)
    assert window.stage.likeness.isVisible()
    assert window.stage.likeness.toolTip()
    assert window.status.engine_state.text() == "Engine ready on CPU"


def test_recipe_from_elsewhere_brings_its_sample_person_along(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    amara = load_image(AMARA)
    key = fingerprint(amara)
    recipe = few_steps().model_copy(update={"identities": (Identity(references=(key,)),)})
    window = make_window()

    window.open_recipe(recipe, amara)  # as `make demo` does with the portrait that it drew
    qtbot.waitUntil(lambda: " found" in window.side.person.note.text(), timeout=PATIENCE)
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE):
        qtbot.mouseClick(window.generate_button, LEFT)

    assert not window.stage.notice.isVisible()
    assert (library.source(key) == amara).all()
    (picture,) = library.pictures(window.project)
    assert picture.recipe == recipe


def test_engine_is_told_ready_although_the_first_work_came_before(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    key = library.add_source(load_image(AMARA))
    recipe = few_steps().model_copy(update={"identities": (Identity(references=(key,)),)})

    window = make_window(recipe)  # a start with somebody in the draft looks for the face at once

    qtbot.waitUntil(lambda: " found" in window.side.person.note.text(), timeout=PATIENCE)
    assert window.status.engine_state.text() == "Engine ready on CPU"


def test_escape_cancels_and_nothing_is_kept(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = make_window(few_steps(steps=MANY))
    wait_for_step(qtbot, window, 2, lambda: qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL))
    assert window.side.cancel.isVisible()
    assert window.stage.words.text().startswith("Step ")

    with qtbot.waitSignal(window.worker.cancelled, timeout=PATIENCE):
        qtbot.keyClick(window, Qt.Key.Key_Escape)

    assert not window.side.cancel.isVisible()
    assert library.pictures(window.project) == ()


def test_a_cancelled_job_that_is_taken_out_at_once_leaves_no_progress_behind(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps
) -> None:
    window = make_window(few_steps(steps=MANY))
    queue, view = window.worker.queue, window.queue_panel.table.view
    window.queue_panel.toggle()
    wait_for_step(qtbot, window, 2, lambda: qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL))
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    while queue.open:  # the worker's news of the end lies in the window's queue of events by now
        time.sleep(0.01)
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert queue.jobs() == ()
    qtbot.waitUntil(window.stage.start.isVisible, timeout=PATIENCE)
    assert not window.stage.bar.isVisible()


def test_control_enter_queues_another_picture_while_one_is_drawn(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, library: Library
) -> None:
    window = make_window(few_steps("first", steps=MANY))
    words = window.side.prompt.words
    wait_for_step(qtbot, window, 1, lambda: qtbot.keyClick(words, Qt.Key.Key_Return, CONTROL))
    assert "queue it while another" in window.side.button.toolTip()

    window.draft.replace(few_steps("second"))
    qtbot.keyClick(words, Qt.Key.Key_Return, CONTROL)
    assert window.side.cancel.accessibleName() == "Cancel the picture · 1 waiting"
    with qtbot.waitSignal(window.worker.pictured, timeout=PATIENCE):
        qtbot.mouseClick(window.side.cancel, LEFT)  # cancels the first one only

    (picture,) = library.pictures(window.project)
    assert picture.recipe.prompt == "second"


def test_closing_in_the_middle_of_a_picture_is_quick_and_loses_nothing(
    qtbot: QtBot, make_window: MakeWindow, few_steps: FewSteps, tmp_path: Path
) -> None:
    library = Library(tmp_path / "mine")
    window = make_window(few_steps("kept"), library)
    with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
        window.generate()
    window.draft.replace(few_steps("half done", steps=MANY))
    wait_for_step(qtbot, window, 2, window.generate)
    window.generate()  # and one more waits
    window.draft.update(prompt="half done, and edited")

    began = time.monotonic()
    window.close()
    library.close()

    assert time.monotonic() - began < 5
    assert window.worker.isFinished()
    again = Library(tmp_path / "mine")  # not locked any more
    (picture,) = again.pictures(window.project)
    draft = again.load_draft(window.project)
    again.close()
    assert picture.recipe.prompt == "kept"
    assert picture.path.is_file()
    assert draft == window.draft.recipe
    assert draft.prompt == "half done, and edited"


def test_photo_without_a_face_is_told_before_generate(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    Image.new("RGB", (300, 200), "black").save(tmp_path / "night.png")

    drop_on(window, tmp_path / "night.png")
    note = window.side.person.note
    qtbot.waitUntil(lambda: note.text().startswith("No face found"), timeout=PATIENCE)
    qtbot.mouseClick(window.generate_button, LEFT)

    assert "no face" in window.side.problems.text()
    assert not window.side.cancel.isVisible()


def test_broken_file_is_refused_and_the_person_stays(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    window = make_window()
    drop_on(window, AMARA)
    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    before = window.draft.recipe
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")

    drop_on(window, broken)

    notice = window.stage.notice
    qtbot.waitUntil(notice.isVisible, timeout=PATIENCE)
    assert notice.text.text().startswith("Can't open broken.png")
    assert not notice.copy.isVisible()  # not a bug: nothing to report
    assert window.draft.recipe == before


def test_pasted_picture_becomes_the_person(qtbot: QtBot, make_window: MakeWindow) -> None:
    window = make_window()
    QGuiApplication.clipboard().setImage(to_qimage(np.full((50, 60, 3), 200, np.uint8)))
    qtbot.keyClick(window, Qt.Key.Key_V, CONTROL)

    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)
    assert window.side.person.name.text() == "Pasted picture"


def test_second_window_shows_what_the_first_one_left(
    qtbot: QtBot, make_window: MakeWindow, tmp_path: Path
) -> None:
    library = Library(tmp_path / "mine")
    first = make_window(library=library)
    drop_on(first, AMARA)
    qtbot.waitUntil(lambda: first.draft.identity is not None, timeout=PATIENCE)
    qtbot.keyClicks(first.side.prompt.words, "a tall tree")
    first.side.sampling.steps.slider.setValue(9)
    first.side.person.likeness.slider.setValue(10)
    first.close()
    library.close()

    library = Library(tmp_path / "mine")
    second = make_window(library=library)

    assert second.draft.recipe == first.draft.recipe
    assert second.side.prompt.words.toPlainText() == "a tall tree"
    assert second.side.sampling.steps.value() == 9
    assert second.side.person.likeness.value() == 0.5
    (key,) = second.draft.recipe.sources()
    qtbot.waitUntil(lambda: second.sources.photo(key) is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: second.side.person.name.text() == AMARA.stem, timeout=PATIENCE)
    second.close()
    library.close()


def test_new_draft_and_panels_take_what_the_pack_recommends(
    qtbot: QtBot, make_window: MakeWindow, demo_pack: Pack
) -> None:
    manifest = demo_pack.manifest
    changes = {
        "width": 192,
        "height": 256,
        "steps": 33,
        "guidance": 6.5,
        "scheduler": "ddim",
        "likeness": 0.35,
        "structure": 1.1,
    }
    adapters = tuple(reversed(manifest.adapters))
    defaults = manifest.defaults.model_copy(update=changes)
    window = make_window(
        manifest=manifest.model_copy(update={"defaults": defaults, "adapters": adapters})
    )
    sampling = window.draft.recipe.sampling
    assert (sampling.width, sampling.height, sampling.scheduler) == (192, 256, "ddim")
    assert (sampling.steps, sampling.guidance) == (33, 6.5)
    assert window.side.sampling.steps.value() == 33
    assert "usually 33" in window.side.sampling.steps.slider.toolTip()

    drop_on(window, AMARA)
    drop_on(window.side.image_prompts.drop, AMARA)
    qtbot.waitUntil(lambda: bool(window.draft.recipe.image_prompts), timeout=PATIENCE)
    qtbot.waitUntil(lambda: window.draft.identity is not None, timeout=PATIENCE)

    assert window.draft.identity is not None
    assert (window.draft.identity.likeness, window.draft.identity.structure) == (0.35, 1.1)
    assert window.draft.recipe.image_prompts[0].adapter == adapters[0].name


def test_sample_people_bring_words_but_take_none_away(
    qtbot: QtBot, make_window: MakeWindow
) -> None:
    window = make_window()
    words, strip = window.side.prompt.words, window.side.person.strip
    qtbot.waitUntil(lambda: bool(strip.buttons), timeout=PATIENCE)

    qtbot.mouseClick(strip.buttons[0], LEFT)
    qtbot.waitUntil(strip.buttons[0].isChecked, timeout=PATIENCE)
    first = words.toPlainText()
    qtbot.mouseClick(strip.buttons[5], LEFT)
    qtbot.waitUntil(strip.buttons[5].isChecked, timeout=PATIENCE)
    assert words.toPlainText() not in ("", first)
    assert [button.isChecked() for button in strip.buttons].count(True) == 1

    qtbot.keyClicks(words, "my own ")
    mine = words.toPlainText()
    qtbot.mouseClick(strip.buttons[0], LEFT)
    qtbot.waitUntil(strip.buttons[0].isChecked, timeout=PATIENCE)
    assert words.toPlainText() == mine


def test_pack_without_adapters_takes_no_image_prompt(
    make_window: MakeWindow, demo_pack: Pack
) -> None:
    window = make_window(manifest=demo_pack.manifest.model_copy(update={"adapters": ()}))
    button = window.side.image_prompts.drop

    assert not button.isEnabled()
    assert "no IP-Adapter" in button.toolTip()


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
