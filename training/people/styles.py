"""The art styles: filters that turn the flat drawing into a painting, a sketch, a neon sign.

All work on RGB uint8 of shape (size, size, 3). Lengths are meant for 256 px and grow with the size.
"""

import math
from collections.abc import Callable

import cv2
import numpy as np

cv2.setNumThreads(1)
Random = np.random.Generator


def apply_style(image: np.ndarray, style: str, seed: int) -> np.ndarray:
    """Filter `image`, RGB uint8 (size, size, 3), in one of `scene.STYLES`; same shape and type."""
    if style == "flat vector":
        return image
    rng = np.random.default_rng((seed, 1))
    result = _FILTERS[style](image, rng, image.shape[0] / 256)
    return np.ascontiguousarray(np.clip(result, 0, 255).astype(np.uint8))


def _blur(image: np.ndarray, sigma: float) -> np.ndarray:
    return cv2.GaussianBlur(image, (0, 0), sigma)


def _grey(image: np.ndarray) -> np.ndarray:
    """Brightness, float32 in 0..255."""
    return cv2.cvtColor(image, cv2.COLOR_RGB2GRAY).astype(np.float32)


def _grid(size: int) -> tuple[np.ndarray, np.ndarray]:
    """Coordinates x and y of each pixel, float32 (size, size)."""
    steps = np.arange(size, dtype=np.float32)
    x, y = np.meshgrid(steps, steps)
    return x, y


