"""Whether the parts of a pack fit together, as far as their shapes say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.errors import BadInput
from core.packs import singles
from core.packs.catalogue import known
from core.packs.checkpoints import check_safetensors, metadata_of, refuse_pickles
from core.packs.converting import ORIGIN
from core.packs.recognition import VARIANTS, Recognised, name_of, recognise
from core.told import Told

FACES_OF = {
    "instantid": "antelopev2",
    "faceid": "buffalo_l",
    "faceid-plus": "buffalo_l",
    "faceid-plusv2": "buffalo_l",
    "portrait": "buffalo_l",
    "portrait-unnorm": "buffalo_l",
}
"""The face models that each kind of adapter was trained with; others give other embeddings."""
_WITH_LORA = ("faceid", "faceid-plus", "faceid-plusv2")


@dataclass(frozen=True)
class Part:
    """One file of weights that was chosen, and what is in it."""

    path: Path
    what: Recognised
    settings: Path | None = None  # its config.json, where that does not lie beside it

    @classmethod
    def read(cls, path: Path) -> "Part":
        """Look into a safetensors file; one that was converted says which file it was.

        Raises:
            BadInput: if it is none, or damaged.
            OSError: if it can't be read.
        """
        refuse_pickles(path)
        shapes = check_safetensors(path)
        origin = metadata_of(path).get(ORIGIN)
        return cls(path, recognise(shapes, name_of(path), known(origin) if origin else None))


@dataclass(frozen=True)
class Parts:
    """What a pack is to be made of; the names are those that recipes will use."""

    base: Part  # a single file, or the UNet in a folder of diffusers' layout
    vae: Part | None = None  # in a file of its own; None: that of the base model
    instantid: tuple[Part, Part] | None = None  # adapter, IdentityNet
    adapters: Mapping[str, tuple[Part, Part | None]] = field(default_factory=dict)  # encoder
    controlnets: Mapping[str, Part] = field(default_factory=dict)
    loras: Mapping[str, Part] = field(default_factory=dict)
    faces: Mapping[str, Path] = field(default_factory=dict)  # .onnx by the name that they get
    face_pack: str = ""  # such as antelopev2; empty: not a published one
    # Of adapters that were trained with others than the pack's: the files by the set's name.
    other_faces: Mapping[str, Mapping[str, Path]] = field(default_factory=dict)
    detector: Path | None = None  # YuNet, which finds faces in place of all those models


def name_of_base(base: Part) -> str:
    """What a base model is called: its file; its folder, or its repository in a cache."""
    if base.what.role != "unet" or base.path.parent.name != "unet":
        return base.path.name
    folder = base.path.parent.parent
    repository = next((one for one in folder.parts if one.startswith("models--")), "")
    return repository.removeprefix("models--").replace("--", "/") or folder.name


def problems(parts: Parts) -> tuple[Told, ...]:
    """Sentences on all that does not fit; empty: a pack can be made."""
    if found := tuple(_of_base(parts)):
        return found
    return (
        *_of_vae(parts),
        *_of_instantid(parts),
        *(told for one in parts.adapters.values() for told in _of_adapter(parts, *one)),
        *(told for net in parts.controlnets.values() for told in _of_net(parts, net)),
        *(told for lora in parts.loras.values() for told in _of_lora(parts, lora)),
    )


def _of_base(parts: Parts) -> Iterator[Told]:
    base, name = parts.base.what, name_of_base(parts.base)
    if base.role == "checkpoint":
        try:
            singles.refuse_lacking(singles.read(parts.base.path), name, parts.vae is not None)
        except BadInput as error:
            yield error.message
        except OSError:
            yield Told("{0} can't be read.", name)
    elif base.role != "unet" or base.family is None:
        yield Told("{0} is no base model of SDXL or Stable Diffusion 1.5.", name)
    elif base.extra:
        yield Told("{0} is a base model for inpainting only.", name)


def _of_vae(parts: Parts) -> Iterator[Told]:
    if parts.vae is not None and parts.vae.what.role != "vae":
        yield Told("{0} is no VAE for these models.", parts.vae.path.name)


def _of_instantid(parts: Parts) -> Iterator[Told]:
    if parts.instantid is None:
        return
    adapter, net = parts.instantid
    what = adapter.what
    if "instantid" not in VARIANTS.get(what.kind, ()) or what.variant == "portrait-unnorm":
        yield Told("{0} is not InstantID's adapter.", adapter.path.name)
    yield from _of_layers(parts, adapter)
    yield from _of_net(parts, net)
    yield from _of_own_faces(parts, adapter)


def _of_adapter(parts: Parts, adapter: Part, encoder: Part | None) -> Iterator[Told]:
    name, what = adapter.path.name, adapter.what
    if what.role != "adapter" or what.kind == "":
        yield Told("{0} is not an IP-Adapter.", name)
        return
    if what.kind == "kolors":
        yield Told("{0} is an adapter for Kolors, which is another base model.", name)
        return
    yield from _of_layers(parts, adapter)
    yield from _of_faces(parts, adapter, trained_with(what))
    if what.kind in ("faceid", "portrait") or "instantid" in VARIANTS[what.kind]:
        return
    if encoder is None or encoder.what.role != "image-encoder":
        yield Told("{0} needs an image encoder.", name)
    elif what.reads != encoder.what.gives[0 if what.kind == "image" else 1]:
        yield Told("{0} was made for another image encoder than {1}.", name, encoder.path.name)


def _of_layers(parts: Parts, adapter: Part) -> Iterator[Told]:
    base = parts.base.what
    if adapter.what.width != base.width:
        yield Told(
            "{0} was made for another base model: its tokens have {1} numbers, words {2}.",
            adapter.path.name,
            adapter.what.width,
            base.width,
        )
    elif adapter.what.layers != base.layers:
        yield Told(
            "{0} was made for another base model: its {1} layers do not match the {2} of {3}.",
            adapter.path.name,
            len(adapter.what.layers),
            len(base.layers),
            name_of_base(parts.base),
        )


def _of_net(parts: Parts, net: Part) -> Iterator[Told]:
    if net.what.role != "controlnet":
        yield Told("{0} is not a ControlNet.", net.path.name)
    elif net.what.width != parts.base.what.width or net.what.family != parts.base.what.family:
        yield Told(
            "{0} was made for another base model than {1}.", net.path.name, name_of_base(parts.base)
        )


def _of_lora(parts: Parts, lora: Part) -> Iterator[Told]:
    if lora.what.role != "lora":
        yield Told("{0} is not a LoRA.", lora.path.name)
    elif lora.what.width not in (0, parts.base.what.width):
        yield Told(
            "{0} was made for another base model than {1}.",
            lora.path.name,
            name_of_base(parts.base),
        )


def _of_own_faces(parts: Parts, adapter: Part) -> Iterator[Told]:
    """InstantID reads what the pack's own face models see."""
    return _of_faces(replace(parts, other_faces={}), adapter, FACES_OF["instantid"])


