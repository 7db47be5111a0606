"""What a pack recommends, as a recipe to begin with."""

from core.packs.manifest import Manifest
from core.recipe import Lora, Recipe, Sampling


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
    quick = recipe.sampling.model_copy(update=settings)
    return recipe.with_field("loras", loras).model_copy(update={"sampling": quick})
