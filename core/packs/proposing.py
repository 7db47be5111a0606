"""What could be made of the models that were found: what fits a base, and why the rest does not."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from core.packs.fit import FACES_OF, Part, Parts, problems, trained_with
from core.packs.importing import FacePack, Found, Stock
from core.packs.recognition import VARIANTS, Recognised, name_of
from core.packs.titles import part_name
from core.told import Told

_IDENTITY_SIGNS = ("instantid", "instant_id", "identitynet", "controlnetmodel")
_SOME_FACES = {"": Path()}  # against which nothing is said
_GENERIC = ("diffusion_pytorch_model", "model", "pytorch_", "controlnetmodel", "snapshots")


@dataclass(frozen=True)
class Choice:
    """A part that a pack could have.

    Attributes:
        found: where it lies, and what it is.
        reasons: why it does not fit the base; empty: it does.
        encoder: the image encoder that an adapter is to have, if it needs one and one fits.
    """

    found: Found
    reasons: tuple[Told, ...] = ()
    encoder: Found | None = None

    @property
    def part(self) -> Part:
        return as_part(self.found)

    @property
    def fits(self) -> bool:
        return not self.reasons


@dataclass(frozen=True)
class Proposal:
    """All that was found, looked at from one base; what fits comes first."""

    instantid: tuple[Choice, ...] = ()  # adapters
    nets: tuple[Choice, ...] = ()  # ControlNets, what may be IdentityNet first
    adapters: tuple[Choice, ...] = ()
    loras: tuple[Choice, ...] = ()
    encoders: tuple[Found, ...] = ()
    faces: tuple[FacePack, ...] = ()


def as_part(found: Found) -> Part:
    """What was found, as a part of a pack."""
    return Part(found.path, found.what)


def bases_of(stock: Stock) -> tuple[Found, ...]:
    """All base models: single files, and one UNet of each folder in the layout of diffusers."""
    folders: dict[Path, Found] = {}
    for base in stock.bases:
        if base.folder not in folders or ".fp16." in base.unet.path.name:
            folders[base.folder] = base.unet
    return (*stock.of("checkpoint"), *folders.values())


def base_folder(base: Found) -> Path | None:
    """The folder of a base model in the layout of diffusers; None: it is a single file."""
    return base.path.parent.parent if base.what.role == "unet" else None


def propose(stock: Stock, base: Part) -> Proposal:
    """Look at everything that was found from the side of a base model."""
    encoders = tuple(stock.of("image-encoder"))
    alone = Parts(base=base)
    adapters = stock.of("adapter")
    nets = [_choice(one, replace(alone, controlnets={"": as_part(one)})) for one in
            stock.of("controlnet")]  # fmt: skip
    nets.sort(key=lambda choice: not may_be_identity_net(choice.found))  # stable, as all here
    return Proposal(
        instantid=_sorted(
            _instantid(one, base, stock) for one in adapters if may_be_instantid(one.what)
        ),
        nets=_sorted(nets),
        adapters=_sorted(
            _adapter(one, alone, encoders, stock.faces)
            for one in adapters
            if one.what.variant != "instantid"
        ),
        loras=_sorted(
            _choice(one, replace(alone, loras={"": as_part(one)})) for one in stock.of("lora")
        ),
        encoders=encoders,
        faces=tuple(stock.faces),
    )


def may_be_identity_net(net: Found) -> bool:
    """Whether its hash or its name says so: IdentityNet has the tensors of any ControlNet."""
    if net.published is not None:
        return net.published.repository == "InstantX/InstantID"
    return any(sign in name_of(net.path).lower() for sign in _IDENTITY_SIGNS)


def may_be_instantid(what: Recognised) -> bool:
    """Whether an adapter can serve as InstantID's: some others have the very same tensors."""
    return "instantid" in VARIANTS.get(what.kind, ()) and what.variant != "portrait-unnorm"


def spoken_file(path: Path) -> str:
    """A file's name; with its folder's, where all of a kind have one name."""
    return name_of(path) if path.stem.lower().startswith(_GENERIC) else path.name


def recipe_name(found: Found, taken: Collection[str] = ()) -> str:
    """What recipes are to call a part: after its published file, else after its own name.

    Where all of a kind have one name, that of the folder says more.
    """
    known = found.published
    path = Path(known.repository, known.path) if known is not None else found.path
    names = (path.stem, path.parent.name, path.parent.parent.name)
    stem = next((one for one in names if one and not one.lower().startswith(_GENERIC)), names[0])
    return part_name(stem, taken)


def _choice(found: Found, parts: Parts) -> Choice:
    return Choice(found, problems(parts))


def _instantid(adapter: Found, base: Part, stock: Stock) -> Choice:
    """An adapter of InstantID; what is missing beside it is told where it is chosen."""
    halves = (as_part(adapter), _fitting_net(base))
    wanted = FACES_OF["instantid"]
    found = problems(Parts(base, instantid=halves, faces=_SOME_FACES, face_pack=wanted))
    return Choice(adapter, (*found, *_without_faces(adapter, wanted, stock.faces)))


def _adapter(
    adapter: Found, alone: Parts, encoders: Collection[Found], faces: Collection[FacePack]
) -> Choice:
    """An IP-Adapter, with the first encoder that it was made for."""
    wanted = trained_with(adapter.what)
    faceless = _without_faces(adapter, wanted, faces)
    look: Callable[[Found | None], tuple[Told, ...]] = lambda encoder: problems(
        replace(
            alone,
            adapters={"": (as_part(adapter), as_part(encoder) if encoder else None)},
            faces=_SOME_FACES,
            face_pack=wanted or "",
        )
    )
    without = look(None)
    for encoder in encoders if without else ():
        if len(found := look(encoder)) < len(without):
            return Choice(adapter, (*found, *faceless), encoder)
    return Choice(adapter, (*without, *faceless))


def _without_faces(
    adapter: Found, wanted: str | None, faces: Collection[FacePack]
) -> tuple[Told, ...]:
    """A sentence on the face models that an adapter needs, if they were not found."""
    if wanted is None or any(one.name == wanted for one in faces) or (faces and not wanted):
        return ()
    if not wanted:
        return (Told("{0} needs face models.", adapter.path.name),)
    return (Told("{0} needs the face models {1}.", adapter.path.name, wanted),)


def _fitting_net(base: Part) -> Part:
    """A ControlNet against which nothing can be said."""
    what = base.what
    return Part(base.path, Recognised("controlnet", what.family, width=what.width))


def _sorted(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    return tuple(sorted(choices, key=lambda choice: not choice.fits))
