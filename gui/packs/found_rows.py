"""What a scan has found, as groups of rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from core.packs import fit
from core.packs.importing import FacePack, Found, Stock
from core.packs.proposing import (
    as_part,
    base_folder,
    bases_of,
    may_be_identity_net,
    may_be_instantid,
    spoken_file,
)
from core.told import Told
from gui.language import in_language, listed
from gui.packs.kinds import spoken_family, spoken_folder, spoken_kind
from gui.packs.words import spoken_bytes

translate = QCoreApplication.translate


class Group(IntEnum):
    """From top to bottom."""

    BASES = 0
    INSTANTID = 1
    ADAPTERS = 2
    ENCODERS = 3
    CONTROLNETS = 4
    LORAS = 5
    FACES = 6
    VAES = 7
    OTHERS = 8
    REFUSED = 9


@dataclass(frozen=True)
class Row:
    """One line of the list.

    Attributes:
        title: its name as a file or folder.
        path: what is copied and shown in its folder.
        size: bytes; 0: not told.
        found: the file, or the UNet of a folder.
        faces: face models that belong together.
        refused: why it is not used.
    """

    group: Group
    title: str
    path: Path
    size: int = 0
    found: Found | None = None
    faces: FacePack | None = None
    refused: Told | None = None

    @property
    def published(self) -> bool | None:
        """Whether its fingerprint is that of an official file; None: that is not asked."""
        if self.found is not None:
            return self.found.published is not None
        return True if self.faces is not None else None

    @property
    def usable(self) -> bool:
        """Whether a pack can be made with it."""
        return self.group not in (Group.VAES, Group.OTHERS, Group.REFUSED)

    def words(self) -> str:
        """What it is, in the language of today."""
        if self.refused is not None:
            return in_language(self.refused)
        parts = [spoken_bytes(self.size), spoken_folder(self.path.parent)]
        if self.faces is not None:
            kind = translate("FoundRows", "Face models that belong together")
            return _row(kind, *parts)
        if self.found is not None:
            kind = "" if self.group is Group.BASES else spoken_kind(self.found)
            return _row(kind, spoken_family(self.found.what), *parts)
        return _row(*parts)

    def spoken(self) -> str:
        """All of it, for who hears it."""
        facts = [self.title, self.words()]
        if self.published:
            facts.append(translate("FoundRows", "published file"))
        return listed(facts)

    def text(self) -> str:
        """All words that stand in it, in lower case."""
        return f"{self.title} {self.words()} {self.path}".lower()


def rows_of(stock: Stock) -> list[Row]:
    """All of it, in the order of the groups; what belongs to a base is counted with that."""
    inside: dict[Path, list[Found]] = {}
    for one in stock.files:
        inside.setdefault(one.path.parent.parent, []).append(one)
    rows = [row_of_base(base, inside) for base in bases_of(stock)]
    folders = {row.path for row in rows if row.found is not None and row.found.path != row.path}
    in_packs = {path for pack in stock.faces for path in pack.files.values()}
    for folder, files in inside.items():
        rows += [
            Row(_group(one), spoken_file(one.path), one.path, one.size, one)
            for one in files
            if folder not in folders and one.path not in in_packs and one.what.role != "checkpoint"
        ]
    rows += [_faces(pack) for pack in stock.faces]
    rows += [
        Row(Group.REFUSED, path.name, path, refused=sentence) for path, sentence in stock.refused
    ]
    return sorted(rows, key=lambda row: (row.group, row.title.lower()))


def spoken_group(group: Group) -> str:
    """Its heading."""
    names: dict[Group, Callable[[], str]] = {
        Group.BASES: lambda: translate("FoundRows", "Base models"),
        Group.INSTANTID: lambda: "InstantID",
        Group.ADAPTERS: lambda: translate("FoundRows", "IP-Adapters"),
        Group.ENCODERS: lambda: translate("FoundRows", "Image encoders"),
        Group.CONTROLNETS: lambda: translate("FoundRows", "ControlNets"),
        Group.LORAS: lambda: translate("FoundRows", "LoRAs"),
        Group.FACES: lambda: translate("FoundRows", "Face models"),
        Group.VAES: lambda: translate("FoundRows", "VAEs"),
        Group.OTHERS: lambda: translate("FoundRows", "Parts of other models"),
        Group.REFUSED: lambda: translate("FoundRows", "Not used"),
    }
    return names[group]()


def row_of_base(base: Found, inside: Mapping[Path, Sequence[Found]]) -> Row:
    """A base model; a folder counts with all of its parts.

    Args:
        base: from `bases_of`.
        inside: what was found two folders below each folder.
    """
    folder = base_folder(base)
    if folder is None:
        return Row(Group.BASES, base.path.name, base.path, base.size, base)
    half = ".fp16." in base.path.name
    sizes = [one.size for one in inside.get(folder, ()) if (".fp16." in one.path.name) == half]
    return Row(Group.BASES, name_of_base(base), folder, sum(sizes), base)


def name_of_base(base: Found) -> str:
    """What a base model is called."""
    return fit.name_of_base(as_part(base))


def _faces(pack: FacePack) -> Row:
    paths = list(pack.files.values())
    size = sum(path.stat().st_size for path in paths if path.is_file())
    return Row(Group.FACES, pack.name, paths[0], size, faces=pack)


def _group(found: Found) -> Group:
    what = found.what
    match what.role:
        case "adapter" if may_be_instantid(what):
            return Group.INSTANTID
        case "adapter":
            return Group.ADAPTERS
        case "controlnet":
            return Group.INSTANTID if may_be_identity_net(found) else Group.CONTROLNETS
        case "image-encoder":
            return Group.ENCODERS
        case "lora":
            return Group.LORAS
        case "vae" | "tiny-vae":
            return Group.VAES
        case "unknown" if found.published is not None:
            return _of_published(found)
        case _:
            return Group.OTHERS


def _of_published(found: Found) -> Group:
    """What is not looked into: face models, and pickles before they are converted."""
    assert found.published is not None
    repository, path = found.published.repository, found.published.path
    if path.endswith(".onnx"):
        return Group.FACES
    if repository == "InstantX/InstantID":
        return Group.INSTANTID
    return Group.ADAPTERS if "adapter" in path.lower() else Group.OTHERS


def _row(*parts: str) -> str:
    return " · ".join(filter(None, parts))
