"""What an addition of the catalogue brings into a pack that a user has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from core.errors import BadInput, UserError
from core.packs.adding import face_folders, parts_of
from core.packs.bundles import Bundle, Item
from core.packs.fit import Part, Parts
from core.packs.importing import FACE_FILES
from core.packs.ownership import is_own
from core.packs.store import Pack
from core.told import Sentence, Told


@dataclass(frozen=True)
class Target:
    """A pack, asked whether an addition could come into it.

    Attributes:
        pack: which.
        own: whether it is the user's; else only a copy of it can be changed.
        reason: why it can't; empty: it can.
    """

    pack: Pack
    own: bool
    reason: Sentence = ""


def targets(bundle: Bundle, packs: Iterable[Pack], folder: Path) -> tuple[Target, ...]:
    """Ask all packs, before anything is fetched; those of the user come first.

    Args:
        bundle: an addition.
        packs: all that there are.
        folder: of the user's packs.
    """
    found = (Target(pack, is_own(pack, folder), _reason(bundle, pack)) for pack in packs)
    return tuple(sorted(found, key=lambda target: not target.own))


def _reason(bundle: Bundle, pack: Pack) -> Sentence:
    try:
        new = new_items(bundle, pack)
        loose = not bundle.width or all(item.inside for item in new)
        if loose or parts_of(pack).base.what.width == bundle.width:
            return ""
    except UserError as error:
        return error.message
    except OSError:
        return Told("The pack {0} can't be read.", pack.manifest.name)
    return _foreign(bundle, pack)


def _foreign(bundle: Bundle, pack: Pack) -> Told:
    return Told("{0} was made for another base model than {1}.", bundle.title, pack.manifest.name)


def new_items(bundle: Bundle, pack: Pack) -> tuple[Item, ...]:
    """The files of an addition that the pack lacks, as far as names and its face models tell.

    Raises:
        BadInput: if it has all, or the addition was made for another family.
    """
    manifest = pack.manifest
    have = {
        *(f"loras/{lora.name}" for lora in manifest.loras),
        *(f"controls/{net.name}" for net in manifest.controlnets),
        *(f"faces/{name}" for _, name in face_folders(pack)),
    }
    new = tuple(item for item in bundle.items if _part_of(item) not in have)
    if not new:
        raise BadInput(Told("The pack {0} has all of that already.", manifest.name))
    if bundle.family != manifest.family and not all(item.inside for item in new):
        raise BadInput(_foreign(bundle, pack), "Choose parts that were made for each other.")
    return new


def extra_parts(found: Mapping[Item, Mapping[str, Path]], before: Parts) -> Parts:
    """The parts that these files are, over what a pack has.

    Args:
        found: where the files of each item lie, by their places.
        before: see `parts_of`.

    Raises:
        BadInput: if one is damaged.
        OSError: if one can't be read.
    """
    parts = Parts(before.base, other_faces={})
    nets: dict[str, dict[str, Path]] = {}
    for item, files in found.items():
        kind, _, name = _part_of(item).partition("/")
        for place, path in files.items():
            if kind == "loras":
                parts = replace(parts, loras={**parts.loras, name: Part.read(path)})
            elif kind == "controls":
                nets.setdefault(name, {})[PurePosixPath(place).suffix] = path
        if kind == "faces":
            models = {PurePosixPath(place).name: path for place, path in files.items()}
            parts = replace(parts, other_faces={**parts.other_faces, name: models})
    controls = {
        name: replace(Part.read(files[".safetensors"]), settings=files[".json"])
        for name, files in nets.items()
    }
    parts = replace(parts, controlnets=controls)
    if not before.faces and parts.other_faces:  # the first face models of a pack are its own
        name, models = next(iter(parts.other_faces.items()))
        parts = replace(parts, faces=models, face_pack=name, other_faces={})
    return parts


def _part_of(item: Item) -> str:
    """Folder and name of the part that an item belongs to."""
    if item.repository in FACE_FILES:
        return f"faces/{item.repository}"
    folder, name = PurePosixPath(item.place).parts[:2]
    return f"{folder}/{name.removesuffix('.safetensors')}"
