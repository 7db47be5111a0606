"""Painting on the canvas where an image prompt acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.calls import Call
from gui.commands import Commands
from gui.image_prompts.panel import ImagePromptsPanel
from gui.pose.panel import PosePanel
from gui.pose.posing import Posing
from gui.stage import Stage
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.image_prompts.tray import ImagePromptTray
    from gui.pose.region_overlay import RegionOverlay, Tool


class PlacePainting(QObject):
    """Switches the overlay on for one tray and off; either this, or what the pose's panel edits."""

    def __init__(
        self,
        panel: ImagePromptsPanel,
        pose: PosePanel,
        posing: Posing,
        stage: Stage,
        theme: Theme,
        commands: Commands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._panel, self._pose, self._stage = panel, pose, stage
        self._posing, self._theme = posing, theme
        self._shown: ImagePromptTray | None = None
        self._made: RegionOverlay | None = None
        panel.painted.connect(self._switch)
        panel.taken.connect(self._take)
        panel.widened.connect(self._widen)
        Call(pose.tools.toggled, self, self._leave_for, takes=1)
        Call(pose.region.toggled, self, self._leave_for, takes=1)
        commands.add(
            "image_prompts.paint",
            lambda: self.tr("Image prompts"),
            lambda: self.tr("Paint where the image prompt acts"),
            self._toggle,
            window,
            ("Ctrl+Alt+I",),
        )

    @property
    def overlay(self) -> RegionOverlay:
        """Lies over the canvas; made when it is first asked for."""
        if self._made is None:
            from gui.pose.region_overlay import RegionOverlay

            canvas, posing = self._stage.canvas, self._posing
            self._made = RegionOverlay(canvas, posing.points, posing.regions, self._theme)
            self._made.tool_changed.connect(self._show_tool)
            self._made.left.connect(self.leave)
        return self._made

    def leave(self) -> None:
        """Paint no longer."""
        for tray in self._panel.trays:
            tray.place.paint.setChecked(False)

    def _leave_for(self, on: bool) -> None:
        if on:
            self.leave()

    def _toggle(self) -> None:
        """Paint for the tray that has the focus, or else the first."""
        if any(tray.place.paint.isChecked() for tray in self._panel.trays):
            self.leave()
        elif self._panel.trays:
            tray = self._panel.tray_with_focus() or self._panel.trays[0]
            tray.place.paint.setChecked(True)

    def _switch(self, tray: ImagePromptTray, on: bool) -> None:
        if not on:
            if tray is self._shown:
                self._shown = None
                self.overlay.setVisible(False)
                self.overlay.turn_to(self._posing.regions)  # the tray's may be about to go
            return
        self._shown = tray  # before others are left: they then know that they are not shown
        for other in self._panel.trays:
            if other is not tray:
                other.place.paint.setChecked(False)
        self._pose.tools.edit.setChecked(False)
        self._pose.region.paint.setChecked(False)
        self.overlay.turn_to(tray.acts)
        self._stage.show_canvas()
        tray.unfold()
        self.overlay.rise()
        self._show_tool()

    def _take(self, tool: Tool) -> None:
        self.overlay.take(tool)

    def _widen(self, share: float) -> None:
        self.overlay.widen(share)

    def _show_tool(self) -> None:
        for tray in self._panel.trays:
            tray.place.show_tool(self.overlay.tool, self.overlay.width_share)
