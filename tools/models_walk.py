"""What one user does with models: a pack from nothing, from a publisher on this machine."""

import os
from unittest import mock

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.settings import data_folder
from gui.packs.models import ModelWork
from gui.packs.page import ModelsPage
from gui.packs.starting import StartDialog
from tests.core.packs.bad_server import Fault, serving
from tests.gui.packs.shop import Shop, open_shop
from tools.retouch_walk import PLAIN, RetouchUser
from tools.window_user import CONTROL, LEFT, Deeds

SLOW = 0.05  # seconds between blocks, so that something is seen of it


class ModelsUser(RetouchUser):
    """Looks at the parts of the page, fetches a pack, is stopped, goes on, removes it."""

    def meet_models_alone(self) -> Deeds:
        """Without a welcome, and without anything else."""
        window = self._window
        yield lambda: window.welcome.dialog is not None
        assert window.welcome.dialog is not None
        QTest.keyClick(window.welcome.dialog, Qt.Key.Key_Escape)
        yield lambda: window.welcome.dialog is None
        window.activateWindow()  # no window manager does it here
        yield window.isActiveWindow
        yield from self.wear(*self._wishes.looks[0])
        yield from self.meet_models()

    def meet_models(self) -> Deeds:
        """All of it; the pack of the window stays in use."""
        with serving() as site:
            endpoint = site.url.removesuffix("/file")
            with mock.patch.dict(os.environ, HF_ENDPOINT=endpoint):
                shop = open_shop(site)
                room = self._window.pages.models
                room.setup = shop.setup(data_folder())
                QTest.keyClick(self._window, Qt.Key.Key_M, CONTROL)
                page = room.page
                assert page is not None
                yield lambda: room.work.estimates.of(shop.whole) is not None
                yield from self.shoot("models")
                for part in ("found", "making", "access", "bundles"):
                    page.show_part(part)
                    yield from self.shoot(f"models-{part}")
                yield from self._fetch(page, shop)
                yield from self._keep_house(page, room.work)
                self._window.activateWindow()  # no window manager does it here
                yield self._window.isActiveWindow
                QTest.keyClick(self._window, Qt.Key.Key_W, CONTROL)

    def _fetch(self, page: ModelsPage, shop: Shop) -> Deeds:
        """Accept the terms, pause, lose the connection, try again."""
        site, card = shop.site, page.bundles.cards[shop.whole.name]
        QTest.mouseClick(card.get, LEFT)
        dialog = page.bundles.question
        assert isinstance(dialog, StartDialog)
        yield from self.shoot("models-terms")
        for tick in dialog.ticks:
            QTest.mouseClick(tick, LEFT, PLAIN, QPoint(8, tick.height() // 2))
        site.delay, site.block = SLOW, 16_000
        QTest.mouseClick(dialog.ok, LEFT)
        yield lambda: card.transfer.hold.isVisible() and card.transfer.hold.isEnabled()
        yield from self.shoot("models-coming")
        QTest.mouseClick(card.transfer.hold, LEFT)
        yield from self.shoot("models-paused")
        site.delay, site.always = 0, Fault(cut=0)
        QTest.mouseClick(card.transfer.resume, LEFT)
        yield card.transfer.trouble.isVisible
        yield from self.shoot("models-stopped")
        site.always = Fault()
        QTest.mouseClick(card.transfer.resume, LEFT)
        yield card.use.isVisible
        QTest.mouseClick(card.more, LEFT)
        yield from self.shoot("models-there")

    def _keep_house(self, page: ModelsPage, work: ModelWork) -> Deeds:
        """Check the new pack, and take it away again."""
        page.show_part("installed")
        yield lambda: len(page.installed.cards) > 1
        [own] = [one for one in page.installed.cards.values() if one.drop.isVisible()]
        QTest.mouseClick(own.checking, LEFT)
        yield own.result.isVisible
        page.installed.ensureWidgetVisible(own)
        yield from self.shoot("models-checked")
        work.remove(own.pack)
        yield page.installed.undo.isVisible
        yield from self.shoot("models-removed")
