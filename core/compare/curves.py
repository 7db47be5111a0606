"""A sweep's figures over its values: what stands along the axis, and which cells are a line."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass

from core.compare.fields import title_of
from core.compare.sheet import Edge, Figures, Sheet

FEWEST = 3  # values along an axis of which a line says more than the numbers
_SEED = "sampling.seed"


@dataclass(frozen=True)
class Line:
    """The cells of one line, as (row, column), in the order of the axis."""

    name: str
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Curves:
    """How a sheet's figures are drawn over its values.

    Attributes:
        title: what changes along the axis, in English.
        labels: of its values.
        places: where each value stands, 0 to 1 from left to right.
        measured: whether the values are numbers that stand by their size; else at even distances.
        legend: what tells the lines from each other; empty: there is only one.
        lines: one for each value of the other side.
    """

    title: str
    labels: tuple[str, ...]
    places: tuple[float, ...]
    measured: bool
    legend: str
    lines: tuple[Line, ...]


def curves_of(sheet: Sheet) -> Curves | None:
    """How to draw a sweep over the side that has more values; None where there is nothing to see.

    That is so with less than three values, and in a sheet without fields along its sides, such as
    a twin.
    """
    columns, rows = sheet.columns, sheet.rows
    across = len(columns.labels) >= len(rows.labels)
    along, other = (columns, rows) if across else (rows, columns)
    if len(along.labels) < FEWEST or not along.title:
        return None
    there = {(cell.row, cell.column) for cell in sheet.cells}
    lines: list[Line] = []
    for number, name in enumerate(other.labels):
        cells = [(number, i) if across else (i, number) for i in range(len(along.labels))]
        if there.issuperset(cells):
            lines.append(Line(name, tuple(cells)))
    places = _by_size(along)
    even = tuple(index / (len(along.labels) - 1) for index in range(len(along.labels)))
    return Curves(
        along.title, along.labels, places or even, places is not None, other.title, tuple(lines)
    )


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Round numbers in equal steps; the first and the last enclose what is to be seen.

    Args:
        low, high: what is to be seen, finite.
        most: how many steps are too many.
    """
    span = max(high - low, 1e-3)
    power = 10.0 ** math.floor(math.log10(span / most))
    step = next(size * power for size in (1, 2, 5, 10) if span / (size * power) <= most)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    return tuple(round(number * step, 10) for number in range(first, last + 1))


def known(figures: Mapping[tuple[int, int], Figures], name: str) -> list[float]:
    """All values of one figure that are known; `name` is a field of `Figures`."""
    values = (getattr(one, name) for one in figures.values())
    return [value for value in values if value is not None and math.isfinite(value)]


def _by_size(edge: Edge) -> tuple[float, ...] | None:
    """Where numbers stand that rise or fall all the way; None for anything else.

    A seed is a name, not a size.
    """
    try:
        numbers = [float(label) for label in edge.labels]
    except ValueError:
        return None
    steps = [after - before for before, after in itertools.pairwise(numbers)]
    rising = all(step > 0 for step in steps) or all(step < 0 for step in steps)
    if edge.title == title_of(_SEED) or not rising or not all(map(math.isfinite, numbers)):
        return None
    first, whole = numbers[0], numbers[-1] - numbers[0]
    places = [(number - first) / whole for number in numbers]
    return tuple(places) if whole > 0 else tuple(1 - place for place in places)
