"""What moves the face from the panel: sliders of its head, framings, named poses, the clipboard."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from pydantic import ConfigDict, TypeAdapter, ValidationError
from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.faces import posing
from core.faces.head import NotAHead
from core.lazy import Lazy
from core.pose import HeadPose, turn_of
from core.recipe import Landmarks
from gui.calls import Call
from gui.forms.controls import CheckBox, QuietCombo
from gui.forms.fields import SliderField
from gui.forms.spec import Spec
from gui.images import fitted
from gui.language import Text, as_tip, in_language, listed, on_language, said
from gui.panels.section import Fold
from gui.pose.points import FacePoints
from gui.pose.poses import Poses
from gui.pose.table import PointsTable
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

CLIPBOARD = "application/x-likeness-landmarks+json"
_POINTS = TypeAdapter(Landmarks, config=ConfigDict(defer_build=True))  # at its first use
GROUNDS = ("picture", "photo", "landmarks", "nothing")
_TURNS = ("yaw", "pitch", "roll", "size")
_SIGHT = 66  # logical pixels


class PoseTools(QWidget):
    """Everything below the photo of the pose."""

    toggled = Signal(bool)  # move the face on the canvas, or no longer
    grounded = Signal(str)  # what is to lie under the points: one of GROUNDS

    def __init__(
        self, points: FacePoints, poses: Poses, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._points, self._poses = points, poses
        self.edit = QToolButton()
        self.edit.setCheckable(True)
        self.edit.setProperty("role", "choice")
        said(self.edit, text=lambda: self.tr("Move the face on the canvas"))
        self.edit.toggled.connect(self.toggled)
        self._make_view()
        self.sliders = {name: self._make_slider(name) for name in _TURNS}
        self._make_buttons()
        self.warning = QLabel()
        self.warning.setProperty("role", "warn")
        self.warning.setWordWrap(True)
        said(self.warning, name=lambda: self.tr("What is wrong with the face's place"))
        self.table = PointsTable(points)
        self.numbers = Fold(
            lambda: self.tr("Points as numbers"), "points", self.table, theme, opened=False
        )
        self.numbers.setProperty("role", "subfold")
        self.numbers.toggled.connect(self.table.ensure)
        if self.numbers.isChecked():
            self.table.ensure()
        self._lay_out()
        points.changed.connect(self._show)
        self.toggled.connect(self.ground.setVisible)
        self.ground.hide()
        on_language(self, self._tell)
        self._tell()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        turns = (control for slider in self.sliders.values() for control in slider.controls)
        boxes = (box for pair in self.table.boxes for box in pair)
        buttons = (self.mirror, self.framings, self.named, self.copy, self.paste)
        return self.edit, self.ground, self.live, *turns, *buttons, self.numbers, *boxes

    def allow_live(self, possible: bool) -> None:
        """Whether the pack has settings for drafts."""
        self.live.setEnabled(possible)
        self._tell_live()

    def show_sight(self, pixmap: QPixmap | None) -> None:
        """Show the picture that IdentityNet gets; None: it gets nobody."""
        shown = QPixmap() if pixmap is None else fitted(pixmap, _SIGHT, self.devicePixelRatioF())
        self.sight.setPixmap(shown)

    def frame(self, framing: posing.Framing, third: posing.Third) -> None:
        """Give the face a usual size and place."""
        width, height = self._points.size
        self._points.change(
            lambda spots: posing.framed(spots, framing, third, width, height),
            lambda: self.tr("Framing"),
        )

    def copy_points(self) -> None:
        """Put the points onto the clipboard, for here and, as text, for anything else."""
        points = self._points.points
        if points is None:
            return
        data = QMimeData()
        data.setData(
            CLIPBOARD, json.dumps(points.tolist()).encode()
        )  # exact: paste changes nothing
        data.setText(json.dumps(points.round(3).tolist()))
        QGuiApplication.clipboard().setMimeData(data)

    def paste_points(self) -> None:
        """Take five points from the clipboard, if there are any."""
        points = points_in(QGuiApplication.clipboard().mimeData())
        if points is not None:
            self._points.put(points, lambda: self.tr("Paste points"))

    def keep_pose(self) -> None:
        """Ask for a name, and keep the points under it."""
        points = self._points.points
        if points is None:
            return
        name, well = QInputDialog.getText(self, self.tr("Keep this pose"), self.tr("Name"))
        if well and name.strip():
            self._poses.keep(name, points, self._points.size)

    def use_pose(self, name: str) -> None:
        """Hold the face as in a named pose."""
        pose = self._poses.all().get(name)
        if pose is not None:
            self._points.put(pose.in_picture(self._points.size), lambda: self.tr("Use a pose"))

    def _lay_out(self) -> None:
        turns = QVBoxLayout()
        turns.setSpacing(4)
        for slider in self.sliders.values():
            turns.addWidget(slider)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, buttons in (
            (first, (self.mirror, self.framings, self.named)),
            (second, (self.copy, self.paste)),
        ):
            row.setSpacing(6)
            for button in buttons:
                row.addWidget(button)
            row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        sight = QHBoxLayout()
        sight.setSpacing(12)
        left = Qt.AlignmentFlag.AlignLeft
        sight.addWidget(self.sight, 0, left)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addWidget(self.edit, 0, left)
        words.addWidget(self.ground)
        sight.addLayout(words, 1)
        column.addLayout(sight)
        column.addWidget(self.live)
        column.addLayout(turns)
        column.addLayout(first)
        column.addLayout(second)
        column.addWidget(self.warning)
        column.addWidget(self.numbers)
        column.addWidget(self.table)

    def _make_view(self) -> None:
        self.ground = QuietCombo()
        for ground in GROUNDS:
            self.ground.addItem("", ground)
        said(
            self.ground,
            name=lambda: self.tr("Under the points"),
            tip=lambda: self.tr("What is seen under the points while you move them"),
        )
        self.ground.activated.connect(self._grounded)
        self.live = CheckBox("")
        said(self.live, text=lambda: self.tr("Draw drafts while I change things"))
        self.sight = QLabel()
        self.sight.setFixedSize(_SIGHT, _SIGHT)
        self.sight.setAlignment(Qt.AlignmentFlag.AlignCenter)
        said(self.sight, name=lambda: self.tr("What IdentityNet gets"))

    def _make_buttons(self) -> None:
        self.mirror = self._make_button(
            lambda: self.tr("Mirror"), lambda: self.tr("Let the face look the other way")
        )
        self.mirror.clicked.connect(self._mirror)
        self.framings = self._make_button(
            lambda: self.tr("Framing"), lambda: self.tr("How near the face is, and where")
        )
        self.named = self._make_button(
            lambda: self.tr("Poses"), lambda: self.tr("Keep this pose, or use one that was kept")
        )
        for button, fill in ((self.framings, self._fill_framings), (self.named, self._fill_poses)):
            menu = QMenu(button)
            Call(menu.aboutToShow, menu, fill, menu)
            button.setMenu(menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.copy = self._make_button(
            lambda: self.tr("Copy"), lambda: self.tr("Copy the five points")
        )
        self.paste = self._make_button(
            lambda: self.tr("Paste"), lambda: self.tr("Paste five points that were copied")
        )
        self.copy.clicked.connect(self.copy_points)
        self.paste.clicked.connect(self.paste_points)

    def _make_button(self, text: Text, tip: Text) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "choice")
        said(button, text=text, tip=tip, about=tip)
        return button

    def _make_slider(self, name: str) -> SliderField:
        slider = SliderField(Spec.of(HeadPose, name))
        Call(slider.edited, slider, self._turned, name, takes=1)
        slider.grabbed.connect(self._points.begin)
        slider.let_go.connect(self._points.end)
        return slider

    def _turned(self, name: str, value: float) -> None:
        points, head = self._points.points, self._points.head
        if points is None or head is None:
            return
        if name == "size":
            wanted = value * self._points.size[1] / posing.HEAD_HEIGHT
            self._points.nudge(posing.scaled(points, wanted / head.size), self._step(name))
            return
        try:
            turned = posing.turned(points, **{name: value})
        except NotAHead:
            self._show()  # the slider goes no further than the head
        else:
            self._points.nudge(turned, self._step(name))

    def _step(self, name: str) -> Text:
        names: dict[str, Text] = {
            "yaw": lambda: self.tr("Turn the head"),
            "pitch": lambda: self.tr("Nod the head"),
            "roll": lambda: self.tr("Tilt the head"),
            "size": lambda: self.tr("Head size"),
        }
        return names[name]

    def _grounded(self) -> None:
        self.grounded.emit(self.ground.currentData())

    def _mirror(self) -> None:
        self._points.change(posing.mirrored, lambda: self.tr("Mirror the face"))

    def _fill_framings(self, menu: QMenu) -> None:
        menu.clear()
        names = {
            "close": self.tr("Close"),
            "bust": self.tr("Bust"),
            "half": self.tr("Half body"),
            "full": self.tr("Full body"),
        }
        thirds = {
            "left": self.tr("Left third"),
            "centre": self.tr("Centre"),
            "right": self.tr("Right third"),
        }
        for framing in posing.FRAMINGS:
            part = menu.addMenu(names[framing])
            for third in posing.THIRDS:
                _add(part, thirds[third], partial(self.frame, framing, third))

    def _fill_poses(self, menu: QMenu) -> None:
        menu.clear()
        _add(menu, self.tr("Keep this pose…"), self.keep_pose)
        names = list(self._poses.all())
        if names:
            menu.addSeparator()
            for name in names:
                _add(menu, name.replace("&", "&&"), partial(self.use_pose, name))
            menu.addSeparator()
            gone = menu.addMenu(self.tr("Forget a pose"))
            for name in names:
                _add(gone, name.replace("&", "&&"), partial(self._poses.remove, name))

    def _tell_live(self) -> None:
        words = (
            self.tr("A quick draft is drawn whenever you pause; Enter draws it in full.")
            if self.live.isEnabled()
            else self.tr("This pack has no settings for quick drafts.")
        )
        self.live.setToolTip(words)
        self.live.setAccessibleDescription(words)

    def _tell(self) -> None:
        self._tell_live()
        names = (
            self.tr("On the last picture"),
            self.tr("On the photo of the pose"),
            self.tr("On what IdentityNet gets"),
            self.tr("On nothing"),
        )
        for index, name in enumerate(names):
            self.ground.setItemText(index, name)
        self._show()

    def _show(self) -> None:
        points, head = self._points.points, self._points.head
        anybody = any(one is not None for one in self._points.all)
        self.edit.setEnabled(anybody)
        for control in (self.mirror, self.framings, self.named, self.copy):
            control.setEnabled(points is not None)
        if not anybody:
            self.edit.setChecked(False)
        words = (
            self.tr("There is no face to move: choose a person first.")
            if not anybody
            else self.tr(
                "Drag the points, the face, or the handles of its frame.\n"
                "Page Up and Page Down choose a point or the whole face, the arrows move it, with "
                "Shift further; with Alt they turn the head, with Ctrl they tilt and scale it."
            )
        )
        self.edit.setToolTip(as_tip(words))
        self.edit.setAccessibleDescription(words)
        turns = turn_of(head, self._points.size[1]) if head is not None else {}
        for name, slider in self.sliders.items():
            slider.set_value(turns[name] if turns else slider.spec.default)
            slider.setEnabled(head is not None)
        self.warning.setText(listed(in_language(fault) for fault in self._points.faults()))
        self.warning.setVisible(bool(self.warning.text()))


def points_in(data: QMimeData) -> np.ndarray | None:
    """Five points on the clipboard, as we put them there or as JSON text; None: there are none."""
    text = bytes(data.data(CLIPBOARD).data()) if data.hasFormat(CLIPBOARD) else data.text().encode()
    if len(text) > 2000:
        return None
    try:
        return np.array(_POINTS.validate_json(text), np.float64)
    except (ValidationError, ValueError):
        return None


def _add(menu: QMenu, text: str, act: Callable[[], object]) -> None:
    action = menu.addAction(text)
    Call(action.triggered, action, act)
