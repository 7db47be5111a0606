"""Tables of rows with a thumbnail: what the queue and the trash look like alike."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from gui.language import Text, said

HEIGHT = 48  # of a row, pixels


def table_of_rows(
    model: QAbstractItemModel, thumbnail: int, name: Text, wide: int, widths: Mapping[Any, int]
) -> QTableView:
    """A table whose rows are selected as a whole, one or several.

    Args:
        model: what it shows.
        thumbnail: the longer side of a row's picture in pixels.
        name: what it is called for who hears it.
        wide: the column that takes what room the others leave.
        widths: of the other columns, in pixels.
    """
    view = QTableView()
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setShowGrid(False)
    view.setTabKeyNavigation(False)
    view.setWordWrap(False)
    view.setIconSize(QSize(thumbnail, thumbnail))
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    said(view, name=name)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(HEIGHT)
    header = view.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setHighlightSections(False)
    header.setSectionResizeMode(wide, QHeaderView.ResizeMode.Stretch)
    for column, width in widths.items():
        header.resizeSection(column, width)
    return view
