"""Which files of a pack take part in a picture."""

from collections.abc import Iterator

from core.packs.manifest import Adapter, Manifest
from core.recipe import Recipe


def files_of(manifest: Manifest, recipe: Recipe) -> dict[str, str]:
    """The sha256 of every file of the pack that helps to draw this recipe, by its path.

    What only shows or judges a picture does not take part: previews, and the second recogniser.
    """
    parts = set(_parts(manifest, recipe))
    return {
        path: entry.sha256
        for path, entry in manifest.files.items()
        if path in parts or any(path.startswith(f"{part}/") for part in parts)
    }


def _parts(manifest: Manifest, recipe: Recipe) -> Iterator[str]:
    """Files and folders."""
    yield manifest.base
    loras = {lora.name: lora.file for lora in manifest.loras}
    if recipe.identities and manifest.instantid is not None:
        yield manifest.instantid.controlnet
        yield manifest.instantid.adapter
        yield from filter(None, (manifest.faces,))
    adapters = {adapter.name: adapter for adapter in manifest.adapters}
    for name in {prompt.adapter for prompt in recipe.image_prompts} & adapters.keys():
        yield from _parts_of(adapters[name], manifest, loras)
    nets = {net.name: net.folder for net in manifest.controlnets}
    yield from (nets[control.net] for control in recipe.controls if control.net in nets)
    yield from (loras[lora.name] for lora in recipe.loras if lora.name in loras)


def _parts_of(adapter: Adapter, manifest: Manifest, loras: dict[str, str]) -> Iterator[str]:
    yield adapter.file
    yield from filter(None, (adapter.encoder,))
    if adapter.reads_faces:
        yield from filter(None, (adapter.faces or manifest.faces,))
    if adapter.lora is not None and adapter.lora in loras:
        yield loras[adapter.lora]
