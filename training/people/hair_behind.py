"""Hair that is drawn before the face: manes, buns, ponytails, the back of a headscarf."""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QBrush

from training.people.canvas import Canvas, ink, linear, pen, radial, shape
from training.people.haircut import Haircut, arc_points, winding
from training.people.head import Head
from training.people.palette import darken, mix


def draw_hair_behind(canvas: Canvas, head: Head) -> None:
    """Draw what of the hair lies behind neck and shoulders."""
    style = head.identity.hair_style
    if style in _STYLES:
        _STYLES[style](canvas, Haircut(head))


def draw_hair_over_shoulders(canvas: Canvas, head: Head) -> None:
    """Draw what of the hair lies over the clothes, but behind the face."""
    if head.identity.hair_style == "braids":
        _braids(canvas, Haircut(head))


def _mane_brush(head: Head) -> QBrush:
    stops = (
        (0, ink(head.hair)),
        (0.5, ink(mix(head.hair, head.hair_shade, 0.7))),
        (1, ink(head.hair_shade)),
    )
    return linear((0, -1), (0, 1.9), *stops)


def _bald(canvas: Canvas, hair: Haircut) -> None:
    if not hair.wears_tufts:
        return
    for side in (-1, 1):
        x = side * (hair.width - 0.05) + hair.crown
        canvas.ellipse(x, -0.1, 0.11, 0.26, ink(hair.head.hair_shade))


def _bob(canvas: Canvas, hair: Haircut) -> None:
    wide, x = hair.width + 0.2 * hair.volume, hair.behind
    mane = shape(
        (x, -1.16),
        (wide + x, -1.16, wide + 0.06 + x, -0.4, wide + 0.1 + x, 0.72),
        (wide * 0.5 + x, 0.95, x, 0.9),
        (-wide * 0.5 + x, 0.95, -wide - 0.1 + x, 0.72),
        (-wide - 0.06 + x, -0.4, -wide + x, -1.16, x, -1.16),
    )
    canvas.fill(mane, _mane_brush(hair.head))


def _long_straight(canvas: Canvas, hair: Haircut) -> None:
    wide, x, low = hair.width + 0.17 * hair.volume, hair.behind, 1.75
    mane = shape(
        (x, -1.17),
        (wide + x, -1.17, wide + 0.08 + x, -0.3, wide + 0.08 + x, 0.4),
        (wide + 0.12 + x, low),
        (x, low + 0.18, -wide - 0.12 + x, low),
        (-wide - 0.08 + x, 0.4),
        (-wide - 0.08 + x, -0.3, -wide + x, -1.17, x, -1.17),
    )
    canvas.fill(mane, _mane_brush(hair.head))
    hair.strands(canvas, mane, 12, 10)


def _long_wavy(canvas: Canvas, hair: Haircut) -> None:
    wide, x = hair.width + 0.17 * hair.volume, hair.behind
    mane = shape(
        (x, -1.17),
        (wide + x, -1.17, wide + 0.08 + x, -0.3, wide + 0.08 + x, 0.4),
        (wide + 0.3 + x, 0.7, wide - 0.02 + x, 1.0, wide + 0.26 + x, 1.3),
        (wide + 0.2 + x, 1.6, wide * 0.7 + x, 1.8, wide * 0.5 + x, 1.62),
        (-wide * 0.5 + x, 1.62),
        (-wide * 0.7 + x, 1.8, -wide - 0.2 + x, 1.6, -wide - 0.26 + x, 1.3),
        (-wide + 0.02 + x, 1.0, -wide - 0.3 + x, 0.7, -wide - 0.08 + x, 0.4),
        (-wide - 0.08 + x, -0.3, -wide + x, -1.17, x, -1.17),
    )
    canvas.fill(mane, _mane_brush(hair.head))
    hair.strands(canvas, mane, 12, 10)


def _afro(canvas: Canvas, hair: Haircut) -> None:
    radius, x = 0.94 * hair.volume, hair.behind
    angles = np.linspace(0, 2 * math.pi, 22, endpoint=False)
    angles = angles[np.sin(angles) < 0.75]
    curls = hair.cloud(arc_points(x, -0.34, (radius * 0.98, radius * 0.9), angles), 0.25, 11)
    curls.addEllipse(x - radius, -0.34 - radius * 0.93, 2 * radius, radius * 1.86)
    head = hair.head
    stops = (0, ink(head.hair_light)), (0.5, ink(head.hair)), (1, ink(head.hair_shade))
    canvas.fill(curls, radial(x - 0.3 * head.scene.light_side, -0.8, 1.6, *stops))


