"""A person as the engine is asked for one: which face is meant, whose it is and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.errors import BadInput, NoFace
from core.faces.face import Face, Seen, largest
from core.faces.landmarks import place
from core.faces.likeness import mean_embedding
from core.lazy import Lazy
from core.recipe import Identity
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")


@dataclass(frozen=True, eq=False)
class Person:
    """One identity of a recipe, as the face models see it."""

    embedding: np.ndarray  # (512,), raw: averaged over the photos, not normalised
    landmarks: np.ndarray  # (5, 2), pixels of the picture to draw


def meet(
    identity: Identity,
    size: tuple[int, int],
    size_of: Callable[[str], tuple[int, int]],
    faces_of: Callable[[str], Sequence[Face]],
) -> Person:
    """Look at the photos of one identity, and place its landmarks in the picture.

    Args:
        identity: whom the recipe asks for.
        size: width, height of the picture in pixels.
        size_of: width and height of an image that it names, by fingerprint.
        faces_of: all faces of one of them, from left to right.

    Raises:
        NoFace: if a photo shows none.
        BadInput: if the first photo has no face of the number that is asked for.
    """
    embedding = embedding_of(identity, faces_of)
    return Person(embedding, landmarks_of(identity, size, size_of, faces_of))


def embedding_of(identity: Identity, faces_of: Callable[[str], Sequence[Face]]) -> np.ndarray:
    """The person's embedding: that of `meet`, which says what is raised."""
    return average(faces_of_person(identity, faces_of), identity.weights)


def faces_of_person(
    identity: Identity, faces_of: Callable[[str], Sequence[Face]]
) -> tuple[Face, ...]:
    """The person's face in each of the photos, in their order; see `meet`."""
    count = len(identity.references)
    return tuple(
        choose(faces_of(photo), identity.face if index == 0 else None, called(index, count))
        for index, photo in enumerate(identity.references)
    )


def landmarks_of(
    identity: Identity,
    size: tuple[int, int],
    size_of: Callable[[str], tuple[int, int]],
    faces_of: Callable[[str], Sequence[Face]],
) -> np.ndarray:
    """Where the face is asked for, float32 (5, 2), pixels; see `meet`. Asks for one photo only."""
    if identity.landmarks is not None:
        return np.array(identity.landmarks, np.float32)
    shown = identity.pose or identity.references[0]
    if identity.pose is not None:
        face = choose(faces_of(shown), None, Told("the pose photo"))
    else:
        face = choose(faces_of(shown), identity.face, called(0, len(identity.references)))
    return place(face.landmarks, size_of(shown), size)


def sizes_in(sources: Mapping[str, np.ndarray]) -> Callable[[str], tuple[int, int]]:
    """Tells width and height of images (h, w, 3) by their fingerprint."""
    return lambda key: (sources[key].shape[1], sources[key].shape[0])


def called(index: int, photos: int) -> Told:
    """What a message calls one of several photos."""
    return Told("the photo") if photos == 1 else Told("photo {0}", index + 1)


def choose(faces: Sequence[Seen], index: int | None, name: str) -> Seen:
    """The face that a recipe means.

    Args:
        faces: of one image, from left to right.
        index: which of them, from 0; None: the largest.
        name: what to call the image in a message.

    Raises:
        NoFace: if there is no face at all.
        BadInput: if there is no face of that index.
    """
    if not faces:
        raise NoFace(Told("No face found in {0}.", name))
    if index is None:
        return largest(faces)
    if not 0 <= index < len(faces):
        raise BadInput(_which(name, len(faces)))
    return faces[index]


def average(faces: Sequence[Face], weights: Sequence[float] = ()) -> np.ndarray:
    """The raw embedding of a person with these faces; see `core.faces.likeness.mean_embedding`."""
    return mean_embedding([face.embedding for face in faces], weights)


def _which(name: str, faces: int) -> Told:
    if faces == 1:
        return Told("{0} shows 1 face; choose 0.", name)
    return Told("{0} shows {1} faces; choose 0 to {2}.", name, faces, faces - 1)
