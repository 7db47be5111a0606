"""A trained adapter put into a pack of the user, so that the window offers it."""

from pathlib import Path
from typing import Any

from core.jobs import JobControl
from core.packs import Pack
from core.packs.changing import change
from core.packs.ownership import copy_of
from training.own.kinds import IDENTITY_NET, Kind
from training.own.seeing import Reading

LICENCE = {"name": "Your own", "covers": "What you trained, on pictures and a base of your choice."}


def offer(pack: Pack, folder: Path, kind: Kind, made: Path, reading: Reading, name: str) -> Pack:
    """Put an adapter into the user's pack of this folder, a copy of `pack` if there is none.

    InstantID takes the place of the pack's own, of which a pack has one.

    Args:
        pack: that it was trained with.
        folder: of the user's pack.
        kind: of adapter.
        made: its file; IdentityNet's folder lies beside it.
        reading: what of the pack it was trained with.
        name: by which recipes will call it.

    Raises:
        BadInput: if the pack has a part of that name already.
        DiskFull, NotWritable, UserError: then the pack is as it was.
    """
    control = JobControl()
    if folder.is_dir():
        own = Pack.load(folder)
    else:
        own = copy_of(pack, folder, f"{pack.manifest.title}, with {name}", control)
    manifest: dict[str, Any] = own.manifest.model_dump(mode="json", exclude={"files"})
    place = f"own/{name}"
    places = {f"{place}/{made.name}": made}
    if kind.name == "instantid":
        for file in (made.parent / IDENTITY_NET).iterdir():
            places[f"{place}/{IDENTITY_NET}/{file.name}"] = file
        manifest["instantid"] = {
            "controlnet": f"{place}/{IDENTITY_NET}",
            "adapter": f"{place}/{made.name}",
        }
    else:
        entry = {"name": name, "file": f"{place}/{made.name}"}
        entry |= {"encoder": reading.encoder, "faces": reading.faces, "variant": kind.name}
        manifest["adapters"] = [*manifest["adapters"], entry]
    if LICENCE not in manifest["licences"]:
        manifest["licences"] = [*manifest["licences"], LICENCE]
    return change(own, manifest, control, places)
