"""How much memory the models of a recipe take, told from the sizes of a pack's files."""

from collections.abc import Iterator

from core.packs.manifest import Manifest
from core.recipe import Recipe

_WORK = 6_000  # bytes for each pixel of the picture, beside the models; an estimate for SDXL


def memory_needed(recipe: Recipe, manifest: Manifest) -> int:
    """Bytes of all models that a recipe uses, in the number type of their files, and of the work.

    An upper bound: nothing is put out of the way meanwhile.
    """
    places = set(_places(recipe, manifest))
    files = sum(
        entry.size
        for file, entry in manifest.files.items()
        if any(file == place or file.startswith(f"{place}/") for place in places)
    )
    return files + _WORK * recipe.sampling.width * recipe.sampling.height


def _places(recipe: Recipe, manifest: Manifest) -> Iterator[str]:
    """Files and folders of the pack that the recipe uses."""
    yield manifest.base
    if recipe.identities and manifest.instantid is not None:
        yield manifest.instantid.controlnet
        yield manifest.instantid.adapter
    names = {prompt.adapter for prompt in recipe.image_prompts}
    for adapter in manifest.adapters:
        if adapter.name in names:
            yield adapter.file
            if adapter.encoder is not None:
                yield adapter.encoder
    nets = {control.net for control in recipe.controls}
    yield from (net.folder for net in manifest.controlnets if net.name in nets)
    loras = {lora.name for lora in recipe.loras}
    yield from (lora.file for lora in manifest.loras if lora.name in loras)
