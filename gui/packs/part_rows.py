"""Cards from which the parts of a pack are chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.packs.importing import Found
from core.packs.proposing import Choice, recipe_name, spoken_file
from gui.calls import Call
from gui.forms.controls import CheckBox, QuietCombo
from gui.language import Text, in_language, listed, on_language, said
from gui.packs.kinds import spoken_folder, spoken_kind
from gui.packs.words import spoken_bytes
from gui.roles import restyle

_SHOWN = 30  # rows at a time, of those that fit and of those that don't
_FEW = 12  # more of them can be filtered


class PartRow(QWidget):
    """One part: a box to tick, what it is, and where it lies or why it does not fit."""

    changed = Signal()

    def __init__(self, choice: Choice, encoders: Sequence[Found] = ()) -> None:
        """Show a part.

        Args:
            choice: the part, with the reasons against it.
            encoders: from which an adapter's can be chosen, where it needs one.
        """
        super().__init__()
        self.choice = choice
        self.box, self.about = CheckBox(), QLabel()
        self.box.setEnabled(choice.fits)
        self.encoder: QuietCombo | None = None
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.about.setWordWrap(True)
        self.about.setContentsMargins(26, 0, 0, 4)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.box, 1)
        if choice.fits and choice.encoder is not None:
            self.encoder = self._make_encoder(choice.encoder, encoders)
            first.addWidget(self.encoder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(first)
        column.addWidget(self.about)
        self.box.toggled.connect(self._toggled)
        on_language(self, self._tell)
        self._tell()

    @property
    def ticked(self) -> bool:
        return self.box.isChecked()

    def set_up(self, ticked: bool, encoder: Found | None) -> None:
        """Show whether it is chosen, and with which encoder, without telling."""
        with QSignalBlocker(self.box):
            self.box.setChecked(ticked and self.choice.fits)
        if self.encoder is not None and encoder is not None:
            with QSignalBlocker(self.encoder):
                self.encoder.setCurrentIndex(
                    max(0, self.encoder.findText(spoken_file(encoder.path)))
                )

    def chosen_encoder(self) -> Found | None:
        """The image encoder that it is to have."""
        return self.encoder.currentData() if self.encoder is not None else None

    def _make_encoder(self, proposed: Found, encoders: Sequence[Found]) -> QuietCombo:
        combo = QuietCombo()
        combo.setMinimumContentsLength(18)
        for one in encoders:
            combo.addItem(spoken_file(one.path), one)
        combo.setCurrentIndex(list(encoders).index(proposed))
        Call(combo.currentIndexChanged, combo, self.changed.emit)
        return combo

    def _toggled(self, _: bool) -> None:
        self.changed.emit()

    def _tell(self) -> None:
        found = self.choice.found
        name = recipe_name(found)
        kind = spoken_kind(found)
        self.box.setText(f"{name}  –  {kind}")
        if self.choice.fits:
            where = spoken_folder(found.path)
            self.about.setText(" · ".join((spoken_bytes(found.size), where)))
        else:
            self.about.setText(in_language(self.choice.reasons[0]))
        restyle(self.about, "small" if self.choice.fits else "warn")
        self.box.setAccessibleName(listed((name, kind)))
        self.box.setAccessibleDescription(self.about.text())
        if self.encoder is not None:
            title = self.tr("Image encoder of {0}").format(name)
            self.encoder.setAccessibleName(title)
            self.encoder.setToolTip(title)


class PartsCard(QFrame):
    """A title and the parts of one kind; those that don't fit are folded away.

    Of hundreds only some have a row at a time: the filter says which.

    Attributes:
        rows: those that are shown.
        words: the filter, which is there where there is much to choose from.
        more: shows what does not fit.
    """

    changed = Signal()

    def __init__(self, title: Text, none: Text) -> None:
        """Show nothing yet; `none` is said where there is nothing of this kind."""
        super().__init__()
        self.setProperty("role", "card")
        said(self, name=title)
        self.rows: list[PartRow] = []
        self._choices: Sequence[Choice] = ()
        self._encoders: Sequence[Found] = ()
        self._ticked: set[Path] = set()
        self._picked: dict[Path, Found] = {}  # image encoders that the user has chosen
        heading, self.none, self.rest = QLabel(), QLabel(), QLabel()
        heading.setProperty("role", "title")
        for label in (self.none, self.rest):
            label.setProperty("role", "muted")
            label.setWordWrap(True)
        said(heading, text=title)
        said(self.none, text=none)
        self.words, self.more = QLineEdit(), QPushButton()
        self.words.setClearButtonEnabled(True)
        said(self.words, placeholder=lambda: self.tr("Filter"), name=lambda: self.tr("Filter"))
        self.more.setProperty("role", "inline")
        self.more.setCheckable(True)
        body = QVBoxLayout(self)
        body.setContentsMargins(16, 12, 16, 12)
        body.setSpacing(6)
        self._fitting, self._others = QVBoxLayout(), QVBoxLayout()
        for column in (self._fitting, self._others):
            column.setSpacing(2)
        for widget in (heading, self.none, self.words):
            body.addWidget(widget)
        body.addLayout(self._fitting)
        body.addWidget(self.rest)
        body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        body.addLayout(self._others)
        self.words.textChanged.connect(self._show)
        self.more.toggled.connect(self._show)
        on_language(self, self._tell)
        self._tell()

    def show_choices(self, choices: Sequence[Choice], encoders: Sequence[Found] = ()) -> None:
        """Show these; what was ticked stays so, where it fits."""
        self._choices, self._encoders = choices, encoders
        self._ticked &= {one.found.path for one in choices if one.fits}
        self._show()

    def chosen(self) -> tuple[tuple[Found, Found | None], ...]:
        """What is ticked, with its image encoder."""
        return tuple(
            (one.found, self._picked.get(one.found.path, one.encoder) if one.encoder else None)
            for one in self._choices
            if one.found.path in self._ticked
        )

    def tick(self, paths: Iterable[Path]) -> None:
        """Choose just these, as far as they fit."""
        fitting = {one.found.path for one in self._choices if one.fits}
        self._ticked = fitting & set(paths)
        self._show()

    def _show(self) -> None:
        for row in self.rows:
            row.hide()
            row.deleteLater()
        words = self.words.text().lower().split()
        seen = [one for one in self._choices if all(word in _text(one) for word in words)]
        seen.sort(key=lambda one: one.found.path not in self._ticked)
        fitting = [one for one in seen if one.fits]
        others = [one for one in seen if not one.fits] if self.more.isChecked() else []
        self.rows = [PartRow(one, self._encoders) for one in (*fitting[:_SHOWN], *others[:_SHOWN])]
        for row in self.rows:
            path = row.choice.found.path
            (self._fitting if row.choice.fits else self._others).addWidget(row)
            row.set_up(path in self._ticked, self._picked.get(path))
            row.show()  # at once, not with the next turn of the loop: what has the focus goes on
            Call(row.changed, row, self._follow, row)
        self._tell()

    def _follow(self, row: PartRow) -> None:
        path, encoder = row.choice.found.path, row.chosen_encoder()
        if row.ticked:
            self._ticked.add(path)
        else:
            self._ticked.discard(path)
        if encoder is not None:
            self._picked[path] = encoder
        self.changed.emit()

    def _tell(self) -> None:
        others = sum(not one.fits for one in self._choices)
        left = max(0, len(self._choices) - others - _SHOWN)
        self.none.setVisible(not self._choices)
        self.words.setVisible(len(self._choices) > _FEW)
        self.rest.setVisible(left > 0)
        self.rest.setText(self.tr("More than {0} fit: filter them by name.").format(_SHOWN))
        self.more.setVisible(others > 0)
        if self.more.isChecked():
            self.more.setText(self.tr("Hide what does not fit"))
        elif others == 1:
            self.more.setText(self.tr("1 does not fit: show why"))
        else:
            self.more.setText(self.tr("{0} do not fit: show why").format(others))


def _text(choice: Choice) -> str:
    return f"{choice.found.path} {spoken_kind(choice.found)}".lower()
