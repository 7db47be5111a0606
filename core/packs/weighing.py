"""How much memory the models of a recipe take, told from the sizes of a pack's files."""

from collections.abc import Iterator

from core.packs.manifest import Manifest
from core.recipe import Recipe

_WORK = 800  # bytes a pixel, as measured with the demo: larger decoders take more


def memory_needed(recipe: Recipe, manifest: Manifest) -> int:
    """Bytes that a recipe takes at least: its models, in the number type of their files, and work.

    Files of half precision take twice as much where they are drawn with in float32.
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
