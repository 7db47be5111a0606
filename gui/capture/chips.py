"""What the guides say, each as a sign and a word; and the steps of the guided set."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.faces.guides import GUIDES, STEPS, Guide, Step
from gui.capture.flow import Flow
from gui.capture.taking import Shot
from gui.icons import icon
from gui.images import rounded, thumbnail
from gui.language import on_language
from gui.roles import restyle
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

_SIGN = QSize(16, 16)
_TILE = 56  # logical pixels
_SHARP = 2  # pixels of a thumbnail for one logical pixel


class _Chip(QWidget):
    """A sign beside a word; both change, so that nobody needs the colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.good: bool | None = None
        self.sign, self.word = QLabel(), QLabel()
        self.sign.setFixedSize(_SIGN)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(5)
        row.addWidget(self.sign)
        row.addWidget(self.word)

    def show_state(self, good: bool | None, word: str) -> None:
        """None: it is not known."""
        if (good, word) != (self.good, self.word.text()):
            self.good = good
            self.word.setText(word)
            restyle(self.word, "small" if good is None else "good" if good else "warn")
            self.paint_sign()

    def paint_sign(self) -> None:
        if self.good is None:
            self.sign.clear()
            return
        name, colour = ("check", "good") if self.good else ("warning", "warn")
        self.sign.setPixmap(icon(name, self._theme.color(colour)).pixmap(_SIGN))


class GuideRow(QWidget):
    """All guides in a row: what is good, and what to do about the others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._good: frozenset[Guide] | None = None
        self._skipped: tuple[Guide, ...] = ()
        self.chips: dict[Guide, _Chip] = {guide: _Chip(theme) for guide in GUIDES}
        row = Flow(centred=True, gap=4)
        self.setLayout(row)
        for chip in self.chips.values():
            row.addWidget(chip)
            theme.changed.connect(chip.paint_sign)
        on_language(self, self._tell)
        self._tell()

    def show_guides(self, good: Collection[Guide] | None, skipped: tuple[Guide, ...] = ()) -> None:
        """The guides that are content; None: nothing is seen. Skipped ones don't count now."""
        wanted = None if good is None else frozenset(good)
        if (wanted, skipped) != (self._good, self._skipped):  # it is asked with every look
            self._good, self._skipped = wanted, skipped
            self._tell()

    def _tell(self) -> None:
        well: dict[Guide, str] = {
            "one": self.tr("One face"),
            "size": self.tr("Large enough"),
            "sharp": self.tr("Sharp"),
            "light": self.tr("Good light"),
            "level": self.tr("Level"),
            "angle": self.tr("From the front"),
        }
        advice: dict[Guide, str] = {
            "one": self.tr("One face only"),
            "size": self.tr("Fill the picture more"),
            "sharp": self.tr("Hold still"),
            "light": self.tr("Even light, please"),
            "level": self.tr("Head upright"),
            "angle": self.tr("Look at the camera"),
        }
        nobody = self._good is not None and not self._good
        for guide, chip in self.chips.items():
            chip.setVisible(guide not in self._skipped)
            if self._good is None or (nobody and guide != "one"):
                chip.show_state(None, well[guide])
            elif nobody:
                chip.show_state(False, self.tr("No face is seen"))
            elif guide in self._good:
                chip.show_state(True, well[guide])
            else:
                chip.show_state(False, advice[guide])


class StepRow(QWidget):
    """The steps of the guided set: what was taken, what is asked for now."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
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
        short: dict[Step, str] = {
            "front": self.tr("Front"),
            "left": self.tr("Left"),
            "right": self.tr("Right"),
            "up": self.tr("Up"),
            "smile": self.tr("Smile"),
        }
        self.words.setText(asked[self._step] if self._step is not None else self.tr("Done"))
        count = self.tr("{0} of {1} photos").format(len(self._taken), len(STEPS))
        key = self.tr("Each is taken by itself, or with Space")
        self.progress.setText(f"{count} · {key}" if self._step is not None else count)
        for step in STEPS:
            self._show_tile(step)
            self._names[step].setText(f"✓ {short[step]}" if step in self._taken else short[step])
            restyle(self._names[step], "strong" if step == self._step else "small")

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
