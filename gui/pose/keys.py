"""What the keys of the face's editor mean."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from core.faces import posing
from core.lazy import Lazy
from gui.pose.grips import POINTS, WHOLE, Grip, pulled, turned_by

if TYPE_CHECKING:
    import numpy as np

    Change = Callable[[np.ndarray], np.ndarray]
else:
    np = Lazy("numpy")

_FAR = 10  # pixels of the picture, with Shift
_GROW = 1.02  # per key

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CHOOSING = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
_CYCLE = (WHOLE, *POINTS)
_PEOPLE = {Qt.Key.Key_1: 0, Qt.Key.Key_2: 1, Qt.Key.Key_3: 2}


def meant_by(event: QKeyEvent, chosen: Grip) -> Grip | tuple[Change, Grip] | None:
    """A Grip to choose, a change of the points with the Grip that names it, or None.

    Args:
        event: of a key.
        chosen: what the arrows move.
    """
    key, held = Qt.Key(event.key()), _held(event)
    modifier = Qt.KeyboardModifier
    if key in _CHOOSING and held == modifier.NoModifier:
        return _CYCLE[(_CYCLE.index(chosen) + _CHOOSING[key]) % len(_CYCLE)]
    if key not in ARROWS:
        return None
    x, y = ARROWS[key]
    if held in (modifier.NoModifier, modifier.ShiftModifier):
        far = _FAR if held == modifier.ShiftModifier else 1
        return partial(_moved, chosen, far * x, far * y), chosen
    if held == modifier.AltModifier:
        kind = "yaw" if x else "pitch"
        return partial(_turned, kind, x + y), Grip(kind)
    if held == modifier.ControlModifier:
        if x:
            return partial(posing.rotated, degrees=x), Grip("roll")
        return partial(posing.scaled, factor=_GROW**-y), Grip("scale")
    return None


def person_meant_by(event: QKeyEvent, people: int) -> int | None:
    """The place of the person to whom a key turns, of so many; None for other keys."""
    place = _PEOPLE.get(Qt.Key(event.key()))
    plain = _held(event) == Qt.KeyboardModifier.NoModifier
    return place if place is not None and plain and place < people else None


def _held(event: QKeyEvent) -> Qt.KeyboardModifier:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier


def _moved(grip: Grip, right: int, down: int, points: np.ndarray) -> np.ndarray:
    start = np.zeros(2)
    return pulled(grip, points, start, np.array([right, down], np.float64))


def _turned(kind: str, degrees: float, points: np.ndarray) -> np.ndarray:
    return turned_by(points, "yaw" if kind == "yaw" else "pitch", degrees)
