"""Backgrounds, drawn in picture coordinates (0..1)."""

from collections.abc import Callable

import numpy as np
from PySide6.QtGui import QBrush, QColor

from training.people.canvas import Canvas, curve, extend, ink, linear, pen, radial, shape
from training.people.palette import PAINTS, Colour, darken, is_pale, lighten, mix
from training.people.scene import Scene

Random = np.random.Generator
_SKIES: dict[str, tuple[Colour, Colour]] = {  # above, below
    "mountains": ((140, 200, 236), (226, 240, 244)),
    "sunset": ((96, 70, 150), (255, 170, 96)),
    "mars": ((232, 150, 96), (250, 206, 150)),
    "snow": ((170, 196, 222), (236, 242, 248)),
}
_LANDS: dict[str, tuple[Colour, Colour]] = {  # far, near
    "mountains": ((112, 150, 178), (78, 128, 112)),
    "sunset": ((96, 60, 110), (58, 38, 80)),
    "mars": ((206, 104, 62), (164, 70, 46)),
    "snow": ((200, 216, 232), (246, 250, 252)),
}
_WINDOW_LIGHT: Colour = (255, 226, 140)


def draw_background(canvas: Canvas, scene: Scene) -> None:
    """Fill the whole picture."""
    rng = np.random.default_rng(scene.seed)
    first, second = (PAINTS[name] for name in scene.background_colours)
    if scene.background in _LANDS:
        _landscape(canvas, scene.background, rng)
    else:
        _PAINTERS[scene.background](canvas, first, second, rng)


def _plain(canvas: Canvas, first: Colour, second: Colour, rng: Random) -> None:
    base = lighten(first, 0.18)
    _flood(canvas, radial(0.5, 0.45, 0.8, (0, ink(lighten(base, 0.22))), (1, ink(base))))


def _gradient(canvas: Canvas, first: Colour, second: Colour, rng: Random) -> None:
    above, below = ink(lighten(first, 0.18)), ink(lighten(second, 0.18))
    _flood(canvas, linear((0, 0), (0.3, 1), (0, above), (1, below)))


def _circle(canvas: Canvas, first: Colour, second: Colour, rng: Random) -> None:
    _flood(canvas, ink(lighten(first, 0.18)))
    canvas.ellipse(0.5, 0.46, 0.42, 0.42, ink(lighten(second, 0.35)))


def _stripes(canvas: Canvas, first: Colour, second: Colour, rng: Random) -> None:
    _flood(canvas, ink(lighten(first, 0.18)))
    stroke = pen(darken(first, 0.1) if is_pale(first) else lighten(first, 0.42), 0.045)
    direction = rng.integers(3)
    for index in range(-14, 28):
        at = index * 0.09
        if direction == 0:
            canvas.line(at, 0, at + 0.5, 1, stroke)
        elif direction == 1:
            canvas.line(at, 0, at, 1, stroke)
        else:
            canvas.line(0, at, 1, at, stroke)


def _dots(canvas: Canvas, first: Colour, second: Colour, rng: Random) -> None:
    _flood(canvas, ink(lighten(first, 0.18)))
    brush = ink(darken(first, 0.12) if is_pale(first) else lighten(first, 0.5))
    for row in range(10):
        for column in range(10):
            canvas.ellipse(column * 0.115 + (row % 2) * 0.057, row * 0.115, 0.022, 0.022, brush)


def _bokeh(canvas: Canvas, first: Colour, second: Colour, rng: Random) -> None:
    above, below = ink(darken(first, 0.45)), ink(darken(second, 0.3))
    _flood(canvas, linear((0, 0), (0, 1), (0, above), (1, below)))
    for index in range(26):
        x, y = rng.uniform(0, 1, 2)
        radius = rng.uniform(0.02, 0.09)
        glow = lighten(first if index % 2 else second, 0.5)
        canvas.ellipse(x, y, radius, radius, ink(glow, int(rng.integers(40, 130))))


def _jungle(canvas: Canvas, first: Colour, second: Colour, rng: Random) -> None:
    above, below = ink((150, 200, 110)), ink((30, 84, 58))
    _flood(canvas, linear((0, 0), (0, 1), (0, above), (1, below)))
    for _ in range(34):
        x, y = rng.uniform(-0.05, 1.05, 2)
        length = rng.uniform(0.12, 0.26)
        green = mix((30, 96, 60), (120, 190, 80), rng.random())
        bulge = length * 0.34
        with canvas.moved(x, y, rng.uniform(0, 360)):
            leaf = shape((0, 0), (length / 2, -bulge, length, 0), (length / 2, bulge, 0, 0))
            canvas.fill(leaf, ink(green))
            canvas.line(0, 0, length, 0, pen(darken(green, 0.3), 0.005))


