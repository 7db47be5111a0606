"""Options that begin from a picture: generate --start, refine and inpaint."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from core.errors import BadInput
from core.picture import read_recipe
from core.recipe import Recipe
from core.retouch.again import INPAINTED

AS_IT_IS = 0.0


def recipe_of(picture: Path) -> Recipe | None:
    """What the recipe inside a picture says of how to draw; nothing of images or of people.

    Those are not in the file. None, where it has no recipe of ours.
    """
    try:
        recipe = read_recipe(picture)
    except BadInput:
        return None
    bare = {"identities": (), "image_prompts": (), "controls": ()}
    bare |= {"start": None, "upscale": None, "refine": None}
    sampling = recipe.sampling.model_copy(update={"count": 1})
    return recipe.model_copy(update={**bare, "sampling": sampling})


def start_files(options: argparse.Namespace) -> tuple[Path, ...]:
    """The images that are named."""
    return tuple(filter(None, (options.start, options.mask)))


def apply_start(
    data: dict[str, Any], options: argparse.Namespace, add: Callable[[Path], str]
) -> None:
    """Put start image, mask, enlarging and refining into the data of a recipe.

    Raises:
        BadInput: if a mask has nothing to belong to.
    """
    if options.start is not None:
        data["start"] = (data["start"] or {}) | {"image": add(options.start)}
    start = data["start"]
    given = {
        "mask": add(options.mask) if options.mask is not None else None,
        "strength": options.change,
        "area": options.area,
        "content": options.fill,
        "feather": options.feather,
        "extend": None if options.extend is None else _four(options.extend),
    }
    given = {name: value for name, value in given.items() if value is not None}
    if given and start is None:
        raise BadInput(
            "A mask, a change, an area and an extension need a picture.", "Add --start FILE."
        )
    if start is not None:
        start.update(given)
    if options.upscale is not None:
        data["upscale"] = (data["upscale"] or {}) | {"factor": options.upscale}
    if options.upscaler is not None:
        data["upscale"] = (data["upscale"] or {}) | {"upscaler": options.upscaler}
    if options.tiled:
        data["upscale"] = (data["upscale"] or {}) | {"tiled": True}
    if options.refine is not None:
        changes = {} if options.refine < 0 else {"strength": options.refine}
        data["refine"] = (data["refine"] or {}) | changes


def _four(text: str) -> list[int]:
    """Pixels for left, top, right and bottom, or one number for all."""
    try:
        numbers = [int(part) for part in text.split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 1:
        return numbers * 4
    if len(numbers) != 4:
        raise BadInput(
            "--extend takes four numbers of pixels: left, top, right, bottom.",
            "Write for example --extend 0,0,256,0.",
        )
    return numbers


def add_start(parser: argparse.ArgumentParser) -> None:
    """The options of every command that draws."""
    add = parser.add_argument
    add("--start", type=Path, metavar="FILE", help="picture to begin from, instead of noise")
    add_changes(parser)
    add("--refine", type=float, nargs="?", const=-1.0, metavar="CHANGE",
        help="draw the faces of the finished picture once more, enlarged")  # fmt: skip


def add_changes(parser: argparse.ArgumentParser) -> None:
    """How a picture is changed and enlarged."""
    add = parser.add_argument
    add("--mask", type=Path, metavar="FILE",
        help="image of the picture's size: white may change, all else stays")  # fmt: skip
    add("--change", type=float, metavar="SHARE",
        help="share of the steps that are run on the picture, 0 to 1")  # fmt: skip
    add("--area", choices=("whole", "masked"),
        help="draw the whole picture, or the masked part alone, enlarged")  # fmt: skip
    add("--fill", choices=("original", "blur", "noise"), help="what the masked part begins from")
    add("--feather", type=int, metavar="PIXELS", help="how far inside of the mask its edge fades")
    add("--extend", metavar="L,T,R,B",
        help="pixels by which the picture grows on each side; what is new is drawn")  # fmt: skip
    add("--upscale", type=float, metavar="FACTOR",
        help="enlarge the finished picture, and draw its details")  # fmt: skip
    add("--upscaler", metavar="NAME", help="upscaling model of the folder upscalers")
    add("--tiled", action="store_true", help="draw the enlarged picture in tiles")
    parser.set_defaults(refine=None)


def inpaint_options(options: argparse.Namespace) -> None:
    """What `inpaint` takes for granted: the part alone is drawn, enlarged, and changes much."""
    options.start = options.picture
    if options.mask is None and options.extend is None:
        raise BadInput(
            "Nothing is marked that may change.", "Give --mask FILE or --extend L,T,R,B."
        )
    options.area = options.area or "masked"
    if options.change is None:
        options.change = INPAINTED


def refine_options(options: argparse.Namespace) -> None:
    """What `refine` takes for granted: the picture stays as it is, but for its faces."""
    options.start = options.picture
    options.mask = options.area = options.fill = options.feather = options.extend = None
    options.refine = -1.0 if options.change is None else options.change
    options.change = AS_IT_IS
