"""A drawn portrait, as it leaves the engine: pixels and what is known about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.recipe import Recipe

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, eq=False)
class Portrait:
    """One picture. Holds numpy arrays only, so that it can cross from one process to another."""

    image: np.ndarray
    """RGB uint8, shape (h, w, 3)."""

    recipe: Recipe
    """Draws exactly this one picture again: count 1, its own seed."""

    seconds: float
    """Time that this picture took, without loading the models."""

    likeness: float | None
    """Cosine, -1 to 1, between the picture's largest face and the person asked for; None where
    the recipe names nobody or the picture shows no face."""

    asked: np.ndarray | None
    """Landmarks that IdentityNet was shown, shape (5, 2), pixels; None without a person."""

    found: np.ndarray | None
    """Landmarks of the picture's largest face, shape (5, 2), pixels; None without a face."""
