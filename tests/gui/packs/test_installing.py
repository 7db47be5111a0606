"""From nothing to a pack that draws, by real events against a real server."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from core.packs import Pack
from tests.gui.conftest import PATIENCE
from tests.gui.packs.conftest import OpenPage, agree, show_bundle
from tests.gui.packs.shop import Shop


def test_a_bundle_comes_from_nothing_to_a_pack(
    qtbot: QtBot, open_page: OpenPage, shop: Shop, own_folders: Path
) -> None:
    window, page = open_page()
    card = show_bundle(qtbot, page, "instantid-tiny")
    assert shop.site.asked == []
    assert "to fetch" in card.takes.words.text()
    work = window.pages.models.work
    with qtbot.waitSignal(work.installations.installed, timeout=PATIENCE):
        agree(qtbot, page, card)
    qtbot.waitUntil(lambda: card.pill.text() == "Installed", timeout=PATIENCE)

    pack = Pack.load(own_folders / "packs" / "instantid-tiny")
    pack.verify()
    assert pack.manifest.instantid is not None
    assert page.notice.isVisible()
    assert work.installations.all == ()
    assert window.status.offline.text() == "Offline: nothing leaves this computer"
