"""What is known to go wrong, told from a recipe alone, before it is drawn.

Each rule gives nothing or one piece of advice. Numbers are held against the pack's own defaults,
with which it works well; how far from them is too far was measured on the demo pack by
`python -m training.coach`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.coach.advice import Advice, head_share, with_person, with_points, with_sampling
from core.faces.head import NotAHead, fit
from core.faces.posing import Framing, framed, turned
from core.lazy import Lazy
from core.packs.manifest import Draft, Manifest
from core.packs.weighing import memory_needed
from core.prompt_weights import parse
from core.recipe import Recipe
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

MUCH_GUIDANCE = 2.0  # times the pack's own, with adapters at the pack's own strengths
MUCH_STRENGTH = 1.3  # times the pack's own likeness, of all adapters that speak everywhere
SMALL_HEAD = 0.3  # of the pack's own height, in pixels of the picture
FEW, MANY = 0.6, 2.0  # pixels of the picture, in those of the pack's own size
WATERMARKED = 1024  # side of a square that SDXL has seen many stock photos in
_LARGE_HEAD, _LITTLE_HEAD = 0.3, 0.35  # shares of the height


@dataclass(frozen=True, eq=False)
class Plan:
    """A recipe that is about to be drawn.

    Attributes:
        recipe: of one pack.
        manifest: of that pack.
        landmarks: where each person's face is to stand, (5, 2) in pixels; None: not known yet.
        memory: bytes that models may take on this device; None: not known.
    """

    recipe: Recipe
    manifest: Manifest
    landmarks: Sequence[np.ndarray | None] = ()
    memory: int | None = None


def advise(plan: Plan) -> tuple[Advice, ...]:
    """All that is known to go wrong; the most harmful first."""
    return tuple(advice for rule in RULES for advice in rule(plan))


def _few_step(plan: Plan) -> Iterable[Advice]:
    """A LoRA that was distilled for few steps, drawn with guidance, burns."""
    recipe, draft = plan.recipe, _quick(plan)
    if draft is None or recipe.sampling.guidance <= draft.guidance + 1:
        return
    settings = {"guidance": draft.guidance, "steps": draft.steps, "scheduler": draft.scheduler}
    yield Advice(
        "few-step",
        Told("The colours will be harsh, and the face a mask."),
        Told(
            "The LoRA {0} was made for {1} steps at guidance {2:g}; guidance is in it already.",
            draft.lora,
            draft.steps,
            draft.guidance,
        ),
        Told("Draw with {0} steps at guidance {1:g}", draft.steps, draft.guidance),
        with_sampling(recipe, **settings),
    )


def _quick(plan: Plan) -> Draft | None:
    """How the pack draws with its LoRA for few steps, if that speaks in the recipe."""
    draft = plan.manifest.draft
    speaking = {lora.name for lora in plan.recipe.loras if lora.weight}
    return draft if draft is not None and draft.lora in speaking else None


def _guidance(plan: Plan) -> Iterable[Advice]:
    recipe, usual = plan.recipe, plan.manifest.defaults
    speaking = _speaking(recipe)
    if not speaking or recipe.sampling.guidance <= MUCH_GUIDANCE * usual.guidance:
        return
    if any(
        lora.name == (plan.manifest.draft and plan.manifest.draft.lora) for lora in recipe.loras
    ):
        return  # which has a rule of its own
    yield Advice(
        "guidance",
        Told("The picture will be burnt: harsh colours and hard edges."),
        Told(
            "Guidance {0:g} drives words and face at once; this pack draws well at {1:g}.",
            recipe.sampling.guidance,
            usual.guidance,
        ),
        Told("Guidance {0:g}", usual.guidance),
        with_sampling(recipe, guidance=usual.guidance),
    )


def _strengths(plan: Plan) -> Iterable[Advice]:
    """Adapters that speak in all layers add up."""
    recipe, usual = plan.recipe, plan.manifest.defaults.likeness
    total = _speaking(recipe)
    if total <= MUCH_STRENGTH * usual:
        return
    factor = usual / total
    calm = recipe
    for place, one in enumerate(recipe.identities):
        calm = with_person(calm, place, likeness=round(min(one.likeness, one.likeness * factor), 2))
    prompts = tuple(
        one.model_copy(update={"strength": round(one.strength * factor, 2)})
        for one in recipe.image_prompts
    )
    yield Advice(
        "strengths",
        Told("The words will hardly count, and colours may burn."),
        Told(
            "All strengths λ together are {0:.2f}; this pack draws well at {1:.2f}.", total, usual
        ),
        Told("Lower them to {0:.2f} together", usual),
        calm.model_copy(update={"image_prompts": prompts}),
    )


def _speaking(recipe: Recipe) -> float:
    """The strengths that add up at the same place: the strongest person's and the prompts'."""
    people = max((one.likeness for one in recipe.identities), default=0.0)
    everywhere = (one for one in recipe.image_prompts if one.layers == "all" and not one.blocks)
    return people + sum(one.strength for one in everywhere)


def _size(plan: Plan) -> Iterable[Advice]:
    recipe, usual, manifest = plan.recipe, plan.manifest.defaults, plan.manifest
    width, height = recipe.sampling.width, recipe.sampling.height
    share = width * height / (usual.width * usual.height)
    crowd = max(1, len(recipe.identities))
    if not FEW <= share <= MANY * crowd:
        better = _same_aspect(width, height, usual.width * usual.height)
        much = share > 1
        yield Advice(
            "size",
            Told("Faces and bodies may come twice.") if much else Told("The face will be mushy."),
            Told(
                "{0} × {1} is far from the {2} × {3} on which this pack was trained.",
                *(width, height, usual.width, usual.height),
            ),
            Told("{0} × {1}", *better),
            with_sampling(recipe, width=better[0], height=better[1]),
        )
    elif manifest.family == "sdxl" and width == height == WATERMARKED and recipe.identities:
        yield Advice(
            "size",
            Told("A stock photo's watermark may come along."),
            Told("SDXL has seen many of them at just 1024 × 1024, and InstantID brings them out."),
            Told("{0} × {1}", 1016, 1016),
            with_sampling(recipe, width=1016, height=1016),
        )


def _same_aspect(width: int, height: int, pixels: int) -> tuple[int, int]:
    """Sides of about so many pixels, multiples of 64 for large pictures and of 32 for small."""
    unit = 64 if pixels >= 512 * 512 else 32
    scale = (pixels / (width * height)) ** 0.5
    sides = (max(unit, round(side * scale / unit) * unit) for side in (width, height))
    first, second = sides
    return min(first, 2048), min(second, 2048)


def _small_face(plan: Plan) -> Iterable[Advice]:
    recipe, usual = plan.recipe, plan.manifest.defaults
    width, height = recipe.sampling.width, recipe.sampling.height
    for place, points in enumerate(plan.landmarks):
        if points is None:
            continue
        share = head_share(points, height)
        if share * height >= SMALL_HEAD * usual.height:
            continue
        larger = framed(points, "bust", "centre", width, height)
        alone = len(recipe.identities) == 1
        yield Advice(
            "small-face",
            Told("The face will hardly be like the person."),
            Told(
                "The head is {0:.0f} pixels high, of a picture of {1}; details of a face need {2}.",
                *(share * height, height, round(SMALL_HEAD * usual.height)),
            ),
            Told("A larger face") if alone else None,
            with_points(recipe, place, larger) if alone else None,
        )


def _memory(plan: Plan) -> Iterable[Advice]:
    if plan.memory is None:
        return
    needed = memory_needed(plan.recipe, plan.manifest)
    if needed > plan.memory:
        yield Advice(
            "memory",
            Told("The memory may not suffice."),
            Told(
                "The models of this recipe take about {0:.1f} GB, and {1:.1f} GB are free.",
                needed / 1e9,
                plan.memory / 1e9,
            ),
        )


@dataclass(frozen=True)
class _View:
    """How words want a person to be seen, and the points that show it."""

    words: re.Pattern[str]
    offer: Told
    framing: Framing | None = None
    yaw: float = 0.0  # degrees

    def better(self, points: np.ndarray, width: int, height: int) -> np.ndarray | None:
        """Points (5, 2) that obey; None: these do already. NotAHead if these are none's."""
        if self.framing is None:
            held = fit(points).yaw
            if abs(held) >= self.yaw / 2:
                return None
            return turned(points, yaw=math.copysign(self.yaw, held))
        share = head_share(points, height)
        fits = share <= _LARGE_HEAD if self.framing == "full" else share >= _LITTLE_HEAD
        return None if fits else framed(points, self.framing, "centre", width, height)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_VIEWS = (
    _View(_words(r"\b(full[- ](body|length)|head to toe)\b|全身"), Told("A small face"), "full"),
    _View(_words(r"\b(close[- ]?up|headshot)\b|特写"), Told("A large face"), "close"),
    _View(
        _words(r"\b(in profile|(profile|side) view)\b|侧脸|侧面"), Told("Turn the head"), yaw=40.0
    ),
)


