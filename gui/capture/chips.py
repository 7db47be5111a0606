"""What the guides say, each as a sign and a word."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.faces.guides import GUIDES, Guide
from gui.capture.flow import Flow
from gui.icons import icon
from gui.language import on_language
from gui.roles import restyle
from gui.theme import Theme

_SIGN = QSize(16, 16)


class _Chip(QWidget):
    """A sign beside a word; both change, so that nobody needs the colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.good: bool | None = None
        self.sign, self.word = QLabel(), QLabel()
        self.sign.setFixedSize(_SIGN)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(5)
        row.addWidget(self.sign)
        row.addWidget(self.word)

    def show_state(self, good: bool | None, word: str) -> None:
        """None: it is not known."""
        if (good, word) != (self.good, self.word.text()):
            self.good = good
            self.word.setText(word)
            restyle(self.word, "small" if good is None else "good" if good else "warn")
            self.paint_sign()

    def paint_sign(self) -> None:
        if self.good is None:
            self.sign.clear()
            return
        name, colour = ("check", "good") if self.good else ("warning", "warn")
        self.sign.setPixmap(icon(name, self._theme.color(colour)).pixmap(_SIGN))


class GuideRow(QWidget):
    """All guides in a row: what is good, and what to do about the others."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._good: frozenset[Guide] | None = None
        self._skipped: tuple[Guide, ...] = ()
        self.chips: dict[Guide, _Chip] = {guide: _Chip(theme) for guide in GUIDES}
        row = Flow(centred=True, gap=4)
        self.setLayout(row)
        for chip in self.chips.values():
            row.addWidget(chip)
            theme.changed.connect(chip.paint_sign)
        on_language(self, self._tell)
        self._tell()

    def show_guides(self, good: Collection[Guide] | None, skipped: tuple[Guide, ...] = ()) -> None:
        """The guides that are content; None: nothing is seen. Skipped ones don't count now."""
        wanted = None if good is None else frozenset(good)
        if (wanted, skipped) != (self._good, self._skipped):  # it is asked with every look
            self._good, self._skipped = wanted, skipped
            self._tell()

    def _tell(self) -> None:
        well: dict[Guide, str] = {
            "one": self.tr("One face"),
            "size": self.tr("Large enough"),
            "sharp": self.tr("Sharp"),
            "light": self.tr("Good light"),
            "level": self.tr("Level"),
            "angle": self.tr("From the front"),
        }
        advice: dict[Guide, str] = {
            "one": self.tr("One face only"),
            "size": self.tr("Fill the picture more"),
            "sharp": self.tr("Hold still"),
            "light": self.tr("Even light, please"),
            "level": self.tr("Head upright"),
            "angle": self.tr("Look at the camera"),
        }
        nobody = self._good is not None and not self._good
        for guide, chip in self.chips.items():
            chip.setVisible(guide not in self._skipped)
            if self._good is None or (nobody and guide != "one"):
                chip.show_state(None, well[guide])
            elif nobody:
                chip.show_state(False, self.tr("No face is seen"))
            elif guide in self._good:
                chip.show_state(True, well[guide])
            else:
                chip.show_state(False, advice[guide])
