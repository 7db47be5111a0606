"""Which face is meant, and one embedding of one person from several photos."""

from collections.abc import Sequence

import numpy as np

from core.errors import BadInput, NoFace
from core.faces.face import Face, largest


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
        raise NoFace(f"No face found in {name}.")
    if index is None:
        return largest(faces)
    if not 0 <= index < len(faces):
        raise BadInput(f"{name} shows {_count(len(faces))}.")
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


def _count(faces: int) -> str:
    return "1 face; choose 0" if faces == 1 else f"{faces} faces; choose 0 to {faces - 1}"
