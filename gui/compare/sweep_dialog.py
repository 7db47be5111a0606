"""Which fields go through which values, and how many pictures that will be."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from core.compare.axis import Axis, parse_values
from core.compare.fields import title_of
from core.compare.proposals import proposal, read_axis, sweepable
from core.compare.sheet import Sheet
from core.compare.sweep import sweep
from core.errors import BadInput
from core.packs.manifest import Manifest
from core.recipe import Recipe
from gui.calls import Call
from gui.compare.words import spoken, whose
from gui.forms.controls import QuietCombo
from gui.language import in_language, on_language, said
from gui.time_left import spoken as spoken_time

_NOTHING = ""
_WORDS = ("prompt", "negative_prompt")
_WIDTH = 400  # logical pixels of a field


class SweepDialog(QDialog):
    """Two fields with their values; says at once what is wrong, or how long it will take."""

    chosen = Signal(object)  # Sheet

    def __init__(
        self,
        recipe: Recipe,
        manifest: Manifest,
        estimate: Callable[[Recipe], float | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._recipe, self._manifest, self._estimate = recipe, manifest, estimate
        self._sheet: Sheet | None = None
        said(self, window=lambda: self.tr("Sweep"))
        self.fields = QuietCombo(), QuietCombo()
        self.words = QLineEdit(), QLineEdit()
        self.values = QLineEdit(), QLineEdit()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.start = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        said(self.start, text=lambda: self.tr("Draw"))
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        said(cancel, text=lambda: self.tr("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        for index, field in enumerate(self.fields):
            Call(field.activated, self, self._propose, index)
            for line in (self.values[index], self.words[index]):
                line.textChanged.connect(self._check)
        on_language(self, self._tell)
        self._tell()
        self._propose(0)
        self._propose(1)

    def accept(self) -> None:
        """Draw what is asked for."""
        if self._sheet is not None:
            super().accept()
            self.chosen.emit(self._sheet)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        names = (lambda: self.tr("Across"), lambda: self.tr("Down"))
        paths = sweepable(self._recipe)
        for index, (field, name) in enumerate(zip(self.fields, names, strict=True)):
            if index:
                field.addItem("", _NOTHING)
                grid.setRowMinimumHeight(3, 8)
            for path in paths:
                field.addItem("", path)
            field.setMinimumWidth(_WIDTH)
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            label = QLabel()
            label.setProperty("role", "strong")
            said(label, text=name)
            words, values = self.words[index], self.values[index]
            said(field, name=name)
            said(words, name=lambda: self.tr("Words of the prompt"))
            said(words, placeholder=lambda: self.tr("Words of the prompt"))
            said(values, name=lambda: self.tr("Values"))
            grid.addWidget(label, 4 * index, 0)
            for row, part in enumerate((field, words, values)):
                grid.addWidget(part, 4 * index + row, 1)
        self.hint = QLabel()
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addLayout(grid)
        for part in (self.hint, self.told, self.buttons):
            column.addWidget(part)

    def _tell(self) -> None:
        """Every word that is not said by itself, in the language of today."""
        alone = len(self._recipe.identities) < 2
        for field in self.fields:
            for place in range(field.count()):
                path: str = field.itemData(place)
                plain = path.startswith("sampling.") or (alone and path.startswith("identities."))
                title = spoken(title_of(path)) if plain else whose(path)
                field.setItemText(place, title if path else self.tr("Nothing"))
        self.hint.setText(
            self.tr(
                "Values stand with commas between them: 0, 0.5, 1. "
                "0:1:0.25 goes from 0 to 1 in steps of 0.25."
            )
        )
        self._check()

    def _propose(self, index: int) -> None:
        """The usual values of a field."""
        path: str = self.fields[index].currentData()
        self.words[index].setVisible(path in _WORDS)
        self.values[index].setVisible(path != _NOTHING)
        values = proposal(path, self._recipe, self._manifest) if path else ""
        self.values[index].setText(values)
        example = self.tr("instead, with commas between them") if path in _WORDS else "0:1:0.25"
        self.values[index].setPlaceholderText(example)
        self._check()

    def _axis(self, index: int) -> Axis | None:
        path: str = self.fields[index].currentData()
        if path == _NOTHING:
            return None
        if path in _WORDS:
            path = f"{path}:{self.words[index].text().strip()}"
            return Axis(path, parse_values(path, self.values[index].text()))
        return read_axis(path, self.values[index].text(), self._recipe)

    def _check(self) -> None:
        """Say how many pictures that are, or why it can't be done."""
        self._sheet = None
        try:
            across = self._axis(0)
            if across is not None:
                self._sheet = sweep(self._recipe, across, self._axis(1))
        except BadInput as error:
            self.told.setText(in_language(error.message))
        if self._sheet is not None:
            self.told.setText(self._long(self._sheet))
        self.start.setEnabled(self._sheet is not None)

    def _long(self, sheet: Sheet) -> str:
        seconds = [self._estimate(cell.recipe) for cell in sheet.cells]
        count = len(sheet.cells)
        if None in seconds:
            return self.tr("{0} pictures").format(count)
        whole = sum(part for part in seconds if part is not None)
        return self.tr("{0} pictures, about {1}").format(count, spoken_time(whole))
