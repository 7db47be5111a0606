"""What a pack can't do, told from its manifest: the reason, or nothing."""

from core.packs.manifest import Adapter, Manifest
from core.told import Sentence, Told


def no_person(manifest: Manifest) -> Sentence:
    """Why people can't be kept alike with this pack; empty if they can."""
    if manifest.instantid is None:
        return Told("This pack has no InstantID, which keeps a person's likeness.")
    if manifest.faces is None:
        return Told("This pack has no face models, which read a person's photo.")
    return ""


def no_image_prompt(manifest: Manifest) -> Sentence:
    """Why pictures can't speak beside the words with this pack; empty if they can."""
    if not manifest.adapters:
        return Told("This pack has no IP-Adapter, which reads image prompts.")
    return ""


def no_control(manifest: Manifest) -> Sentence:
    """Why no further ControlNet can act with this pack; empty if one can."""
    return "" if manifest.controlnets else Told("This pack has no ControlNets.")


def no_lora(manifest: Manifest) -> Sentence:
    """Why no LoRA can be chosen with this pack; empty if one can."""
    return "" if manifest.loras else Told("This pack has no LoRAs.")


def no_refining(manifest: Manifest) -> Sentence:
    """Why faces can't be refined with this pack; empty if they can."""
    if manifest.faces is None:
        return Told("This pack has no face models, which find the faces to refine.")
    return ""


def no_reading(manifest: Manifest, adapter: Adapter | None, name: str) -> Sentence:
    """Why an adapter can't read an image with this pack; empty if it can.

    Args:
        manifest: of the pack.
        adapter: one of the pack's; None: it has none of that name.
        name: of the adapter.
    """
    if not manifest.adapters:
        return no_image_prompt(manifest)
    if adapter is None:
        return Told("This pack has no adapter '{0}'.", name)
    if adapter.reads_faces and manifest.faces is None and adapter.faces is None:
        return Told("This pack has no face models, which read a person's photo.")
    return ""
