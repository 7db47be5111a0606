"""Which face is meant, and one embedding of one person from several photos."""

from collections.abc import Sequence

import numpy as np

from core.errors import BadInput, NoFace
from core.faces.face import Face, largest
from core.told import Told


def choose(faces: Sequence[Face], index: int | None, name: str) -> Face:
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


def average(faces: Sequence[Face]) -> np.ndarray:
    """Mean of the raw embeddings of one person's photos: float32, shape (512,).

    Raises:
        ValueError: if there is none.

    Source: InstantID (arXiv 2401.07519) averages the ID embeddings of several photos.
    """
    if not faces:
        raise ValueError("no faces to average")
    embeddings = np.stack([face.embedding for face in faces])
    return np.asarray(embeddings.mean(axis=0, dtype=np.float64), np.float32)


def _which(name: str, faces: int) -> Told:
    if faces == 1:
        return Told("{0} shows 1 face; choose 0.", name)
    return Told("{0} shows {1} faces; choose 0 to {2}.", name, faces, faces - 1)
