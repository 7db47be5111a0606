"""Recipes as the plain text of AUTOMATIC1111's web UI, which many programs write and show.

prompt, over as many lines as it likes
Negative prompt: likewise
Steps: 20, Sampler: Euler a, CFG scale: 7, Seed: 1, Size: 512x768, Model: "one, with comma"
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.prompt_loras import tags_of
from core.recipe import MAX_PROMPT, SEEDS, Recipe
from core.told import Told

MAX_TEXT = 100_000  # characters; what is longer is not a prompt
_LONGEST_TOLD = 60
_NEGATIVE = "Negative prompt:"
_FACT = re.compile(r" *[\w][\w +/().-]{0,59}: *\S")

_SAMPLERS = {
    "euler": "Euler",
    "euler_ancestral": "Euler a",
    "ddim": "DDIM",
    "dpmpp_2m": "DPM++ 2M",
    "dpmpp_2m_sde": "DPM++ 2M SDE",
    "unipc": "UniPC",
    "lcm": "LCM",
    "tcd": "TCD",
}
_SCHEDULERS = {
    **{name.lower(): scheduler for scheduler, name in _SAMPLERS.items()},
    "dpm++ sde": "dpmpp_2m_sde",  # the same equation, in single steps
}
_SPACINGS = {"karras": "Karras", "align_your_steps": "Align Your Steps", "trailing": "SGM Uniform"}
_SCHEDULES = {
    **{name.lower(): spacing for spacing, name in _SPACINGS.items()},
    **dict.fromkeys(("automatic", "uniform", "normal"), "pack"),
}


@dataclass(frozen=True)
class Loaded:
    """A recipe that came with a picture.

    Attributes:
        recipe: what could be taken over, on top of what was there.
        left_out: what could not, as the file words it: "Hires upscale: 2".
    """

    recipe: Recipe
    left_out: tuple[str, ...] = ()


def parameters_text(recipe: Recipe) -> str:
    """The recipe as the plain text that AUTOMATIC1111's web UI and many viewers read."""
    sampling = recipe.sampling
    spaced = _SPACINGS.get(sampling.spacing)
    facts = {
        "Steps": sampling.steps,
        "Sampler": _SAMPLERS[sampling.scheduler],
        **({"Schedule type": spaced} if spaced else {}),
        "CFG scale": sampling.guidance,
        "Seed": sampling.seed,
        "Size": f"{sampling.width}x{sampling.height}",
        "Model": recipe.pack,
    }
    facts |= _later(recipe)
    lines = [" ".join(filter(None, (recipe.prompt, tags_of(recipe))))]
    if recipe.negative_prompt:
        lines.append(f"{_NEGATIVE} {recipe.negative_prompt}")
    lines.append(", ".join(f"{name}: {value}" for name, value in facts.items()))
    return "\n".join(lines).replace("\0", " ")  # PNG text must not hold a zero


def _later(recipe: Recipe) -> dict[str, object]:
    """What changes a picture, by the names that the web UI and its extensions give it."""
    facts: dict[str, object] = {}
    start, enlarging, refine = recipe.start, recipe.upscale, recipe.refine
    if start is not None:
        facts["Denoising strength"] = f"{start.strength:g}"
    if start is not None and start.mask is not None:
        facts["Mask blur"] = start.feather
    if enlarging is not None:
        facts["Hires upscale"] = f"{enlarging.factor:g}"
        facts["Hires upscaler"] = enlarging.upscaler or (
            "Latent" if enlarging.by == "latents" else "Lanczos"
        )
    if refine is not None:
        facts["ADetailer denoising strength"] = f"{refine.strength:g}"
    return facts


def read_parameters(text: str, base: Recipe) -> Loaded | None:
    """Take over what such a text says; numbers are brought into a Recipe's ranges.

    Args:
        text: from anywhere; any text may be given.
        base: gives what the text does not say, such as the pack.

    Returns:
        None if the text is not of this kind: its last line has no steps.
    """
    if len(text) > MAX_TEXT:
        return None
    whole = text.encode("utf-8", "replace").decode()  # no half characters, which JSON can't hold
    *lines, last = whole.strip().split("\n")
    facts = _facts(last)
    if "Steps" not in facts:
        return None
    left_out: list[str] = []
    prompt, negative = _prompts(lines)
    sampling: dict[str, Any] = {"count": 1}
    for name, value in sorted(facts.items(), key=lambda fact: fact[0] == "Schedule type"):
        try:
            sampling |= _TAKEN[name](value)
        except (KeyError, ValueError, OverflowError):
            left_out.append(_shortened(f"{name}: {value}"))
    if len(prompt) > MAX_PROMPT:
        left_out.append(Told("the end of the prompt"))
    if len(negative) > MAX_PROMPT:
        left_out.append(Told("the end of the negative prompt"))
    recipe = base.model_copy(
        update={
            "prompt": prompt[:MAX_PROMPT],
            "negative_prompt": negative[:MAX_PROMPT],
            "sampling": base.sampling.model_copy(update=sampling),
        }
    )
    return Loaded(recipe, tuple(left_out))


def _prompts(lines: list[str]) -> tuple[str, str]:
    """Prompt and negative prompt, which starts with its name and goes on to the end."""
    for number, line in enumerate(lines):
        if line.startswith(_NEGATIVE):
            negative = [line.removeprefix(_NEGATIVE), *lines[number + 1 :]]
            return "\n".join(lines[:number]).strip(), "\n".join(negative).strip()
    return "\n".join(lines).strip(), ""


def _facts(line: str) -> dict[str, str]:
    """The pairs of `name: value` between the commas that are not in quotation marks."""
    pieces = [""]
    quoted = False
    for before, letter in zip(" " + line, line, strict=False):
        quoted ^= letter == '"' and before != "\\"
        if letter == "," and not quoted:
            pieces.append("")
        else:
            pieces[-1] += letter
    pairs = (piece.partition(":") for piece in pieces if _FACT.match(piece))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _steps(value: str) -> dict[str, Any]:
    return {"steps": min(max(int(value), 1), 150)}


def _guidance(value: str) -> dict[str, Any]:
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(value)
    return {"guidance": min(max(number, 0.0), 30.0)}


def _seed(value: str) -> dict[str, Any]:
    seed = int(value)
    if not 0 <= seed < SEEDS:
        raise ValueError(value)
    return {"seed": seed}


def _size(value: str) -> dict[str, Any]:
    width, height = (min(max(round(int(side) / 8) * 8, 64), 2048) for side in value.split("x"))
    return {"width": width, "height": height}


def _sampler(value: str) -> dict[str, Any]:
    """Such as `DPM++ 2M`, or `DPM++ 2M Karras` by earlier versions."""
    name, spacing = value.lower(), "pack"
    for schedule in _SCHEDULES:
        if name.endswith(f" {schedule}"):
            name, spacing = name.removesuffix(f" {schedule}"), _SCHEDULES[schedule]
    return {"scheduler": _SCHEDULERS[name], "spacing": spacing}


def _schedule(value: str) -> dict[str, Any]:
    return {"spacing": _SCHEDULES[value.lower()]}


_TAKEN: dict[str, Callable[[str], dict[str, Any]]] = {
    "Steps": _steps,
    "Sampler": _sampler,
    "Schedule type": _schedule,
    "CFG scale": _guidance,
    "Seed": _seed,
    "Size": _size,
}


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_TOLD else f"{text[: _LONGEST_TOLD - 1]}…"
