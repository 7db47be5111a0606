"""Which fields go through which values, and how many pictures that will be."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from core.compare.axis import Axis, parse_values
from core.compare.fields import title_of
from core.compare.sheet import Sheet
from core.compare.sweep import sweep
from core.errors import BadInput
from core.recipe import Recipe
from gui.calls import Call
from gui.compare.words import spoken
from gui.forms.controls import QuietCombo
from gui.language import in_language, said

_NOTHING = ""
_FIELDS = {  # paths, and values to begin with
    "identities.0.likeness": "0:1.25:0.25",
    "identities.0.structure": "0:1:0.25",
    "image_prompts.0.strength": "0:1:0.25",
    "image_prompts.0.layers": "all,style,composition",
    "sampling.guidance": "2:6:1",
    "sampling.steps": "4,8,12,20",
    "sampling.scheduler": "euler,ddim,dpmpp_2m,unipc",
    "sampling.seed": "1:4",
    "prompt": "",
}


class SweepDialog(QDialog):
    """Two fields with their values; says at once what is wrong, or how long it will take."""

    chosen = Signal(object)  # Sheet

    def __init__(
        self,
        recipe: Recipe,
        estimate: Callable[[Recipe], float | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._recipe, self._estimate = recipe, estimate
        self._sheet: Sheet | None = None
        said(self, window=lambda: self.tr("Sweep"))
        self.fields = QuietCombo(), QuietCombo()
        self.words = QLineEdit(), QLineEdit()
        self.values = QLineEdit(), QLineEdit()
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setMinimumWidth(420)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.start = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        said(self.start, text=lambda: self.tr("Draw"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        for index, field in enumerate(self.fields):
            Call(field.activated, self, self._propose, index)
            for line in (self.values[index], self.words[index]):
                line.textChanged.connect(self._check)
        self._propose(0)
        self._propose(1)

    def accept(self) -> None:
        """Draw what is asked for."""
        if self._sheet is not None:
            super().accept()
            self.chosen.emit(self._sheet)

    def _lay_out(self) -> None:
        form = QFormLayout()
        names = (self.tr("Across"), self.tr("Down"))
        for index, (field, name) in enumerate(zip(self.fields, names, strict=True)):
            if index:
                field.addItem(self.tr("Nothing"), _NOTHING)
            for path in _FIELDS:
                if self._has(path):
                    field.addItem(spoken(title_of(path)), path)
            field.setMinimumContentsLength(24)
            self.words[index].setPlaceholderText(self.tr("Words of the prompt"))
            self.values[index].setPlaceholderText(self.tr("0,0.5,1 or 0:1:0.25"))
            form.addRow(name, field)
            form.addRow("", self.words[index])
            form.addRow(self.tr("Values"), self.values[index])
            field.setAccessibleName(name)
            self.words[index].setAccessibleName(self.tr("Words of the prompt"))
            self.values[index].setAccessibleName(self.tr("Values"))
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.told)
        column.addWidget(self.buttons)

    def _has(self, path: str) -> bool:
        """Whether this recipe has such a field."""
        parts = {"identities": self._recipe.identities, "image_prompts": self._recipe.image_prompts}
        first = path.partition(".")[0]
        return bool(self._recipe.prompt.strip()) if path == "prompt" else bool(parts.get(first, 1))

    def _propose(self, index: int) -> None:
        """The usual values of a field."""
        path = self.fields[index].currentData()
        self.words[index].setVisible(path == "prompt")
        self.values[index].setEnabled(path != _NOTHING)
        self.values[index].setText(_FIELDS.get(path, ""))
        self._check()

    def _axis(self, index: int) -> Axis | None:
        path: str = self.fields[index].currentData()
        if path == _NOTHING:
            return None
        if path == "prompt":
            path = f"prompt:{self.words[index].text().strip()}"
        return Axis(path, parse_values(path, self.values[index].text()))

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
        return self.tr("{0} pictures, about {1} s").format(count, max(1, round(whole)))
