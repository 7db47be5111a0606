"""Parts that were chosen for a pack, with the names and the settings that they get."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.packs import links
from core.packs.fit import FACES_OF, Part, Parts
from core.packs.importing import FacePack, Found
from core.packs.proposing import as_part, base_folder, recipe_name

_SIDES = {"sdxl": 1024, "sd15": 512}
_GUIDANCE = {"sdxl": 5.0, "sd15": 7.0}
_LATENT_PIXELS = 8  # of the picture, for each of the latents


@dataclass(frozen=True)
class Chosen:
    """What a pack is to be made of.

    Attributes:
        base: a single file, or the UNet in a folder.
        instantid: adapter and IdentityNet.
        adapters: each with its image encoder, where it has one.
        faces: sets of face models; InstantID's are the pack's own, else the first.
    """

    base: Found
    instantid: tuple[Found, Found] | None = None
    adapters: tuple[tuple[Found, Found | None], ...] = ()
    controlnets: tuple[Found, ...] = ()
    loras: tuple[Found, ...] = ()
    faces: tuple[FacePack, ...] = ()

    def parts(self) -> Parts:
        """The same, each part with the name that recipes will use."""
        adapters: dict[str, tuple[Part, Part | None]] = {}
        for adapter, encoder in self.adapters:
            beside = as_part(encoder) if encoder is not None else None
            adapters[recipe_name(adapter, adapters)] = (as_part(adapter), beside)
        own = self._own_faces()
        return Parts(
            base=as_part(self.base),
            instantid=(as_part(self.instantid[0]), as_part(self.instantid[1]))
            if self.instantid is not None
            else None,
            adapters=adapters,
            controlnets=_named(self.controlnets),
            loras=_named(self.loras),
            faces=own.files if own is not None else {},
            face_pack=own.name if own is not None else "",
            other_faces={one.name: one.files for one in self.faces if one is not own},
        )

    def licence(self) -> str:
        """The licences of published parts, in a row; empty where one is not published."""
        files = [self.base, *(self.instantid or ()), *self.controlnets, *self.loras]
        files += [one for pair in self.adapters for one in pair if one is not None]
        if any(one.published is None for one in files):
            return ""
        words = [one.published.licence for one in files if one.published is not None]
        if self.faces:
            words.append("non-commercial research only")
        return ", ".join(dict.fromkeys(words))

    def room(self, folder: Path) -> tuple[int, int]:
        """Bytes that a pack below a folder would take, and those that are used where they lie.

        Raises:
            OSError: if a part is not there any more.
        """
        new = sum(links.room(path, folder) for path in set(self._files()))
        return new, sum(path.stat().st_size for path in set(self._files())) - new

    def _own_faces(self) -> FacePack | None:
        wanted = FACES_OF["instantid"] if self.instantid is not None else ""
        first = self.faces[0] if self.faces else None
        return next((one for one in self.faces if one.name == wanted), first)

    def _files(self) -> Iterator[Path]:
        folder = base_folder(self.base)
        if folder is None:
            yield self.base.path
        else:
            half = ".fp16." in self.base.path.name
            for path in folder.glob("*/*"):
                weights = path.suffix == ".safetensors"
                if path.suffix in (".json", ".txt") or (
                    weights and half == (".fp16." in path.name)
                ):
                    yield path
        yield from (one.path for one in (*(self.instantid or ()), *self.controlnets, *self.loras))
        yield from (one.path for pair in self.adapters for one in pair if one is not None)
        yield from (path for pack in self.faces for path in pack.files.values())


def proposed_settings(base: Found) -> dict[str, Any]:
    """Size, steps and guidance with which a base model works, as for a manifest's `defaults`."""
    family = base.what.family or "sdxl"
    side = _trained_side(base) or _SIDES[family]
    return {
        "width": side, "height": side, "steps": 30, "guidance": _GUIDANCE[family],
        "likeness": 0.8, "structure": 0.8, "scheduler": "euler",
    }  # fmt: skip


def _trained_side(base: Found) -> int | None:
    """Pixels, as the settings of a UNet tell; None: they do not."""
    if base_folder(base) is None:
        return None
    try:
        settings: Any = json.loads(base.path.with_name("config.json").read_text(encoding="utf-8"))
        side = int(settings["sample_size"]) * _LATENT_PIXELS
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return side if 64 <= side <= 2048 else None


def _named(files: tuple[Found, ...]) -> dict[str, Part]:
    named: dict[str, Part] = {}
    for found in files:
        named[recipe_name(found, named)] = as_part(found)
    return named
