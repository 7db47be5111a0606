"""What is found on this computer, as further parts of a pack that the user has."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput
from core.packs.adding import parts_of
from core.packs.fit import Part, Parts, problems, trained_with
from core.packs.importing import Found, Stock
from core.packs.proposing import as_part, propose, recipe_name
from core.packs.store import Pack
from core.told import Told


@dataclass(frozen=True)
class Further:
    """Parts for one pack.

    Attributes:
        parts: as `core.packs.adding.add` takes them.
        problems: sentences on what does not fit; empty: they can be added.
        licence: of parts that are published; empty where one is not.
    """

    parts: Parts
    problems: tuple[Told, ...]
    licence: str


def further_parts(pack: Pack, chosen: Sequence[Found], stock: Stock) -> Further:
    """Adapters, ControlNets and LoRAs for a pack, with the encoders and face models they need.

    Args:
        pack: one of the user's.
        chosen: what was found.
        stock: where an image encoder or face models are taken from that the pack lacks.

    Raises:
        BadInput: if the pack's own base can't be read.
        OSError
    """
    before = parts_of(pack)
    own = _encoders_of(pack)
    encoders = [*own, *stock.of("image-encoder")]
    seen = propose(Stock([*chosen, *encoders], faces=stock.faces), before.base)
    beside = {one.found.path: one.encoder for one in seen.adapters}
    adapters: dict[str, tuple[Part, Part | None]] = {}
    taken = {entry.name for entry in pack.manifest.adapters}
    for found in chosen:
        if found.what.role == "adapter":
            encoder = beside.get(found.path)
            name = recipe_name(found, {*adapters, *taken})
            adapters[name] = (as_part(found), as_part(encoder) if encoder is not None else None)
    lacking = _lacking_faces(before, [part for part, _ in adapters.values()], stock)
    parts = Parts(
        before.base,
        adapters=adapters,
        controlnets=_named(chosen, "controlnet", {one.name for one in pack.manifest.controlnets}),
        loras=_named(chosen, "lora", {one.name for one in pack.manifest.loras}),
        faces=before.faces,
        face_pack=before.face_pack,
        other_faces={**before.other_faces, **lacking},
    )
    licences = [one.published.licence if one.published is not None else "" for one in chosen]
    licence = "" if "" in licences else ", ".join(dict.fromkeys(licences))
    return Further(parts, problems(parts), licence)


def _encoders_of(pack: Pack) -> list[Found]:
    found: list[Found] = []
    for folder in dict.fromkeys(adapter.encoder for adapter in pack.manifest.adapters):
        path = pack.path(f"{folder}/model.safetensors") if folder is not None else Path()
        if path.is_file():
            try:
                found.append(Found(path, path.stat().st_size, Part.read(path).what))
            except BadInput:
                continue  # a damaged pack: then another encoder is looked for
    return found


def _lacking_faces(
    before: Parts, adapters: Collection[Part], stock: Stock
) -> dict[str, Mapping[str, Path]]:
    """Face models that adapters were trained with and the pack does not have."""
    wanted = {trained_with(part.what) for part in adapters}
    there = {before.face_pack, *before.other_faces}
    return {one.name: one.files for one in stock.faces if one.name in wanted - there}


def _named(chosen: Sequence[Found], role: str, taken: Collection[str]) -> dict[str, Part]:
    named: dict[str, Part] = {}
    for found in chosen:
        if found.what.role == role:
            named[recipe_name(found, {*named, *taken})] = as_part(found)
    return named
