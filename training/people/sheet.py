"""Contact sheet of drawn people: `python -m training.people.sheet OUT.png`."""

import argparse
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from training.people.drawing import Drawing, draw
from training.people.identity import sample_identity
from training.people.scene import STYLES, sample_scene


def make_sheet(
    rng: np.random.Generator,
    rows: int,
    columns: int,
    size: int,
    style: str | None = None,
    same: bool = False,
    landmarks: bool = False,
) -> np.ndarray:
    """Draw rows of people.

    Args:
        rng: source of people and scenes.
        rows: number of rows.
        columns: pictures a row.
        size: width of one picture in pixels.
        style: art style of all pictures, or None for any.
        same: show one person a row, in several scenes.
        landmarks: mark landmarks and boxes.

    Returns:
        RGB uint8, shape (rows * size, columns * size, 3).
    """
    lines = []
    for _ in range(rows):
        identity = sample_identity(rng)
        pictures = []
        for _ in range(columns):
            drawing = draw(identity, sample_scene(rng, style), size)
            pictures.append(_marked(drawing) if landmarks else drawing.image)
            if not same:
                identity = sample_identity(rng)
        lines.append(np.concatenate(pictures, axis=1))
    return np.concatenate(lines, axis=0)


def _marked(drawing: Drawing) -> np.ndarray:
    """The picture with its landmarks as dots and its box as a frame."""
    image = drawing.image.copy()
    x0, y0, x1, y1 = (round(float(edge)) for edge in drawing.box)
    cv2.rectangle(image, (x0, y0), (x1, y1), (255, 255, 255), 1)
    for index, (x, y) in enumerate(drawing.landmarks):
        colour = ((255, 0, 0), (0, 255, 0), (0, 80, 255), (255, 255, 0), (255, 0, 255))[index]
        place = (round(float(x) * 16 - 8), round(float(y) * 16 - 8))
        cv2.circle(image, place, 32, colour, -1, cv2.LINE_AA, shift=4)
    return image


def main() -> None:
    """Write the sheet that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--style", choices=tuple(STYLES))
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rows", type=int, default=5)
    parser.add_argument("--columns", type=int, default=8)
    parser.add_argument("--size", type=int, default=192, help="width of one picture in pixels")
    parser.add_argument("--landmarks", action="store_true")
    parser.add_argument("--same", action="store_true", help="one person a row")
    options = parser.parse_args()
    sheet = make_sheet(
        np.random.default_rng(options.seed),
        options.rows,
        options.columns,
        options.size,
        options.style,
        options.same,
        options.landmarks,
    )
    Image.fromarray(sheet).save(options.out)


if __name__ == "__main__":
    main()
