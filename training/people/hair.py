"""Hair that is drawn over the face: fringes, caps, quiffs, the front of a headscarf."""

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from training.people.canvas import Canvas, Point, curve, extend, ink, linear, pen, shape
from training.people.haircut import Haircut, winding
from training.people.head import Head
from training.people.palette import darken, lighten, mix


def draw_hair(canvas: Canvas, head: Head) -> None:
    """Draw the hair on top of the head."""
    _STYLES[head.identity.hair_style](canvas, Haircut(head))


def _bald(canvas: Canvas, hair: Haircut) -> None:
    x = -0.25 * hair.head.scene.light_side + hair.crown
    canvas.ellipse(x, -0.75, 0.2, 0.1, ink((255, 255, 255), 60))
    if not hair.wears_tufts:
        return
    for side in (-1, 1):
        edge = side * hair.width + hair.crown
        fringe = shape(
            (edge + side * 0.03, -0.42),
            (edge - side * 0.1, -0.25, edge - side * 0.1, 0.08),
            (edge + side * 0.03, 0.14),
        )
        with canvas.clipped(hair.head.face):
            canvas.fill(fringe, ink(hair.head.hair))


def _buzz_cut(canvas: Canvas, hair: Haircut) -> None:
    colour = hair.head.hair
    stops = (0, ink(colour, 240)), (0.7, ink(colour, 220)), (1, ink(colour, 110))
    canvas.fill(hair.cap(-0.58, -0.05, 0.015, 1.03), linear((0, -1), (0, 0), *stops))


def _side_part(canvas: Canvas, hair: Haircut) -> None:
    cap = hair.cap(-0.58, 0.0, 0.06, 1.15 * hair.volume**0.3, hair.side * 1.3)
    _combed(canvas, hair, cap)
    part = hair.side * -0.42 * hair.width + hair.crown
    with canvas.clipped(cap):
        line = curve((part, -1.14), (part + hair.brow * 0.4, -0.9, part + hair.brow, -0.62))
        canvas.stroke(line, pen(hair.head.hair_shade, 0.026, 190))


def _quiff(canvas: Canvas, hair: Haircut) -> None:
    w, brow, rise = hair.width, hair.brow, hair.volume**0.4
    canvas.fill(
        hair.cap(-0.6, 0.02, 0.04, 1.1), ink(mix(hair.head.hair, hair.head.hair_shade, 0.5))
    )
    crest = shape(
        (-w * 0.74 + brow * 0.5, -0.5),
        (-w * 1.02, -1.1, -w * 0.55, -1.46 * rise, hair.side * 0.25, -1.4 * rise),
        (w * 0.8, -1.44 * rise, w * 1.02, -0.95, w * 0.74 + brow * 0.5, -0.52),
        (w * 0.4 + brow, -0.78, -w * 0.4 + brow, -0.74, -w * 0.74 + brow * 0.5, -0.5),
    )
    canvas.fill(crest, hair.head.hair_brush)
    with canvas.clipped(crest):
        for index in range(8):
            across = w * (-0.7 + 0.2 * index)
            bend = (across * 1.25 + brow * 0.5, -1.0, across * 0.9 + hair.side * 0.35, -1.5 * rise)
            colour = hair.head.hair_light if index % 2 else hair.head.hair_shade
            canvas.stroke(curve((across + brow, -0.6), bend), pen(colour, 0.024, 130))
    hair.shine(canvas, crest, -1.08)


def _pixie_cut(canvas: Canvas, hair: Haircut) -> None:
    _combed(canvas, hair, hair.cap(-0.4, 0.26, 0.1, 1.16, hair.side * 0.9))


def _combed(canvas: Canvas, hair: Haircut, cap: QPainterPath) -> None:
    canvas.fill(cap, hair.head.hair_brush)
    hair.strands(canvas, cap, 9, 12, combed=True)
    hair.shine(canvas, cap)


