"""A row of widgets that goes on in a further row where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem


class Flow(QLayout):
    """Places items from left to right, each as wide as it wishes; rows may be centred."""

    def __init__(self, centred: bool = False, gap: int = 8) -> None:
        super().__init__()
        self._centred, self._gap = centred, gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, arg__1: QLayoutItem) -> None:
        self._items.append(arg__1)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, arg__1: int) -> int:
        rows = self._rows(arg__1)
        return sum(map(_height, rows)) + self._gap * max(0, len(rows) - 1)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        wide = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Of the widest item: the others may go below it."""
        hints = [item.sizeHint() for item in self._shown()]
        wide = max((hint.width() for hint in hints), default=0)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def setGeometry(self, arg__1: QRect) -> None:
        super().setGeometry(arg__1)
        top = arg__1.top()
        for row in self._rows(arg__1.width()):
            free = arg__1.width() - self._width(row)
            left = arg__1.left() + (max(0, free) // 2 if self._centred else 0)
            high = _height(row)
            for item in row:
                size = item.sizeHint()
                place = QPoint(left, top + (high - size.height()) // 2)
                item.setGeometry(
                    QRect(place, QSize(min(size.width(), arg__1.width()), size.height()))
                )
                left += size.width() + self._gap
            top += high + self._gap

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        for item in self._shown():
            if rows and self._width([*rows[-1], item]) <= width:
                rows[-1].append(item)
            else:
                rows.append([item])
        return rows

    def _width(self, row: list[QLayoutItem]) -> int:
        return sum(item.sizeHint().width() for item in row) + self._gap * max(0, len(row) - 1)


def _height(row: list[QLayoutItem]) -> int:
    return max(item.sizeHint().height() for item in row)
