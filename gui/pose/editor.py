"""The landmark editor in its window: the overlay, what lies under it, and the keys."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from gui.background import Background
from gui.calls import Call
from gui.commands import Commands
from gui.panels.sources import Photo
from gui.pose.overlay import PointsOverlay
from gui.pose.panel import PosePanel
from gui.pose.posing import Posing
from gui.pose.region_editor import RegionEditor
from gui.pose.view import LandmarkPicture
from gui.stage import Stage
from gui.theme import Theme


class PoseEditor(QObject):
    """Switches the overlay on and off; `overlay` and `picture` are there all the time."""

    def __init__(
        self,
        posing: Posing,
        panel: PosePanel,
        stage: Stage,
        background: Background,
        theme: Theme,
        commands: Commands,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._points, self._live = points, live = posing.points, posing.live
        self._panel, self._tools, self._stage = panel, panel.tools, stage
        tools = self._tools
        self.overlay = PointsOverlay(stage.canvas, points, posing.regions, theme)
        self.region = RegionEditor(posing, panel.region, stage, theme, commands, window)
        self.picture = LandmarkPicture(points, background, self)
        self._ground = "picture"
        tools.toggled.connect(self._switch)
        tools.grounded.connect(self._stand_on)
        tools.toggled.connect(self._leave_region)
        panel.region.toggled.connect(self._leave_points)
        Call(self.overlay.left, self, tools.edit.setChecked, False)
        self.overlay.dropped.connect(panel.take)
        self.picture.changed.connect(self._show_ground)
        points.changed.connect(self._follow)
        tools.live.clicked.connect(live.switch)
        live.switched.connect(tools.live.setChecked)
        tools.allow_live(live.possible)
        self._add_commands(commands, window)

    def _add_commands(self, commands: Commands, window: QWidget) -> None:
        def group() -> str:
            return self.tr("Pose")

        tools = self._tools
        for name, text, run, keys in (
            ("edit", lambda: self.tr("Move the face"), tools.edit.toggle, ("Ctrl+L",)),
            ("live", lambda: self.tr("Live drafts"), self._toggle_live, ("Ctrl+Shift+L",)),
            ("mirror", lambda: self.tr("Mirror the face"), tools.mirror.click, ()),
            ("fit", lambda: self.tr("Fit to the detected face"), self._panel.back.click, ()),
            ("photo", lambda: self.tr("Take from another photo…"), self._panel.choose.click, ()),
            ("copy", lambda: self.tr("Copy the points"), tools.copy_points, ("Ctrl+Alt+C",)),
            ("paste", lambda: self.tr("Paste points"), tools.paste_points, ("Ctrl+Alt+V",)),
        ):
            commands.add(f"pose.{name}", group, text, run, window, keys)
        commands.add(
            "picture.full",
            lambda: self.tr("Picture"),
            lambda: self.tr("Draw the draft in full"),
            self._stage.full.click,
            self._stage.canvas,
            ("Return", "Enter"),
            everywhere=False,
        )

    def _toggle_live(self) -> None:
        self._live.switch(not self._live.on)

    def _switch(self, on: bool) -> None:
        if on:
            self._stage.show_canvas()
            self._show_ground()
            self.overlay.rise()
        else:
            self.overlay.hide()

    def _leave_region(self, on: bool) -> None:
        """Either the face is moved or a region painted."""
        if on:
            self._panel.region.paint.setChecked(False)

    def _leave_points(self, on: bool) -> None:
        if on:
            self._tools.edit.setChecked(False)

    def _stand_on(self, ground: str) -> None:
        self._ground = ground
        self._show_ground()

    def _follow(self) -> None:
        if self._ground in ("photo", "nothing"):  # its size may be another one
            self._show_ground()

    def _show_ground(self) -> None:
        self._tools.show_sight(self.picture.pixmap)
        size = QSize(*self._points.size)
        grounds = {
            "landmarks": lambda: self.picture.pixmap,
            "photo": lambda: _placed(self._points.photo, size),
            "nothing": lambda: _empty(size),
        }
        make = grounds.get(self._ground)
        self.overlay.stand_on(make() if make is not None else None)


def _placed(photo: Photo | None, size: QSize) -> QPixmap:
    """A photo as the engine places it: scaled until it covers the picture, cut at the centre."""
    ground = _empty(size)
    if photo is None or photo.image.isNull():
        return ground
    scale = max(size.width() / photo.width, size.height() / photo.height)
    whole = QRectF(0, 0, photo.width * scale, photo.height * scale)
    whole.moveCenter(QRectF(0, 0, size.width(), size.height()).center())
    painter = QPainter(ground)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(whole, photo.image)
    painter.end()
    return ground


def _empty(size: QSize) -> QPixmap:
    pixmap = QPixmap(size)
    pixmap.fill(Qt.GlobalColor.black)
    return pixmap
