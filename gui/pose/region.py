"""Where each person acts: painted, or what is theirs by itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.faces import masks
from core.lazy import Lazy
from core.recipe import Recipe
from gui.draft import Draft
from gui.language import Text
from gui.panels.sources import Sources
from gui.pose.points import FacePoints

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

_KEPT = 24  # masks that undo finds at once


class Regions(QObject):
    """Reads and edits `Identity.region`, a mask that lies in the library. GUI thread.

    Edits are of the current person. A mask is seen at once, and is the recipe's, as one step of
    undo, when it is safe in the library.
    """

    changed = Signal()

    def __init__(
        self, draft: Draft, sources: Sources, points: FacePoints, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._draft, self._sources, self._points = draft, sources, points
        self._masks: dict[str, np.ndarray] = {}  # by fingerprint, as the library has them
        self._asked: set[str] = set()
        self._waiting: list[tuple[int, np.ndarray]] = []  # on their way, with whose they are
        self._before: tuple[object, ...] = ()
        draft.changed.connect(self._follow)
        sources.settled.connect(self._settled)
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
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        return self._points.size

    @property
    def possible(self) -> bool:
        """Whether there is a current person who could have a region."""
        return self._draft.identity is not None

    def painted(self, place: int | None = None) -> np.ndarray | None:
        """The mask of a person, the current one if no place is given: uint8 (h, w) of the picture.

        None: none was painted, or it is still being read.
        """
        place = self.current if place is None else place
        for whose, mask in reversed(self._waiting):
            if whose == place:
                return mask
        people = self._draft.recipe.identities
        key = people[place].region if place < len(people) else None
        return self._mask(key) if key is not None else None

    def is_painted(self, place: int | None = None) -> bool:
        """Whether a person has a region of their own, also while it is being read."""
        place = self.current if place is None else place
        people = self._draft.recipe.identities
        waits = any(whose == place for whose, _ in self._waiting)
        return waits or (place < len(people) and people[place].region is not None)

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

    def now(self) -> np.ndarray | None:
        """Where the current person acts: what is painted, or else theirs by itself."""
        mask = self.painted()
        return self.by_itself() if mask is None else mask

    def put(self, mask: np.ndarray, text: Text) -> None:
        """Let the current person act where a mask, uint8 (h, w), is white; nowhere: `clear`."""
        if not self.possible:
            return
        if mask.max() < 128:
            self.clear()
            return
        place = self.current
        whose = self._draft.recipe.identities[place].references
        self._waiting.append((place, mask))
        done = partial(self._kept, place, whose, mask, text)
        self._sources.add(partial(masks.as_image, mask), done, with_faces=False)
        self.changed.emit()

    def clear(self) -> None:
        """Let the current person act where it is theirs by itself."""
        if (identity := self._draft.identity) is not None:
            text = lambda: self.tr("Automatic region")
            self._draft.set_identity(identity.model_copy(update={"region": None}), text)

    def around_face(self) -> None:
        """Let the current person act around the face."""
        if (points := self._points.points) is not None:
            mask = masks.around_face(points, self.size)
            self.put(mask, lambda: self.tr("Region from the face"))

    def half(self, side: masks.Half) -> None:
        """Let the current person act in the left or the right half of the picture."""
        self.put(masks.half(side, self.size), lambda: self.tr("Region from a half"))

    def grow(self, steps: int) -> None:
        """Make the region larger by so many steps; smaller, where they are negative."""
        larger, smaller = (
            (lambda: self.tr("Grow the region")),
            (lambda: self.tr("Shrink the region")),
        )
        self._change(
            lambda mask: masks.grown(mask, steps * max(1, round(masks.STEP * min(self.size)))),
            larger if steps > 0 else smaller,
        )

    def _change(self, how: Callable[[np.ndarray], np.ndarray], text: Text) -> None:
        if (mask := self.now()) is not None:
            self.put(how(mask), text)

    def _kept(
        self, place: int, whose: tuple[str, ...], mask: np.ndarray, text: Text, key: str
    ) -> None:
        self._waiting = [one for one in self._waiting if one[1] is not mask]
        self._remember(key, mask)
        people = self._draft.recipe.identities
        if place < len(people) and people[place].references == whose:  # else they are gone
            with_mask = people[place].model_copy(update={"region": key})
            self._draft.set_identity(with_mask, text, at=place)
        self.changed.emit()

    def _settled(self) -> None:
        """What is not in the library by now will never be: that was told by the sources."""
        if self._waiting:
            self._waiting.clear()
            self.changed.emit()

    def _mask(self, key: str) -> np.ndarray | None:
        mask, (width, height) = self._masks.get(key), self.size
        if mask is None:
            if key not in self._asked:
                self._asked.add(key)
                self._sources.read(key, partial(self._read, key))
            return None
        if mask.shape == (height, width):
            return mask
        sized = f"{key} {width} {height}"
        if sized not in self._masks:
            self._remember(sized, masks.as_mask(masks.as_image(mask), self.size))
        return self._masks[sized]

    def _read(self, key: str, pixels: np.ndarray) -> None:
        self._asked.discard(key)
        height, width = pixels.shape[:2]
        self._remember(key, masks.as_mask(pixels, (width, height)))
        self.changed.emit()

    def _remember(self, key: str, mask: np.ndarray) -> None:
        self._masks.pop(key, None)
        self._masks[key] = mask
        while len(self._masks) > _KEPT:
            del self._masks[next(iter(self._masks))]

    def _follow(self, recipe: Recipe) -> None:
        now = (self.size, *(one.region for one in recipe.identities))
        if now != self._before:
            self._before = now
            self.changed.emit()
