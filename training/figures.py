"""From what was seen in the pictures to the figures of a pack."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from training.labels import FACTS, UNSEEN
from training.studio import IMAGE_PROMPTS, Sight

GALLERY = 50  # references among which a portrait must find its own
ASKED = ("style", "background", "clothing", "clothing_colour", "expression")


@dataclass(frozen=True, eq=False)
class Outcome:
    """What came of one trial. Further pictures exist for the first trials only."""

    asked: Mapping[str, int]  # the facts of person and scene, `labels.facts`
    reference: np.ndarray  # the judge's embedding (512,) of the picture given
    portrait: Sight  # with the face, at the pack's settings
    render: Sight  # the renderer's own picture of the same person and scene
    words: Sight | None = None  # adapters off, the looks told in words
    draft: Sight | None = None  # with the face, as a draft
    look_style: int = UNSEEN  # class of the image prompt's style
    looks: Mapping[str, Sight] = field(default_factory=dict)  # with face and look, by adapter
    curve: Mapping[float, Sight] = field(default_factory=dict)  # with the face, by λ
    roundtrip: tuple[float, float] | None = None  # PSNR of a render, whole and face
    shapes: Mapping[tuple[int, int], Sight] = field(default_factory=dict)  # by width and height
    free: Sight | None = None  # as `words`, in other words and another order
    unsaid: Sight | None = None  # by age and gender alone
    unwanted: Sight | None = None  # the same with the plain style as negative prompt


Pick = Callable[[Outcome], Sight | None]


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """All figures; None where nothing was drawn that could tell.

    Likeness figures are cosines of the judge's embeddings between a picture and the reference;
    accuracies are shares of pictures in which the critic names what was asked for. `renders`
    has the same of the renderer's own pictures: as good as judge and critic can tell.
    """
    figures: dict[str, Any] = {"portraits": len(outcomes)}
    figures |= _fidelity(outcomes)
    figures |= _likeness(outcomes, lambda o: o.portrait)
    figures |= _without_adapters(outcomes)
    figures |= _places(outcomes, lambda o: o.portrait)
    figures |= _obedience(outcomes, lambda o: o.portrait)
    figures["hair_accuracy"] = accuracy(outcomes, lambda o: o.words, "hair")
    figures["hair_accuracy_by_face"] = accuracy(outcomes, lambda o: o.portrait, "hair")
    figures |= _image_prompts(outcomes)
    figures["lambda_curve"] = _curve(outcomes)
    drafts = likeness(outcomes, lambda o: o.draft)
    figures["draft_likeness"] = drafts["likeness"]
    figures["draft_likeness_top1_of_50"] = drafts["likeness_top1_of_50"]
    figures["seconds_per_picture"] = _median([o.portrait.seconds for o in outcomes])
    figures["seconds_per_draft"] = _median([o.draft.seconds for o in outcomes if o.draft])
    figures |= _variety(outcomes)
    figures["by_style"] = _by_style(outcomes)
    figures["renders"] = {
        **_likeness(outcomes, lambda o: o.render),
        **_places(outcomes, lambda o: o.render),
        **_obedience(outcomes, lambda o: o.render),
        "hair_accuracy": accuracy(outcomes, lambda o: o.render, "hair"),
    }
    return _rounded(figures)


def accuracy(outcomes: Sequence[Outcome], pick: Pick, fact: str) -> float | None:
    """Share of the picked pictures that show the asked fact; those that can't show it are out."""
    right = [
        sight.facts[fact] == outcome.asked[fact]
        for outcome in outcomes
        if (sight := pick(outcome)) is not None and outcome.asked[fact] != UNSEEN
    ]
    return _mean(right)


def likeness(outcomes: Sequence[Outcome], pick: Pick) -> dict[str, Any]:
    """Cosine to the own reference, area under the curve own against others, and retrieval."""
    pairs = [(s.embedding, o.reference) for o in outcomes if (s := pick(o)) is not None]
    if not pairs:
        return dict.fromkeys(("likeness", "likeness_auc", "likeness_top1_of_50"))
    cosines = np.stack([p[0] for p in pairs]) @ np.stack([p[1] for p in pairs]).T
    own = cosines.diagonal()
    return {
        "likeness": own.mean(),
        "likeness_auc": area_under_curve(own, cosines[~np.eye(len(own), dtype=bool)]),
        "likeness_top1_of_50": _top1(cosines),
    }


def area_under_curve(own: np.ndarray, others: np.ndarray) -> float | None:
    """Chance that one of `own` is larger than one of `others`, ties counted half."""
    if not len(others):
        return None
    ordered = np.sort(others)
    below = np.searchsorted(ordered, own, "left") + np.searchsorted(ordered, own, "right")
    return float(below.mean() / (2 * len(others)))


