"""YuNet, a small detector that may be used for anything, in the place of insightface's.

It finds faces and their landmarks through OpenCV; what is done with them stays the same.

Source: Wu et al., YuNet: A Tiny Millisecond-level Face Detector, 2023; settings of opencv_zoo.
"""

from pathlib import Path
from typing import Any

import numpy as np

from core.errors import BadInput
from core.faces.models import model_kind
from core.opencv import cv2
from core.told import Told

THRESHOLD = 0.6  # of the square root of how sure it is of a face, times how sure of something
OVERLAP = 0.3  # of two boxes of one face, as intersection over union
MOST = 5000  # boxes that are looked at closely
SMALLEST = 32  # sides of what it looks at, in pixels: one cell of the coarsest of its three grids


class YuNet:
    """Answers `detect` as the detectors of insightface do. One thread at a time."""

    def __init__(self, file: Path) -> None:
        """Load the model.

        Raises:
            BadInput: if it is another one, or damaged.
        """
        if model_kind(file) != "yunet":
            raise BadInput(Told("{0} is not the face detector YuNet.", file.name), _AGAIN)
        try:
            content = np.frombuffer(file.read_bytes(), np.uint8)  # OpenCV reads not every path
            none = np.empty(0, np.uint8)
            self._net = cv2.FaceDetectorYN.create(
                "onnx", content, none, (SMALLEST, SMALLEST), THRESHOLD, OVERLAP, MOST
            )
            self._net.detect(np.zeros((SMALLEST, SMALLEST, 3), np.uint8))
        except (OSError, cv2.error) as error:
            raise BadInput(
                Told("The face model {0} can't be loaded.", file.name), _AGAIN
            ) from error

    def detect(self, bgr: np.ndarray, input_size: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
        """Find the faces of an image that is shown in this size, whole and not distorted.

        Args:
            bgr: uint8, shape (h, w, 3).
            input_size: width and height in pixels that it is scaled to fit in.

        Returns:
            Boxes with scores, float32, shape (n, 5): x0, y0, x1, y1, score; and landmarks, shape
            (n, 5, 2), in the order of insightface. YuNet names them as the person does, from the
            right eye on, which is the left one of the image: that is the same order.
        """
        height, width = bgr.shape[:2]
        scale = min(input_size[0] / width, input_size[1] / height)
        size = (max(SMALLEST, round(width * scale)), max(SMALLEST, round(height * scale)))
        stretch = np.array([size[0] / width, size[1] / height], np.float32)
        self._net.setInputSize(size)
        found: Any = self._net.detect(cv2.resize(bgr, size, interpolation=_way(scale)))[1]
        rows = np.empty((0, 15), np.float32) if found is None else np.asarray(found, np.float32)
        corners, sides = rows[:, :2], rows[:, 2:4]
        boxes = np.concatenate(
            [corners / stretch, (corners + sides) / stretch, rows[:, 14:]], axis=1
        )
        return boxes, rows[:, 4:14].reshape(-1, 5, 2) / stretch


def _way(scale: float) -> int:
    """How to resize: a plain bilinear one would leave pixels out of large photos."""
    return cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR


_AGAIN = Told("Install the pack again.")
