"""Pictures that speak beside the words, through IP-Adapters."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QApplication, QWidget

from core.packs.manifest import Manifest
from core.recipe import ImagePrompt, Recipe
from core.told import Told
from gui.background import Background
from gui.calls import Call
from gui.commands import Commands
from gui.draft import Draft
from gui.failure import Failure
from gui.icons import icon
from gui.image_prompts import edits
from gui.image_prompts.pack_blocks import PackBlocks
from gui.image_prompts.sight import sight_of
from gui.image_prompts.tray import ImagePromptTray
from gui.language import Text, in_language, in_lines, on_language, said
from gui.panels.abilities import no_image_prompt, no_reading
from gui.panels.drops import DropButton, Given, Source
from gui.panels.section import Section
from gui.panels.sources import Sources
from gui.pose.posing import Posing
from gui.theme import Theme

MOST = 8  # as core.recipe.Recipe says


class ImagePromptsPanel(Section):
    """Edits the draft's image prompts: one tray each, and a place for one more."""

    tray_made = Signal()
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
            theme,
            parent,
        )
        self._draft = draft
        self._adapters = manifest.adapters
        self._sources = sources
        self._theme = theme
        self._manifest, self._posing = manifest, posing
        self.blocks = PackBlocks(manifest.name, background, self)
        self.trays: list[ImagePromptTray] = []
        self.drop = DropButton(several=True)
        said(self.drop, name=lambda: self.tr("Choose an image prompt"))
        self.drop.setIconSize(QSize(20, 20))
        self.body.addWidget(self.drop)
        self.drop.given.connect(self.take_all)
        draft.changed.connect(self._show)
        self.blocks.changed.connect(self._tell)
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
            self._sources.refused.emit(
                Failure(
                    Told("An image prompt has at most {0} pictures.", edits.MOST),
                    Told("The others were left out."),
                )
            )

    def paste(self, given: Given) -> None:
        """Take pasted images: for the image prompt that has the focus, or else as a new one."""
        tray = self.tray_with_focus()
        if tray is not None:
            self.add_all(self.trays.index(tray), given)
        elif self.drop.isEnabled():
            self.take_all(given)

    @property
    def has_focus(self) -> bool:
        """Whether something in it has the focus."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

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
        adapter = next((one for one in self._adapters if one.name == prompt.adapter), None)
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
            self._leave_canvas()
            self._change(tuple(prompts), lambda: self.tr("Order of image prompts"))

    def _tell(self) -> None:
        self._show(self._draft.recipe)

    def _show(self, recipe: Recipe) -> None:
        prompts = recipe.image_prompts
        if len(prompts) != len(self.trays):
            self._leave_canvas()
        while len(self.trays) < len(prompts):
            self._make_tray()
        for tray in self.trays[len(prompts) :]:
            tray.hide()
            tray.deleteLater()
        del self.trays[len(prompts) :]
        for tray, prompt in zip(self.trays, prompts, strict=True):
            tray.show_place(len(prompts), prompt)
        never = in_language(no_image_prompt(self._manifest))
        full = len(prompts) >= MOST
        reason = never or (self.tr("There are {0} already.").format(MOST) if full else "")
        self.drop.setEnabled(not reason)
        self.drop.setText(
            self.tr("Not with this pack")
            if never
            else self.tr("Add another image prompt…")
            if prompts
            else self.tr("Drop a picture, or choose…")
        )
        usual = self.tr("A picture whose style and content the portrait takes up.")
        self.drop.setToolTip(in_lines(reason or usual))
        self.drop.setAccessibleDescription(reason or usual)

    def _leave_canvas(self) -> None:
        """Paint for none: another image prompt may come to stand in the place of one."""
        for tray in self.trays:
            tray.place.paint.setChecked(False)

    def _make_tray(self) -> None:
        index = len(self.trays)
        self.blocks.fetch()
        shared = (self._sources, self._posing, self.blocks, self._theme)
        tray = ImagePromptTray(index, self._draft, self._manifest, *shared)
        tray.removed.connect(self._remove)
        tray.moved.connect(self._move)
        tray.given.connect(self.add_all)
        Call(tray.place.toggled, tray, self.painted.emit, tray, takes=1)
        tray.place.taken.connect(self.taken)
        tray.place.widened.connect(self.widened)
        self.trays.append(tray)
        self.body.insertWidget(index, tray)
        self.tray_made.emit()

    def _photo_changed(self, key: str) -> None:
        for tray in self.trays:
            if tray.shows(key):
                tray.show_again()

    def _dress(self) -> None:
        self.drop.setIcon(icon("add-photo", self._theme.color("muted")))
