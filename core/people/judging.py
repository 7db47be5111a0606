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
from core.faces.face import cosine
from core.faces.likeness import mean_embedding
from core.lazy import Lazy
from core.people.record import MOST_USED, Person, PersonPhoto
from core.people.vectors import Vectors

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
    core = [known[good[index].source] for index in trusted]
    strangers = {key for key, vector in known.items() if core and _is_stranger(vector, core)}
    counted = [
        one
        for one in person.photos
        if one.source in known and one.weight > 0 and _counts(one, one.source in strangers, good)
    ]
    most = sorted(counted, key=lambda one: -one.weight)[:MOST_USED]
    kept = tuple(one for one in counted if one in most)
    close = {key: _closeness(key, kept, known) for key in known}
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
    unit = np.stack([one / max(float(np.linalg.norm(one)), 1e-12) for one in vectors])
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


def _is_stranger(vector: np.ndarray, core: Sequence[np.ndarray]) -> bool:
    """Whether a photo is much less like the others than these are like each other."""
    others = [one for one in core if one is not vector]
    if len(core) < 2 or not others:
        return bool(others) and cosine(vector, others[0]) < ALIKE
    own = float(np.median([_with_others(one, core) for one in core]))
    return _with_others(vector, core) < STRANGERS + _SHARE * (own - STRANGERS)


def _with_others(vector: np.ndarray, core: Sequence[np.ndarray]) -> float:
    return cosine(vector, mean_embedding([one for one in core if one is not vector]))


def _counts(photo: PersonPhoto, stranger: bool, good: Sequence[PersonPhoto]) -> bool:
    """A bad photo counts only if it is meant to, or if there is none that is good."""
    if photo.use != "auto":
        return photo.use == "yes"
    return not stranger and (not is_bad(photo) or not good)


def _closeness(
    key: str, kept: Sequence[PersonPhoto], known: Mapping[str, np.ndarray]
) -> float | None:
    others = [one for one in kept if one.source != key]
    if not others:
        return None
    weights = [one.weight for one in others]
    return cosine(known[key], mean_embedding([known[one.source] for one in others], weights))
