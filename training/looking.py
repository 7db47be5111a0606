"""Looking at finished portraits with the nets of `training/judge`, through onnxruntime alone.

The judge tells whether two faces are one person's; the critic names what a picture shows and
where the face stands. Neither is part of any pack, and neither conditions anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from core.opencv import cv2
from training.alignment import align
from training.labels import FACTS

FOLDER = Path(__file__).parent / "judge"
PATH = FOLDER / "critic.onnx"
SIDE = 128  # pixels; what the critic sees
MIRRORED = [1, 0, 2, 4, 3]  # the landmarks of a mirrored face, in the usual order
AT_ONCE = 32


def open_session(path: Path) -> Any:
    """An ONNX model on one thread; onnxruntime raises if it is missing or damaged."""
    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@dataclass(frozen=True, eq=False)
class View:
    """What the critic sees in one picture."""

    facts: dict[str, int]  # the likeliest class of each fact of `labels.FACTS`
    landmarks: np.ndarray  # float32 (5, 2), pixels of the picture
    features: np.ndarray  # float32 (256,), what was seen in general


class Critic:
    """The trained critic."""

    def __init__(self, path: Path = PATH) -> None:
        self._session = open_session(path)

    def look(self, images: Sequence[np.ndarray]) -> list[View]:
        """Look at pictures, RGB uint8 (h, w, 3), of any sizes."""
        views: list[View] = []
        for start in range(0, len(images), AT_ONCE):
            views += self._look(images[start : start + AT_ONCE])
        return views

    def _look(self, images: Sequence[np.ndarray]) -> list[View]:
        pictures = np.stack([_squared(image) for image in images])
        x = pictures.transpose(0, 3, 1, 2).astype(np.float32) / 127.5 - 1
        scores, points, seen = self._session.run(None, {"picture": x})
        ends = np.cumsum([len(names) for names in FACTS.values()])[:-1]
        guesses = [part.argmax(1) for part in np.split(scores, ends, 1)]
        views = []
        for k, image in enumerate(images):
            height, width = image.shape[:2]
            side = max(height, width)
            margin = np.array([(side - width) // 2, (side - height) // 2], np.float32)
            told = {name: int(guess[k]) for name, guess in zip(FACTS, guesses, strict=True)}
            views.append(View(told, points[k] * side - margin, seen[k]))
        return views


class Judge:
    """The second recogniser."""

    def __init__(self, path: Path = FOLDER / "judge.onnx") -> None:
        self._session = open_session(path)

    def embed(self, image: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
        """Embedding of length 1, float32 (512,), of the face at `landmarks` (5, 2), pixels."""
        face = align(image, landmarks).astype(np.float32) / 127.5 - 1
        raw = self._session.run(None, {"input.1": face.transpose(2, 0, 1)[None]})[0][0]
        return raw / max(float(np.linalg.norm(raw)), 1e-9)


def _squared(image: np.ndarray) -> np.ndarray:
    """The picture in the middle of a square of SIDE pixels, its edges drawn out to fill it."""
    height, width = image.shape[:2]
    side = max(height, width)
    above, left = (side - height) // 2, (side - width) // 2
    margins = ((above, side - height - above), (left, side - width - left), (0, 0))
    square = np.pad(image, margins, mode="edge") if height != width else image
    way = cv2.INTER_AREA if side > SIDE else cv2.INTER_LINEAR
    return cv2.resize(square, (SIDE, SIDE), interpolation=way)
