"""The five points of the draft's people, as the panel and the canvas edit them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import BadInput
from core.faces.arranging import arranged
from core.faces.head import Head, NotAHead, fit
from core.faces.likeness import USUAL, know
from core.faces.person import faces_of_person, landmarks_of
from core.faces.posing import faults
from core.lazy import Lazy
from core.pose import as_landmarks
from core.recipe import HIGHEST_PIXEL, Identity, Landmarks, Recipe
from core.retouch.settling import faces_there, moved_faces
from core.told import Told
from gui.draft import PAUSE_MILLISECONDS, Draft
from gui.language import Text
from gui.panels.sources import Photo, Sources
from gui.pictured import finished_size, picture_size, reframed

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

Asked: TypeAlias = "tuple[np.ndarray | None, ...]"
"""Landmarks of each person of a recipe; None: not known."""

_ORIGIN = (0.0, 0.0)
_NOWHERE: Landmarks = (_ORIGIN, _ORIGIN, _ORIGIN, _ORIGIN, _ORIGIN)  # of a face that is not known


class FacePoints(QObject):
    """Reads and edits `Identity.landmarks`; without any, the points are those of the pose's photo.

    Edits are of the current person; `all` are there to be seen. An edit is one step of undo; edits
    between `begin` and `end` are one, too.
    """

    changed = Signal()  # other points, another current person or size of the picture, or nobody

    def __init__(self, draft: Draft, sources: Sources, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft, self._sources = draft, sources
        self._gesture: object = None
        self._rest = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._rest.timeout.connect(self.end)
        self._before: tuple[object, ...] = ()
        draft.reframe = partial(reframed, sources=sources)
        draft.changed.connect(self._follow)
        draft.turned.connect(self._turned)
        sources.changed.connect(self._photo_changed)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the picture, before it is enlarged."""
        return picture_size(self._draft.recipe, self._sources)

    @property
    def finished_size(self) -> tuple[int, int]:
        """The same when all is done."""
        return finished_size(self._draft.recipe, self._sources)

    @property
    def by_hand(self) -> bool:
        """Whether the recipe has points of its own."""
        identity = self._draft.identity
        return identity is not None and identity.landmarks is not None

    @property
    def points(self) -> np.ndarray | None:
        """In pixels of the picture, float64 (5, 2); None without a person or a face."""
        return self.all[self.current] if self._draft.identity is not None else None

    @property
    def all(self) -> tuple[np.ndarray | None, ...]:
        """The points of every person; see `asked_by`."""
        return asked_by(self._draft.recipe, self._sources)

    @property
    def current(self) -> int:
        """Which of them `points` are."""
        return self._draft.current

    def turn_to(self, place: int) -> None:
        """Edit those of another person from now on."""
        self._draft.turn_to(place)

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
        start = self._draft.recipe.start
        if start is not None and key == start.image:
            self._follow()
        if any(key == _shown_of(one) for one in self._draft.recipe.identities) or (
            start is not None and start.retouches and key == start.image
        ):
            self.changed.emit()

    def _shown(self) -> str | None:
        """The photo that gives the pose, by its key."""
        identity = self._draft.identity
        return None if identity is None else _shown_of(identity)

    def _turned(self) -> None:
        self._rest.stop()
        self._gesture = None  # what follows is another person's
        self._follow()

    def _follow(self) -> None:
        recipe = self._draft.recipe
        there = recipe.start.image if recipe.start and recipe.start.retouches else None
        sizes = (self.size, self.finished_size, there)
        now = (sizes, self.current, *map(_what_stands, recipe.identities))
        if now != self._before:
            self._before = now
            self.changed.emit()


def _what_stands(identity: Identity) -> tuple[object, ...]:
    return identity.references[0], identity.face, identity.pose, identity.landmarks


def _shown_of(identity: Identity) -> str:
    return identity.pose or identity.references[0]


def asked_by(recipe: Recipe, sources: Sources) -> Asked:
    """Where a recipe asks for the face of each of its people, as the engine places them.

    Returns:
        Pixels of the picture, float64 (5, 2) each; None for whom no face is known, or not yet:
        then `sources` fetches the photo.
    """
    size = picture_size(recipe, sources)
    known = [_is_known(one, size, sources) for one in recipe.identities]
    if not any(known):  # as while the window is built, which does not wait for numpy
        return (None,) * len(known)
    people = [
        one if there else one.model_copy(update={"landmarks": _NOWHERE, "pose": None})
        for one, there in zip(recipe.identities, known, strict=True)
    ]
    placed = arranged(people, size, sources.size, sources.faces)
    asked = tuple(
        _exact(one, points) if there else None
        for one, points, there in zip(people, placed, known, strict=True)
    )
    return _found_there(recipe, sources, asked)


def _found_there(recipe: Recipe, sources: Sources, asked: Asked) -> Asked:
    """Of a picture that was there before, the faces of those who stand wherever they are in it."""
    start = recipe.start
    if start is None or not start.retouches or any(one is None for one in asked):
        return asked
    faces = moved_faces(sources.faces(start.image), start)
    try:
        known = [
            know(faces_of_person(one, sources.faces), one.weights, USUAL)
            for one in recipe.identities
        ]
    except BadInput:  # a photo is still being looked at
        return asked
    theirs = faces_there(recipe.identities, known, faces)
    return tuple(
        points if face is None else face.landmarks.astype(np.float64)
        for points, face in zip(asked, theirs, strict=True)
    )


def _is_known(identity: Identity, size: tuple[int, int], sources: Sources) -> bool:
    try:
        landmarks_of(identity, size, sources.size, sources.faces)
    except BadInput:
        return False
    return True


def _exact(identity: Identity, points: np.ndarray) -> np.ndarray:
    """Points as they are in the recipe, if they are: gestures go on from here."""
    return np.array(points if identity.landmarks is None else identity.landmarks, np.float64)
