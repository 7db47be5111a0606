"""Where an image prompt acts: everywhere, or where it is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from core.faces import masks
from core.lazy import Lazy
from core.recipe import ImagePrompt, Recipe
from gui.draft import Draft
from gui.language import Text
from gui.panels.sources import Sources
from gui.pose.mask_edits import MaskEdits
from gui.pose.points import FacePoints

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

_COLOUR = "#009e73"  # Okabe and Ito: told apart from those of the people


class PromptPlace(MaskEdits):
    """Reads and edits `ImagePrompt.mask` of one image prompt."""

    def __init__(
        self, index: int, draft: Draft, sources: Sources, points: FacePoints, parent: QObject
    ) -> None:
        super().__init__(draft, sources, points, parent)
        self._index = index
        self._before: tuple[object, ...] = ()
        draft.changed.connect(self._follow)
        points.changed.connect(self.changed)

    @property
    def current(self) -> int:
        return self._index

    @property
    def possible(self) -> bool:
        return self._prompt(self._index) is not None

    @property
    def people(self) -> int:
        return 0

    @property
    def colour(self) -> QColor:
        return QColor(_COLOUR)

    def named(self, tool: str) -> str:
        return self.tr("{0} for the place of image prompt {1}").format(tool, self._index + 1)

    def by_itself(self) -> np.ndarray:
        width, height = self.size
        return np.full((height, width), 255, np.uint8)

    def share(self) -> float | None:
        """How much of the picture it is, 0 to 1; None while that is being read."""
        mask = self.now()
        return None if mask is None or not self._ready() else float(mask.mean()) / 255

    def clear(self) -> None:
        """Let it act everywhere."""
        self._put(self._index, None, lambda: self.tr("Everywhere"))

    def all_but_face(self) -> None:
        """Let it act everywhere but around the face of the current person."""
        if (points := self._points.points) is not None:
            mask = 255 - masks.around_face(points, self.size)
            self.put(mask, lambda: self.tr("All but the face"))

    def _ready(self) -> bool:
        return not self.is_painted() or self.painted() is not None

    def _prompt(self, place: int) -> ImagePrompt | None:
        prompts = self._draft.recipe.image_prompts
        return prompts[place] if place < len(prompts) else None

    def _key(self, place: int) -> str | None:
        prompt = self._prompt(place)
        return prompt.mask if prompt is not None else None

    def _owner(self, place: int) -> object:
        prompt = self._prompt(place)
        return prompt.images if prompt is not None else None

    def _use(self, place: int, key: str, text: Text) -> None:
        self._put(place, key, text)

    def _put(self, place: int, key: str | None, text: Text) -> None:
        if (prompt := self._prompt(place)) is not None:
            prompts = list(self._draft.recipe.image_prompts)
            prompts[place] = prompt.model_copy(update={"mask": key})
            recipe = self._draft.recipe.model_copy(update={"image_prompts": tuple(prompts)})
            self._draft.replace(recipe, text)

    def _follow(self, recipe: Recipe) -> None:
        now = (self.size, self._key(self._index), self._index < len(recipe.image_prompts))
        if now != self._before:
            self._before = now
            self.changed.emit()
