"""Cutting out a face the way insightface's recognisers expect it."""

import warnings

import numpy as np
from insightface.utils import face_align


def align(image: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    """The face turned upright and scaled to the usual five points: uint8 (112, 112, 3)."""
    with warnings.catch_warnings():  # insightface uses a spelling that scikit-image retires
        warnings.simplefilter("ignore", FutureWarning)
        return face_align.norm_crop(image, landmarks, 112)
