"""The picture that is changed and the mask of what may change; plain arrays, no engine.

Pictures are RGB uint8 (h, w, 3), masks uint8 (h, w): 255 may change, 0 stays as it is.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from core.errors import BadInput
from core.faces.head import NotAHead, fit
from core.faces.posing import HEAD_HEIGHT, HEAD_WIDTH, head_middle
from core.faces.regions import face_scale
from core.lazy import Lazy
from core.recipe_retouch import Content
from core.retouch.window import Size, Window
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image
else:
    np = Lazy("numpy")
    Image = Lazy("PIL.Image")

MAX_SIDE = 8192  # pixels of a picture that is extended or enlarged
REACH = 1.35  # of a head's width and height: how far the oval around it goes
LEAST = 8  # of a mask's 255: darker pixels, as JPEG leaves them, are black
_FINE = 8.0  # pixels of the widest blur that is made at full size
_OUTSIDE = 64  # pixels outside of a mask that are needed to tell a tint by


def mask_of(image: np.ndarray, picture: Size) -> np.ndarray:
    """The mask that an image shows for a picture of this size: white may change.

    Raises:
        BadInput: if it marks nothing, or is of another size.
    """
    grey = np.array(Image.fromarray(image).convert("L"))
    if grey.shape[1::-1] != picture:
        raise BadInput(
            Told(
                "The mask has {0} x {1} pixels, the picture {2} x {3}.",
                *(grey.shape[1], grey.shape[0], *picture),
            ),
            "Give a mask of the picture's own size.",
        )
    grey[grey < LEAST] = 0
    if not grey.any():
        raise BadInput("The mask marks nothing.", "Paint white what may change.")
    return grey


def box_of(mask: np.ndarray) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what a mask marks, which is not nothing."""
    rows, columns = np.flatnonzero(mask.max(axis=1)), np.flatnonzero(mask.max(axis=0))
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def faded(mask: np.ndarray, feather: int) -> np.ndarray:
    """How much of what is drawn is laid over each pixel: float32 (h, w) in 0..1.

    It is 0 wherever the mask is, and rises from its edge inwards over so many pixels. The edge of
    the picture is no edge of the mask.
    """
    shares = mask.astype(np.float32) / 255
    if feather < 1:
        return shares
    from core.opencv import cv2

    marked = cv2.copyMakeBorder(
        (mask > 0).astype(np.uint8), *[feather + 1] * 4, borderType=cv2.BORDER_REPLICATE
    )
    depth = cv2.distanceTransform(marked, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    inner = slice(feather + 1, -(feather + 1))
    rise = np.clip(depth[inner, inner] / (feather + 1), 0, 1)
    return (shares * rise * rise * (3 - 2 * rise)).astype(np.float32)


def extended(
    picture: np.ndarray, sides: tuple[int, int, int, int], feather: int
) -> tuple[np.ndarray, np.ndarray]:
    """A larger canvas, and the mask of what is new on it.

    New places show the picture mirrored and more and more blurred. The mask reaches into the
    picture by the feather, so that there is no seam.

    Args:
        picture: is in it as it was.
        sides: by how many pixels it grows: left, top, right, bottom.
        feather: pixels in which old and new fade into each other.

    Raises:
        BadInput: if the canvas would be too large.
    """
    left, top, right, bottom = sides
    height, width = picture.shape[:2]
    size = (width + left + right, height + top + bottom)
    refuse_too_wide(size)
    wide = Window(-left, -top, *size, size).cut(picture)
    mask = np.full(size[::-1], 255, np.uint8)
    edge = [feather * bool(side) for side in sides]
    kept = (
        slice(top + edge[1], top + height - edge[3]),
        slice(left + edge[0], left + width - edge[2]),
    )
    mask[kept] = 0
    soft = blurred(wide, max(sides) / 8)
    canvas = np.where(mask[..., None] > 0, soft, wide).astype(np.uint8)
    canvas[top : top + height, left : left + width] = picture
    return canvas, mask


def refuse_too_wide(size: Size) -> None:
    """Raise a BadInput if an extended picture of this width and height would be too large."""
    if max(size) > MAX_SIDE:
        raise BadInput(
            Told("The extended picture would have {0} x {1} pixels.", *size),
            Told("Extend it to {0} pixels a side at most.", MAX_SIDE),
        )


def filled(picture: np.ndarray, mask: np.ndarray, content: Content) -> np.ndarray:
    """The picture from which drawing begins; "noise" is made of latents, later.

    Source of "blur": AUTOMATIC1111's web UI, masked content "fill".
    """
    if content != "blur":
        return picture
    known = (255 - mask).astype(np.float32) / 255
    longest = max(picture.shape[:2])
    total = np.zeros(picture.shape, np.float32)
    weight = np.zeros(mask.shape, np.float32)
    reach = longest / 4
    while reach >= 1:  # near surroundings count more, far ones reach everywhere
        counts = blurred(known, reach) / reach**2
        total += blurred(picture * known[..., None], reach) / reach**2
        weight += counts
        reach /= 2
    reached = weight > 1e-9
    spread = total / np.maximum(weight, 1e-12)[..., None]
    spread[~reached] = spread[reached].mean(axis=0) if reached.any() else 127
    return _mixed(spread, picture, known).round().clip(0, 255).astype(np.uint8)


def _mixed(under: np.ndarray, over: np.ndarray, shares: np.ndarray) -> np.ndarray:
    share = shares[..., None]
    return under * (1 - share) + over * share


def blurred(image: np.ndarray, sigma: float) -> np.ndarray:
    """Gaussian blur, in pixels; the edge is mirrored. Wide ones are made on a smaller copy."""
    if sigma < 0.3:
        return image
    from core.opencv import cv2

    height, width = image.shape[:2]
    small = max(1.0, sigma / _FINE)
    size = (max(1, round(width / small)), max(1, round(height / small)))
    copy = image if small == 1 else cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(copy, (0, 0), sigma / small, borderType=cv2.BORDER_REFLECT)
    if small == 1:
        return soft
    return cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR)