def _odd(length: float) -> int:
    """Kernel width: odd and at least 3."""
    return max(3, int(length) // 2 * 2 + 1)


def _noise(rng: Random, size: int) -> np.ndarray:
    return rng.standard_normal((size, size), np.float32)


def _watercolor(image: np.ndarray, rng: Random, unit: float) -> np.ndarray:
    size = image.shape[0]
    smooth = cv2.bilateralFilter(image, _odd(7 * unit), 45, 7 * unit)
    clouds = cv2.resize(_blur(_noise(rng, size // 4), 2 * max(unit, 0.5)), (size, size))
    clouds /= clouds.std() + 1e-6
    x, y = _grid(size)
    wobble_x = x + clouds * 1.3 * unit
    wobble_y = y + np.roll(clouds, size // 3, 0) * 1.3 * unit
    moved = cv2.remap(smooth, wobble_x, wobble_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    paint = moved.astype(np.float32) / 255
    paint += 0.9 * (_blur(paint, unit) - _blur(paint, 3.2 * unit))  # pigment gathers at edges
    paint = (paint * 0.72 + 0.27) * (1 + 0.055 * clouds[..., None])
    paint += 0.02 * _blur(_noise(rng, size), 0.7 * unit)[..., None]
    border = np.minimum(np.minimum(x, size - x), np.minimum(y, size - y)) / size + clouds * 0.012
    inside = np.clip((border - 0.02) / 0.03, 0, 1)[..., None]
    return (paint * inside + 0.975 * (1 - inside)).clip(0, 1) * 255


def _pencil_sketch(image: np.ndarray, rng: Random, unit: float) -> np.ndarray:
    grey = _grey(image)
    x, y = _grid(image.shape[0])
    outline = np.clip(grey / (_blur(grey, 3.2 * unit) + 1e-3), 0, 1) ** 2.2
    tone = grey / 255
    hatch = 0.5 + 0.5 * np.sin((x + y) * 0.8 / unit)
    cross = 0.5 + 0.5 * np.sin((x - y) * 0.8 / unit)
    shade = 1 - np.clip(0.62 - tone, 0, 1) * (0.3 + 0.34 * hatch)
    shade -= np.clip(0.34 - tone, 0, 1) * (0.3 + 0.5 * cross) + 0.1 * (1 - tone)
    light = np.clip(outline * shade, 0, 1)[..., None]
    paper, lead = np.array([251, 246, 237], np.float32), np.array([41, 41, 48], np.float32)
    return light * paper + (1 - light) * lead


def _pop_art(image: np.ndarray, rng: Random, unit: float) -> np.ndarray:
    smooth = cv2.bilateralFilter(image, _odd(7 * unit), 60, 7 * unit)
    hsv = cv2.cvtColor(smooth, cv2.COLOR_RGB2HSV).astype(np.float32)
    hsv[..., 1] = np.clip(hsv[..., 1] * 1.55 + 12, 0, 255)
    hsv[..., 2] = np.clip(np.round(hsv[..., 2] / 52) * 52 * 1.12 + 10, 0, 255)
    print_ = cv2.cvtColor(hsv.astype(np.uint8), cv2.COLOR_HSV2RGB).astype(np.float32)
    x, y = _grid(image.shape[0])
    turn = 2 * np.pi / (12 * unit)
    screen = (np.cos(turn * (x + y)) * 0.5 + np.cos(turn * (x - y)) * 0.5 + 1) / 2
    tone = _blur(image.mean(2, dtype=np.float32) / 255, 2 * unit)
    dots = np.clip((screen - (0.3 + 0.62 * tone)) * 3, 0, 1)[..., None]
    print_ *= 1 - dots * 0.26
    grey = _grey(image)
    edge = _blur(grey, 2.2 * unit) - _blur(grey, 0.8 * unit)
    black = np.clip((edge - 5) / 9, 0, 1)[..., None]
    return print_ * (1 - black) + 18 * black


def _oil_painting(image: np.ndarray, rng: Random, unit: float) -> np.ndarray:
    base = cv2.medianBlur(image, _odd(5 * unit))
    soft = _blur(_grey(base), 2 * unit)
    across, down = cv2.Sobel(soft, cv2.CV_32F, 1, 0), cv2.Sobel(soft, cv2.CV_32F, 0, 1)
    slope = np.hypot(across, down) * unit
    canvas = cv2.medianBlur(base, _odd(7 * unit))
    _brush_strokes(canvas, base, np.arctan2(across, -down), slope, rng, unit)
    detail = np.clip(_blur(slope, 2 * unit) / 46, 0, 1)[..., None] * 0.8
    crisp = cv2.bilateralFilter(image, _odd(5 * unit), 40, 5 * unit)
    painted = canvas * (1 - detail) + crisp * detail
    grey = _grey(painted.astype(np.uint8))
    relief = np.clip(grey - np.roll(grey, (1, 1), (0, 1)), -25, 25)
    return painted * np.array([1.03, 0.99, 0.92], np.float32) + relief[..., None] * 0.45


def _brush_strokes(
    canvas: np.ndarray,
    base: np.ndarray,
    angles: np.ndarray,
    slope: np.ndarray,
    rng: Random,
    unit: float,
) -> None:
    """Paint short strokes of the picture's colours, along its edges, in place."""
    size = canvas.shape[0]
    count = int(900 * unit)
    points = rng.integers(0, size, (count, 2))
    tints = 1 + rng.normal(0, 0.05, count)
    for (y, x), tint in zip(points.tolist(), tints.tolist(), strict=True):
        flat = slope[y, x] < 22
        wander = 0.7 + 0.5 * math.sin((x * 0.02 + y * 0.03) / unit)
        angle = float(angles[y, x]) if slope[y, x] > 6 else wander
        reach = (9 if flat else 4.5) * unit
        right, down = math.cos(angle) * reach, math.sin(angle) * reach
        colour = [min(255.0, channel * tint) for channel in base[y, x].tolist()]
        start, end = (int(x - right), int(y - down)), (int(x + right), int(y + down))
        width = max(1, round((5 if flat else 2) * unit))
        cv2.line(canvas, start, end, colour, width, cv2.LINE_AA)


def _neon(image: np.ndarray, rng: Random, unit: float) -> np.ndarray:
    size = image.shape[0]
    light = image.astype(np.float32) / 255
    grey = _grey(image)[..., None] / 255
    edge = np.abs(_blur(light, 0.8 * unit) - _blur(light, 2 * unit)).max(2) * 6
    edge = np.clip(edge, 0, 1)
    across = np.clip(_grid(size)[0] / size * 1.3 - 0.15, 0, 1)[..., None]
    tube = (
        np.array([1, 0.18, 0.72], np.float32) * (1 - across)
        + np.array([0.1, 0.85, 1], np.float32) * across
    )
    body = np.array([0.05, 0.03, 0.14], np.float32) + light * 0.34 + grey * tube * 0.26
    glow = _blur(edge, 4 * unit)[..., None]
    return (body + edge[..., None] * tube * 0.95 + glow * tube * 0.9) * 255


def _film_noir(image: np.ndarray, rng: Random, unit: float) -> np.ndarray:
    size = image.shape[0]
    x, y = (axis / size for axis in _grid(size))
    lamp = 1 if rng.random() < 0.5 else -1
    light = _grey(image) / 255 * (0.66 + 0.5 * np.clip(0.5 + lamp * (x - 0.5) * 1.5, 0, 1))
    light = 1 / (1 + np.exp(-(light - 0.46) * 8.5))
    light *= 1 - 0.75 * np.clip(np.hypot(x - 0.5, y - 0.45) - 0.3, 0, 1)
    return np.clip(light, 0, 1)[..., None] * np.array([252, 250, 246], np.float32)


def _line_art(image: np.ndarray, rng: Random, unit: float) -> np.ndarray:
    smooth = cv2.bilateralFilter(image, _odd(5 * unit), 30, 5 * unit).astype(np.float32)
    edge = (_blur(smooth, 2.4 * unit) - _blur(smooth, 0.9 * unit)).max(2)
    black = np.clip((edge - 2.5) / 10, 0, 1)
    return 250 - black[..., None] * np.array([214, 206, 186], np.float32)


_FILTERS: dict[str, Callable[[np.ndarray, Random, float], np.ndarray]] = {
    "watercolor": _watercolor,
    "pencil sketch": _pencil_sketch,
    "pop art": _pop_art,
    "oil painting": _oil_painting,
    "neon": _neon,
    "film noir": _film_noir,
    "line art": _line_art,
}
