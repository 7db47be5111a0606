"""From an image to the picture that a ControlNet reads: edges, or the landmarks of its faces.

Both are made in the size of the picture that is to be drawn, from what of the image will be seen
in it: edges of one pixel would be blurred if they were found in a larger image and then scaled.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.errors import NoFace
from core.faces.face import Glimpse
from core.faces.landmarks import draw_landmarks, place
from core.lazy import Lazy
from core.recipe_control import HIGH, LOW, Preprocessing

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

_DARK, _BRIGHT = 48, 208  # of 255; hardly anything lies between them in a picture of edges
_MOST_BETWEEN, _LEAST_DARK, _LEAST_BRIGHT = 0.12, 0.6, 0.002  # shares of such a picture


def prepared(
    image: np.ndarray, how: Preprocessing, size: tuple[int, int], faces: Sequence[Glimpse] = ()
) -> np.ndarray:
    """The picture that a ControlNet reads of an image.

    Args:
        image: RGB uint8, shape (h, w, 3).
        how: by what it is made; which image it names does not matter here.
        size: width and height of the picture that is to be drawn.
        faces: all that are in the image, in its pixels; for landmarks.

    Returns:
        RGB uint8, shape (height, width, 3).

    Raises:
        NoFace: if there are no landmarks to draw.
    """
    if how.by == "canny":
        return canny(_covering(image, size), how.low, how.high)
    if not faces:
        raise NoFace("No face is found whose landmarks could be drawn.")
    height, width = image.shape[:2]
    drawn = [draw_landmarks(place(one.landmarks, (width, height), size), *size) for one in faces]
    return np.maximum.reduce(drawn)


def canny(image: np.ndarray, low: float = LOW, high: float = HIGH) -> np.ndarray:
    """White edges on black.

    Args:
        image: RGB uint8, shape (h, w, 3).
        low: how steep an edge must be where it goes on from a clear one; 0 to `STEEPEST`.
        high: how steep an edge must be to be clear; the two are put in order.

    Returns:
        RGB uint8, of the same shape, of 0 and 255 only.
    """
    from core.opencv import cv2

    low, high = sorted((low, high))
    edges = cv2.Canny(np.ascontiguousarray(image), low, high)
    return np.repeat(edges[..., None], 3, axis=2)


def looks_like_edges(image: np.ndarray) -> bool:
    """Whether an image, RGB uint8 (h, w, 3), shows bright lines on black, and needs no canny."""
    spread = image.max(2) - image.min(2)
    grey = image.mean(2)
    between = ((grey > _DARK) & (grey < _BRIGHT)).mean()
    dark, bright = (grey <= _DARK).mean(), (grey >= _BRIGHT).mean()
    drawn = between < _MOST_BETWEEN and dark > _LEAST_DARK and bright > _LEAST_BRIGHT
    return bool(drawn and (spread > _DARK).mean() < _LEAST_BRIGHT)


def _covering(image: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """Scaled until it covers (width, height), and cropped at the centre, as the engine does."""
    from PIL import Image, ImageOps

    return np.asarray(ImageOps.fit(Image.fromarray(image), size, Image.Resampling.LANCZOS))
