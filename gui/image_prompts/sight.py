"""What an adapter sees of the images that it is given, and what that means, told plainly."""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from core.faces.crops import ROOM, upright
from core.faces.face import Face, largest
from core.packs.manifest import Adapter
from gui.panels.photo_tile import part_around_box
from gui.panels.photo_words import Verdict, judge
from gui.panels.sources import Photo

translate = QCoreApplication.translate

Sight = Literal["picture", "around", "upright"]
"""The middle square of an image; the square around the largest face; that face, upright."""

_UPRIGHT = 112  # pixels; what a recogniser sees


def sight_of(adapter: Adapter | None) -> Sight:
    """What an adapter is shown; None: one that the pack does not have."""
    if adapter is None or not adapter.reads_faces:
        return "picture"
    return "around" if adapter.variant in ("plus-face", "full-face") else "upright"


def seen(photo: Photo | None, sight: Sight) -> tuple[QImage, QRectF] | None:
    """The image and the part of it that the adapter is shown; where it can't be: the middle."""
    if photo is None or photo.image.isNull():
        return None
    if sight == "picture" or not photo.faces:
        return photo.image, part_around_box(photo, None)
    face = largest(photo.faces)
    if sight == "upright":
        image = _upright(photo, face)
        return image, QRectF(image.rect())
    left, top, right, bottom = (float(edge) for edge in face.box)
    return photo.image, part_around_box(photo, (left, top, right, bottom), ROOM)


def verdict(photo: Photo | None, sight: Sight) -> Verdict:
    """What to say of an image that an adapter is given."""
    if sight == "picture" or photo is None or photo.trouble or photo.faces is None:
        if sight == "picture" and photo is not None and not photo.trouble:
            return Verdict("", translate("Sight", "Its middle square is read."), "", "small")
        return judge(photo)
    if not photo.faces:
        words = translate("Sight", "No face is found, and this adapter reads a face.")
        return Verdict(translate("Photo", "No face"), words, "photo-no-face", "warn")
    if len(photo.faces) > 1:
        words = translate("Photo", "{0} faces found; the largest is used.")
        count = len(photo.faces)
        word = translate("Photo", "{0} faces").format(count)
        return Verdict(word, words.format(count), "photo-several-faces", "warn")
    return Verdict("", translate("Photo", "One face found"), "", "small")


def explained(sight: Sight) -> str:
    """What an adapter takes from its images, in the language of today."""
    if sight == "picture":
        return translate("Sight", "It reads the whole picture: style, colours, things.")
    if sight == "around":
        return translate("Sight", "It sees the face and the hair around it, nothing else.")
    return translate("Sight", "It reads who the face is; the rest has no say.")


def _upright(photo: Photo, face: Face) -> QImage:
    """The face as a recogniser sees it, black beyond the photo."""
    scale = photo.image.width() / photo.width
    (a, b, c), (d, e, f) = upright(face.landmarks * scale, _UPRIGHT).tolist()
    image = QImage(_UPRIGHT, _UPRIGHT, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setTransform(QTransform(a, d, b, e, c, f))
    painter.drawImage(0, 0, photo.image)
    painter.end()
    return image
