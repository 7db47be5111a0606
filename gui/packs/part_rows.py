"""Cards from which the parts of a pack are chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.packs.importing import Found
from core.packs.proposing import Choice, recipe_name, spoken_file
from gui.calls import Call
from gui.forms.controls import CheckBox, QuietCombo
from gui.language import Text, in_language, listed, on_language, said
from gui.packs.kinds import spoken_folder, spoken_kind
from gui.packs.words import spoken_bytes
from gui.roles import restyle


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

    def tick(self, ticked: bool) -> None:
        """Choose it or not, without telling."""
        with QSignalBlocker(self.box):
            self.box.setChecked(ticked and self.choice.fits)

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
    """A title and the parts of one kind; those that don't fit are folded away."""

    changed = Signal()

    def __init__(self, title: Text, none: Text) -> None:
        """Show nothing yet; `none` is said where there is nothing of this kind."""
        super().__init__()
        self.setProperty("role", "card")
        said(self, name=title)
        self.rows: list[PartRow] = []
        heading, self.none = QLabel(), QLabel()
        heading.setProperty("role", "title")
        self.none.setProperty("role", "muted")
        self.none.setWordWrap(True)
        said(heading, text=title)
        said(self.none, text=none)
        self.more = QPushButton()
        self.more.setProperty("role", "inline")
        self.more.setCheckable(True)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(6)
        self._fitting, self._others = QVBoxLayout(), QVBoxLayout()
        for column in (self._fitting, self._others):
            column.setSpacing(2)
        self.body.addWidget(heading)
        self.body.addWidget(self.none)
        self.body.addLayout(self._fitting)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(self._others)
        self.more.toggled.connect(self._fold)
        on_language(self, self._tell)
        self._tell()

    def show_choices(self, choices: Sequence[Choice], encoders: Sequence[Found] = ()) -> None:
        """Show these; what was ticked stays so, where it fits."""
        kept = {row.choice.found.path for row in self.rows if row.ticked}
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [PartRow(choice, encoders) for choice in choices]
        for row in self.rows:
            (self._fitting if row.choice.fits else self._others).addWidget(row)
            row.tick(row.choice.found.path in kept)
            row.changed.connect(self.changed)
        self._tell()
        self._fold(self.more.isChecked())

    def ticked(self) -> list[PartRow]:
        """Those that are chosen."""
        return [row for row in self.rows if row.ticked]

    def tick(self, paths: Sequence[object]) -> None:
        """Choose just these, as far as they fit."""
        for row in self.rows:
            row.tick(row.choice.found.path in paths)

    def _fold(self, opened: bool) -> None:
        for row in self.rows:
            row.setVisible(row.choice.fits or opened)
        self._tell()

    def _tell(self) -> None:
        others = sum(not row.choice.fits for row in self.rows)
        self.none.setVisible(not self.rows)
        self.more.setVisible(others > 0)
        if self.more.isChecked():
            self.more.setText(self.tr("Hide what does not fit"))
        elif others == 1:
            self.more.setText(self.tr("1 does not fit: show why"))
        else:
            self.more.setText(self.tr("{0} do not fit: show why").format(others))