def _hanging(canvas: Canvas, hair: Haircut, cap: QPainterPath, count: int) -> None:
    canvas.fill(cap, hair.head.hair_brush)
    hair.strands(canvas, cap, count, 12)
    hair.shine(canvas, cap)


def _bob(canvas: Canvas, hair: Haircut) -> None:
    sweep = 0.0 if hair.head.identity.straight_fringe else hair.side * 0.8
    _hanging(canvas, hair, hair.cap(-0.33, 0.5, 0.15 * hair.volume, 1.18, sweep), 11)


def _long_straight(canvas: Canvas, hair: Haircut) -> None:
    w, wide, x, brow = hair.width, hair.width + 0.13, hair.crown, hair.brow
    line = -0.8 + hair.head.identity.hairline
    curtain = shape(
        (brow * 0.8, -1.17),
        (wide + x, -1.17, wide + 0.04 + x, -0.3, wide + 0.02 + x, 0.75),
        (w * 0.92 + x, 0.5, w * 0.86, 0.0),
        (w * 0.9 + brow * 0.3, -0.5, brow + 0.3, line + 0.04, brow * 0.9, line),
        (brow - 0.3, line + 0.04, -w * 0.9 + brow * 0.3, -0.5, -w * 0.86, 0.0),
        (-w * 0.92 + x, 0.5, -wide - 0.02 + x, 0.75),
        (-wide - 0.04 + x, -0.3, -wide + x, -1.17, brow * 0.8, -1.17),
    )
    _hanging(canvas, hair, curtain, 11)


def _long_wavy(canvas: Canvas, hair: Haircut) -> None:
    cap = hair.cap(-0.44, 0.55, 0.14 * hair.volume, 1.18, hair.side * 1.0)
    _combed(canvas, hair, cap)


def _afro(canvas: Canvas, hair: Haircut) -> None:
    w, x = hair.width, hair.crown + hair.brow * 0.5
    points = [(x + u * w * 0.86, -0.76 + 0.36 * u * u) for u in np.linspace(-1, 1, 9).tolist()]
    points += [(x + u * w * 0.8, -0.98 + 0.3 * u * u) for u in np.linspace(-1, 1, 8).tolist()]
    canvas.fill(hair.cap(-0.62, -0.1, 0.06), ink(hair.head.hair))
    canvas.fill(hair.cloud(points, 0.18, 13), ink(hair.head.hair))
    _ringlets(canvas, hair, 10, -1.25)


def _curly(canvas: Canvas, hair: Haircut) -> None:
    w, x = hair.width, hair.crown + hair.brow * 0.5
    points = [
        (x + u * w * 0.92, -0.74 + 0.45 * abs(u) ** 2.2) for u in np.linspace(-1, 1, 9).tolist()
    ]
    points += [(hair.crown + u * w * 0.7, -0.98) for u in np.linspace(-1, 1, 6).tolist()]
    canvas.fill(hair.cap(-0.62, -0.1, 0.08), hair.head.hair_brush)
    canvas.fill(hair.cloud(points, 0.19 * hair.volume, 13), hair.head.hair_brush)
    _ringlets(canvas, hair, 14, -1.15)


def _ringlets(canvas: Canvas, hair: Haircut, count: int, top: float) -> None:
    rng = hair.head.random(14)
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    for index in range(count):
        x, y = rng.uniform(-hair.width * 0.85, hair.width * 0.7), rng.uniform(top, -0.68)
        colour = hair.head.hair_light if index % 2 else hair.head.hair_shade
        canvas.arc((x, y, 0.16, 0.13), rng.uniform(0, 360), 200, pen(colour, 0.022, 120))


def _tied_back(canvas: Canvas, hair: Haircut) -> None:
    _hanging(canvas, hair, hair.cap(-0.56, 0.12, 0.05, 1.1, hair.side * 0.3), 9)


