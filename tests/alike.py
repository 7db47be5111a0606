"""People of a picture who came out as alike as a test wants."""

import numpy as np

from core.faces.likeness import Resemblance, Scale

POINTS = np.zeros((5, 2), np.float32)
SCALE = Scale(strangers=0.0, own=0.5, spread=0.05, photos=4)


def alike(*shares: float | None) -> tuple[Resemblance, ...]:
    """Somebody for each share of the scale; None: no face."""
    return tuple(
        Resemblance(POINTS, None, None if share is None else share * 0.5, SCALE) for share in shares
    )
