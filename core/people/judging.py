"""Which photos of a person count: those of somebody else and bad ones are told and left out.

Photos are compared by the vectors of one recogniser. Most photos have to agree before one of them
is called somebody else's; where they don't, that is said and nothing is guessed. How well it works
is measured by `python -m bench people`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.faces import quality
from core.faces.face import EMBEDDING_SIZE
from core.lazy import Lazy
from core.people.record import Person, PersonPhoto
from core.people.vectors import Vectors
from core.recipe import MOST_PHOTOS

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

ALIKE = 0.35  # cosine of two photos from which on they may be of one person
STRANGERS = 0.1  # about what recognisers give to a photo and the average of somebody else
_SHARE = 0.55  # of the way from there to the agreement of the others: below is somebody else
TINY = 64.0  # pixels: a narrower face says little
AWAY = 0.45  # a turn of about 45 degrees; see core.faces.quality.turn
Closeness = Literal["very", "alike", "hardly", "not"]


@dataclass(frozen=True)
class PhotoVerdict:
    """What is to be said of one photo.

    Attributes:
        counts: whether it is one of those that are averaged.
        stranger: whether it seems to show somebody else than the others.
        bad: whether it is too bad to count by itself.
        cosine: with the average of the others that count; None: nothing to compare.
    """

    counts: bool
    stranger: bool
    bad: bool
    cosine: float | None


@dataclass(frozen=True)
class Judgement:
    """What is to be said of a person's photos.

    Attributes:
        photos: by fingerprint.
        undecided: the photos disagree, and no majority tells which of them are right.
        agreement: mean cosine of those that count, each with the average of the others; None for
            fewer than two.
        spread: its standard deviation.
        counted: those that count, in order, at most as many as a recipe takes.
        left_over: how many would count, but are too many.
    """

    photos: Mapping[str, PhotoVerdict]
    undecided: bool
    agreement: float | None
    spread: float
    counted: tuple[PersonPhoto, ...]
    left_over: int


def judge(person: Person, recogniser: str, vectors: Vectors) -> Judgement:
    """Judge somebody's photos.

    Args:
        person: whose.
        recogniser: which vectors to compare.
        vectors: all that are known.
    """
    known = {
        photo.source: vectors[recogniser, photo.source]
        for photo in person.photos
        if photo.face is not None and (recogniser, photo.source) in vectors
    }
    voters = [one for one in person.photos if one.source in known and one.use != "no"]
    good = [one for one in voters if one.use == "yes" or not is_bad(one)]
    trusted, undecided = majority([known[one.source] for one in good])
    core = [good[index].source for index in trusted]
    strangers = _strangers(known, core)
    counted = [
        one
        for one in person.photos
        if one.source in known and one.weight > 0 and _counts(one, one.source in strangers, good)
    ]
    most = sorted(counted, key=lambda one: -one.weight)[:MOST_PHOTOS]
    kept = tuple(one for one in counted if one in most)
    close = with_others(known, {one.source: one.weight for one in kept})
    agreed = [value for one in kept if (value := close[one.source]) is not None]
    return Judgement(
        photos={
            one.source: PhotoVerdict(
                one in kept, one.source in strangers, is_bad(one), close.get(one.source)
            )
            for one in person.photos
        },
        undecided=undecided,
        agreement=float(np.mean(agreed)) if agreed else None,
        spread=float(np.std(agreed)) if agreed else 0.0,
        counted=kept,
        left_over=len(counted) - len(kept),
    )


def is_bad(photo: PersonPhoto) -> bool:
    """Whether a photo is left out by itself: no face, tiny, blurred, or turned away."""
    seen = photo.face
    if seen is None:
        return True
    return seen.width < TINY or seen.blur > quality.MOST_BLUR or seen.turn > AWAY


def majority(vectors: Sequence[np.ndarray]) -> tuple[tuple[int, ...], bool]:
    """Which of some photos agree with each other.

    Args:
        vectors: of each photo, (512,).

    Returns:
        The places of those around the one that most agree with, and whether nothing can be
        decided: of two that disagree nobody knows which is wrong, as where there is no majority.
    """
    if len(vectors) < 2:
        return tuple(range(len(vectors))), False
    unit = np.stack([_unit(one) for one in vectors])
    alike = unit @ unit.T
    near = alike >= ALIKE
    places = range(len(vectors))
    middle = max(places, key=lambda at: (near[at].sum(), np.median(np.delete(alike[at], at))))
    core = tuple(at for at in places if near[middle, at])
    return (core, False) if 2 * len(core) > len(vectors) else ((), True)


def closeness(cosine: float) -> Closeness:
    """A cosine in a word."""
    if cosine >= 0.7:
        return "very"
    if cosine >= 0.5:
        return "alike"
    return "hardly" if cosine >= ALIKE else "not"


def with_others(
    vectors: Mapping[str, np.ndarray], weights: Mapping[str, float]
) -> dict[str, float | None]:
    """Cosine of each vector with the average of some others.

    Args:
        vectors: by name, (512,).
        weights: of those of them that are averaged, each without itself.

    Returns:
        By name; None where there is nothing to be averaged.
    """
    if not vectors:
        return {}
    unit = {key: _unit(vector) for key, vector in vectors.items()}
    total = sum((weights[key] * unit[key] for key in weights), np.zeros(EMBEDDING_SIZE))
    found: dict[str, float | None] = {}
    for key, one in unit.items():
        others = total - weights.get(key, 0.0) * one
        alone = not any(other != key for other in weights)
        found[key] = None if alone else float(one @ others / max(np.linalg.norm(others), 1e-12))
    return found


def _unit(vector: np.ndarray) -> np.ndarray:
    """Its direction, float64."""
    return vector.astype(np.float64) / max(float(np.linalg.norm(vector)), 1e-12)


def _strangers(known: Mapping[str, np.ndarray], core: Sequence[str]) -> set[str]:
    """Photos that are much less like the trusted ones than these are like each other."""
    close = with_others(known, dict.fromkeys(core, 1.0))
    own = [value for key in core if (value := close[key]) is not None]
    if not own:  # one photo, or none: everything is compared with that one
        return {key for key, value in close.items() if value is not None and value < ALIKE}
    least = STRANGERS + _SHARE * (float(np.median(own)) - STRANGERS)
    return {key for key, value in close.items() if value is not None and value < least}


def _counts(photo: PersonPhoto, stranger: bool, good: Sequence[PersonPhoto]) -> bool:
    """A bad photo counts only if it is meant to, or if there is none that is good."""
    if photo.use != "auto":
        return photo.use == "yes"
    return not stranger and (not is_bad(photo) or not good)
