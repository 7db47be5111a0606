"""A sheet that fills: labels along its sides, pictures and figures in its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.compare.sheet import NOTHING, Cell, Figures, Sheet
from core.picture import Picture
from core.told import Told
from gui.calls import Call
from gui.compare.words import spoken
from gui.images import fitted, to_qimage
from gui.language import in_language, on_language, said

if TYPE_CHECKING:
    import numpy as np

_SIDE = 176  # logical pixels of a cell's picture
_WRAPPED = 3  # of a single row stand beside each other; the rest goes on below
_LINES = 4  # of the grid for each such part: label, notes, pictures


class CellView(QToolButton):
    """One cell: its picture once there is one, and what is known of it."""

    def __init__(self, cell: Cell, label: str) -> None:
        super().__init__()
        self.cell, self._label = cell, label
        self.picture: Picture | None = None
        self.figures: Figures = NOTHING
        self._fault = ""
        self.setProperty("role", "sample")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setFixedSize(_SIDE + 16, _SIDE + 34)
        self.setEnabled(False)
        on_language(self, self.tell)
        self.tell()

    def show_picture(self, picture: Picture, pixels: np.ndarray, figures: Figures) -> None:
        """The cell has been drawn, RGB uint8 (h, w, 3)."""
        self.picture, self.figures = picture, figures
        whole = QPixmap.fromImage(to_qimage(pixels))
        self.setIcon(QIcon(fitted(whole, _SIDE, self.devicePixelRatioF())))
        self.setEnabled(True)
        self.tell()

    def show_figures(self, likeness: float | None, error: float | None) -> None:
        """What was measured of its face."""
        self.figures = Figures(likeness, error, self.figures.seconds)
        self.tell()

    def show_fault(self, fault: str) -> None:
        """Why there is no picture."""
        self._fault = fault
        self.tell()

    def tell(self) -> None:
        """Every word of it, in the language of today."""
        parts: list[str] = []
        if self.figures.likeness is not None:
            parts.append(self.tr("likeness {0}").format(f"{self.figures.likeness:.2f}"))
        if self.figures.landmark_error is not None:
            parts.append(self.tr("off {0}").format(f"{self.figures.landmark_error:.2f}"))
        waits = self.tr("waits") if self.picture is None else ""
        words = " · ".join(parts) or (self.tr("not drawn") if self._fault else waits)
        self.setText(words)
        self.setToolTip(in_language(self._fault) or in_language(self._label))
        self.setAccessibleName(f"{in_language(self._label)}: {words}")


class SheetPage(QWidget):
    """All cells, a line about how far it is, and what can be done with the whole."""

    opened = Signal(object)  # Picture: a cell was clicked
    export = Signal()
    stop = Signal()

    def __init__(self, sheet: Sheet, about: Sequence[str], left_out: Sequence[Told]) -> None:
        """`about`: a line for each column, such as a formula, or none; `left_out`: why not all."""
        super().__init__()
        self.sheet, self._left_out = sheet, left_out
        self.cells = {
            (cell.row, cell.column): CellView(cell, sheet.label(cell)) for cell in sheet.cells
        }
        self.far = QLabel()
        self.far.setProperty("role", "muted")
        self.without = QLabel()
        self.without.setProperty("role", "warn")
        self.without.setWordWrap(True)
        self.without.setVisible(bool(left_out))
        self.save, self.cancel = QPushButton(), QPushButton()
        said(self.save, text=lambda: self.tr("Export as one picture…"))
        said(self.cancel, text=lambda: self.tr("Cancel the rest"))
        self.save.clicked.connect(self.export)
        self.cancel.clicked.connect(self.stop)
        self._labels: list[tuple[QLabel, str]] = []
        self._lay_out(about)
        on_language(self, self.tell)
        self.tell()

    @property
    def drawn(self) -> int:
        """How many cells have their picture."""
        return sum(view.picture is not None for view in self.cells.values())

    def tell(self) -> None:
        """Titles, and how far it is, in the language of today."""
        for label, words in self._labels:
            label.setText(spoken(words))
        self.without.setText(" ".join(map(in_language, self._left_out)))
        count = len(self.cells)
        self.far.setText(self.tr("{0} of {1} pictures").format(self.drawn, count))
        self.save.setEnabled(self.drawn > 0)

    def set_busy(self, busy: bool) -> None:
        """Whether anything of it is still to be drawn."""
        self.cancel.setVisible(busy)

    def _lay_out(self, about: Sequence[str]) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setSpacing(8)
        sheet = self.sheet
        across = _WRAPPED if len(sheet.rows.labels) == 1 else len(sheet.columns.labels)
        if sheet.columns.title:
            grid.addWidget(self._words(sheet.columns.title, "strong"), 0, 1, 1, across)
        for column, words in enumerate(sheet.columns.labels):
            line, place = divmod(column, across)
            top = 1 + _LINES * line
            grid.addWidget(self._words(words, "strong"), top, place + 1)
            notes = (*sheet.columns.notes[column : column + 1], *about[column : column + 1])
            for row, note in enumerate(notes):
                grid.addWidget(self._words(note, "small"), top + 1 + row, place + 1)
        if sheet.rows.title:
            grid.addWidget(self._words(sheet.rows.title, "strong"), 3, 0)
        for row, words in enumerate(sheet.rows.labels):
            if words:
                grid.addWidget(self._words(words, "strong"), row + 4, 0)
        for (row, column), view in self.cells.items():
            line, place = divmod(column, across)
            Call(view.clicked, view, self._open, view)
            grid.addWidget(view, row + 4 + _LINES * line, place + 1)
        grid.setRowStretch(grid.rowCount(), 1)
        grid.setColumnStretch(grid.columnCount(), 1)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        bar = QHBoxLayout()
        bar.addWidget(self.far)
        bar.addStretch()
        bar.addWidget(self.cancel)
        bar.addWidget(self.save)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 8)
        whole.addLayout(bar)
        whole.addWidget(self.without)
        whole.addWidget(area, 1)

    def _words(self, words: str, role: str) -> QLabel:
        label = QLabel()
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        label.setMaximumWidth(_SIDE + 16)
        self._labels.append((label, words))
        return label

    def _open(self, view: CellView) -> None:
        if view.picture is not None:
            self.opened.emit(view.picture)
