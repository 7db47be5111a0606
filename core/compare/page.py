"""A sheet as one picture: its cells in rows and columns, with labels and figures."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from core.compare.lettering import Lettering
from core.compare.sheet import Cell, Drawn, Sheet
from core.faces.alike import figure
from core.lazy import Lazy
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
    from PIL import Image, ImageDraw
else:
    np = Lazy("numpy")
    Image = Lazy("PIL.Image")
    ImageDraw = Lazy("PIL.ImageDraw")

Say = Callable[[str], str]
"""Says a sentence of `core.told`, or a title of a recipe's field, in the language of the reader."""
Box: TypeAlias = tuple[int, int, int, int]
"""Where a picture stands on the page: left, top, width and height in its pixels."""

_MOST_PIXELS = 24e6  # of all cells together; beyond that they are shown smaller
_LONGEST = 12_000  # pixels of a side that is taken by cells
_PAPER, _INK, _GREY, _EMPTY, _RIM = "#ffffff", "#1d1d1f", "#6a6a70", "#f0f0f2", "#d9d9de"
_SMALLEST, _LARGEST = 0.8, 4.0  # scale of the words; at 1 they suit pictures of 256 pixels
_NARROWEST = 168  # pixels of a column at scale 1, so that figures and names have room
_TITLE, _LABEL, _TEXT = 21, 16, 13  # sizes of letters at scale 1
_LINE = 1.4  # from one line to the next, in sizes of letters
_MARGIN, _GAP, _WIDEST_LABEL = 26, 14, 190
_MOST_ACROSS = 8  # of one row; then it goes on below
_NOTE_LINES, _LABEL_LINES = 4, 2


def compose(sheet: Sheet, drawn: Iterable[Drawn], say: Say = str) -> np.ndarray:
    """Lay out a sheet.

    Args:
        sheet: all cells and their labels.
        drawn: what there is of them; the others stay empty.
        say: translates titles, labels and notes.

    Returns:
        RGB uint8, shape (h, w, 3). Pictures are never enlarged.
    """
    return lay_out(sheet, drawn, say).pixels


@dataclass(frozen=True, eq=False)
class LaidOut:
    """A page, RGB uint8 (h, w, 3), and where each picture on it stands, by row and column."""

    pixels: np.ndarray
    boxes: dict[tuple[int, int], Box]


def lay_out(sheet: Sheet, drawn: Iterable[Drawn], say: Say = str) -> LaidOut:
    """Lay out a sheet, and tell where its pictures are; see `compose`."""
    drawn = list(drawn)
    page = _Page(sheet, drawn, say)
    there = [one.cell for one in drawn if one.portrait is not None]
    boxes = {(cell.row, cell.column): page.box(cell) for cell in there}
    return LaidOut(page.paint(), boxes)


