"""What a recipe asks for and this engine, with this pack, cannot do: named, never ignored."""

import json
from collections.abc import Iterator
from typing import Any

from core.engine.family import FAMILIES
from core.engine.schedulers import LCM_STEPS
from core.errors import BadInput, DamagedPack
from core.packs import Pack
from core.recipe import Recipe


def unsupported(recipe: Recipe, pack: Pack) -> tuple[str, ...]:
    """Why this recipe can't be drawn with this pack, a sentence each; empty when it can.

    Reads settings of the pack, loads no net.

    Raises:
        DamagedPack: if a settings file of the pack cannot be read.
    """
    name = pack.manifest.name
    if recipe.pack != name:
        return (f"The recipe asks for the pack '{recipe.pack}', not for '{name}'.",)
    if pack.manifest.family not in FAMILIES:
        return (f"Packs of the family '{pack.manifest.family}' are not supported yet.",)
    return tuple(_missing(recipe, pack)) + tuple(_of_size(recipe, pack))


def _missing(recipe: Recipe, pack: Pack) -> Iterator[str]:
    name, manifest = pack.manifest.name, pack.manifest
    loras = {lora.name for lora in manifest.loras}
    for lora in recipe.loras:
        if lora.name not in loras:
            yield f"The pack '{name}' has no LoRA '{lora.name}'; it has {_listed(loras)}."
    if len(recipe.identities) > 1:
        yield "Two people in one picture are not supported yet."
    if recipe.identities and manifest.instantid is None:
        yield f"The pack '{name}' has no InstantID, which keeps a person's likeness."
    reading = face_adapters(pack)
    seen = recipe.identities or any(prompt.adapter in reading for prompt in recipe.image_prompts)
    if seen and manifest.faces is None:
        yield f"The pack '{name}' has no face models, which read a person's photo."
    adapters = {adapter.name for adapter in manifest.adapters}
    for prompt in recipe.image_prompts:
        if prompt.adapter not in adapters:
            yield (
                f"The pack '{name}' has no image-prompt adapter '{prompt.adapter}'; "
                f"it has {_listed(adapters)}."
            )
    nets = {net.name for net in manifest.controlnets}
    for extra in recipe.controls:
        if extra.net not in nets:
            yield f"The pack '{name}' has no ControlNet '{extra.net}'; it has {_listed(nets)}."
    if recipe.sampling.scheduler == "lcm" and recipe.sampling.steps > LCM_STEPS:
        yield f"The scheduler lcm takes at most {LCM_STEPS} steps, not {recipe.sampling.steps}."


def face_adapters(pack: Pack) -> frozenset[str]:
    """Names of the image-prompt adapters that read the face in a photo instead of the photo."""
    return frozenset(entry.name for entry in pack.manifest.adapters if entry.encoder is None)


def _of_size(recipe: Recipe, pack: Pack) -> Iterator[str]:
    unet, vae = _settings(pack, "unet"), _settings(pack, "vae")
    unit = 2 ** (len(vae["block_out_channels"]) + len(unet["block_out_channels"]) - 2)
    for what, side in (("width", recipe.sampling.width), ("height", recipe.sampling.height)):
        if side % unit:
            nearest = max(unit, round(side / unit) * unit)
            yield (
                f"With the pack '{pack.manifest.name}' the {what} must be a multiple of {unit}: "
                f"{nearest} instead of {side}."
            )


def refuse_impossible(recipe: Recipe) -> None:
    """Raise a BadInput for settings that leave nothing to draw."""
    problems = recipe.problems()
    if problems:
        raise BadInput(problems[0])
    start, steps = recipe.start, recipe.sampling.steps
    if start is not None and int(steps * start.strength) < 1:
        raise BadInput(
            f"A change of {start.strength:g} in {steps} steps leaves no step to run.",
            "Raise the change or the number of steps.",
        )


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _settings(pack: Pack, part: str) -> dict[str, Any]:
    file = f"{pack.manifest.base}/{part}/config.json"
    try:
        return json.loads(pack.path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedPack(
            f"The pack '{pack.manifest.name}' is damaged: {file} cannot be read."
        ) from error
