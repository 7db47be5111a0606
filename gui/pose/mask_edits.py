"""Masks of where something acts in the picture, painted or made, and kept in the library."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from core.faces import masks
from gui.draft import Draft
from gui.language import Text
from gui.panels.sources import Sources
from gui.pose.points import FacePoints

if TYPE_CHECKING:
    import numpy as np

_KEPT = 24  # masks that undo finds at once
_KEPT_BYTES = 200_000_000  # of all of them: those of photos are large


class MaskEdits(QObject):
    """Reads and edits masks of the recipe, which lie in the library. GUI thread.

    Edits are of what stands at the current place. A mask is seen at once, and is the recipe's, as
    one step of undo, when it is safe in the library. Subclasses know whose the masks are.
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
        sources.settled.connect(self._settled)

    @property
    @abstractmethod
    def current(self) -> int:
        """The place that is edited."""

    @property
    @abstractmethod
    def possible(self) -> bool:
        """Whether there is something at the current place that could have a mask."""

    @property
    @abstractmethod
    def people(self) -> int:
        """To how many people keys may turn while a mask is painted."""

    @property
    @abstractmethod
    def colour(self) -> QColor:
        """Of the current mask on the canvas."""

    @abstractmethod
    def named(self, tool: str) -> str:
        """A tool with the name of what it paints, in the language of today."""

    @abstractmethod
    def by_itself(self) -> np.ndarray | None:
        """Where it acts if nothing is painted, uint8 (h, w); None: that is not known yet."""

    @abstractmethod
    def clear(self) -> None:
        """Let it act where it does by itself."""

    @abstractmethod
    def _key(self, place: int) -> str | None:
        """The fingerprint of a place's mask in the recipe."""

    @abstractmethod
    def _owner(self, place: int) -> object:
        """What tells, once a mask is kept, that it still belongs there; None: nobody is there."""

    @abstractmethod
    def _use(self, place: int, key: str, text: Text) -> None:
        """Have the recipe name the mask; a step of undo."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the masks: those of the picture."""
        return self._points.size

    @property
    def corner(self) -> tuple[int, int]:
        """Where the masks begin in the picture, in its pixels."""
        return 0, 0

    def painted(self, place: int | None = None) -> np.ndarray | None:
        """The mask of a place, the current one if none is given: uint8 (h, w) of the picture.

        None: none was painted, or it is still being read.
        """
        place = self.current if place is None else place
        for whose, mask in reversed(self._waiting):
            if whose == place:
                return mask
        key = self._key(place)
        return self._mask(key) if key is not None else None

    def is_painted(self, place: int | None = None) -> bool:
        """Whether a place has a mask of its own, also while it is being read."""
        place = self.current if place is None else place
        return any(whose == place for whose, _ in self._waiting) or self._key(place) is not None

    @property
    def is_reading(self) -> bool:
        """Whether the current place has a mask that is not known yet: a stroke would replace it."""
        return self.is_painted() and self.painted() is None

    def now(self) -> np.ndarray | None:
        """What is painted, or else where it acts by itself."""
        mask = self.painted()
        return self.by_itself() if mask is None else mask

    def put(self, mask: np.ndarray, text: Text) -> None:
        """Let it act where a mask, uint8 (h, w), is white; nowhere: `clear`."""
        if not self.possible:
            return
        if mask.max() < 128:
            self.clear()
            return
        place = self.current
        self._waiting.append((place, mask))
        done = partial(self._kept, place, self._owner(place), mask, text)
        self._sources.add(partial(masks.as_image, mask), done, with_faces=False)
        self.changed.emit()

    def around_face(self) -> None:
        """Let it act around the face of the current person."""
        if (points := self._points.points) is not None:
            mask = masks.around_face(points, self.size)
            self.put(mask, lambda: self.tr("Region from the face"))

    def half(self, side: masks.Half) -> None:
        """Let it act in the left or the right half of the picture."""
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

    def _kept(self, place: int, owner: object, mask: np.ndarray, text: Text, key: str) -> None:
        self._waiting = [one for one in self._waiting if one[1] is not mask]
        self._remember(key, mask)
        if owner is not None and self._owner(place) == owner:  # else they are gone
            self._use(place, key, text)
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
        while len(self._masks) > _KEPT or (
            len(self._masks) > 2 and sum(one.nbytes for one in self._masks.values()) > _KEPT_BYTES
        ):
            del self._masks[next(iter(self._masks))]
