"""How the page of the camera is opened, and where its photos go.

The page, and with it everything that reads cameras, is loaded when it is first asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.packs import Manifest
from gui.background import Background
from gui.commands import Commands
from gui.draft import Draft
from gui.panels.drops import Given, Source
from gui.pose.posing import Posing
from gui.preferences import Preferences
from gui.side import Side
from gui.tabs import Tabs
from gui.theme import Theme
from gui.worker import Worker

if TYPE_CHECKING:
    from gui.capture.page import CameraPage


class Window(Protocol):
    """The parts of the window that the camera needs."""

    draft: Draft
    worker: Worker
    theme: Theme
    commands: Commands
    background: Background
    preferences: Preferences
    posing: Posing
    side: Side
    tabs: Tabs


class CameraDoor(QObject):
    """Opens the page. Its photos become photos of the draft's person, or of who asked for them."""

    def __init__(self, owner: QWidget, window: Window, manifest: Manifest) -> None:
        super().__init__(owner)
        self._window, self._manifest = window, manifest
        self.page: CameraPage | None = None
        self._taker: Callable[[Given], None] | None = None  # None: the draft's person
        window.commands.add(
            "view.camera",
            lambda: self.tr("View"),
            lambda: self.tr("Camera"),
            self.show,
            owner,
            ("Ctrl+Shift+C",),
        )
        window.commands.explain(
            window.side.person.camera,
            "view.camera",
            lambda: self.tr("Take photos of the person with the camera"),
        )
        # The command outlives the page, and so does the widget that has its keys.
        keys = QWidget(owner)
        keys.hide()
        self._snap = window.commands.add(
            "camera.snap",
            lambda: self.tr("Camera"),
            lambda: self.tr("Take a photo"),
            self._take_photo,
            keys,
            ("Space", "Return", "Enter"),
            everywhere=False,
        )
        self._snap.setAutoRepeat(False)
        window.side.person.camera.clicked.connect(self.show)
        window.tabs.closed.connect(self._closed)

    def show(self) -> None:
        """Show the page, to take photos of the draft's person; the camera is turned on with it."""
        self._show("", None)

    def show_for(self, name: str, take: Callable[[Given], None]) -> None:
        """Show the page, to take photos of somebody whom the library knows.

        Args:
            name: of that person.
            take: gets what is taken, until the page is closed or shown for the draft's person.
        """
        self._show(name, take)

    def _show(self, name: str, take: Callable[[Given], None] | None) -> None:
        self._taker = take
        if self.page is None:
            self.page = self._make()
            self._window.tabs.add(self.page, lambda: self.tr("Camera"))
        self.page.tell_whom(name)
        self._window.tabs.setCurrentWidget(self.page)

    def _make(self) -> CameraPage:
        from gui.capture.page import CameraPage
        from gui.capture.portrait import LivePortrait

        window = self._window
        page = CameraPage(
            window.worker.watcher,
            LivePortrait(window.draft, window.worker, self._manifest),
            window.posing.points,
            self._snap,
            window.theme,
            window.preferences.settings,
            window.background,
        )
        window.commands.explain(
            page.controls.snap,
            "camera.snap",
            lambda: self.tr("Take the best frame of a short burst"),
        )
        page.captured.connect(self._take)
        page.set_captured.connect(self._take_set)
        return page

    def _take_photo(self) -> None:
        if self.page is not None:
            self.page.taking.snap()

    def _take(self, name: str, source: Source) -> None:
        if self._taker is None:
            self._window.side.person.add(name, source)
        else:
            self._taker([(name, source)])

    def _take_set(self, given: Given) -> None:
        (self._taker or self._window.side.person.add_all)(given)

    def _closed(self, page: QWidget) -> None:
        if page is self.page:
            self.page = self._taker = None
