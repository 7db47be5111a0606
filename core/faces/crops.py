"""Faces cut out of their pictures, as adapters that look at them were trained on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

ROOM = 1.5  # side of the square around a face by the longer side of its box: hair and chin

# Where the landmarks of an upright face stand in a picture of 112 x 112 pixels, as ArcFace has it.
_UPRIGHT = (
    (38.2946, 51.6963),
    (73.5318, 51.5014),
    (56.0252, 71.7366),
    (41.5493, 92.3655),
    (70.7299, 92.2041),
)
_NARROW, _WIDE = 112, 128  # sizes in whose multiples a crop may be; the wide one has margins


def aligned(image: np.ndarray, landmarks: np.ndarray, size: int) -> np.ndarray:
    """The face upright and in its usual place; what lies beyond the image is black.

    Args:
        image: uint8, shape (h, w, 3).
        landmarks: five points in pixels, shape (5, 2), as in `Face`.
        size: side of the result in pixels, a multiple of 112 or of 128.
    """
    from core.opencv import cv2

    matrix = upright(landmarks, size)
    return cv2.warpAffine(image, matrix, (size, size), borderValue=0)


def upright(landmarks: np.ndarray, size: int) -> np.ndarray:
    """How a face is brought into the place where `aligned` has it.

    Args:
        landmarks: five points in pixels, shape (5, 2), as in `Face`.
        size: side of the crop in pixels, a multiple of 112 or of 128.

    Returns:
        Affine matrix, shape (2, 3), float64, to be used as `matrix @ [x, y, 1]`.

    Source: `norm_crop` of insightface.
    """
    if size % _NARROW and size % _WIDE:
        raise ValueError(f"a crop of {size} pixels is a multiple of neither 112 nor 128")
    unit = _WIDE if size % _NARROW else _NARROW
    target = np.array(_UPRIGHT, np.float64)
    target[:, 0] += (unit - _NARROW) / 2
    return fit_similarity(landmarks.astype(np.float64), target * (size / unit))


def around(image: np.ndarray, box: np.ndarray) -> np.ndarray:
    """The square around a face as far as the image reaches, moved inside where it would not.

    Args:
        image: uint8, shape (h, w, 3).
        box: of the face: x0, y0, x1, y1 in pixels; may reach beyond the image.
    """
    height, width = image.shape[:2]
    x0, y0, x1, y1 = (float(side) for side in box)
    side = max(1, min(round(max(x1 - x0, y1 - y0) * ROOM), height, width))
    left = min(max(round((x0 + x1 - side) / 2), 0), width - side)
    top = min(max(round((y0 + y1 - side) / 2), 0), height - side)
    return np.ascontiguousarray(image[top : top + side, left : left + side])


def fit_similarity(source: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The rotation, uniform scale and shift that best carry `source` onto `target`.

    Args:
        source: points in pixels, shape (n, 2), n >= 2, not all the same.
        target: points in pixels, same shape and order.

    Returns:
        Affine matrix, shape (2, 3), float64, to be used as `matrix @ [x, y, 1]`.

    Source: Umeyama, IEEE PAMI 13(4), 1991, eq. 38-43.
    """
    middle, goal = source.mean(axis=0), target.mean(axis=0)
    flat, wanted = source - middle, target - goal
    u, sizes, vt = np.linalg.svd(wanted.T @ flat / len(source))
    handed = np.array([1.0, np.sign(np.linalg.det(u) * np.linalg.det(vt)) or 1.0])
    rotation = u @ np.diag(handed) @ vt
    scale = (sizes * handed).sum() / max(float(flat.var(axis=0).sum()), 1e-12)
    shift = goal - scale * rotation @ middle
    return np.concatenate([scale * rotation, shift[:, None]], axis=1)
