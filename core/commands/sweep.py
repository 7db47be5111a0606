"""main.py sweep: one or two fields of a recipe through their values, in one labelled grid."""

import argparse
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.commands.image_prompts import image_prompts_of
from core.commands.persons import people_of
from core.commands.request import build_request, given_files
from core.commands.sheets import Task, run_sheet
from core.compare.axis import Axis, parse_axis
from core.compare.fields import holds_many, names_images
from core.compare.sweep import sweep
from core.imaging import fingerprint, load_image


def run(options: argparse.Namespace) -> int:
    """Draw the sweep; one JSON line a picture on stdout, progress on stderr.

    Returns and raises as `run_sheet` does.
    """
    x = parse_axis(options.x)
    y = parse_axis(options.y) if options.y else None
    for axis in filter(None, (x, y)):
        _give_first(options, axis)
    request = build_request(options).chosen()
    files = list(given_files(options))

    def add(name: str) -> str:
        if name in request.sources:
            return name
        files.append(Path(name))
        image = load_image(files[-1])
        key = fingerprint(image)
        request.sources[key] = image
        return key

    sides = [_with_images(axis, add) for axis in (x, y) if axis is not None]
    sheet = sweep(request.recipe, *sides)
    return run_sheet(options, Task("sweep", request, sheet, tuple(files)))


def _give_first(options: argparse.Namespace, axis: Axis) -> None:
    """Photos that are swept need not be given once more: the first one is in the recipe."""
    first = axis.values[0]
    name = str(first[0] if isinstance(first, list) and first else first)
    person = people_of(options)[0]
    if options.recipe is None and axis.path == "identities.0.references" and not person.face:
        person.face = [Path(name)]
    if options.recipe is None and axis.path == "image_prompts.0.images":
        prompt = image_prompts_of(options)[0]
        prompt.images = prompt.images or [Path(name)]


def _with_images(axis: Axis, add: Callable[[str], str]) -> Axis:
    """The axis with fingerprints in place of the names of files."""
    if not names_images(axis.path):
        return axis

    def fingerprints(value: Any) -> Any:
        if isinstance(value, list):
            return [add(str(one)) for one in value]
        if value is None:
            return None
        key = add(str(value))
        return [key] if holds_many(axis.path) else key

    return replace(axis, values=tuple(map(fingerprints, axis.values)))
