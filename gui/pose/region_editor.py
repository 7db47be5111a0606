"""The region's editor in its window: the overlay, the tools of the panel, and the keys."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from gui.calls import Call
from gui.commands import Commands
from gui.pose.posing import Posing
from gui.pose.region_overlay import RegionOverlay
from gui.pose.region_tools import RegionTools
from gui.stage import Stage
from gui.theme import Theme


class RegionEditor(QObject):
    """Switches the overlay on and off; `overlay` is there all the time."""

    def __init__(
        self,
        posing: Posing,
        tools: RegionTools,
        stage: Stage,
        theme: Theme,
        commands: Commands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._tools, self._stage, self._regions = tools, stage, posing.regions
        self.overlay = RegionOverlay(stage.canvas, posing.points, posing.regions, theme)
        tools.toggled.connect(self._switch)
        tools.taken.connect(self.overlay.take)
        tools.widened.connect(self.overlay.widen)
        self.overlay.tool_changed.connect(self._show_tool)
        Call(self.overlay.left, self, tools.paint.setChecked, False)
        self._add_commands(commands, window)
        self._show_tool()

    def _add_commands(self, commands: Commands, window: QWidget) -> None:
        group = lambda: self.tr("Region")
        regions, half = self._regions, self._regions.half
        for name, text, run, keys in (
            ("paint", lambda: self.tr("Paint the region"), self._toggle, ("Ctrl+Alt+R",)),
            ("face", lambda: self.tr("Region from the face"), regions.around_face, ()),
            ("left", lambda: self.tr("Region: the left half"), partial(half, "left"), ()),
            ("right", lambda: self.tr("Region: the right half"), partial(half, "right"), ()),
            ("grow", lambda: self.tr("Grow the region"), partial(regions.grow, 1), ()),
            ("shrink", lambda: self.tr("Shrink the region"), partial(regions.grow, -1), ()),
            ("clear", lambda: self.tr("Automatic region"), regions.clear, ()),
        ):
            commands.add(f"region.{name}", group, text, run, window, keys)

    def _toggle(self) -> None:
        self._tools.paint.setChecked(not self._tools.paint.isChecked() and self._regions.possible)

    def _switch(self, on: bool) -> None:
        if on:
            self._stage.show_canvas()
            self._tools.fold.setChecked(True)
            self.overlay.rise()
        else:
            self.overlay.hide()

    def _show_tool(self) -> None:
        self._tools.show_tool(self.overlay.tool, self.overlay.width_share)