def _braids(canvas: Canvas, hair: Haircut) -> None:
    cap = hair.cap(-0.5, 0.2, 0.08, 1.13)
    _hanging(canvas, hair, cap, 8)
    with canvas.clipped(cap):
        line = curve((hair.crown, -1.15), (hair.brow * 0.7, -0.9, hair.brow, -0.5))
        canvas.stroke(line, pen(hair.head.hair_shade, 0.026))


def _mohawk(canvas: Canvas, hair: Haircut) -> None:
    shaved = ink(hair.head.hair_shade, 90)
    canvas.fill(hair.cap(-0.6, -0.02, 0.01, 1.02), shaved)
    x, brow, high = hair.crown, hair.brow, 1.5 * hair.volume**0.3
    crest = curve((brow - 0.2, -0.64), (x - 0.3, -0.9, x - 0.32, -1.22))
    for index in range(5):
        left = x - 0.32 + index * 0.128
        tip = -high + 0.05 * abs(index - 2)
        extend(
            crest,
            (left - 0.01, tip + 0.14, left + 0.03, tip),
            (left + 0.11, tip + 0.16, left + 0.128, -1.22),
        )
    extend(crest, (x + 0.3, -0.9, brow + 0.2, -0.64), (brow, -0.54, brow - 0.2, -0.64))
    canvas.fill(crest, hair.head.hair_brush)
    with canvas.clipped(crest):
        for index in range(4):
            across = -0.2 + index * 0.13
            strand = curve((brow + across * 0.6, -0.66), (x + across, -1.0, x + across * 1.2, -1.4))
            canvas.stroke(strand, pen(hair.head.hair_shade, 0.022, 130))


def _headscarf(canvas: Canvas, hair: Haircut) -> None:
    colour, w, wide = hair.head.identity.scarf_rgb, hair.width, hair.width + 0.14
    x, brow = hair.crown, hair.brow
    chin = 1.0 + hair.head.identity.chin_length
    to = hair.head.turn * 0.14
    low = max(chin + 0.3, 1.28)
    scarf = shape(
        (-wide + x, 0.3),
        (-wide + x, -0.6, -w * 0.86 + x, -1.2, x, -1.2),
        (w * 0.86 + x, -1.2, wide + x, -0.6, wide + x, 0.3),
        (wide, 0.85, 0.6 + to, low, to, low),
        (-0.6 + to, low, -wide, 0.85, -wide + x, 0.3),
    )
    middle, half = brow * 0.45, w * 0.86
    opening = shape(
        (middle, -0.68),
        (middle + half * 0.72, -0.68, middle + half, -0.3, middle + half, 0.16),
        (middle + half, 0.6, to + half * 0.6, chin - 0.03, to, chin - 0.03),
        (to - half * 0.6, chin - 0.03, middle - half, 0.6, middle - half, 0.16),
        (middle - half, -0.3, middle - half * 0.72, -0.68, middle, -0.68),
    )
    rim = pen(darken(colour, 0.22), 0.03, 150)
    scarf.addPath(opening)  # odd-even filling leaves it open
    scarf.setFillRule(Qt.FillRule.OddEvenFill)
    stops = (0, ink(lighten(colour, 0.15))), (1, ink(colour))
    canvas.fill(scarf, linear((-0.6, -1), (0.6, 1.2), *stops))
    canvas.stroke(opening, rim)
    with canvas.clipped(scarf):
        for drop in (0.1, 0.24):
            bend = (-w * 0.9 + x, -1.0 - drop * 0.2, w * 0.6 + x, -1.15, w + 0.1 + x, -0.32 + drop)
            canvas.stroke(
                curve((-w - 0.04 + x, -0.22 + drop), bend), pen(darken(colour, 0.25), 0.018, 150)
            )


