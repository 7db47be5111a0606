"""The page on which pictures are compared: side by side, with an edge between, or blinking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.made import MadeWith
from core.picture import Picture
from gui.alike import figure_words
from gui.background import Background
from gui.calls import Call
from gui.canvas import Canvas
from gui.compare.split import SplitCanvas
from gui.compare.table import DifferenceTable
from gui.language import Text, on_language, said
from gui.theme import Theme
from gui.zoom import Zoom

if TYPE_CHECKING:
    import numpy as np

MOST = 4
BLINK_MILLISECONDS = 700
_LEAST = 100, 110  # logical pixels of a view: the smallest window has a queue below it
SIDE, SPLIT, BLINK = range(3)
_WAYS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


@dataclass(frozen=True, eq=False)
class Shown:
    """A picture and its pixels, RGB uint8 (h, w, 3).

    Attributes:
        made: what it was made with; None: not known.
        title: what it is called in place of a number.
        is_drawn: whether it was drawn, and is compared in the table below.
    """

    picture: Picture
    pixels: np.ndarray
    made: MadeWith | None = None
    title: Text | None = None
    is_drawn: bool = True


class CompareView(QWidget):
    """Shows two to four pictures; all are zoomed and moved together."""

    def __init__(self, theme: Theme, background: Background) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Shown, ...] = ()
        self._turn = 0  # of those that blink
        self.canvases = [Canvas(theme, background) for _ in range(MOST)]
        self.split = SplitCanvas(theme, background)
        self.blinking = Canvas(theme, background)
        self.names = [QLabel() for _ in range(MOST)]
        self.now = QLabel()
        self.table = DifferenceTable()
        said(self.table, name=lambda: self.tr("What differs"))
        self.table.setMinimumHeight(64)
        self.same = QLabel()
        said(self.same, text=lambda: self.tr("The recipes are the same."))
        self.buttons = QButtonGroup(self)
        self._blink = QTimer(self, interval=BLINK_MILLISECONDS)
        Call(self._blink.timeout, self, self._next)
        self._lay_out()
        for canvas in self._all:
            canvas.setMinimumSize(*_LEAST)
            Call(canvas.looked, canvas, self._follow, canvas, takes=1)
        self.buttons.idClicked.connect(self.show_mode)
        on_language(self, self._tell)

    @property
    def mode(self) -> int:
        """SIDE, SPLIT or BLINK."""
        return self._stack.currentIndex()

    def show_pictures(self, shown: Sequence[Shown]) -> None:
        """Compare two to four pictures."""
        self._shown, self._turn = tuple(shown[:MOST]), 0
        for index, (canvas, name) in enumerate(zip(self.canvases, self.names, strict=True)):
            there = index < len(self._shown)
            self._columns[index].setVisible(there)
            if there:
                one = self._shown[index]
                canvas.show_pixels(one.pixels, one.picture.recipe.prompt)
                name.setText(self._named(index))
        first, second = self._shown[:2]
        self.split.show_both(first.pixels, second.pixels, first.picture.recipe.prompt)
        self._show_turn()
        for canvas in self._all:
            canvas.look_like(canvas.zoom.fitted())
        self._tell()

    @property
    def _all(self) -> tuple[Canvas, ...]:
        return (*self.canvases, self.split, self.blinking)

    def show_mode(self, mode: int) -> None:
        """Side by side, with an edge between the first two, or one after the other."""
        self._stack.setCurrentIndex(mode)
        self.buttons.button(mode).setChecked(True)
        self._pace()

    def showEvent(self, event: QShowEvent) -> None:
        self._pace()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The canvases have the keys of the one on the first page."""
        canvas = (self.canvases[0], self.split, self.blinking)[self.mode]
        held, key = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, Qt.Key(event.key())
        acts = {
            Qt.Key.Key_Plus: canvas.zoom_in,
            Qt.Key.Key_Equal: canvas.zoom_in,
            Qt.Key.Key_Minus: canvas.zoom_out,
            Qt.Key.Key_0: canvas.fit,
            Qt.Key.Key_1: canvas.actual_size,
        }
        if key in acts:
            acts[key]()
        elif key in _WAYS and held == Qt.KeyboardModifier.ShiftModifier:
            canvas.pan(*_WAYS[key])
        elif key in _WAYS and not held and _WAYS[key][0] and self.mode == BLINK:
            self._blink.stop()  # who goes by hand wants to look
            self._next(_WAYS[key][0])
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._blink.stop()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(6)
        tips = (
            lambda: self.tr("All of them beside each other"),
            lambda: self.tr("The first two in one place; drag the edge between them"),
            lambda: self.tr("One after the other in one place; the arrows go on by hand"),
        )
        for mode, text in (
            (SIDE, lambda: self.tr("Side by side")),
            (SPLIT, lambda: self.tr("Slider")),
            (BLINK, lambda: self.tr("Blink")),
        ):
            button = QToolButton()
            button.setCheckable(True)
            button.setProperty("role", "choice")
            said(button, text=text, tip=tips[mode])
            self.buttons.addButton(button, mode)
            bar.addWidget(button)
        self.buttons.button(SIDE).setChecked(True)
        bar.addStretch()
        pages = QWidget()
        self._stack = QStackedLayout(pages)
        self._stack.addWidget(self._make_side())
        self._stack.addWidget(self._make_split())
        self._stack.addWidget(self._make_blinking())
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.same)
        column.addWidget(self.table)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(pages)
        splitter.addWidget(below)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 12, 16, 8)
        whole.addLayout(bar)
        whole.addWidget(splitter, 1)

    def _make_side(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._columns: list[QWidget] = []
        for canvas, name in zip(self.canvases, self.names, strict=True):
            self._columns.append(_above(canvas, name))
            row.addWidget(self._columns[-1], 1)
        return page

    def _make_split(self) -> QWidget:
        """The names of both above, each at its side of the edge."""
        self.sides = QLabel(), QLabel()
        names = QHBoxLayout()
        for label in self.sides:
            label.setProperty("role", "muted")
            names.addWidget(label)
        names.insertStretch(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(names)
        column.addWidget(self.split, 1)
        return page

    def _make_blinking(self) -> QWidget:
        return _above(self.blinking, self.now)

    def _named(self, index: int) -> str:
        picture, title = self._shown[index].picture, self._shown[index].title
        words = title() if title is not None else self.tr("Picture {0}").format(index + 1)
        shown = figure_words(picture.people, picture.likeness)
        return self.tr("{0} · likeness {1}").format(words, shown) if shown else words

    def _tell(self) -> None:
        if not self._shown:
            return
        names = [self._named(index) for index in range(len(self._shown))]
        for labels in (self.names, self.sides):
            for label, name in zip(labels, names, strict=False):
                label.setText(name)
        self.now.setText(names[self._turn])
        drawn = [one for one in self._shown if one.is_drawn]
        recipes, made = [one.picture.recipe for one in drawn], [one.made for one in drawn]
        called = [name for name, one in zip(names, self._shown, strict=True) if one.is_drawn]
        self.table.show_recipes(recipes, called, made)
        self.table.setVisible(self.table.rowCount() > 0)
        self.same.setVisible(self.table.rowCount() == 0)

    def _pace(self) -> None:
        """Blink only where it is seen; who wants less motion goes from one to the next by keys."""
        if self.mode == BLINK and self.isVisible() and not self._theme.still:
            self._blink.start()
        else:
            self._blink.stop()

    def _next(self, by: int = 1) -> None:
        self._turn = (self._turn + by) % max(1, len(self._shown))
        self._show_turn()

    def _show_turn(self) -> None:
        one, look = self._shown[self._turn], self.blinking.zoom
        self.blinking.show_pixels(one.pixels, one.picture.recipe.prompt)
        self.blinking.look_like(look)  # a picture of another size would be shown whole
        self.now.setText(self._named(self._turn))

    def _follow(self, leader: Canvas, zoom: Zoom) -> None:
        for canvas in self._all:
            if canvas is not leader:
                canvas.look_like(zoom)


def _above(canvas: Canvas, name: QLabel) -> QWidget:
    """A canvas with a line of words above it."""
    name.setProperty("role", "muted")
    name.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(name)
    column.addWidget(canvas, 1)
    return whole
