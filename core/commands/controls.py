"""The further ControlNets that a command line names: each --control with the options behind it."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast, get_args

import numpy as np

from core.commands.groups import GroupOption, two_numbers, window
from core.controls.kinds import PREPROCESSORS, reads
from core.controls.preprocessing import looks_like_edges, prepared
from core.errors import BadInput
from core.faces.face import Glimpse
from core.imaging import fingerprint
from core.packs import Pack
from core.recipe import Recipe
from core.recipe_control import Control, Preprocessor
from core.told import Told

READY = "ready"


@dataclass
class GivenControl:
    """What the options say of one ControlNet; `fields` as the recipe has them."""

    image: Path
    by: str | None = None  # a preprocessor, or READY
    edges: tuple[int, int] | None = None
    fields: dict[str, Any] = field(default_factory=dict[str, Any])


def controls_of(options: argparse.Namespace) -> list[GivenControl]:
    """All that were given."""
    return cast(list[GivenControl], options.controls)


def control_files(options: argparse.Namespace) -> tuple[Path, ...]:
    """The images that are named."""
    return tuple(one.image for one in controls_of(options))


def add_controls(parser: argparse.ArgumentParser) -> None:
    """Add the options that are about further ControlNets."""
    parser.set_defaults(controls=[])

    def add(flag: str, metavar: str | None, help: str, **more: Any) -> None:
        parser.add_argument(
            flag, action=_OfControl, dest=flag[2:], metavar=metavar, help=help, **more
        )

    parser.add_argument("--control", type=Path, metavar="FILE", action=_NextControl,
        dest="controls", help="image that a further ControlNet reads, up to eight: the --control-… "
        "behind it are its own")  # fmt: skip
    add("--control-net", "NAME", "ControlNet of the pack that reads it; otherwise the first one")
    add("--control-make", None, "how the image becomes what the ControlNet reads: canny finds its "
        "edges, landmarks its faces, ready takes it as it is; otherwise as the ControlNet needs it",
        choices=(*get_args(Preprocessor), READY))  # fmt: skip
    add("--control-edges", "LOW:HIGH", "how steep edges must be, 0 to 510, such as 100:200",
        type=_edges)  # fmt: skip
    add("--control-strength", "N", "how firmly the picture follows it, 0 to 1.5", type=float)
    add("--control-window", "START:END", "share of the steps in which it acts, such as 0:0.5",
        type=window)  # fmt: skip


def apply_controls(
    controls: list[dict[str, Any]],
    given: Sequence[GivenControl],
    pack: Pack,
    sources: dict[str, np.ndarray],
    add: Callable[[Path], str],
) -> None:
    """Change the ControlNets of a recipe's data; what is behind the last one comes anew.

    Pictures that have to be made are left to `with_control_pictures`, as their size may change.

    Args:
        controls: as plain JSON data.
        given: what the options say.
        pack: has the ControlNets.
        sources: where `add` puts images.
        add: takes up an image, and gives its fingerprint.

    Raises:
        BadInput: if the pack has none.
    """
    for number, one in enumerate(given):
        key = add(one.image)
        if number >= len(controls):
            controls.append({"net": _usual_net(pack, one), "image": key})
            anew = True
        else:
            made = controls[number].get("made") or {}
            anew = key not in (controls[number]["image"], made.get("photo"))
        control = controls[number]
        control |= one.fields
        if anew or one.by is not None:
            control["image"] = key
            by = one.by or _usual_way(pack, control["net"], sources[key])
            control["made"] = None if by == READY else {"photo": key, "by": by}
        made = control.get("made")
        if one.edges is not None and made is not None:
            control["made"] = made | {"low": one.edges[0], "high": one.edges[1]}
            control["image"] = made["photo"]


def with_control_pictures(recipe: Recipe, pack: Pack, sources: dict[str, np.ndarray]) -> Recipe:
    """With the pictures that ControlNets read, made from the images that were given for them.

    Args:
        recipe: with the size in which it is to be drawn.
        pack: has the models that find faces.
        sources: images by their fingerprints; what is made comes to them.

    Raises:
        NoFace: if there are no landmarks to draw.
    """
    controls: list[Control] = []
    for control in recipe.controls:
        made = control.made
        ready = control.image in sources and made is not None and made.photo != control.image
        if made is not None and made.photo in sources and not ready:
            photo = sources[made.photo]
            faces = _faces(pack, photo) if made.by == "landmarks" else ()
            size = (recipe.sampling.width, recipe.sampling.height)
            picture = prepared(photo, made, size, faces)
            key = fingerprint(picture)
            sources[key] = picture
            control = control.model_copy(update={"image": key})
        controls.append(control)
    return recipe.model_copy(update={"controls": tuple(controls)})


def _faces(pack: Pack, photo: np.ndarray) -> Sequence[Glimpse]:
    from core.faces.analysis import open_analyzer  # brings onnxruntime, which takes seconds

    return open_analyzer(pack).find(photo)


def _usual_net(pack: Pack, given: GivenControl) -> str:
    nets = [net.name for net in pack.manifest.controlnets]
    if not nets:
        raise BadInput(
            Told("The pack {0} has no ControlNets.", pack.manifest.name), "Choose another pack."
        )
    return given.fields.get("net") or nets[0]


def _usual_way(pack: Pack, name: str, image: np.ndarray) -> str:
    """How an image becomes what a ControlNet reads; one that is edges already stays."""
    net = next((one for one in pack.manifest.controlnets if one.name == name), None)
    by = None if net is None else PREPROCESSORS.get(reads(net, pack.manifest))
    if by is None or looks_like_edges(image):
        return READY
    return by


class _NextControl(GroupOption):
    """From here on the options are about another ControlNet."""

    def take(self, options: argparse.Namespace, value: Any) -> None:
        options.controls = [*controls_of(options), GivenControl(value)]


class _OfControl(GroupOption):
    """An option of the ControlNet that is spoken of."""

    def take(self, options: argparse.Namespace, value: Any) -> None:
        if not controls_of(options):
            raise argparse.ArgumentTypeError("stands behind the --control FILE that it is about")
        control = controls_of(options)[-1]
        name = self.dest.removeprefix("control-")
        if name == "make":
            control.by = value
        elif name == "edges":
            control.edges = value
        else:
            control.fields[name] = value


def _edges(text: str) -> tuple[int, int]:
    low, high = two_numbers(text, "100:200")
    return round(low), round(high)
