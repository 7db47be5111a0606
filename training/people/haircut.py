"""The measures and building blocks that all hair styles share."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from training.people.canvas import Canvas, Point, curve, ovals, pen, shape
from training.people.head import Head


@dataclass(frozen=True)
class Haircut:
    """Hair on a turned head; lengths are head-local."""

    head: Head

    @cached_property
    def width(self) -> float:
        """Half of the face's width."""
        return self.head.identity.face_width

    @cached_property
    def volume(self) -> float:
        return self.head.identity.hair_volume

    @cached_property
    def side(self) -> int:
        """To which side the hair is combed: -1 or 1."""
        return 1 if self.head.identity.parting > 0 else -1

    @cached_property
    def wears_tufts(self) -> bool:
        """Whether a bald head has hair left above the ears."""
        identity = self.head.identity
        return identity.gender == "man" and identity.age in ("adult", "old")

    @cached_property
    def behind(self) -> float:
        """Shift of hair behind the head by the yaw."""
        return -self.head.turn * 0.12

    @cached_property
    def crown(self) -> float:
        """Shift of the crown by the yaw."""
        return -self.head.turn * 0.07

    @cached_property
    def brow(self) -> float:
        """Shift of the hairline above the brow by the yaw."""
        return self.head.turn * 0.22

    def cap(
        self,
        line: float,
        temple: float = 0.02,
        puff: float = 0.07,
        top: float = 1.12,
        sweep: float = 0.0,
    ) -> QPainterPath:
        """The dome of the hair.

        Args:
            line: y of the hairline above the brow.
            temple: y at which the hair ends beside the face.
            puff: how far the hair stands off the face.
            top: height of the crown above the middle of the head.
            sweep: how much lower the fringe hangs on one side, -1..1.
        """
        w, wide, crown, brow = self.width, self.width + puff, self.crown, self.brow
        line += self.head.identity.hairline
        lock = temple - 0.3 * max(0.0, temple)  # long locks end in a slant
        return shape(
            (-wide + crown, temple),
            (-wide - 0.02 + crown, -0.55, -wide * 0.75 + crown, -top, crown, -top),
            (wide * 0.75 + crown, -top, wide + 0.02 + crown, -0.55, wide + crown, temple),
            (w * 0.9 + crown - max(0.0, brow * 0.1), lock),
            (w * 0.86 + brow * 0.3, line * 0.55, w * 0.52 + brow, line + 0.1 - 0.12 * sweep),
            (
                brow + 0.25 * sweep,
                line - 0.06 + 0.05 * abs(sweep),
                -w * 0.52 + brow,
                line + 0.1 + 0.12 * sweep,
            ),
            (-w * 0.86 + brow * 0.3, line * 0.55, -w * 0.9 + crown, lock),
        )

    def cloud(
        self, points: list[Point], radius: float, part: int, jitter: float = 0.25
    ) -> QPainterPath:
        """Curls: circles of about `radius` around the points."""
        sizes = radius * (1 + self.head.random(part).uniform(-jitter, jitter, len(points)))
        return ovals(points, sizes.tolist())

    def strands(
        self, canvas: Canvas, path: QPainterPath, count: int, part: int, combed: bool = False
    ) -> None:
        """Draw single strands inside of `path`, hanging down or combed to the side."""
        rng, w, side = self.head.random(part), self.width, self.side
        with canvas.clipped(path):
            for index in range(count):
                at = -1 + 2 * (index + 0.5) / count + rng.normal(0, 0.05)
                if combed:
                    bend = (side * (at * 0.6 + 0.2), -1.15 + 0.25 * index / count)
                    strand = curve(
                        (-side * 0.45 * w, -1.12), (*bend, side * w * 1.1, -0.9 + index / count)
                    )
                else:
                    strand = curve(
                        (at * w * 0.5, -1.15),
                        (at * w * 1.25, -0.7, at * w * 1.5, 0.2, at * w * 1.32, 1.5),
                    )
                colour = self.head.hair_light if index % 2 else self.head.hair_shade
                canvas.stroke(strand, pen(colour, 0.022, 120))

    def shine(self, canvas: Canvas, path: QPainterPath, y: float = -0.86) -> None:
        """A soft band of light across smooth hair."""
        w, shift = self.width, self.crown - 0.12 * self.head.scene.light_side
        band = curve((-w * 0.62 + shift, y + 0.2), (shift, y - 0.16, w * 0.62 + shift, y + 0.2))
        with canvas.clipped(path):
            canvas.stroke(band, pen(self.head.hair_light, 0.13, 42))
            canvas.stroke(band, pen(self.head.hair_light, 0.06, 60))


def arc_points(shift: float, middle: float, radii: Point, angles: np.ndarray) -> list[Point]:
    """Points on an ellipse around (shift, middle); angles in radians, clockwise from the right."""
    return [(shift + math.cos(a) * radii[0], middle + math.sin(a) * radii[1]) for a in angles]


def winding(path: QPainterPath) -> QPainterPath:
    """Let overlapping parts of `path` add up rather than cancel out."""
    path.setFillRule(Qt.FillRule.WindingFill)
    return path