class _Page:
    """Where everything stands, in pixels, and how it is painted."""

    def __init__(self, sheet: Sheet, drawn: Iterable[Drawn], say: Say) -> None:
        self._sheet, self._say = sheet, say
        self._drawn = {(one.cell.row, one.cell.column): one for one in drawn}
        self._measured = any(map(_is_measured, self._drawn.values()))
        self._captions = {place: self._caption(one) for place, one in self._drawn.items()}
        self._columns = tuple(map(say, sheet.columns.labels))
        self._rows = tuple(map(say, sheet.rows.labels))
        self._notes = tuple(map(say, sheet.columns.notes))
        self._right = f"{say(sheet.columns.title)} →" if sheet.columns.title else ""
        self._down = f"{say(sheet.rows.title)} ↓" if sheet.rows.title else ""
        self._title, self._about = self._heading()
        self._letters = Lettering("".join(self._words()))
        self._measure()

    def _words(self) -> Iterable[str]:
        captions = chain.from_iterable(self._captions.values())
        titles = (self._right, self._down)
        said = (self._title, self._about, self._say(_NOT_DRAWN), "….,·")
        return chain(self._columns, self._rows, self._notes, captions, titles, said)

    def _heading(self) -> tuple[str, str]:
        """The first line, and what all cells have in common."""
        sheet = self._sheet
        sides = (self._say(edge.title) for edge in (sheet.columns, sheet.rows))
        title = self._say(sheet.title) if sheet.title else " × ".join(filter(None, sides))
        prompts = {cell.recipe.prompt for cell in sheet.cells}
        seeds = {cell.recipe.sampling.seed for cell in sheet.cells}
        facts = [*prompts] if len(prompts) == 1 else []
        facts += [self._say(Told("seed {0}", *seeds))] if len(seeds) == 1 else []
        return title, " · ".join(filter(str.strip, facts))

    def _caption(self, drawn: Drawn) -> list[str]:
        if drawn.fault is not None:
            return [self._say(drawn.fault)]
        figures, lines = drawn.figures, list[str]()
        if not self._measured:
            return lines
        shown = figure(figures.people, figures.likeness)
        if shown is None:
            return [self._say(Told("no face found"))]
        lines.append(self._say(Told("likeness {0}", shown)))
        if figures.landmark_error is not None:
            lines.append(self._say(Told("landmarks off by {0:.2f}", figures.landmark_error)))
        return lines

    def _measure(self) -> None:
        sizes = [cell.recipe.sampling for cell in self._sheet.cells]
        width, height = max(one.width for one in sizes), max(one.height for one in sizes)
        across, down = self._lay_lines()
        self._shrink = min(
            1.0,
            (_MOST_PIXELS / (width * height * across * down)) ** 0.5,
            _LONGEST / (width * across),
            _LONGEST / (height * down),
        )
        self._box = self._shrunk(width, height)
        self._scale = min(_LARGEST, max(_SMALLEST, self._box[0] / 256))
        self._width = max(self._box[0], min(self._px(_NARROWEST), _LONGEST // across))
        self._side = self._side_width()
        self._left = self._px(_MARGIN) + (self._side + self._px(_GAP) if self._side else 0)
        self._page_width = (
            self._left + across * self._width + (across - 1) * self._px(_GAP) + self._px(_MARGIN)
        )
        self._names = [self._lines(name, _LABEL, _LABEL_LINES) for name in self._columns]
        self._small = [self._lines(note, _TEXT, _NOTE_LINES) for note in self._notes]
        self._top = self._header_height()
        lines = max((len(self._below(one)) for one in self._drawn.values()), default=0)
        self._step = self._heads if self._wrapped else 0
        self._step += self._box[1] + self._height(_TEXT, lines) + self._px(_GAP + 4 * bool(lines))
        self._page_height = self._top + down * self._step + self._px(_MARGIN - _GAP)
        self._page_height -= self._heads if self._wrapped else 0  # the last line has no next one

    def _shrunk(self, width: int, height: int) -> tuple[int, int]:
        return max(1, round(width * self._shrink)), max(1, round(height * self._shrink))

    def _lay_lines(self) -> tuple[int, int]:
        """How many cells stand side by side and below each other; a long row goes on below."""
        columns, rows = len(self._columns), len(self._rows)
        most = max(_MOST_ACROSS, math.ceil(columns**0.5))
        self._wrapped = rows == 1 and columns > most
        lines = math.ceil(columns / most) if self._wrapped else 1
        self._across = math.ceil(columns / lines)
        return self._across, rows * lines

    def _header_height(self) -> int:
        room = self._page_width - 2 * self._px(_MARGIN)
        size = self._px(_TEXT)
        self._about_lines = self._letters.lines(self._about, size, room, 2) if self._about else []
        self._names_top = (
            self._px(_MARGIN)
            + self._height(_TITLE, 1)
            + self._height(_TEXT, len(self._about_lines))
            + self._px(_GAP)
        )
        if self._two_sides and self._sheet.columns.title:
            self._names_top += self._height(_TEXT, 1)
        names = max(map(len, self._names)) if any(self._columns) else 0
        notes = max(map(len, self._small), default=0)
        self._heads = self._height(_LABEL, names) + self._height(_TEXT, notes) + self._px(8)
        return self._names_top + self._heads

    @property
    def _two_sides(self) -> bool:
        return any(self._rows)

    def _side_width(self) -> int:
        """Of the labels of the rows; 0 where there are none."""
        if not self._two_sides:
            return 0
        letters, most = self._letters, self._px(_WIDEST_LABEL)
        labels = [letters.width(row, self._px(_LABEL)) for row in self._rows]
        title = letters.width(self._down, self._px(_TEXT))
        return min(most, round(max(*labels, title)) + 1)

    def paint(self) -> np.ndarray:
        page = Image.new("RGB", (self._page_width, self._page_height), _PAPER)
        canvas = ImageDraw.Draw(page)
        self._paint_header(canvas)
        self._paint_names(canvas)
        for row, label in enumerate(self._rows):
            self._paint_row_label(canvas, row, label)
        for cell in self._sheet.cells:
            self._paint_cell(page, canvas, cell)
        return np.array(page)

    def box(self, cell: Cell) -> Box:
        x, y = self._place(cell.row, cell.column)
        width, height = self._size_of(cell)
        left, top = x + (self._width - width) // 2, y + (self._box[1] - height) // 2
        return left, top, width, height

    def _size_of(self, cell: Cell) -> tuple[int, int]:
        """In which its picture is shown: one that was retouched or enlarged has another size."""
        sampling, drawn = cell.recipe.sampling, self._drawn.get((cell.row, cell.column))
        if drawn is not None and drawn.portrait is not None:
            high, wide = drawn.portrait.image.shape[:2]
            if (wide, high) != (sampling.width, sampling.height):
                fit = min(self._box[0] / wide, self._box[1] / high)
                return max(1, round(wide * fit)), max(1, round(high * fit))
        return self._shrunk(sampling.width, sampling.height)

    def _paint_header(self, canvas: ImageDraw.ImageDraw) -> None:
        x, y = self._px(_MARGIN), self._px(_MARGIN) - self._px(4)
        room = self._page_width - 2 * x
        title = self._letters.cut(self._title, self._px(_TITLE), room)
        self._letters.write(canvas, (x, y), title, self._px(_TITLE), _INK)
        self._paint_lines(canvas, (x, y + self._height(_TITLE, 1)), self._about_lines, _TEXT, 0)

    def _paint_names(self, canvas: ImageDraw.ImageDraw) -> None:
        if self._two_sides:
            self._paint_side_titles(canvas)
        names = self._height(_LABEL, max(map(len, self._names)))
        for column, lines in enumerate(self._names):
            x, y = self._place(0, column)
            place = (x + self._width / 2, y - self._heads)
            self._paint_lines(canvas, place, lines, _LABEL, 0.5, _INK)
        for column, lines in enumerate(self._small):
            x, y = self._place(0, column)
            place = (x + self._width / 2, y - self._heads + names)
            self._paint_lines(canvas, place, lines, _TEXT, 0.5)

    def _paint_side_titles(self, canvas: ImageDraw.ImageDraw) -> None:
        size, letters, y = self._px(_TEXT), self._letters, self._names_top
        across = letters.cut(self._right, size, self._page_width - self._left)
        letters.write(canvas, (self._left, y - self._height(_TEXT, 1)), across, size, _GREY)
        down, x = letters.cut(self._down, size, self._side), self._left - self._px(_GAP)
        letters.write(canvas, (x, y + self._px(2)), down, size, _GREY, 1.0)

    def _paint_row_label(self, canvas: ImageDraw.ImageDraw, row: int, label: str) -> None:
        if self._side:
            lines = self._letters.lines(label, self._px(_LABEL), self._side, 4)
            y = self._place(row, 0)[1] + (self._box[1] - self._height(_LABEL, len(lines))) / 2
            x = self._left - self._px(_GAP)
            self._paint_lines(canvas, (x, y), lines, _LABEL, 1.0, _INK)

    def _paint_cell(self, page: Image.Image, canvas: ImageDraw.ImageDraw, cell: Cell) -> None:
        drawn = self._drawn.get((cell.row, cell.column))
        x, y = self._place(cell.row, cell.column)
        left, top, *size = self.box(cell)
        rim = (left - 1, top - 1, left + size[0], top + size[1])
        canvas.rectangle(rim, fill=_EMPTY, outline=_RIM)
        if drawn is not None and drawn.portrait is not None:
            picture = Image.fromarray(drawn.portrait.image)
            page.paste(_fitted(picture, (size[0], size[1])), (left, top))
            place = (x + self._width / 2, y + self._box[1] + self._px(4))
            self._paint_lines(canvas, place, self._below(drawn), _TEXT, 0.5)
            return
        fault = None if drawn is None else drawn.fault
        text = self._say(_NOT_DRAWN if fault is None else fault)
        lines = self._letters.lines(text, self._px(_TEXT), size[0] - self._px(16), 6)
        middle = top + (size[1] - self._height(_TEXT, len(lines))) / 2
        self._paint_lines(canvas, (x + self._width / 2, middle), lines, _TEXT, 0.5)

    def _below(self, drawn: Drawn) -> list[str]:
        """The figures below a picture, on one line where they fit."""
        if drawn.portrait is None:
            return []
        caption = self._captions[drawn.cell.row, drawn.cell.column]
        line = " · ".join(caption)
        fits = self._letters.width(line, self._px(_TEXT)) <= self._width
        return [line] if fits and line else caption

    def _paint_lines(
        self,
        canvas: ImageDraw.ImageDraw,
        place: tuple[float, float],
        lines: list[str],
        size: int,
        side: float,
        colour: str = _GREY,
    ) -> None:
        x, y = place
        for number, line in enumerate(lines):
            at = (x, y + self._height(size, number))
            self._letters.write(canvas, at, line, self._px(size), colour, side)

    def _lines(self, text: str, size: int, most: int) -> list[str]:
        return self._letters.balanced(text, self._px(size), self._width - self._px(8), most)

    def _height(self, size: int, lines: int) -> int:
        return round(self._px(size) * _LINE * lines)

    def _px(self, length: float) -> int:
        return round(length * self._scale)

    def _place(self, row: int, column: int) -> tuple[int, int]:
        """Left upper corner of a cell."""
        line, position = divmod(column, self._across)
        left = self._left + position * (self._width + self._px(_GAP))
        return left, self._top + (row + line) * self._step


def _is_measured(drawn: Drawn) -> bool:
    return figure(drawn.figures.people, drawn.figures.likeness) is not None


def _fitted(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)


_NOT_DRAWN = Told("not drawn")
