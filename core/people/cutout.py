"""Of a photo with several faces only the one that is meant is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.faces.face import Face, largest
from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

_AROUND = 2.2  # of the face's box: how much is kept
_OTHERS = 1.25  # of another face's box: how much is painted over


def cut_out(pixels: np.ndarray, face: Face, faces: Sequence[Face]) -> np.ndarray:
    """The part of a photo around one face; others that reach into it are painted over.

    Args:
        pixels: the photo, RGB uint8, shape (h, w, 3).
        face: who is meant.
        faces: all that were found in it.

    Returns:
        A copy, RGB uint8; in it the face that is meant is the largest, if it can be seen at all.
    """
    height, width = pixels.shape[:2]
    painted = pixels.copy()
    kept = _area(face, 1.0, width, height)
    inside = pixels[kept]
    for other in faces:
        if other is not face:
            area = _area(other, _OTHERS, width, height)
            painted[area] = pixels[area].mean(axis=(0, 1)).astype(np.uint8)
    painted[kept] = inside
    return np.ascontiguousarray(painted[_area(face, _AROUND, width, height)])


def one_in(faces: Sequence[Face], size: tuple[int, int], face: Face) -> Face | None:
    """The face that was meant, as it was found in its cut-out; None if another one would be taken.

    Args:
        faces: all that were found in the cut-out.
        size: width and height of the cut-out.
        face: as it was found in the photo.
    """
    if not faces:
        return None
    found = largest(faces)
    alike = 0.6 < found.width / max(face.width, 1.0) < 1.7
    inside = all(0 <= value <= limit for value, limit in zip(_middle(found), size, strict=True))
    return found if alike and inside else None


def _middle(face: Face) -> tuple[float, float]:
    left, top, right, bottom = (float(edge) for edge in face.box)
    return (left + right) / 2, (top + bottom) / 2


def _area(face: Face, factor: float, width: int, height: int) -> tuple[slice, slice]:
    """Rows and columns of a face's box, made larger around its middle, inside of the photo."""
    x, y = _middle(face)
    half_x = factor * face.width / 2
    half_y = factor * float(face.box[3] - face.box[1]) / 2
    rows = slice(max(0, int(y - half_y)), min(height, int(y + half_y) + 1))
    return rows, slice(max(0, int(x - half_x)), min(width, int(x + half_x) + 1))
