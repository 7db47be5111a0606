"""A sheet: recipes in rows and columns with a label each, and what is known once they are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from core.faces.alike import Alike, lowest_share
from core.portrait import Portrait
from core.recipe import Recipe
from core.told import Told

MAX_CELLS = 256


@dataclass(frozen=True)
class Cell:
    """One place of a sheet; row and column count from 0."""

    row: int
    column: int
    recipe: Recipe


@dataclass(frozen=True)
class Edge:
    """What stands along one side of a sheet, in English; `say` of the window translates it.

    Attributes:
        title: what changes along it; empty: the labels say so themselves.
        labels: one for each row or column.
        notes: a sentence for each label, or none at all.
    """

    title: str
    labels: tuple[str, ...]
    notes: tuple[str, ...] = ()


ONE = Edge("", ("",))  # the side along which nothing changes


@dataclass(frozen=True)
class Sheet:
    """All that is to be drawn side by side. Cells stand row by row; each draws one picture."""

    title: str
    columns: Edge
    rows: Edge
    cells: tuple[Cell, ...]

    def label(self, cell: Cell) -> str:
        """What tells a cell from the others, such as `0.5, Euler`."""
        names = (self.columns.labels[cell.column], self.rows.labels[cell.row])
        return ", ".join(filter(None, names))


@dataclass(frozen=True)
class Figures:
    """What is known about one drawn picture; None where it isn't.

    Attributes:
        likeness: cosine, -1 to 1, between the first person's face and their photos.
        landmark_error: see `core.portrait.landmark_error`.
        seconds: that it took.
        people: how each came out on their own scale; none where only a cosine is known.
    """

    likeness: float | None
    landmark_error: float | None
    seconds: float | None
    people: tuple[Alike, ...] = ()

    @property
    def share(self) -> float | None:
        """The likeness by which it stands among others; see `lowest_share`."""
        return lowest_share(self.people)

    @property
    def spread(self) -> float:
        """How far the own photos of the people spread, as a share of the scale; the widest."""
        return max((one.scale.spread_share for one in self.people), default=0.0)


@dataclass(frozen=True, eq=False)
class Drawn:
    """What came of a cell: a portrait and its figures, or why there is none."""

    cell: Cell
    portrait: Portrait | None
    figures: Figures
    fault: Told | None = None


NOTHING = Figures(None, None, None)
