"""What surrounds a person in one picture: pose, expression, clothes, background, light, style."""

from dataclasses import dataclass

import numpy as np

from training.people.palette import PAINTS

STYLES: dict[str, float] = {  # weight in a random choice
    "flat vector": 0.34,
    "watercolor": 0.14,
    "pencil sketch": 0.09,
    "pop art": 0.09,
    "oil painting": 0.12,
    "neon": 0.09,
    "film noir": 0.06,
    "line art": 0.07,
}
BACKGROUNDS = (
    "plain",
    "gradient",
    "circle",
    "stripes",
    "dots",
    "bokeh",
    "jungle",
    "night sky",
    "mountains",
    "city",
    "mars",
    "snow",
    "sunset",
    "window",
)
CLOTHES = (
    "t-shirt",
    "hoodie",
    "suit",
    "turtleneck",
    "shirt",
    "dress",
    "scarf",
    "striped sweater",
    "denim jacket",
)
EXPRESSIONS: dict[str, float] = {
    "neutral": 0.28,
    "smiling": 0.3,
    "grinning": 0.16,
    "surprised": 0.1,
    "sad": 0.08,
    "angry": 0.08,
}
LIGHTS = ("soft", "warm", "cool", "side")
HEAD_UNIT = 0.335  # half of a usual head's height, as a share of the picture's height


@dataclass(frozen=True)
class Scene:
    """One picture of somebody, without that somebody."""

    yaw: float  # degrees, -32..32, the face turned to the picture's right when positive
    pitch: float  # -1 (looking up) to 1 (down)
    roll: float  # degrees, -18..18, clockwise when positive
    scale: float  # 1 is usual: half of the head's height is HEAD_UNIT of the picture
    place: tuple[float, float]  # middle of the head in picture coordinates, 0..1
    expression: str
    strength: float  # of the expression, 0.6..1.1
    gaze: tuple[float, float]  # -1..1, right and down
    background: str
    background_colours: tuple[str, str]  # names in PAINTS
    clothing: str
    clothing_colours: tuple[str, str]  # names in PAINTS
    light: str
    light_side: int  # -1: light from the left, 1: from the right
    style: str
    seed: int  # the small accidents: leaves, stars, brush strokes


def sample_scene(rng: np.random.Generator, style: str | None = None) -> Scene:
    """Draw a scene at random, in the given art style or in any."""
    x = _normal(rng, 0.5, 0.055, 0.36, 0.64)
    y = _normal(rng, 0.465, 0.035, 0.4, 0.56)
    room = min((0.97 - y) / 1.1, y / 1.05) / HEAD_UNIT  # keeps the chin and the crown inside
    return Scene(
        yaw=_normal(rng, 0, 14, -32, 32),
        pitch=_normal(rng, 0, 0.35, -1, 1),
        roll=_normal(rng, 0, 7, -18, 18),
        scale=min(_normal(rng, 1, 0.09, 0.8, 1.22), room),
        place=(x, y),
        expression=_choose(rng, EXPRESSIONS),
        strength=float(rng.uniform(0.6, 1.1)),
        gaze=(_normal(rng, 0, 0.4, -1, 1), _normal(rng, 0, 0.25, -0.6, 0.6)),
        background=str(rng.choice(BACKGROUNDS)),
        background_colours=_two_paints(rng),
        clothing=str(rng.choice(CLOTHES)),
        clothing_colours=_two_paints(rng),
        light=str(rng.choice(LIGHTS)),
        light_side=int(rng.choice((-1, 1))),
        seed=int(rng.integers(1 << 30)),
        style=_sample_style(rng, style),
    )


def _normal(
    rng: np.random.Generator, mean: float, deviation: float, low: float, high: float
) -> float:
    return float(np.clip(rng.normal(mean, deviation), low, high))


def _choose(rng: np.random.Generator, weights: dict[str, float]) -> str:
    return str(rng.choice(tuple(weights), p=tuple(weights.values())))


def _sample_style(rng: np.random.Generator, style: str | None) -> str:
    if style is not None and style not in STYLES:
        raise ValueError(f"No such style: {style!r}. There are {', '.join(STYLES)}.")
    drawn = _choose(rng, STYLES)  # drawn in any case, so that a seed gives the same scene
    return drawn if style is None else style


def _two_paints(rng: np.random.Generator) -> tuple[str, str]:
    """Two different colours, by name."""
    first, second = rng.choice(tuple(PAINTS), 2, replace=False)
    return str(first), str(second)
