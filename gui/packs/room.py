"""Where models are at home in the window: the page, the commands, the pack that draws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.packs import Manifest
from gui.commands import Commands
from gui.tabs import Tabs
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.packs.models import ModelWork, Setup
    from gui.packs.page import ModelsPage


class Window(Protocol):
    """The parts of the window that models need."""

    theme: Theme
    commands: Commands
    tabs: Tabs


class ModelsRoom(QObject):
    """Opens the page when it is first asked for, and loads all that it needs then. GUI thread.

    Args:
        owner: the window, to which the shortcuts belong.
        window: the same, as its parts.
        manifest: of the pack that draws.

    Attributes:
        setup: what models are made of; None: the usual. To be set before the page is opened.
        page: while it is open.
    """

    def __init__(self, owner: QWidget, window: Window, manifest: Manifest) -> None:
        super().__init__(owner)
        self._window, self._manifest = window, manifest
        self.setup: Setup | None = None
        self.page: ModelsPage | None = None
        self._work: ModelWork | None = None
        window.tabs.closed.connect(self._closed)
        window.commands.add(
            "view.models",
            lambda: self.tr("View"),
            lambda: self.tr("Models"),
            self.show,
            owner,
            ("Ctrl+M",),
        )

    @property
    def work(self) -> ModelWork:
        """What the parts of the page share; made when it is first asked for."""
        if self._work is None:
            from gui.packs.models import ModelWork, Setup

            self._work = ModelWork(self.setup or Setup(), self._manifest.name, self)
            self._work.load()
        return self._work

    def show(self, part: str = "") -> None:
        """Open the page, and perhaps one of its parts, see `ModelsPage.show_part`."""
        from gui.packs.page import ModelsPage

        if self.page is None:
            self.page = ModelsPage(self.work, self._window.theme, self._window.commands)
            self._window.tabs.add(self.page, lambda: self.tr("Models"))
        self._window.tabs.setCurrentWidget(self.page)
        self.page.show_part(part or "installed")

    def stop(self) -> None:
        """End what goes on; the window is closing."""
        if self._work is not None:
            self._work.stop()

    def _closed(self, page: QWidget) -> None:
        if page is self.page:
            self.page = None
