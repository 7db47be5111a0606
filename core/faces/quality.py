"""What is wrong with a photo of somebody, told before anything is drawn with it. Pure numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from core.faces.face import GOOD_WIDTH, Face, Glimpse, largest
from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image
else:
    np = Lazy("numpy")
    Image = Lazy("PIL.Image")

Flaw = Literal["no-face", "several-faces", "small-face", "blurred", "turned"]

MOST_BLUR = 0.6
MOST_TURN = 0.25  # about 25 degrees
_CROP = 112  # pixels; what the recogniser sees
_REBLUR = 9  # pixels


def flaws(faces: Sequence[Face], pixels: np.ndarray, size: tuple[int, int]) -> tuple[Flaw, ...]:
    """What keeps a photo from being a good reference, the worst first.

    Args:
        faces: what the face models see in the photo.
        pixels: the photo or a smaller copy, RGB uint8, shape (h, w, 3).
        size: width and height of the photo, to which the faces' coordinates refer.
    """
    if not faces:
        return ("no-face",)
    found: list[Flaw] = ["several-faces"] if len(faces) > 1 else []
    face = largest(faces)
    if face.width < GOOD_WIDTH:
        found.append("small-face")
    if blur(crop(face, pixels, size)) > MOST_BLUR:
        found.append("blurred")
    if turn(face.landmarks) > MOST_TURN:
        found.append("turned")
    return tuple(found)


def crop(face: Glimpse, pixels: np.ndarray, size: tuple[int, int]) -> np.ndarray:
    """The face's box, cut out of a photo or its smaller copy: grey, float, (112, 112)."""
    scale = np.array([pixels.shape[1] / size[0], pixels.shape[0] / size[1]] * 2)
    left, top, right, bottom = (round(float(edge)) for edge in face.box * scale)
    image = Image.fromarray(pixels).convert("L")
    box = (left, top, max(right, left + 1), max(bottom, top + 1))
    small = image.crop(box).resize((_CROP, _CROP), Image.Resampling.BILINEAR)
    return np.asarray(small, np.float64)


def blur(grey: np.ndarray) -> float:
    """How blurred a picture is, 0 to 1, whatever its contrast: what blurring it more still takes.

    Args:
        grey: shape (h, w), any real type.

    Source: Crete et al., "The blur effect", SPIE 6492, 2007.
    """
    worst = 0.0
    for axis in (0, 1):
        softer = _softened(grey, axis)
        sharp = np.abs(np.diff(grey, axis=axis))[_REBLUR:-_REBLUR, _REBLUR:-_REBLUR]
        soft = np.abs(np.diff(softer, axis=axis))[_REBLUR:-_REBLUR, _REBLUR:-_REBLUR]
        lost = np.maximum(0, sharp - soft).sum()
        total = sharp.sum()
        worst = max(worst, float((total - lost) / total) if total > 0 else 1.0)
    return worst


def _softened(grey: np.ndarray, axis: int) -> np.ndarray:
    """The mean of `_REBLUR` neighbours along one axis; edges repeat."""
    around = [(0, 0), (0, 0)]
    around[axis] = (_REBLUR // 2, _REBLUR // 2)
    windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(grey, around, mode="edge"), _REBLUR, axis
    )
    return windows.mean(axis=-1)


def turn(landmarks: np.ndarray) -> float:
    """How far the nose stands from the middle of the eyes, in distances between the eyes.

    Args:
        landmarks: shape (5, 2), as in `Face`. A head that is tilted only gives 0.
    """
    left, right, nose = (landmarks[index].astype(np.float64) for index in range(3))
    axis = right - left
    length = float(axis @ axis)
    return abs(float((nose - (left + right) / 2) @ axis)) / length if length else 1.0
