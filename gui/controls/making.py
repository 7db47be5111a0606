"""Makes the pictures that ControlNets read, in the background, and keeps them in the library."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.controls.preprocessing import prepared
from core.errors import NoFace
from core.recipe_control import Preprocessing
from gui.failure import Failure
from gui.panels.sources import Sources

if TYPE_CHECKING:
    import numpy as np

Made = Callable[[str], None]
"""Gets the fingerprint of what was made."""


class Making(QObject):
    """Reads an image of the library, and adds what is made of it. GUI thread."""

    def __init__(self, sources: Sources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources = sources
        self._waiting: dict[str, list[Callable[[], None]]] = {}  # by photo, for its faces
        sources.changed.connect(self._look_again)

    def make(self, how: Preprocessing, size: tuple[int, int], made: Made) -> None:
        """Make a picture; `made` is called unless that fails, which is told.

        `size`: width and height of the picture that is to be drawn.
        """
        if how.by == "landmarks" and not self._faces_known(how.photo):
            again = partial(self.make, how, size, made)
            self._waiting.setdefault(how.photo, []).append(again)
            self._sources.fetch(how.photo, with_faces=True)
            return
        faces = self._sources.faces(how.photo) if how.by == "landmarks" else ()

        def picture() -> np.ndarray:
            return prepared(self._sources.kept(how.photo), how, size, faces)

        self._sources.add(picture, made, with_faces=False)

    def _faces_known(self, key: str) -> bool:
        photo = self._sources.photo(key)
        return photo is not None and photo.faces is not None

    def _look_again(self, key: str) -> None:
        """A photo's faces are known, or never will be."""
        photo = self._sources.photo(key)
        if key not in self._waiting or photo is None:
            return
        if photo.trouble:
            del self._waiting[key]
            self._sources.refused.emit(Failure(photo.trouble, NoFace.hint))
        elif photo.faces is not None:
            for again in self._waiting.pop(key):
                again()
