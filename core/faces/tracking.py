"""Which face is which from one look to the next, and where each is between two looks. Pure numpy.

Detection is slower than the camera and always a little late. Between two looks a face is where it
was on its way from one to the other; after the last look its motion is carried on, by a filter
that expects steady motion (alpha-beta) and damps the jitter of the detector, too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from core.faces.face import Glimpse, overlap
from core.lazy import Lazy

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

KEPT_SECONDS = 1.0  # that a face may be unseen and still be the same
HELD_SECONDS = 0.25  # that one is still shown when a look has missed it
OVERLAP = 0.2  # of two boxes, from which on they may be of one face
NEAR = 0.5  # else: distance of the middles in widths of the box
_REMEMBERED = 8  # looks
_FARTHEST = 0.2  # seconds beyond the last look that a motion is carried on
_PLACE, _SPEED = 0.65, 0.25  # shares of a surprise that go into the place and the motion
_STILL, _FAST = 0.008, 0.05  # surprises, in widths of the face: taken for jitter, for motion


@dataclass(frozen=True, eq=False)
class Tracked:
    """A face with its number.

    Attributes:
        id: counts from 1; never given to another face.
        face: where it is.
        since: when it was seen first, seconds.
    """

    id: int
    face: Glimpse
    since: float


class Tracker:
    """Gives faces steady numbers. Times are seconds of any one clock."""

    def __init__(self) -> None:
        self._tracks: list[_Track] = []
        self._last_id = 0

    def update(self, faces: Sequence[Glimpse], time: float) -> None:
        """Take in what one look has found in a frame of that time; times never go back."""
        pairs = _pairs([track.at(time).box for track in self._tracks], [f.box for f in faces])
        for track, face in pairs.items():
            self._tracks[track].follow(faces[face], time)
        for face in sorted(set(range(len(faces))) - set(pairs.values())):
            self._last_id += 1
            self._tracks.append(_Track(self._last_id, faces[face], time))
        self._tracks = [track for track in self._tracks if time - track.seen <= KEPT_SECONDS]

    def at(self, time: float) -> tuple[Tracked, ...]:
        """All faces, from left to right, where they are or were at that time."""
        shown = [
            Tracked(track.id, track.at(time), track.since)
            for track in self._tracks
            if track.since <= time <= track.seen + HELD_SECONDS
        ]
        return tuple(sorted(shown, key=lambda one: float(one.face.box[0] + one.face.box[2])))


class _Track:
    """One face: points are its box's corners and its landmarks, float64 (7, 2)."""

    def __init__(self, id: int, face: Glimpse, time: float) -> None:
        self.id, self.since, self.seen = id, time, time
        self._score = face.score
        self._points = _points(face)
        self._speed = np.zeros(2)  # pixels a second
        self._way: deque[tuple[float, np.ndarray]] = deque([(time, self._points)], _REMEMBERED)

    def follow(self, face: Glimpse, time: float) -> None:
        """It was seen again."""
        passed = max(time - self.seen, 1e-3)
        expected = self._points + self._speed * min(passed, _FARTHEST)
        surprise = _points(face) - expected
        width = max(face.width, 1.0)
        moved = float(np.linalg.norm(surprise.mean(0))) / width
        trust = min(1.0, max(0.0, (moved - _STILL) / (_FAST - _STILL)))
        self._points = expected + (_PLACE + (1 - _PLACE) * trust) * surprise
        common = surprise.mean(0)  # a head moves as a whole
        self._speed = self._speed + (_SPEED + (0.7 - _SPEED) * trust) * common / passed
        self.seen, self._score = time, face.score
        self._way.append((time, self._points))

    def at(self, time: float) -> Glimpse:
        """Where it was, or where it is by its last motion."""
        points = self._at(time).astype(np.float32)
        return Glimpse(points[:2].reshape(4), self._score, points[2:])

    def _at(self, time: float) -> np.ndarray:
        if time >= self.seen:
            return self._points + self._speed * min(time - self.seen, _FARTHEST)
        for (start, before), (end, after) in pairwise(self._way):
            if start <= time < end:
                return before + (after - before) * (time - start) / (end - start)
        return self._way[0][1]


def _points(face: Glimpse) -> np.ndarray:
    return np.concatenate([face.box.reshape(2, 2), face.landmarks]).astype(np.float64)


def _pairs(tracks: Sequence[np.ndarray], boxes: Sequence[np.ndarray]) -> dict[int, int]:
    """Which box is of which track: the best pair first, each at most once."""
    fits = [
        (fit, t, b)
        for t, track in enumerate(tracks)
        for b, box in enumerate(boxes)
        if (fit := _fit(track, box)) > 0
    ]
    found: dict[int, int] = {}
    for _, track, box in sorted(fits, reverse=True):
        if track not in found and box not in found.values():
            found[track] = box
    return found


def _fit(one: np.ndarray, other: np.ndarray) -> float:
    """How well two boxes fit: above 1 by their overlap, below by their distance, 0 not at all."""
    if (shared := overlap(one, other)) > OVERLAP:
        return 1 + shared
    middles = (one[:2] + one[2:] - other[:2] - other[2:]) / 2
    width = max(float(one[2] - one[0]), float(other[2] - other[0]), 1e-6)
    away = float(np.linalg.norm(middles)) / width
    return max(0.0, 1 - away / NEAR)
