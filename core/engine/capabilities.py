"""What a recipe asks for and this engine, with this pack, cannot do: named, never ignored."""

import json
from collections.abc import Iterator
from typing import Any, Literal

from core.engine.family import FAMILIES
from core.engine.schedulers import LCM_STEPS
from core.errors import BadInput, DamagedPack
from core.packs import Pack, singles
from core.packs.manifest import SINGLE
from core.recipe import MOST_PEOPLE, Recipe, Sampling
from core.recipe_retouch import no_step
from core.scheduling import DISTILLED, goes_with
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
    lacking = {entry.name for entry in manifest.adapters if manifest.lacks_faces_for(entry)}
    unseen = any(prompt.adapter in lacking for prompt in recipe.image_prompts)
    if unseen or (recipe.identities and manifest.faces is None):
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
    yield from _of_steps(recipe.sampling)


def _of_steps(sampling: Sampling) -> Iterator[Told]:
    name, spacing = sampling.scheduler, sampling.spacing
    if name in DISTILLED and sampling.steps > LCM_STEPS:
        yield Told(
            "The scheduler {0} takes at most {1} steps, not {2}.", name, LCM_STEPS, sampling.steps
        )
    if not goes_with(spacing, name):
        yield Told("The scheduler {0} can't space its steps as '{1}'.", name, spacing)


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
        if (reason := no_step(part, steps)) is not None:
            raise BadInput(reason, "Raise the change or the number of steps.")


def _listed(names: set[str]) -> tuple[str, ...] | Told:
    return tuple(sorted(names)) or Told("none")


def _settings(pack: Pack, part: Literal["unet", "vae"]) -> dict[str, Any]:
    """Settings of a part of the base model, from its file or from the header of a single one."""
    manifest = pack.manifest
    file = manifest.base
    try:
        if part == "vae" and manifest.vae is not None:
            file = manifest.vae
            return singles.read_vae(pack.path(file), manifest.family)
        if file.endswith(SINGLE):
            single = singles.read(pack.path(file))
            singles.refuse_lacking(single, pack.path(file).name, manifest.vae is not None)
            return single.unet if part == "unet" else single.vae or {}
        file = f"{file}/{part}/config.json"
        return json.loads(pack.path(file).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DamagedPack(
            Told("The pack '{0}' is damaged: {1} cannot be read.", pack.manifest.name, file)
        ) from error
