"""The sample people, as pictures to greet with."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from core.imaging import fingerprint, load_image
from gui.images import rounded, thumbnail
from gui.language import said
from gui.panels.samples import Sample, read_samples

PIXELS = 448  # of a side of the copies that are kept: enough at 200 %
_SIDE = 68  # logical pixels of one in the row


@dataclass(frozen=True, eq=False)
class Person:
    """A sample person, the fingerprint of the picture, and a square copy of it."""

    sample: Sample
    key: str
    image: QImage


def load_people(folder: Path) -> tuple[Person, ...]:
    """The sample people of a folder with their pictures. Any thread."""
    found: list[Person] = []
    for sample in read_samples(folder):
        pixels = load_image(sample.path)
        found.append(Person(sample, fingerprint(pixels), thumbnail(pixels, PIXELS)))
    return tuple(found)


class PeopleRow(QWidget):
    """Their round pictures side by side, as wide as there is room; only to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Person, ...] = ()
        self.setFixedHeight(_SIDE)
        said(self, name=lambda: self.tr("Sample people"))

    def show_people(self, people: tuple[Person, ...]) -> None:
        self._people = people
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(8 * (_SIDE + 12), _SIDE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        between = (self.width() - _SIDE) / max(1, len(self._people) - 1)
        for number, person in enumerate(self._people):
            pixmap = rounded(person.image, _SIDE, _SIDE / 2, ratio)
            painter.drawPixmap(round(number * between), 0, pixmap)
