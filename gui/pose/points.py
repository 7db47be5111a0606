"""The five points of the draft's person, as the panel and the canvas edit them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import BadInput
from core.faces.head import Head, NotAHead, fit
from core.faces.person import landmarks_of
from core.faces.posing import faults
from core.lazy import Lazy
from core.pose import as_landmarks
from core.recipe import HIGHEST_PIXEL, Identity, Recipe
from core.told import Told
from gui.draft import PAUSE_MILLISECONDS, Draft
from gui.language import Text
from gui.panels.sources import Photo, Sources

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")


class FacePoints(QObject):
    """Reads and edits `Identity.landmarks`; without any, the points are those of the pose's photo.

    An edit is one step of undo; edits between `begin` and `end` are one, too.
    """

    changed = Signal()  # other points, another size of the picture, or no person any more

    def __init__(self, draft: Draft, sources: Sources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._sources = draft, sources
        self._gesture: object = None
        self._rest = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._rest.timeout.connect(self.end)
        self._before: tuple[object, ...] = ()
        draft.changed.connect(self._follow)
        sources.changed.connect(self._photo_changed)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture."""
        sampling = self._draft.recipe.sampling
        return sampling.width, sampling.height

    @property
    def by_hand(self) -> bool:
        """Whether the recipe has points of its own."""
        identity = self._draft.identity
        return identity is not None and identity.landmarks is not None

    @property
    def points(self) -> np.ndarray | None:
        """In pixels of the picture, float64 (5, 2); None without a person or a face."""
        return asked_by(self._draft.recipe, self._sources)

    @property
    def head(self) -> Head | None:
        """The head that the points show; None where no head is like that."""
        points = self.points
        if points is None:
            return None
        try:
            return fit(points)
        except NotAHead:
            return None

    @property
    def photo(self) -> Photo | None:
        """The photo that gives the pose, or gave it before it was moved by hand."""
        if (key := self._shown()) is None:
            return None
        self._sources.fetch(key, with_faces=True)
        return self._sources.photo(key)

    def begin(self) -> None:
        """A gesture begins: its edits are one step."""
        self._rest.stop()
        self._draft.hold()
        self._gesture = object()

    def end(self) -> None:
        """The gesture is over."""
        self._rest.stop()
        self._gesture = None
        self._draft.seal()

    def nudge(self, points: np.ndarray, text: Text) -> None:
        """As `put`; keys that follow each other within a second are one step."""
        if self._gesture is None:
            self._gesture = object()
        self.put(points, text)
        self._rest.start()

    def put(self, points: np.ndarray, text: Text) -> None:
        """Move the points, (5, 2) in pixels of the picture; `text` names the step.

        Points beyond what a recipe may hold stay where they are.
        """
        identity = self._draft.identity
        sane = np.isfinite(points).all() and np.abs(points).max() <= HIGHEST_PIXEL
        if identity is None or not sane:
            return
        changes = {"landmarks": as_landmarks(points), "pose": None}
        self._draft.set_identity(identity.model_copy(update=changes), text, self._gesture)

    def change(self, how: Callable[[np.ndarray], np.ndarray], text: Text) -> None:
        """Move the points by a function of them, if there are any and it can be done."""
        points = self.points
        if points is None:
            return
        try:
            self.put(how(points), text)
        except NotAHead:
            return

    def fit(self) -> None:
        """Have the face stand again as it was detected in the person's first photo."""
        identity = self._draft.identity
        if identity is not None:
            changes = {"landmarks": None, "pose": None}
            text = lambda: self.tr("Fit to the detected face")
            self._draft.set_identity(identity.model_copy(update=changes), text)

    def faults(self) -> tuple[Told, ...]:
        """What would go wrong with a face like this."""
        points = self.points
        return () if points is None else faults(points, *self.size)

    def _photo_changed(self, key: str) -> None:
        if key == self._shown():
            self.changed.emit()

    def _shown(self) -> str | None:
        """The photo that gives the pose, by its key."""
        identity = self._draft.identity
        return None if identity is None else identity.pose or identity.references[0]

    def _follow(self, recipe: Recipe) -> None:
        identity = self._draft.identity
        now = (self.size, identity and _what_stands(identity))
        if now != self._before:
            self._before = now
            self.changed.emit()


def _what_stands(identity: Identity) -> tuple[object, ...]:
    return identity.references[0], identity.face, identity.pose, identity.landmarks


def asked_by(recipe: Recipe, sources: Sources) -> np.ndarray | None:
    """Where a recipe asks for the face of its first person, as the engine places it.

    Returns:
        Pixels of the picture, float64 (5, 2); None if there is no person or no face, or it is not
        known yet: then `sources` fetches the photo.
    """
    if not recipe.identities:
        return None
    identity, sampling = recipe.identities[0], recipe.sampling
    if identity.landmarks is not None:
        return np.array(identity.landmarks, np.float64)  # exact: gestures go on from here
    size = (sampling.width, sampling.height)
    try:
        points = landmarks_of(identity, size, sources.size, sources.faces)
    except BadInput:
        return None
    return points.astype(np.float64)
