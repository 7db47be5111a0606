"""In what the recipes of several pictures differ, and nothing else."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
)

from core.compare.differences import differences
from core.compare.fields import names_images, title_of, value_name
from core.made import NAMES, MadeWith, changes
from core.recipe import Recipe
from gui.compare.words import spoken, whose
from gui.language import as_tip

_PADDING, _ROW = 24, 32  # logical pixels


class _Whole(QStyledItemDelegate):
    """Gives every cell the lines that its words need; Qt forgets the padding of the style sheet."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        table = self.parent()
        assert isinstance(table, QTableWidget)
        room = QRect(0, 0, max(40, table.columnWidth(index.column()) - _PADDING), 10_000)
        words = str(index.data() or "")
        needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words)
        return QSize(room.width(), max(_ROW, needed.height() + 12))


class DifferenceTable(QTableWidget):
    """One column a picture, one row for each field in which not all are the same."""

    def __init__(self) -> None:
        super().__init__()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)
        self.horizontalHeader().setHighlightSections(False)
        self.setItemDelegate(_Whole(self))
        self.horizontalHeader().sectionResized.connect(self._fit_rows)
        self.setCornerButtonEnabled(False)

    def show_recipes(
        self,
        recipes: Sequence[Recipe],
        names: Sequence[str],
        made: Sequence[MadeWith | None] = (),
    ) -> None:
        """Compare recipes; `names` stand above their columns.

        `made` says what each was drawn with; of one that does not know it, nothing is compared.
        """
        rows = [*rows_of(recipes), *rows_of_making(made)]
        self.clear()
        self.setColumnCount(len(recipes))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(names))
        self.setVerticalHeaderLabels([title for title, _ in rows])
        for row, (_, values) in enumerate(rows):
            for column, value in enumerate(values):
                item = QTableWidgetItem(value)
                item.setToolTip(as_tip(value))
                self.setItem(row, column, item)
        self.resizeRowsToContents()

    def _fit_rows(self, column: int, before: int, after: int) -> None:
        self.resizeRowsToContents()


def rows_of(recipes: Sequence[Recipe]) -> list[tuple[str, list[str]]]:
    """Title and the values, in words, of every field in which the recipes differ."""
    first = recipes[0]
    found = (path for other in recipes[1:] for path in differences(first, other))
    paths = list(dict.fromkeys(found))
    data = [recipe.model_dump(mode="json") for recipe in recipes]
    names = _titles(paths)
    return [(names[path], [_spoken(path, _value(one, path)) for one in data]) for path in paths]


def rows_of_making(made: Sequence[MadeWith | None]) -> list[tuple[str, list[str]]]:
    """Title and values of all in which what pictures were drawn with differs."""
    known = [one for one in made if one is not None]
    found = (name for other in known[1:] for name, _, _ in changes(known[0], other))
    return [
        (spoken(NAMES.get(name, _short(name))), [_making(one, name) for one in made])
        for name in dict.fromkeys(found)
    ]


def _short(file: str) -> str:
    """A file and the folder that it lies in: what tells one model from another."""
    return "/".join(file.split("/")[-2:])


def _making(made: MadeWith | None, name: str) -> str:
    if made is None:
        return "?"
    if name in NAMES:
        return str(getattr(made, name))
    return made.files.get(name, "")[:12] or "–"


def _titles(paths: Sequence[str]) -> dict[str, str]:
    """What each field is called; of those with the same title, also whose it is."""
    plain = {path: spoken(title_of(path)) for path in paths}
    times = Counter(plain.values())
    return {path: title if times[title] == 1 else whose(path) for path, title in plain.items()}


def _spoken(path: str, value: Any) -> str:
    if path.endswith(".landmarks") and value:
        return "  ".join(f"{round(x)}, {round(y)}" for x, y in value)
    if value == []:
        return spoken(value_name(path, None))
    if names_images(path) and value:
        several = isinstance(value, list)
        keys = value if several else [value]
        return ", ".join(str(key)[:6] for key in keys)
    if isinstance(value, list) and any(isinstance(part, dict) for part in value):
        return str(len(value))
    return spoken(value_name(path, value))


def _value(data: Any, path: str) -> Any:
    """The value at a dotted path; None where a recipe has no such part."""
    for name in path.split("."):
        if isinstance(data, list):
            data = data[int(name)] if int(name) < len(data) else None
        elif data is not None:
            data = data[name]
    return data
