"""Named poses: five points with the size of the picture that they are for, kept in the settings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pydantic import ConfigDict, TypeAdapter, ValidationError
from PySide6.QtCore import QObject, QSettings, Signal

from core.faces.posing import resized
from core.lazy import Lazy
from core.recipe import Landmarks

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

LONGEST = 60  # letters of a name
MOST = 200
_KEY = "poses"
_POINTS = TypeAdapter(Landmarks, config=ConfigDict(defer_build=True))  # at its first use


@dataclass(frozen=True)
class Pose:
    """Points in pixels of a picture of `size`, width and height."""

    points: Landmarks
    size: tuple[int, int]

    def in_picture(self, size: tuple[int, int]) -> np.ndarray:
        """The same framing in a picture of another size, (5, 2)."""
        return resized(np.array(self.points, np.float64), self.size, size)


class Poses(QObject):
    """The user's named poses, in the order of their names."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    def all(self) -> dict[str, Pose]:
        """By name; what a damaged file says is passed over."""
        try:
            kept = json.loads(str(self._settings.value(_KEY, "{}")))
            items = kept.items() if isinstance(kept, dict) else ()
        except (ValueError, RecursionError):
            return {}
        found: dict[str, Pose] = {}
        for name, value in items:
            try:
                width, height = (int(side) for side in value["size"])
                points = _POINTS.validate_python([tuple(p) for p in value["points"]])
            except (ValidationError, KeyError, TypeError, ValueError):
                continue
            if min(width, height) > 0:
                found[str(name)[:LONGEST]] = Pose(points, (width, height))
        return dict(sorted(found.items(), key=lambda item: item[0].casefold()))

    def keep(self, name: str, points: np.ndarray, size: tuple[int, int]) -> None:
        """Remember points under a name; one of that name is replaced, beyond MOST nothing is."""
        name = " ".join(name.split())[:LONGEST]
        poses = self.all()
        if not name or (name not in poses and len(poses) >= MOST):
            return
        spots = [(float(x), float(y)) for x, y in points]
        self._write(poses | {name: Pose(_POINTS.validate_python(spots), size)})

    def remove(self, name: str) -> None:
        """Forget a pose."""
        self._write({one: pose for one, pose in self.all().items() if one != name})

    def _write(self, poses: dict[str, Pose]) -> None:
        data = {name: {"points": pose.points, "size": pose.size} for name, pose in poses.items()}
        self._settings.setValue(_KEY, json.dumps(data))
        self.changed.emit()
