"""The LoRAs of the pack, each to be switched on and weighed, with the words it listens to."""

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.errors import UserError
from core.few_steps import manner_of, put_on, taken_off
from core.packs import default_store
from core.packs.manifest import Manifest
from core.recipe import Lora, Recipe
from core.trigger_words import trigger_words
from gui.background import Background
from gui.draft import Draft
from gui.failure import Failure
from gui.forms.controls import CheckBox, NumberBox
from gui.forms.spec import Spec
from gui.language import in_language, in_lines, on_language, said
from gui.panels.abilities import no_lora


class LoraList(QWidget):
    """A row for each LoRA; without any, why there is none.

    One that was distilled for few steps brings its scheduler, steps and guidance along, in the
    same step of undo, and takes them away again.
    """

    word_wanted = Signal(str)  # a word is to stand in the prompt

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        background: Background,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._draft, self._manifest = draft, manifest
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
            row.word_wanted.connect(self.word_wanted)
        self.manner = QLabel()
        self.manner.setProperty("role", "small")
        self.manner.setWordWrap(True)
        column.addWidget(self.manner)
        on_language(self, self._tell)
        if self.rows:
            background.run(lambda: _words_of(manifest), self._told, self._failed)
        draft.changed.connect(self._show)
        self._show(draft.recipe)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return tuple(control for row in self.rows.values() for control in row.controls)

    def _edited(self, name: str, weight: float | None) -> None:
        """Change this LoRA's weight in its place; None takes it off."""
        loras = list(self._draft.recipe.loras)
        place = next((i for i, lora in enumerate(loras) if lora.name == name), len(loras))
        loras[place : place + 1] = [] if weight is None else [Lora(name=name, weight=weight)]
        recipe = self._draft.recipe.model_copy(update={"loras": tuple(loras)})
        switched = len(loras) != len(self._draft.recipe.loras)
        named = lambda: self.tr("LoRA {0}").format(name)
        if switched:
            change = taken_off if weight is None else put_on
            recipe = change(recipe, name, self._manifest)
        self._draft.replace(recipe, named if switched else "")

    def _show(self, recipe: Recipe) -> None:
        weights = {lora.name: lora.weight for lora in recipe.loras}
        for name, row in self.rows.items():
            row.show_weight(weights.get(name))
        self._tell()

    def _tell(self) -> None:
        """Say which LoRA decides how the picture is drawn, or that it does not any more."""
        self.manner.setText("")
        for lora in self._draft.recipe.loras:
            manner = manner_of(lora.name, self._manifest)
            if manner is None:
                continue
            fits = manner.fits(self._draft.recipe)
            words = (
                self.tr("{0} was made for {1} steps: scheduler, steps and guidance are set for it.")
                if fits
                else self.tr("{0} was made for {1} steps; the settings are others now.")
            )
            self.manner.setText(words.format(lora.name, manner.steps))
        self.manner.setVisible(bool(self.manner.text()))

    def _told(self, words: Mapping[str, tuple[str, ...]]) -> None:
        for name, row in self.rows.items():
            row.show_words(words.get(name, ()))

    def _failed(self, failure: Failure) -> None:
        """A LoRA acts without its words as well."""


class LoraRow(QWidget):
    """A tick, a name and a weight; below, the words that it listens to."""

    edited = Signal(str, object)  # name; weight, or None: off
    word_wanted = Signal(str)

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
        self.weight.setFixedWidth(64)
        self.words = QLabel()
        self.words.setProperty("role", "small")
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        flags = Qt.TextInteractionFlag
        self.words.setTextInteractionFlags(
            flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        )
        said(
            self.words,
            name=lambda: self.tr("Words of {0}").format(name),
            tip=lambda: self.tr("Words that the LoRA was trained with; a click writes one down"),
        )
        self.words.hide()
        self._words: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.addWidget(self.check, 1)
        row.addWidget(self.weight)
        column.addLayout(row)
        column.addWidget(self.words)
        self.words.linkActivated.connect(self._wanted)
        self.check.clicked.connect(self._changed)
        self.weight.valueChanged.connect(self._changed)
        on_language(self, self._tell)
        self._tell()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        return (self.check, self.weight, self.words)

    def show_words(self, words: tuple[str, ...]) -> None:
        """Offer the words of the file, each to be put into the prompt by a click."""
        self._words = words
        self.words.setVisible(bool(words))
        self._tell()

    def _wanted(self, place: str) -> None:
        self.word_wanted.emit(self._words[int(place)])

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
        links = (f'<a href="{k}">{escape(word)}</a>' for k, word in enumerate(self._words))
        self.words.setText(self.tr("Listens to: {0}").format(", ".join(links)))
        self.words.setToolTip(self.tr("A click puts the word into the prompt"))

    def _changed(self) -> None:
        self.edited.emit(self._name, self.weight.value() if self.check.isChecked() else None)


def _words_of(manifest: Manifest) -> dict[str, tuple[str, ...]]:
    """By LoRA, what its file says that it listens to. Background thread."""
    found: dict[str, tuple[str, ...]] = {}
    try:
        pack = default_store().named(manifest.name)
    except UserError:
        return found
    for lora in manifest.loras:
        try:
            found[lora.name] = trigger_words(pack.path(lora.file))
        except (UserError, OSError):
            found[lora.name] = ()  # it is told of when it is drawn with
    return found
