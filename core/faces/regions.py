"""Where each of several people acts in a picture that they share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

FEATHER = 0.35  # of the distance between the eyes: how soft the borders are


def share_out(landmarks: Sequence[np.ndarray], size: tuple[int, int]) -> list[np.ndarray]:
    """Give every place of a picture to the person whose face is nearest.

    Distances are measured in sizes of the face, so that somebody near the camera takes more room.

    Args:
        landmarks: of each person, (5, 2), pixels of the picture.
        size: width, height of the picture in pixels.

    Returns:
        For each person a mask, float32 (h, w), 0 to 1; together they make 1 everywhere.
    """
    width, height = size
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    distances = []
    for points in landmarks:
        middle, scale = points.mean(axis=0), face_scale(points)
        distances.append(np.hypot(x - middle[0], y - middle[1]) / scale)
    near = -np.stack(distances) / FEATHER
    near -= near.max(axis=0)
    shares = np.exp(near)
    return list((shares / shares.sum(axis=0)).astype(np.float32))


def face_scale(points: np.ndarray) -> float:
    """How large a face is in the picture, pixels, of landmarks (5, 2); turns hardly change it.

    About the distance between the eyes of a face seen from the front.
    """
    eyes = float(np.linalg.norm(points[1] - points[0]))
    height = float(np.linalg.norm((points[3] + points[4]) / 2 - (points[0] + points[1]) / 2))
    return max(eyes, height, 1.0)
