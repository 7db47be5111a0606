"""Additions: fetched and put into a pack in one go, by real events against a real server."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.jobs import JobControl
from core.packs import Pack
from core.packs.installing import Installer
from gui.main_window import MainWindow
from gui.packs.bundle_card import BundleCard
from gui.packs.page import ModelsPage
from tests.gui.conftest import PATIENCE
from tests.gui.packs.conftest import OpenPage, accept_all, agree, press, show_bundle
from tests.gui.packs.shop import Shop


@pytest.fixture
def own(shop: Shop, own_folders: Path) -> Pack:
    """A pack of the user which the addition fits; all terms are accepted."""
    accept_all(shop, own_folders)
    setup = shop.setup(own_folders)
    assert setup.network is not None
    installer = Installer(setup.network, own_folders, None, setup.lookup, setup.manner)
    return installer.install(shop.words, JobControl())


Opened = tuple[MainWindow, ModelsPage, BundleCard]


@pytest.fixture
def opened(qtbot: QtBot, own: Pack, open_page: OpenPage) -> Opened:
    """A window, and its page at the card of the addition."""
    window, page = open_page()
    card = show_bundle(qtbot, page, "extra-tiny")
    qtbot.waitUntil(lambda: card.target is not None and card.target.looked, timeout=PATIENCE)
    return window, page, card


def choices(card: BundleCard) -> list[str]:
    assert card.target is not None
    return [card.target.packs.itemText(place) for place in range(card.target.packs.count())]


def choose_next(qtbot: QtBot, card: BundleCard) -> None:
    assert card.target is not None
    card.target.packs.setFocus()
    qtbot.keyClick(card.target.packs, Qt.Key.Key_Down)


def test_it_is_fetched_and_added_in_one_go(
    qtbot: QtBot, own: Pack, opened: Opened, shop: Shop
) -> None:
    window, page, card = opened
    assert choices(card) == ["IP-Adapter on Stable Diffusion 1.5", "A copy of Demo people"]
    assert card.get.text() == "Download and add…"
    shop.site.asked.clear()
    agree(qtbot, page, card)
    assert page.bundles.question is not None
    qtbot.waitUntil(lambda: card.added.isVisible(), timeout=PATIENCE)
    title = "IP-Adapter on Stable Diffusion 1.5"
    assert card.added.words.text() == f"It is in the pack “{title}” now."

    pack = Pack.load(own.folder)
    pack.verify()
    assert [net.name for net in pack.manifest.controlnets] == ["plain"]
    assert len(shop.site.asked) >= len(shop.extra.items)
    qtbot.waitUntil(lambda: choices(card) == ["A copy of Demo people"], timeout=PATIENCE)
    shown = page.installed.cards[str(pack.folder)]
    assert "ControlNets (plain)" in shown.lines[1].words.text()
    press(qtbot, card.use)
    assert window.pages.models.handover.pack == pack


def _trouble(card: BundleCard) -> str:
    return card.transfer.what.text() if card.transfer.trouble.isVisible() else ""


def test_of_a_pack_that_came_along_a_copy_takes_it_in(
    qtbot: QtBot, open_page: OpenPage, shop: Shop, demo_pack: Pack, own_folders: Path
) -> None:
    accept_all(shop, own_folders)
    faces = replace(shop.extra, items=(shop.whole.items[-1],))
    _, page = open_page(replace(shop.setup(own_folders), additions=(faces,)))
    card = show_bundle(qtbot, page, "extra-tiny")
    qtbot.waitUntil(lambda: choices(card) == ["A copy of Demo people"], timeout=PATIENCE)
    qtbot.waitUntil(card.get.isEnabled, timeout=PATIENCE)
    agree(qtbot, page, card)
    qtbot.waitUntil(lambda: card.added.isVisible() or bool(_trouble(card)), timeout=PATIENCE)
    assert _trouble(card) == ""
    [copy] = list((own_folders / "packs").glob("*-copy"))
    pack = Pack.load(copy)
    pack.verify()
    assert pack.manifest.title == "Demo people (copy)"
    assert "faces/antelopev2/glintr100.onnx" in pack.manifest.files
    assert Pack.load(demo_pack.folder).manifest == demo_pack.manifest


def test_a_copy_that_nothing_came_into_is_not_left_over(
    qtbot: QtBot, opened: Opened, own_folders: Path
) -> None:
    _, page, card = opened
    choose_next(qtbot, card)
    agree(qtbot, page, card)
    qtbot.waitUntil(lambda: bool(_trouble(card)), timeout=PATIENCE)
    assert "was made for another base model than base." in _trouble(card)
    packs = [one.name for one in (own_folders / "packs").iterdir() if one.name[0] != "."]
    assert packs == ["words-tiny"]
