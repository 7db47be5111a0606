"""What a recipe asks for and this engine, with this pack, cannot do: named, never ignored."""

import json
from collections.abc import Iterator
from typing import Any

from core.engine.family import FAMILIES
from core.engine.schedulers import LCM_STEPS
from core.errors import BadInput, DamagedPack
from core.packs import Pack
from core.recipe import MOST_PEOPLE, Recipe
from core.told import Told


def unsupported(recipe: Recipe, pack: Pack) -> tuple[Told, ...]:
    """Why this recipe can't be drawn with this pack, a sentence each; empty when it can.

    Reads settings of the pack, loads no net.

    Raises:
        DamagedPack: if a settings file of the pack cannot be read.
    """
    name = pack.manifest.name
    if recipe.pack != name:
        return (Told("The recipe asks for the pack '{0}', not for '{1}'.", recipe.pack, name),)
    if pack.manifest.family not in FAMILIES:
        return (Told("Packs of the family '{0}' are not supported yet.", pack.manifest.family),)
    return tuple(_missing(recipe, pack)) + tuple(_of_size(recipe, pack))


def _missing(recipe: Recipe, pack: Pack) -> Iterator[Told]:
    name, manifest = pack.manifest.name, pack.manifest
    loras = {lora.name for lora in manifest.loras}
    for lora in recipe.loras:
        if lora.name not in loras:
            yield Told(
                "The pack '{0}' has no LoRA '{1}'; it has {2}.", name, lora.name, _listed(loras)
            )
    if len(recipe.identities) > MOST_PEOPLE:
        yield Told("A picture has room for {0} people at most.", MOST_PEOPLE)
    if recipe.identities and manifest.instantid is None:
        yield Told("The pack '{0}' has no InstantID, which keeps a person's likeness.", name)
    reading = {entry.name for entry in manifest.adapters if entry.reads_faces and not entry.faces}
    seen = recipe.identities or any(prompt.adapter in reading for prompt in recipe.image_prompts)
    if seen and manifest.faces is None:
        yield Told("The pack '{0}' has no face models, which read a person's photo.", name)
    elif recipe.refine is not None and manifest.faces is None:
        yield Told("The pack '{0}' has no face models, which find the faces to refine.", name)
    adapters = {adapter.name for adapter in manifest.adapters}
    for prompt in recipe.image_prompts:
        if prompt.adapter not in adapters:
            yield (
                Told(
                    "The pack '{0}' has no image-prompt adapter '{1}'; it has {2}.",
                    name,
                    prompt.adapter,
                    _listed(adapters),
                )
            )
    nets = {net.name for net in manifest.controlnets}
    for extra in recipe.controls:
        if extra.net not in nets:
            yield Told(
                "The pack '{0}' has no ControlNet '{1}'; it has {2}.",
                name,
                extra.net,
                _listed(nets),
            )
    if recipe.sampling.scheduler == "lcm" and recipe.sampling.steps > LCM_STEPS:
        yield Told(
            "The scheduler lcm takes at most {0} steps, not {1}.", LCM_STEPS, recipe.sampling.steps
        )


def unit_of(pack: Pack) -> int:
    """What both sides of a picture must be a multiple of, in pixels.

    Raises:
        DamagedPack: if a settings file of the pack cannot be read.
    """
    unet, vae = _settings(pack, "unet"), _settings(pack, "vae")
    return 2 ** (len(vae["block_out_channels"]) + len(unet["block_out_channels"]) - 2)


def _of_size(recipe: Recipe, pack: Pack) -> Iterator[Told]:
    unit = unit_of(pack)
    name, sampling = pack.manifest.name, recipe.sampling
    for side, pixels in ((Told("width"), sampling.width), (Told("height"), sampling.height)):
        if pixels % unit:
            nearest = _nearest(pixels, unit)
            yield Told(
                "With the pack '{0}' the {1} must be a multiple of {2}: {3} instead of {4}.",
                *(name, side, unit, nearest, pixels),
            )


def _nearest(side: int, unit: int) -> int:
    return max(unit, round(side / unit) * unit)


def refuse_impossible(recipe: Recipe) -> None:
    """Raise a BadInput for settings that leave nothing to draw."""
    problems = recipe.problems()
    if problems:
        raise BadInput(problems[0])
    steps = recipe.sampling.steps
    for part in (recipe.start, recipe.upscale, recipe.refine):
        if part is not None and part.strength > 0 and int(steps * part.strength) < 1:
            raise BadInput(
                Told("A change of {0:g} in {1} steps leaves no step to run.", part.strength, steps),
                "Raise the change or the number of steps.",
            )


def _listed(names: set[str]) -> tuple[str, ...] | Told:
    return tuple(sorted(names)) or Told("none")


def _settings(pack: Pack, part: str) -> dict[str, Any]:
    file = f"{pack.manifest.base}/{part}/config.json"
    try:
        return json.loads(pack.path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedPack(
            Told("The pack '{0}' is damaged: {1} cannot be read.", pack.manifest.name, file)
        ) from error
