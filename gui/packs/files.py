"""The files of a bundle: where from, which version, how large, how they are checked, how far."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from core.packs.bundles import NEWEST, Bundle, Item
from core.packs.installing import ItemTransfer
from gui.language import as_tip, in_language, on_language, said
from gui.packs.estimates import Estimate
from gui.packs.words import spoken_bytes

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ROW = 28  # logical pixels
_MOST = 9  # rows that are seen at once
FILE, SIZE, VERSION, CHECK, TERMS, STATE = range(6)


class FilesModel(QAbstractTableModel):
    """One row for each file, in the order in which they are fetched."""

    def __init__(self, bundle: Bundle, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items = bundle.items
        self._estimate: Estimate | None = None
        self._progress: ItemTransfer | None = None
        self._past = -1  # the row that is fetched now; those before it are there

    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._items)

    def columnCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else 6

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item, column = self._items[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row(), item, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(self._more(item, column))
        if role == Qt.ItemDataRole.TextAlignmentRole and column == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            self.tr("File"),
            self.tr("Size"),
            self.tr("Version"),
            self.tr("Fingerprint"),
            self.tr("Licence"),
            self.tr("State"),
        )[section]

    def show_estimate(self, estimate: Estimate | None) -> None:
        """Which files are there already."""
        self._estimate = estimate
        self._changed()

    def show_progress(self, progress: ItemTransfer | None) -> None:
        """How far the file has come that is fetched; None: none is."""
        self._progress = progress
        found = progress is not None and progress.item in self._items
        self._past = self._items.index(progress.item) if progress and found else -1  # type: ignore[arg-type]
        self._changed()

    def retell(self) -> None:
        """Say everything in the language of today."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 5)
        self._changed()

    def _changed(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, 5))

    def _words(self, row: int, item: Item, column: int) -> str:
        if column == FILE:
            return item.name
        if column == SIZE:
            about = self.tr("about {0}") if item.size is None and item.bytes else "{0}"
            return about.format(spoken_bytes(item.bytes)) if item.bytes else self.tr("small")
        if column == VERSION:
            return self.tr("newest") if item.commit == NEWEST else item.commit[:8]
        if column == CHECK:
            return item.sha256[:8] if item.sha256 is not None else self.tr("not pinned")
        if column == TERMS:
            return in_language(item.terms.title)
        return self._state(row, item)

    def _state(self, row: int, item: Item) -> str:
        missing = self._estimate is None or item in self._estimate.missing
        if not missing or row < self._past:
            return self.tr("there")
        now = self._progress
        if row == self._past and now is not None:
            share = 100 * now.item_step // now.item_total if now.item_total else 0
            return self.tr("{0} %").format(share)
        return self.tr("to fetch")

    def _more(self, item: Item, column: int) -> str:
        if column == CHECK and item.sha256 is not None:
            return f"sha256 {item.sha256}"
        if column == CHECK:
            return self.tr(
                "Nobody has published its fingerprint. Its first one is kept: later it must be the "
                "same."
            )
        if column == VERSION and item.commit != NEWEST:
            return self.tr("Commit {0}").format(item.commit)
        if column == TERMS:
            return in_language(item.terms.words)
        return item.url


class FilesTable(QTableView):
    """As high as its rows, up to some; then it scrolls."""

    def __init__(self, bundle: Bundle) -> None:
        super().__init__()
        self.files = FilesModel(bundle, self)
        self.setModel(self.files)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        said(self, name=lambda: self.tr("Files of {0}").format(in_language(bundle.title)))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        for column, width in ((SIZE, 92), (VERSION, 84), (CHECK, 92), (TERMS, 128), (STATE, 76)):
            header.resizeSection(column, width)
        rows = min(len(bundle.items), _MOST)
        self.setFixedHeight(rows * _ROW + header.sizeHint().height() + 4)
        on_language(self, self.files.retell)
