"""How alike a portrait is: a cosine, and what it means for one person.

A bare cosine says little: recognisers differ in what they give to strangers, and people in how
much their own photos agree. So each cosine comes with a scale, on which 0 is where strangers lie
and 1 is where the person's own photos lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.faces.face import Face, cosine
from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np

    from core.packs.manifest import Scorer
else:
    np = Lazy("numpy")

LEAST_ROOM = 0.05  # between strangers and one's own photos; less tells nothing, and divides badly


@dataclass(frozen=True)
class Scale:
    """What the cosines of one recogniser mean for one person.

    Attributes:
        strangers: mean cosine of a picture of somebody with the average of somebody else.
        own: mean cosine of one of the person's photos with the average of the others.
        spread: standard deviation of the latter.
        photos: from how many photos `own` and `spread` are; below 2 they are what is usual.
    """

    strangers: float
    own: float
    spread: float
    photos: int

    def share(self, cosine: float) -> float:
        """Where a cosine lies: 0 at the strangers or below, 1 at the own photos; above 1 too."""
        room = max(LEAST_ROOM, self.own - self.strangers)
        return max(0.0, (cosine - self.strangers) / room)

    @property
    def spread_share(self) -> float:
        """The spread of the person's own photos, as a share of the scale."""
        return self.spread / max(LEAST_ROOM, self.own - self.strangers)


@dataclass(frozen=True, eq=False)
class Resemblance:
    """How one of the people of a recipe came out in a picture.

    Attributes:
        asked: landmarks that IdentityNet was shown, float32 (5, 2), pixels.
        found: landmarks of the face that stands there, as `asked`; None: there is none.
        cosine: -1 to 1, of that face with the average of the person's photos; None without a face.
        scale: what the cosine means for this person.
    """

    asked: np.ndarray
    found: np.ndarray | None
    cosine: float | None
    scale: Scale

    @property
    def share(self) -> float | None:
        """The likeness on the person's own scale; see `Scale.share`."""
        return None if self.cosine is None else self.scale.share(self.cosine)


@dataclass(frozen=True, eq=False)
class Known:
    """What pictures of somebody are compared with.

    Attributes:
        embedding: raw, (512,), of the recogniser that judges: the average of the person's photos.
        scale: what its cosines mean for this person.
    """

    embedding: np.ndarray
    scale: Scale

    def likeness(self, face: Face) -> float:
        """Cosine, -1 to 1, of a face with the person."""
        return cosine(face.judged, self.embedding)


USUAL = Scale(strangers=0.0, own=0.65, spread=0.1, photos=0)
"""Of ArcFace recognisers such as that of antelopev2; an estimate, for packs without a scorer."""


def usual_scale(scorer: Scorer | None) -> Scale:
    """What the cosines of the recogniser that judges mean for people in general.

    `scorer` is what the pack's manifest says of it.
    """
    if scorer is None:
        return USUAL
    return Scale(scorer.strangers, scorer.own, scorer.spread, photos=0)


def know(faces: Sequence[Face], weights: Sequence[float], usual: Scale) -> Known:
    """What pictures of a person are compared with.

    Args:
        faces: of the person's photos, one or more.
        weights: how much each photo counts, see `mean_embedding`; those of 0 do not make the scale.
        usual: the recogniser's scale for people in general.
    """
    seen = [face.judged for face in faces]
    counting = weights or [1.0] * len(seen)
    scale = scale_of([one for one, weight in zip(seen, counting, strict=True) if weight], usual)
    return Known(mean_embedding(seen, weights), scale)


def scale_of(embeddings: Sequence[np.ndarray], usual: Scale) -> Scale:
    """The scale of a person with these photos.

    Args:
        embeddings: raw, (512,), one for each photo, of one recogniser.
        usual: of that recogniser; its `own` and `spread` stand for people with a single photo.
    """
    if len(embeddings) < 2:
        return Scale(usual.strangers, usual.own, usual.spread, len(embeddings))
    agreed = agreement(embeddings)
    return Scale(usual.strangers, float(np.mean(agreed)), float(np.std(agreed)), len(embeddings))


def agreement(embeddings: Sequence[np.ndarray]) -> tuple[float, ...]:
    """Cosine of each photo's embedding with the average of the others; there are two or more."""
    return tuple(
        cosine(one, mean_embedding([other for other in embeddings if other is not one]))
        for one in embeddings
    )


def mean_embedding(embeddings: Sequence[np.ndarray], weights: Sequence[float] = ()) -> np.ndarray:
    """Average of raw embeddings of one person: float32, shape (512,).

    The mean of the directions, as long as the embeddings are on average: a plain mean would be
    shorter than any of them, and the length carries meaning for InstantID.

    Args:
        embeddings: raw, shape (512,) each, one or more.
        weights: how much each counts, 0 or more, not all 0; none: all alike.

    Raises:
        ValueError: if there is no embedding, or the weights do not fit.

    Source of averaging: InstantID (arXiv 2401.07519), several photos of one person.
    """
    if not embeddings:
        raise ValueError("no faces to average")
    if len(embeddings) == 1:
        return np.asarray(embeddings[0], np.float32)
    if weights and (len(weights) != len(embeddings) or not sum(weights) > 0):
        raise ValueError("one weight for each embedding, and not all of them 0")
    stack = np.stack(embeddings).astype(np.float64)
    counts = np.asarray(weights or [1.0] * len(stack), np.float64)
    lengths = np.maximum(np.linalg.norm(stack, axis=1), 1e-12)
    mean = counts @ (stack / lengths[:, None]) / counts.sum()
    length = counts @ lengths / counts.sum()
    return np.asarray(mean * length / max(float(np.linalg.norm(mean)), 1e-12), np.float32)
