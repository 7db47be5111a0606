"""The steps of the guided set: what is asked for, and what was taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.faces.guides import STEPS, Step
from gui.capture.taking import Shot
from gui.icons import icon
from gui.images import rounded, thumbnail
from gui.language import on_language
from gui.roles import restyle
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

_TILE = 56  # logical pixels
_SHARP = 2  # pixels of a thumbnail for one logical pixel


class StepRow(QWidget):
    """The steps of the guided set: what was taken, what is asked for now.

    Args:
        theme: of the window.
        snap: takes a photo; its key is named.
    """

    def __init__(self, theme: Theme, snap: QAction) -> None:
        super().__init__()
        self._theme, self._snap = theme, snap
        self._step: Step | None = None
        self._taken: dict[Step, np.ndarray] = {}
        self.words = QLabel()
        self.words.setProperty("role", "display")
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setWordWrap(True)
        self.progress = QLabel()
        self.progress.setProperty("role", "small")
        self.progress.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tiles: dict[Step, QLabel] = {}
        self._names: dict[Step, QLabel] = {}
        tiles = QHBoxLayout()
        tiles.setSpacing(10)
        tiles.addStretch()
        for step in STEPS:
            tiles.addLayout(self._make_tile(step))
        tiles.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.words)
        column.addWidget(self.progress)
        column.addLayout(tiles)
        theme.changed.connect(self._tell)
        snap.changed.connect(self._tell)
        on_language(self, self._tell)
        self._tell()

    def show_set(self, step: Step | None, shots: tuple[Shot, ...]) -> None:
        """What is asked for, None: nothing any more; and what was taken."""
        self._step = step
        self._taken = {shot.step: _around(shot) for shot in shots if shot.step is not None}
        self._tell()

    def _make_tile(self, step: Step) -> QVBoxLayout:
        tile, name = QLabel(), QLabel()
        tile.setFixedSize(_TILE, _TILE)
        tile.setAlignment(Qt.AlignmentFlag.AlignCenter)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.tiles[step], self._names[step] = tile, name
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(tile, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(name)
        return column

    def _tell(self) -> None:
        asked: dict[Step, str] = {
            "front": self.tr("Look straight at the camera"),
            "left": self.tr("Turn your head to your left"),
            "right": self.tr("Turn your head to your right"),
            "up": self.tr("Lift your chin a little"),
            "smile": self.tr("Look at the camera and smile"),
        }
        self.words.setText(asked[self._step] if self._step is not None else self.tr("Done"))
        count = self.tr("{0} of {1} photos").format(len(self._taken), len(STEPS))
        self.progress.setText(f"{count} · {self._how()}" if self._step is not None else count)
        for step in STEPS:
            self._show_tile(step)
            name = step_name(step)
            self._names[step].setText(f"✓ {name}" if step in self._taken else name)
            restyle(self._names[step], "strong" if step == self._step else "small")

    def _how(self) -> str:
        """How the photo of a step is taken."""
        key = self._snap.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        if not key:
            return self.tr("Each is taken by itself")
        return self.tr("Each is taken by itself, or with {0}").format(key)

    def _show_tile(self, step: Step) -> None:
        tile = self.tiles[step]
        if step in self._taken:
            image = thumbnail(self._taken[step], _SHARP * _TILE)
            tile.setPixmap(rounded(image, _TILE, 8, self.devicePixelRatioF()))
        else:
            quiet = "accent_line" if step == self._step else "faint"
            sign: QPixmap = icon("person", self._theme.color(quiet)).pixmap(QSize(28, 28))
            tile.setPixmap(sign)


def _around(shot: Shot) -> np.ndarray:
    """The part of a photo that shows the face and a little around it; all of it without one."""
    if shot.face is None:
        return shot.pixels
    height, width = shot.pixels.shape[:2]
    left, top, right, bottom = (float(edge) for edge in shot.face.box)
    room = 0.25 * (right - left)
    rows = slice(max(0, int(top - room)), min(height, int(bottom + room)))
    columns = slice(max(0, int(left - room)), min(width, int(right + room)))
    part = shot.pixels[rows, columns]
    return part if part.size else shot.pixels


def step_name(step: Step) -> str:
    """What a photo of the set is called."""
    names: dict[Step, str] = {
        "front": QCoreApplication.translate("StepRow", "Front"),
        "left": QCoreApplication.translate("StepRow", "Left"),
        "right": QCoreApplication.translate("StepRow", "Right"),
        "up": QCoreApplication.translate("StepRow", "Up"),
        "smile": QCoreApplication.translate("StepRow", "Smile"),
    }
    return names[step]
