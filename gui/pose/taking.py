"""The pose of another photo: a face is found first; nothing is changed where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import NoFace
from core.faces.face import Face
from core.faces.landmarks import place
from core.faces.posing import fitted
from core.lazy import Lazy
from core.pose import as_landmarks
from core.told import Told
from gui.draft import Draft
from gui.failure import Failure
from gui.panels.drops import Source
from gui.panels.sources import Photo, Sources
from gui.pictured import picture_size

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")


@dataclass(eq=False)
class _Wish:
    """A photo that was given, for the person of that moment, at a place of the recipe."""

    name: str
    place: int
    references: tuple[str, ...]
    key: str = ""  # fingerprint, once it is in the library


class PhotoPose(QObject):
    """Holds the head of one of the draft's people as in another photo. GUI thread."""

    changed = Signal()  # whether a photo is being looked at
    several = Signal(object)  # Photo: it shows more than one face, of which `use` is told one
    refused = Signal(object)  # Failure: why nothing was changed

    def __init__(self, draft: Draft, sources: Sources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._sources = draft, sources
        self._wish: _Wish | None = None
        self._names: dict[str, str] = {}
        sources.changed.connect(self._photo_changed)
        sources.settled.connect(self._settled)

    @property
    def looking(self) -> bool:
        """Whether a photo was given whose face is not known yet."""
        return self._wish is not None

    def name_of(self, key: str) -> str:
        """What to call a photo; empty if it did not come from here."""
        return self._names.get(key, "")

    def take(self, name: str, source: Source) -> None:
        """Look for a face in an image, and hold the head like it; the newest wish counts."""
        if (identity := self._draft.identity) is None:
            return
        self._wish = wish = _Wish(name, self._draft.current, identity.references)
        self._sources.add(source, partial(self._arrived, wish), with_faces=True)
        self.changed.emit()

    def use(self, photo: Photo, face: Face) -> None:
        """Hold the current person's head as one of a photo's faces.

        The recipe names the photo where that says it all; else it keeps the points: of one face
        of several, or of one that would stand outside of the picture and is moved into it.
        """
        if (identity := self._draft.identity) is None:
            return
        size = picture_size(self._draft.recipe, self._sources)
        points = place(face.landmarks, (photo.width, photo.height), size).astype(np.float64)
        inside = bool((points >= 0).all() and (points < size).all())
        if inside and len(photo.faces or ()) == 1:
            changes = {"pose": photo.key, "landmarks": None}
        else:
            kept = points if inside else fitted(points, *size)
            changes = {"pose": None, "landmarks": as_landmarks(kept)}
        text = lambda: self.tr("Pose of another photo")
        self._draft.set_identity(identity.model_copy(update=changes), text)

    def _arrived(self, wish: _Wish, key: str) -> None:
        wish.key = key
        self._names[key] = wish.name
        if wish is self._wish:
            self._look()

    def _photo_changed(self, key: str) -> None:
        if self._wish is not None and self._wish.key == key:
            self._look()

    def _settled(self, well: bool) -> None:
        """What could not be opened was told by the sources."""
        if self._wish is not None and not self._wish.key:
            self._end()

    def _look(self) -> None:
        """Go on once it is known what the photo shows."""
        assert self._wish is not None
        wish, photo = self._wish, self._sources.photo(self._wish.key)
        if photo is None or (photo.faces is None and not photo.trouble):
            return
        self._end()
        identity = next(iter(self._draft.recipe.identities[wish.place :]), None)
        if identity is None or identity.references != wish.references:
            return  # it was meant for somebody else
        self._draft.turn_to(wish.place)
        if photo.trouble:
            self.refused.emit(Failure(photo.trouble))
        elif not photo.faces:
            self.refused.emit(Failure(Told("No face found in {0}.", wish.name), NoFace.hint))
        elif len(photo.faces) == 1:
            self.use(photo, photo.faces[0])
        else:
            self.several.emit(photo)

    def _end(self) -> None:
        self._wish = None
        self.changed.emit()
