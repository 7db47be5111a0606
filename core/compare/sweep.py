"""A sweep: one recipe with one or two of its fields taken through values."""

from core.compare.axis import Axis
from core.compare.sheet import MAX_CELLS, ONE, Cell, Sheet
from core.errors import BadInput
from core.recipe import Recipe
from core.reuse import varied
from core.told import Told


def sweep(recipe: Recipe, x: Axis, y: Axis | None = None) -> Sheet:
    """The sheet of all pictures in which these values meet.

    Args:
        recipe: what stays the same; of its pictures only the first.
        x: from left to right.
        y: from top to bottom; None: there is one row.

    Raises:
        BadInput: if there is no such field, a value does not fit, or there are too many.
    """
    count = len(x.values) * (len(y.values) if y else 1)
    if count > MAX_CELLS:
        raise BadInput(
            Told("A sweep of {0} pictures is too large; {1} are possible.", count, MAX_CELLS),
            "Choose fewer values.",
        )
    if y is not None and x.path == y.path:
        raise BadInput(Told("'{0}' is on both sides of the sweep.", x.path), "Choose two fields.")
    base = varied(recipe, recipe.sampling.seed)
    cells: list[Cell] = []
    for row in range(len(y.values) if y else 1):
        of_row = y.put(base, row) if y else base
        for column in range(len(x.values)):
            cells.append(Cell(row, column, _drawable(x.put(of_row, column), base)))
    return Sheet("", x.edge, y.edge if y else ONE, tuple(cells))


def _drawable(recipe: Recipe, base: Recipe) -> Recipe:
    if recipe.sampling.count != 1:
        raise BadInput("Each cell of a sweep is one picture.", "Sweep sampling.seed instead.")
    if recipe.pack != base.pack:
        raise BadInput("A sweep stays with one model pack.", "Choose another field.")
    for problem in recipe.problems():
        raise BadInput(problem)
    return recipe
