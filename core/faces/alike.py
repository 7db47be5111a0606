"""How alike the people of a picture came out, as rows, files and words tell it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from core.faces.likeness import Resemblance, Scale
from core.told import Told

_PLACES = 6  # of what is kept: as many as a recogniser's float32 holds
_MOST = 8  # people of a recipe
MIDDLE = 0.5  # of the scale; above it a face is nearer to one's own photos than to strangers

HELP = Told(
    "0 % is as alike as strangers are, 100 % as alike as the person's own photos are to each "
    "other; ± is how far these spread."
)
BY_A_SECOND = Told("Judged by a second recogniser that had no part in the picture.")
BY_THE_SAME = Told("Judged by the same recogniser that guided the picture.")


@dataclass(frozen=True)
class Alike:
    """How alike one person came out in a picture: a `Resemblance` without its landmarks.

    Attributes:
        cosine: -1 to 1, of the face in the picture with the person's photos; None: no face there.
        scale: what that means for this person.
    """

    cosine: float | None
    scale: Scale

    @property
    def share(self) -> float | None:
        """The likeness on the person's own scale, 1 as own photos; None without a face."""
        return None if self.cosine is None else self.scale.share(self.cosine)


def alike_of(people: Iterable[Resemblance]) -> tuple[Alike, ...]:
    """What is kept of how the people of a picture came out."""
    return tuple(Alike(_rounded(one.cosine), _as_kept(one.scale)) for one in people)


def lowest_share(people: Sequence[Alike]) -> float | None:
    """The likeness by which a picture stands among others: that of who is least alike.

    None where nobody was to be seen, or somebody can't be found in the picture.
    """
    shares = [one.share for one in people]
    known = [share for share in shares if share is not None]
    return min(known) if known and len(known) == len(shares) else None


def to_lists(people: Sequence[Alike]) -> list[list[float | None]]:
    """For JSON: of each person cosine, strangers, own, spread, photos."""
    return [[one.cosine, *_measures(one.scale), one.scale.photos] for one in people]


def from_lists(data: object) -> tuple[Alike, ...]:
    """What `to_lists` has made; nobody where it is anything else."""
    if not isinstance(data, list | tuple):
        return ()
    rows = cast(Sequence[Any], data)
    if len(rows) > _MOST or not all(map(_is_row, rows)):
        return ()
    return tuple(Alike(row[0], Scale(row[1], row[2], row[3], int(row[4]))) for row in rows)


def to_facts(people: Sequence[Alike]) -> list[dict[str, float | None]]:
    """The same by name, for other programs, and the share that comes of it."""
    return [
        {
            "share": None if one.share is None else round(one.share, 4),
            "cosine": None if one.cosine is None else round(one.cosine, 4),
            "strangers": round(one.scale.strangers, 4),
            "own": round(one.scale.own, 4),
            "spread": round(one.scale.spread, 4),
            "photos": one.scale.photos,
        }
        for one in people
    ]


def to_text(people: Sequence[Alike]) -> str | None:
    """What a database keeps; None: nobody."""
    return json.dumps(to_lists(people), separators=(",", ":")) if people else None


def from_text(text: str | None) -> tuple[Alike, ...]:
    """What `to_text` has made; nobody where it is not readable."""
    try:
        return from_lists(json.loads(text)) if text else ()
    except (ValueError, RecursionError):
        return ()


def percent(share: float) -> Told:
    """A share as people say it: `86 %`."""
    return Told("{0} %", round(100 * share))


def figure(people: Sequence[Alike], cosine: float | None) -> Told | None:
    """The figure alone: `86 %`, or `1: 86 % · 2: 74 %`, or a bare cosine of an older version.

    Args:
        people: of the picture.
        cosine: of the first of them, which is all that is known of older pictures.

    Returns:
        None where nobody was found.
    """
    if not people:
        return None if cosine is None else Told("{0:.2f}", _plain(cosine))
    if all(one.share is None for one in people):
        return None
    if len(people) == 1:
        return _share(people[0])
    told: Told | None = None
    for number, one in enumerate(people, 1):
        part = Told("{0}: {1}", number, _share(one))
        told = part if told is None else Told("{0} · {1}", told, part)
    return told


def sentence(people: Sequence[Alike], cosine: float | None) -> Told:
    """The figure and where it comes from, of one person or of an older picture."""
    shown = figure(people, cosine)
    if shown is None:
        return Told("no face found")
    if not people:
        return Told("{0} (a cosine, as an older version measured it)", shown)
    return Told("{0} · {1}", shown, agreement_words(people[0].scale))


def agreement_words(scale: Scale) -> Told:
    """How well the own photos agree, or that there is only one of them."""
    spread = round(100 * scale.spread_share)
    if scale.photos < 2:
        return Told("usual scale ±{0} %, one photo only", spread)
    return Told("own photos agree to ±{0} %, from {1} photos", spread, scale.photos)


def is_alike(people: Sequence[Alike], cosine: float | None, enough: float) -> bool:
    """Whether everybody is nearer to their own photos than to strangers.

    Args:
        people: of the picture.
        cosine: of the first of them; counts where that is all that is known.
        enough: the cosine from which on two photos count as one person's.
    """
    if people:
        return (lowest_share(people) or 0.0) >= MIDDLE
    return cosine is not None and cosine >= enough


def _measures(scale: Scale) -> tuple[float, float, float]:
    return scale.strangers, scale.own, scale.spread


def _as_kept(scale: Scale) -> Scale:
    own, spread = round(float(scale.own), _PLACES), round(float(scale.spread), _PLACES)
    return Scale(round(float(scale.strangers), _PLACES), own, spread, scale.photos)


def _rounded(cosine: float | None) -> float | None:
    return None if cosine is None else round(float(cosine), _PLACES)


def _share(one: Alike) -> Told:
    share = one.share
    return Told("no face") if share is None else percent(share)


def _plain(cosine: float) -> float:
    return round(cosine, 2) + 0.0  # never -0.00


def _is_row(row: Any) -> bool:
    if not isinstance(row, list | tuple) or len(cast(Sequence[Any], row)) != 5:
        return False
    cosine, *scale = cast(Sequence[Any], row)
    return all(map(_is_number, scale)) and (cosine is None or _is_number(cosine))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and math.isfinite(value)
