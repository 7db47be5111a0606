"""Neck and clothes, in head-local coordinates that do not roll with the head."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QPainterPath

from training.people.canvas import Canvas, curve, extend, ink, linear, pen, round_box, shape
from training.people.head import Head
from training.people.palette import PAINTS, Colour, darken, lighten, mix

_RAISE = -0.13  # the body sits this much higher than the drawings below say
_NECKLINES = {  # how deep the garment is cut out
    "t-shirt": 0.26,
    "hoodie": 0.24,
    "suit": 0.0,
    "turtleneck": 0.0,
    "shirt": 0.1,
    "dress": 0.5,
    "scarf": 0.2,
    "striped sweater": 0.2,
    "denim jacket": 0.1,
}
_WHITE: Colour = (244, 244, 246)


@dataclass(frozen=True)
class _Body:
    head: Head
    neck: float  # half width
    shoulders: float  # half width
    first: Colour
    second: Colour
    depth: float  # of the neckline

    def torso(self, collar: tuple[float, float]) -> QPainterPath:
        """Shoulders and chest; the neckline is a curve with this control point."""
        neck, wide = self.neck + 0.03, self.shoulders
        return shape(
            (-neck, 1.36),
            (-wide * 0.8, 1.46, -wide, 1.55, -wide - 0.06, 2.1),
            (-wide - 0.1, 3.2),
            (wide + 0.1, 3.2),
            (wide + 0.06, 2.1),
            (wide, 1.55, wide * 0.8, 1.46, neck, 1.36),
            (*collar, -neck, 1.36),
        )

    def neckline(self) -> QPainterPath:
        neck = self.neck + 0.03
        return curve((-neck, 1.37), (0, 1.42 + self.depth * 1.6, neck, 1.37))


def draw_body(canvas: Canvas, head: Head) -> None:
    """Draw neck, shoulders and the garment of the scene."""
    identity, scene = head.identity, head.scene
    shoulders = 1.18 if identity.gender == "woman" else 1.42
    if identity.age == "child":
        shoulders *= 0.86
    first, second = (PAINTS[name] for name in scene.clothing_colours)
    if scene.clothing == "denim jacket":
        first = mix((70, 110, 170), first, 0.15)
    depth = _NECKLINES[scene.clothing]
    body = _Body(head, identity.neck_width, shoulders, first, second, depth)
    raised = _RAISE - (0.07 if identity.age == "child" else 0)
    with canvas.moved(-head.turn * 0.04, raised):
        if scene.clothing == "hoodie":
            canvas.ellipse(0, 1.3, body.neck + 0.46, 0.36, ink(darken(first, 0.22)))
        _draw_neck(canvas, body)
        _draw_garment(canvas, body)
        if scene.clothing in _DETAILS:
            _DETAILS[scene.clothing](canvas, body)


def _draw_neck(canvas: Canvas, body: _Body) -> None:
    head, neck = body.head, body.neck
    lean = -math.sin(math.radians(head.scene.roll)) * 0.5
    outline = shape(
        (-neck + lean, 0.4),
        (-neck * 0.96 + lean * 0.3, 1.2),
        (-neck, 1.4, -neck - 0.22, 1.5),
        (neck + 0.22, 1.5),
        (neck, 1.4, neck * 0.96 + lean * 0.3, 1.2),
        (neck + lean, 0.4),
    )
    chin = 1.05 + head.identity.chin_length
    half_shade = ink(mix(head.skin, head.skin_shade, 0.35))
    stops = (0, ink(head.skin_shade)), (0.4, ink(head.skin_shade)), (0.75, half_shade)
    canvas.fill(outline, linear((0, chin), (0, chin + 0.5), *stops, (1, ink(head.skin))))


def _draw_garment(canvas: Canvas, body: _Body) -> None:
    wide, colour = body.shoulders, body.first
    outline = body.torso((0, 1.42 + body.depth * 1.6))
    if body.head.scene.clothing == "dress":
        skin, shade = body.head.skin, mix(body.head.skin, body.head.skin_shade, 0.4)
        chest = linear((0, 1.3), (0, 2.6), (0, ink(skin)), (1, ink(shade)))
        canvas.fill(body.torso((0, 1.5)), chest)
        outline = shape(
            (-0.62, 1.45),
            (-0.5, 1.9, 0, 2.02),
            (0.5, 1.9, 0.62, 1.45),
            (0.86, 1.5),
            (0.9, 2.2, 1.0, 3.2),
            (-1.0, 3.2),
            (-0.9, 2.2, -0.86, 1.5),
        )
    stops = (0, ink(lighten(colour, 0.14))), (0.55, ink(colour)), (1, ink(darken(colour, 0.24)))
    canvas.fill(outline, linear((-wide, 1.4), (wide, 2.8), *stops))


def _t_shirt(canvas: Canvas, body: _Body) -> None:
    canvas.stroke(body.neckline(), pen(darken(body.first, 0.18), 0.06))


def _striped_sweater(canvas: Canvas, body: _Body) -> None:
    stripe = pen(body.second, 0.11)
    with canvas.clipped(body.torso((0, 1.42 + body.depth * 1.6))):
        for index in range(7):
            y = 1.56 + index * 0.24
            canvas.stroke(curve((-2, y + 0.1), (0, y - 0.06, 2, y + 0.1)), stripe)
    canvas.stroke(body.neckline(), pen(darken(body.first, 0.2), 0.09))


def _turtleneck(canvas: Canvas, body: _Body) -> None:
    neck, colour = body.neck, body.first
    roll = round_box(-neck - 0.07, 1.02, 2 * neck + 0.14, 0.5, 0.14)
    brush = linear((0, 1), (0, 1.5), (0, ink(darken(colour, 0.1))), (1, ink(colour)))
    canvas.fill(roll, brush)
    rib = pen(darken(colour, 0.25), 0.02)
    for index in range(7):
        x = neck * (index / 3 - 1)
        canvas.line(x, 1.09, x, 1.44, rib)


def _suit(canvas: Canvas, body: _Body) -> None:
    neck = body.neck
    front = shape((-neck - 0.1, 1.3), (0, 2.5), (neck + 0.1, 1.3), (0, 1.62, -neck - 0.1, 1.3))
    canvas.fill(front, ink(_WHITE))
    tie = shape((-0.07, 1.62), (0.07, 1.62), (0.11, 2.3), (0, 2.5), (-0.11, 2.3))
    canvas.fill(tie, ink(body.second))
    canvas.fill(
        shape((-0.1, 1.58), (0.1, 1.58), (0.06, 1.72), (-0.06, 1.72)), ink(darken(body.second))
    )
    _collar(canvas, body, _WHITE)
    for side in (-1, 1):
        lapel = shape(
            (side * (neck + 0.2), 1.36),
            (side * 0.05, 2.6),
            (side * 0.55, 2.05),
            (side * 0.46, 1.9),
            (side * 0.62, 1.8),
        )
        canvas.fill(lapel, ink(darken(body.first, 0.2)))


def _shirt(canvas: Canvas, body: _Body) -> None:
    _collar(canvas, body, lighten(body.first, 0.3))
    canvas.line(0, 1.66, 0, 3, pen(darken(body.first, 0.25), 0.014))
    for index in range(3):
        canvas.ellipse(0, 1.86 + index * 0.26, 0.03, 0.03, ink(lighten(body.first, 0.6)))


def _denim_jacket(canvas: Canvas, body: _Body) -> None:
    neck, under = body.neck, lighten(body.second, 0.3)
    front = shape((-neck - 0.1, 1.3), (0, 2.5), (neck + 0.1, 1.3), (0, 1.62, -neck - 0.1, 1.3))
    canvas.fill(front, ink(under))
    _collar(canvas, body, lighten(body.first, 0.12))
    seam = pen((232, 190, 110), 0.016, 200)
    for side in (-1, 1):
        canvas.line(side * 0.62, 1.5, side * 0.5, 2.6, seam)
        canvas.line(side * 0.3, 1.98, side * (body.shoulders - 0.12), 1.98, seam)


def _collar(canvas: Canvas, body: _Body, colour: Colour) -> None:
    neck = body.neck
    for side in (-1, 1):
        wing = shape(
            (side * (neck + 0.02), 1.22),
            (side * 0.03, 1.6),
            (side * 0.3, 1.86),
            (side * (neck + 0.26), 1.36),
        )
        canvas.fill(wing, ink(colour), pen(darken(colour, 0.2), 0.012))


def _hoodie(canvas: Canvas, body: _Body) -> None:
    neck = body.neck
    for side in (-1, 1):
        half = shape(
            (side * (neck + 0.12), 1.18),
            (side * (neck + 0.5), 1.3, side * 0.5, 1.7, 0, 1.92),
            (side * 0.3, 1.66, side * neck, 1.5, side * (neck - 0.02), 1.34),
        )
        canvas.fill(half, ink(darken(body.first, 0.1)))
        canvas.line(side * 0.16, 1.82, side * 0.18, 2.25, pen(_WHITE, 0.03))


def _scarf(canvas: Canvas, body: _Body) -> None:
    neck, colour = body.neck, body.second
    tail = curve((0.1, 1.4), (0.46, 1.4), (0.5, 2.3), (0.16, 2.36))
    canvas.fill(tail, ink(darken(colour, 0.1)))
    wrap = round_box(-neck - 0.24, 1.05, 2 * neck + 0.48, 0.46, 0.22)
    brush = linear((0, 1), (0, 1.5), (0, ink(darken(colour, 0.15))), (1, ink(colour)))
    canvas.fill(wrap, brush)
    fold = pen(darken(colour, 0.25), 0.02)
    canvas.arc((-neck - 0.1, 1.12, 2 * neck + 0.3, 0.3), 200, 130, fold)
    knit = curve((0.2, 2.1))
    extend(knit, (0.46, 2.06))
    canvas.stroke(knit, fold)


_DETAILS: dict[str, Callable[[Canvas, _Body], None]] = {
    "t-shirt": _t_shirt,
    "striped sweater": _striped_sweater,
    "turtleneck": _turtleneck,
    "suit": _suit,
    "shirt": _shirt,
    "denim jacket": _denim_jacket,
    "hoodie": _hoodie,
    "scarf": _scarf,
}
