"""The skin of a face and what lies on it: ears, blush, freckles, wrinkles, nose, mouth."""

import numpy as np

from training.people.canvas import Canvas, curve, ink, linear, pen, radial, shape
from training.people.head import Head
from training.people.identity import MOLES
from training.people.palette import Colour, darken, lighten, mix

_BLUSH: Colour = (235, 90, 90)
_LIP_BASE: Colour = (190, 80, 84)
_LIPSTICK: Colour = (204, 40, 62)
_GOLD: Colour = (246, 206, 90)


def draw_ears(canvas: Canvas, head: Head) -> None:
    """Draw both ears, with earrings; a headscarf hides them."""
    if head.identity.hair_style == "headscarf":
        return
    size = 0.17 * head.identity.ear_size
    y = 0.1 + head.tilt * 0.5
    outer, inner = (ink(mix(head.skin, head.skin_shade, share)) for share in (0.3, 0.75))
    for side in (-1, 1):
        x = side * head.identity.face_width - head.turn * 0.02
        if side * head.turn > 0:
            x -= side * abs(head.turn) * 0.28
        canvas.ellipse(x, y, size * 0.72, size * 1.15, outer)
        canvas.ellipse(x + side * 0.015, y, size * 0.4, size * 0.72, inner)
        if head.identity.earrings and side * head.turn <= 0.12:
            rim = pen(darken(_GOLD, 0.3), 0.012)
            canvas.ellipse(x + side * 0.02, y + size * 1.25, 0.055, 0.055, ink(_GOLD), rim)


def draw_skin(canvas: Canvas, head: Head) -> None:
    """Draw the face without features."""
    side = head.scene.light_side
    stops = (0, ink(lighten(head.skin, 0.12))), (0.5, ink(head.skin))
    edge = ink(mix(head.skin, head.skin_shade, 0.55))
    canvas.fill(head.face, radial(-0.25 * side + head.turn * 0.3, -0.25, 1.5, *stops, (1, edge)))
    with canvas.clipped(head.face):
        depth = 0.55 if head.scene.light == "side" else 0.28
        none, full = ink(head.skin_shade, 0), ink(head.skin_shade, 255 * depth)
        brush = linear((-0.85 * side, 0), (0.85 * side, 0), (0, none), (0.62, none), (1, full))
        canvas.rectangle(-1.2, -1.2, 2.4, 2.6, brush)
        _draw_blush(canvas, head)
        if head.identity.freckles:
            _draw_freckles(canvas, head)
        _draw_mole(canvas, head)
        if head.identity.age == "old":
            _draw_wrinkles(canvas, head)


def _draw_blush(canvas: Canvas, head: Head) -> None:
    y = 0.34 + head.tilt
    colour, none = ink(_BLUSH, 90 * head.identity.blush), ink(_BLUSH, 0)
    for side in (-1, 1):
        x = head.across(side * 0.44)
        canvas.ellipse(x, y, 0.22, 0.22, radial(x, y, 0.22, (0, colour), (1, none)))


def _draw_freckles(canvas: Canvas, head: Head) -> None:
    rng = head.random(1)
    brush = ink(mix(head.skin_shade, (140, 70, 40), 0.5), 170)
    for _ in range(26):
        x = float(np.clip(rng.normal(0, 0.28), -0.7, 0.7))
        y = 0.24 + rng.normal(0, 0.07) + abs(x) * 0.1
        canvas.ellipse(head.across(x), y + head.tilt, 0.016, 0.016, brush)


def _draw_mole(canvas: Canvas, head: Head) -> None:
    place = MOLES[head.identity.mole]
    if place is not None:
        x, y = head.across(place[0]), place[1] + head.tilt
        canvas.ellipse(x, y, 0.026, 0.026, ink((70, 36, 30)))


def _draw_wrinkles(canvas: Canvas, head: Head) -> None:
    line, spacing = pen(head.skin_shade, 0.022, 170), head.identity.eye_spacing
    for y in (-0.52, -0.43):
        ends = head.across(-0.3), head.across(0.3)
        canvas.stroke(
            curve((ends[0], y + 0.02), (head.across(0), y - 0.03, ends[1], y + 0.02)), line
        )
    for side in (-1, 1):
        start, bend, end = (head.across(side * x) for x in (0.17, 0.31, 0.33))
        y = head.tilt
        canvas.stroke(curve((start, 0.36 + y), (bend, 0.46 + y, end, 0.6 + y)), line)
        inner, middle, outer = (head.across(side * (spacing + x)) for x in (-0.12, 0, 0.13))
        y = head.eye_y
        canvas.stroke(curve((inner, y + 0.17), (middle, y + 0.24, outer, y + 0.17)), line)


