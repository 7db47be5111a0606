"""A pack of somebody else is taken in, and what was found comes into a pack of one's own."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.jobs import JobControl
from core.packs import Pack
from core.packs.ownership import copy_of
from gui.packs.adding import AddDialog
from gui.packs.bringing import BringDialog
from gui.packs.page import ModelsPage
from tests.gui.conftest import PATIENCE
from tests.gui.events import drop_on
from tests.gui.packs.conftest import OpenPage, press
from tests.gui.packs.test_found import click

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def stick(tmp_path: Path, demo_pack: Pack) -> Path:
    """Somebody's pack."""
    return copy_of(demo_pack, tmp_path / "stick" / "theirs", "Theirs", JobControl()).folder


def give(qtbot: QtBot, page: ModelsPage, folder: Path) -> BringDialog:
    drop_on(page.found.viewport(), folder)
    dialog = page.question
    assert isinstance(dialog, BringDialog)
    qtbot.waitUntil(lambda: dialog.ok.isEnabled() or dialog.sign.isVisible(), timeout=PATIENCE)
    return dialog


def test_a_pack_from_a_stick_is_taken_in_and_listed(
    qtbot: QtBot, open_own: OpenPage, own_folders: Path, stick: Path
) -> None:
    _, page = open_own("found")
    dialog = give(qtbot, page, stick)
    assert dialog.title.text() == "Theirs"
    assert "Apache-2.0" in dialog.about.text()
    assert not dialog.copy.isVisible()  # it lies on the same disk
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.installed, timeout=PATIENCE)
    pack = Pack.load(own_folders / "packs" / "theirs")
    pack.verify()
    qtbot.waitUntil(lambda: str(pack.folder) in page.installed.cards, timeout=PATIENCE)


def test_a_pack_that_was_changed_is_refused_in_a_sentence(
    qtbot: QtBot, open_own: OpenPage, own_folders: Path, stick: Path
) -> None:
    (stick / "README.md").write_text("something else")
    _, page = open_own("found")
    dialog = give(qtbot, page, stick)
    press(qtbot, dialog.ok)
    qtbot.waitUntil(dialog.sign.isVisible, timeout=PATIENCE)
    assert dialog.told.text().startswith("The file README.md of pack theirs is damaged: it has 14")
    assert list((own_folders / "packs").iterdir()) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_a_stick_that_is_taken_out_is_told(
    qtbot: QtBot, open_own: OpenPage, own_folders: Path, stick: Path
) -> None:
    _, page = open_own("found")
    dialog = give(qtbot, page, stick)
    shutil.rmtree(stick)
    press(qtbot, dialog.ok)
    qtbot.waitUntil(dialog.sign.isVisible, timeout=PATIENCE)
    assert dialog.told.text().startswith("The folder theirs is not a pack: it holds no readable")


@pytest.fixture
def mine(own_folders: Path, demo_pack: Pack) -> Pack:
    """A pack of the user."""
    return copy_of(demo_pack, own_folders / "packs" / "mine", "Mine", JobControl())


def ask_to_add(qtbot: QtBot, page: ModelsPage, *titles: str) -> AddDialog:
    for title in titles:
        click(qtbot, page.found, title, CONTROL)
    press(qtbot, page.found.add)
    dialog = page.question
    assert isinstance(dialog, AddDialog)
    return dialog


def test_an_adapter_and_a_lora_come_into_a_pack_of_ones_own(
    qtbot: QtBot, open_own: OpenPage, mine: Pack
) -> None:
    window, page = open_own("found")
    dialog = ask_to_add(qtbot, page, "a2.safetensors", "quick.safetensors")
    assert [dialog.packs.itemText(place) for place in range(dialog.packs.count())] == ["Mine"]
    qtbot.waitUntil(lambda: "under what terms" in dialog.told.text(), timeout=PATIENCE)
    assert not dialog.ok.isEnabled()
    qtbot.mouseClick(dialog.licence, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog.licence, "As theirs")
    qtbot.keyClick(dialog.licence, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.use.isVisible, timeout=PATIENCE)
    assert dialog.told.text() == "It is in the pack “Mine” now."

    pack = Pack.load(mine.folder)
    pack.verify()
    assert [one.name for one in pack.manifest.adapters][-1] == "a2"
    assert pack.manifest.adapters[-1].encoder == "ip-adapter/models/image_encoder"  # its own
    assert [one.name for one in pack.manifest.loras][-1] == "quick"
    assert pack.manifest.licences[-1].name == "As theirs"
    press(qtbot, dialog.use)
    qtbot.waitUntil(lambda: window.pages.models.handover.pack is not None, timeout=PATIENCE)


def test_what_does_not_fit_a_pack_is_told_before_it_is_added(
    qtbot: QtBot, open_own: OpenPage, mine: Pack
) -> None:
    _, page = open_own("found")
    dialog = ask_to_add(qtbot, page, "lines.safetensors")
    qtbot.waitUntil(dialog.sign.isVisible, timeout=PATIENCE)
    assert dialog.told.text().startswith("lines.safetensors was made for another base model than")
    qtbot.keyClicks(dialog.licence, "any")
    assert not dialog.ok.isEnabled()


def test_without_a_pack_of_ones_own_there_is_nothing_to_add_to(
    qtbot: QtBot, open_own: OpenPage
) -> None:
    _, page = open_own("found")
    dialog = ask_to_add(qtbot, page, "quick.safetensors")
    assert dialog.told.text() == "There is no pack of your own yet. Make one of these parts."
    assert not dialog.ok.isEnabled()
