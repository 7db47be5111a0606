"""What of a face can be taken hold of, and what a pull at it does: geometry without a widget.

All in pixels of the picture. A grip's pull is computed from where the points were when it began,
so that a hand that comes back to where it started has changed nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.faces import posing
from core.faces.head import NotAHead, fit
from core.lazy import Lazy
from core.pose import MOST_PITCH, MOST_YAW

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

Kind = Literal["point", "whole", "scale", "roll", "yaw", "pitch"]

_FULL_TURN = 60.0  # degrees for a pull by half of a head's width
_LEAST, _MOST = 0.05, 20.0  # factors of size in one pull


@dataclass(frozen=True)
class Grip:
    """One thing to hold: a point by its index, the whole face, or a handle of the frame."""

    kind: Kind
    index: int = 0


WHOLE = Grip("whole")
POINTS = tuple(Grip("point", index) for index in range(5))


@dataclass(frozen=True, eq=False)
class Frame:
    """The frame around a head, upright with it.

    Attributes:
        centre: (2,).
        across, down: from the centre to the middle of the right and of the lower edge, (2,) each.
        head: whether the points are those of a head, which can be turned.
    """

    centre: np.ndarray
    across: np.ndarray
    down: np.ndarray
    head: bool

    @property
    def corners(self) -> np.ndarray:
        """From the upper left one on, clockwise: (4, 2)."""
        signs = ((-1, -1), (1, -1), (1, 1), (-1, 1))
        return np.stack([self.centre + x * self.across + y * self.down for x, y in signs])

    def handle(self, grip: Grip, reach: float) -> np.ndarray:
        """Where a handle of the frame stands, (2,); knobs stand `reach` pixels outside of it."""
        if grip.kind == "scale":
            return self.corners[grip.index]
        way = {"roll": -self.down, "pitch": self.down, "yaw": self.across}[grip.kind]
        return self.centre + way + reach * way / max(float(np.hypot(*way)), 1e-6)

    def contains(self, spot: np.ndarray) -> bool:
        away = spot - self.centre
        inside = (
            abs(float(away @ side)) <= float(side @ side) for side in (self.across, self.down)
        )
        return all(inside)


def frame(points: np.ndarray) -> Frame:
    """The frame around the head that five points (5, 2) show, or around the points."""
    try:
        head = fit(points)
    except NotAHead:
        low, high = points.min(0), points.max(0)
        half = np.maximum((high - low) * 0.7, 8.0)
        return Frame(
            (low + high) / 2, np.array([half[0], 0.0]), np.array([0.0, half[1]]), head=False
        )
    angle = math.radians(head.roll)
    right, down = (
        np.array([math.cos(angle), math.sin(angle)]),
        np.array([-math.sin(angle), math.cos(angle)]),
    )
    across = right * posing.HEAD_WIDTH / 2 * head.size
    return Frame(
        posing.head_middle(points), across, down * posing.HEAD_HEIGHT / 2 * head.size, head=True
    )


def grips(shown: Frame) -> tuple[Grip, ...]:
    """The handles of a frame."""
    corners = tuple(Grip("scale", index) for index in range(4))
    turns = (Grip("yaw"), Grip("pitch")) if shown.head else ()
    return (*corners, Grip("roll"), *turns)


def pulled(grip: Grip, points: np.ndarray, start: np.ndarray, to: np.ndarray) -> np.ndarray:
    """The points (5, 2) after a grip was pulled from a spot (2,) to another one.

    Raises:
        NotAHead: if they are to be turned and no head is like that.
    """
    if grip.kind == "point":
        moved = points.copy()
        moved[grip.index] += to - start
        return moved
    if grip.kind == "whole":
        return posing.moved(points, *(to - start))
    centre = posing.middle(points)
    before, after = start - centre, to - centre
    if grip.kind == "scale":
        factor = float(np.hypot(*after)) / max(float(np.hypot(*before)), 1e-6)
        return posing.scaled(points, min(_MOST, max(_LEAST, factor)))
    if grip.kind == "roll":
        turn = math.degrees(math.atan2(after[1], after[0]) - math.atan2(before[1], before[0]))
        return posing.rotated(points, turn)
    around = frame(points)
    side = around.across if grip.kind == "yaw" else around.down
    width = max(float(np.hypot(*around.across)), 1e-6)
    pull = float((to - start) @ side) / max(float(np.hypot(*side)), 1e-6)
    return turned_by(points, grip.kind, _FULL_TURN * pull / width)


def turned_by(points: np.ndarray, kind: Literal["yaw", "pitch"], degrees: float) -> np.ndarray:
    """The head turned further, as far as the sliders go.

    Raises:
        NotAHead: if no head is like that.
    """
    now, most = getattr(fit(points), kind), MOST_YAW if kind == "yaw" else MOST_PITCH
    return posing.turned(points, **{kind: min(max(most, now), max(min(-most, now), now + degrees))})