def _spiky(canvas: Canvas, hair: Haircut) -> None:
    w, x, brow, count = hair.width, hair.crown, hair.brow, 9
    outline = curve((-w - 0.04 + x, 0.0))
    for index in range(count):
        valley = math.pi * (1 + index / (count - 1))
        tip = valley + math.pi / (count - 1) / 2
        extend(outline, (x + math.cos(valley) * (w + 0.08), -0.35 + math.sin(valley) * 0.78))
        if index < count - 1:
            reach = 1.06 * hair.volume**0.5
            extend(
                outline,
                (x + math.cos(tip) * (w + 0.3 * hair.volume), -0.35 + math.sin(tip) * reach),
            )
    extend(outline, (w + 0.04 + x, 0.0), (w * 0.9 + x * 0.5, 0.0), (w * 0.88, -0.4))
    for index in range(7):
        across = 0.8 - 1.6 * (index + 0.5) / 7
        low = -0.36 - 0.1 * (index % 2) + hair.head.identity.hairline
        extend(outline, (across * w + brow, low), ((across - 0.1) * w + brow, -0.64))
    extend(outline, (-w * 0.88, -0.4), (-w * 0.9 + x * 0.5, 0.0))
    canvas.fill(outline, hair.head.hair_brush)
    with canvas.clipped(outline):
        for index in range(7):
            angle = math.pi * (1.12 + 0.76 * index / 6)
            start, end = _ray(x, angle, w * 0.75, 0.6), _ray(x, angle, w + 0.16, 1.0)
            canvas.line(*start, *end, pen(hair.head.hair_shade, 0.022, 120))


def _ray(x: float, angle: float, across: float, down: float) -> Point:
    return x + math.cos(angle) * across, -0.35 + math.sin(angle) * down


def _messy(canvas: Canvas, hair: Haircut) -> None:
    rng, w, x, brow = hair.head.random(15), hair.width, hair.crown, hair.brow
    wide, count = w + 0.07, 11
    outline = curve((-wide + x, 0.14))
    for index in range(count):  # tufts over the crown, leaning to the combed side
        start, end = (math.pi * (0.97 + 1.06 * step / count) for step in (index, index + 1))
        reach = 1.0 + rng.uniform(0.08, 0.2) * hair.volume
        lean = start + (end - start) * (0.5 + 0.35 * hair.side)
        tip = _ray(x, lean, wide * reach, 0.86 * reach)
        bend = _ray(x, (start + lean) / 2, wide * 1.1, 0.92)
        extend(outline, (*bend, *tip), _ray(x, end, wide, 0.82))
    extend(outline, (wide + x, 0.14), (w * 0.9, -0.05))
    for across in np.linspace(0.82, -0.82, 8).tolist()[:-1]:
        low = -0.3 - 0.1 * rng.random() + hair.head.identity.hairline
        bend = (across * w + brow, -0.52, (across - 0.13) * w + brow - hair.side * 0.05, low)
        extend(outline, bend, ((across - 0.2) * w + brow, -0.48))
    extend(outline, (-w * 0.9, -0.05))
    outline.closeSubpath()
    winding(outline)  # the tufts overlap
    canvas.fill(outline, hair.head.hair_brush)
    with canvas.clipped(outline):
        for index in range(8):
            across = w * (-0.95 + 0.27 * index)
            start = (x + across * 0.25 - hair.side * 0.1, -1.08)
            bend = (across * 1.1 + x, -0.95, across * 1.15 + brow * 0.6, -0.42)
            colour = hair.head.hair_light if index % 2 else hair.head.hair_shade
            canvas.stroke(curve(start, bend), pen(colour, 0.024, 120))


_STYLES: dict[str, Callable[[Canvas, Haircut], None]] = {
    "bald": _bald,
    "buzz cut": _buzz_cut,
    "side part": _side_part,
    "quiff": _quiff,
    "pixie cut": _pixie_cut,
    "bob": _bob,
    "long straight hair": _long_straight,
    "long wavy hair": _long_wavy,
    "afro": _afro,
    "curly hair": _curly,
    "bun": _tied_back,
    "ponytail": _tied_back,
    "braids": _braids,
    "mohawk": _mohawk,
    "headscarf": _headscarf,
    "spiky hair": _spiky,
    "messy hair": _messy,
}
