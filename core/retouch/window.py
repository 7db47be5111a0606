"""A rectangle of a picture that is drawn by itself, at another size, and put back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image
else:
    np = Lazy("numpy")
    Image = Lazy("PIL.Image")

Size = tuple[int, int]  # width and height


@dataclass(frozen=True)
class Window:
    """Where the rectangle is, in pixels of the picture, and how large it is drawn.

    It may reach beyond the picture, whose edge is then mirrored.

    Attributes:
        left, top, width, height: in pixels of the picture.
        size: width and height in which it is drawn; of the same proportions, up to rounding.
    """

    left: int
    top: int
    width: int
    height: int
    size: Size

    def cut(self, image: np.ndarray) -> np.ndarray:
        """What the window shows of an image, uint8 (h, w) or (h, w, 3), at the size to draw."""
        return resized(self._seen(image), self.size)

    def shrunk(self, drawn: np.ndarray) -> np.ndarray:
        """What was drawn, uint8 (h, w, 3), at the size of the picture."""
        return resized(drawn, (self.width, self.height))

    def points(self, landmarks: np.ndarray) -> np.ndarray:
        """Points of the picture, (n, 2), where they stand in the drawing: float32."""
        scale = np.array(self.size, np.float64) / (self.width, self.height)
        return ((np.asarray(landmarks, np.float64) - self._corner) * scale).astype(np.float32)

    def points_back(self, landmarks: np.ndarray) -> np.ndarray:
        """Points of the drawing, (n, 2), where they stand in the picture: float32."""
        scale = np.array((self.width, self.height), np.float64) / self.size
        return (np.asarray(landmarks, np.float64) * scale + self._corner).astype(np.float32)

    def shows(self, landmarks: np.ndarray) -> bool:
        """Whether the middle of these points, (n, 2), is in it."""
        x, y = np.asarray(landmarks, np.float64).mean(axis=0) - self._corner
        return bool(0 <= x < self.width and 0 <= y < self.height)

    def inside(self, picture: Size) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
        """The part that lies in a picture of this size: in its pixels, and in those of `shrunk`."""
        x0, y0 = max(0, self.left), max(0, self.top)
        x1 = min(picture[0], self.left + self.width)
        y1 = min(picture[1], self.top + self.height)
        there = (slice(y0, max(y0, y1)), slice(x0, max(x0, x1)))
        here = (
            slice(y0 - self.top, max(y0, y1) - self.top),
            slice(x0 - self.left, max(x0, x1) - self.left),
        )
        return there, here

    @property
    def _corner(self) -> np.ndarray:
        return np.array([self.left, self.top], np.float64)

    def _seen(self, image: np.ndarray) -> np.ndarray:
        rows = _mirrored(self.top, self.height, image.shape[0])
        columns = _mirrored(self.left, self.width, image.shape[1])
        return np.ascontiguousarray(image[rows][:, columns])


def _mirrored(first: int, count: int, length: int) -> np.ndarray:
    """Indices of `count` pixels from `first` on, mirrored at both ends of so many as there are."""
    place = np.arange(first, first + count) % (2 * length)
    return np.where(place < length, place, 2 * length - 1 - place)


def whole(picture: Size, size: Size) -> Window:
    """The smallest window of the proportions of `size` that shows a whole picture."""
    return _around(picture[0] / 2, picture[1] / 2, float(picture[0]), float(picture[1]), size)


def around(box: Sequence[float], margin: float, picture: Size, size: Size) -> Window:
    """A window around a box, moved inside of the picture as far as there is room.

    Args:
        box: left, top, right, bottom in pixels of the picture.
        margin: how much is seen on each side, as a share of the longer side of the box.
        picture: width and height.
        size: in which it is drawn; its proportions are those of the window.
    """
    left, top, right, bottom = (float(side) for side in box)
    room = margin * max(right - left, bottom - top)
    wide, high = right - left + 2 * room, bottom - top + 2 * room
    found = _around((left + right) / 2, (top + bottom) / 2, wide, high, size)
    return Window(
        _moved(found.left, found.width, picture[0]),
        _moved(found.top, found.height, picture[1]),
        found.width,
        found.height,
        size,
    )


def _around(x: float, y: float, wide: float, high: float, size: Size) -> Window:
    """A window around a place that is at least so wide and so high."""
    scale = max(wide / size[0], high / size[1], 1.0 / min(size))
    width, height = math.ceil(scale * size[0] - 1e-9), math.ceil(scale * size[1] - 1e-9)
    return Window(round(x - width / 2), round(y - height / 2), width, height, size)


def _moved(first: int, length: int, available: int) -> int:
    """A first pixel from which on all are available, or as many on both sides as can be had."""
    if length >= available:
        return (available - length) // 2
    return min(max(first, 0), available - length)


def resized(image: np.ndarray, size: Size) -> np.ndarray:
    """An image, uint8 (h, w) or (h, w, 3), at another width and height, by Lanczos."""
    if image.shape[1::-1] == size:
        return image
    return np.array(Image.fromarray(image).resize(size, Image.Resampling.LANCZOS))


def tiles(picture: Size, size: Size, overlap: float) -> tuple[Window, ...]:
    """Windows of one size that cover a picture, row by row, at its own scale.

    They overlap by at least this share of their sides. Their places are multiples of 8 pixels, as
    those of latents are. Where a picture is smaller than one, that one reaches beyond it.
    """
    columns = _places(picture[0], size[0], overlap)
    rows = _places(picture[1], size[1], overlap)
    return tuple(Window(x, y, *size, size) for y in rows for x in columns)


def _places(length: int, tile: int, overlap: float) -> list[int]:
    if length <= tile:
        return [0]
    last = -(-(length - tile) // _CELL) * _CELL  # the last one may reach a little beyond
    count = math.ceil(last / max(_CELL, tile * (1 - overlap))) + 1
    return sorted({round(k * last / (count - 1) / _CELL) * _CELL for k in range(count)})


_CELL = 8
