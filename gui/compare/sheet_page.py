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
    QMenu,
    QPushButton,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.compare.curves import curves_of
from core.compare.grid import Opened
from core.compare.sheet import NOTHING, Cell, Figures, Sheet
from core.picture import Picture
from core.told import Told
from gui.alike import sentence_words, short_words
from gui.calls import Call
from gui.compare.plot import SheetPlot
from gui.compare.words import spoken
from gui.icons import icon
from gui.images import fitted, to_qimage
from gui.language import as_tip, in_language, listed, on_language, said
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

_SIDE = 168  # logical pixels of a cell's picture
_WRAPPED = 3  # of a single row stand beside each other; the rest goes on below
_BESIDE = 84  # logical pixels of a row's label
_LINES = 4  # of the grid for each such part: label, notes, pictures


class CellView(QToolButton):
    """One cell: its picture once there is one, and what is known of it."""

    def __init__(self, cell: Cell, *labels: str) -> None:
        """`labels` are those of its column and row."""
        super().__init__()
        self.cell, self._labels = cell, labels
        self.picture: Picture | None = None
        self.pixels: np.ndarray | None = None  # of a sheet from a file
        self.from_file = False
        self.figures: Figures = NOTHING
        self._fault = ""
        self.setProperty("role", "cell")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(_SIDE, _SIDE))
        self.setFixedSize(_SIDE + 12, _SIDE + 34)
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

    def show_opened(self, pixels: np.ndarray | None, figures: Figures) -> None:
        """The cell came in a file, with its picture, RGB uint8 (h, w, 3), or without it."""
        self.from_file, self.pixels, self.figures = True, pixels, figures
        if pixels is not None:
            whole = QPixmap.fromImage(to_qimage(pixels))
            self.setIcon(QIcon(fitted(whole, _SIDE, self.devicePixelRatioF())))
        self.setEnabled(True)
        self.tell()

    def show_figures(self, figures: Figures) -> None:
        """What was measured of its face."""
        self.figures = figures
        self.tell()

    def show_fault(self, fault: str) -> None:
        """Why there is no picture."""
        self._fault = fault
        self.tell()

    def tell(self) -> None:
        """Every word of it, in the language of today."""
        parts: list[str] = []
        figures = self.figures
        if shown := short_words(figures.people, figures.likeness):
            several = len(figures.people) > 1  # then there is no room for the word
            parts.append(shown if several else self.tr("likeness {0}").format(shown))
        if self.figures.landmark_error is not None:
            parts.append(self.tr("off {0}").format(f"{self.figures.landmark_error:.2f}"))
        words = " · ".join(parts) or self._state()
        self.setText(words)
        label = listed(filter(None, map(spoken, self._labels)))
        tip = in_language(self._fault) or label
        if self.from_file:
            tip = self.tr("Load the recipe of {0}").format(tip)
        if figures.people:
            tip = f"{tip}\n{sentence_words(figures.people, figures.likeness)}"
        self.setToolTip(as_tip(tip))  # a file may name its columns like markup
        self.setAccessibleName(f"{label}: {words}")

    def _state(self) -> str:
        """Why there are no figures."""
        if self._fault or (self.from_file and self.figures == NOTHING):
            return self.tr("not drawn")
        if self.picture is None and not self.from_file:
            return self.tr("waits")
        return ""


