"""Second page: what this computer can draw with."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.computer import Computer, look_at_computer
from core.recipe import Recipe
from core.settings import data_folder
from gui.background import Background
from gui.failure import Failure
from gui.icons import sign
from gui.language import on_language
from gui.queue.speeds import Speeds
from gui.theme import Theme
from gui.welcome.page import Card, Page
from gui.welcome.verdict import Fact, facts, judge

_SIGN = 40  # logical pixels
_TILES = 4


class ComputerPage(Page):
    """A verdict, and what it is about; filled in as it becomes known.

    Args:
        speeds: what was measured on this computer.
        usual: the recipe whose time is told.
        device: see `show_device`.
    """

    def __init__(
        self,
        theme: Theme,
        background: Background,
        speeds: Speeds,
        usual: Recipe,
        device: str | None,
    ) -> None:
        super().__init__(
            lambda: self.tr("This computer"),
            lambda: self.tr("What it can draw with, as far as Likeness can tell."),
        )
        self._theme, self._speeds, self._usual = theme, speeds, usual
        self._here: Computer | None = None
        self._device = device
        self.sentence, self.advice, self._sign = QLabel(), QLabel(), QLabel()
        self.tiles = tuple(FactTile() for _ in range(_TILES))
        self.body.setSpacing(16)
        self.body.addWidget(self._make_verdict())
        grid = QGridLayout()
        grid.setSpacing(16)
        for column, tile in enumerate(self.tiles):
            grid.addWidget(tile, 0, column)
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self.body.addStretch(1)
        theme.changed.connect(self.tell)
        on_language(self, self.tell)
        self.tell()
        background.run(partial(look_at_computer, data_folder()), self._looked, self._unknown)

    def show_device(self, device: str | None) -> None:
        """Where the engine draws; empty: it can't start; None: it is starting."""
        self._device = device
        self.tell()

    def tell(self) -> None:
        """Say what is known by now."""
        verdict = judge(self._here, self._device)
        self.sentence.setText(verdict.sentence)
        self.advice.setText(verdict.advice)
        color = self._theme.color(verdict.role)
        self._sign.setPixmap(sign(verdict.sign, color, _SIGN, self.devicePixelRatioF()))
        known = facts(self._here, self._device, self._speeds.estimate(self._usual))
        for tile, fact in zip(self.tiles, known, strict=True):
            tile.show_fact(fact)

    def _make_verdict(self) -> Card:
        self.sentence.setProperty("role", "headline")
        self.advice.setProperty("role", "muted")
        for label in (self.sentence, self.advice):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._sign.setFixedSize(QSize(_SIGN, _SIGN))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self.sentence)
        words.addWidget(self.advice)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        card = Card()
        card.column.setContentsMargins(20, 20, 20, 20)
        card.column.addLayout(row)
        return card

    def _looked(self, here: Computer) -> None:
        self._here = here
        self.tell()

    def _unknown(self, failure: Failure) -> None:
        """A disk that does not answer leaves the dots standing; the pages after it are as good."""


class FactTile(Card):
    """One fact in three lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__()
        self.about, self.value, self.meaning = QLabel(), QLabel(), QLabel()
        self.column.setSpacing(4)
        for label, role in (
            (self.about, "small"),
            (self.value, "headline"),
            (self.meaning, "small"),
        ):
            label.setProperty("role", role)
            label.setWordWrap(True)
            self.column.addWidget(label)
        self.column.addStretch(1)

    def show_fact(self, fact: Fact) -> None:
        self.about.setText(fact.about)
        self.value.setText(fact.value)
        self.meaning.setText(fact.meaning)
        self.setAccessibleName(" ".join(filter(None, (fact.about, fact.value, fact.meaning))))
