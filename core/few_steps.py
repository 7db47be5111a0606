"""LoRAs that were distilled to draw in few steps, and how each of them wants to be drawn with.

Sources: the model cards of SDXL-Lightning, Hyper-SD, LCM-LoRA, TCD, DMD2 and SDXL-Turbo. A
guidance scale of up to 1 is no guidance.
"""

import re
from dataclasses import dataclass

from core.packs.manifest import Manifest
from core.recipe import Recipe, Scheduler, Spacing


@dataclass(frozen=True)
class Manner:
    """Settings of Sampling that a LoRA was made for."""

    scheduler: Scheduler
    spacing: Spacing
    steps: int
    guidance: float

    def on(self, recipe: Recipe) -> Recipe:
        """The recipe, drawn in this manner."""
        sampling = recipe.sampling.model_copy(update={**vars(self), "full_every": 1})
        return recipe.model_copy(update={"sampling": sampling})

    def fits(self, recipe: Recipe) -> bool:
        """Whether the recipe is drawn in this manner."""
        return all(getattr(recipe.sampling, name) == value for name, value in vars(self).items())


_KNOWN = {  # by sha256, for files whose names say nothing
    "a764e6859b6e04047cd761c08ff0cee96413a8e004c9f07707530cd776b19141": "lcm",
    "bf56cf2657efb15e465d81402ed481d1e11c4677e4bcce1bc11fe71ad8506b79": "lightning-4",
}
_STEPS = re.compile(
    r"(\d{1,2})[ _-]?steps?|(?:lightning|hyper(?:-?sdx?l?)?|turbo|tcd|lcm)-(\d{1,2})"
)
_WORDS = ("lightning", "hyper", "turbo")  # which mean something else, too
_USUAL = {"lightning": 4, "hyper": 4, "tcd": 4, "dmd2": 4, "turbo": 4, "lcm": 8}


def manner_of(name: str, manifest: Manifest) -> Manner | None:
    """How a LoRA of a pack wants to be drawn with; None: as any picture.

    Told by the pack's own draft settings, else by the file's published fingerprint or its name.
    """
    draft = manifest.draft
    if draft is not None and draft.lora == name:
        return Manner(draft.scheduler, "pack", draft.steps, draft.guidance)
    entry = next((lora for lora in manifest.loras if lora.name == name), None)
    if entry is None:
        return None
    file = manifest.files.get(entry.file)
    known = _KNOWN.get(file.sha256) if file is not None else None
    return named(known or f"{entry.file.rpartition('/')[2]} {name}")


def put_on(recipe: Recipe, name: str, manifest: Manifest) -> Recipe:
    """The recipe drawn as a LoRA that it has now wants it; the same one where it wants nothing."""
    manner = manner_of(name, manifest)
    return recipe if manner is None else manner.on(recipe)


def taken_off(recipe: Recipe, name: str, manifest: Manifest) -> Recipe:
    """The recipe drawn with the pack's settings again, after a LoRA for few steps was taken off.

    What somebody has set meanwhile stays.
    """
    manner = manner_of(name, manifest)
    if manner is None or not manner.fits(recipe):
        return recipe
    usual = manifest.defaults
    return Manner(usual.scheduler, "pack", usual.steps, usual.guidance).on(recipe)


def named(name: str) -> Manner | None:
    """How a LoRA of such a name wants to be drawn with; None if the name tells of no few steps."""
    text = name.casefold()
    kind = next((kind for kind in _USUAL if re.search(rf"(?<![a-z]){kind}(?![a-z])", text)), None)
    told = _STEPS.search(text)
    if kind is None or (kind in _WORDS and told is None and "sd" not in text):
        return None
    steps = int(told[1] or told[2]) if told is not None else _USUAL[kind]
    steps = min(max(steps, 1), 16)
    match kind:
        case "lightning":
            return Manner("euler", "trailing", steps, 1.0)
        case "turbo":
            return Manner("euler_ancestral", "trailing", steps, 1.0)
        case "hyper":
            return Manner("tcd", "pack", steps, 5.0 if "cfg" in text else 1.0)
        case "tcd":
            return Manner("tcd", "pack", steps, 1.0)
        case _:
            return Manner("lcm", "pack", steps, 1.0)