def _contradiction(plan: Plan) -> Iterable[Advice]:
    recipe = plan.recipe
    words, unwanted = parse(recipe.prompt).text, parse(recipe.negative_prompt).text
    both = _phrases(words) & _phrases(unwanted)
    if both:
        parts = recipe.negative_prompt.split(",")
        kept = [part for part in parts if part.strip().lower() not in both]
        yield Advice(
            "contradiction",
            Told("'{0}' is wanted and not wanted at once.", min(both)),
            Told("It stands in the prompt and in the negative prompt, and neither is obeyed."),
            Told("Take it out of the negative prompt"),
            recipe.model_copy(update={"negative_prompt": ",".join(kept).strip(" ,")}),
        )
    if len(recipe.identities) == 1 and plan.landmarks and plan.landmarks[0] is not None:
        yield from _against_the_pose(plan, words, np.asarray(plan.landmarks[0], np.float64))


def _phrases(text: str) -> set[str]:
    return {part.strip().lower() for part in text.split(",")} - {""}


def _against_the_pose(plan: Plan, words: str, points: np.ndarray) -> Iterable[Advice]:
    """The words ask for another view than IdentityNet holds the face in."""
    recipe = plan.recipe
    found = next((one for one in _VIEWS if one.words.search(words)), None)
    if found is None or not recipe.identities[0].structure:
        return
    try:
        better = found.better(points, recipe.sampling.width, recipe.sampling.height)
    except NotAHead:
        return
    if better is None:
        return
    said = found.words.search(words)
    assert said is not None
    yield Advice(
        "contradiction",
        Told("The picture will not be '{0}'.", said.group(0)),
        Told("The words ask for it, but the face is held as in its photo."),
        found.offer,
        with_points(recipe, 0, better),
    )


RULES: tuple[Callable[[Plan], Iterable[Advice]], ...] = (
    _memory,
    _few_step,
    _guidance,
    _strengths,
    _size,
    _small_face,
    _contradiction,
)