class SheetPage(QWidget):
    """All cells, a line about how far it is, and what can be done with the whole."""

    opened = Signal(object)  # Picture: a cell was clicked
    loaded = Signal(object, object)  # Recipe and pixels, if any: so was one of a sheet from a file
    export = Signal()
    export_plot = Signal()
    export_figures = Signal()
    stop = Signal()
    again = Signal()  # draw all of a sheet from a file

    def __init__(
        self,
        sheet: Sheet,
        theme: Theme,
        about: Sequence[str] = (),
        left_out: Sequence[Told] = (),
    ) -> None:
        """`about`: a line for each column, such as a formula, or none; `left_out`: why not all."""
        super().__init__()
        self.sheet, self._left_out = sheet, left_out
        self.cells = {
            (cell.row, cell.column): CellView(
                cell, sheet.columns.labels[cell.column], sheet.rows.labels[cell.row]
            )
            for cell in sheet.cells
        }
        self.far = QLabel()
        self.far.setProperty("role", "muted")
        self.far.setWordWrap(True)
        self.without = QLabel()
        self.without.setProperty("role", "warn")
        self.without.setWordWrap(True)
        self.without.setVisible(bool(left_out))
        curves = curves_of(sheet)
        self.plot = None if curves is None else SheetPlot(curves, theme)
        self.save, self.cancel, self.redraw = QPushButton(), QPushButton(), QPushButton()
        said(
            self.redraw,
            text=lambda: self.tr("Draw them all"),
            tip=lambda: self.tr("Draw every picture of the sheet here, into this project"),
        )
        self.redraw.clicked.connect(self.again)
        self.redraw.hide()
        said(self.save, text=lambda: self.tr("Export as one picture…"))
        said(self.cancel, text=lambda: self.tr("Cancel the rest"))
        self._make_more(theme)
        self.save.clicked.connect(self.export)
        self.cancel.clicked.connect(self.stop)
        self._labels: list[tuple[QLabel, str, str]] = []  # with a pattern for the words
        self._lay_out(about)
        on_language(self, self.tell)
        self.tell()

    def _make_more(self, theme: Theme) -> None:
        """What else can be exported, in a menu."""
        self.more = QToolButton()
        self.more.setProperty("role", "icon")
        self.more.setFixedSize(32, 32)
        self.more.setIconSize(QSize(18, 18))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        more = lambda: self.tr("Export the plot or the figures")
        said(self.more, name=more, tip=more)
        menu = QMenu(self.more)
        self.as_plot, self.as_table = menu.addAction(""), menu.addAction("")
        said(self.as_plot, text=lambda: self.tr("Export the plot as a picture…"))
        said(self.as_table, text=lambda: self.tr("Export the figures as a table (CSV)…"))
        self.as_plot.setVisible(self.plot is not None)
        self.as_plot.triggered.connect(self.export_plot)
        self.as_table.triggered.connect(self.export_figures)
        self.more.setMenu(menu)
        self._theme = theme
        theme.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.more.setIcon(icon("more", self._theme.color("text")))

    @property
    def known(self) -> dict[tuple[int, int], Figures]:
        """What is known of the cells, by row and column."""
        views = self.cells.items()
        return {place: view.figures for place, view in views if view.figures != NOTHING}

    @property
    def drawn(self) -> int:
        """How many cells have their picture."""
        return sum(view.picture is not None for view in self.cells.values())

    def tell(self) -> None:
        """Titles, and how far it is, in the language of today."""
        for label, words, pattern in self._labels:
            label.setText(pattern.format(spoken(words)))
        self.without.setText(" ".join(map(in_language, self._left_out)))
        count = len(self.cells)
        if self.redraw.isHidden():
            self.far.setText(self.tr("{0} of {1} pictures").format(self.drawn, count))
        else:
            words = self.tr("{0} recipes of a sheet; a click on one loads it.")
            self.far.setText(words.format(count))
        self.save.setEnabled(self.drawn > 0)
        known = self.known
        self.more.setEnabled(bool(known))
        if self.plot is not None:
            self.plot.show_figures(known)

    def show_opened(self, opened: Opened, pixels: np.ndarray) -> None:
        """All came in a file, whose picture is RGB uint8 (h, w, 3)."""
        for place, view in self.cells.items():
            view.show_opened(opened.cut(pixels, *place), opened.figures.get(place, NOTHING))
        self.redraw.show()
        self.save.hide()
        self.cancel.hide()
        self.tell()

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
            grid.addWidget(self._title(sheet.columns.title, "{0} →"), 0, 1, 1, across)
        for column, words in enumerate(sheet.columns.labels):
            line, place = divmod(column, across)
            top = 1 + _LINES * line
            grid.addWidget(self._words(words, "strong"), top, place + 1)
            notes = (*sheet.columns.notes[column : column + 1], *about[column : column + 1])
            for row, note in enumerate(notes):
                grid.addWidget(self._words(note, "small"), top + 1 + row, place + 1)
        if sheet.rows.title:
            grid.addWidget(self._title(sheet.rows.title, "{0} ↓"), 1, 0)
        for row, words in enumerate(sheet.rows.labels):
            if words:
                label = self._words(words, "strong")
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
                label.setMaximumWidth(_BESIDE)
                grid.addWidget(label, row + 4, 0)
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
        bar.addWidget(self.far, 1)
        bar.addWidget(self.cancel)
        bar.addWidget(self.redraw)
        bar.addWidget(self.save)
        bar.addWidget(self.more)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 8)
        whole.addLayout(bar)
        whole.addWidget(self.without)
        whole.addWidget(self._above_plot(area), 1)

    def _above_plot(self, area: QWidget) -> QWidget:
        """The grid, and the lines below it where there are some."""
        if self.plot is None:
            return area
        self.plot.pointed.connect(self._open_at)
        both = QSplitter(Qt.Orientation.Vertical)
        both.setHandleWidth(9)
        both.addWidget(area)
        both.addWidget(self.plot)
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 0)
        both.setCollapsible(0, False)
        return both

    def _open_at(self, row: int, column: int) -> None:
        self._open(self.cells[row, column])

    def _words(self, words: str, role: str) -> QLabel:
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        label.setMaximumWidth(_SIDE + 12)
        self._labels.append((label, words, "{0}"))
        return label

    def _title(self, words: str, way: str) -> QLabel:
        """What changes along a side, with an arrow that shows which way."""
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "muted")
        label.setWordWrap(way.endswith("↓"))
        label.setMinimumWidth(_BESIDE if way.endswith("↓") else 0)
        self._labels.append((label, words, way))
        return label

    def _open(self, view: CellView) -> None:
        if view.picture is not None:
            self.opened.emit(view.picture)
        elif view.from_file:
            self.loaded.emit(view.cell.recipe, view.pixels)
