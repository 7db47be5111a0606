"""What a pack recommends, as a recipe to begin with."""

from core.packs.manifest import Manifest
from core.recipe import Recipe, Sampling


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
