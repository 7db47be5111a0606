"""What is known to go wrong, told from a recipe alone, before it is drawn.

Each rule gives nothing, or advice. Numbers are held against the pack's own defaults, with which it
works well; how far from them is too far was measured on the demo pack by `python -m
training.coach`, and agrees with what users of the official models report. What the person looks
like is not among the rules: the face models tell whose face a photo shows and how it is held,
and neither hair nor glasses, age or gender, so words about those are never called wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.coach.advice import (
    Advice,
    head_share,
    least_head,
    loudness,
    with_larger_face,
    with_person,
    with_sampling,
    with_size,
)
from core.coach.words import contradictions, wants_whole_body
from core.few_steps import manner_of
from core.packs.manifest import Manifest
from core.packs.weighing import memory_needed
from core.recipe import Recipe, Refine
from core.told import Told

if TYPE_CHECKING:
    import numpy as np

FEW, MANY = 0.5, 2.0  # pixels of the picture, in those of the pack's own size
SLENDER = 2.0  # longer side by shorter side, as often as the pack's own pictures
LOUD = 1.9  # strengths λ together, in the pack's likeness
CALM = 1.5  # what they are lowered to, likewise
FEW_STEPS_GUIDANCE = 1.0  # above that of the LoRA
_WATERMARKED, _UNMARKED = 1024, 992  # sides of squares of SDXL
_UNIT = 32  # both sides are a multiple of it


@dataclass(frozen=True, eq=False)
class Plan:
    """A recipe that is about to be drawn.

    Attributes:
        recipe: of one pack.
        manifest: of that pack.
        landmarks: where each person's face is to stand, (5, 2) in pixels; None: not known yet.
        memory: bytes of the device that draws; None: not known.
    """

    recipe: Recipe
    manifest: Manifest
    landmarks: Sequence[np.ndarray | None] = ()
    memory: int | None = None


def advise(plan: Plan) -> tuple[Advice, ...]:
    """All that is known to go wrong; the most harmful first."""
    return tuple(advice for rule in RULES for advice in rule(plan))


def most_guidance(loud: float) -> float:
    """How many times the pack's own guidance a picture bears.

    1.75 times with strengths λ that are the pack's, and the less the more often they are (`loud`).
    """
    return min(2.25, max(1.25, 2.5 - 0.75 * loud))


def _memory(plan: Plan) -> Iterable[Advice]:
    recipe, usual = plan.recipe, plan.manifest.defaults
    if plan.memory is None:
        return
    needed = memory_needed(recipe, plan.manifest)
    if needed <= plan.memory:
        return
    small = with_size(recipe, usual.width, usual.height)
    fits = memory_needed(small, plan.manifest) <= plan.memory
    yield Advice(
        "memory",
        Told("The memory will not suffice."),
        Told(
            "Models and picture take at least {0:.1f} GB, and the device has {1:.1f} GB.",
            needed / 1e9,
            plan.memory / 1e9,
        ),
        Told("Draw at {0} × {1}", usual.width, usual.height) if fits else None,
        small if fits else None,
    )


def _few_steps(plan: Plan) -> Iterable[Advice]:
    """A LoRA that was distilled for few steps, drawn with guidance, burns."""
    recipe = plan.recipe
    for lora in recipe.loras:
        manner = manner_of(lora.name, plan.manifest) if lora.weight > 0 else None
        if manner is None or recipe.sampling.guidance <= manner.guidance + FEW_STEPS_GUIDANCE:
            continue
        yield Advice(
            "few-step",
            Told("The colours will be harsh."),
            Told("The LoRA {0} has its guidance inside, and gets it twice.", lora.name),
            Told("Draw {0} steps at guidance {1:g}", manner.steps, manner.guidance),
            manner.on(recipe),
        )
        return


def _guidance(plan: Plan) -> Iterable[Advice]:
    recipe, usual = plan.recipe, plan.manifest.defaults
    guidance, loud = recipe.sampling.guidance, loudness(recipe) / max(usual.likeness, 0.1)
    distilled = any(manner_of(lora.name, plan.manifest) for lora in recipe.loras)
    if not loud or distilled or guidance <= usual.guidance * most_guidance(loud):
        return
    yield Advice(
        "guidance",
        Told("The picture will be burnt: harsh colours and hard edges."),
        Told(
            "With the face beside the words, guidance {0:g} is too much; this pack draws well "
            "at {1:g}.",
            *(guidance, usual.guidance),
        ),
        Told("Set guidance to {0:g}", usual.guidance),
        with_sampling(recipe, guidance=usual.guidance),
    )


def _strengths(plan: Plan) -> Iterable[Advice]:
    """Adapters that speak in all layers add up, and drown the words."""
    recipe, usual = plan.recipe, plan.manifest.defaults.likeness
    total = loudness(recipe)
    if total <= LOUD * usual:
        return
    calm = recipe
    for place, one in enumerate(recipe.identities):
        calm = with_person(calm, place, likeness=min(one.likeness, usual))
    factor = max(0.0, CALM * usual - _people(calm)) / max(total - _people(recipe), 1e-6)
    prompts = tuple(
        one.model_copy(update={"strength": round(one.strength * min(1.0, factor), 2)})
        if one.layers == "all" and not one.blocks
        else one
        for one in recipe.image_prompts
    )
    yield Advice(
        "strengths",
        Told("The words will hardly count."),
        Told(
            "The strengths λ of face and image prompts add up to {0:.2f}; up to {1:.2f} leaves "
            "room for words.",
            *(total, CALM * usual),
        ),
        Told("Lower them"),
        calm.model_copy(update={"image_prompts": prompts}),
    )


def _people(recipe: Recipe) -> float:
    """The strongest person's λ; 0 without anybody."""
    return max((one.likeness for one in recipe.identities), default=0.0)


