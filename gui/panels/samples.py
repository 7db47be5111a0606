"""The strip of sample people, to start with before there is a photo of one's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

from core.imaging import fingerprint, load_image
from gui.background import Background
from gui.calls import Call
from gui.failure import Failure
from gui.images import rounded, thumbnail
from gui.language import as_tip, said

if TYPE_CHECKING:
    import numpy as np

_SIDE = 30
_RING = 3  # pixels around a picture for the ring of the chosen one
_COLUMNS = 8


@dataclass(frozen=True)
class Sample:
    """One sample person: resources/samples/NAME.png and NAME.json."""

    path: Path
    name: str
    caption: str
    prompt: str


def read_samples(folder: Path) -> tuple[Sample, ...]:
    """The sample people of a folder by name; empty if there is none."""
    found: list[Sample] = []
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        picture = path.with_suffix(".png")
        found.append(Sample(picture, data["name"], data["caption"], data["prompt"]))
    return tuple(found)


def sample_pixels(folder: Path, key: str) -> np.ndarray | None:
    """The picture of the sample person with this fingerprint, RGB uint8 (h, w, 3). Any thread."""
    pictures = (load_image(sample.path) for sample in read_samples(folder))
    return next((pixels for pixels in pictures if fingerprint(pixels) == key), None)


class SampleStrip(QWidget):
    """A row of round pictures; a click chooses a person, who then has a ring.

    They are no group of Qt's: in one, Tab would come to a single button, and arrows to no other.
    """

    chosen = Signal(object)  # Sample
    arrived = Signal(object)  # the first Sample, once the strip can be used

    def __init__(
        self,
        folder: Path,
        background: Background,
        parent: QWidget | None = None,
        side: int = _SIDE,
        columns: int = _COLUMNS,
    ) -> None:
        """`side`: of a picture, in logical pixels; `columns`: how many stand side by side."""
        super().__init__(parent)
        self._side, self._columns = side, columns
        self.buttons: list[QToolButton] = []
        self._samples: tuple[Sample, ...] = ()
        self._keys: tuple[str, ...] = ()  # fingerprints of their pictures
        self._marked = ""
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self.setVisible(False)
        background.run(lambda: _load(folder, side), self._show, self._failed)

    def mark(self, key: str) -> None:
        """Put the ring around the person whose picture has this fingerprint, if one has."""
        self._marked = key
        for button, its_key in zip(self.buttons, self._keys, strict=True):
            button.setChecked(its_key == key)

    @property
    def prompts(self) -> frozenset[str]:
        """The words that the sample people bring along."""
        return frozenset(sample.prompt for sample in self._samples)

    def name_of(self, key: str) -> str:
        """The name of the person whose picture has this fingerprint; empty if none has."""
        names = (one.name for one, its in zip(self._samples, self._keys, strict=True) if its == key)
        return next(names, "")

    def _show(self, samples: list[tuple[Sample, str, QImage]]) -> None:
        self._samples = tuple(sample for sample, _, _ in samples)
        self._keys = tuple(key for _, key, _ in samples)
        for number, (sample, _, image) in enumerate(samples):
            button = self._make_button(sample, image)
            row, column = divmod(number, self._columns)
            self._grid.addWidget(button, row, column, Qt.AlignmentFlag.AlignHCenter)
            Call(button.clicked, button, self._clicked, number)
            self.buttons.append(button)
        self.mark(self._marked)
        if samples:
            self.show()
            self.arrived.emit(self._samples[0])

    def _make_button(self, sample: Sample, image: QImage) -> QToolButton:
        side = self._side + 2 * _RING
        button = QToolButton()
        button.setProperty("role", "sample")
        button.setCheckable(True)
        pixmap = rounded(image, self._side, self._side / 2, self.devicePixelRatioF() * 2)
        button.setIcon(QIcon(pixmap))
        button.setIconSize(QSize(self._side, self._side))
        button.setFixedSize(side, side)
        button.setStyleSheet(f"QToolButton {{ border-radius: {side // 2}px; }}")  # not its tooltip
        said(button, name=lambda: self.tr("Sample person {0}").format(sample.name))
        button.setToolTip(as_tip(f"{sample.name}: {sample.caption}"))
        button.setAccessibleDescription(sample.caption)
        return button

    def _failed(self, failure: Failure) -> None:
        """Without its samples the window is as useful as ever; `make test` would tell."""

    def _clicked(self, number: int) -> None:
        self.mark(self._marked)  # the ring moves once the person is really the draft's
        self.chosen.emit(self._samples[number])


def _load(folder: Path, side: int) -> list[tuple[Sample, str, QImage]]:
    """The samples with the fingerprints of their pictures and small copies. Any thread."""
    found: list[tuple[Sample, str, QImage]] = []
    for sample in read_samples(folder):
        pixels = load_image(sample.path)
        found.append((sample, fingerprint(pixels), thumbnail(pixels, 2 * side)))
    return found
