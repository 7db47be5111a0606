"""LoRAs as AUTOMATIC1111's web UI writes them into prompts: `<lora:name:0.8>`.

A recipe has a place of its own for LoRAs. What a prompt says of them is taken there, and out of
the words, which a text encoder would otherwise try to understand.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from core.packs.manifest import Manifest
from core.recipe import MOST_LORAS, Lora, Recipe

_TAG = re.compile(r"<lora:([^:<>]{1,200})(?::([^<>]{0,200}))?>", re.IGNORECASE)
_BETWEEN = re.compile(r"[ \t]*,[ \t]*(?:,[ \t]*)+")


@dataclass(frozen=True)
class Taken:
    """A recipe whose words name no LoRA of the pack any more.

    Attributes:
        recipe: has them in `loras`.
        names: those that were taken over.
        unknown: what is left in the words, as it is written there: the pack has no such LoRA.
    """

    recipe: Recipe
    names: tuple[str, ...]
    unknown: tuple[str, ...]


def take_loras(recipe: Recipe, manifest: Manifest) -> Taken:
    """Take LoRAs out of a recipe's prompt into its list; one that is there gets the new weight."""
    known = names_in(manifest)
    weights = {lora.name: lora.weight for lora in recipe.loras}
    taken, unknown = list[str](), list[str]()

    def keep(tag: re.Match[str]) -> str:
        name = known.get(tag[1].strip().casefold())
        weight = _weight(tag[2])
        room = name in weights or len(weights) < MOST_LORAS
        if name is None or weight is None or not room:
            unknown.append(tag[0])
            return tag[0]
        weights[name] = weight
        taken.append(name)
        return ""

    words = _TAG.sub(keep, recipe.prompt)
    if not taken:
        return Taken(recipe, (), tuple(unknown))
    loras = tuple(Lora(name=name, weight=weight) for name, weight in weights.items())
    changes = {"prompt": _tidy(words), "loras": loras}
    return Taken(recipe.model_copy(update=changes), tuple(dict.fromkeys(taken)), tuple(unknown))


def fit_loras(recipe: Recipe, manifest: Manifest) -> Taken:
    """Of a recipe from elsewhere, take over the LoRAs of this pack; the words name no others."""
    taken = take_loras(recipe, manifest)
    words = without_loras(taken.recipe.prompt)
    fitted = taken.recipe.model_copy(update={"prompt": words})
    return Taken(fitted, taken.names, taken.unknown)


def without_loras(words: str) -> str:
    """A prompt without what it says of LoRAs."""
    return _tidy(_TAG.sub("", words)) if _TAG.search(words) else words


def tags_of(recipe: Recipe) -> str:
    """A recipe's LoRAs as they stand in the prompts of other programs; empty without any."""
    return " ".join(f"<lora:{lora.name}:{lora.weight:g}>" for lora in recipe.loras)


def names_in(manifest: Manifest) -> Mapping[str, str]:
    """Names of a pack's LoRAs, by how a prompt may call them: by name or by file, in any case."""
    known: dict[str, str] = {}
    for lora in manifest.loras:
        stem = lora.file.rpartition("/")[2].rpartition(".")[0]
        known |= {stem.casefold(): lora.name}
    return known | {lora.name.casefold(): lora.name for lora in manifest.loras}


def _weight(text: str | None) -> float | None:
    """The first number of `0.8`, `0.8:1` or `te=1:unet=0.8`; 1 where there is none."""
    if not text:
        return 1.0
    try:
        weight = float(text.split(":")[0].rpartition("=")[2])
    except ValueError:
        return None
    return min(max(weight, -2.0), 2.0) if math.isfinite(weight) else None


def _tidy(words: str) -> str:
    """Without commas and spaces that stood around what was taken out."""
    return re.sub(r"[ \t]{2,}", " ", _BETWEEN.sub(", ", words)).strip(" \t,")