def _of_faces(parts: Parts, adapter: Part, wanted: str | None) -> Iterator[Told]:
    if wanted is None or faces_for(parts, wanted) is not None:
        return
    if not parts.faces:
        yield Told("{0} needs face models.", adapter.path.name)
    else:
        yield Told(
            "{0} was trained with the face models {1}; with {2} the likeness is lost.",
            adapter.path.name,
            wanted,
            parts.face_pack,
        )


def trained_with(what: Recognised) -> str | None:
    """The face models an adapter was trained with; empty: some unknown ones; None: it reads none.

    One that may be InstantID's or the unnormed portrait is taken for what it is likelier to be.
    """
    if what.variant is not None:
        return FACES_OF.get(what.variant)
    if "instantid" in VARIANTS.get(what.kind, ()):
        return FACES_OF.get(what.kind, "")
    return FACES_OF.get(what.kind)


def faces_for(parts: Parts, wanted: str) -> str | None:
    """Which set is of that name; empty: the pack's own; None: it is not among the parts.

    The pack's own are believed to be right where nobody knows which ones they are.
    """
    if parts.faces and wanted in ("", parts.face_pack):
        return ""
    if wanted in parts.other_faces:
        return wanted
    return "" if parts.faces and not parts.face_pack else None


def lora_beside(adapter: Part, loras: Mapping[str, Part]) -> str | None:
    """The name of the LoRA that was published beside a FaceID adapter, if it is among these.

    Its file is called as the adapter's, and so nothing but the names of files tells.
    """
    if adapter.what.variant not in _WITH_LORA:
        return None
    for name, lora in loras.items():
        called = lora.path.stem.lower().replace("_", "-")
        _, faceid, rest = called.partition("faceid")
        if called.endswith("-lora") and faceid + rest.split("-sd")[0] == adapter.what.variant:
            return name
    return None


def refuse_what_does_not_fit(parts: Parts) -> None:
    """Raise the first of the problems.

    Raises:
        BadInput
    """
    if found := problems(parts):
        raise BadInput(found[0], "Choose parts that were made for each other.")
