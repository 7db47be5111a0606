"""One photo of the reference strip: the face, cut out, with a badge that says how good it is."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtWidgets import QWidget

from core.faces.face import Face, largest
from gui.language import escaped, listed
from gui.panels.photo_words import judge
from gui.panels.sources import Photo
from gui.panels.tile import Tile
from gui.theme import Theme

TILE = QSize(66, 86)
_AROUND = 1.7  # of the face's box: how much is shown


class PhotoTile(Tile):
    """A photo of somebody."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, TILE, lambda: self.tr("Remove this photo"), parent)

    def show_photo(self, photo: Photo | None, name: str, place: str) -> None:
        """Show a photo; `place`: which of how many it is, for screen readers."""
        verdict = judge(photo)
        self.show_picture(None if photo is None else (photo.image, shown_part(photo)), verdict)
        self.setAccessibleName(listed(filter(None, (place, name, verdict.word))))
        self.setAccessibleDescription(verdict.sentence)
        keys = self.tr("Delete removes it, Ctrl+Left and Ctrl+Right move it.")
        words = (f"<b>{escaped(name)}</b>", escaped(verdict.sentence), escaped(keys))
        self.setToolTip("<br>".join(words))


def shown_part(photo: Photo) -> QRectF:
    """The part of `photo.image` that a tile shows: around the face, else the centre."""
    return part_around(photo, largest(photo.faces)) if photo.faces else part_around_box(photo, None)


def part_around(photo: Photo, face: Face) -> QRectF:
    """The square of `photo.image` around one of its faces."""
    left, top, right, bottom = (float(edge) for edge in face.box)
    return part_around_box(photo, (left, top, right, bottom))


def part_around_box(
    photo: Photo, box: tuple[float, float, float, float] | None, room: float = _AROUND
) -> QRectF:
    """The square of `photo.image` around a box in pixels of the photo; None: its centre.

    `room`: its side, by the longer one of the box.
    """
    width, height = float(photo.image.width()), float(photo.image.height())
    if box is None:
        side = min(width, height)
        return QRectF((width - side) / 2, (height - side) / 2, side, side)
    scale = width / photo.width
    left, top, right, bottom = (edge * scale for edge in box)
    side = min(width, height, max(right - left, bottom - top) * room)
    x = min(max(0.0, (left + right - side) / 2), width - side)
    y = min(max(0.0, (top + bottom - side) / 2), height - side)
    return QRectF(x, y, side, side)
