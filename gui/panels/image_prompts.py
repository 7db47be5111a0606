"""Pictures that speak beside the words, through IP-Adapters."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QWidget

from core.packs.manifest import Manifest
from core.recipe import ImagePrompt, Recipe
from core.told import Told
from gui.draft import Draft
from gui.failure import Failure
from gui.icons import icon
from gui.language import Text, in_language, in_lines, on_language, said
from gui.panels.abilities import no_image_prompt
from gui.panels.drops import DropButton, Given, Source
from gui.panels.image_prompt_tray import ImagePromptTray
from gui.panels.section import Section
from gui.panels.sources import Sources
from gui.theme import Theme

MOST = 8  # as core.recipe.Recipe says


class ImagePromptsPanel(Section):
    """Edits the draft's image prompts: one tray each, and a place for one more."""

    tray_made = Signal()

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        sources: Sources,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            lambda: QCoreApplication.translate("ImagePromptsPanel", "Image prompts"),
            "image_prompts",
            theme,
            parent,
        )
        self._draft = draft
        self._adapters = manifest.adapters
        self._sources = sources
        self._theme = theme
        self._manifest = manifest
        self.trays: list[ImagePromptTray] = []
        self.drop = DropButton(several=True)
        said(self.drop, name=lambda: self.tr("Choose an image prompt"))
        self.drop.setIconSize(QSize(20, 20))
        self.body.addWidget(self.drop)
        self.drop.given.connect(self.take_all)
        draft.changed.connect(self._show)
        sources.changed.connect(self._photo_changed)
        theme.changed.connect(self._dress)
        self._dress()
        on_language(self, self._tell)
        self._tell()

    def take_all(self, given: Given) -> None:
        """Add images as further prompts: one step, however many they are."""
        for _, source in given:
            self.take(source, given)

    def take(self, source: Source, given: Given) -> None:
        """Add an image as a further prompt, once it is decoded and in the library.

        `given`: with what it came.
        """
        if len(self._draft.recipe.image_prompts) + self._sources.adding < MOST:
            self._sources.add(source, partial(self._use, given), with_faces=False)
        else:
            self._sources.refused.emit(
                Failure(
                    Told("A recipe has at most {0} image prompts.", MOST),
                    Told("The others were left out."),
                )
            )

    def _use(self, given: Given, key: str) -> None:
        prompts = self._draft.recipe.image_prompts
        if len(prompts) < MOST and self._adapters:
            new = ImagePrompt(images=(key,), adapter=self._adapters[0].name)
            one = lambda: self.tr("Add an image prompt")
            several = lambda: self.tr("Add image prompts")
            self._change((*prompts, new), several if len(given) > 1 else one, given)

    def _change(self, prompts: tuple[ImagePrompt, ...], text: Text, gesture: object = None) -> None:
        recipe = self._draft.recipe.model_copy(update={"image_prompts": prompts})
        self._draft.replace(recipe, text, gesture=gesture)

    def _remove(self, index: int) -> None:
        prompts = self._draft.recipe.image_prompts
        left = (*prompts[:index], *prompts[index + 1 :])
        self._change(left, lambda: self.tr("Remove an image prompt"))
        near = min(index, len(self.trays) - 1)
        (self.trays[near].remove if self.trays else self.drop).setFocus()

    def _move(self, index: int, by: int) -> None:
        prompts = list(self._draft.recipe.image_prompts)
        if 0 <= index + by < len(prompts):
            prompts.insert(index + by, prompts.pop(index))
            self._change(tuple(prompts), lambda: self.tr("Order of image prompts"))

    def _tell(self) -> None:
        self._show(self._draft.recipe)

    def _show(self, recipe: Recipe) -> None:
        prompts = recipe.image_prompts
        while len(self.trays) < len(prompts):
            self._make_tray()
        for tray in self.trays[len(prompts) :]:
            tray.hide()
            tray.deleteLater()
        del self.trays[len(prompts) :]
        reading = {adapter.name for adapter in self._adapters if adapter.reads_faces}
        for tray, prompt in zip(self.trays, prompts, strict=True):
            self._sources.fetch(prompt.images[0], with_faces=prompt.adapter in reading)
            tray.show_place(len(prompts), prompt, self._sources.photo(prompt.images[0]))
        never = in_language(no_image_prompt(self._manifest))
        full = len(prompts) >= MOST
        reason = never or (self.tr("There are {0} already.").format(MOST) if full else "")
        self.drop.setEnabled(not reason)
        self.drop.setText(
            self.tr("Not with this pack")
            if never
            else self.tr("Add another picture…")
            if prompts
            else self.tr("Drop a picture, or choose…")
        )
        usual = self.tr("A picture whose style and content the portrait takes up.")
        self.drop.setToolTip(in_lines(reason or usual))
        self.drop.setAccessibleDescription(reason or usual)

    def _make_tray(self) -> None:
        index = len(self.trays)
        tray = ImagePromptTray(index, self._draft, self._adapters, self._theme)
        tray.removed.connect(self._remove)
        tray.moved.connect(self._move)
        self.trays.append(tray)
        self.body.insertWidget(index, tray)
        self.tray_made.emit()

    def _photo_changed(self, key: str) -> None:
        for tray, prompt in zip(self.trays, self._draft.recipe.image_prompts, strict=True):
            if prompt.images[0] == key:
                tray.view.show_photo(self._sources.photo(key))

    def _dress(self) -> None:
        self.drop.setIcon(icon("add-photo", self._theme.color("muted")))
