"""What stands on the finished window: pages beside the canvas, what lies over it, the coach."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.packs import Manifest
from core.picture import Picture
from core.recipe import Recipe
from gui.background import Background
from gui.calls import Call
from gui.capture.door import CameraDoor
from gui.coach.coaching import Coaching
from gui.commands import Commands
from gui.compare.comparing import Comparing
from gui.compare.sheets import Sheets
from gui.controls.sight import ControlSight
from gui.draft import Draft
from gui.drawing import Drawing
from gui.further.actions import RetouchActions
from gui.further.painting import PartPainting
from gui.gallery.panel import GalleryPanel
from gui.image_prompts.painting import PlacePainting
from gui.inside.looking_inside import LookingInside
from gui.packs import room as models
from gui.packs.room import ModelsRoom
from gui.panels.sources import Sources
from gui.people import room
from gui.people.room import PeopleRoom
from gui.pose.posing import Posing
from gui.preferences import Preferences
from gui.queue.jobs import DrawJob
from gui.replay.verifying import Verifying
from gui.side import Side
from gui.stage import Stage
from gui.tabs import Tabs
from gui.theme import Theme
from gui.worker import Worker


class Window(room.Window, models.Window, Protocol):
    """The parts of the window that the pages stand on."""

    draft: Draft
    worker: Worker
    theme: Theme
    commands: Commands
    background: Background
    sources: Sources
    stage: Stage
    gallery: GalleryPanel
    drawing: Drawing
    tabs: Tabs
    side: Side
    posing: Posing
    preferences: Preferences


class Pages(QObject):
    """Builds them; a page is made when it is first asked for.

    Args:
        owner: the window, to which the shortcuts belong.
        window: the same, as its parts.
        manifest: of the pack.
        draw: queues a recipe for the project; None, and told, where it can't.
    """

    def __init__(
        self,
        owner: QWidget,
        window: Window,
        manifest: Manifest,
        draw: Callable[[Recipe], DrawJob | None],
    ) -> None:
        super().__init__(owner)
        tabs, notice, theme = window.tabs, window.stage.notice, window.theme
        worker, background, commands = window.worker, window.background, window.commands
        self._drawing, self._tabs = window.drawing, tabs
        Call(window.gallery.list.clicked, self, self._show_canvas)
        self.comparing = Comparing(tabs, theme, background, notice, self)
        window.gallery.acting.compared.connect(self.comparing.compare)
        self.verifying = Verifying(tabs, theme, background, worker, notice, self)
        window.gallery.acting.verified.connect(self.verifying.verify)
        self.sheets = Sheets(
            *(window.draft, worker, draw, window.sources, background),
            *(manifest, theme, tabs, notice, commands, owner),
        )
        self.sheets.opened.connect(self._open)
        self.inside = LookingInside(
            *(self._shown, window.stage.canvas, worker, tabs, notice),
            *(theme, background, commands, owner),
        )
        self.camera = CameraDoor(owner, window, manifest)
        self.people = PeopleRoom(owner, window, manifest)
        self.people.camera.connect(self._photograph)
        self.models = ModelsRoom(owner, window, manifest)
        self.coaching = Coaching(owner, window, manifest, draw, self.comparing.split)
        tabs.add_commands(commands, owner)
        side, posing = window.side, window.posing
        self.sight = ControlSight(side.controls.held, window.draft, window.stage, theme)
        self.places = PlacePainting(
            *(side.image_prompts, side.pose, posing, window.stage, theme, commands, owner)
        )
        start = side.retouching.start
        self.part = PartPainting(
            *(start, side.pose, side.image_prompts, self.places, posing, window.drawing),
            *(window.stage, background, theme, commands, owner),
        )
        self.retouch = RetouchActions(
            *(start, self.part, window.draft, window.drawing, draw, window.sources),
            *(window.stage, window.gallery, tabs, manifest, commands, owner),
        )

    def _show_canvas(self) -> None:
        self._tabs.setCurrentIndex(0)

    def _photograph(self, person_id: str) -> None:
        """Take photos of somebody with the camera."""
        people = self.people.people
        if (entry := people.entry(person_id)) is not None:
            self.camera.show_for(entry.person.name, partial(people.add_photos, person_id))

    def _open(self, picture: Picture) -> None:
        """A cell of a sheet is a picture like any other."""
        self._show_canvas()
        self._drawing.open(picture)

    def _shown(self) -> Recipe | None:
        """The recipe of the finished picture on the canvas."""
        return self._drawing.shown.recipe if self._drawing.shown is not None else None
