"""A sheet's figures as a table for other programs (CSV)."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping

from core.compare.sheet import NOTHING, Figures, Sheet

_FORMULA, _SIGNED = re.compile(r"[=+@\t\r-]"), re.compile(r"[+-]\d+(\.\d+)?")
_SHEET = ("row", "column", "row_label", "column_label", "seed")
_FIGURES = ("share", "landmark_error", "seconds")
_PERSON = ("share", "cosine", "strangers", "own", "spread", "photos")


def to_csv(sheet: Sheet, figures: Mapping[tuple[int, int], Figures]) -> str:
    """A line for each cell that is known, numbers with a point, whatever the language.

    `share` is the likeness on the scale of who is least alike, 1 as own photos; then come the
    figures of each person. Where only a bare cosine is known, it stands in the first person's.

    Args:
        sheet: whose labels tell what was changed.
        figures: of its cells, by row and column.
    """
    known = [figures.get((cell.row, cell.column), NOTHING) for cell in sheet.cells]
    people = max([1, *(len(one.people) for one in known)])
    head = [f"{name}_{number}" for number in range(1, people + 1) for name in _PERSON]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([*_SHEET, *_FIGURES, *head])
    for cell, one in zip(sheet.cells, known, strict=True):
        if one == NOTHING:
            continue
        labels = sheet.rows.labels[cell.row], sheet.columns.labels[cell.column]
        place = cell.row + 1, cell.column + 1, *map(_plain, labels), cell.recipe.sampling.seed
        whole = _number(one.share), _number(one.landmark_error), _number(one.seconds)
        writer.writerow([*place, *whole, *_people(one, people)])
    return text.getvalue()


def _people(figures: Figures, count: int) -> list[str]:
    cells: list[str] = []
    for one in figures.people:
        scale = one.scale
        numbers = one.share, one.cosine, scale.strangers, scale.own, scale.spread
        cells += [*map(_number, numbers), str(scale.photos)]
    if not figures.people:
        cells = ["", _number(figures.likeness)]
    return cells + [""] * (count * len(_PERSON) - len(cells))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _plain(label: str) -> str:
    """A label that no spreadsheet takes for a formula: a file may come from anybody."""
    if _FORMULA.match(label) and not _SIGNED.fullmatch(label):
        return f"'{label}"
    return label
