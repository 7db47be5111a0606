"""Where models are at home in the window: the page, the commands, the pack that draws."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.errors import UserError
from core.library import Library
from core.packs import Manifest, Pack, PackStore
from core.settings import choose_pack
from core.told import Told
from gui.calls import Call
from gui.commands import Commands
from gui.failure import Failure
from gui.library_care import LibraryCare
from gui.library_parts import in_the_way
from gui.panels.sources import Sources
from gui.stage import Stage
from gui.status import StatusBar
from gui.tabs import Tabs
from gui.theme import Theme
from gui.worker import Worker

if TYPE_CHECKING:
    from core.packs.bundles import Bundle
    from gui.packs.models import ModelWork, Setup
    from gui.packs.orders import Order
    from gui.packs.page import ModelsPage


@dataclass(frozen=True)
class Handover:
    """What a window leaves to the one that takes its place.

    Attributes:
        pack: that draws from then on; None: the same as before.
        going: what was being fetched.
    """

    pack: Pack | None = None
    going: tuple[Order, ...] = ()


class Window(Protocol):
    """The parts of the window that models need."""

    theme: Theme
    commands: Commands
    tabs: Tabs
    stage: Stage
    status: StatusBar
    worker: Worker
    sources: Sources
    library: Library
    care: LibraryCare


class ModelsRoom(QObject):
    """Opens the page when it is first asked for, and loads all that it needs then. GUI thread.

    Args:
        owner: the window, to which the shortcuts belong.
        window: the same, as its parts.
        manifest: of the pack that draws.

    Attributes:
        setup: what models are made of; None: the usual. To be set before the page is opened.
        page: while it is open.
        handover: for a window that takes the place of this one, once this one is closed.
    """

    def __init__(self, owner: QWidget, window: Window, manifest: Manifest) -> None:
        super().__init__(owner)
        self._window, self._manifest = window, manifest
        self.setup: Setup | None = None
        self.page: ModelsPage | None = None
        self.handover = Handover()
        self._work: ModelWork | None = None
        window.tabs.closed.connect(self._closed)
        Call(window.status.pack_name.clicked, self, self.show)
        window.commands.add(
            "view.models",
            lambda: self.tr("View"),
            lambda: self.tr("Models"),
            self.show,
            owner,
            ("Ctrl+M",),
        )
        window.commands.add(
            "view.download_models",
            lambda: self.tr("View"),
            lambda: self.tr("Download models…"),
            partial(self.show, "bundles"),
            owner,
        )

        self._switch_action = window.commands.add(
            "view.use_pack",
            lambda: self.tr("View"),
            lambda: self.tr("Switch to that pack"),
            self._switch,
            owner,
        )

    @property
    def work(self) -> ModelWork:
        """What the parts of the page share; made when it is first asked for."""
        if self._work is None:
            from gui.packs.models import ModelWork, Setup

            self._work = work = ModelWork(self.setup or Setup(), self._manifest, self)
            work.wanted.connect(self._use)
            work.installations.changed.connect(self._tell_hosts)
            work.installations.installed.connect(self._tell_installed)
            work.installations.stopped.connect(self._tell_stopped)
            work.load()
        return self._work

    def show(self, part: str = "") -> None:
        """Open the page, and perhaps one of its parts, see `ModelsPage.show_part`."""
        from gui.packs.page import ModelsPage

        if self.page is None:
            self.page = ModelsPage(self.work, self._window.theme, self._window.commands)
            self._window.tabs.add(self.page, lambda: self.tr("Models"))
        self._window.tabs.setCurrentWidget(self.page)
        self.page.show_part(part or "installed")

    def take_over(self, before: Handover) -> None:
        """Go on with what the window before this one was doing."""
        if before.pack is not None:
            words = Told("{0} draws from now on.", before.pack.manifest.title)
            self._window.stage.notice.tell(Failure(words))
        if before.going:
            self.work.installations.go_on_with(before.going)

    def stop(self) -> None:
        """End what goes on; the window is closing."""
        if self._work is not None:
            going = tuple(one.order for one in self._work.installations.all if one.at_work)
            self.handover = Handover(self.handover.pack, going)
            self._work.stop()

    def _use(self, pack: Pack) -> None:
        """Have a pack draw: as every part of the window knows the old one, another one opens."""
        window = self._window
        if (reason := in_the_way(window.worker.queue, window.sources)) is not None:
            self.work.refused.emit(reason)
            return
        try:
            choose_pack(str(pack.folder))
        except UserError as error:
            self.work.refused.emit(Failure.of(error))
            return
        self.handover = Handover(pack)
        window.care.make_way(window.library)

    def _switch(self) -> None:
        """Draw with the pack that a recipe asks for, which a message has named."""
        from gui.packs.models import SHIPPED

        name, work = str(self._switch_action.data() or ""), self.work
        work.background.run(
            PackStore(SHIPPED, work.folder).list,
            partial(self._switch_to, name),
            self._window.stage.notice.tell,
        )

    def _switch_to(self, name: str, packs: tuple[Pack, ...]) -> None:
        window = self._window
        pack = next((one for one in packs if one.manifest.name == name), None)
        if pack is None or name == self._manifest.name:
            self.show("installed" if pack is not None or not name else "bundles")
            if pack is None and name and self.page is not None:
                hint = Told("Download it, make it, or bring it from another computer.")
                self.page.notice.tell(Failure(Told("The pack {0} is not installed.", name), hint))
        elif (reason := in_the_way(window.worker.queue, window.sources)) is not None:
            window.stage.notice.tell(reason)
        else:
            self._use(pack)

    def _tell_hosts(self) -> None:
        self._window.status.show_hosts(self.work.installations.hosts)

    def _tell_installed(self, bundle: Bundle, pack: Pack | None) -> None:
        hint = Told("Choose it on the page of models, to draw with it.")
        words = Told("{0} is installed.", bundle.title)
        if pack is None:
            words = Told("{0} is on this computer.", bundle.title)
            hint = Told("The page of models adds it to a pack.")
        elif bundle.manifest is None:
            words = Told("{0} is in the pack {1} now.", bundle.title, pack.manifest.title)
        self._tell_elsewhere(bundle, words, hint)

    def _tell_stopped(self, bundle: Bundle) -> None:
        words = Told("The download of {0} has stopped.", bundle.title)
        self._tell_elsewhere(bundle, words, Told("The page of models says why."))

    def _tell_elsewhere(self, bundle: Bundle, words: Told, hint: Told) -> None:
        """Where it is seen, unless the card of the bundle is: that says it."""
        page = self.page
        if page is not None and page.bundles.cards[bundle.name].isVisible():
            return
        seen = page is not None and page.isVisible()
        notice = page.notice if page is not None and seen else self._window.stage.notice
        notice.tell(Failure(words, hint, action="view.models", topic=f"models {bundle.name}"))

    def _closed(self, page: QWidget) -> None:
        if page is self.page:
            self.page = None
