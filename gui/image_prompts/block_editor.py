"""How loudly an image prompt speaks in single blocks of the UNet: bars, and usual settings."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.blocks import DOWN, UP, Preset, meant_by, preset, unfitting, weights_in, with_weight
from core.recipe import ImagePrompt
from gui.calls import Call
from gui.image_prompts.block_bars import STEP, BlockBar
from gui.language import Text, as_tip, listed, on_language, said
from gui.theme import Theme


class BlockEditor(QWidget):
    """Shows the blocks of one image prompt; what the user changes is told."""

    edited = Signal(object)  # tuple[BlockWeight, ...]
    chosen = Signal(object, object)  # tuple[BlockWeight, ...]; the Text that names the step
    grabbed = Signal()
    let_go = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._prompt: ImagePrompt | None = None
        self._names: tuple[str, ...] = ()
        self._weights: Mapping[str, float] = {}
        self._pointed = ""  # the block that the words below are about
        self.bars: dict[str, BlockBar] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(0)
        self._grid.setVerticalSpacing(2)
        self.words = QLabel()
        self.words.setProperty("role", "small")
        self.words.setWordWrap(True)
        self.set_to = QToolButton()
        self.set_to.setProperty("role", "choice")
        self.set_to.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.foreign = QLabel()
        self.foreign.setProperty("role", "warn")
        self.foreign.setWordWrap(True)
        self.tidy = QPushButton()
        self.tidy.setProperty("role", "inline")
        self._lay_out()
        self._make_menu()
        self.tidy.clicked.connect(self._tidy)
        on_language(self, self._tell)
        self._tell()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return *self.bars.values(), self.set_to, self.tidy

    def show_prompt(self, prompt: ImagePrompt, names: tuple[str, ...]) -> None:
        """Show how loudly a prompt speaks in the blocks of these names."""
        self._prompt = prompt
        if names != self._names:
            self._make_bars(names)
        self._weights = weights_in(prompt, names)
        for name, bar in self.bars.items():
            with QSignalBlocker(bar):
                bar.setValue(round(self._weights[name] / STEP))
        self._tell()

    def _make_bars(self, names: tuple[str, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._names, self.bars = names, {}
        for column, name in enumerate(names):
            bar = self.bars[name] = BlockBar(self._theme, self)
            Call(bar.valueChanged, bar, self._moved, name, takes=1)
            Call(bar.doubled, bar, self._put, name, 1.0)
            bar.touched.connect(self.let_go)
            bar.sliderPressed.connect(self.grabbed)
            bar.sliderReleased.connect(self.let_go)
            self._grid.addWidget(bar, 0, column)
        down, up = ([name for name in names if name.startswith(side)] for side in (DOWN, UP))
        groups = (down, [name for name in names if name not in (*down, *up)], up)
        captions = (lambda: self.tr("Down"), lambda: self.tr("Mid"), lambda: self.tr("Up"))
        column = 0
        for group, caption in zip(groups, captions, strict=True):
            if group:
                label = QLabel()
                label.setProperty("role", "small")
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                said(label, text=caption)
                self._grid.addWidget(label, 1, column, 1, len(group))
                column += len(group)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._grid)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.set_to)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.foreign)
        column.addWidget(self.tidy, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_menu(self) -> None:
        menu = QMenu(self.set_to)
        choices: tuple[tuple[Preset, Text], ...] = (
            ("all", lambda: self.tr("All blocks")),
            ("style", lambda: self.tr("Style")),
            ("composition", lambda: self.tr("Composition")),
            ("both", lambda: self.tr("Style and composition")),
            ("no-composition", lambda: self.tr("All but composition")),
            ("no-style", lambda: self.tr("All but style")),
        )
        for name, text in choices:
            action = menu.addAction("")
            said(action, text=text)
            Call(action.triggered, action, self._choose, name, text)
        self.set_to.setMenu(menu)

    def _choose(self, name: Preset, text: Text) -> None:
        if blocks := preset(name, self._names):
            self.chosen.emit(blocks, text)

    def _moved(self, name: str, position: int) -> None:
        self._put(name, round(position * STEP, 2))

    def _put(self, name: str, weight: float) -> None:
        self._pointed = name
        if self._prompt is not None:
            self.edited.emit(with_weight(self._prompt.blocks, name, weight))

    def _tidy(self) -> None:
        """Leave out what another UNet has; that something is left was looked at before."""
        if self._prompt is not None:
            foreign = unfitting(self._prompt.blocks, self._names)
            left = tuple(one for one in self._prompt.blocks if one not in foreign)
            text = lambda: self.tr("Leave unknown blocks out")
            self.chosen.emit(left or preset("all", self._names), text)

    def _tell(self) -> None:
        said_to = self.tr("Set to…")
        self.set_to.setText(said_to)
        self.set_to.setToolTip(self.tr("Usual settings of the blocks"))
        for name, bar in self.bars.items():
            words = self._spoken(name)
            bar.setAccessibleName(words)
            bar.setToolTip(as_tip(f"{words}\n{name}\n{self._help()}"))
            bar.setAccessibleDescription(self._help())
        quiet = not any(self._weights.values())
        self.words.setText(
            self.tr("No block listens: the pictures have no say.")
            if self._names and quiet
            else self._spoken(self._pointed)
            if self._pointed in self.bars
            else self.tr("How loudly the pictures speak in each block. Drag a bar.")
        )
        foreign = () if self._prompt is None else unfitting(self._prompt.blocks, self._names)
        self.foreign.setText(
            self.tr("Not blocks of this pack: {0}.").format(listed(one.block for one in foreign))
        )
        self.tidy.setText(self.tr("Leave them out"))
        for widget in (self.foreign, self.tidy):
            widget.setVisible(bool(foreign and self._names))

    def _help(self) -> str:
        return self.tr("0: this block does not listen, 1: fully. Double click: fully.")

    def _spoken(self, name: str) -> str:
        """A block's name, its weight, and what is known of it."""
        part, _, rest = name.partition(".")
        numbers = ".".join(word for word in rest.split(".") if word.isdigit())
        side = {
            "down_blocks": self.tr("Down {0}"),
            "up_blocks": self.tr("Up {0}"),
        }.get(part, self.tr("Middle"))
        facts = [side.format(numbers), f"{self._weights.get(name, 0.0):.2f}"]
        if name in meant_by("style", self._names):
            facts.append(self.tr("style"))
        if name in meant_by("composition", self._names):
            facts.append(self.tr("composition"))
        return " · ".join(facts)
