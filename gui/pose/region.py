"""Where each person acts: painted, or what is theirs by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QColor

from core.faces import masks
from core.lazy import Lazy
from core.recipe import Recipe
from gui.draft import Draft
from gui.language import Text
from gui.panels.sources import Sources
from gui.persons import person_colour
from gui.pose.mask_edits import MaskEdits
from gui.pose.points import FacePoints

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")


class Regions(MaskEdits):
    """Reads and edits `Identity.region`; edits are of the current person."""

    def __init__(
        self, draft: Draft, sources: Sources, points: FacePoints, parent: QObject | None = None
    ) -> None:
        super().__init__(draft, sources, points, parent)
        self._before: tuple[object, ...] = ()
        draft.changed.connect(self._follow)
        draft.turned.connect(self.changed)
        points.changed.connect(self.changed)

    @property
    def current(self) -> int:
        return self._draft.current

    @property
    def people(self) -> int:
        """How many there are."""
        return len(self._draft.recipe.identities)

    @property
    def possible(self) -> bool:
        """Whether there is a current person who could have a region."""
        return self._draft.identity is not None

    @property
    def colour(self) -> QColor:
        return person_colour(self.current)

    def named(self, tool: str) -> str:
        return self.tr("{0} for the region of person {1}").format(tool, self.current + 1)

    def by_itself(self) -> np.ndarray | None:
        """What the current person has where nothing is painted: all, or a share of the picture.

        None: a face is not known yet.
        """
        width, height = self.size
        people = self._points.all
        if len(people) < 2:
            return np.full((height, width), 255, np.uint8)
        known = [points for points in people if points is not None]
        if len(known) < len(people):
            return None
        return masks.own_share(known, self.current, self.size)

    def clear(self) -> None:
        """Let the current person act where it is theirs by itself."""
        if (identity := self._draft.identity) is not None:
            text = lambda: self.tr("Automatic region")
            self._draft.set_identity(identity.model_copy(update={"region": None}), text)

    def _key(self, place: int) -> str | None:
        people = self._draft.recipe.identities
        return people[place].region if place < len(people) else None

    def _owner(self, place: int) -> object:
        people = self._draft.recipe.identities
        return people[place].references if place < len(people) else None

    def _use(self, place: int, key: str, text: Text) -> None:
        with_mask = self._draft.recipe.identities[place].model_copy(update={"region": key})
        self._draft.set_identity(with_mask, text, at=place)

    def _follow(self, recipe: Recipe) -> None:
        now = (self.size, *(one.region for one in recipe.identities))
        if now != self._before:
            self._before = now
            self.changed.emit()
