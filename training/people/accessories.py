"""Facial hair and glasses."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainterPath

from training.people.canvas import Canvas, curve, ink, linear, pen, round_box, shape
from training.people.head import Head
from training.people.palette import PAINTS, Colour, darken, lighten

_BRIGHT_DYES = ("pink", "blue", "green", "purple")
_LENS = 0.225  # radius


def draw_facial_hair(canvas: Canvas, head: Head) -> None:
    """Draw beard, goatee, moustache or stubble; goes below the mouth, which is drawn after it."""
    kind = head.identity.facial_hair
    dyed = head.identity.hair_colour in _BRIGHT_DYES
    colour = darken(head.hair, 0.2) if dyed else head.hair
    if kind == "beard":
        _draw_beard(canvas, head, colour)
    elif kind == "stubble":
        with canvas.clipped(head.face):
            shadow = darken(colour, 0.15)
            fade = (0, ink(shadow, 0)), (0.4, ink(shadow, 70)), (1, ink(shadow, 120))
            canvas.fill(_beard_region(head, 0.4), linear((0, 0.3), (0, 0.95), *fade))
    elif kind == "goatee":
        _draw_goatee(canvas, head, colour)
    if kind in ("goatee", "moustache"):
        _draw_moustache(canvas, head, colour)


def _beard_region(head: Head, bottom: float) -> QPainterPath:
    """Everything below the sideburns and the cheek line, far wider than the face."""
    y = head.mouth.middle[1]
    far, near, upper = (head.across(x) for x in (0.44, 0.2, 0))
    far_left, near_left = head.across(-0.44), head.across(-0.2)
    edge = head.identity.face_width
    back = -head.turn * 0.03
    return shape(
        (-1.2, 0.35),
        (-edge + back, -0.02),
        (-edge * 0.9 + back, -0.02),
        (-edge * 0.84 + back, 0.5, far_left, y - 0.17, near_left, y - 0.15),
        (upper, y - 0.19, near, y - 0.15),
        (far, y - 0.17, edge * 0.84 + back, 0.5, edge * 0.9 + back, -0.02),
        (edge + back, -0.02),
        (1.2, 0.35),
        (1.2, 1.2 + bottom),
        (-1.2, 1.2 + bottom),
    )


def _draw_beard(canvas: Canvas, head: Head, colour: Colour) -> None:
    x, y = head.mouth.middle
    half = (head.mouth.right[0] - head.mouth.left[0]) / 2
    gap = 0.19 if head.scene.expression in ("grinning", "surprised") else 0.115
    outer = head.outline(grow=0.17)
    brush = linear((0, 0.1), (0, 1.2), (0, ink(colour)), (1, ink(darken(colour, 0.3))))
    region = _beard_region(head, 0.5)
    hole = QPainterPath()
    hole.addEllipse(x - half, y + 0.02 - gap, 2 * half, 2 * gap)
    region.addPath(hole)  # odd-even filling leaves it open
    region.setFillRule(Qt.FillRule.OddEvenFill)
    with canvas.clipped(outer):
        canvas.fill(region, brush)
    rng, chin = head.random(2), head.turn * 0.14
    strand = pen(lighten(colour, 0.18), 0.016, 150)
    with canvas.clipped(outer), canvas.clipped(region):
        for index in range(16):
            start = -0.7 + index * 0.092 + chin
            top, end = rng.uniform(0.6, 0.8), rng.uniform(0.9, 1.1)
            canvas.line(start, top, start * 0.9 + chin * 0.1, end, strand)


def _draw_goatee(canvas: Canvas, head: Head, colour: Colour) -> None:
    x, y = head.mouth.middle
    if head.scene.expression in ("grinning", "surprised"):
        y += 0.06
    chin = head.turn * 0.14
    low = 1.12 + head.identity.chin_length
    tuft = shape(
        (x - 0.16, y + 0.15),
        (x, y + 0.19, x + 0.16, y + 0.15),
        (x + 0.2, low - 0.08, chin, low),
        (x - 0.2, low - 0.08, x - 0.16, y + 0.15),
    )
    canvas.fill(tuft, linear((0, y), (0, low), (0, ink(colour)), (1, ink(darken(colour, 0.2)))))


def _draw_moustache(canvas: Canvas, head: Head, colour: Colour) -> None:
    width, (x, y) = head.identity.mouth_width * 1.25, head.mouth.middle
    left, right = head.across(-width, head.jaw_radius), head.across(width, head.jaw_radius)
    whiskers = shape(
        (left, y + 0.03),
        (left + 0.05, y - 0.14, x - 0.1, y - 0.2, x, y - 0.125),
        (x + 0.1, y - 0.2, right - 0.05, y - 0.14, right, y + 0.03),
        (right - 0.1, y - 0.02, x + 0.08, y - 0.04, x, y - 0.05),
        (x - 0.08, y - 0.04, left + 0.1, y - 0.02, left, y + 0.03),
    )
    canvas.fill(whiskers, ink(colour))


def draw_glasses(canvas: Canvas, head: Head) -> None:
    """Draw the person's glasses, if any."""
    kind = head.identity.glasses
    if kind == "none":
        return
    colour, y = PAINTS[head.identity.glasses_colour], head.eye_y
    rim = pen(colour, 0.04)
    edges: list[tuple[float, float]] = []  # left and right end of each lens
    for side in (-1, 1):
        place = side * max(head.identity.eye_spacing, 0.29)
        x, half = head.across(place) + head.turn * 0.03, _LENS * head.narrowing(place)
        edges.append((x - half, x + half))
        lens = _lens(kind, x, y, half)
        if kind == "sunglasses":
            dark = (0, ink((40, 40, 60), 225)), (1, ink((110, 70, 110), 215))
            canvas.fill(lens, linear((x - half, y - 0.2), (x + half, y + 0.2), *dark), rim)
        else:
            canvas.fill(lens, ink((220, 240, 255), 46), rim)
        shine = pen((255, 255, 255), 0.022, 120)
        canvas.line(x - half * 0.45, y - 0.07, x - half * 0.13, y - 0.13, shine)
    temple = head.identity.face_width * 0.97
    canvas.stroke(
        curve(
            (edges[0][1], y - 0.03),
            ((edges[0][1] + edges[1][0]) / 2, y - 0.07, edges[1][0], y - 0.03),
        ),
        rim,
    )
    ends = -temple - head.turn * 0.02, temple - head.turn * 0.02
    if edges[0][0] > ends[0]:
        canvas.line(edges[0][0], y - 0.05, ends[0], y - 0.03, rim)
    if edges[1][1] < ends[1]:
        canvas.line(edges[1][1], y - 0.05, ends[1], y - 0.03, rim)


def _lens(kind: str, x: float, y: float, half: float) -> QPainterPath:
    if kind == "square glasses":
        return round_box(x - half * 1.05, y - 0.17, 2.1 * half, 0.36, 0.07)
    if kind == "round glasses":
        circle = QPainterPath()
        circle.addEllipse(x - half, y + 0.01 - _LENS, 2 * half, 2 * _LENS)
        return circle
    wide = half * 1.08
    return shape(
        (x - wide, y - 0.13),
        (x, y - 0.19, x + wide, y - 0.13),
        (x + half * 1.1, y + 0.25, x - half * 1.1, y + 0.25, x - wide, y - 0.13),
    )