def _size(plan: Plan) -> Iterable[Advice]:
    recipe, usual = plan.recipe, plan.manifest.defaults
    width, height = recipe.sampling.width, recipe.sampling.height
    share = width * height / (usual.width * usual.height)
    longer = max(width, height) / min(width, height)
    crowd = max(1, len(recipe.identities))
    slender = longer > SLENDER * max(usual.width, usual.height) / min(usual.width, usual.height)
    if recipe.start is not None or recipe.upscale is not None:
        return  # the picture to begin with, or its first drawing, has another size
    if slender or not FEW <= share <= MANY * crowd:
        better = _sides(width, height, usual.width * usual.height, 1.5 if slender else longer)
        twice = slender or share > 1
        yield Advice(
            "size",
            Told("Faces and bodies may come twice.") if twice else Told("The face will be mushy."),
            Told(
                "{0} × {1} is far from the {2} × {3} on which this pack was trained.",
                *(width, height, usual.width, usual.height),
            ),
            Told("Draw at {0} × {1}", *better),
            with_size(recipe, *better),
        )
    elif plan.manifest.family == "sdxl" and recipe.identities:
        yield from _watermark(recipe)


def _watermark(recipe: Recipe) -> Iterable[Advice]:
    """Source: InstantID's issues 91 and 280."""
    if recipe.sampling.width == recipe.sampling.height == _WATERMARKED:
        yield Advice(
            "size",
            Told("A stock photo's watermark may come along."),
            Told("SDXL has seen many of them at just 1024 × 1024, and InstantID brings them out."),
            Told("Draw at {0} × {1}", _UNMARKED, _UNMARKED),
            with_size(recipe, _UNMARKED, _UNMARKED),
        )


def _sides(width: int, height: int, pixels: int, longer: float) -> tuple[int, int]:
    """Sides of about so many pixels, the longer one so many times the shorter one."""
    short = (pixels / longer) ** 0.5
    small, large = (max(2, round(side / _UNIT)) * _UNIT for side in (short, short * longer))
    if small == large == _WATERMARKED:
        return _UNMARKED, _UNMARKED
    return (small, min(large, 2048)) if width < height else (min(large, 2048), small)


def _small_face(plan: Plan) -> Iterable[Advice]:
    recipe, height, least = plan.recipe, plan.recipe.sampling.height, least_head(plan.manifest)
    if recipe.refine is not None or recipe.start is not None:
        return  # small faces are drawn once more, enlarged, or there already
    for place, points in enumerate(plan.landmarks):
        if points is None or (high := round(head_share(points, height) * height)) >= least:
            continue
        movable = len(recipe.identities) == 1 and not wants_whole_body(recipe.prompt)
        yield Advice(
            "small-face",
            Told("The face will hardly be like the person."),
            Told(
                "The head is {0} pixels high; this pack draws its features from {1} on.",
                *(high, least),
            ),
            Told("Make the face larger") if movable else Told("Refine the faces"),
            with_larger_face(recipe, place, points, plan.manifest)
            if movable
            else recipe.model_copy(update={"refine": Refine()}),
        )
        return


def _contradiction(plan: Plan) -> Iterable[Advice]:
    size = (plan.recipe.sampling.width, plan.recipe.sampling.height)
    return contradictions(plan.recipe, plan.landmarks, size)


RULES: tuple[Callable[[Plan], Iterable[Advice]], ...] = (
    _memory,
    _few_steps,
    _guidance,
    _strengths,
    _size,
    _small_face,
    _contradiction,
)
