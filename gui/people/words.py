"""What is said of people and of their photos."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from core.library.forgetting import Traces
from core.people.judging import Judgement, PhotoVerdict, closeness
from core.people.record import Person, PersonPhoto
from gui.panels.photo_words import Verdict

translate = QCoreApplication.translate


def spoken_day(day: date) -> str:
    """A day as this language writes it."""
    short = QLocale.FormatType.ShortFormat
    return QLocale().toString(QDate(day.year, day.month, day.day), short)


def spoken_photos(count: int) -> str:
    if count == 1:
        return translate("People", "1 photo")
    return translate("People", "{0} photos").format(count)


def spoken_cosine(cosine: float | None) -> str:
    """How alike, in words and as a number."""
    if cosine is None:
        return translate("People", "nothing to compare with")
    words = {
        "very": translate("People", "very alike"),
        "alike": translate("People", "alike"),
        "hardly": translate("People", "hardly alike"),
        "not": translate("People", "not alike"),
    }[closeness(cosine)]
    return translate("People", "{0}, {1}").format(words, f"{cosine:.2f}")


def judged(photo: PersonPhoto, verdict: PhotoVerdict) -> Verdict:
    """The badge of a photo, and what is seen in it."""
    facts = _facts(photo)
    if verdict.stranger:
        sentence = translate("People", "Seems to show somebody else than the other photos.")
        return Verdict(
            translate("People", "Stranger?"),
            f"{sentence} {facts}",
            "photo-several-faces",
            "warn",
        )
    if not photo.flaws:
        return Verdict(translate("Photo", "Good"), facts, "check", "good")
    worst = photo.flaws[0]
    word, sentence = {
        "no-face": (
            translate("Photo", "No face"),
            translate("People", "No face was found, so it can't count."),
        ),
        "small-face": (
            translate("Photo", "Small"),
            translate("People", "The face is small; a larger one keeps the likeness better."),
        ),
        "blurred": (
            translate("Photo", "Blurred"),
            translate("Photo", "The face is blurred; a sharp photo keeps the likeness better."),
        ),
        "turned": (
            translate("Photo", "Turned"),
            translate("People", "The head is turned to the side."),
        ),
    }[worst]
    return Verdict(word, f"{sentence} {facts}".strip(), f"photo-{worst}", "warn")


def agreement(judgement: Judgement) -> str:
    """How the photos that count agree."""
    counted = len(judgement.counted)
    if judgement.undecided:
        if len(judgement.photos) == 2:
            return translate(
                "People",
                "The two photos disagree: perhaps they show two people. A third one tells more.",
            )
        return translate(
            "People",
            "The photos disagree, and no majority tells who is meant. Untick those that are wrong.",
        )
    if judgement.left_over:
        return translate("People", "{0} photos count; a picture takes no more.").format(counted)
    if judgement.agreement is None:
        return translate("People", "Further photos make the likeness surer.") if counted else ""
    words = translate("People", "{0} of {1} photos count; they are {2} (± {3}).")
    total = len(judgement.photos)
    spoken = spoken_cosine(judgement.agreement)
    return words.format(counted, total, spoken, f"{judgement.spread:.2f}")


def kept_until(person: Person) -> str:
    if person.expires is None:
        return translate("People", "Kept without end")
    return translate("People", "Kept until {0}").format(spoken_day(person.expires))


def consented(person: Person) -> str:
    return translate("People", "Consent of {0}").format(spoken_day(person.consent))


def goes(traces: Traces, portraits: bool) -> list[str]:
    """What goes, and what stays without them, a line each."""
    count = lambda one, several, number: one if number == 1 else several.format(number)
    lines: list[str] = []
    if traces.photos:
        lines.append(spoken_photos(traces.photos))
    if traces.vectors:
        lines.append(
            count(
                translate("People", "1 measurement of the face"),
                translate("People", "{0} measurements of the face"),
                traces.vectors,
            )
        )
    if portraits and traces.portraits:
        lines.append(
            count(
                translate("People", "1 portrait, with its preview"),
                translate("People", "{0} portraits, with their previews"),
                traces.portraits,
            )
        )
    if traces.trashed:
        lines.append(
            count(
                translate("People", "1 portrait in the trash"),
                translate("People", "{0} portraits in the trash"),
                traces.trashed,
            )
        )
    if traces.jobs:
        lines.append(
            count(
                translate("People", "1 job of the queue"),
                translate("People", "{0} jobs of the queue"),
                traces.jobs,
            )
        )
    lines.append(translate("People", "The list of undo"))
    return lines


def stays(traces: Traces, portraits: bool) -> list[str]:
    """What stays, and how it is changed, a line each."""
    lines: list[str] = []
    if traces.portraits and not portraits:
        lines.append(
            translate("People", "1 portrait stays, without them in its recipe.")
            if traces.portraits == 1
            else translate("People", "{0} portraits stay, without them in their recipes.").format(
                traces.portraits
            )
        )
    if traces.drafts:
        lines.append(
            translate("People", "1 draft loses them.")
            if traces.drafts == 1
            else translate("People", "{0} drafts lose them.").format(traces.drafts)
        )
    if traces.shared:
        lines.append(
            translate("People", "1 photo stays, as something else uses it.")
            if traces.shared == 1
            else translate("People", "{0} photos stay, as something else uses them.").format(
                traces.shared
            )
        )
    return lines


def _facts(photo: PersonPhoto) -> str:
    """Size, sharpness and angle."""
    seen = photo.face
    if seen is None:
        return ""
    parts = [
        translate("People", "Face {0} px wide").format(round(seen.width)),
        translate("People", "sharpness {0} %").format(round(100 * (1 - seen.blur))),
    ]
    if seen.yaw is not None and seen.pitch is not None:
        turned = translate("People", "turned {0}°, tilted {1}°")
        parts.append(turned.format(round(seen.yaw), round(seen.pitch)))
    return translate("Language", ", ").join(parts) + translate("People", ".")
