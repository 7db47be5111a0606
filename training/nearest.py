"""The nearest training pictures of some portraits: whether any of them was learnt by heart."""

import numpy as np

from core.opencv import cv2
from training import critic, dataset
from training.looking import Critic

SIDE = 24  # pixels; at this size pictures are compared
CHUNK = 2000


def find(images: np.ndarray, looking: Critic) -> tuple[np.ndarray, np.ndarray]:
    """For each picture the nearest one that training saw.

    Args:
        images: RGB uint8 (n, h, w, 3).
        looking: the trained critic.

    Returns:
        The nearest by the cosine of the critic's features, and the nearest by the squared
        difference of all pixels at SIDE x SIDE; both uint8 (n, dataset.SIZE, dataset.SIZE, 3).

    Raises:
        FileNotFoundError: if the training pictures have not been drawn.
    """
    people = dataset.load()
    sought = _unit(np.stack([view.features for view in looking.look(list(images))]))
    small = _small(images)
    best = np.full((2, len(images)), -np.inf)
    place = np.zeros((2, len(images)), np.int64)
    for start in range(0, people.training, CHUNK):
        chunk = critic.shrunk()[start : min(start + CHUNK, people.training)]
        features = _unit(np.stack([view.features for view in looking.look(list(chunk))]))
        pixels = _small(chunk)
        distances = (small**2).sum(1)[:, None] + (pixels**2).sum(1) - 2 * small @ pixels.T
        for row, scores in enumerate((sought @ features.T, -distances)):
            better = scores.max(1) > best[row]
            best[row] = np.where(better, scores.max(1), best[row])
            place[row] = np.where(better, start + scores.argmax(1), place[row])
    return people.images[place[0]], people.images[place[1]]


def _small(images: np.ndarray) -> np.ndarray:
    """Float32 (n, SIDE * SIDE * 3) in 0..1."""
    shrunk = [cv2.resize(i, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for i in images]
    return np.stack(shrunk).reshape(len(images), -1).astype(np.float32) / 255


def _unit(rows: np.ndarray) -> np.ndarray:
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
