"""Moving the five landmarks of a face as a whole, and telling what no picture could show.

Landmarks are in pixels, (5, 2), ordered as in `core.faces.landmarks`; all functions give new
float64 arrays and take nothing for granted about where in the picture the points are.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from core.faces.head import NotAHead, fit
from core.lazy import Lazy
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

Framing = Literal["close", "bust", "half", "full"]
Third = Literal["left", "centre", "right"]

HEAD_HEIGHT = 3.6  # of a head from chin to crown, in distances of the eyes
HEAD_WIDTH = 2.4
BELOW_EYES = 0.5  # where the middle of a head's height is, in distances of the eyes
FRAMINGS: dict[Framing, tuple[float, float]] = {
    "close": (0.66, 0.5),
    "bust": (0.4, 0.4),
    "half": (0.24, 0.27),
    "full": (0.13, 0.15),
}
"""Height of the head and where its middle is, both in shares of the picture's height."""
THIRDS: dict[Third, float] = {"left": 1 / 3, "centre": 1 / 2, "right": 2 / 3}
SMALLEST = 0.06  # distance of the eyes, in shares of the picture's shorter side
_ROOM = 0.98  # of the width that a head may fill
_SURE = 1e-3  # degrees
_PAIRS = [1, 0, 2, 4, 3]


def middle(landmarks: np.ndarray) -> np.ndarray:
    """The point (2,) around which a face is turned and scaled."""
    return np.asarray(landmarks, np.float64).mean(0)


def moved(landmarks: np.ndarray, right: float, down: float) -> np.ndarray:
    """Moved by pixels."""
    return np.asarray(landmarks, np.float64) + np.array([right, down])


def rotated(landmarks: np.ndarray, degrees: float) -> np.ndarray:
    """Turned in the picture's plane around its middle, clockwise when positive."""
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    centre = middle(landmarks)
    return (np.asarray(landmarks, np.float64) - centre) @ np.array([[c, s], [-s, c]]) + centre


def scaled(landmarks: np.ndarray, factor: float) -> np.ndarray:
    """Made larger or smaller around its middle."""
    centre = middle(landmarks)
    return (np.asarray(landmarks, np.float64) - centre) * factor + centre


def mirrored(landmarks: np.ndarray) -> np.ndarray:
    """Mirrored at its own middle, left and right exchanged: the face looks the other way."""
    points = np.asarray(landmarks, np.float64)[_PAIRS]
    points[:, 0] = 2 * middle(landmarks)[0] - points[:, 0]
    return points


def turned(landmarks: np.ndarray, **angles: float) -> np.ndarray:
    """Turned as a head would turn.

    Args:
        landmarks: of any head.
        angles: `yaw`, `pitch` or `roll` in degrees, as `Head` has them; others stay.

    Raises:
        NotAHead: if the points are not those of a head, or would no longer be: turned far to the
            side and down at once, or so far down that the nose stands above its axis, they don't
            tell how the head is held, and there would be no way back.
    """
    head = replace(fit(landmarks), **angles)
    points = head.landmarks()
    again = fit(points)
    if max(abs(again.yaw - head.yaw), abs(again.pitch - head.pitch)) > _SURE:
        raise NotAHead("turned so far that its landmarks don't tell how")
    return points


def framed(
    landmarks: np.ndarray, framing: Framing, third: Third, width: int, height: int
) -> np.ndarray:
    """Scaled and moved to a usual framing in a picture of this size; turns stay.

    A head that would be wider than the picture becomes as large as there is room.
    """
    share, level = FRAMINGS[framing]
    size = min(share * height / HEAD_HEIGHT, _ROOM * width / HEAD_WIDTH)
    larger = scaled(landmarks, size / max(_eye_distance(landmarks), 1e-6))
    room = HEAD_WIDTH * size / 2
    x = min(max(THIRDS[third] * width, room), max(room, width - room))
    return larger + np.array([x, level * height]) - head_middle(larger)


def fitted(landmarks: np.ndarray, width: int, height: int) -> np.ndarray:
    """Moved by the least, and made smaller where it must be, until the whole head is inside."""
    size = max(_eye_distance(landmarks), 1e-6)
    wide, high = HEAD_WIDTH * size, HEAD_HEIGHT * size
    factor = min(1.0, _ROOM * width / wide, _ROOM * height / high)
    centre = head_middle(landmarks)
    room = np.array([wide, high]) * factor / 2
    place = np.clip(centre, room, np.array([width, height]) - room)
    return (np.asarray(landmarks, np.float64) - centre) * factor + place


def resized(landmarks: np.ndarray, before: tuple[int, int], after: tuple[int, int]) -> np.ndarray:
    """The same framing in a picture of another size or aspect.

    The head keeps its share of the height and its place in shares of both sides, and becomes
    smaller where it would no longer fit into the width.

    Args:
        landmarks: in a picture of the size before.
        before: width and height.
        after: width and height.
    """
    old, new = np.array(before, np.float64), np.array(after, np.float64)
    distance = _eye_distance(landmarks)
    fits = HEAD_WIDTH * distance <= _ROOM * old[0]
    size = distance * new[1] / old[1]
    if fits:
        size = min(size, _ROOM * new[0] / HEAD_WIDTH)
    centre = head_middle(landmarks)
    factor = size / max(distance, 1e-6)
    return (np.asarray(landmarks, np.float64) - centre) * factor + centre * new / old


def faults(landmarks: np.ndarray, width: int, height: int) -> tuple[Told, ...]:
    """What would go wrong with a face at these landmarks in a picture of this size, if anything."""
    points = np.asarray(landmarks, np.float64)
    if is_mirrored(points):
        return (Told("Left and right are exchanged: mirror the points."),)
    try:
        size = fit(points).size
    except NotAHead:
        return (Told("No head can be seen like this: the points do not fit each other."),)
    found: list[Told] = []
    if size < SMALLEST * min(width, height):
        found.append(Told("The face is so small that it will hardly be like the person."))
    if (points < 0).any() or (points >= (width, height)).any():
        found.append(Told("A part of the face is outside of the picture."))
    return tuple(found)


def is_mirrored(landmarks: np.ndarray) -> bool:
    """Whether the points go the wrong way round: the left eye where the right one should be."""
    eyes = landmarks[1] - landmarks[0]
    down = landmarks[3:].mean(0) - landmarks[:2].mean(0)
    return bool(eyes[0] * down[1] - eyes[1] * down[0] < 0)


def _eye_distance(landmarks: np.ndarray) -> float:
    """As seen from the front, where the points are those of a head."""
    try:
        return fit(landmarks).size
    except NotAHead:
        return float(np.hypot(*(np.asarray(landmarks[1]) - np.asarray(landmarks[0]))))


def head_middle(landmarks: np.ndarray) -> np.ndarray:
    """Where the middle of the head is seen, (2,)."""
    points = np.asarray(landmarks, np.float64)
    eyes, mouth = points[:2].mean(0), points[3:].mean(0)
    down = mouth - eyes
    long = float(np.hypot(*down))
    if long < 1e-6:
        return eyes
    return eyes + down / long * min(long, BELOW_EYES * _eye_distance(points))
