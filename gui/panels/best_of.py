"""Of the pictures that are drawn, keep only the most alike: a wish for a job, not for a recipe."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from core.packs.manifest import Manifest
from core.recipe import Recipe, Sampling
from core.told import Sentence, Told
from gui.draft import Draft
from gui.forms.controls import CheckBox, NumberBox
from gui.forms.spec import Spec
from gui.language import in_language, in_lines, on_language
from gui.panels.abilities import no_person


class BestOf(QWidget):
    """Follows the draft: without a person, or with a single picture, there is nothing to choose."""

    changed = Signal()  # `keep`

    def __init__(self, draft: Draft, manifest: Manifest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft, self._manifest = draft, manifest
        self.wanted = CheckBox()
        self.number = NumberBox(Spec.of(Sampling, "count"))
        self.number.setFixedWidth(56)
        self.number.setValue(1)
        self.behind = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.wanted)
        row.addWidget(self.number)
        row.addWidget(self.behind)
        row.addStretch()
        self.wanted.toggled.connect(self._show)
        self.number.valueChanged.connect(self.changed)
        draft.changed.connect(self._show)
        on_language(self, self._show)
        self._show()

    @property
    def keep(self) -> int:
        """How many of the pictures stay; 0: all."""
        wanted = self.wanted.isChecked() and not self._reason(self._draft.recipe)
        return int(self.number.value()) if wanted else 0

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return self.wanted, self.number

    def _reason(self, recipe: Recipe) -> Sentence:
        """Why it can't be wished for; empty if it can."""
        if reason := no_person(self._manifest):
            return reason
        if not recipe.identities:
            return Told("Choose a person: the pictures are ranked by their likeness.")
        if recipe.sampling.count < 2:
            return Told("Ask for two pictures or more, of which the most alike stay.")
        return ""

    def _show(self) -> None:
        recipe = self._draft.recipe
        reason = in_language(self._reason(recipe))
        self.wanted.setText(self.tr("Keep only the best"))
        self.behind.setText(self.tr("of {0}").format(recipe.sampling.count))
        self.wanted.setEnabled(not reason)
        chosen = not reason and self.wanted.isChecked()
        self.number.setEnabled(chosen)
        self.behind.setEnabled(chosen)
        if not reason:
            self.number.setMaximum(recipe.sampling.count - 1)
        words = self.tr(
            "Draws all of them and keeps the most alike. The others go to the trash, from which "
            "they can be taken back. With several people the least alike of them counts."
        )
        for widget in (self, *self.controls, self.behind):
            widget.setToolTip(in_lines(reason or words))
            widget.setAccessibleDescription(reason or words)
        self.number.setAccessibleName(self.tr("How many of the most alike pictures stay"))
        self.changed.emit()
