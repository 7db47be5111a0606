"""Which layers listen to an image prompt: all, those of style or composition, or single blocks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, cast

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from core.blocks import meant_by, preset
from core.recipe import ImagePrompt
from core.recipe_parts import Layers
from core.told import Sentence, Told
from gui.draft import Draft
from gui.forms.fields import ChoiceField
from gui.forms.spec import Spec
from gui.image_prompts.pack_blocks import PackBlocks
from gui.language import in_language, in_lines

SINGLE = "blocks"
Chosen = Literal["all", "style", "composition", "blocks"]


def _spec() -> Spec:
    """As the recipe declares it, with one choice more, for which it has another field."""
    spec = Spec.of(ImagePrompt, "layers")
    single = QCoreApplication.translate("LayersField", "Single blocks")
    return replace(spec, choices=(*spec.choices, (SINGLE, single)))


class LayersField(ChoiceField):
    """Edits `layers` and `blocks` of the draft's image prompt of one place."""

    def __init__(
        self, index: int, draft: Draft, blocks: PackBlocks, parent: QWidget | None = None
    ) -> None:
        super().__init__(_spec(), parent)
        self._blocks = blocks
        self.follow(draft, f"image_prompts.{index}")
        blocks.changed.connect(self.offer_layers)
        self.offer_layers()

    def offer_layers(self) -> None:
        """Leave open what this pack's UNet can do, and say of the rest why it can't."""
        names, trouble = self._blocks.names, self._blocks.trouble
        model = cast(QStandardItemModel, self.combo.model())
        for row, (value, _) in enumerate(self.spec.choices):
            reason: Sentence = ""
            if value == SINGLE:
                reason = trouble or ("" if names else Told("The pack's blocks are being read."))
            elif value != "all" and names and not meant_by(cast(Layers, value), names):
                reason = Told("This pack's UNet has no such layers.")
            item: QStandardItem = model.itemFromIndex(model.index(row, 0, QModelIndex()))
            item.setEnabled(not reason)
            item.setToolTip(in_lines(in_language(reason)))
            item.setData(in_language(reason), Qt.ItemDataRole.AccessibleDescriptionRole)

    def _tell_again(self) -> None:
        self.spec = _spec()
        self._tell()
        self.set_value(self.value())
        self.offer_layers()

    def _read(self) -> None:
        prompt = self._prompt()
        self.setEnabled(prompt is not None and not self._reason)
        chosen: Chosen = "all"
        if prompt is not None:
            chosen = SINGLE if prompt.blocks else prompt.layers
        self.set_value(chosen)

    def _write(self, value: Any) -> None:
        """One step for both fields. Single blocks begin as what was chosen before."""
        prompt = self._prompt()
        if prompt is None or self._draft is None:
            return
        if value != SINGLE:
            changed = prompt.model_copy(update={"layers": value, "blocks": ()})
        elif prompt.blocks or not self._blocks.names:
            return
        else:
            begun = preset(prompt.layers, self._blocks.names)
            changed = prompt.model_copy(update={"layers": "all", "blocks": begun})
        index = int(self._path.rpartition(".")[2])
        prompts = list(self._draft.recipe.image_prompts)
        prompts[index] = changed
        recipe = self._draft.recipe.model_copy(update={"image_prompts": tuple(prompts)})
        self._draft.replace(recipe, lambda: self.spec.title)

    def _prompt(self) -> ImagePrompt | None:
        found = self._draft.value(self._path) if self._draft is not None else None
        return found if isinstance(found, ImagePrompt) else None