def laid_over(
    picture: np.ndarray, drawn: np.ndarray, window: Window, shares: np.ndarray
) -> np.ndarray:
    """The picture with what was drawn laid over it.

    Args:
        picture: stays as it is, to the bit, where the shares are 0.
        drawn: RGB uint8 at the window's size.
        window: where it belongs.
        shares: float32 (h, w) in 0..1, in pixels of the picture.
    """
    there, here = window.inside((picture.shape[1], picture.shape[0]))
    over = window.shrunk(drawn)[here].astype(np.float32)
    under = picture[there].astype(np.float32)
    over += _tint(under, over, shares[there])
    result = picture.copy()
    result[there] = _mixed(under, over, shares[there]).round().clip(0, 255).astype(np.uint8)
    return result


def _tint(under: np.ndarray, over: np.ndarray, share: np.ndarray) -> np.ndarray:
    """By how much the VAE has tinted the drawing, told by what should be alike in both: (3,)."""
    outside = share == 0
    if outside.sum() < _OUTSIDE:
        return np.zeros(3, np.float32)
    return np.median(under[outside] - over[outside], axis=0)


def oval(landmarks: np.ndarray, size: Size, feather: float) -> np.ndarray:
    """How much of a face drawn anew is laid over: float32 (h, w) in 0..1.

    Args:
        landmarks: (5, 2), pixels of the picture.
        size: width and height of the picture.
        feather: share of the oval, from its edge inwards, in which it fades.
    """
    points = np.asarray(landmarks, np.float64)
    scale, roll = head_scale(points)
    x, y = np.meshgrid(np.arange(size[0]) + 0.5, np.arange(size[1]) + 0.5)
    right, down = x - head_middle(points)[0], y - head_middle(points)[1]
    across = (math.cos(roll) * right + math.sin(roll) * down) / (REACH * HEAD_WIDTH / 2 * scale)
    along = (math.cos(roll) * down - math.sin(roll) * right) / (REACH * HEAD_HEIGHT / 2 * scale)
    rise = np.clip((1 - np.hypot(across, along)) / max(feather, 1e-3), 0, 1)
    return (rise * rise * (3 - 2 * rise)).astype(np.float32)


def head_scale(landmarks: np.ndarray) -> tuple[float, float]:
    """Distance of the eyes as seen from the front, pixels, and the roll in radians."""
    try:
        head = fit(landmarks)
    except NotAHead:
        return face_scale(landmarks), 0.0
    return head.size, math.radians(head.roll)


def head_box(landmarks: np.ndarray) -> tuple[float, float, float, float]:
    """The square around a head, as high as it is: left, top, right, bottom in pixels."""
    points = np.asarray(landmarks, np.float64)
    side = HEAD_HEIGHT * head_scale(points)[0]
    x, y = head_middle(points)
    return x - side / 2, y - side / 2, x + side / 2, y + side / 2
