"""The files of a bundle: where from, which version, how large, how they are checked, how far."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from core.packs.bundles import NEWEST, Bundle, Item
from core.packs.installing import ItemTransfer
from gui.language import as_tip, in_language, on_language, said
from gui.packs.estimates import Estimate
from gui.packs.words import spoken_bytes

_Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
_ROW = 80  # logical pixels
_MOST = 5  # rows that are seen at once
FILE, SIZE, STATE = range(3)
MORE = Qt.ItemDataRole.UserRole  # what else is to be said of a file


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
        return 0 if parent.isValid() else 3

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item, column = self._items[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(index.row(), item, column)
        if role == MORE and column == FILE:
            return self._more(item)
        if role == Qt.ItemDataRole.AccessibleTextRole and column == FILE:
            return f"{item.path}. {self._more(item)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(self._tip(item))
        if role == Qt.ItemDataRole.TextAlignmentRole and column == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("File"), self.tr("Size"), self.tr("State"))[section]

    def show_estimate(self, estimate: Estimate | None) -> None:
        """Which files are there already."""
        self._estimate = estimate
        self._changed()

    def show_progress(self, progress: ItemTransfer | None) -> None:
        """How far the file has come that is fetched; None: none is."""
        self._progress = progress
        item = progress.item if progress is not None else None
        self._past = self._items.index(item) if item in self._items else -1
        self._changed()

    def retell(self) -> None:
        """Say everything in the language of today."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 2)
        self._changed()

    def _changed(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(len(self._items) - 1, 2))

    def _words(self, row: int, item: Item, column: int) -> str:
        if column == FILE:
            return item.path
        if column == SIZE:
            about = self.tr("about {0}") if item.size is None and item.bytes else "{0}"
            return about.format(spoken_bytes(item.bytes)) if item.bytes else self.tr("small")
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

    def _more(self, item: Item) -> str:
        """Whose it is, which version, how it is checked, under what terms."""
        version = self.tr("newest version") if item.commit == NEWEST else item.commit[:8]
        check = self.tr("not pinned")
        if item.sha256 is not None:
            check = f"sha256 {item.sha256[:8]}…"
        facts = check if item.source else f"{version} · {check}"
        return f"{item.repository}\n{facts}\n{in_language(item.terms.title)}"

    def _tip(self, item: Item) -> str:
        check = self.tr(
            "Nobody has published its fingerprint: its first one is kept, and later it must be the "
            "same."
        )
        if item.sha256 is not None:
            check = f"sha256 {item.sha256}"
        lines = [item.url, check, in_language(item.terms.words)]
        if item.commit != NEWEST:
            lines.insert(1, self.tr("Commit {0}").format(item.commit))
        return "\n".join(lines)


class _Lines(QStyledItemDelegate):
    """What a file is called, and below it, quieter, what is known of it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        more = index.data(MORE)
        if more is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        name, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        box, palette = option.rect.adjusted(8, 4, -8, -4), option.palette
        lines = [name, *more.split("\n")]
        high = box.height() // len(lines)
        painter.save()
        for number, text in enumerate(lines):
            quiet = QPalette.ColorRole.PlaceholderText if number else QPalette.ColorRole.Text
            painter.setPen(palette.color(quiet))
            line = QRect(box.left(), box.top() + number * high, box.width(), high)
            fit = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideMiddle, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, fit)
        painter.restore()


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
        self.setItemDelegate(_Lines(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        said(self, name=lambda: self.tr("Files of {0}").format(in_language(bundle.title)))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(FILE, QHeaderView.ResizeMode.Stretch)
        for column, width in ((SIZE, 120), (STATE, 74)):
            header.resizeSection(column, width)
        rows = min(len(bundle.items), _MOST)
        self.setFixedHeight(rows * _ROW + header.sizeHint().height() + 4)
        on_language(self, self.files.retell)
