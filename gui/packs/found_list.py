"""The list of what was found, in groups that fold."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence, QPainter, QPen, QStandardItem
from PySide6.QtGui import QStandardItemModel as Model
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from gui.icons import icon
from gui.language import as_tip, on_language, said
from gui.packs.found_rows import Group, Row, spoken_group
from gui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = int(Qt.ItemDataRole.UserRole)
COUNT = ROW + 1  # of a group's rows that are shown
_HEAD, _LINE = 36, 52  # heights, logical pixels
_INSET = 12


class FoundList(QTreeView):
    """Rows by groups. Enter asks to use what is selected, Ctrl+C copies its path."""

    used = Signal()
    copied = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rows: list[Row] = []
        self._words = ""
        self._texts: dict[Path, str] = {}  # of rows, as the filter reads them
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(FoundDelegate(theme, self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setMouseTracking(True)
        said(self, name=lambda: self.tr("Models on this computer"))
        self.clicked.connect(self._fold)
        self.doubleClicked.connect(self._use)
        theme.changed.connect(self.viewport().update)
        on_language(self, self._fill)

    def show_rows(self, rows: list[Row]) -> None:
        """Show these, sorted by group; what was selected stays so."""
        self._rows = rows
        self._fill()

    def filter(self, words: str) -> None:
        """Show only rows in which all of these words stand."""
        self._words = words.strip().lower()
        for head in self._heads():
            hidden = [not self._shown(self._row(child)) for child in _children(head)]
            for place, one in enumerate(hidden):
                self.setRowHidden(place, head.index(), one)
            head.setData(hidden.count(False), COUNT)
            self.setRowHidden(head.row(), QModelIndex(), all(hidden))

    def selected(self) -> list[Row]:
        """The selected rows that are seen, from top to bottom."""
        chosen = self.selectionModel()
        return [
            self._row(child)
            for head in self._heads()
            for child in _children(head)
            if chosen.isSelected(child.index()) and self._shown(self._row(child))
        ]

    def shown(self) -> int:
        """How many rows the words of the filter leave."""
        return sum(self._shown(row) for row in self._rows)

    def index_of(self, row: Row) -> QModelIndex:
        """Where a row stands."""
        return next(
            child.index()
            for head in self._heads()
            for child in _children(head)
            if self._row(child) == row
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._use(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space and _is_head(self.currentIndex()):
            self._fold(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _fill(self) -> None:
        kept = {row.path for row in self.selected()}
        folded = {
            head.data(ROW) for head in self._heads() if not self.isExpanded(head.index())
        }  # fmt: skip
        self._model.clear()
        self._texts = {}
        for group, rows in groupby(self._rows, key=lambda row: row.group):
            head = QStandardItem(spoken_group(group))
            head.setData(group, ROW)
            head.setSelectable(False)
            self._model.appendRow(head)
            head.appendRows([_item(row) for row in rows])
            self.setExpanded(head.index(), group not in folded)
        self.filter(self._words)
        self._select(kept)

    def _select(self, paths: Iterable[object]) -> None:
        chosen = QItemSelection()
        for head in self._heads():
            for child in _children(head):
                if self._row(child).path in paths:
                    chosen.select(child.index(), child.index())
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _shown(self, row: Row) -> bool:
        if not self._words:
            return True
        if row.path not in self._texts:
            self._texts[row.path] = row.text()
        return all(word in self._texts[row.path] for word in self._words.split())

    def _fold(self, index: QModelIndex) -> None:
        if _is_head(index):
            self.setExpanded(index, not self.isExpanded(index))

    def _use(self, index: QModelIndex) -> None:
        if _is_head(index):
            self._fold(index)
        elif index.isValid():
            self.used.emit()

    def _heads(self) -> list[QStandardItem]:
        return [self._model.item(place) for place in range(self._model.rowCount())]

    def _row(self, item: QStandardItem) -> Row:
        return item.data(ROW)


class FoundDelegate(QStyledItemDelegate):
    """Paints a heading with its count, or a row of two lines."""

    def __init__(self, theme: Theme, view: QTreeView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, _HEAD if _is_head(index) else _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        cell: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_back(painter, cell, state, _is_head(index))
        inner = cell.adjusted(_INSET, 0, -_INSET, 0)
        if _is_head(index):
            self._paint_head(painter, inner, index)
        else:
            self._paint_row(painter, inner, index.data(ROW))
        painter.restore()

    def _paint_back(
        self, painter: QPainter, cell: QRect, state: QStyle.StateFlag, head: bool
    ) -> None:
        flags, color = QStyle.StateFlag, self._theme.color
        box = QRectF(cell).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if state & flags.State_Selected:
            painter.setBrush(color("accent_soft"))
            painter.drawRoundedRect(box, 8, 8)
        elif state & flags.State_MouseOver and not head:
            painter.setBrush(color("field"))
            painter.drawRoundedRect(box, 8, 8)
        if state & flags.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent_line"), 1))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _paint_head(self, painter: QPainter, inner: QRect, index: Index) -> None:
        opened = self._view.isExpanded(index)
        ratio = self._view.devicePixelRatioF()
        arrow = icon("open" if opened else "closed", self._theme.color("muted"))
        top = inner.top() + (inner.height() - 16) // 2
        painter.drawPixmap(QPoint(inner.left() - 6, top), arrow.pixmap(QSize(16, 16), ratio))
        line = inner.adjusted(16, 0, 0, 0)
        used = self._write(painter, line, index.data(), "text", bold=True)
        self._write(painter, line.adjusted(used + 8, 0, 0, 0), str(index.data(COUNT)), "muted")

    def _paint_row(self, painter: QPainter, inner: QRect, row: Row) -> None:
        upper = QRect(inner.left(), inner.top() + 7, inner.width(), 19)
        lower = upper.translated(0, 20)
        words = self.tr("published") if row.published else ""
        width = painter.fontMetrics().horizontalAdvance(words)
        spot = upper.adjusted(upper.width() - width - 8, 0, 0, 0)
        self._write(painter, spot, words, "good")
        room = upper.adjusted(0, 0, -(width + 24) if words else 0, 0)
        mode = Qt.TextElideMode
        self._write(painter, room, row.title, "text", bold=True, elide=mode.ElideMiddle)
        refused = row.group is Group.REFUSED
        self._write(painter, lower, row.words(), "warn" if refused else "muted")

    def _write(
        self,
        painter: QPainter,
        line: QRect,
        words: str,
        color: str,
        bold: bool = False,
        elide: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> int:
        """Write on one line, as far as there is room; the width that it takes."""
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        text = painter.fontMetrics().elidedText(words, elide, max(0, line.width()))
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, where, text)
        return painter.fontMetrics().horizontalAdvance(text)


class _Model(Model):
    """Says more of a row only when somebody asks."""

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            row = super().data(index, ROW)
            if isinstance(row, Row):
                tip = role == Qt.ItemDataRole.ToolTipRole
                return as_tip(f"{row.path}\n{row.words()}") if tip else row.spoken()
        return super().data(index, role)


def _item(row: Row) -> QStandardItem:
    item = QStandardItem(row.title)
    item.setData(row, ROW)
    return item


def _children(head: QStandardItem) -> list[QStandardItem]:
    return [head.child(place) for place in range(head.rowCount())]


def _is_head(index: Index) -> bool:
    return index.isValid() and not index.parent().isValid()
