"""One PNG of a whole sheet, from which its recipes can be read again.

A text chunk `sheet` stands before the pixels: JSON with the first cell's recipe, and of each cell
what differs from it, what was measured, and where its picture stands. Like the recipe in a
picture it names images by fingerprint only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from core import durable
from core.compare.differences import differences
from core.compare.page import Box, Say, lay_out
from core.compare.sheet import MAX_CELLS, NOTHING, Cell, Drawn, Edge, Figures, Sheet
from core.credentials import signed
from core.errors import BadInput
from core.faces.alike import from_lists, to_lists
from core.imaging import FORMATS
from core.picture import encode_marked, read_text
from core.recipe import Part, Recipe
from core.told import Told
from core.validation import describe_validation

if TYPE_CHECKING:
    import numpy as np

SHEET_KEY = "sheet"
VERSION = 1
_MAX_TEXT = 4_000_000  # characters


@dataclass(frozen=True)
class Opened:
    """A sheet that was read from a file, and what was known of its cells, by row and column.

    Attributes:
        sheet: what is to be drawn.
        figures: of each cell; NOTHING where it was not drawn.
        boxes: where the pictures stand in the file's; none of files from before they were kept.
    """

    sheet: Sheet
    figures: Mapping[tuple[int, int], Figures]
    boxes: Mapping[tuple[int, int], Box]

    def cut(self, pixels: np.ndarray, row: int, column: int) -> np.ndarray | None:
        """A cell's picture out of the whole one, RGB uint8 (h, w, 3); None if it is not there."""
        left, top, width, height = self.boxes.get((row, column), (0, 0, 0, 0))
        part = pixels[top : top + height, left : left + width]
        whole = width > 0 and height > 0 and part.shape[:2] == (height, width)
        return part.copy() if whole else None


def encode_sheet(sheet: Sheet, drawn: Iterable[Drawn], say: Say = str) -> bytes:
    """The bytes of a PNG of the sheet; see `compose` for what it shows."""
    drawn = list(drawn)
    page = lay_out(sheet, drawn, say)
    return signed(encode_marked(page.pixels, {SHEET_KEY: _to_text(sheet, drawn, page.boxes)}))


def write_sheet(sheet: Sheet, drawn: Iterable[Drawn], path: Path, say: Say = str) -> None:
    """Save a sheet as PNG, whole or not at all; an existing file is replaced.

    Raises:
        UserError: if the disk is full or the folder can't be written to.
    """
    durable.save(encode_sheet(sheet, drawn, say), path, mode=0o666)


def is_sheet(path: Path) -> bool:
    """Whether a file is a PNG with a sheet inside; raises BadInput if it is no PNG."""
    return read_text(path, SHEET_KEY) is not None


def sheet_in(path: Path) -> Opened | None:
    """The sheet that a picture of any kind brings along; None if it brings none.

    Raises:
        BadInput: if it is no picture, or its sheet can't be used.
    """
    return read_sheet(path) if read_text(path, SHEET_KEY, FORMATS) is not None else None


def read_sheet(path: Path) -> Opened:
    """The sheet inside a PNG; the pixels are not decoded.

    Raises:
        BadInput: if there is no such file, it is no PNG, or holds no sheet that can be used.
    """
    text = read_text(path, SHEET_KEY)
    if text is None:
        raise BadInput(
            Told("{0} has no recipes of a sheet inside.", path.name),
            "Choose a picture of a whole sweep or twin.",
        )
    try:
        return _from_text(text)
    except BadInput as error:
        raise BadInput(
            Told("The recipes in {0} can't be used: {1}", path.name, error.message), error.hint
        ) from error


def _to_text(sheet: Sheet, drawn: list[Drawn], boxes: Mapping[tuple[int, int], Box]) -> str:
    base = sheet.cells[0].recipe
    known = {(one.cell.row, one.cell.column): one.figures for one in drawn}
    cells = [
        {
            "row": cell.row,
            "column": cell.column,
            "changes": differences(base, cell.recipe),
            **_facts(known.get((cell.row, cell.column), NOTHING)),
            "box": boxes.get((cell.row, cell.column)),
        }
        for cell in sheet.cells
    ]
    edges = {
        name: {"title": edge.title, "labels": edge.labels, "notes": edge.notes}
        for name, edge in (("columns", sheet.columns), ("rows", sheet.rows))
    }
    recipe = base.model_dump(mode="json")
    return json.dumps(
        {"version": VERSION, "title": sheet.title, **edges, "recipe": recipe, "cells": cells}
    )


def _facts(figures: Figures) -> dict[str, Any]:
    return {**vars(figures), "people": to_lists(figures.people)}


def _from_text(text: str) -> Opened:
    if len(text) > _MAX_TEXT:
        raise BadInput("They are larger than 4 MB.", "Check the file.")
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput("They are not readable as JSON.", "Check the file.") from error
    try:
        kept = _Sheet.model_validate(data)
    except ValidationError as error:
        raise BadInput(describe_validation(error), "Check the file.") from error
    base = Recipe.from_data(kept.recipe)
    cells = tuple(
        Cell(one.row, one.column, base.with_fields(one.changes) if one.changes else base)
        for one in kept.cells
    )
    columns, rows = (
        Edge(edge.title, edge.labels, edge.notes) for edge in (kept.columns, kept.rows)
    )
    figures = {
        (one.row, one.column): Figures(
            one.likeness, one.landmark_error, one.seconds, from_lists(one.people)
        )
        for one in kept.cells
    }
    boxes = {(one.row, one.column): one.box for one in kept.cells if one.box is not None}
    return Opened(Sheet(kept.title, columns, rows, cells), figures, boxes)


Words = Annotated[str, Field(max_length=4000)]
Count = Annotated[int, Field(ge=0, lt=MAX_CELLS)]
Known = Annotated[float, Field(allow_inf_nan=False)]
Pixels = Annotated[int, Field(ge=0, le=100_000)]


Person = tuple[Known | None, Known, Known, Known, Annotated[int, Field(ge=0, le=1000)]]


class _Edge(Part):
    title: Words
    labels: Annotated[tuple[Words, ...], Field(min_length=1, max_length=MAX_CELLS)]
    notes: Annotated[tuple[Words, ...], Field(max_length=MAX_CELLS)]


class _Cell(Part):
    row: Count
    column: Count
    changes: Annotated[dict[Words, Any], Field(max_length=200)]
    likeness: Known | None
    landmark_error: Known | None
    seconds: Known | None
    people: Annotated[tuple[Person, ...], Field(max_length=8)] = ()
    box: tuple[Pixels, Pixels, Pixels, Pixels] | None = None


class _Sheet(Part):
    """What the chunk holds; the recipe is read by its own rules."""

    version: Literal[1]
    title: Words
    columns: _Edge
    rows: _Edge
    recipe: dict[str, Any]
    cells: Annotated[tuple[_Cell, ...], Field(min_length=1, max_length=MAX_CELLS)]

    @model_validator(mode="after")
    def _in_place(self) -> Self:
        places = {(cell.row, cell.column) for cell in self.cells}
        if len(places) < len(self.cells):
            raise ValueError(Told("two cells stand at the same place"))
        size = len(self.rows.labels) * len(self.columns.labels)
        beyond = size > MAX_CELLS or any(
            row >= len(self.rows.labels) or column >= len(self.columns.labels)
            for row, column in places
        )
        if beyond or len(self.columns.notes) not in (0, len(self.columns.labels)):
            raise ValueError(Told("labels and cells do not fit together"))
        return self
