"""In what the recipes of several pictures differ, and nothing else."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from core.compare.differences import differences
from core.compare.fields import names_images, title_of, value_name
from core.recipe import Recipe
from gui.compare.words import spoken


class DifferenceTable(QTableWidget):
    """One column a picture, one row for each field in which not all are the same."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def show_recipes(self, recipes: Sequence[Recipe], names: Sequence[str]) -> None:
        """Compare recipes; `names` stand above their columns."""
        rows = rows_of(recipes)
        self.clear()
        self.setColumnCount(len(recipes))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(names))
        self.setVerticalHeaderLabels([title for title, _ in rows])
        for row, (_, values) in enumerate(rows):
            for column, value in enumerate(values):
                item = QTableWidgetItem(value)
                item.setToolTip(value)
                self.setItem(row, column, item)
        self.resizeRowsToContents()


def rows_of(recipes: Sequence[Recipe]) -> list[tuple[str, list[str]]]:
    """Title and the values, in words, of every field in which the recipes differ."""
    first = recipes[0]
    changed = [differences(first, other) for other in recipes[1:]]
    paths = list(dict.fromkeys(path for one in changed for path in one))
    base = first.model_dump(mode="json")
    rows: list[tuple[str, list[str]]] = []
    for path in paths:
        own = _value(base, path)
        values = [own, *(one.get(path, own) for one in changed)]
        rows.append((spoken(title_of(path)), [_spoken(path, value) for value in values]))
    return rows


def _spoken(path: str, value: Any) -> str:
    if names_images(path) and value:
        several = isinstance(value, list)
        keys = value if several else [value]
        return ", ".join(str(key)[:6] for key in keys)
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        return str(len(value))
    return spoken(value_name(path, value))


def _value(data: Any, path: str) -> Any:
    for name in path.split("."):
        data = data[int(name)] if isinstance(data, list) else data[name]
    return data
