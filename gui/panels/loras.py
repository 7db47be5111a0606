"""The LoRAs of the pack, each to be switched on and weighed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.packs.manifest import Manifest
from core.recipe import Lora, Recipe
from gui.draft import Draft
from gui.forms.controls import CheckBox, NumberBox
from gui.forms.spec import Spec
from gui.language import in_language, in_lines, on_language, said
from gui.panels.abilities import no_lora


class LoraList(QWidget):
    """A row for each LoRA; without any, why there is none."""

    def __init__(self, draft: Draft, manifest: Manifest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        title = QLabel()
        said(title, text=lambda: self.tr("LoRAs"))
        column.addWidget(title)
        if no_lora(manifest):
            note = QLabel()
            said(note, text=lambda: in_language(no_lora(manifest)))
            note.setProperty("role", "small")
            note.setWordWrap(True)
            column.addWidget(note)
        self.rows = {entry.name: LoraRow(entry.name) for entry in manifest.loras}
        for row in self.rows.values():
            column.addWidget(row)
            row.edited.connect(self._edited)
        draft.changed.connect(self._show)
        self._show(draft.recipe)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return tuple(control for row in self.rows.values() for control in (row.check, row.weight))

    def _edited(self, name: str, weight: float | None) -> None:
        """Change this LoRA's weight in its place; None takes it off."""
        loras = list(self._draft.recipe.loras)
        place = next((i for i, lora in enumerate(loras) if lora.name == name), len(loras))
        loras[place : place + 1] = [] if weight is None else [Lora(name=name, weight=weight)]
        recipe = self._draft.recipe.model_copy(update={"loras": tuple(loras)})
        switched = len(loras) != len(self._draft.recipe.loras)
        named = lambda: self.tr("LoRA {0}").format(name)
        self._draft.replace(recipe, named if switched else "")

    def _show(self, recipe: Recipe) -> None:
        weights = {lora.name: lora.weight for lora in recipe.loras}
        for name, row in self.rows.items():
            row.show_weight(weights.get(name))


class LoraRow(QWidget):
    """A tick, a name and a weight."""

    edited = Signal(str, object)  # name; weight, or None: off

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        spec = Spec.of(Lora, "weight")
        self.check = CheckBox(name)
        said(self.check, tip=lambda: self.tr("Use the LoRA {0}").format(name))
        self.weight = NumberBox(spec)
        said(
            self.weight,
            name=lambda: self.tr("Weight of {0}").format(name),
        )
        self._spec, self._keys = spec, ""
        on_language(self, self._tell)
        self._tell()
        self.weight.setFixedWidth(64)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.check, 1)
        row.addWidget(self.weight)
        self.check.clicked.connect(self._changed)
        self.weight.valueChanged.connect(self._changed)

    def show_weight(self, weight: float | None) -> None:
        """Show how strongly it acts; None: not at all."""
        self.check.setChecked(weight is not None)
        self.weight.setEnabled(weight is not None)
        self.weight.blockSignals(True)
        self.weight.setValue(1.0 if weight is None else weight)
        self.weight.blockSignals(False)

    def name_keys(self, keys: str) -> None:
        """Name in the tooltip the shortcuts that reset a field."""
        self._keys = keys
        self._tell()

    def _tell(self) -> None:
        self.weight.setToolTip(in_lines(self._spec.again().tooltip(self._keys)))

    def _changed(self) -> None:
        self.edited.emit(self._name, self.weight.value() if self.check.isChecked() else None)
