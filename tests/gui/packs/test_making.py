"""A pack is made of what was found, by mouse and keys; it draws; what does not fit is told."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from core.commands.opening import open_engine
from core.hosting import HostedEngine
from core.library import Library
from core.packs import Pack
from gui.app import destroy
from gui.packs.making import MakingView
from gui.packs.part_rows import PartRow, PartsCard
from gui.preferences import Preferences
from tests.core.packs import official
from tests.gui.conftest import PATIENCE, build_window, choose_person
from tests.gui.events import LEFT, once_asked
from tests.gui.packs.conftest import OpenPage, press
from tests.gui.packs.test_found import click

CONTROL = Qt.KeyboardModifier.ControlModifier


def tick(qtbot: QtBot, view: MakingView, box: QWidget) -> None:
    view.view.ensureWidgetVisible(box)
    qtbot.mouseClick(box, LEFT, pos=QPoint(8, box.height() // 2))


def row(card: PartsCard, name: str) -> PartRow:
    return next(one for one in card.rows if one.choice.found.path.name == name)


def shown(card: PartsCard) -> list[str]:
    return [one.choice.found.path.name for one in card.rows if one.isVisible()]


def names(card: PartsCard) -> list[str]:
    """Of the parts that are chosen."""
    return [found.path.name for found, _ in card.chosen()]


def choose_base(qtbot: QtBot, view: MakingView, name: str) -> None:
    """By keys."""
    view.base.setFocus()
    for _ in range(view.base.count()):
        if view.base.currentText().startswith(name):
            break
        qtbot.keyClick(view.base, Qt.Key.Key_Down)
    else:
        qtbot.keyClick(view.base, Qt.Key.Key_Home)
    assert view.base.currentText().startswith(name)


def type_in(qtbot: QtBot, view: MakingView, edit: QLineEdit, words: str) -> None:
    view.view.ensureWidgetVisible(edit)
    qtbot.mouseClick(edit, LEFT)
    qtbot.keyClick(edit, Qt.Key.Key_A, CONTROL)
    qtbot.keyClicks(edit, words)


def fill_in(qtbot: QtBot, view: MakingView, title: str = "My portraits") -> None:
    type_in(qtbot, view, view.form.title, title)
    type_in(qtbot, view, view.form.licence, "For myself")


def test_a_pack_is_made_of_what_comfyui_has_and_draws_a_portrait(
    qtbot: QtBot,
    open_own: OpenPage,
    own_folders: Path,
    library: Library,
    preferences: Preferences,
) -> None:
    window, page = open_own("found")
    for title in ("painterly", "a1.safetensors", "holiday.safetensors"):
        click(qtbot, page.found, title, CONTROL)
    press(qtbot, page.found.make)
    view = page.making
    assert page.stack.currentWidget() is view
    assert view.instantid.box.isChecked()
    assert names(view.adapters) == ["a1.safetensors"]
    tick(qtbot, view, row(view.adapters, "a2.safetensors").box)
    assert [one.name for one in view.faces.ticked()] == ["antelopev2"]
    assert not view.foot.make.isEnabled()
    assert view.foot.told.text() == "Say under what terms the models may be used."
    assert view.form.numbers["width"].value() == 256  # for which the base was trained

    fill_in(qtbot, view)
    qtbot.waitUntil(lambda: "MB are used where they lie" in view.foot.told.text(), timeout=PATIENCE)
    assert view.form.folder.text() == "Its folder is called my-portraits."
    press(qtbot, view.foot.make)
    qtbot.waitUntil(view.foot.use.isVisible, timeout=PATIENCE)
    assert view.foot.told.text() == "“My portraits” is ready."
    pack = Pack.load(own_folders / "packs" / "my-portraits")
    pack.verify()
    assert [one.name for one in pack.manifest.adapters] == ["a1", "a2"]
    assert (pack.manifest.title, pack.manifest.licences[0].name) == ("My portraits", "For myself")
    assert pack.manifest.defaults.width == 256

    press(qtbot, view.foot.use)
    qtbot.waitUntil(lambda: window.pages.models.handover.pack is not None, timeout=PATIENCE)
    assert window.pages.models.handover.pack == pack
    draw(qtbot, pack, library, preferences)


def draw(qtbot: QtBot, pack: Pack, library: Library, preferences: Preferences) -> None:
    """A portrait of a sample person through a real engine with this pack."""
    engine = HostedEngine(partial(open_engine, pack.folder))
    window = build_window(None, library, pack.manifest, engine, preferences)
    try:
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow, timeout=PATIENCE)
        window.worker.start()
        choose_person(qtbot, window)
        sampling = window.draft.recipe.sampling.model_copy(update={"steps": 3})
        window.draft.update(sampling=sampling)
        with qtbot.waitSignal(window.worker.succeeded, timeout=PATIENCE):
            qtbot.keyClick(window, Qt.Key.Key_Return, CONTROL)
        (picture,) = library.pictures(window.project)
        assert (picture.width, picture.height) == (256, 256)
    finally:
        window.close()
        destroy(window)
        engine.close()


def test_what_does_not_fit_the_base_can_not_be_ticked_and_says_why(
    qtbot: QtBot, open_own: OpenPage
) -> None:
    _, page = open_own("making")
    view = page.making
    choose_base(qtbot, view, "painterly")
    assert shown(view.adapters) == ["a1.safetensors", "a2.safetensors"]
    tick(qtbot, view, view.adapters.more)
    old, faceid = (row(view.adapters, name) for name in ("old.safetensors", "a3.safetensors"))
    assert old.isVisible()
    assert old.about.text() == (
        "old.safetensors was made for another base model: its tokens have 24 numbers, words 256."
    )
    assert faceid.about.text() == "a3.safetensors needs the face models buffalo_l."
    tick(qtbot, view, old.box)
    assert names(view.adapters) == ["a1.safetensors", "a2.safetensors"]

    choose_base(qtbot, view, "dreams")
    assert names(view.adapters) == []
    assert not view.instantid.box.isEnabled()
    assert "holiday.safetensors was made for another base model" in view.instantid.why.text()
    assert shown(view.loras) == ["flowers.safetensors"]


def test_of_many_loras_those_are_seen_whose_name_is_typed(
    qtbot: QtBot, open_own: OpenPage, comfy: Path
) -> None:
    for number in range(40):
        path = comfy / "models" / "loras" / f"style-{number}.safetensors"
        official.write(path, {"x.attn2.to_k.lora_A.weight": (4, 256)})
    _, page = open_own("making")
    view = page.making
    choose_base(qtbot, view, "painterly")
    assert len(shown(view.loras)) == 30
    assert view.loras.rest.text() == "More than 30 fit: filter them by name."
    type_in(qtbot, view, view.loras.words, "style-39")
    assert shown(view.loras) == ["style-39.safetensors"]
    tick(qtbot, view, view.loras.rows[0].box)
    view.loras.words.clear()
    assert names(view.loras) == ["style-39.safetensors"]
    assert shown(view.loras)[0] == "style-39.safetensors"


def test_without_face_models_instantid_says_what_it_needs(
    qtbot: QtBot, open_own: OpenPage, comfy: Path
) -> None:
    shutil.move(comfy / "models" / "insightface", comfy.parent / "elsewhere")
    _, page = open_own("making", faces=comfy.parent / "elsewhere")
    choose_base(qtbot, page.making, "painterly")
    assert not page.making.instantid.box.isEnabled()
    assert page.making.instantid.why.text() == (
        "holiday.safetensors needs the face models antelopev2."
    )


def test_a_name_that_exists_gets_a_number_and_one_that_comes_meanwhile_is_told(
    qtbot: QtBot, open_own: OpenPage, own_folders: Path
) -> None:
    packs = own_folders / "packs"
    (packs / "my-portraits").mkdir(parents=True)
    _, page = open_own("making")
    view = page.making
    choose_base(qtbot, view, "painterly")
    fill_in(qtbot, view)
    assert view.form.folder.text() == "Its folder is called my-portraits-2."
    (packs / "my-portraits-2").mkdir()
    press(qtbot, view.foot.make)
    qtbot.waitUntil(view.foot.sign.isVisible, timeout=PATIENCE)
    assert view.foot.told.text() == ("There is a pack my-portraits-2 already. Choose another name.")
    assert view.form.folder.text() == "Its folder is called my-portraits-3."
    assert sorted(path.name for path in packs.iterdir()) == ["my-portraits", "my-portraits-2"]
    press(qtbot, view.foot.make)
    qtbot.waitUntil(view.foot.use.isVisible, timeout=PATIENCE)
    assert Pack.load(packs / "my-portraits-3").manifest.title == "My portraits"


def test_a_part_that_vanishes_meanwhile_is_told_and_nothing_is_left(
    qtbot: QtBot, open_own: OpenPage, comfy: Path, own_folders: Path
) -> None:
    _, page = open_own("making")
    view = page.making
    choose_base(qtbot, view, "painterly")
    fill_in(qtbot, view)
    shutil.rmtree(comfy / "models" / "ipadapter")
    press(qtbot, view.foot.make)
    qtbot.waitUntil(view.foot.sign.isVisible, timeout=PATIENCE)
    assert view.foot.told.text() == ("A part of the pack is not there any more. Look for it again.")
    assert list((own_folders / "packs").iterdir()) == []


def test_making_can_be_cancelled(
    qtbot: QtBot, open_own: OpenPage, comfy: Path, own_folders: Path
) -> None:
    huge = {"x.attn2.to_k.lora_A.weight": (4, 256), "y": (2_000_000_000,)}
    official.write(comfy / "models" / "loras" / "huge.safetensors", huge)
    _, page = open_own("making")
    view = page.making
    choose_base(qtbot, view, "painterly")
    tick(qtbot, view, row(view.loras, "huge.safetensors").box)
    fill_in(qtbot, view)
    press(qtbot, view.foot.make)
    qtbot.waitUntil(lambda: view.foot.bar.maximum() > 0, timeout=PATIENCE)
    assert view.foot.stop.hasFocus()
    qtbot.keyClick(view.foot.stop, Qt.Key.Key_Space)
    qtbot.waitUntil(view.foot.make.isVisible, timeout=PATIENCE)
    assert view.foot.told.text() == "Nothing was made."
    assert list((own_folders / "packs").iterdir()) == []


def test_where_packs_can_not_be_written_that_is_told(
    qtbot: QtBot, open_own: OpenPage, own_folders: Path
) -> None:
    (own_folders / "packs").write_text("a file where the folder should be, for root as well")
    _, page = open_own("making")
    view = page.making
    choose_base(qtbot, view, "painterly")
    fill_in(qtbot, view)
    press(qtbot, view.foot.make)
    qtbot.waitUntil(view.foot.sign.isVisible, timeout=PATIENCE)
    assert view.foot.told.text().startswith("Can't write packs: ")


def answer(qtbot: QtBot, path: Path) -> Callable[[QFileDialog], None]:
    def by_keys(dialog: QFileDialog) -> None:
        name = dialog.findChild(QLineEdit)
        assert name is not None
        name.setText(str(path))
        qtbot.keyClick(name, Qt.Key.Key_Return)

    return by_keys


@pytest.mark.parametrize("kind", ["file", "folder", "other"])
def test_a_base_is_chosen_by_its_file_or_folder(
    qtbot: QtBot, open_own: OpenPage, tmp_path: Path, demo_pack: Pack, kind: str
) -> None:
    _, page = open_own("making")
    view = page.making
    if kind == "folder":
        path = tmp_path / "elsewhere"
        shutil.copytree(demo_pack.path("base"), path)
    else:
        shapes = official.checkpoint("sd15") if kind == "file" else official.image_encoder(8, 8)
        path = official.write(tmp_path / "elsewhere.safetensors", shapes)
    once_asked(QFileDialog, answer(qtbot, path))
    press(qtbot, view.folder if kind == "folder" else view.file)
    if kind == "other":
        qtbot.waitUntil(lambda: "elsewhere" in view.foot.told.text(), timeout=PATIENCE)
        assert view.foot.told.text() == (
            "elsewhere.safetensors is no base model of SDXL or Stable Diffusion 1.5."
        )
    else:
        qtbot.waitUntil(lambda: view.base.currentText().startswith("elsewhere"), timeout=PATIENCE)


def test_a_window_that_is_closed_reads_no_large_file_to_its_end(
    qtbot: QtBot, open_own: OpenPage, comfy: Path, own_folders: Path
) -> None:
    huge = {"decoder.conv_in.weight": (4, 4, 3, 3), "encoder.conv_in.weight": (4, 3, 3, 3),
            "x": (30_000_000_000,)}  # fmt: skip
    official.write(comfy / "models" / "vae" / "huge.safetensors", huge)
    window, _ = open_own("found", scanned=False)
    told: list[str] = []
    window.pages.models.work.finding.progressed.connect(lambda one: told.append(one.stage))
    qtbot.waitUntil(lambda: "reading" in told, timeout=PATIENCE)
    window.close()
    assert "huge" not in (own_folders / "hashes.json").read_text()
