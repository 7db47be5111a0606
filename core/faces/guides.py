"""What makes a frame a good photo of somebody, and what a guided set asks for. Pure numpy.

Whether the eyes are open is not told: five landmarks have one point an eye, and none of a lid; a
guess from the pixels around it would refuse narrow eyes, glasses and heavy lids. That is left to
who looks at the photo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.faces.face import GOOD_WIDTH, Glimpse, largest
from core.faces.head import Head, NotAHead, fit
from core.faces.quality import MOST_BLUR, blur, crop
from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

Guide = Literal["one", "size", "sharp", "light", "level", "angle"]
Step = Literal["front", "left", "right", "up", "smile"]

GUIDES: tuple[Guide, ...] = ("one", "size", "sharp", "light", "level", "angle")
STEPS: tuple[Step, ...] = ("front", "left", "right", "up", "smile")
SKIPPED: Mapping[Step, tuple[Guide, ...]] = {
    "front": (),
    "left": ("angle", "level"),
    "right": ("angle", "level"),
    "up": ("angle", "level"),
    "smile": ("angle",),
}
"""Guides that a step of the set does not ask for."""

LARGEST_SHARE = 0.9  # of the frame's shorter side that a face may be wide
DARKEST, BRIGHTEST = 55.0, 220.0  # mean level of a face
LEAST_CONTRAST = 12.0  # deviation of its levels
MOST_ROLL = 10.0  # degrees
MOST_YAW, MOST_PITCH = 11.0, 18.0  # degrees, of a face from the front
LEAST_TURN, MOST_TURN = 9.0, 45.0  # degrees, of one that is turned to the side
LEAST_LIFT = 3.5  # degrees above the front's own
LEAST_SMILE = 0.1  # eye distances by which the mouth is wider and its corners higher


@dataclass(frozen=True, eq=False)
class Judgement:
    """What the guides say of one frame.

    Attributes:
        face: that they judge, the largest one; None without any.
        head: how it is turned; None where the landmarks are not those of a head.
        good: the guides that are content.
        blur: of the face, 0 to 1.
    """

    face: Glimpse | None
    head: Head | None
    good: frozenset[Guide]
    blur: float

    def missing(self, but: Sequence[Guide] = ()) -> tuple[Guide, ...]:
        """The guides that are not content, in their order, without those that don't count."""
        return tuple(one for one in GUIDES if one not in self.good and one not in but)


def judge(pixels: np.ndarray, faces: Sequence[Glimpse]) -> Judgement:
    """Judge a frame, RGB uint8 (h, w, 3), by its largest face."""
    if not faces:
        return Judgement(None, None, frozenset(), 1.0)
    face = largest(faces)
    head = _head_of(face)
    height, width = pixels.shape[:2]
    grey = crop(face, pixels, (width, height))
    unsharp = blur(grey)
    found: dict[Guide, bool] = {
        "one": len(faces) == 1,
        "size": GOOD_WIDTH <= face.width <= LARGEST_SHARE * min(width, height)
        and _is_inside(face, width, height),
        "sharp": unsharp <= MOST_BLUR,
        "light": DARKEST <= float(grey.mean()) <= BRIGHTEST and float(grey.std()) >= LEAST_CONTRAST,
        "level": head is not None and abs(head.roll) <= MOST_ROLL,
        "angle": head is not None and abs(head.yaw) <= MOST_YAW and abs(head.pitch) <= MOST_PITCH,
    }
    return Judgement(face, head, frozenset(one for one, well in found.items() if well), unsharp)


def fits(step: Step, judged: Judgement, front: Glimpse | None) -> bool:
    """Whether a frame shows what a step of the guided set asks for, and is a good photo of it.

    Args:
        step: what is asked for; left and right are those of who is photographed.
        judged: the frame, as the camera sees it and not as a mirror shows it.
        front: the face in the set's photo from the front, to which `up` and `smile` compare.
    """
    if judged.face is None or judged.head is None:
        return False
    if judged.missing(but=SKIPPED[step]):
        return False
    yaw = judged.head.yaw
    match step:
        case "front":
            return True
        case "left":
            return LEAST_TURN <= yaw <= MOST_TURN
        case "right":
            return LEAST_TURN <= -yaw <= MOST_TURN
        case "up":
            usual = _head_of(front) if front is not None else None
            level = usual.pitch if usual is not None else 0.0
            return abs(yaw) <= MOST_YAW and judged.head.pitch <= level - LEAST_LIFT
        case "smile":
            own = mouth(front.landmarks) if front is not None else 0.0
            return abs(yaw) <= MOST_YAW and mouth(judged.face.landmarks) >= own + LEAST_SMILE


def mouth(landmarks: np.ndarray) -> float:
    """How wide a mouth is and how near its corners are to the nose, in eye distances.

    Both grow with a smile. How wide somebody's mouth is anyhow is theirs: compare with another
    photo of them.
    """
    points = np.asarray(landmarks, np.float64)
    eyes = points[1] - points[0]
    distance = max(float(np.linalg.norm(eyes)), 1e-6)
    across = eyes / distance
    down = np.array([-across[1], across[0]])
    wide = float((points[4] - points[3]) @ across)
    deep = float((points[3:].mean(0) - points[2]) @ down)
    return (wide - deep) / distance


def _head_of(face: Glimpse) -> Head | None:
    """None where the landmarks are not those of a head."""
    try:
        return fit(face.landmarks)
    except NotAHead:
        return None


def _is_inside(face: Glimpse, width: int, height: int) -> bool:
    """Whether all landmarks are in the frame."""
    return bool((face.landmarks >= 0).all() and (face.landmarks < (width, height)).all())
