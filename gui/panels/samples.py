"""The strip of sample people, to start with before there is a photo of one's own."""

import json
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QToolButton, QWidget

from core.imaging import load_image
from gui.background import Background
from gui.failure import Failure
from gui.images import rounded, thumbnail

_SIDE = 48
_COLUMNS = 5


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


class SampleStrip(QWidget):
    """Round pictures with names; a click chooses a person."""

    chosen = Signal(object)  # Sample
    arrived = Signal(object)  # the first Sample, once the strip can be used

    def __init__(self, folder: Path, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QToolButton] = []
        self._samples: tuple[Sample, ...] = ()
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self._clicked)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(4)
        self.setVisible(False)

        def work() -> list[tuple[Sample, QImage]]:
            side = _SIDE * 2
            return [(one, thumbnail(load_image(one.path), side)) for one in read_samples(folder)]

        background.run(work, self._show, self._failed)

    def _show(self, samples: list[tuple[Sample, QImage]]) -> None:
        self._samples = tuple(sample for sample, _ in samples)
        for number, (sample, image) in enumerate(samples):
            button = QToolButton()
            button.setProperty("role", "quiet")
            pixmap = rounded(image, _SIDE, _SIDE / 2, self.devicePixelRatioF() * 2)
            button.setIcon(QIcon(pixmap))
            button.setIconSize(QSize(_SIDE, _SIDE))
            button.setFixedSize(_SIDE + 6, _SIDE + 6)
            button.setStyleSheet(f"border-radius: {(_SIDE + 6) // 2}px;")
            button.setAccessibleName(f"Sample person {sample.name}")
            button.setToolTip(f"{sample.name}: {sample.caption}")
            label = QLabel(sample.name)
            label.setProperty("role", "small")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            row, column = divmod(number, _COLUMNS)
            self._grid.addWidget(button, 2 * row, column, Qt.AlignmentFlag.AlignHCenter)
            self._grid.addWidget(label, 2 * row + 1, column)
            self._group.addButton(button, number)
            self.buttons.append(button)
        if samples:
            self.show()
            self.arrived.emit(self._samples[0])

    def _failed(self, failure: Failure) -> None:
        """Without its samples the window is as useful as ever; `make test` would tell."""

    def _clicked(self, number: int) -> None:
        self.chosen.emit(self._samples[number])
