"""What a pack recommends: for its manifest, and as a recipe to begin with."""

from typing import Any

from core.packs.manifest import Manifest
from core.recipe import Lora, Recipe, Sampling
from core.recipe_retouch import no_step

_USUAL = {"sdxl": (1024, 5.0), "sd15": (512, 7.0)}  # side in pixels, guidance scale


def usual_defaults(family: str | None, side: int | None = None) -> dict[str, Any]:
    """With what base models of a family work, as for a manifest's `defaults`.

    Args:
        family: None: SDXL.
        side: of the pictures that the model was trained with, in pixels; None: as its family.
    """
    usual, guidance = _USUAL[family or "sdxl"]
    side = side or usual
    return {
        "width": side, "height": side, "steps": 30, "guidance": guidance,
        "likeness": 0.8, "structure": 0.8, "scheduler": "euler",
    }  # fmt: skip


def default_recipe(manifest: Manifest) -> Recipe:
    """An empty recipe with the size and the sampling that the pack recommends."""
    defaults = manifest.defaults
    sampling = Sampling(
        width=defaults.width,
        height=defaults.height,
        steps=defaults.steps,
        guidance=defaults.guidance,
        scheduler=defaults.scheduler,
    )
    return Recipe(pack=manifest.name, sampling=sampling)


def begin_with(draft: Recipe | None, manifest: Manifest) -> Recipe:
    """A draft that was kept, made to fit this pack; without one what the pack recommends."""
    return default_recipe(manifest) if draft is None else adapted(draft, manifest)


def adapted(recipe: Recipe, manifest: Manifest) -> Recipe:
    """A recipe for another pack: its size and sampling, and nothing that it does not have.

    Words, people, seed and number of pictures stay; where a face was put by hand does not, as that
    was said in pixels.
    """
    if recipe.pack == manifest.name:
        return recipe
    sampling = default_recipe(manifest).sampling.model_copy(
        update={"seed": recipe.sampling.seed, "count": recipe.sampling.count}
    )
    adapters = {adapter.name for adapter in manifest.adapters}
    nets = {net.name for net in manifest.controlnets}
    loras = {lora.name for lora in manifest.loras}
    return recipe.model_copy(
        update={
            "pack": manifest.name,
            "sampling": sampling,
            "identities": tuple(
                one.model_copy(update={"landmarks": None}) for one in recipe.identities
            ),
            "image_prompts": tuple(one for one in recipe.image_prompts if one.adapter in adapters),
            "controls": tuple(one for one in recipe.controls if one.net in nets),
            "loras": tuple(one for one in recipe.loras if one.name in loras),
        }
    )


def draft_recipe(recipe: Recipe, manifest: Manifest) -> Recipe | None:
    """The same recipe as a quick draft: the pack's draft settings, and its LoRA before others.

    Returns:
        None if the pack has no such settings.

    Raises:
        BadInput: if the recipe has no room for one more LoRA.
    """
    draft = manifest.draft
    if draft is None:
        return None
    others = [lora for lora in recipe.loras if lora.name != draft.lora]
    loras = [lora.model_dump() for lora in (Lora(name=draft.lora), *others)]
    settings = draft.model_dump(exclude={"lora"})
    settings |= {"steps": _enough(draft.steps, recipe), "full_every": 1}
    quick = recipe.sampling.model_copy(update=settings)
    return recipe.with_field("loras", loras).model_copy(update={"sampling": quick})


def _enough(steps: int, recipe: Recipe) -> int:
    """So many steps, or as many more as leave one to run on a start image."""
    while no_step(recipe.start, steps) is not None:
        steps += 1
    return steps
