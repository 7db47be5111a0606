"""How a head is held, as a form edits it, and how it is held in a picture of another size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from core.faces.head import Head
from core.faces.posing import HEAD_HEIGHT, resized
from core.lazy import Lazy
from core.recipe import Dial, Landmarks, Part

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

MOST_YAW, MOST_PITCH = 60.0, 35.0  # degrees; a head can be turned so far by hand

Degrees = Annotated[float, Dial(1, unit="°")]


class HeadPose(Part):
    """A turn and a size. What is not in it, place and mouth, the five points keep themselves."""

    yaw: Degrees = Field(
        default=0.0,
        ge=-MOST_YAW,
        le=MOST_YAW,
        title="Turn",
        description="Turns the head to the left or, above 0, to the right of the picture.",
    )
    pitch: Degrees = Field(
        default=0.0,
        ge=-MOST_PITCH,
        le=MOST_PITCH,
        title="Nod",
        description="Lifts the chin or, above 0, lowers it.",
    )
    roll: Annotated[float, Dial(1, usual=(-45, 45), unit="°")] = Field(
        default=0.0,
        ge=-180,
        le=180,
        title="Tilt",
        description="Tilts the head to its side; above 0 clockwise.",
    )
    size: Annotated[float, Dial(0.01, usual=(0.1, 1.0))] = Field(
        default=0.5,
        ge=0.02,
        le=3.0,
        title="Head size",
        description="Height of the head from chin to crown, as a share of the picture's height.",
    )


def turn_of(head: Head, height: int) -> dict[str, float]:
    """What the sliders show, by field, of a head in a picture of this height."""
    size = HEAD_HEIGHT * head.size / height
    return {"yaw": head.yaw, "pitch": head.pitch, "roll": head.roll, "size": size}


def as_landmarks(points: np.ndarray) -> Landmarks:
    """Points (5, 2) as a recipe keeps them."""
    first, second, third, fourth, fifth = ((float(x), float(y)) for x, y in points)
    return first, second, third, fourth, fifth


def landmarks_in(
    landmarks: Landmarks | None, before: tuple[int, int], after: tuple[int, int]
) -> Landmarks | None:
    """The same framing in a picture of another width and height; None stays None."""
    if landmarks is None:
        return None
    return as_landmarks(resized(np.array(landmarks, np.float64), before, after))
