"""What is done to a picture once it is drawn: enlarging it, refining its faces; each a switch."""

from __future__ import annotations

from abc import abstractmethod
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QWidget

from core.packs.manifest import Manifest
from core.recipe import Recipe
from core.recipe_retouch import Refine, Upscale
from core.told import Sentence
from gui.draft import Draft
from gui.forms.controls import CheckBox
from gui.forms.fields import Field, make_field
from gui.forms.spec import Spec
from gui.language import Text, in_language, in_lines, on_language
from gui.panels.abilities import no_refining
from gui.panels.section import LazySection
from gui.panels.sources import Sources
from gui.retouch.fields import ByField, LineField, UpscalerField
from gui.retouch.words import enlarged_words
from gui.theme import Theme


class PassPanel(LazySection):
    """A switch, and below it the fields of one part of the recipe.

    While the part is missing from the recipe they rest. Switched off and on again it is what it
    was.
    """

    def __init__(
        self,
        part: Literal["refine", "upscale"],
        kind: type[Refine] | type[Upscale],
        title: Text,
        draft: Draft,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, part, theme, parent)
        self._part, self._kind, self._title, self._draft = part, kind, title, draft
        self._last: Refine | Upscale = kind()
        self.switch = CheckBox()
        self.head.addWidget(self.switch)
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.setProperty("role", "small")
        self.switch.clicked.connect(self._switch)
        draft.changed.connect(self._show)
        on_language(self, self._tell)
        self._tell()
        if self.fold.isChecked():
            self.ensure()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What takes the focus, in order."""
        fields = self._fields() if self.is_filled else ()
        controls = (control for field in fields for control in field.controls)
        return self.fold, self.switch, *controls

    @abstractmethod
    def _fields(self) -> tuple[Field, ...]:
        """All fields, from top to bottom."""

    @abstractmethod
    def _make_fields(self) -> None:
        """Make them; those that follow the draft by themselves do so."""

    @abstractmethod
    def _reason(self) -> Sentence:
        """Why it can't be done with this pack; empty if it can."""

    @abstractmethod
    def _about(self) -> str:
        """What the switch does, in the language of today."""

    def _noted(self, recipe: Recipe) -> str:
        """What stands above the fields."""
        return ""

    def _fill(self) -> None:
        self.body.addWidget(self.note)
        self._make_fields()
        for field in self._fields():
            self.body.addWidget(field)
        self._tell()

    def _follow(self, name: str) -> Field:
        field = make_field(self._kind, name)
        field.follow(self._draft, f"{self._part}.{name}")
        return field

    def _switch(self, on: bool) -> None:
        self._draft.seal()
        self._draft.replace(
            self._draft.recipe.model_copy(update={self._part: self._last if on else None}),
            self._title,
        )
        if on:
            self.fold.setChecked(True)

    def _tell(self) -> None:
        reason, about = in_language(self._reason()), self._about()
        self.switch.setText(self.tr("On"))
        self.switch.setAccessibleName(self._title())
        self.switch.setAccessibleDescription(reason or about)
        self.switch.setToolTip(in_lines(reason or about))
        self._show(self._draft.recipe)

    def _show(self, recipe: Recipe) -> None:
        part, reason = getattr(recipe, self._part), in_language(self._reason())
        if part is not None:
            self._last = part
        self.switch.setChecked(part is not None)
        # What can't be done may still be switched off, where a recipe came with it.
        self.switch.setEnabled(not reason or part is not None)
        if self.is_filled:  # without its place the note would be a window
            words = reason or self._noted(recipe)
            self.note.setText(words)
            self.note.setVisible(bool(words))


class RefinePanel(PassPanel):
    """Refining the faces."""

    def __init__(self, draft: Draft, manifest: Manifest, theme: Theme) -> None:
        self._manifest = manifest
        title = lambda: QCoreApplication.translate("RefinePanel", "Refine faces")
        super().__init__("refine", Refine, title, draft, theme)

    def _fields(self) -> tuple[Field, ...]:
        return self.strength, self.smallest, self.largest, self.padding, self.feather, self.prompt

    def _make_fields(self) -> None:
        self.strength, self.smallest = self._follow("strength"), self._follow("smallest")
        self.largest, self.padding = self._follow("largest"), self._follow("padding")
        self.feather = self._follow("feather")
        self.prompt = LineField(Spec.of(Refine, "prompt"))
        self.prompt.follow(self._draft, "refine.prompt")

    def _reason(self) -> Sentence:
        return no_refining(self._manifest)

    def _about(self) -> str:
        return self.tr(
            "Each face of the finished picture is drawn once more, enlarged, as its own person. "
            "Small faces become clear and alike."
        )


class EnlargePanel(PassPanel):
    """Enlarging the picture."""

    def __init__(self, draft: Draft, sources: Sources, theme: Theme) -> None:
        self._sources = sources
        title = lambda: QCoreApplication.translate("EnlargePanel", "Enlarge")
        super().__init__("upscale", Upscale, title, draft, theme)
        sources.changed.connect(self._photo_changed)

    def _fields(self) -> tuple[Field, ...]:
        return self.factor, self.strength, self.by, self.upscaler, self.tiled, self.overlap

    def _make_fields(self) -> None:
        self.factor, self.strength = self._follow("factor"), self._follow("strength")
        self.by = ByField(Spec.of(Upscale, "by"))
        self.by.follow(self._draft, "upscale.by")
        self.upscaler = UpscalerField(self._draft)
        self.tiled, self.overlap = self._follow("tiled"), self._follow("overlap")

    def _reason(self) -> Sentence:
        return ""

    def _about(self) -> str:
        return self.tr(
            "The finished picture is made larger, and a second pass draws the details that it then "
            "has room for."
        )

    def _noted(self, recipe: Recipe) -> str:
        return "" if recipe.upscale is None else enlarged_words(recipe, self._sources)

    def _show(self, recipe: Recipe) -> None:
        super()._show(recipe)
        if not self.is_filled:
            return
        upscale = recipe.upscale or self._last
        assert isinstance(upscale, Upscale)
        pixels, tiled = upscale.by == "pixels", upscale.tiled
        models = len(self.upscaler.spec.choices) > 1 or upscale.upscaler is not None
        self.upscaler.setVisible(pixels and models)
        self.tiled.setVisible(pixels)
        self.overlap.setVisible(pixels and tiled)
        whole = recipe.start is None or not recipe.start.retouches
        self.by.offer(lambda by: by == "pixels" or whole)

    def _photo_changed(self, key: str) -> None:
        start = self._draft.recipe.start
        if start is not None and start.image == key:
            self._show(self._draft.recipe)
