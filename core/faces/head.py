"""A head as five landmarks show it: how large it is, where, and how it is turned.

The landmarks are taken as points of a rigid head under scaled orthographic projection. Units are
distances of the eyes; x to the image's right, y down, z towards the viewer; the middle between the
eyes is the origin. Depths are fixed (`NOSE_DEPTH`, `MOUTH_DEPTH`), and so are two places: the tip
of the nose is in the middle, and at `NOSE_DROP` of the way from the eyes to the mouth. What a
person's mouth has beyond that is kept in `mouth`. So ten numbers of an image are ten numbers of a
head, one to one: a turn there and back changes nothing.

The head is pitched first and then turned to the side, so that the line of the eyes tells the roll
alone; it turns around `PIVOT`, which lies behind the face.

Source of the proportions: the mean face of ArcFace's alignment, and for the depths usual
anthropometry (distance of the pupils 63 mm, tip of the nose 28 mm before them, corners of the
mouth 5 mm).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

NOSE_DEPTH, MOUTH_DEPTH = 0.45, 0.08
NOSE_DROP = 0.494
PIVOT = (0.0, 0.5, -0.8)
MOST_YAW, MOST_PITCH = 75.0, 60.0  # degrees; beyond that both eyes can't be seen
MOUTH = ((-0.414, 1.155), (0.414, 1.155))
_HALVINGS = 60


class NotAHead(ValueError):
    """Five points that no head shows."""


@dataclass(frozen=True)
class Head:
    """How a head stands in a picture.

    Attributes:
        size: distance of the eyes if they were seen from the front, pixels.
        place: where `PIVOT` is seen, x and y in pixels.
        yaw: degrees, towards the image's right when positive.
        pitch: degrees, down when positive.
        roll: degrees, clockwise when positive.
        mouth: its corners, image-left first, x and y in distances of the eyes.
    """

    size: float
    place: tuple[float, float]
    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    mouth: tuple[tuple[float, float], tuple[float, float]] = MOUTH

    def landmarks(self) -> np.ndarray:
        """The five points in pixels, float64 (5, 2), as `core.faces.landmarks` orders them."""
        (left_x, left_y), (right_x, right_y) = self.mouth
        drop = NOSE_DROP * (left_y + right_y) / 2
        points = np.array(
            [
                (-0.5, 0.0, 0.0),
                (0.5, 0.0, 0.0),
                (0.0, drop, NOSE_DEPTH),
                (left_x, left_y, MOUTH_DEPTH),
                (right_x, right_y, MOUTH_DEPTH),
            ]
        )
        seen = (points - np.array(PIVOT)) @ self._turn().T
        return self.size * seen[:, :2] + np.array(self.place)

    def _turn(self) -> np.ndarray:
        """Rotation (3, 3): pitch, then yaw, then roll."""
        yaw, pitch, roll = (math.radians(a) for a in (self.yaw, self.pitch, self.roll))
        (cy, sy), (cp, sp), (cr, sr) = ((math.cos(a), math.sin(a)) for a in (yaw, pitch, roll))
        about_x = np.array([[1, 0, 0], [0, cp, sp], [0, -sp, cp]])
        about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
        about_z = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
        return about_z @ about_y @ about_x


def fit(landmarks: np.ndarray) -> Head:
    """The head that shows five landmarks, (5, 2) in pixels.

    Raises:
        NotAHead: if the eyes fall together, or the nose is where no turned head has it.
    """
    points = np.asarray(landmarks, np.float64)
    if points.shape != (5, 2) or not np.isfinite(points).all():
        raise NotAHead("five landmarks of shape (5, 2) expected")
    line = points[1] - points[0]
    distance = float(np.hypot(*line))
    if distance < 1e-6:
        raise NotAHead("both eyes are at one place")
    roll = math.atan2(line[1], line[0])
    level = (points - points[:2].mean(0)) @ _rotation(roll) / distance
    yaw = _yaw(level)
    sin_pitch, _ = _pitch(level, math.cos(yaw))
    pitch = math.asin(sin_pitch)
    head = Head(
        distance / math.cos(yaw),
        (0.0, 0.0),
        math.degrees(yaw),
        math.degrees(pitch),
        math.degrees(roll),
        _mouth(level, yaw, pitch),
    )
    x, y = points.mean(0) - head.landmarks().mean(0)
    return Head(head.size, (float(x), float(y)), head.yaw, head.pitch, head.roll, head.mouth)


def _rotation(angle: float) -> np.ndarray:
    c, s = math.cos(angle), math.sin(angle)
    return np.array([[c, -s], [s, c]])


def _pitch(level: np.ndarray, cosine: float) -> tuple[float, float]:
    """Sine of the pitch, and how deep the mouth lies below the eyes, at a yaw of that cosine.

    `level` are the landmarks with level eyes of distance 1 around the origin. Nose and mouth
    come down by the same turn, but the nose stands further out.
    """
    nose, mouth = level[2, 1], level[3:, 1].mean()
    sine = cosine * (nose - NOSE_DROP * mouth) / (NOSE_DEPTH - NOSE_DROP * MOUTH_DEPTH)
    if abs(sine) >= math.sin(math.radians(MOST_PITCH)):
        raise NotAHead("the nose is too far up or down for a head")
    return sine, (mouth * cosine - MOUTH_DEPTH * sine) / math.sqrt(1 - sine * sine)


def _yaw(level: np.ndarray) -> float:
    """The yaw, in radians, at which the nose is where it is seen."""

    def beside(angle: float) -> float:
        sine, drop = _pitch(level, math.cos(angle))
        depth = NOSE_DEPTH * math.sqrt(1 - sine * sine) - NOSE_DROP * drop * sine
        return math.tan(angle) * depth - level[2, 0]

    low, high = (math.radians(side * MOST_YAW) for side in (-1, 1))
    if not beside(low) < 0 < beside(high):
        raise NotAHead("the nose is too far to one side for a head")
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if beside(middle) < 0 else (low, middle)
    return (low + high) / 2


def _mouth(
    level: np.ndarray, yaw: float, pitch: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """The corners of the mouth on the head itself."""
    seen = level[3:] * math.cos(yaw)  # the size of the head is 1 now, and not what is seen of it
    down = (seen[:, 1] - MOUTH_DEPTH * math.sin(pitch)) / math.cos(pitch)
    out = MOUTH_DEPTH * math.cos(pitch) - down * math.sin(pitch)
    across = (seen[:, 0] - out * math.sin(yaw)) / math.cos(yaw)
    (x1, y1), (x2, y2) = zip(across.tolist(), down.tolist(), strict=True)
    return (x1, y1), (x2, y2)
