"""Packs that there are: what is said of them, checked, removed and taken back."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from core.jobs import JobControl
from core.packs import Pack
from core.packs.installing import Installer
from gui.main_window import MainWindow
from gui.packs.pack_card import PackCard
from gui.packs.page import ModelsPage
from tests.gui.conftest import PATIENCE
from tests.gui.packs.conftest import OpenPage, accept_all, press
from tests.gui.packs.shop import Shop

Installed = tuple[MainWindow, ModelsPage, PackCard]


@pytest.fixture
def installed(qtbot: QtBot, open_page: OpenPage, shop: Shop, own_folders: Path) -> Installed:
    """A window, its page, and the card of a pack that was installed before."""
    accept_all(shop, own_folders)
    setup = shop.setup(own_folders)
    assert setup.network is not None
    installer = Installer(setup.network, own_folders, None, setup.lookup, setup.manner)
    folder = installer.install(shop.words, JobControl()).folder
    window, page = open_page()
    qtbot.waitUntil(lambda: len(page.installed.cards) == 2, timeout=PATIENCE)
    return window, page, page.installed.cards[str(folder)]


def test_a_card_says_what_a_pack_is_and_may(installed: Installed) -> None:
    _, page, card = installed
    words = [line.words.text() for line in card.lines]
    assert words[0] == "SDXL · pictures of 64 × 64 pixels"
    assert words[1] == "It draws words only."
    assert "Pictures may not be used commercially." in words[2]
    assert str(card.pack.folder) in words[3]
    [shipped] = [one for one in page.installed.cards.values() if one is not card]
    assert shipped.pill.text() == "In use"
    assert not shipped.drop.isVisible()
    assert not shipped.choose.isVisible()
    told = [line.words.text() for line in shipped.lines]
    assert "Pictures may be used commercially." in told[2]
    assert "InstantID" in told[1]


def test_a_check_finds_what_was_changed(qtbot: QtBot, installed: Installed) -> None:
    _, _, card = installed
    press(qtbot, card.checking)
    sound = f"All {len(card.pack.manifest.files)} files are as published."
    qtbot.waitUntil(lambda: card.result.text() == sound, timeout=PATIENCE)

    weights = max(card.pack.folder.rglob("*.safetensors"), key=lambda path: path.stat().st_size)
    data = bytearray(weights.read_bytes())
    data[-1] ^= 1
    weights.write_bytes(data)
    press(qtbot, card.checking)
    qtbot.waitUntil(lambda: "its content has changed" in card.result.text(), timeout=PATIENCE)
    assert weights.name in card.result.text()


def remove(qtbot: QtBot, page: ModelsPage, card: PackCard) -> str:
    """Press Remove and say yes; what was asked."""
    press(qtbot, card.drop)
    qtbot.waitUntil(lambda: page.installed.question is not None, timeout=PATIENCE)
    question = page.installed.question
    assert isinstance(question, QMessageBox)
    [yes] = [one for one in question.buttons() if one.text() == "Remove"]
    words = question.informativeText()
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.installed.undo.isVisible, timeout=PATIENCE)
    return words


def test_a_removed_pack_can_be_taken_back(qtbot: QtBot, installed: Installed) -> None:
    window, page, card = installed
    folder = card.pack.folder
    words = remove(qtbot, page, card)
    assert words.startswith("3 MB become free")
    assert not folder.exists()
    qtbot.waitUntil(lambda: len(page.installed.cards) == 1, timeout=PATIENCE)

    press(qtbot, page.installed.back)
    qtbot.waitUntil(lambda: len(page.installed.cards) == 2, timeout=PATIENCE)
    Pack.load(folder).verify()
    assert not page.installed.undo.isVisible()
    window.close()
    Pack.load(folder).verify()


def test_with_the_window_a_removed_pack_and_its_downloads_are_gone(
    qtbot: QtBot, installed: Installed, own_folders: Path
) -> None:
    window, page, card = installed
    remove(qtbot, page, card)
    window.close()
    assert list((own_folders / "packs").iterdir()) == []
    left = [path for path in (own_folders / "models").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in left) < 1_000_000  # small files were copied


def test_what_two_packs_share_stays_with_the_other(
    qtbot: QtBot, installed: Installed, shop: Shop, own_folders: Path
) -> None:
    window, page, card = installed
    setup = shop.setup(own_folders)
    assert setup.network is not None
    installer = Installer(setup.network, own_folders, None, setup.lookup, setup.manner)
    other = installer.install(shop.whole, JobControl())
    words = remove(qtbot, page, card)
    assert not words.startswith("3 MB")
    window.close()
    other.verify()
    assert installer.missing(shop.words.items) == []
