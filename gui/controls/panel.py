"""Further ControlNets, which act beside IdentityNet: edges, depth, a pose."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from core.controls.kinds import PREPROCESSORS, reads
from core.packs.manifest import Manifest
from core.recipe import Recipe
from core.recipe_control import Control, Preprocessing, Preprocessor
from core.told import Sentence, Told
from gui.controls.making import Making
from gui.draft import Draft
from gui.language import Text, said
from gui.panels.abilities import no_control
from gui.panels.drops import Given, Source
from gui.panels.sources import Sources
from gui.panels.tray_section import MOST, TraySection
from gui.theme import Theme

if TYPE_CHECKING:
    import numpy as np

    from gui.controls.tray import ControlTray

_GLANCE = 512  # pixels; enough to see whether an image shows edges


class ControlsPanel(TraySection):
    """Edits the draft's ControlNets: one tray each, and a place for one more."""

    held = Signal(object)  # QImage to lay over the canvas, or None

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        sources: Sources,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            lambda: QCoreApplication.translate("ControlsPanel", "Controls"),
            "controls",
            draft,
            sources,
            theme,
            parent,
            opened=False,
        )
        self._manifest = manifest
        self._making = Making(sources, self)
        self._coming = 0  # controls whose images are on their way
        self._remade: set[tuple[str, tuple[int, int]]] = set()
        self.trays: list[ControlTray]
        said(self.drop, name=lambda: self.tr("Choose an image for a control"))
        sources.refused.connect(self._settled)
        self._begin()

    def take(self, source: Source, given: Given) -> None:
        """Add an image as a further control, once what its net reads is made of it.

        `given`: with what it came.
        """
        if len(self._draft.recipe.controls) + self._coming >= MOST:
            self._refuse_more(Told("A recipe has at most {0} controls.", MOST))
        elif self._manifest.controlnets:
            self._coming += 1
            net = self._manifest.controlnets[0]
            done = partial(self._append, given, net.name)
            self._prepare(source, PREPROCESSORS.get(reads(net, self._manifest)), done)

    def exchange(self, index: int, given: Given) -> None:
        """Give a control another image, which is made into its picture as the last one was."""
        controls = self._draft.recipe.controls
        if index < len(controls):
            old = controls[index]
            self._prepare(given[0][1], None, partial(self._replace, old), how=old.made)

    def problems(self) -> tuple[Told, ...]:
        """Why nothing can be drawn with these controls, a sentence each."""
        known = {net.name for net in self._manifest.controlnets}
        nets = enumerate((one.net for one in self._draft.recipe.controls), start=1)
        return tuple(
            Told("Control {0}: this pack has no ControlNet '{1}'.", place, net)
            for place, net in nets
            if net not in known
        )

    def _prepare(
        self,
        source: Source,
        by: Preprocessor | None,
        done: Callable[[str, Preprocessing | None], None],
        how: Preprocessing | None = None,
    ) -> None:
        """Keep an image, and what is made of it; an image of edges needs nothing to be made."""
        edges: list[bool] = []

        def decode() -> np.ndarray:
            from core.controls.preprocessing import looks_like_edges

            pixels = source()
            step = max(1, max(pixels.shape) // _GLANCE)
            edges.append(looks_like_edges(pixels[::step, ::step]))
            return pixels

        def kept(key: str) -> None:
            made = how.model_copy(update={"photo": key}) if how is not None else None
            if made is None and by is not None:
                made = Preprocessing(photo=key, by=by)
            if made is None or (made.by == "canny" and edges[0]):
                done(key, None)
            else:
                self._making.make(made, self._size(), lambda image: done(image, made))

        self._sources.add(decode, kept, with_faces=by == "landmarks")

    def _size(self) -> tuple[int, int]:
        sampling = self._draft.recipe.sampling
        return sampling.width, sampling.height

    def _append(self, given: Given, net: str, image: str, made: Preprocessing | None) -> None:
        self._coming = max(0, self._coming - 1)
        controls = self._draft.recipe.controls
        if len(controls) < MOST:
            new = Control(net=net, image=image, made=made)
            one, several = (lambda: self.tr("Add a control")), (lambda: self.tr("Add controls"))
            self._change((*controls, new), several if len(given) > 1 else one, given)

    def _replace(self, old: Control, image: str, made: Preprocessing | None) -> None:
        from gui.controls.tray import place_of

        controls = list(self._draft.recipe.controls)
        if (at := place_of(old, controls)) is not None:
            controls[at] = controls[at].model_copy(update={"image": image, "made": made})
            self._change(tuple(controls), lambda: self.tr("Control picture"))

    def _change(self, controls: tuple[Control, ...], text: Text, gesture: object = None) -> None:
        recipe = self._draft.recipe.model_copy(update={"controls": controls})
        self._draft.replace(recipe, text, gesture=gesture)

    def _leave_out(self, index: int) -> None:
        controls = self._draft.recipe.controls
        left = (*controls[:index], *controls[index + 1 :])
        self._change(left, lambda: self.tr("Remove a control"))

    def _settled(self) -> None:
        """An image could not be used: it does not come any more."""
        self._coming = max(0, self._coming - 1)

    def _parts(self, recipe: Recipe) -> tuple[Control, ...]:
        return recipe.controls

    def _never(self) -> Sentence:
        return no_control(self._manifest)

    def _another(self) -> str:
        return self.tr("Add another control…")

    def _purpose(self) -> str:
        return self.tr("A picture whose edges, depth or pose the portrait follows.")

    def _show(self, recipe: Recipe) -> None:
        super()._show(recipe)
        self._fit_to_size()

    def _fit_to_size(self) -> None:
        """Make pictures anew that were made for another size of the portrait; no step."""
        size = self._size()
        for control in self._draft.recipe.controls:
            photo, made = self._sources.photo(control.image), control.made
            asked = (control.image, size)
            if made is None or photo is None or photo.trouble or asked in self._remade:
                continue
            if (photo.width, photo.height) != size:
                self._remade.add(asked)
                self._making.make(made, size, partial(self._fitted, control, size))

    def _fitted(self, old: Control, size: tuple[int, int], image: str) -> None:
        self._remade.discard((old.image, size))
        recipe = self._draft.recipe
        if size == self._size():
            fitted = (
                one.model_copy(update={"image": image})
                if (one.image, one.made) == (old.image, old.made)
                else one
                for one in recipe.controls
            )
            self._draft.adjust(recipe.model_copy(update={"controls": tuple(fitted)}))

    def _make_tray(self, index: int) -> ControlTray:
        from gui.controls.tray import ControlTray

        shared = (self._sources, self._making, self._theme)
        tray = ControlTray(index, self._draft, self._manifest, *shared)
        tray.removed.connect(self._remove)
        tray.given.connect(self.exchange)
        tray.held.connect(self.held)
        return tray

    def _photo_changed(self, key: str) -> None:
        super()._photo_changed(key)
        self._fit_to_size()
