"""Find faces and turn them into embeddings, with insightface on models of a local folder.

Nothing but the engine and hosted children may import this module: it brings onnxruntime.
"""

import contextlib
import io
import os
import warnings
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import BadInput, Unsupported
from core.faces.face import EMBEDDING_SIZE, Face, Glimpse
from core.faces.models import check_folder
from core.opencv import cv2
from core.packs import Pack
from core.told import Told

FULL_SIZE = 640
# A face that fills the picture is too large for the detector at full size: it is shown smaller
# and smaller copies, then some with a wide margin.
SMALLER_SIZES = tuple(range(FULL_SIZE - 64, 127, -64))
PADDED_SIZES = (640, 320, 160)
# Of a camera's frame: half of the time of the full size, then less; faces near a camera are large.
WATCHED_SIZES = (480, 320, 224)
THRESHOLD = 0.5
THREADS = 2
MAX_ASPECT = 16  # long side by short side; a narrower strip holds no face


class FaceAnalyzer:
    """Sees faces. One thread at a time; the models stay in memory while it lives."""

    def __init__(self, folder: Path) -> None:
        """Load the models; takes some seconds. Never downloads anything.

        Args:
            folder: holds one detection and one recognition model (.onnx), as antelopev2 does.

        Raises:
            BadInput: if one is missing or not readable; the message names it.
        """
        check_folder(folder)
        app = _load(folder)
        self._detector: Any = app.det_model
        self._recogniser: Any = app.models["recognition"]

    def analyze(self, image: np.ndarray) -> tuple[Face, ...]:
        """Find all faces of an image, from left to right.

        Args:
            image: RGB uint8, shape (h, w, 3).

        Raises:
            ValueError: if the image is of another type or shape.
        """
        bgr = _bgr(image)
        if _is_a_strip(image):
            return ()
        boxes, landmarks = self._detect(bgr)
        faces = [
            Face(box[:4].copy(), float(box[4]), points.copy(), self._embed(bgr, points))
            for box, points in zip(boxes, landmarks, strict=True)
        ]
        return tuple(sorted(faces, key=_place))

    def watch(self, image: np.ndarray) -> tuple[Glimpse, ...]:
        """Find the faces of a camera's frame at once: a short ladder, and no embeddings.

        Args:
            image: RGB uint8, shape (h, w, 3).

        Returns:
            From left to right.

        Raises:
            ValueError: if the image is of another type or shape.
        """
        bgr = _bgr(image)
        if _is_a_strip(image):
            return ()
        looks = (self._detect_at(bgr, size) for size in WATCHED_SIZES)
        boxes, landmarks = next((look for look in looks if len(look[0])), ((), ()))
        faces = [
            Glimpse(box[:4].copy(), float(box[4]), points.copy())
            for box, points in zip(boxes, landmarks, strict=True)
        ]
        return tuple(sorted(faces, key=_place))

    def _detect(self, bgr: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What the first try sees that sees any: boxes with scores (n, 5), landmarks (n, 5, 2).

        Source of the smaller sizes: the ladder of ComfyUI_InstantID.
        """
        for size in (FULL_SIZE, *SMALLER_SIZES):
            boxes, landmarks = self._detect_at(bgr, size)
            if len(boxes):
                return boxes, landmarks
        return self._detect_padded(bgr)

    def _detect_padded(self, bgr: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """As `_detect`, on a copy of at most FULL_SIZE with as much black around it again."""
        height, width = bgr.shape[:2]
        scale = min(1.0, FULL_SIZE / max(height, width))
        small = cv2.resize(bgr, (max(1, round(width * scale)), max(1, round(height * scale))))
        margin = max(small.shape[:2]) // 2
        padded = np.pad(small, ((margin, margin), (margin, margin), (0, 0)))
        shift = np.array([margin, margin, margin, margin, 0], np.float32)
        stretch = np.array([scale, scale, scale, scale, 1], np.float32)
        for size in PADDED_SIZES:
            boxes, landmarks = self._detect_at(padded, size)
            if len(boxes):
                return (boxes - shift) / stretch, (landmarks - shift[:2]) / stretch[:2]
        return np.empty((0, 5), np.float32), np.empty((0, 5, 2), np.float32)

    def _detect_at(self, bgr: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray]:
        boxes, landmarks = self._detector.detect(bgr, input_size=(size, size))
        usable = np.isfinite(boxes).all(axis=1) & np.isfinite(landmarks).all(axis=(1, 2))
        return boxes[usable].astype(np.float32), landmarks[usable].astype(np.float32)

    def _embed(self, bgr: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
        from insightface.app.common import Face as Seen

        with warnings.catch_warnings():  # insightface uses a spelling that scikit-image retires
            warnings.simplefilter("ignore", FutureWarning)
            embedding = self._recogniser.get(bgr, Seen(kps=landmarks))
        return np.asarray(embedding, np.float32).reshape(EMBEDDING_SIZE)


def open_analyzer(pack: Pack) -> FaceAnalyzer:
    """The face models of a pack.

    Raises:
        Unsupported: if it has none.
        BadInput: if they can't be read.
    """
    if pack.manifest.faces is None:
        raise Unsupported(Told("The pack '{0}' has no face models.", pack.manifest.name))
    return FaceAnalyzer(pack.path(pack.manifest.faces))


def _bgr(image: np.ndarray) -> np.ndarray:
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or not image.size:
        raise ValueError(f"expected RGB uint8 (h, w, 3), not {image.dtype} {image.shape}")
    return np.ascontiguousarray(image[:, :, ::-1])


def _is_a_strip(image: np.ndarray) -> bool:
    return max(image.shape[:2]) > MAX_ASPECT * min(image.shape[:2])


def _place(face: Glimpse) -> float:
    """What faces are sorted by: twice the middle of the box, from the left."""
    return float(face.box[0] + face.box[2])


def _load(folder: Path) -> Any:
    """The loader of insightface, kept local, quiet and on the CPU."""
    if os.environ.get("ORT_DISABLE_TELEMETRY") != "1":
        raise RuntimeError("call core.offline.go_offline() before loading models")
    import onnxruntime
    from insightface.app import FaceAnalysis

    options: Any = onnxruntime.SessionOptions()  # pyright: ignore[reportAttributeAccessIssue]
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # drawing goes on
    options.log_severity_level = 3
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            app = FaceAnalysis(
                name=str(folder.resolve()),  # a folder that exists is never downloaded
                allowed_modules=["detection", "recognition"],
                providers=["CPUExecutionProvider"],
                sess_options=options,
                static_shape_sessions=False,  # else each detector size keeps a session of its own
            )
            app.prepare(ctx_id=-1, det_thresh=THRESHOLD, det_size=(FULL_SIZE, FULL_SIZE))
    except Exception as error:
        raise BadInput(
            Told("The face models in {0} can't be loaded.", folder.name), "Install the pack again."
        ) from error
    return app
