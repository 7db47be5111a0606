"""What the worker can be asked to do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.jobs import JobControl
from core.library.queue import KeptJob, State
from core.recipe import Recipe

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, eq=False)
class DrawJob:
    """Draw what is left of a recipe's pictures and keep them in a project."""

    kept: KeptJob
    control: JobControl

    @property
    def id(self) -> int:
        return self.kept.id

    @property
    def recipe(self) -> Recipe:
        """All that was asked for, with what is drawn already."""
        return self.kept.recipe

    @property
    def project(self) -> int:
        return self.kept.project

    @property
    def state(self) -> State:
        return self.kept.state


@dataclass(frozen=True, eq=False)
class LookJob:
    """See the faces of one RGB uint8 image, shape (h, w, 3). Its id is below zero."""

    id: int
    image: np.ndarray
    control: JobControl = field(default_factory=JobControl)


Job = DrawJob | LookJob
