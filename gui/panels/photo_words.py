"""What to say about a photo of somebody: in a sentence, and in a word on a badge."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.faces.face import largest, quality
from gui.panels.sources import Photo


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
        return Verdict("", _translate("Opening…"), "", "small")
    if photo.trouble:
        return Verdict(_translate("Unknown"), photo.trouble, "warning", "warn")
    if photo.faces is None:
        return Verdict("", _translate("Looking for a face…"), "", "small")
    if not photo.flaws:
        return Verdict(_translate("Good"), _translate("One face found"), "check", "good")
    worst = photo.flaws[0]
    word = {
        "no-face": _translate("No face"),
        "several-faces": _translate("{0} faces").format(len(photo.faces)),
        "small-face": _translate("Small"),
        "blurred": _translate("Blurred"),
        "turned": _translate("Turned"),
    }[worst]
    sentence = " ".join(_sentence(photo, flaw) for flaw in photo.flaws)
    return Verdict(word, sentence, f"photo-{worst}", "warn")


def _sentence(photo: Photo, flaw: str) -> str:
    faces = photo.faces or ()
    if flaw == "no-face":
        return _translate("No face found. Choose a photo that shows one.")
    if flaw == "several-faces":
        return _translate("{0} faces found; the largest is used.").format(len(faces))
    if flaw == "small-face":
        return quality(largest(faces)) or ""
    if flaw == "blurred":
        return _translate("The face is blurred; a sharp photo keeps the likeness better.")
    return _translate("The head is turned; its pose goes into the picture.")


def _translate(text: str) -> str:
    return QCoreApplication.translate("Photo", text)
