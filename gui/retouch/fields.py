"""Fields that no other form has: a side of the extension, an upscaling model, a line of words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from core.recipe import MAX_PROMPT
from core.recipe_retouch import HIGHEST_EXTENSION, Start, Upscale
from core.retouch import upscaling_models
from gui.draft import Draft
from gui.forms.controls import is_undo
from gui.forms.fields import ChoiceField, Field, NumberField
from gui.forms.spec import Spec
from gui.language import in_lines

SIDES = 4  # left, top, right, bottom, as in `Start.extend`
_STEP = 8  # pixels
_LATENTS = 0.5  # share of the steps that enlarged latents need


class SideField(NumberField):
    """By how many pixels the start image grows at one side."""

    def __init__(self, side: int, draft: Draft, parent: QWidget | None = None) -> None:
        """`side`: its place in `Start.extend`."""
        self._side = side
        super().__init__(_spec_of_side(side), parent)
        self.follow(draft, f"start.extend.{side}")

    def _tell_again(self) -> None:
        self.spec = _spec_of_side(self._side)
        self._tell()
        self.set_value(self.value())


def _spec_of_side(side: int) -> Spec:
    translate = QCoreApplication.translate
    names = (
        translate("StartPanel", "Left"),
        translate("StartPanel", "Top"),
        translate("StartPanel", "Right"),
        translate("StartPanel", "Bottom"),
    )
    whole = Spec.of(Start, "extend")
    return replace(
        whole,
        title=names[side],
        default=0,
        low=0.0,
        high=float(HIGHEST_EXTENSION),
        step=_STEP,
        unit="px",
        kind=int,
    )


class LineField(Field):
    """Label above a line of words."""

    def __init__(self, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self.line = _Line()
        self.line.setMaxLength(MAX_PROMPT)
        self._make_column(self.label, self.line)
        self._finish()
        self.line.textEdited.connect(self._typed)

    @property
    def controls(self) -> tuple[QWidget, ...]:
        return (self.line,)

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: str) -> None:
        if value != self.line.text():
            self.line.setText(value)

    def _typed(self, words: str) -> None:
        self.edited.emit(words)

    def _explain(self, reason: str) -> None:
        for widget in (self, self.label, self.line):
            widget.setToolTip(in_lines(reason or self.spec.help))
            widget.setAccessibleDescription(reason or self.spec.help)


class _Line(QLineEdit):
    """Has no undo of its own: typing is edits of the draft, so the one list of undo has it."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and is_undo(event):
            event.ignore()
            return True
        return super().event(event)


class ByField(ChoiceField):
    """Whether the picture or its latents are enlarged, with what goes along with that."""

    def _write(self, value: Any) -> None:
        """One step: what enlarged latents can't have is taken off."""
        assert self._draft is not None
        recipe = self._draft.recipe
        if (old := recipe.upscale) is None:
            return
        changes: dict[str, Any] = {"by": value}
        if value == "latents":
            strength = max(_LATENTS, old.strength)
            changes |= {"tiled": False, "upscaler": None, "strength": strength}
        new = old.model_copy(update=changes)
        self._draft.replace(recipe.model_copy(update={"upscale": new}), lambda: self.spec.title)


class UpscalerField(ChoiceField):
    """None, or one of the models of the user's own."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__(_spec_of_upscaler(), parent)
        self.offer(_can_be_had)
        self.follow(draft, "upscale.upscaler")

    def _tell_again(self) -> None:
        self.spec = _spec_of_upscaler()
        self._tell()

    def _read(self) -> None:
        """None is a value here, not a part that is missing."""
        assert self._draft is not None
        upscale = self._draft.recipe.upscale
        self.setEnabled(upscale is not None and not self._reason)
        self.set_value(None if upscale is None else upscale.upscaler)

    def _write(self, value: Any) -> None:
        if self._draft is not None and self._draft.recipe.upscale is not None:
            self._draft.edit(self._path, value)


def _spec_of_upscaler() -> Spec:
    plain = QCoreApplication.translate("EnlargePanel", "None: by Lanczos")
    models = ((name, name) for name in upscaling_models.names())
    return replace(Spec.of(Upscale, "upscaler"), choices=((None, plain), *models))


def _can_be_had(name: str | None) -> bool:
    return name is None or upscaling_models.can_read()
