"""What to say about a computer in plain words."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from core.computer import Computer
from gui.status import spoken_size
from gui.time_left import spoken

translate = QCoreApplication.translate
_GIGABYTE = 1 << 30


@dataclass(frozen=True)
class Verdict:
    """What one can expect of it, and what to know about that.

    Attributes:
        sentence: the verdict.
        advice: what follows from it.
        sign: name of its icon.
        role: of that icon's colour in the theme: good, warn or muted.
    """

    sentence: str
    advice: str
    sign: str
    role: str


@dataclass(frozen=True)
class Fact:
    """One thing that is known: what it is about, what it is, and what that means."""

    about: str
    value: str
    meaning: str


def judge(here: Computer | None, device: str | None) -> Verdict:
    """The verdict.

    Args:
        here: None where nothing is known of it, or not yet.
        device: of torch, on which the engine draws; empty: it can't start; None: it is starting.
    """
    if device == "":
        return Verdict(
            translate("Verdict", "Nothing can be drawn: the engine does not start."),
            translate("Verdict", "`main.py doctor` in a terminal says what it lacks."),
            "warning",
            "warn",
        )
    if device is None:
        return Verdict(
            translate("Verdict", "Looking at this computer…"),
            translate("Verdict", "The engine is starting. It says in a moment where it draws."),
            "clock",
            "muted",
        )
    if device.partition(":")[0] != "cpu":
        return Verdict(
            translate("Verdict", "This computer draws on its graphics card: all is well."),
            translate("Verdict", "Official SDXL models want 8 GB of memory on it, or more."),
            "check",
            "good",
        )
    return _on_processor(here)


def _on_processor(here: Computer | None) -> Verdict:
    if here is not None and here.short_of_memory:
        return Verdict(
            translate("Verdict", "This computer draws on its processor, with little memory."),
            translate("Verdict", "Close other programs while it draws, and keep pictures small."),
            "warning",
            "warn",
        )
    advice = translate(
        "Verdict", "Official SDXL models want a graphics card with 8 GB of memory, or more."
    )
    if here is not None and here.nvidia:
        advice = translate(
            "Verdict",
            "There is a driver by NVIDIA, but this build of torch does not use the card. "
            "The README says which one does.",
        )
    return Verdict(
        translate("Verdict", "This computer draws on its processor: the demo pack needs no more."),
        advice,
        "check",
        "good",
    )


def facts(here: Computer | None, device: str | None, seconds: float | None) -> tuple[Fact, ...]:
    """Device, memory, disk and speed.

    Args:
        here: see `judge`.
        device: see `judge`.
        seconds: for one picture as the pack recommends it, measured here; None: not measured.
    """
    return _device(here, device), _memory(here), _disk(here), _speed(seconds)


def _device(here: Computer | None, device: str | None) -> Fact:
    about = translate("Verdict", "Draws on")
    if not device:
        return Fact(about, "…" if device is None else "–", "")
    if device.partition(":")[0] != "cpu":
        return Fact(about, translate("Verdict", "Graphics card"), "")
    return Fact(about, translate("Verdict", "Processor"), _cores(here))


def _cores(here: Computer | None) -> str:
    if here is None:
        return ""
    if here.cores == 1:
        return translate("Verdict", "with one core")
    return translate("Verdict", "with {0} cores").format(here.cores)


def _memory(here: Computer | None) -> Fact:
    about = translate("Verdict", "Memory")
    if here is None:
        return Fact(about, "…", "")
    value = translate("Verdict", "{0} GB").format(round(here.memory / _GIGABYTE))
    little, enough = translate("Verdict", "is little"), translate("Verdict", "is enough")
    return Fact(about, value, little if here.short_of_memory else enough)


def _disk(here: Computer | None) -> Fact:
    about = translate("Verdict", "Free disk")
    if here is None:
        return Fact(about, "…", "")
    little = translate("Verdict", "is little: free some")
    enough = translate("Verdict", "for pictures and models")
    return Fact(about, spoken_size(here.free), little if here.short_of_disk else enough)


def _speed(seconds: float | None) -> Fact:
    about = translate("Verdict", "A picture takes")
    if seconds is None:
        unknown = translate("Verdict", "The first one will tell")
        return Fact(about, translate("Verdict", "Not known yet"), unknown)
    value = translate("Verdict", "About {0}").format(spoken(seconds))
    return Fact(about, value, translate("Verdict", "as measured here"))
