"""Eyes, lashes and brows."""

from dataclasses import dataclass

from PySide6.QtGui import QPainterPath

from training.people.canvas import Canvas, curve, ink, linear, pen, radial, shape
from training.people.head import Head
from training.people.palette import EYES, Colour, darken, lighten, mix

_OPENINGS = {
    "neutral": 1.0,
    "smiling": 0.86,
    "grinning": 0.72,
    "surprised": 1.3,
    "sad": 0.82,
    "angry": 0.8,
}
_BROW_DROPS = {  # how far the brows move down
    "neutral": 0.0,
    "smiling": -0.02,
    "grinning": -0.03,
    "surprised": -0.11,
    "sad": -0.02,
    "angry": 0.05,
}
_BROW_TURNS = {"sad": 14.0, "angry": -17.0}  # degrees at strength 1
_PALE_HAIR = ("blond", "platinum", "white", "grey")
_BLACK: Colour = (18, 14, 18)
_SHINE: Colour = (255, 255, 255)


@dataclass(frozen=True)
class _Eye:
    """One eye in its own coordinates: origin in its middle, lengths head-local."""

    head: Head
    side: int  # -1: on the picture's left
    width: float  # half
    height: float  # half

    def opening(self) -> QPainterPath:
        w, h = self.width, self.height
        upper = (-w * 0.6, -h * 1.25, w * 0.6, -h * 1.25, w, 0.0)
        return shape((-w, 0.01), upper, (w * 0.6, h * 1.1, -w * 0.6, h * 1.1, -w, 0.01))


def draw_eyes(canvas: Canvas, head: Head) -> None:
    """Draw both eyes and brows."""
    identity = head.identity
    width = 0.162 * identity.eye_size
    height = (0.082 + 0.045 * identity.eye_roundness) * identity.eye_size
    height *= _OPENINGS[head.scene.expression]
    for side in (-1, 1):
        x = side * identity.eye_spacing
        squeeze = (head.narrowing(x), 1.0)
        eye = _Eye(head, side, width, height)
        with canvas.moved(head.across(x), head.eye_y, -side * identity.eye_slant, squeeze):
            opening = eye.opening()
            stops = (0, ink((214, 214, 226))), (0.5, ink((252, 252, 254)))
            canvas.fill(opening, linear((0, -height), (0, height), *stops))
            with canvas.clipped(opening):
                _draw_iris(canvas, eye)
            _draw_lids(canvas, eye)
        _draw_brow(canvas, head, side, squeeze)


def _draw_iris(canvas: Canvas, eye: _Eye) -> None:
    head, scene = eye.head, eye.head.scene
    radius = 0.09 * head.identity.eye_size * (0.94 if scene.expression == "surprised" else 1)
    x, y = scene.gaze[0] * 0.05 + head.turn * 0.03, scene.gaze[1] * 0.03 - 0.005
    colour = EYES[head.identity.eye_colour]
    stops = (0, ink(lighten(colour, 0.42))), (1, ink(darken(colour, 0.15)))
    rim = pen(darken(colour, 0.5), 0.016)
    canvas.ellipse(x, y, radius, radius, radial(x, y + radius * 0.4, radius * 1.3, *stops), rim)
    canvas.ellipse(x, y, radius * 0.48, radius * 0.48, ink(_BLACK))
    lid_shadow = ink((0, 0, 0), 60)
    canvas.rectangle(-eye.width, -eye.height * 1.3, 2 * eye.width, eye.height * 0.62, lid_shadow)
    shine = ink(_SHINE, 240)
    canvas.ellipse(x - radius * 0.32, y - radius * 0.38, radius * 0.28, radius * 0.28, shine)
    canvas.ellipse(x + radius * 0.36, y + radius * 0.36, radius * 0.13, radius * 0.13, shine)


def _draw_lids(canvas: Canvas, eye: _Eye) -> None:
    head, w, h = eye.head, eye.width, eye.height
    lashes = head.identity.lashes
    colour = mix(head.line_colour, (30, 20, 26), 0.6)
    upper = curve((-w * 1.03, 0.02), (-w * 0.6, -h * 1.3, w * 0.6, -h * 1.3, w * 1.03, 0.01))
    canvas.stroke(upper, pen(colour, 0.024 + 0.022 * lashes))
    if lashes > 0.3:
        for index, (out, up) in enumerate(((0.16, -0.07), (0.13, -0.12), (0.04, -0.14))):
            x, y = eye.side * w * (1 - 0.22 * index), -h * 0.28 * index
            end = x + eye.side * out * 0.55 * lashes, y + up * 0.62 * lashes
            canvas.line(x, y, *end, pen(colour, 0.022))
    fold = pen(head.skin_shade, 0.014, 190)
    canvas.stroke(curve((-w * 0.8, -h * 0.95), (0, -h * 1.72, w * 0.85, -h * 0.95)), fold)
    canvas.stroke(curve((-w * 0.7, h * 0.75), (0, h * 1.25, w * 0.8, h * 0.55)), fold)


def _draw_brow(canvas: Canvas, head: Head, side: int, squeeze: tuple[float, float]) -> None:
    identity, scene = head.identity, head.scene
    y = head.eye_y - 0.215 - identity.brow_gap - 0.05 * (identity.eye_size - 1)
    y += _BROW_DROPS[scene.expression]
    turn = _BROW_TURNS.get(scene.expression, 0) * scene.strength + 1 - identity.brow_angle * 0.5
    thick, arch = identity.brow_thickness, 0.03 + 0.06 * identity.brow_arch
    brow = shape(
        (-0.18, 0.03),
        (0.03, -arch - thick * 0.6, 0.22, 0.03),
        (0.03, -arch + thick * 0.9, -0.18, 0.03 + thick * 0.7),
    )
    colour = head.hair_shade
    if identity.hair_colour in _PALE_HAIR:
        colour = mix(colour, head.line_colour, 0.35)
    x = head.across(side * identity.eye_spacing)
    with canvas.moved(x, y, turn, (side * squeeze[0], squeeze[1])):
        canvas.fill(brow, ink(colour), pen(colour, 0.014))
