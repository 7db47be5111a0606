"""A drawn portrait, as it leaves the engine: pixels and what is known about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.faces.likeness import Resemblance
from core.lazy import Lazy
from core.recipe import Recipe
from core.told import Told

if TYPE_CHECKING:
    import numpy as np

    from core.made import MadeWith
else:
    np = Lazy("numpy")


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
    """Cosine, -1 to 1, between the first person's face and their photos; None where the recipe
    names nobody or the picture shows no face there."""

    asked: np.ndarray | None
    """Landmarks of the first person that IdentityNet was shown, shape (5, 2), pixels; None without
    a person."""

    found: np.ndarray | None
    """Landmarks of the first person's face in the picture, shape (5, 2), pixels; None without a
    face."""

    people: tuple[Resemblance, ...] = ()
    """How each person of the recipe came out, in their order; the first one is told above, too."""

    before: tuple[Resemblance, ...] = ()
    """The same before the faces were refined; nobody where they were not."""

    made: MadeWith | None = None
    """What it was made with; None: not known, as of pictures that a test makes up."""

    memory: Told | None = None
    """How the models lay in memory, in a sentence."""

    notice: Told | None = None
    """What the user should know of how it came about, such as that memory ran out meanwhile."""

    @property
    def landmark_error(self) -> float | None:
        """How far the face stands from where it was asked for; see `landmark_error`."""
        return landmark_error(self.found, self.asked)


def landmark_error(found: np.ndarray | None, asked: np.ndarray | None) -> float | None:
    """Mean distance of five points from where they should be, in shares of the eye distance.

    Args:
        found: landmarks in a picture, shape (5, 2), pixels.
        asked: where they should be, shape (5, 2), pixels; its eyes are the measure.

    Returns:
        0 where they coincide, 1 where they are off by as much as the eyes are apart; None if one
        of both is not known.
    """
    if found is None or asked is None:
        return None
    eyes = float(np.linalg.norm(asked[0] - asked[1]))
    return float(np.linalg.norm(found - asked, axis=1).mean()) / max(eyes, 1e-6)
