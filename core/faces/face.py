"""What the face models see of one face in one image. Pure numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from core.lazy import Lazy
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

Seen = TypeVar("Seen", bound="Glimpse")
EMBEDDING_SIZE = 512
GOOD_WIDTH = 112  # pixels; the recogniser looks at a crop of 112 x 112


@dataclass(frozen=True, eq=False)
class Glimpse:
    """Where one face is, in pixels of the image in which it was found (x to the right, y down).

    Attributes:
        box: x0, y0, x1, y1, float32, shape (4,); may reach beyond the image.
        score: how sure the detector is, 0 to 1.
        landmarks: float32, shape (5, 2): eye, eye, nose tip, mouth corner, mouth corner, of
            each pair the image-left one first.
    """

    box: np.ndarray
    score: float
    landmarks: np.ndarray

    @property
    def width(self) -> float:
        """Width of the box in pixels."""
        return float(self.box[2] - self.box[0])

    @property
    def area(self) -> float:
        """Area of the box in square pixels."""
        return self.width * float(self.box[3] - self.box[1])


@dataclass(frozen=True, eq=False)
class Face(Glimpse):
    """One face with what tells whose it is.

    Attributes:
        embedding: float32, shape (512,), raw: its length carries meaning for InstantID.
        second: float32, shape (512,), raw, of the pack's scorer, a recogniser that judges only;
            None where the pack has none.
    """

    embedding: np.ndarray
    second: np.ndarray | None = None

    @property
    def judged(self) -> np.ndarray:
        """What likeness is told by: the scorer's embedding, or without one the only one."""
        return self.embedding if self.second is None else self.second

    @property
    def normed_embedding(self) -> np.ndarray:
        """The embedding scaled to length 1, float32, shape (512,)."""
        return self.embedding / max(float(np.linalg.norm(self.embedding)), 1e-12)


def largest(faces: Sequence[Seen]) -> Seen:
    """The face with the largest box, the first of equals; raises ValueError without faces."""
    return max(faces, key=lambda face: face.area)


def overlap(a: np.ndarray, b: np.ndarray) -> float:
    """Intersection over union of two boxes: x0, y0, x1, y1, and whatever stands behind."""
    wide, high = np.minimum(a[2:4], b[2:4]) - np.maximum(a[:2], b[:2])
    shared = max(0.0, float(wide)) * max(0.0, float(high))
    areas = [float((box[2] - box[0]) * (box[3] - box[1])) for box in (a, b)]
    return shared / max(sum(areas) - shared, 1e-6)


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    """Likeness of two embeddings, raw or normed: -1 to 1, 0 where one of them is all zero.

    Raises:
        ValueError: if the shapes differ.
    """
    if a.shape != b.shape:
        raise ValueError(f"embeddings of shapes {a.shape} and {b.shape}")
    x, y = a.astype(np.float64), b.astype(np.float64)
    length = float(np.linalg.norm(x) * np.linalg.norm(y))
    return float(np.clip(x @ y / length, -1.0, 1.0)) if length > 0 else 0.0


def quality(face: Face) -> Told | None:
    """What to tell about a face that the models can hardly read; None where all is well."""
    if face.width >= GOOD_WIDTH:
        return None
    return Told(
        "Face is {0:.0f} px wide; {1} px or more works better.", float(face.width), GOOD_WIDTH
    )
