"""Pictures that speak beside the words, through IP-Adapters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.packs.manifest import Manifest
from core.recipe import ImagePrompt, Recipe
from core.told import Sentence, Told
from gui.background import Background
from gui.calls import Call
from gui.commands import Commands
from gui.draft import Draft
from gui.image_prompts import edits
from gui.image_prompts.pack_blocks import PackBlocks
from gui.image_prompts.sight import sight_of
from gui.language import Text, said
from gui.panels.abilities import no_image_prompt, no_reading
from gui.panels.drops import Given, Source
from gui.panels.sources import Sources
from gui.panels.tray_section import MOST, TraySection
from gui.pose.posing import Posing
from gui.theme import Theme

if TYPE_CHECKING:
    from gui.image_prompts.tray import ImagePromptTray


class ImagePromptsPanel(TraySection):
    """Edits the draft's image prompts: one tray each, and a place for one more."""

    painted = Signal(object, bool)  # the tray for which is painted on the canvas, or no longer
    taken = Signal(str)  # see `MaskTools`
    widened = Signal(float)

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        sources: Sources,
        theme: Theme,
        background: Background,
        posing: Posing,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            lambda: QCoreApplication.translate("ImagePromptsPanel", "Image prompts"),
            "image_prompts",
            draft,
            sources,
            theme,
            parent,
        )
        self._manifest, self._posing = manifest, posing
        self.blocks = PackBlocks(manifest.name, background, self)
        self.trays: list[ImagePromptTray]
        said(self.drop, name=lambda: self.tr("Choose an image prompt"))
        self.blocks.changed.connect(self._tell)
        self._begin()

    def take(self, source: Source, given: Given) -> None:
        """Add an image as a further prompt, once it is decoded and in the library.

        `given`: with what it came.
        """
        if len(self._draft.recipe.image_prompts) + self._sources.adding < MOST:
            self._sources.add(source, partial(self._use, given), with_faces=False)
        else:
            self._refuse_more(Told("A recipe has at most {0} image prompts.", MOST))

    def add_all(self, index: int, given: Given) -> None:
        """Add images to those of one prompt: one step, however many they are."""
        for _, source in given:
            self.add(index, source, given)

    def add(self, index: int, source: Source, given: Given) -> None:
        """Add an image to those of one prompt, once it is decoded and in the library.

        `given`: with what it came.
        """
        there = len(self._draft.recipe.image_prompts[index].images)
        if there + self._sources.adding < edits.MOST:
            self._sources.add(source, partial(self._add, index, given), with_faces=False)
        else:
            self._refuse_more(Told("An image prompt has at most {0} pictures.", edits.MOST))

    def paste(self, given: Given) -> None:
        """Take pasted images: for the image prompt that has the focus, or else as a new one."""
        tray = self.tray_with_focus()
        if tray is not None:
            self.add_all(self.trays.index(tray), given)
        elif self.drop.isEnabled():
            self.take_all(given)

    def tray_with_focus(self) -> ImagePromptTray | None:
        """The tray that has the focus, or in which something has it."""
        focus = QApplication.focusWidget()
        return next((one for one in self.trays if focus and one.isAncestorOf(focus)), None)

    def problems(self) -> tuple[Told, ...]:
        """Why nothing can be drawn with these image prompts, a sentence each."""
        prompts = enumerate(self._draft.recipe.image_prompts, start=1)
        found = (self._problem(place, prompt) for place, prompt in prompts)
        return tuple(filter(None, found))

    def add_commands(self, commands: Commands) -> None:
        """The keys of the picture that has the focus."""
        group = lambda: self.tr("Pictures of an image prompt")
        earlier, later = partial(self._shift, -1), partial(self._shift, 1)
        for name, text, run, key in (
            ("remove", lambda: self.tr("Remove the picture"), self._remove_focused, "Delete"),
            ("earlier", lambda: self.tr("Move the picture left"), earlier, "Ctrl+Left"),
            ("later", lambda: self.tr("Move the picture right"), later, "Ctrl+Right"),
        ):
            commands.add(f"edit.image.{name}", group, text, run, self, (key,), everywhere=False)

    def _problem(self, place: int, prompt: ImagePrompt) -> Told | None:
        adapter = next((one for one in self._manifest.adapters if one.name == prompt.adapter), None)
        if reason := no_reading(self._manifest, adapter, prompt.adapter):
            return Told("Image prompt {0}: {1}", place, cast(Told, reason))
        if sight_of(adapter) == "picture":
            return None
        for key in prompt.images:
            photo = self._sources.photo(key)
            if photo is not None and photo.faces == ():
                return Told("Image prompt {0} reads faces, and a picture shows none.", place)
        return None

    def _remove_focused(self) -> None:
        if (tray := self.tray_with_focus()) is not None:
            tray.strip.remove_focused()

    def _shift(self, by: int) -> None:
        if (tray := self.tray_with_focus()) is not None:
            tray.strip.shift_focused(by)

    def _add(self, index: int, given: Given, key: str) -> None:
        prompts = list(self._draft.recipe.image_prompts)
        if index < len(prompts) and len(prompts[index].images) < edits.MOST:
            prompts[index] = edits.with_image(prompts[index], key)
            one, several = (lambda: self.tr("Add a picture")), (lambda: self.tr("Add pictures"))
            self._change(tuple(prompts), several if len(given) > 1 else one, given)

    def _use(self, given: Given, key: str) -> None:
        prompts = self._draft.recipe.image_prompts
        if len(prompts) < MOST and self._manifest.adapters:
            new = ImagePrompt(images=(key,), adapter=self._manifest.adapters[0].name)
            one = lambda: self.tr("Add an image prompt")
            several = lambda: self.tr("Add image prompts")
            self._change((*prompts, new), several if len(given) > 1 else one, given)

    def _change(self, prompts: tuple[ImagePrompt, ...], text: Text, gesture: object = None) -> None:
        recipe = self._draft.recipe.model_copy(update={"image_prompts": prompts})
        self._draft.replace(recipe, text, gesture=gesture)

    def _leave_out(self, index: int) -> None:
        prompts = self._draft.recipe.image_prompts
        left = (*prompts[:index], *prompts[index + 1 :])
        self._change(left, lambda: self.tr("Remove an image prompt"))

    def _move(self, index: int, by: int) -> None:
        prompts = list(self._draft.recipe.image_prompts)
        if 0 <= index + by < len(prompts):
            prompts.insert(index + by, prompts.pop(index))
            self._leave_canvas()
            self._change(tuple(prompts), lambda: self.tr("Order of image prompts"))

    def _parts(self, recipe: Recipe) -> tuple[ImagePrompt, ...]:
        return recipe.image_prompts

    def _never(self) -> Sentence:
        return no_image_prompt(self._manifest)

    def _another(self) -> str:
        return self.tr("Add another image prompt…")

    def _purpose(self) -> str:
        return self.tr("A picture whose style and content the portrait takes up.")

    def _show(self, recipe: Recipe) -> None:
        if len(recipe.image_prompts) != len(self.trays):
            self._leave_canvas()
        super()._show(recipe)

    def _leave_canvas(self) -> None:
        """Paint for none: another image prompt may come to stand in the place of one."""
        for tray in self.trays:
            tray.place.paint.setChecked(False)

    def _make_tray(self, index: int) -> ImagePromptTray:
        # Only here: the window's first paint does not wait for it.
        from gui.image_prompts.tray import ImagePromptTray

        self.blocks.fetch()
        shared = (self._sources, self._posing, self.blocks, self._theme)
        tray = ImagePromptTray(index, self._draft, self._manifest, *shared)
        tray.removed.connect(self._remove)
        tray.moved.connect(self._move)
        tray.given.connect(self.add_all)
        Call(tray.place.toggled, tray, self.painted.emit, tray, takes=1)
        tray.place.taken.connect(self.taken)
        tray.place.widened.connect(self.widened)
        return tray
