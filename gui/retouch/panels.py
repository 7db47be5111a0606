"""The three panels of what begins from a picture, and what keeps a recipe from being drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from PySide6.QtCore import QObject, Signal

from core.errors import UserError
from core.packs.manifest import Manifest
from core.recipe_retouch import no_step
from core.retouch.sizes import finished_size
from core.retouch.upscaling_models import refuse_missing
from core.told import Told
from gui.draft import Draft
from gui.panels.abilities import no_refining
from gui.panels.sources import Sources
from gui.pose.posing import Posing
from gui.retouch.edits import StartEdits
from gui.retouch.pass_panels import EnlargePanel, RefinePanel
from gui.retouch.start_panel import StartPanel
from gui.theme import Theme


class Retouching(QObject):
    """Of one window."""

    filled = Signal()  # a panel has its content now

    def __init__(
        self,
        draft: Draft,
        manifest: Manifest,
        sources: Sources,
        theme: Theme,
        posing: Posing,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._draft, self._manifest, self._sources = draft, manifest, sources
        self.edits = StartEdits(draft, sources, self)
        self.start = StartPanel(draft, self.edits, posing.points, theme)
        self.refine = RefinePanel(draft, manifest, theme)
        self.enlarge = EnlargePanel(draft, sources, theme)
        for panel in (self.start, self.refine, self.enlarge):
            panel.filled.connect(self.filled)

    def problems(self) -> tuple[Told, ...]:
        """Why the draft can't be drawn, a sentence each."""
        return tuple(self._found())

    def _found(self) -> Iterator[Told]:
        recipe, photo = self._draft.recipe, self.edits.photo
        if photo is not None and photo.image.isNull():
            yield Told("The start image is missing: choose another one.")
        elif recipe.start is None or photo is not None:  # else it is being read
            try:
                finished_size(recipe, self._sources.size)
            except UserError as error:
                yield error.message
        if recipe.upscale is not None and recipe.upscale.upscaler is not None:
            try:
                refuse_missing(recipe.upscale.upscaler)
            except UserError as error:
                yield error.message
        if recipe.refine is not None and (reason := no_refining(self._manifest)):
            yield cast(Told, reason)
        steps = recipe.sampling.steps
        passes = (recipe.start, recipe.upscale, recipe.refine)
        yield from filter(None, (no_step(part, steps) for part in passes))