def draw_nose(canvas: Canvas, head: Head) -> None:
    """Draw the nose of the person's shape around `head.nose`."""
    x, y = head.nose
    width, side = head.identity.nose_width, head.scene.light_side
    shadow = radial(
        x, y - 0.02, width * 1.7, (0, ink(head.skin_shade, 90)), (1, ink(head.skin_shade, 0))
    )
    canvas.ellipse(x, y - 0.01, width * 1.6, width * 1.3, shadow)
    colour = mix(head.skin_shade, head.line_colour, 0.25)
    if head.identity.nose_shape == "button":
        line = curve((x - width * 0.8, y), (x, y + 0.09, x + width * 0.8, y))
        canvas.stroke(line, pen(colour, 0.028))
    elif head.identity.nose_shape == "bridge":
        away = 1 if head.turn >= 0 else -1
        line = curve(
            (head.across(-0.03 * away), head.eye_y + 0.04),
            (x + 0.06 * away * (1 + abs(head.turn)), y - 0.08, x + width * 0.7 * away, y),
            (x + width * 0.3 * away, y + 0.07, x - width * 0.5 * away, y + 0.03),
        )
        canvas.stroke(line, pen(colour, 0.028))
    elif head.identity.nose_shape == "wedge":
        wedge = shape(
            (head.across(0), head.eye_y + 0.02),
            (x + width * side, y + 0.01),
            (x, y + 0.08, x - width * 0.7 * side, y + 0.02),
        )
        canvas.fill(wedge, ink(head.skin_shade, 135))
    else:
        _draw_nostrils(canvas, x, y, width, colour)
    canvas.ellipse(x - side * 0.02, y - 0.07, width * 0.26, width * 0.34, ink((255, 255, 255), 80))


def _draw_nostrils(canvas: Canvas, x: float, y: float, width: float, colour: Colour) -> None:
    for side in (-1, 1):
        canvas.ellipse(
            x + side * width * 0.5, y + 0.02, width * 0.23, width * 0.15, ink(colour, 220)
        )
        box = (x + side * width * 0.78 - width * 0.35, y - 0.07, width * 0.7, 0.12)
        canvas.painter.setBrush(ink(colour, 0))
        canvas.arc(box, 270 if side > 0 else 130, 140, pen(colour, 0.022))


def draw_mouth(canvas: Canvas, head: Head) -> None:
    """Draw the mouth of the scene's expression."""
    natural = mix(head.skin, _LIP_BASE, 0.42)
    colour = mix(natural, _LIPSTICK, head.identity.lip_colour * 0.8)
    if head.scene.expression in ("grinning", "surprised"):
        _draw_open_mouth(canvas, head, colour)
    else:
        _draw_closed_mouth(canvas, head, colour)
    x, y = head.mouth.middle
    none, shade = ink(head.skin_shade, 0), ink(head.skin_shade, 70)
    below = head.identity.lip_fullness * 0.6 + 0.15
    canvas.ellipse(
        x, y + below, 0.13, 0.06, radial(x, y + below - 0.01, 0.12, (0, shade), (1, none))
    )


def _draw_open_mouth(canvas: Canvas, head: Head, colour: Colour) -> None:
    (left, corner), (right, _) = head.mouth.left, head.mouth.right
    x, y = head.mouth.middle
    grin = head.scene.expression == "grinning"
    drop = (0.19 if grin else 0.17) * head.scene.strength
    if grin:
        low = y + drop * 1.25
        hole = shape(
            (left, corner),
            (x, y + 0.03, right, corner),
            (right - 0.03, low, left + 0.03, low, left, corner),
        )
    else:
        high, low = y - drop, y + drop * 1.2
        hole = shape(
            (left, corner),
            (left, high, right, high, right, corner),
            (right, low, left, low, left, corner),
        )
    canvas.fill(hole, ink((110, 28, 40)), pen(colour, 0.03 + head.identity.lip_fullness * 0.5))
    with canvas.clipped(hole):
        canvas.ellipse(x, y + drop * 0.95, (right - left) * 0.3, drop * 0.42, ink((226, 92, 98)))
        if grin:
            teeth = shape(
                (left, corner),
                (x, y + 0.03, right, corner),
                (right - 0.04, corner + 0.06),
                (x, y + 0.13, left + 0.04, corner + 0.06),
            )
            canvas.fill(teeth, ink((252, 250, 246)))


def _draw_closed_mouth(canvas: Canvas, head: Head, colour: Colour) -> None:
    (left, corner), (right, _) = head.mouth.left, head.mouth.right
    x, lip, lift = head.mouth.middle[0], head.identity.lip_fullness, head.mouth.lift
    y, width = head.mouth.middle[1] + lift * 1.1, right - left
    lips = shape(
        (left, corner),
        (left + width * 0.3, y - lip * 1.15, x - 0.03, y - lip * 0.85),
        (x, y - lip * 0.6, x + 0.03, y - lip * 0.85),
        (right - width * 0.3, y - lip * 1.15, right, corner),
        (right - width * 0.22, y + lip * 1.5, left + width * 0.22, y + lip * 1.5, left, corner),
    )
    stops = (0, ink(darken(colour, 0.1))), (1, ink(lighten(colour, 0.1)))
    canvas.fill(lips, linear((0, y - lip), (0, y + lip * 1.4), *stops))
    canvas.stroke(
        curve((left, corner), (x, y + lift * 0.9, right, corner)), pen(darken(colour, 0.38), 0.028)
    )
    gloss = ink((255, 255, 255), 50 + 60 * head.identity.lip_colour)
    canvas.ellipse(x - 0.03 * head.scene.light_side, y + lip * 0.62, 0.045, lip * 0.2, gloss)
