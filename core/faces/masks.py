"""Masks of where a person acts: made from a face or a half, grown, read from images and kept.

A mask is uint8 of shape (h, w), 255 inside and 0 outside, in pixels of the picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from core.faces.head import NotAHead, fit
from core.faces.posing import HEAD_HEIGHT, HEAD_WIDTH, head_middle
from core.faces.regions import face_scale, share_out
from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image, ImageOps
else:
    np = Lazy("numpy")
    Image = Lazy("PIL.Image")
    ImageOps = Lazy("PIL.ImageOps")

Half = Literal["left", "right"]

AROUND = 1.35  # of a head's width and height: how far a region made from it reaches
STEP = 0.03  # of the shorter side of the picture: by how much a region is grown at once
_SOFT = 2.0  # pixels of the border of an ellipse
_COARSE = 320  # pixels of the longer side, on which borders are looked for
_SIMPLE = 1.0  # of such pixels, by which a border may be off
_SHARED = 160  # the same, for borders that people have by themselves: those are smooth
_STRAIGHT = 0.01  # of the longer side, by which such a border may be off


def around_face(landmarks: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """An ellipse around the head that five points show, in a picture of this size.

    Args:
        landmarks: (5, 2), pixels of the picture.
        size: width, height of the picture.
    """
    points = np.asarray(landmarks, np.float64)
    try:
        head = fit(points)
        scale, roll = head.size, math.radians(head.roll)
    except NotAHead:
        scale, roll = face_scale(points), 0.0
    x, y = np.meshgrid(np.arange(size[0]) + 0.5, np.arange(size[1]) + 0.5)
    centre = head_middle(points)
    right, down = x - centre[0], y - centre[1]
    across = (math.cos(roll) * right + math.sin(roll) * down) / (AROUND * HEAD_WIDTH / 2 * scale)
    along = (math.cos(roll) * down - math.sin(roll) * right) / (AROUND * HEAD_HEIGHT / 2 * scale)
    inside = (1 - np.hypot(across, along)) * AROUND * HEAD_WIDTH / 2 * scale / _SOFT + 0.5
    return (np.clip(inside, 0, 1) * 255).astype(np.uint8)


def half(side: Half, size: tuple[int, int]) -> np.ndarray:
    """The left or the right half of a picture of this width and height."""
    mask = np.zeros((size[1], size[0]), np.uint8)
    middle = size[0] // 2
    if side == "left":
        mask[:, :middle] = 255
    else:
        mask[:, middle:] = 255
    return mask


def own_share(landmarks: Sequence[np.ndarray], place: int, size: tuple[int, int]) -> np.ndarray:
    """The region that one of several people has by itself; see `core.faces.regions`."""
    return (share_out(landmarks, size)[place] * 255).round().astype(np.uint8)


def grown(mask: np.ndarray, pixels: int) -> np.ndarray:
    """Larger by so many pixels on every side; smaller, where they are negative."""
    if not pixels:
        return mask.copy()
    from core.opencv import cv2

    wide = 2 * abs(pixels) + 1
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (wide, wide))
    change = cv2.dilate if pixels > 0 else cv2.erode
    edge = 0 if pixels > 0 else 255  # the edge of the picture is no border
    return change(mask, kernel, borderType=cv2.BORDER_CONSTANT, borderValue=edge)


def as_image(mask: np.ndarray) -> np.ndarray:
    """A mask as the library keeps it: RGB uint8, shape (h, w, 3)."""
    return np.repeat(mask[:, :, None], 3, axis=2)


def as_mask(image: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """An image, RGB uint8 (h, w, 3), as the engine reads it for a picture of this size."""
    grey = Image.fromarray(image).convert("L")
    return np.array(ImageOps.fit(grey, size, Image.Resampling.LANCZOS))


def borders(mask: np.ndarray, off: float = 0.0) -> list[np.ndarray]:
    """Closed lines around what is inside, (n, 2) each, in pixels of the picture.

    `off`: by how many pixels they may be wrong; 0: as few as can be seen.
    """
    from core.opencv import cv2

    height, width = mask.shape
    scale = min(1.0, _COARSE / max(width, height))
    coarse = (max(1, round(width * scale)), max(1, round(height * scale)))
    simple = max(_SIMPLE, off * scale)
    small = cv2.resize(mask, coarse, interpolation=cv2.INTER_AREA)
    inside = cv2.copyMakeBorder((small >= 128).astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT)
    found, _ = cv2.findContours(inside, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    lines = (cv2.approxPolyDP(line, simple, True).reshape(-1, 2) - 0.5 for line in found)
    share = np.array([width / coarse[0], height / coarse[1]])
    return [line * share for line in lines if len(line) > 2]


def borders_of_shares(
    landmarks: Sequence[np.ndarray], size: tuple[int, int]
) -> list[list[np.ndarray]]:
    """The borders of what each of several people has by itself; see `borders`."""
    scale = min(1.0, _SHARED / max(size))
    coarse = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    shares = share_out([np.asarray(points) * scale for points in landmarks], coarse)
    off = _STRAIGHT * max(coarse)
    return [
        [line / scale for line in borders((share * 255).astype(np.uint8), off)] for share in shares
    ]
