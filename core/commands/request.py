"""From the command line to a Recipe and the images that it names. Knows no engine."""

import argparse
import json
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from core.commands import DEFAULT_PACK
from core.commands.controls import (
    apply_controls,
    control_files,
    controls_of,
    with_control_pictures,
)
from core.commands.image_prompts import apply_image_prompts, image_prompts_of
from core.commands.persons import GivenPerson, people_of
from core.commands.retouching import apply_start, recipe_of, start_files
from core.errors import BadInput
from core.faces.landmarks import place
from core.imaging import fingerprint, load_image
from core.packs import Pack, default_store
from core.packs.defaults import default_recipe, draft_recipe
from core.presets import applied, named
from core.prompt_loras import take_loras
from core.recipe import MAX_JSON_BYTES, Recipe
from core.told import Told
from core.wildcards import Wildcards, resolved

_IMAGES = (
    *("--face", "--pose", "--region", "--style-image", "--image-mask"),
    *("--control", "--start", "--mask"),
)
"""Options that give an image which a recipe can name."""


@dataclass(frozen=True, eq=False)
class Request:
    """What to draw, with what, and from which images (RGB uint8, by fingerprint)."""

    pack: Pack
    recipe: Recipe
    sources: dict[str, np.ndarray]

    def chosen(self) -> "Request":
        """The same with the words that its seed chooses; raises BadInput as `resolve` does."""
        return replace(self, recipe=resolved(self.recipe, Wildcards()))


def build_request(options: argparse.Namespace) -> Request:
    """The recipe: pack's defaults or --recipe, --draft, other flags, --preset, --set, --landmarks.

    In this order.

    Raises:
        BadInput: if anything that was given can't be used.
    """
    given = Recipe.from_json(_read_json_file(options.recipe)) if options.recipe else None
    told = recipe_of(options.picture) if options.picture and given is None else None
    given = given or told
    if given and not options.pack:
        pack = default_store().named(given.pack)
    else:
        pack = open_pack(options.pack or DEFAULT_PACK)
    recipe = given or default_recipe(pack.manifest)
    if told is not None:
        recipe = _at_size_of(recipe, pack)
    if options.draft and options.preset:
        raise BadInput("--draft and --preset both choose the settings.", "Leave out one of them.")
    if options.draft:
        recipe = _draft(recipe, pack)
    sources: dict[str, np.ndarray] = {}

    def add(path: Path) -> str:
        image = load_image(path)
        key = fingerprint(image)
        sources[key] = image
        return key

    data = recipe.model_dump(mode="json")
    data["pack"] = pack.manifest.name
    _apply_texts_and_numbers(data, options)
    for number, person in enumerate(people_of(options)):
        _apply_person(data["identities"], number, person, pack, add)
    apply_image_prompts(data["image_prompts"], image_prompts_of(options), pack, add)
    apply_controls(data["controls"], controls_of(options), pack, sources, add)
    apply_start(data, options, add)
    recipe = Recipe.from_data(data)
    if options.preset:
        recipe = applied(named(options.preset, pack.manifest), recipe, pack.manifest)
    for setting in options.settings:
        recipe = _with_setting(recipe, setting)
    for number, person in enumerate(people_of(options)):
        if person.landmarks:
            recipe = _with_landmarks(recipe, number, person.landmarks)
    recipe = with_control_pictures(with_loras(recipe, pack), pack, sources)
    _check(recipe, pack, sources)
    return Request(pack, recipe, sources)


def given_files(options: argparse.Namespace) -> tuple[Path, ...]:
    """The images that the options name, none of which may be replaced."""
    people = (path for person in people_of(options) for path in person.files)
    prompts = (path for prompt in image_prompts_of(options) for path in prompt.files)
    return (*people, *prompts, *control_files(options), *start_files(options))


def open_pack(name_or_folder: str) -> Pack:
    """The pack of that name, or in that folder; raises BadInput if there is none."""
    return default_store().open(name_or_folder)


def _draft(recipe: Recipe, pack: Pack) -> Recipe:
    quick = draft_recipe(recipe, pack.manifest)
    if quick is None:
        raise BadInput(
            Told("The pack {0} has no settings for drafts.", pack.manifest.name),
            "Leave out --draft.",
        )
    return quick


def _at_size_of(recipe: Recipe, pack: Pack) -> Recipe:
    """The size of the pack's own pictures, in which parts of any other are drawn best."""
    defaults = pack.manifest.defaults
    return recipe.with_fields(
        {"sampling.width": defaults.width, "sampling.height": defaults.height}
    )


