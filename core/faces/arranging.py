"""Several people in one picture: where each one's face is asked for, and which face is whose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.faces.face import Face, largest
from core.faces.likeness import Known, Resemblance
from core.faces.person import Person, embedding_of, landmarks_of
from core.faces.regions import face_scale
from core.lazy import Lazy
from core.recipe import Identity

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

ROOM = 1.15  # of a column's width: the side of the square in which somebody is placed
LARGEST = 0.26  # of a column's width: the distance between the eyes of the largest face
FARTHEST = 1.5  # distances between the eyes by which a face may stand off its place


def meet_all(
    identities: Sequence[Identity],
    size: tuple[int, int],
    size_of: Callable[[str], tuple[int, int]],
    faces_of: Callable[[str], Sequence[Face]],
) -> list[Person]:
    """All people of a recipe; the arguments and what is raised are those of `person.meet`."""
    placed = arranged(identities, size, size_of, faces_of)
    return [
        Person(embedding_of(identity, faces_of), points)
        for identity, points in zip(identities, placed, strict=True)
    ]


def arranged(
    identities: Sequence[Identity],
    size: tuple[int, int],
    size_of: Callable[[str], tuple[int, int]],
    faces_of: Callable[[str], Sequence[Face]],
) -> list[np.ndarray]:
    """Where each face is asked for: float32 (5, 2), pixels of the picture.

    One person stands as `person.landmarks_of` says. Several stand side by side, each as in the
    own photo or pose photo, in a column of their own; landmarks that the recipe gives stay.
    """
    if len(identities) < 2:
        return [landmarks_of(identity, size, size_of, faces_of) for identity in identities]
    return [
        landmarks_of(identity, size, size_of, faces_of)
        if identity.landmarks is not None
        else _in_column(index, len(identities), identity, size, size_of, faces_of)
        for index, identity in enumerate(identities)
    ]


def _in_column(
    index: int,
    columns: int,
    identity: Identity,
    size: tuple[int, int],
    size_of: Callable[[str], tuple[int, int]],
    faces_of: Callable[[str], Sequence[Face]],
) -> np.ndarray:
    wide, high = size[0] / columns, float(size[1])
    side = max(1, round(min(high, ROOM * wide)))
    points = landmarks_of(identity, (side, side), size_of, faces_of).astype(np.float64)
    middle = points.mean(axis=0)
    smaller = min(1.0, LARGEST * wide / face_scale(points))
    centre = np.array([(index + 0.5) * wide, middle[1] + (high - side) / 2])
    return ((points - middle) * smaller + centre).astype(np.float32)


def whose(
    faces: Sequence[Face], asked: Sequence[np.ndarray], crowded: bool = False
) -> list[Face | None]:
    """The face of each person in a finished picture, by its place; None: it is not there.

    By place, not by likeness: a face that came out as somebody else's is to be noticed.

    Args:
        faces: all faces of the picture.
        asked: landmarks of each person, (5, 2), pixels. One person has the largest face.
        crowded: whether there may be faces of others, among which one person's is told by place,
            too.
    """
    if len(asked) == 1 and not crowded:
        return [largest(faces) if faces else None]
    found: list[Face | None] = [None] * len(asked)
    pairs = sorted(
        (_off(face, points), person, number)
        for person, points in enumerate(asked)
        for number, face in enumerate(faces)
    )
    taken: set[int] = set()
    for off, person, number in pairs:
        if off <= FARTHEST and found[person] is None and number not in taken:
            found[person] = faces[number]
            taken.add(number)
    return found


def whose_by_likeness(
    faces: Sequence[Face], known: Sequence[Known], free: Sequence[bool]
) -> list[Face | None]:
    """The face that is most like each person, in a picture that shows whoever it may.

    The surest pair is taken first, and no face twice. However little they are alike: a small face
    is hardly like anybody before it is refined.

    Args:
        faces: all faces of the picture.
        known: what each person is compared with.
        free: whether the person is looked for; else there is none of theirs.
    """
    found: list[Face | None] = [None] * len(known)
    pairs = sorted(
        (-compared.likeness(face), person, number)
        for person, compared in enumerate(known)
        if free[person]
        for number, face in enumerate(faces)
    )
    taken: set[int] = set()
    for _, person, number in pairs:
        if found[person] is None and number not in taken:
            found[person] = faces[number]
            taken.add(number)
    return found


def _off(face: Face, asked: np.ndarray) -> float:
    """How far a face stands from a place, in distances between the eyes."""
    away = face.landmarks.mean(axis=0) - asked.mean(axis=0)
    return float(np.linalg.norm(away)) / face_scale(asked)


def resemblances(
    faces: Sequence[Face],
    people: Sequence[Person],
    known: Sequence[Known],
    crowded: bool = False,
) -> tuple[Resemblance, ...]:
    """How each person of a recipe came out.

    Args:
        faces: all that are found in the finished picture.
        people: as they were asked for.
        known: what each of them is compared with.
        crowded: see `whose`.
    """
    theirs = whose(faces, [person.landmarks for person in people], crowded)
    return tuple(
        Resemblance(
            asked=person.landmarks,
            found=face.landmarks if face else None,
            cosine=compared.likeness(face) if face else None,
            scale=compared.scale,
        )
        for person, compared, face in zip(people, known, theirs, strict=True)
    )
