"""Export: what the copy holds is ticked, looked at and written; by mouse and keys."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from core import credentials
from core.credentials import State
from core.exporting.revealing import reveal
from core.imaging import load_image
from core.library import Library
from core.picture import Picture, read_recipe
from core.recipe import Identity
from gui.exporting.dialog import ExportDialog
from gui.gallery.panel import GalleryPanel
from gui.preferences import Preferences
from tests.gui.conftest import PATIENCE

LEFT = Qt.MouseButton.LeftButton
WORDS = "Rosalind <b>by</b> the sea"


@pytest.fixture
def picture(library: Library, gallery: GalleryPanel, project: int, save) -> Picture:
    kept = save(WORDS, identities=(Identity(references=("a" * 64,)),))
    gallery.open(project)
    gallery.list.setCurrentIndex(gallery.model.index(0))
    return kept


@pytest.fixture
def open_dialog(qtbot: QtBot, gallery: GalleryPanel) -> Callable[[], ExportDialog]:
    def ask() -> ExportDialog:
        gallery.acting.all["export"].trigger()
        qtbot.waitUntil(lambda: gallery.exporting.dialog is not None, timeout=PATIENCE)
        dialog = gallery.exporting.dialog
        assert isinstance(dialog, ExportDialog)
        read(qtbot, dialog)
        return dialog

    return ask


def read(qtbot: QtBot, dialog: ExportDialog) -> str:
    """What the dialog says of the finished file."""
    qtbot.waitUntil(lambda: dialog.go.isEnabled(), timeout=PATIENCE)
    return dialog.found.text()


def click(dialog: ExportDialog, name: str) -> None:
    tick = dialog.ticks[name]
    QTest.mouseClick(tick, LEFT, pos=tick.rect().center())


def save_as(qtbot: QtBot, dialog: ExportDialog, target: Path) -> None:
    """Press Enter, type where it goes, press Enter."""

    def answer() -> None:
        asking = QApplication.activeModalWidget()
        if not isinstance(asking, QFileDialog):
            QTimer.singleShot(0, answer)
            return
        name = asking.findChild(QLineEdit)
        assert name is not None
        qtbot.waitUntil(name.hasFocus, timeout=PATIENCE)
        qtbot.keyClicks(name, str(target))
        completer = name.completer()
        if completer is not None:  # or Enter would take the file that it has found by then
            completer.popup().hide()
        qtbot.keyClick(name, Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    QTest.keyClick(dialog, Qt.Key.Key_Return)


def test_at_first_a_copy_says_only_that_it_was_made_by_ai(
    qtbot: QtBot, gallery: GalleryPanel, picture: Picture, open_dialog, tmp_path: Path
) -> None:
    dialog = open_dialog()
    text = dialog.found.text()
    assert "Rosalind" not in text
    assert "marked (IPTC" in text
    assert "valid, signed on this computer" in text

    save_as(qtbot, dialog, tmp_path / "for you")
    copy = tmp_path / "for you.png"
    qtbot.waitUntil(lambda: gallery.exporting.dialog is None, timeout=PATIENCE)

    assert np.array_equal(load_image(copy), load_image(picture.path))
    with Image.open(copy) as opened:
        assert set(opened.info) == {"XML:com.adobe.xmp", "xmp"} & set(opened.info)
        assert "trainedAlgorithmicMedia" in str(opened.info)
    assert credentials.read(copy.read_bytes(), "image/png").state is State.OURS
    assert read_recipe(picture.path) == picture.recipe  # the library's own keeps it


def test_each_tick_changes_what_is_found(
    qtbot: QtBot, gallery: GalleryPanel, library: Library, picture: Picture, open_dialog
) -> None:
    dialog = open_dialog()
    assert not dialog.ticks["words"].isEnabled()

    click(dialog, "recipe")
    assert not dialog.go.isEnabled()  # what was looked at is not what would be written
    read(qtbot, dialog)
    assert dialog.revealed is not None
    assert "Seed: " in dialog.revealed.settings
    assert dialog.revealed.words == ""
    assert dialog.revealed.photos == 0

    click(dialog, "words")
    click(dialog, "photos")
    text = read(qtbot, dialog)
    assert dialog.revealed.words == WORDS
    assert dialog.revealed.photos == 1
    assert "Rosalind &lt;b&gt;by&lt;/b&gt; the sea" in text

    click(dialog, "mark")
    click(dialog, "credentials")
    text = read(qtbot, dialog)
    assert "not marked: nobody can tell it from a photo" in text
    assert dialog.revealed.credentials.state is State.NONE
    dialog.reject()


def test_a_name_in_the_words_is_warned_of(
    qtbot: QtBot, library: Library, picture: Picture, open_dialog
) -> None:
    library.create_person("Rosalind", consented=True)

    dialog = open_dialog()
    assert "none of the 1 in this library" in dialog.found.text()
    click(dialog, "recipe")
    click(dialog, "words")
    read(qtbot, dialog)

    assert dialog.revealed is not None
    assert dialog.revealed.names == ("Rosalind",)
    dialog.reject()


def test_formats_say_what_they_have_no_room_for(
    qtbot: QtBot, picture: Picture, open_dialog, tmp_path: Path, gallery: GalleryPanel
) -> None:
    dialog = open_dialog()
    click(dialog, "recipe")
    click(dialog, "words")
    dialog.format.setFocus()
    QTest.keyClick(dialog.format, Qt.Key.Key_Down)
    assert dialog.format.currentText() == "JPEG"
    read(qtbot, dialog)
    assert not dialog.ticks["photos"].isEnabled()
    assert not dialog.ticks["made"].isEnabled()
    assert dialog.revealed is not None
    assert dialog.revealed.format == "JPEG"
    assert dialog.revealed.words == WORDS

    dialog.go.setFocus()
    save_as(qtbot, dialog, tmp_path / "small")
    qtbot.waitUntil(lambda: gallery.exporting.dialog is None, timeout=PATIENCE)

    found = reveal((tmp_path / "small.jpg").read_bytes())
    assert (found.format, found.words, found.marked) == ("JPEG", WORDS, True)
    assert found.credentials is not None
    assert found.credentials.state is State.OURS


def test_what_was_chosen_is_remembered(
    qtbot: QtBot, picture: Picture, open_dialog, tmp_path: Path, gallery: GalleryPanel
) -> None:
    dialog = open_dialog()
    click(dialog, "recipe")
    click(dialog, "credentials")
    read(qtbot, dialog)
    save_as(qtbot, dialog, tmp_path / "one")
    qtbot.waitUntil(lambda: gallery.exporting.dialog is None, timeout=PATIENCE)

    dialog = open_dialog()

    assert dialog.choice.recipe
    assert not dialog.choice.credentials
    assert dialog.choice.mark
    dialog.reject()


def test_a_damaged_picture_is_told_in_the_dialog(
    qtbot: QtBot, picture: Picture, gallery: GalleryPanel
) -> None:
    picture.path.write_bytes(picture.path.read_bytes()[:-40])
    gallery.acting.all["export"].trigger()
    qtbot.waitUntil(lambda: gallery.exporting.dialog is not None, timeout=PATIENCE)
    dialog = gallery.exporting.dialog
    assert isinstance(dialog, ExportDialog)
    qtbot.waitUntil(lambda: "damaged" in dialog.found.text(), timeout=PATIENCE)

    assert not dialog.go.isEnabled()
    dialog.reject()


def test_a_copy_never_takes_the_place_of_a_file_unasked(
    qtbot: QtBot, gallery: GalleryPanel, picture: Picture, open_dialog, tmp_path: Path
) -> None:
    mine = tmp_path / "mine.1.png"
    mine.write_bytes(b"mine")
    dialog = open_dialog()

    with qtbot.waitSignal(gallery.refused, timeout=PATIENCE) as told:
        save_as(qtbot, dialog, tmp_path / "mine.1")

    assert told.args is not None
    assert "mine.1.png" in told.args[0].message
    assert mine.read_bytes() == b"mine"


def test_the_bytes_that_were_looked_at_are_those_that_are_written(
    qtbot: QtBot, gallery: GalleryPanel, picture: Picture, open_dialog, tmp_path: Path
) -> None:
    dialog = open_dialog()
    looked_at = []
    dialog.chosen.connect(lambda data, suffix: looked_at.append(data))

    save_as(qtbot, dialog, tmp_path / "same")
    qtbot.waitUntil(lambda: gallery.exporting.dialog is None, timeout=PATIENCE)

    assert looked_at == [(tmp_path / "same.png").read_bytes()]
    assert Image.open(io.BytesIO(looked_at[0])).format == "PNG"


def test_the_dialog_follows_theme_and_language(
    qtbot: QtBot, picture: Picture, open_dialog, preferences: Preferences
) -> None:
    dialog = open_dialog()
    preferences.choose_language("zh_CN")
    qtbot.waitUntil(lambda: dialog.go.text() == "导出…", timeout=PATIENCE)
    assert "marked" not in dialog.found.text()
    assert "已标记" in dialog.found.text()
    dialog.reject()
