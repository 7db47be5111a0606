"""Contact sheets: rows of pictures to look at."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image


def save_rows(rows: Sequence[np.ndarray], path: Path) -> None:
    """Save rows of RGB uint8 pictures, each row (n, h, w, 3) with equal n, h and w, as a PNG."""
    Image.fromarray(np.concatenate([np.concatenate(list(row), 1) for row in rows], 0)).save(path)
