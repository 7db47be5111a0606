"""What a copy is to hold, and what its finished bytes do hold, before it is exported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from core.credentials import is_available
from core.exporting.copies import Choice, Format, encode_copy
from core.exporting.revealing import Revealed, reveal
from gui.background import Background
from gui.exporting.words import Row, rows_of
from gui.failure import Failure
from gui.forms.controls import CheckBox, QuietCombo
from gui.language import Text, in_language, on_language, said
from gui.preferences import Preferences

_PAUSE = 120  # milliseconds after a tick, before a copy is made
_FORMATS: dict[Format, str] = {"png": "PNG", "jpeg": "JPEG", "webp": "WebP"}
_KEY = "export/{0}"
_TICKS = ("recipe", "words", "photos", "made", "mark", "credentials")
_WIDTH, _HEIGHT, _LEFT = 780, 620, 330  # logical pixels


class ExportDialog(QDialog):
    """Makes the copy at each tick, reads it as a stranger would, and shows what that finds."""

    chosen = Signal(object, str)  # bytes of the copy, suffix

    def __init__(
        self,
        source: Path,
        names: Sequence[str],
        background: Background,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        """`names` are those of the people of the library, which are looked for in the copy."""
        super().__init__(parent)
        self._source, self._names = source, tuple(names)
        self._background, self._preferences = background, preferences
        self._asked = 0  # copies so far: an answer to an older wish is late
        self._copy: tuple[bytes, Choice] | None = None
        self.revealed: Revealed | None = None
        self._refusal: Failure | None = None
        self.format = QuietCombo()
        self.ticks = {name: CheckBox() for name in _TICKS}
        self.about: dict[str, QLabel] = {}
        self.leave, self.go = QPushButton(), QPushButton()
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        said(self, window=lambda: self.tr("Export a copy"))
        self._lay_out()
        self._restore()
        self._pause.timeout.connect(self._make)
        self.format.activated.connect(self._changed)
        for tick in self.ticks.values():
            tick.toggled.connect(self._changed)
        self.leave.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        on_language(self, self._tell)
        self._allow()
        self._tell()
        self._make()

    @property
    def choice(self) -> Choice:
        """What is ticked, as far as it can be."""
        on = {name: tick.isChecked() and tick.isEnabled() for name, tick in self.ticks.items()}
        format = cast(Format, self.format.currentData())
        return replace(Choice(), format=format, **on)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setFixedWidth(_LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        heading = QLabel()
        heading.setProperty("role", "title")
        said(heading, text=lambda: self.tr("What the copy is to hold"))
        column.addWidget(heading)
        column.addLayout(self._make_format())
        for name, (text, about) in self._texts().items():
            column.addLayout(self._make_tick(name, text, about))
        column.addStretch()
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(left)
        body.addWidget(self._make_card(), 1)
        self.leave.setAutoDefault(False)
        self.go.setDefault(True)
        said(self.leave, text=lambda: self.tr("Cancel"))
        said(self.go, text=lambda: self.tr("Export…"))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.leave)
        foot.addWidget(self.go)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 18, 20, 16)
        whole.setSpacing(14)
        whole.addLayout(body, 1)
        whole.addLayout(foot)
        self.resize(_WIDTH, max(_HEIGHT, self.sizeHint().height()))

    def _make_format(self) -> QHBoxLayout:
        label = QLabel()
        label.setBuddy(self.format)
        said(label, text=lambda: self.tr("Format"))
        said(self.format, name=lambda: self.tr("Format"))
        for name, words in _FORMATS.items():
            self.format.addItem(words, name)
        row = QHBoxLayout()
        row.setContentsMargins(0, 6, 0, 8)
        row.setSpacing(12)
        row.addWidget(label)
        row.addWidget(self.format, 1)
        return row

    def _texts(self) -> dict[str, tuple[Text, Text]]:
        return {
            "recipe": (
                lambda: self.tr("Recipe"),
                lambda: self.tr("Seed, size, strengths, pack: so that it can be drawn again."),
            ),
            "words": (lambda: self.tr("Words"), lambda: self.tr("Prompt and negative prompt.")),
            "photos": (
                lambda: self.tr("Fingerprints of photos"),
                lambda: self.tr("Who has the same photo can tell it; the photo is never inside."),
            ),
            "made": (
                lambda: self.tr("What it was made with"),
                lambda: self.tr("Fingerprints of model files, versions, device."),
            ),
            "mark": (
                lambda: self.tr("Made by AI"),
                lambda: self.tr("The mark of the IPTC, which sites and programs read."),
            ),
            "credentials": (lambda: self.tr("Content credentials"), self._about_credentials),
        }

    def _about_credentials(self) -> str:
        if not is_available():
            return self.tr("Needs the package c2pa-python: see the settings.")
        return self.tr(
            "Signed, last of all: proves that nothing was changed since, not who you are. All "
            "pictures of this computer are signed with one key."
        )

    def _make_tick(self, name: str, text: Text, about: Text) -> QVBoxLayout:
        tick, label = self.ticks[name], QLabel()
        said(tick, text=text, about=about)
        label.setProperty("role", "small")
        label.setWordWrap(True)
        said(label, text=about)
        self.about[name] = label
        inner = 22 if name in ("words", "photos") else 0  # parts of the recipe
        row = QVBoxLayout()
        row.setContentsMargins(inner, 4, 0, 0)
        row.setSpacing(0)
        label.setContentsMargins(24, 0, 0, 0)
        row.addWidget(tick)
        row.addWidget(label)
        return row

    def _make_card(self) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        heading, how = QLabel(), QLabel()
        heading.setProperty("role", "title")
        how.setProperty("role", "small")
        how.setWordWrap(True)
        said(heading, text=lambda: self.tr("What the file reveals"))
        said(how, text=lambda: self.tr("Read again out of the finished file, by other readers."))
        self.found = QLabel()
        self.found.setWordWrap(True)
        self.found.setTextFormat(Qt.TextFormat.RichText)
        self.found.setAlignment(Qt.AlignmentFlag.AlignTop)
        flags = Qt.TextInteractionFlag
        self.found.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        )
        said(self.found, name=lambda: self.tr("What the file reveals"))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.found)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 14)
        column.addWidget(heading)
        column.addWidget(how)
        column.addSpacing(6)
        column.addWidget(area, 1)
        return card

    def _restore(self) -> None:
        """As it was chosen last; at first nothing but what says that it was made by AI."""
        kept, usual = self._preferences.settings, Choice()
        format = str(kept.value(_KEY.format("format"), usual.format))
        self.format.setCurrentIndex(max(0, self.format.findData(format)))
        for name, tick in self.ticks.items():
            at_first = str(getattr(usual, name)).lower()
            tick.setChecked(str(kept.value(_KEY.format(name), at_first)) == "true")

    def _changed(self) -> None:
        """Take back what was found: it is no longer true."""
        self._copy = self.revealed = self._refusal = None
        self._allow()
        self._tell()
        self._pause.start()

    def _allow(self) -> None:
        """What belongs to a recipe needs one, and only a PNG has room for all of it."""
        whole, recipe = self.format.currentData() == "png", self.ticks["recipe"].isChecked()
        allowed = {
            "words": recipe,
            "photos": recipe and whole,
            "made": whole,
            "credentials": is_available(),
        }
        for name, is_allowed in allowed.items():
            self.ticks[name].setEnabled(is_allowed)
            self.about[name].setEnabled(is_allowed)

    def _make(self) -> None:
        """Make the copy as it is ticked now, and read it."""
        self._asked += 1
        work = partial(_made_and_read, self._source, self.choice, self._names)
        self._background.run(
            work, partial(self._show, self._asked), partial(self._refuse, self._asked)
        )

    def _show(self, number: int, made: tuple[bytes, Choice, Revealed]) -> None:
        if number == self._asked and not self._pause.isActive():
            data, choice, self.revealed = made
            self._copy = data, choice
            self._tell()

    def _refuse(self, number: int, failure: Failure) -> None:
        if number == self._asked:
            self._refusal = failure
            self._tell()

    def _tell(self) -> None:
        self.go.setEnabled(self._copy is not None)
        if self._refusal is not None:
            rows = [Row("", in_language(self._refusal.message), "warn")]
            rows.append(Row("", in_language(self._refusal.hint)))
        elif self.revealed is not None:
            rows = rows_of(self.revealed, len(self._names))
        else:
            rows = [Row("", "…")]
        colors = self._preferences.theme.colors
        self.found.setText("".join(row.html(colors) for row in rows))

    def _go(self) -> None:
        if self._copy is None:
            return
        data, choice = self._copy
        keep = self._preferences.keep
        keep(_KEY.format("format"), choice.format)
        for name, tick in self.ticks.items():
            keep(_KEY.format(name), str(tick.isChecked()).lower())
        self.chosen.emit(data, choice.suffix)


def _made_and_read(
    source: Path, choice: Choice, names: tuple[str, ...]
) -> tuple[bytes, Choice, Revealed]:
    data = encode_copy(source, choice)
    return data, choice, reveal(data, names)
