"""Five facial landmarks: where they stand and the picture of them that IdentityNet reads.

Landmarks are in pixels, shape (5, 2), x to the right and y down: eye, eye, nose tip, mouth
corner, mouth corner, of each pair the image-left one first.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

LIMIT = 100_000.0  # pixels; beyond that nothing is drawn that one could see
POINT_RADIUS = 10
LIMB_HALF_WIDTH = 4
DIMMING = 0.6  # of the limbs; the points are drawn at full strength
NOSE = 2
# RGB of each landmark; a limb to the nose has the colour of its other end.
COLOURS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 0), (255, 0, 255))


def draw_landmarks(landmarks: np.ndarray, width: int, height: int) -> np.ndarray:
    """Draw the picture that tells IdentityNet where the face stands.

    The sizes of points and limbs are fixed, whatever the size of the picture, and nothing is
    smoothed: IdentityNet was trained on exactly these pixels.

    Args:
        landmarks: shape (5, 2), any real type; points may lie outside of the picture.
        width: of the picture in pixels.
        height: of the picture in pixels.

    Returns:
        RGB uint8, shape (height, width, 3), black but for the drawing.

    Raises:
        ValueError: if the shape is another, a number is not finite or beyond `LIMIT`, or the
            picture has no pixels.

    Source: identical to `draw_kps` of the reference implementation of InstantID.
    """
    points = _checked(landmarks)
    if width < 1 or height < 1:
        raise ValueError(f"a picture of {width} x {height} pixels")
    from core.opencv import cv2

    canvas = np.zeros((height, width, 3), np.uint8)
    for index, colour in enumerate(COLOURS):
        if index != NOSE:
            dimmed = tuple(int(value * DIMMING) for value in colour)
            cv2.fillConvexPoly(canvas, _limb(points[index], points[NOSE]), dimmed)
    for (x, y), colour in zip(points, COLOURS, strict=True):
        cv2.circle(canvas, (int(x), int(y)), POINT_RADIUS, colour, -1)
    return canvas


def place(
    landmarks: np.ndarray, source_size: tuple[int, int], target_size: tuple[int, int]
) -> np.ndarray:
    """Carry landmarks from a source image into the output picture.

    As if the source were scaled, keeping its proportions, until it just covers the picture and
    then cropped at the centre.

    Args:
        landmarks: shape (5, 2), in pixels of the source.
        source_size: width, height of the source in pixels.
        target_size: width, height of the picture in pixels.

    Returns:
        float32, shape (5, 2), in pixels of the picture; points may lie outside of it.

    Raises:
        ValueError: as for `draw_landmarks`.
    """
    if min(*source_size, *target_size) < 1:
        raise ValueError(f"sizes {source_size} and {target_size}")
    points = _checked(landmarks).astype(np.float64)
    source, target = np.array(source_size, np.float64), np.array(target_size, np.float64)
    scale = (target / source).max()
    return (points * scale + (target - source * scale) / 2).astype(np.float32)


def _checked(landmarks: np.ndarray) -> np.ndarray:
    """The points in their own floating-point type, which the reference computes in too."""
    points = np.asarray(landmarks)
    if points.shape != (5, 2):
        raise ValueError(f"five landmarks of shape (5, 2) expected, not {points.shape}")
    if not np.issubdtype(points.dtype, np.floating):
        points = points.astype(np.float64)
    if not np.isfinite(points).all() or np.abs(points).max() > LIMIT:
        raise ValueError("landmarks must be finite numbers near the picture")
    return points


def _limb(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Outline of the ellipse between two points: int32, shape (n, 2), n about 360."""
    from core.opencv import cv2

    x, y = np.array([start[0], end[0]]), np.array([start[1], end[1]])
    length = ((x[0] - x[1]) ** 2 + (y[0] - y[1]) ** 2) ** 0.5
    angle = math.degrees(math.atan2(y[0] - y[1], x[0] - x[1]))
    centre = (int(np.mean(x)), int(np.mean(y)))
    axes = (int(length / 2), LIMB_HALF_WIDTH)
    return np.asarray(cv2.ellipse2Poly(centre, axes, int(angle), 0, 360, 1), np.int32)
