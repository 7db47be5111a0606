"""Where everything sits on a turned head. All lengths are head-local, see `canvas`."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from PySide6.QtGui import QBrush, QPainterPath

from training.people.canvas import Point, ink, linear, shape
from training.people.identity import Identity
from training.people.palette import Colour, darken, lighten, mix, skin_colour
from training.people.scene import Scene

_CYLINDER = 0.86  # radius of the cylinder that carries the features
_FEATURE_TURN = 0.75  # the features turn by this share of the yaw, so that both eyes stay visible
_MOUTH_WIDTHS = {
    "neutral": 1.0,
    "smiling": 1.14,
    "grinning": 1.3,
    "surprised": 0.66,
    "sad": 0.95,
    "angry": 0.95,
}
_MOUTH_LIFTS = {  # how far the corners rise, at strength 1
    "neutral": 0.004,
    "smiling": 0.065,
    "grinning": 0.07,
    "surprised": 0.0,
    "sad": -0.055,
    "angry": -0.03,
}


@dataclass(frozen=True)
class Mouth:
    """The mouth as it is placed by pose and expression."""

    left: Point  # corner on the picture's left
    right: Point
    middle: Point
    lift: float  # how far the corners rise above the middle


@dataclass(frozen=True)
class Head:
    """A person's head in the pose of a scene."""

    identity: Identity
    scene: Scene

    @cached_property
    def turn(self) -> float:
        """Sine of the yaw."""
        return math.sin(math.radians(self.scene.yaw))

    @cached_property
    def tilt(self) -> float:
        """How far the features move down with the pitch."""
        return self.scene.pitch * 0.09

    @cached_property
    def skin(self) -> Colour:
        return skin_colour(self.identity.skin, self.identity.undertone)

    @cached_property
    def skin_shade(self) -> Colour:
        return mix(darken(self.skin, 0.26), (150, 50, 60), 0.14)

    @cached_property
    def line_colour(self) -> Colour:
        return mix(darken(self.skin, 0.62), (60, 24, 36), 0.4)

    @cached_property
    def hair(self) -> Colour:
        return self.identity.hair_rgb

    @cached_property
    def hair_shade(self) -> Colour:
        return darken(self.hair, 0.36)

    @cached_property
    def hair_light(self) -> Colour:
        return lighten(self.hair, 0.22)

    @cached_property
    def hair_brush(self) -> QBrush:
        """Hair in the light of the scene."""
        side = self.scene.light_side
        stops = (0, ink(self.hair_light)), (0.4, ink(self.hair)), (1, ink(self.hair_shade))
        return linear((-0.5 * side, -1.2), (0.5 * side, 1.2), *stops)

    @cached_property
    def eye_y(self) -> float:
        return self.identity.eye_height + self.tilt

    @cached_property
    def nose(self) -> Point:
        """Tip of the nose."""
        y = self.eye_y + self.identity.nose_length + self.tilt * 0.4
        return self.across(0, 1.0) + self.turn * 0.07, y

    @cached_property
    def jaw_radius(self) -> float:
        """Radius of the cylinder that carries the mouth, so that it stays on a narrow jaw."""
        return self.identity.jaw_width * self.identity.face_width + 0.19

    @cached_property
    def mouth(self) -> Mouth:
        half = self.identity.mouth_width * _MOUTH_WIDTHS[self.scene.expression]
        y = self.identity.mouth_height + self.tilt * 1.1
        lift = _MOUTH_LIFTS[self.scene.expression]
        if self.scene.expression != "neutral":
            lift *= self.scene.strength
        return Mouth(
            left=(self.across(-half, self.jaw_radius), y - lift),
            right=(self.across(half, self.jaw_radius), y - lift),
            middle=(self.across(0, self.jaw_radius), y),
            lift=lift,
        )

    @cached_property
    def face(self) -> QPainterPath:
        """Outline of the skin, from crown to chin."""
        return self.outline()

    def outline(self, grow: float = 0) -> QPainterPath:
        """Outline of the face; `grow` widens the jaw and lengthens the chin, for a beard."""
        width = self.identity.face_width + grow * 0.12
        jaw = self.identity.jaw_width * self.identity.face_width + grow * 0.4
        chin = self.identity.chin_width * self.identity.face_width + grow * 0.3
        bottom = 1 + self.identity.chin_length + grow
        to, back = self.turn * 0.14, -self.turn * 0.05  # shift of the chin, and of the crown
        return shape(
            (back, -1.0),
            (width * 0.62 + back, -1.0, width + back * 0.5, -0.62, width + back * 0.3, -0.12),
            (width + back * 0.2, 0.22, jaw * 1.06 + to * 0.5, 0.44, jaw + to * 0.6, 0.56),
            (jaw * 0.92 + to * 0.8, 0.8, chin + to, bottom, to, bottom),
            (-chin + to, bottom, -jaw * 0.92 + to * 0.8, 0.8, -jaw + to * 0.6, 0.56),
            (-jaw * 1.06 + to * 0.5, 0.44, -width + back * 0.2, 0.22, -width + back * 0.3, -0.12),
            (-width + back * 0.5, -0.62, -width * 0.62 + back, -1.0, back, -1.0),
        )

    def across(self, x: float, radius: float = _CYLINDER) -> float:
        """Where a feature at `x` of the unturned face comes to lie after the yaw."""
        angle = math.asin(max(-1.0, min(1.0, x / radius)))
        return radius * math.sin(angle + math.radians(self.scene.yaw) * _FEATURE_TURN)

    def narrowing(self, x: float) -> float:
        """Width of a feature at `x` after the yaw, relative to its width before it; >= 0.35."""
        angle = math.asin(max(-1.0, min(1.0, x / _CYLINDER)))
        turned = angle + math.radians(self.scene.yaw) * _FEATURE_TURN
        return max(0.35, math.cos(turned) / math.cos(angle))

    def random(self, part: int) -> np.random.Generator:
        """The person's small accidents, the same in each picture; one stream for each part."""
        return np.random.default_rng((self.identity.hair_seed, part))

    def landmarks(self) -> list[Point]:
        """Left eye (on the picture), right eye, nose, left and right corner of the mouth."""
        spacing = self.identity.eye_spacing
        eyes = [(self.across(side * spacing), self.eye_y) for side in (-1, 1)]
        return [*eyes, self.nose, self.mouth.left, self.mouth.right]
