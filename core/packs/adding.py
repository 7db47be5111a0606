"""Put further parts into a pack of the user: adapters, ControlNets, LoRAs, face models."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.errors import BadInput
from core.jobs import JobControl
from core.packs.catalogue import known
from core.packs.changing import change
from core.packs.fit import Part, Parts, refuse_what_does_not_fit
from core.packs.importing import FACE_FILES
from core.packs.making import YUNET, entries
from core.packs.manifest import SINGLE
from core.packs.ownership import refuse_if_not_own
from core.packs.store import Pack
from core.settings import data_folder
from core.told import Told

_UNETS = ("diffusion_pytorch_model.fp16.safetensors", "diffusion_pytorch_model.safetensors")


def parts_of(pack: Pack) -> Parts:
    """The base model and the face models of a pack: what further parts have to fit.

    Raises:
        BadInput: if its base model can't be read.
        OSError
    """
    own, others = "", dict[str, Mapping[str, Path]]()
    for folder, name in face_folders(pack):
        if folder == pack.manifest.faces:
            own = name
        elif name:
            others[name] = _files_in(pack, folder)
    manifest = pack.manifest
    return Parts(
        Part.read(_base_of(pack)),
        None if manifest.vae is None else Part.read(pack.path(manifest.vae)),
        faces=_files_in(pack, manifest.faces) if manifest.faces else {},
        face_pack=own,
        other_faces=others,
        detector=None if manifest.detector is None else pack.path(manifest.detector),
    )


def add(
    pack: Pack,
    extra: Parts,
    licences: Iterable[tuple[str, str]],
    control: JobControl,
    packs: Path | None = None,
    published: Mapping[Path, str] | None = None,
    **settings: Any,
) -> Pack:
    """Put parts into a pack of the user; it is the old one or the new one whenever this ends.

    Args:
        pack: as it was read.
        extra: what is new, over `parts_of` the pack. An image encoder or face models that the pack
            has already are taken from there.
        licences: the name of each, and what it covers.
        control: to watch and cancel.
        packs: the user's folder of packs.
        published: see `change`.
        settings: further parts of the manifest, such as `draft`.

    Raises:
        BadInput: in one sentence, if something does not fit or has a name that is taken, or the
            pack is none of the user's.
        as `change`.
    """
    refuse_if_not_own(pack, packs or data_folder() / "packs")
    _refuse_taken(pack, extra)
    before = parts_of(pack)
    parts = _together(before, extra)
    refuse_what_does_not_fit(parts)
    places, texts = dict[str, Path](), dict[str, str]()
    more = entries(parts, places, texts, _folders_of(pack, before, extra))
    manifest: dict[str, Any] = pack.manifest.model_dump(mode="json", exclude={"files"})
    for kind, new in more.items():
        manifest[kind] = [*manifest[kind], *new]
    if parts.faces and not before.faces:
        places |= {f"faces/{name}": path for name, path in parts.faces.items()}
        manifest["faces"] = "faces"
    if parts.detector is not None and before.detector is None:
        manifest["detector"] = YUNET
        places[YUNET] = parts.detector
    told = [{"name": name, "covers": covers} for name, covers in licences]
    manifest["licences"] += [one for one in told if one not in manifest["licences"]]
    return change(pack, {**manifest, **settings}, control, places, texts, published=published)


def _together(before: Parts, extra: Parts) -> Parts:
    """New parts over the base of a pack; it keeps its own face models, new ones become others."""
    others = {**extra.other_faces, **before.other_faces}
    parts = replace(extra, base=before.base, vae=before.vae)
    if before.faces:
        if extra.faces and extra.face_pack != before.face_pack:
            others.setdefault(extra.face_pack, extra.faces)
        parts = replace(parts, faces=before.faces, face_pack=before.face_pack)
    return replace(parts, other_faces={name: files for name, files in others.items() if name})


def _refuse_taken(pack: Pack, extra: Parts) -> None:
    manifest = pack.manifest
    for names, entries_there in (
        (extra.adapters, manifest.adapters),
        (extra.controlnets, manifest.controlnets),
        (extra.loras, manifest.loras),
    ):
        for name in sorted({entry.name for entry in entries_there} & names.keys()):
            raise BadInput(
                Told("The pack {0} has a part {1} already.", manifest.name, name),
                "Choose another name.",
            )


def _base_of(pack: Pack) -> Path:
    base = pack.manifest.base
    if base.endswith(SINGLE):
        return pack.path(base)
    listed = (f"{base}/unet/{name}" for name in _UNETS)
    found = next((file for file in listed if file in pack.manifest.files), None)
    if found is None:
        raise BadInput(Told("The base model of the pack {0} is not known.", pack.manifest.name))
    return pack.path(found)


def _folders_of(pack: Pack, before: Parts, extra: Parts) -> dict[Path, str]:
    """Where the pack has image encoders and further face models, by what `entries` asks for.

    An encoder that the pack's was linked from is the same: it need not be in the memory twice.
    """
    folders = {
        pack.path(f"{folder}/model.safetensors"): folder
        for folder in dict.fromkeys(adapter.encoder for adapter in pack.manifest.adapters)
        if folder is not None
    }
    there = dict(folders)
    for encoder in (encoder.path for _, encoder in extra.adapters.values() if encoder is not None):
        for weights, folder in there.items():
            if weights.is_file() and encoder.is_file() and encoder.samefile(weights):
                folders[encoder] = folder
    for folder, name in face_folders(pack):
        if name in before.other_faces:
            folders[next(iter(before.other_faces[name].values()))] = folder
    return folders


def _files_in(pack: Pack, folder: str) -> dict[str, Path]:
    """The face models of a folder, those of folders within left out."""
    return {
        file.rpartition("/")[2]: pack.path(file)
        for file in pack.manifest.files
        if file.rpartition("/")[0] == folder
    }


def face_folders(pack: Pack) -> Iterator[tuple[str, str]]:
    """Folders of face models, each with the set's name: by content, else by that of the folder."""
    folders: dict[str, set[str]] = {}
    for file, entry in pack.manifest.files.items():
        if file.endswith(".onnx"):
            published = known(entry.sha256)
            name = published.path if published is not None else ""
            folders.setdefault(file.rpartition("/")[0], set()).add(name)
    for folder, names in folders.items():
        sets = (name for name, files in FACE_FILES.items() if names >= set(files))
        called = folder.rpartition("/")[2]
        yield folder, next(sets, called if called in FACE_FILES else "")