def _top1(cosines: np.ndarray) -> float:
    """Share of pictures nearest to their own reference among those of GALLERY people.

    Mean over as many groups as are full; fewer people than that are one group.
    """
    size = min(GALLERY, len(cosines))
    starts = range(0, len(cosines) - size + 1, size)
    groups = [cosines[s : s + size, s : s + size] for s in starts]
    return float(np.mean([(group.argmax(1) == np.arange(size)).mean() for group in groups]))


def _likeness(outcomes: Sequence[Outcome], pick: Pick) -> dict[str, Any]:
    found = [sight.found for outcome in outcomes if (sight := pick(outcome)) is not None]
    return likeness(outcomes, pick) | {"faces_found": _mean(found)}


def _without_adapters(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    told = _likeness(outcomes, lambda o: o.words)
    return {
        "likeness_without_adapters": told["likeness"],
        "likeness_without_adapters_top1_of_50": told["likeness_top1_of_50"],
        "faces_found_without_adapters": told["faces_found"],
    }


def _places(outcomes: Sequence[Outcome], pick: Pick) -> dict[str, Any]:
    sights = [sight for outcome in outcomes if (sight := pick(outcome)) is not None]
    return {
        "landmark_error": _median([sight.off for sight in sights]),
        "landmark_error_critic": _median([sight.off_critic for sight in sights]),
    }


def _obedience(outcomes: Sequence[Outcome], pick: Pick) -> dict[str, Any]:
    return {f"{fact}_accuracy": accuracy(outcomes, pick, fact) for fact in ASKED}


def _image_prompts(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """The style and the likeness, by the better adapter that the pack has and by the basic one."""
    told: dict[str, Any] = {}
    for adapter in IMAGE_PROMPTS:
        looked = [o for o in outcomes if adapter in o.looks]
        styles = [o.looks[adapter].facts["style"] == o.look_style for o in looked]
        alike = likeness(looked, lambda o, adapter=adapter: o.looks[adapter])["likeness"]
        told[adapter] = (_mean(styles), alike)
    plus, basic = (told[adapter] for adapter in IMAGE_PROMPTS)
    best = basic if plus[0] is None else plus
    return {
        "image_prompt_style_accuracy": best[0],
        "image_prompt_style_accuracy_basic": basic[0],
        "image_prompt_likeness": best[1],
        "image_prompt_likeness_basic": basic[1],
    }


def _curve(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    weights = sorted({weight for outcome in outcomes for weight in outcome.curve})
    return {
        f"{weight:g}": likeness(outcomes, lambda o, weight=weight: o.curve.get(weight))["likeness"]
        for weight in weights
    }


def _variety(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Other sizes, freely worded prompts, and whether a negative prompt keeps a style away."""
    shapes: dict[str, Any] = {}
    for shape in sorted({shape for outcome in outcomes for shape in outcome.shapes}):
        pick: Pick = lambda o, shape=shape: o.shapes.get(shape)
        shapes["{}x{}".format(*shape)] = {**_likeness(outcomes, pick), **_places(outcomes, pick)}
    said = {fact: accuracy(outcomes, lambda o: o.words, fact) for fact in (*ASKED, "hair")}
    free = {fact: accuracy(outcomes, lambda o: o.free, fact) for fact in (*ASKED, "hair")}
    plain = FACTS["style"].index("flat vector")
    flat = {
        name: _mean([s.facts["style"] == plain for o in outcomes if (s := pick(o)) is not None])
        for name, pick in (
            ("without", lambda o: o.unsaid),
            ("with", lambda o: o.unwanted),
        )
    }
    return {
        "other_sizes": shapes,
        "by_words": said,
        "by_free_words": free,
        "flat_by_negative_prompt": flat,
    }


def _by_style(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for k, style in enumerate(FACTS["style"]):
        own = [o for o in outcomes if o.asked["style"] == k]
        if own:
            table[style] = {
                "likeness": likeness(own, lambda o: o.portrait)["likeness"],
                "landmark_error": _places(own, lambda o: o.portrait)["landmark_error"],
                **_obedience(own, lambda o: o.portrait),
            }
    return table


def _fidelity(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    pairs = [o.roundtrip for o in outcomes if o.roundtrip is not None]
    return {"psnr": _mean([p[0] for p in pairs]), "psnr_face": _mean([p[1] for p in pairs])}


def _mean(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if len(values) else None


def _median(values: Sequence[float]) -> float | None:
    known = [value for value in values if np.isfinite(value)]
    return float(np.median(known)) if known else None


def _rounded(value: Any) -> Any:
    """Four decimals everywhere, for JSON."""
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    return value if value is None or isinstance(value, int) else round(float(value), 4)
