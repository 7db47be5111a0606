"""What is said of packs, files and terms."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from core.jobs import Progress, Transfer
from core.packs import Manifest, terms
from core.packs.bundles import Bundle
from core.packs.terms import Terms
from gui.language import in_language, listed
from gui.time_left import spoken

translate = QCoreApplication.translate
_FREE = frozenset({"Apache-2.0", "CC0-1.0", "MIT", "BSD-3-Clause", "CC-BY-4.0"})
_KNOWN = {str(one.title): one for one in terms.ALL}


def spoken_bytes(size: float) -> str:
    """A number of bytes as shops of disks and publishers of files say it: 1 GB is 10⁹ bytes."""
    for least, unit, digits in ((1e9, "GB", 1), (1e6, "MB", 0), (1e3, "kB", 0)):
        if size >= least * (1 if digits else 0.9995):
            return f"{size / least:.{digits}f} {unit}"
    return translate("Models", "{0} bytes").format(round(size))


def abilities(manifest: Manifest) -> str:
    """What a pack can do beside drawing words."""
    found: list[str] = []
    if manifest.instantid is not None and manifest.faces is not None:
        found.append(translate("Models", "InstantID"))
    if manifest.adapters:
        names = listed(adapter.name for adapter in manifest.adapters)
        found.append(translate("Models", "image prompts ({0})").format(names))
    if manifest.controlnets:
        names = listed(net.name for net in manifest.controlnets)
        found.append(translate("Models", "ControlNets ({0})").format(names))
    if manifest.loras:
        names = listed(lora.name for lora in manifest.loras)
        found.append(translate("Models", "LoRAs ({0})").format(names))
    if manifest.draft is not None:
        found.append(translate("Models", "drafts in {0} steps").format(manifest.draft.steps))
    return (
        translate("Models", "It can: {0}").format(listed(found))
        if found
        else translate("Models", "It draws words only.")
    )


def family(name: str) -> str:
    """What a family of base models is called."""
    return {"sdxl": "SDXL", "sd15": "Stable Diffusion 1.5"}.get(name, name)


def commercial(manifest: Manifest) -> bool | None:
    """Whether pictures may be used commercially; None: Likeness does not know all the terms."""
    answers = [_allows(licence.name) for licence in manifest.licences]
    if False in answers:
        return False
    return True if answers and None not in answers else None


def spoken_commercial(allowed: bool | None) -> str:
    if allowed is None:
        return translate("Models", "Read the terms before you use pictures commercially.")
    if allowed:
        return translate("Models", "Pictures may be used commercially.")
    return translate("Models", "Pictures may not be used commercially.")


def allowed_by(bundle: Bundle) -> bool:
    """Whether what a bundle draws may be used commercially."""
    return all(one.commercial for one in bundle.terms)


def spoken_terms(all_of_them: Iterable[Terms]) -> str:
    return listed(in_language(one.title) for one in all_of_them)


def spoken_stage(progress: Progress | None) -> str:
    """What an installation is doing."""
    match progress.stage if progress is not None else "":
        case "checking":
            return translate("Models", "Comparing with its fingerprint…")
        case "unpacking":
            return translate("Models", "Unpacking…")
        case "converting":
            return translate("Models", "Making it safe: the pickle becomes safetensors…")
        case "assembling":
            return translate("Models", "Putting the pack together…")
        case "downloading":
            return translate("Models", "Fetching…")
        case _:
            return translate("Models", "Looking for what is there already…")


def spoken_transfer(progress: Progress) -> str:
    """How far bytes have come: "3.1 of 16.4 GB · 24 MB/s · about 9 min left"."""
    parts = [
        translate("Models", "{0} of {1}").format(
            spoken_bytes(progress.step), spoken_bytes(progress.total)
        )
    ]
    if isinstance(progress, Transfer) and progress.speed:
        parts.append(translate("Models", "{0} per second").format(spoken_bytes(progress.speed)))
        if progress.left is not None:
            parts.append(translate("Models", "about {0} left").format(spoken(progress.left)))
    return " · ".join(parts)


def _allows(licence: str) -> bool | None:
    if (known := _KNOWN.get(licence)) is not None:
        return known.commercial if known is not terms.UNRECORDED else None
    return True if licence in _FREE else None
