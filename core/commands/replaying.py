"""main.py verify and diff: whether a picture comes out the same, and what two were drawn with."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from core.commands.interrupting import cancel_on_interrupt
from core.commands.opening import open_engine
from core.commands.progress import ProgressLine
from core.commands.request import open_pack
from core.compare.differences import differences
from core.errors import BadInput
from core.imaging import fingerprint, load_image
from core.jobs import JobControl
from core.library.folders import Folders
from core.library.sources import kept_source
from core.made import changes
from core.packs import default_store
from core.picture import read_made, read_recipe
from core.portrait import Portrait
from core.recipe import Recipe
from core.replay import Kept, Outcome, compared
from core.settings import chosen_library, library_folder
from core.told import Told

SAME, DIFFERS = 0, 1


def verify(options: argparse.Namespace) -> int:
    """Draw a picture again, and print how it came out, as one line of JSON.

    Returns:
        0 if every pixel is the same, else 1.

    Raises:
        BadInput: if it can't be drawn: a photo or the pack is missing, or a file of it is damaged.
        Cancelled: after Ctrl-C.
    """
    kept = Kept.load(options.file)
    recipe = kept.recipe.with_field("sampling.count", 1)
    if options.pack:
        pack = open_pack(options.pack)
        recipe = recipe.model_copy(update={"pack": pack.manifest.name})
    else:
        pack = default_store().named(recipe.pack)
    sources = _sources(recipe, options.photo)
    pack.verify()
    line = ProgressLine(sys.stderr, 1)
    control = JobControl(line.update)
    with cancel_on_interrupt(control):
        try:
            again = _draw(pack.folder, recipe, sources, control)
        finally:
            line.clear()
    found = compared(kept, again)
    facts = {
        "path": str(options.file),
        "outcome": found.outcome.value,
        "largest": found.largest,
        "mean": round(found.mean, 4),
        "changed": round(found.changed, 4),
        "reasons": list(found.reasons),
        "verdict": found.verdict(),
    }
    print(json.dumps(facts))
    return SAME if found.outcome is Outcome.IDENTICAL else DIFFERS


def diff(options: argparse.Namespace) -> int:
    """Print what two pictures were drawn with, as JSON: only what differs, both values of each.

    Returns:
        0 if nothing differs, else 1.

    Raises:
        BadInput: if one of both is no picture of Likeness.
    """
    first, second = (read_recipe(path) for path in (options.file, options.other))
    other = differences(first, second)
    recipe = {path: [_value(first, path), value] for path, value in other.items()}
    one, two = (read_made(path) for path in (options.file, options.other))
    made = (
        {name: [before, after] for name, before, after in changes(one, two)}
        if one is not None and two is not None
        else None
    )
    print(json.dumps({"recipe": recipe, "made_with": made}, indent=2))
    return DIFFERS if recipe or made else SAME


def _draw(
    folder: Path, recipe: Recipe, sources: dict[str, np.ndarray], control: JobControl
) -> Portrait:
    control.report("load")
    engine = open_engine(folder)
    try:
        return next(iter(engine.generate(recipe, sources, control)))
    finally:
        engine.close()


def _sources(recipe: Recipe, given: Iterable[Path]) -> dict[str, np.ndarray]:
    """The images that a recipe names: of those given, else out of the library."""
    images = (load_image(path) for path in given)
    found = {fingerprint(image): image for image in images}
    folders = Folders(chosen_library() or library_folder())
    for key in sorted(recipe.sources() - found.keys()):
        try:
            found[key] = kept_source(folders, key)
        except BadInput as error:
            raise BadInput(
                Told("The source image {0} of this picture is missing.", key[:12]),
                "Give the photo with --photo.",
            ) from error
    return {key: found[key] for key in recipe.sources()}


def _value(recipe: Recipe, path: str) -> Any:
    value: Any = recipe.model_dump(mode="json")
    for name in path.split("."):
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value
