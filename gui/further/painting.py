"""Painting on the canvas what may change of the start image."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QWidget

from core.picture import Picture
from gui.background import Background
from gui.calls import Call
from gui.commands import Commands
from gui.drawing import Drawing
from gui.image_prompts.painting import PlacePainting
from gui.image_prompts.panel import ImagePromptsPanel
from gui.images import to_qimage
from gui.pose.panel import PosePanel
from gui.pose.posing import Posing
from gui.retouch.ground import Ground
from gui.retouch.start_panel import StartPanel
from gui.stage import Stage
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.pose.region_overlay import Tool
    from gui.retouch.overlay import PartOverlay

_GROUND = 2048  # pixels of the longer side of what is seen where the canvas shows something else


class PartPainting(QObject):
    """Switches the overlay on and off; either this, or one of the others that lie over the canvas.

    The start image is seen under it, whatever else the canvas shows. To generate leaves it: then
    the picture is to be seen.
    """

    def __init__(
        self,
        panel: StartPanel,
        pose: PosePanel,
        prompts: ImagePromptsPanel,
        places: PlacePainting,
        posing: Posing,
        drawing: Drawing,
        stage: Stage,
        background: Background,
        theme: Theme,
        commands: Commands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._panel, self._pose, self._places = panel, pose, places
        self._posing, self._drawing, self._stage, self._theme = posing, drawing, stage, theme
        self._made: PartOverlay | None = None
        self.ground = Ground(panel.edits, background, self)
        self.on = False
        self._covered: Picture | None = None  # what the canvas showed before
        self._lent = False  # the start image is wanted for another overlay
        panel.painted.connect(self._switch)
        panel.taken.connect(self._take)
        panel.widened.connect(self._widen)
        panel.edits.changed.connect(self._follow)
        self.ground.changed.connect(self._show_ground)
        drawing.asked.connect(self.leave)
        drawing.forgot.connect(self._forget)
        Call(pose.tools.toggled, self, self._leave_for, takes=1)
        Call(pose.region.toggled, self, self._leave_for, takes=1)
        Call(prompts.painted, self, self._leave_for_place, takes=2)
        commands.add(
            "start.paint",
            lambda: self.tr("Start image"),
            lambda: self.tr("Paint what may change of the start image"),
            self._toggle,
            window,
            ("Ctrl+Alt+M",),
        )

    @property
    def overlay(self) -> PartOverlay:
        """Lies over the canvas; made when it is first asked for."""
        if self._made is None:
            from gui.retouch.overlay import PartOverlay

            canvas, posing = self._stage.canvas, self._posing
            self._made = PartOverlay(
                *(canvas, posing.points, posing.regions),
                *(self._panel.part, self._panel.edits, self._theme),
            )
            self._made.tool_changed.connect(self._show_tool)
            self._made.left.connect(self.leave)
        return self._made

    def begin(self) -> None:
        """Paint, if there is a start image."""
        self._panel.fold.setChecked(True)
        self._panel.ensure()
        if self._panel.edits.start is not None:
            self._panel.tools.fold.setChecked(True)
            self._panel.tools.paint.setChecked(True)
        else:
            self._panel.drop.setFocus()

    def leave(self) -> None:
        """Paint no longer."""
        if self._panel.is_filled:
            self._panel.tools.paint.setChecked(False)

    def _toggle(self) -> None:
        if self.on:
            self.leave()
        else:
            self.begin()

    def _leave_for(self, on: bool) -> None:
        """Another one lies over the canvas; it edits in the start image where that is kept."""
        if not on:
            self._lent = False
            return
        start = self._panel.edits.start
        if self._is_seen and start is not None and start.retouches:
            covered, self._covered = self._covered, None  # it stays: the other one edits in it too
            self.leave()
            self._covered = covered
            return
        self.leave()
        canvas, points = self._stage.canvas, self._posing.points
        sizes = (points.size, points.finished_size)
        fits = canvas.pixels is not None and canvas.zoom.picture.toTuple() in sizes
        if start is not None and start.retouches and not fits:
            self._lent = True
            self.ground.want()

    def _leave_for_place(self, tray: object, on: bool) -> None:
        self._leave_for(on)

    def _switch(self, on: bool) -> None:
        self.on, self._lent = on, False
        if not on:
            if self._made is not None:
                self._made.hide()
            self._uncover()
            self.ground.forget()
            return
        self._pose.tools.edit.setChecked(False)
        self._pose.region.paint.setChecked(False)
        self._places.leave()
        self._stage.show_canvas()
        self.overlay.rise()
        self._show_tool()
        self.ground.want()

    @property
    def _is_seen(self) -> bool:
        """Whether the canvas shows the start image."""
        pixels = self.ground.pixels
        return pixels is not None and self._stage.canvas.pixels is pixels

    def _uncover(self) -> None:
        """Show again what the canvas showed before, if the start image is still there."""
        covered, self._covered = self._covered, None
        if covered is not None and self._is_seen:
            self._drawing.open(covered)

    def _forget(self) -> None:
        self._covered = None

    def _follow(self) -> None:
        if self.on:
            self.ground.want()

    def _show_ground(self) -> None:
        """Show the start image on the canvas, where it can be looked at closely, and under it."""
        if (pixels := self.ground.pixels) is None or not (self.on or self._lent):
            return
        before = self._drawing.shown or self._covered
        self._drawing.forget()
        self._covered = before
        self._stage.show_loaded(self.tr("Start image"), pixels)
        if self._lent:
            self._lent = False
            self.ground.forget()
            return
        pixmap = QPixmap.fromImage(to_qimage(pixels))
        if max(pixmap.width(), pixmap.height()) > _GROUND:
            keep, how = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode
            pixmap = pixmap.scaled(_GROUND, _GROUND, keep, how.SmoothTransformation)
        self.overlay.stand_on(pixmap)

    def _take(self, tool: Tool) -> None:
        self.overlay.take(tool)

    def _widen(self, share: float) -> None:
        self.overlay.widen(share)

    def _show_tool(self) -> None:
        self._panel.tools.show_tool(self.overlay.tool, self.overlay.width_share)
