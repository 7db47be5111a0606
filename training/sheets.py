"""Contact sheets: rows of pictures to look at."""

import io
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont, ImageOps

LIMIT = 1_500_000  # bytes of a labelled sheet
WAYS = (  # pixels of a picture and whether in 256 colours only; the first that fits is taken
    *((side, False) for side in (192, 160, 128)),
    *((side, True) for side in (160, 128, 112, 96, 80, 64)),
)
FONT, LINE = 11, 14  # pixels; size of the letters and height of a line
PAPER, INK = (250, 249, 246), (40, 40, 48)


def save_rows(rows: Sequence[np.ndarray], path: Path) -> None:
    """Save rows of RGB uint8 pictures, each row (n, h, w, 3) with equal n, h and w, as a PNG."""
    Image.fromarray(np.concatenate([np.concatenate(list(row), 1) for row in rows], 0)).save(path)


@dataclass(frozen=True, eq=False)
class Tile:
    """A picture on a labelled sheet; without one its place stays empty."""

    image: np.ndarray | None  # RGB uint8, (h, w, 3)
    text: str = ""  # below it


def save_labelled(rows: Sequence[Sequence[Tile]], path: Path, title: str, lines: int = 1) -> None:
    """Save rows of tiles with their texts as a PNG of at most LIMIT bytes.

    Args:
        rows: tiles from left to right; rows may differ in length.
        path: the file to write.
        title: stands above all.
        lines: how many lines of text fit below each picture; longer texts are cut.

    Raises:
        ValueError: if even the smallest sheet is larger.
    """
    for side, few_colours in WAYS:
        sheet = _lay_out(rows, title, side, lines)
        if few_colours:
            sheet = sheet.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        stored = io.BytesIO()
        sheet.save(stored, "PNG", optimize=True)
        if stored.tell() <= LIMIT:
            path.write_bytes(stored.getvalue())
            return
    raise ValueError(f"{path.name} holds too many pictures for a sheet of {LIMIT} bytes")


def _lay_out(rows: Sequence[Sequence[Tile]], title: str, side: int, lines: int) -> Image.Image:
    font, gap = ImageFont.load_default(FONT), 4
    columns, step = max(len(row) for row in rows), side + lines * LINE + gap
    width = columns * (side + gap) + gap
    head = textwrap.wrap(title, max(10, width // 6))
    top = len(head) * (LINE + 2) + 2 * gap
    sheet = Image.new("RGB", (width, top + len(rows) * step), PAPER)
    pen = ImageDraw.Draw(sheet)
    pen.text((gap, gap), "\n".join(head), INK, font)
    for down, row in enumerate(rows):
        for across, tile in enumerate(row):
            x, y = gap + across * (side + gap), top + down * step
            if tile.image is not None:
                small = ImageOps.contain(
                    Image.fromarray(tile.image), (side, side), Image.Resampling.LANCZOS
                )
                sheet.paste(small, (x + (side - small.width) // 2, y + side - small.height))
            pen.text((x, y + side), _fitted(tile.text, font, side, lines), INK, font, spacing=2)
    return sheet


def _fitted(text: str, font: ImageFont.ImageFont, width: int, lines: int) -> str:
    """The text broken to lines of at most `width` pixels, cut after so many lines."""
    out = [""]
    for word in text.split():
        longer = f"{out[-1]} {word}".strip()
        if font.getlength(longer) <= width or not out[-1]:
            out[-1] = longer
        else:
            out.append(word)
    return "\n".join(out[:lines])
