"""What to say about a photo of somebody: in a sentence, and in a word on a badge."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.faces.face import largest, quality
from gui.language import in_language
from gui.panels.sources import Photo

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Verdict:
    """How well a photo serves as a reference.

    Attributes:
        word: for the badge; empty while nothing is known.
        sentence: what is seen, and what to do about it.
        sign: name of the badge's icon; empty while nothing is known.
        role: of the style sheet: good, warn or small.
    """

    word: str
    sentence: str
    sign: str
    role: str


def judge(photo: Photo | None) -> Verdict:
    """The verdict on a photo; None: it is being opened."""
    if photo is None:
        return Verdict("", translate("Photo", "Opening…"), "", "small")
    if photo.trouble:
        return Verdict(translate("Photo", "Unknown"), in_language(photo.trouble), "warning", "warn")
    if photo.faces is None:
        return Verdict("", translate("Photo", "Looking for a face…"), "", "small")
    if not photo.flaws:
        return Verdict(
            translate("Photo", "Good"), translate("Photo", "One face found"), "check", "good"
        )
    worst = photo.flaws[0]
    word = {
        "no-face": translate("Photo", "No face"),
        "several-faces": translate("Photo", "{0} faces").format(len(photo.faces)),
        "small-face": translate("Photo", "Small"),
        "blurred": translate("Photo", "Blurred"),
        "turned": translate("Photo", "Turned"),
    }[worst]
    sentence = " ".join(_sentence(photo, flaw) for flaw in photo.flaws)
    return Verdict(word, sentence, f"photo-{worst}", "warn")


def _sentence(photo: Photo, flaw: str) -> str:
    faces = photo.faces or ()
    if flaw == "no-face":
        return translate("Photo", "No face found. Choose a photo that shows one.")
    if flaw == "several-faces":
        return translate("Photo", "{0} faces found; the largest is used.").format(len(faces))
    if flaw == "small-face":
        return in_language(quality(largest(faces)) or "")
    if flaw == "blurred":
        return translate("Photo", "The face is blurred; a sharp photo keeps the likeness better.")
    return translate("Photo", "The head is turned; its pose goes into the picture.")
