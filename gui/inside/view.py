"""The page that shows where each term of the cross-attention acted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from core.inside import Inside
from core.recipe import Recipe
from gui.background import Background
from gui.canvas import Canvas
from gui.forms.controls import QuietCombo, QuietSlider
from gui.forms.range_slider import RangeSlider
from gui.inside.heat import Scale, painted
from gui.inside.terms import TermList
from gui.language import on_language, said
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

_COVER = 70  # of 100: how much of the picture is covered at first
_SIDE = 280  # logical pixels that the column beside the picture needs
_WIDE = 540  # of the page, from which on there is room for both beside each other
_TINY_STEP = 0.01


class InsideView(QWidget):
    """A picture with a map over it, and beside it what the map is to show."""

    stop = Signal()

    def __init__(self, theme: Theme, background: Background) -> None:
        super().__init__()
        self._inside: Inside | None = None
        self._progress = (0, 0)
        self.canvas = Canvas(theme, background)
        self.terms, self.scale = TermList(), Scale()
        self.blocks, self.steps = QuietCombo(), RangeSlider(_TINY_STEP)
        self.cover = QuietSlider(Qt.Orientation.Horizontal)
        self.cover.setRange(0, 100)
        self.cover.setValue(_COVER)
        self.formula, self.about, self.waiting = QLabel(), QLabel(), QLabel()
        self.which_steps = QLabel()
        self.bar, self.cancel = QProgressBar(), QPushButton()
        self._lay_out()
        self.terms.chosen.connect(self._show)
        self.blocks.currentIndexChanged.connect(self._choose)
        self.steps.moved.connect(self._choose)
        self.steps.doubled.connect(self._all_steps)
        self.cover.valueChanged.connect(self._show)
        self.cover.doubled.connect(self._first_cover)
        self.cancel.clicked.connect(self.stop)
        on_language(self, self._tell)
        self._tell()

    @property
    def inside(self) -> Inside | None:
        """What is shown; None while it is still drawn."""
        return self._inside

    @property
    def span(self) -> tuple[int, int]:
        """The first chosen step and the one behind the last."""
        assert self._inside is not None
        count, (start, end) = self._inside.steps, self.steps.value()
        first = min(count - 1, round(start * count))
        return first, max(first + 1, round(end * count))

    def wait_for(self, recipe: Recipe, pixels: np.ndarray | None) -> None:
        """Show the picture, RGB uint8 (h, w, 3), until it has been drawn once more."""
        self._inside = None
        self.canvas.show_pixels(pixels, recipe.prompt)
        self._column.setCurrentIndex(0)
        self.show_progress(0, recipe.sampling.steps)

    def show_progress(self, step: int, steps: int) -> None:
        """How far the drawing is."""
        self._progress = step, steps
        self.bar.setRange(0, max(1, steps))
        self.bar.setValue(step)
        self._tell_progress()

    def show_inside(self, inside: Inside) -> None:
        """It is there."""
        self._inside = inside
        self._column.setCurrentIndex(1)
        self.terms.show_terms(inside.terms)
        self._fill_blocks()
        self._tell_formula()
        self._choose()

    def minimumSizeHint(self) -> QSize:
        """Of the narrow form; else the layout would keep the page from becoming narrow."""
        return QSize(_SIDE, _SIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the choices stand below the picture."""
        beside = event.size().width() >= _WIDE
        direction = QBoxLayout.Direction
        self._whole.setDirection(direction.LeftToRight if beside else direction.TopToBottom)

    def _lay_out(self) -> None:
        side = QWidget()
        side.setMinimumWidth(_SIDE)
        self._column = QStackedLayout(side)
        self._column.addWidget(self._make_waiting())
        self._column.addWidget(self._make_choices())
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.setContentsMargins(16, 12, 16, 12)
        self._whole.setSpacing(16)
        self._whole.addWidget(self.canvas, 2)
        self._whole.addWidget(side, 1)

    def _make_waiting(self) -> QWidget:
        self.waiting.setWordWrap(True)
        self.bar.setTextVisible(False)
        said(self.bar, name=lambda: self.tr("Share of the picture that is done"))
        said(self.cancel, text=lambda: self.tr("Cancel"))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.waiting)
        column.addWidget(self.bar)
        column.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        return page

    def _make_choices(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        self.formula.setProperty("role", "strong")
        self.about.setProperty("role", "muted")
        for label in (self.formula, self.about):
            label.setWordWrap(True)
            column.addWidget(label)
        self.terms.setMinimumHeight(160)
        column.addWidget(self.terms, 1)
        scale, blocks, cover = QLabel(), QLabel(), QLabel()
        said(scale, text=lambda: self.tr("Share of what is said at a place"))
        said(blocks, text=lambda: self.tr("Where in the network"))
        said(self.blocks, name=lambda: self.tr("Where in the network"))
        said(cover, text=lambda: self.tr("How much the map covers"))
        said(self.cover, name=lambda: self.tr("How much the map covers"))
        for label, control in (
            (scale, self.scale),
            (blocks, self.blocks),
            (self.which_steps, self.steps),
            (cover, self.cover),
        ):
            label.setBuddy(control)
            column.addWidget(label)
            column.addWidget(control)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        return area

    def _fill_blocks(self) -> None:
        assert self._inside is not None
        chosen = max(0, self.blocks.currentIndex())
        self.blocks.blockSignals(True)
        self.blocks.clear()
        self.blocks.addItem(self.tr("All of them"), "")
        for block, shares in self._inside.shares.items():
            height, width = shares.shape[-2:]
            self.blocks.addItem(f"{self._named(block)} · {width} × {height}", block)
        self.blocks.setCurrentIndex(min(chosen, self.blocks.count() - 1))
        self.blocks.blockSignals(False)

    def _named(self, block: str) -> str:
        """`Down 2, attention 0` for `down_blocks.2.attentions.0`: the numbers are the UNet's."""
        parts = block.split(".")
        if parts[0] == "mid_block":
            return self.tr("Middle, attention {0}").format(parts[-1])
        down = parts[0] == "down_blocks"
        words = self.tr("Down {0}, attention {1}") if down else self.tr("Up {0}, attention {1}")
        return words.format(parts[1], parts[-1])

    def _choose(self) -> None:
        """Other steps or another block."""
        if self._inside is not None:
            self.terms.show_shares(self._inside, self._chosen_blocks(), self.span)
            self._tell_steps()
            self._show()

    def _chosen_blocks(self) -> list[str]:
        return [block] if (block := self.blocks.currentData()) else []

    def _show(self) -> None:
        if self._inside is None:
            return
        inside, cover = self._inside, self.cover.value() / 100
        shares = inside.map(self.terms.picked, self._chosen_blocks(), self.span)
        ends = float(shares.min()), float(shares.max())
        self.scale.show_ends(ends)
        words = ", ".join(line.text(0) for line in self.terms.selectedItems())
        self.canvas.show_pixels(painted(inside.image, shares, ends, cover), words)

    def _all_steps(self) -> None:
        self.steps.set_value((0.0, 1.0))
        self._choose()

    def _first_cover(self) -> None:
        self.cover.setValue(_COVER)

    def _tell(self) -> None:
        self.about.setText(
            self.tr(
                "Each layer of the network adds up these terms at every place of the picture. The "
                "map shows how large a share the chosen ones have there. Choose several with Ctrl."
            )
        )
        self._tell_progress()
        if self._inside is not None:
            self._fill_blocks()
            self._choose()
        self._tell_steps()
        self._tell_formula()

    def _tell_progress(self) -> None:
        step, steps = self._progress
        words = self.tr("The picture is drawn once more, to hear what acts where: step {0} of {1}.")
        self.waiting.setText(words.format(step, steps))

    def _tell_steps(self) -> None:
        words = self.tr("Steps")
        if self._inside is not None:
            first, last = self.span
            words = self.tr("Steps {0} to {1} of {2}").format(first + 1, last, self._inside.steps)
        self.which_steps.setText(words)
        self.steps.setAccessibleName(words)

    def _tell_formula(self) -> None:
        """The sum that each layer computes, with the terms of this picture."""
        if self._inside is None:
            return
        recipe = self._inside.recipe
        people = [person.likeness for person in recipe.identities]
        names = ["id"] if len(people) == 1 else [f"id{n}" for n in range(1, len(people) + 1)]
        weights = list(zip(names, people, strict=True))
        weights += [("im", prompt.strength) for prompt in recipe.image_prompts]
        terms = [f"{weight:g}·Attn_{name}" for name, weight in weights]
        self.formula.setText(" + ".join(["Z = Attn_t", *terms]))