def _apply_texts_and_numbers(data: dict[str, Any], options: argparse.Namespace) -> None:
    if options.prompt is not None:
        data["prompt"] = options.prompt
    if options.negative is not None:
        data["negative_prompt"] = options.negative
    if options.seed is not None:
        data["sampling"]["seed"] = options.seed
    if options.count is not None:
        data["sampling"]["count"] = options.count


def _apply_person(
    people: list[dict[str, Any]],
    number: int,
    given: GivenPerson,
    pack: Pack,
    add: Callable[[Path], str],
) -> None:
    if given.face and number == len(people):
        defaults = pack.manifest.defaults
        people.append({"likeness": defaults.likeness, "structure": defaults.structure})
    if number >= len(people):
        if given != GivenPerson() or number:
            raise BadInput("A pose, landmarks and a region need a person.", "Add --face FILE.")
        return
    person = people[number]
    if given.face:
        person["references"] = [add(path) for path in given.face]
        if len(person.get("weights", ())) != len(given.face):
            person["weights"] = []
    if given.pose:
        person |= {"pose": add(given.pose), "landmarks": None}
    if given.landmarks and not given.pose:  # else the recipe says that one is too much
        person["pose"] = None
    if given.region:
        person["region"] = add(given.region)


def with_loras(recipe: Recipe, pack: Pack) -> Recipe:
    """With the LoRAs that the prompt names: <lora:name:0.8>; raises BadInput for an unknown one."""
    taken = take_loras(recipe, pack.manifest)
    if taken.unknown:
        names = tuple(lora.name for lora in pack.manifest.loras) or Told("none")
        raise BadInput(
            Told("The pack {0} has no LoRA for {1}.", pack.manifest.name, taken.unknown[0]),
            Told("It has {0}.", names),
        )
    return taken.recipe


def _with_setting(recipe: Recipe, setting: str) -> Recipe:
    """Apply FIELD=VALUE; the value is JSON, or else text as it stands."""
    path, sign, text = setting.partition("=")
    if not sign:
        raise BadInput(Told("--set {0} has no value.", setting), "Write --set FIELD=VALUE.")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = text
    return recipe.with_field(path.strip(), value)


def _with_landmarks(recipe: Recipe, number: int, path: Path) -> Recipe:
    """Take over five points of a person from a file.

    A plain list is in pixels of the picture. An object with the key "landmarks", as beside the
    sample people, describes the image of the same name where there is one: its points are
    carried over as if that image were scaled to cover the picture.
    """
    try:
        data = json.loads(_read_json_file(path))
    except (ValueError, RecursionError) as error:
        raise BadInput(
            Told("{0} is not readable as JSON.", path.name), "Check the file."
        ) from error
    points = data.get("landmarks") if isinstance(data, dict) else data
    if not isinstance(points, list):
        raise BadInput(Told("{0} holds no landmarks.", path.name), "Give five [x, y] points.")
    field = f"identities.{number}.landmarks"
    recipe = recipe.with_field(field, points)
    described = path.with_suffix(".png")
    if isinstance(data, dict) and described.exists():
        height, width = load_image(described).shape[:2]
        target = (recipe.sampling.width, recipe.sampling.height)
        given = np.array(recipe.identities[number].landmarks, np.float32)
        recipe = recipe.with_field(field, place(given, (width, height), target).tolist())
    return recipe


def _check(recipe: Recipe, pack: Pack, sources: dict[str, np.ndarray]) -> None:
    for problem in recipe.problems():
        raise BadInput(problem)
    if recipe.pack != pack.manifest.name:
        raise BadInput(Told("--set can't choose the pack {0}.", recipe.pack), "Use --pack.")
    missing = len(recipe.sources() - sources.keys())
    if missing:
        images = "an image that was" if missing == 1 else f"{missing} images that were"
        raise BadInput(
            Told("The recipe names {0} not given.", images),
            Told("Give the same files with {0}.", _IMAGES),
        )


def _read_json_file(path: Path) -> str:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode) or about.st_size > MAX_JSON_BYTES:
            raise BadInput(
                Told("{0} is not a JSON file of at most 1 MB.", path.name), "Check the path."
            )
        return path.read_text(encoding="utf-8-sig")  # some editors of Windows begin so
    except (OSError, ValueError) as error:
        raise BadInput(Told("Can't read {0}.", path.name), "Check the path.") from error
