"""A window whose page of models knows one publisher, which is on this machine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.packs import Pack
from core.packs.terms import Acceptances
from core.people.record import today
from gui.main_window import MainWindow
from gui.packs.bundle_card import BundleCard
from gui.packs.models import Setup
from gui.packs.page import ModelsPage
from gui.packs.starting import StartDialog
from tests.core.packs.bad_server import Site, serving
from tests.gui.conftest import PATIENCE
from tests.gui.packs.computer import catalogue_of, make_comfy
from tests.gui.packs.shop import Shop, open_shop

LEFT = Qt.MouseButton.LeftButton
OpenPage = Callable[..., tuple[MainWindow, ModelsPage]]


@pytest.fixture(autouse=True)
def user_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where other programs keep their models: nothing is there yet."""
    home = tmp_path / "user"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HOME", "INVOKEAI_ROOT"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with serving() as site:
        monkeypatch.setenv("HF_ENDPOINT", site.url.removesuffix("/file"))
        yield site


@pytest.fixture
def shop(site: Site) -> Shop:
    return open_shop(site)


@pytest.fixture
def open_page(
    qtbot: QtBot, make_window: Callable[..., MainWindow], shop: Shop, own_folders: Path
) -> OpenPage:
    """Opens a window and the page of models by its key; takes another Setup."""

    def open_it(setup: Setup | None = None) -> tuple[MainWindow, ModelsPage]:
        window = make_window()
        window.pages.models.setup = setup or shop.setup(own_folders)
        qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        page = window.pages.models.page
        assert page is not None
        work = window.pages.models.work
        qtbot.waitUntil(lambda: work.estimates.of(shop.whole) is not None, timeout=PATIENCE)
        return window, page

    return open_it


def show_bundle(qtbot: QtBot, page: ModelsPage, name: str) -> BundleCard:
    """Go to what can be fetched, with the keyboard; the card of a bundle."""
    qtbot.keyClick(page.list, Qt.Key.Key_Down)
    assert page.stack.currentWidget() is page.bundles
    return page.bundles.cards[name]


def press(qtbot: QtBot, button: QPushButton) -> None:
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, LEFT)


def agree(qtbot: QtBot, page: ModelsPage, card: BundleCard) -> None:
    """Press Download, tick all terms one by one, press Download."""
    press(qtbot, card.get)
    dialog = page.bundles.question
    assert isinstance(dialog, StartDialog)
    for tick in dialog.ticks:
        assert not dialog.ok.isEnabled()
        qtbot.mouseClick(tick, LEFT, pos=QPoint(8, tick.height() // 2))
        assert tick.isChecked()
    press(qtbot, dialog.ok)


def accept_all(shop: Shop, home: Path) -> None:
    """As if the terms had been accepted on another day."""
    book = Acceptances(home / "accepted-terms.json")
    for bundle in (shop.whole, shop.words, shop.extra):
        for one in bundle.terms:
            book.accept(one, today())


@pytest.fixture
def comfy(user_home: Path, demo_pack: Pack) -> Path:
    """ComfyUI with models in the user's home."""
    return make_comfy(user_home, demo_pack)


@pytest.fixture
def open_own(
    qtbot: QtBot, make_window: Callable[..., MainWindow], comfy: Path, own_folders: Path
) -> OpenPage:
    """Opens the page at one of its parts, where there is nothing to fetch; waits for the scan."""

    def open_it(
        part: str, scanned: bool = True, faces: Path | None = None
    ) -> tuple[MainWindow, ModelsPage]:
        window = make_window()
        window.resize(1500, 1000)
        window.pages.models.setup = Setup(
            home=own_folders, bundles=(), additions=(), catalogue=catalogue_of(faces or comfy)
        )
        qtbot.keyClick(window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
        page = window.pages.models.page
        assert page is not None
        while page.stack.currentWidget() is not getattr(page, part):
            qtbot.keyClick(page.list, Qt.Key.Key_Down)
        if scanned:
            finding = window.pages.models.work.finding
            qtbot.waitUntil(lambda: finding.scanned, timeout=PATIENCE)
        return window, page

    return open_it