def _night_sky(canvas: Canvas, first: Colour, second: Colour, rng: Random) -> None:
    _flood(canvas, linear((0, 0), (0, 1), (0, ink((16, 20, 60))), (1, ink((80, 60, 130)))))
    for _ in range(70):
        x, y = rng.uniform(0, 1, 2)
        radius = rng.uniform(0.002, 0.007)
        canvas.ellipse(x, y, radius, radius, ink((255, 250, 220), int(rng.integers(110, 255))))
    moon = 0.13 if rng.random() < 0.5 else 0.85
    canvas.ellipse(moon, 0.15, 0.085, 0.085, ink((255, 244, 200)))
    canvas.ellipse(moon + 0.035, 0.13, 0.075, 0.075, ink((24, 26, 72)))


def _landscape(canvas: Canvas, name: str, rng: Random) -> None:
    above, below = _SKIES[name]
    _flood(canvas, linear((0, 0), (0, 0.8), (0, ink(above)), (1, ink(below))))
    if name == "sunset":
        canvas.ellipse(rng.uniform(0.1, 0.9), 0.5, 0.13, 0.13, ink((255, 226, 140)))
    elif name == "mars":
        canvas.ellipse(rng.uniform(0.1, 0.9), 0.15, 0.06, 0.06, ink((255, 236, 200)))
    for layer, colour in enumerate(_LANDS[name]):
        _hills(canvas, colour, layer, name in ("mountains", "sunset") and layer == 0, rng)
    if name == "snow":
        for _ in range(60):
            x, y = rng.uniform(0, 1, 2)
            radius = rng.uniform(0.004, 0.013)
            canvas.ellipse(x, y, radius, radius, ink((255, 255, 255), 210))


def _hills(canvas: Canvas, colour: Colour, layer: int, peaked: bool, rng: Random) -> None:
    height = 0.5 + 0.17 * layer
    count = 5 + layer
    outline = curve((0, 1), (0, height))
    for index in range(count + 1):
        x, top = index / count, (index - 0.5) / count
        if peaked:
            extend(outline, (top, height - rng.uniform(0.06, 0.22)), (x, height + 0.02))
        else:
            rise, end = rng.uniform(0.02, 0.12), height + rng.uniform(-0.02, 0.02)
            extend(outline, (top, height - rise, x, end))
    extend(outline, (1, 1))
    canvas.fill(outline, ink(colour))


def _city(canvas: Canvas, first: Colour, second: Colour, rng: Random) -> None:
    sky = mix(first, (60, 70, 130), 0.5)
    _flood(canvas, linear((0, 0), (0, 1), (0, ink(sky)), (1, ink((250, 190, 160)))))
    rows = (mix(first, (120, 110, 160), 0.6), mix(first, (50, 46, 84), 0.75))
    for row, colour in enumerate(rows):
        x = -0.02
        while x < 1:
            width, height = rng.uniform(0.08, 0.16), rng.uniform(0.3, 0.66) - 0.14 * row
            canvas.rectangle(x, 1 - height, width, height, ink(colour))
            _lit_windows(canvas, x, 1 - height, width, rng)
            x += width + rng.uniform(0, 0.02)


def _lit_windows(canvas: Canvas, left: float, top: float, width: float, rng: Random) -> None:
    light = ink(_WINDOW_LIGHT, 190)
    for y in np.arange(top + 0.03, 1, 0.055):
        for x in np.arange(left + 0.02, left + width - 0.025, 0.036):
            if rng.random() < 0.45:
                canvas.rectangle(x, y, 0.016, 0.024, light)


def _window(canvas: Canvas, first: Colour, second: Colour, rng: Random) -> None:
    _flood(canvas, ink(lighten(first, 0.18)))
    left = rng.choice((-0.12, 0.02, 0.52, 0.66)) + rng.uniform(0, 0.06)  # beside the head
    canvas.rectangle(left, 0.06, 0.44, 0.58, ink((250, 248, 240)))
    sky = linear((0, 0.08), (0, 0.6), (0, ink((140, 200, 238))), (1, ink((222, 240, 248))))
    for across in (0.02, 0.23):
        for down in (0.08, 0.36):
            canvas.rectangle(left + across, down, 0.19, 0.26, sky)
    curtain = lighten(second, 0.3)
    for edge in (-0.05, 0.4):
        canvas.rectangle(left + edge, 0.03, 0.09, 0.66, ink(curtain))
        for fold in (0.03, 0.06):
            x = left + edge + fold
            canvas.line(x, 0.04, x, 0.68, pen(darken(curtain, 0.15), 0.006))


def _flood(canvas: Canvas, brush: QBrush | QColor) -> None:
    canvas.rectangle(0, 0, 1, 1, brush)


_PAINTERS: dict[str, Callable[[Canvas, Colour, Colour, Random], None]] = {
    "plain": _plain,
    "gradient": _gradient,
    "circle": _circle,
    "stripes": _stripes,
    "dots": _dots,
    "bokeh": _bokeh,
    "jungle": _jungle,
    "night sky": _night_sky,
    "city": _city,
    "window": _window,
}
