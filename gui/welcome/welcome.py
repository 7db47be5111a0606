"""When the welcome is shown: by itself on the first start, and whenever it is wanted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, SignalInstance
from PySide6.QtWidgets import QWidget

from core.packs import Manifest
from core.recipe import Recipe
from gui.commands import Commands
from gui.draft import Draft
from gui.panels.sources import Sources
from gui.preferences import Preferences
from gui.projects.projects import Projects
from gui.queue.jobs import DrawJob
from gui.screens import opened
from gui.worker import Worker

if TYPE_CHECKING:
    from core.library import Library
    from gui.welcome.dialog import WelcomeDialog
    from gui.welcome.first_portrait import FirstPortrait


class Window(Protocol):
    """The parts of the window that the welcome uses."""

    commands: Commands
    preferences: Preferences
    projects: Projects
    draft: Draft
    worker: Worker
    sources: Sources
    library: Library
    project: int

    def queue(self, recipe: Recipe) -> DrawJob | None: ...


class Welcome(QObject):
    """Opens the pages, which are loaded when they are first wanted.

    Args:
        owner: the window, over which they stand.
        window: the same, with its parts.
        manifest: of the pack that draws.
        samples: the folder of the sample people.
        closing: says that the window is about to go.

    Attributes:
        device: of torch, on which the engine draws; empty: it can't start; None: it is starting.
        dialog: the pages while they are open.
    """

    def __init__(
        self,
        owner: QWidget,
        window: Window,
        manifest: Manifest,
        samples: Path,
        closing: SignalInstance,
    ) -> None:
        super().__init__(owner)
        self._owner, self._window = owner, window
        self._manifest, self._samples, self._closing = manifest, samples, closing
        self._portrait: FirstPortrait | None = None
        self.device: str | None = None
        self.dialog: WelcomeDialog | None = None
        window.worker.ready.connect(self._ready)
        window.commands.add(
            "help.welcome",
            lambda: self.tr("Help"),
            lambda: self.tr("Welcome…"),
            self.open,
            owner,
        )

    @property
    def due(self) -> bool:
        """Whether this is a newcomer's first start.

        Who has drawn something is no newcomer, even where the settings know of no start before.
        """
        used = any(project.pictures for project in self._window.projects.items)
        return not used and not self._window.preferences.welcomed

    def greet(self) -> None:
        """Open the pages if that is due."""
        if self.due:
            self.open()

    def open(self) -> WelcomeDialog:
        """Open the pages."""
        from gui.welcome.dialog import WelcomeDialog
        from gui.welcome.first_portrait import FirstPortrait

        if self._portrait is None:
            self._portrait = FirstPortrait(self._window, self._manifest, self)
        window = self._window
        self.dialog = WelcomeDialog(
            window.preferences,
            window.worker,
            self._portrait,
            self._manifest,
            self._samples,
            self.device,
            self._owner,
        )
        self.dialog.finished.connect(self._leave)
        self.dialog.models.wanted.connect(self._show_models)
        self._closing.connect(self.dialog.reject)
        opened(self.dialog, self._owner)
        return self.dialog

    def _show_models(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()
        self._window.commands.all["view.download_models"].action.trigger()

    def _leave(self) -> None:
        self.dialog = None
        self._window.preferences.keep_welcomed()

    def _ready(self, device: str) -> None:
        self.device = device