def _curly(canvas: Canvas, hair: Haircut) -> None:
    x, wide = hair.behind, hair.width + 0.1
    angles = np.linspace(math.pi * 0.86, math.pi * 2.14, 17)
    points = arc_points(x, -0.35, (wide, 0.75), angles)
    if hair.head.identity.long_curls:
        points += [(side * wide + x, y) for side in (-1, 1) for y in (0.1, 0.3, 0.5, 0.68, 0.84)]
    brush = ink(mix(hair.head.hair, hair.head.hair_shade, 0.75))
    canvas.fill(hair.cloud(points, 0.23 * hair.volume, 11), brush)


def _bun(canvas: Canvas, hair: Haircut) -> None:
    x, size = hair.behind * 1.5, hair.volume
    knot = winding(shape((x, -1.2)))
    knot.addEllipse(x - 0.34 * size, -1.22 - 0.3 * size, 0.68 * size, 0.6 * size)
    canvas.fill(knot, hair.head.hair_brush)
    for share in (0.35, 0.7):
        box = (
            x - 0.34 * size * share,
            -1.22 - 0.3 * size * share,
            0.68 * size * share,
            0.6 * size * share,
        )
        canvas.painter.setBrush(ink((0, 0, 0), 0))
        canvas.arc(box, 20, 250, pen(hair.head.hair_shade, 0.024, 130))


def _ponytail(canvas: Canvas, hair: Haircut) -> None:
    side, wide, x = hair.side, hair.width, hair.behind
    tail = shape(
        (side * 0.4 + x, -0.95),
        (side * (wide + 0.75), -1.0, side * (wide + 0.62), 0.3, side * (wide + 0.36), 1.15),
        (side * (wide + 0.2), 0.9, side * (wide + 0.3), 0.1, side * 0.6 + x, -0.3),
    )
    canvas.fill(tail, hair.head.hair_brush)
    with canvas.clipped(tail):
        for index in range(3):
            reach = wide + 0.2 + 0.14 * index
            strand = shape(
                (side * 0.5 + x, -0.8), (side * (reach + 0.2), -0.6, side * reach, 1.1), close=False
            )
            canvas.stroke(strand, pen(hair.head.hair_shade, 0.024, 130))


def _braids(canvas: Canvas, hair: Haircut) -> None:
    head, x = hair.head, hair.crown
    rim = pen(head.hair_shade, 0.016)
    for side in (-1, 1):
        for index in range(7):
            colour = head.hair if index % 2 else mix(head.hair, head.hair_shade, 0.4)
            across, down = side * (hair.width + 0.08 + 0.02 * index) + x, 0.3 + index * 0.17
            canvas.ellipse(across, down, 0.155 - 0.008 * index, 0.13, ink(colour), rim)
        end = side * (hair.width + 0.21) + x
        tuft = shape(
            (end - 0.06, 1.44), (end - 0.12, 1.6, end, 1.74), (end + 0.12, 1.6, end + 0.06, 1.44)
        )
        canvas.fill(tuft, ink(head.hair))
        canvas.ellipse(end, 1.45, 0.075, 0.06, ink((230, 80, 90)))


def _headscarf(canvas: Canvas, hair: Haircut) -> None:
    colour, wide, x = hair.head.identity.scarf_rgb, hair.width + 0.2, hair.crown
    veil = shape(
        (x, -1.2),
        (wide + x, -1.2, wide + 0.08 + x, -0.3, wide + 0.04, 0.5),
        (wide, 1.0, wide + 0.24, 1.3, wide + 0.28, 1.75),
        (-wide - 0.28, 1.75),
        (-wide - 0.24, 1.3, -wide, 1.0, -wide - 0.04, 0.5),
        (-wide - 0.08 + x, -0.3, -wide + x, -1.2, x, -1.2),
    )
    stops = (0, ink(darken(colour, 0.12))), (1, ink(darken(colour, 0.32)))
    canvas.fill(veil, linear((0, -1), (0, 1.8), *stops))


_STYLES: dict[str, Callable[[Canvas, Haircut], None]] = {
    "bald": _bald,
    "bob": _bob,
    "long straight hair": _long_straight,
    "long wavy hair": _long_wavy,
    "afro": _afro,
    "curly hair": _curly,
    "bun": _bun,
    "ponytail": _ponytail,
    "headscarf": _headscarf,
}
