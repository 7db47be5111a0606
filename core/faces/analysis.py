"""Find faces and turn them into embeddings, with insightface on models of a local folder.

Nothing but the engine and hosted children may import this module: it brings onnxruntime.
"""

import contextlib
import io
import os
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import BadInput, Unsupported
from core.faces.face import EMBEDDING_SIZE, Face, Glimpse, overlap
from core.faces.models import check_folder, model_kind
from core.faces.yunet import YuNet
from core.opencv import cv2
from core.packs import Pack
from core.told import Told

FULL_SIZE = 640
GLANCE = 192  # the size of a further look for faces that are large beside those found already
SAME = 0.3  # overlap, as intersection over union, from which two boxes are of one face
# A face that fills the picture is too large for the detector at full size: it is shown smaller
# and smaller copies, then some with a wide margin.
SMALLER_SIZES = (*range(FULL_SIZE - 64, 127, -64), 96)
PADDED_SIZES = (640, 320, 160)
# Of a camera's frame, whose faces are large: three looks, a third of the time of the full size
# together. Their mean is steadier than any of them. Then one for faces that fill the frame.
WATCHED_SIZES = (384, 352, 320)
CLOSE_SIZE = 224
THRESHOLD = 0.5
THREADS = 2
MAX_ASPECT = 16  # long side by short side; a narrower strip holds no face


class FaceAnalyzer:
    """Sees faces. One thread at a time; the models stay in memory while it lives."""

    def __init__(
        self, folder: Path | None, scorer: Path | None = None, detector: Path | None = None
    ) -> None:
        """Load the models; takes some seconds. Never downloads anything.

        Args:
            folder: holds one detection and one recognition model (.onnx), as antelopev2 does;
                None: faces are only found.
            scorer: a second recognition model (.onnx), for `Face.second`.
            detector: YuNet (.onnx), which then finds the faces; the folder needs no such model.

        Raises:
            BadInput: if one is missing or not readable; the message names it.
        """
        self._detector: Any = None if detector is None else YuNet(detector)
        self._recogniser: Any = None
        if folder is not None:
            recogniser = check_folder(folder, detecting=detector is None)
            if detector is None:
                app = _load(folder)
                self._detector, self._recogniser = app.det_model, app.models["recognition"]
            else:
                self._recogniser = _load_recogniser(recogniser)
        self._scorer: Any = None if scorer is None else _load_recogniser(scorer)

    def analyze(self, image: np.ndarray) -> tuple[Face, ...]:
        """Find all faces of an image, from left to right.

        Args:
            image: RGB uint8, shape (h, w, 3).

        Raises:
            ValueError: if the image is of another type or shape.
            Unsupported: if no model tells faces apart.
        """
        if self._recogniser is None:
            raise Unsupported("The face models of this pack find faces, but tell nobody apart.")
        bgr = _bgr(image)
        if _is_a_strip(image):
            return ()
        boxes, landmarks = self._detect(bgr)
        faces = [self._face(bgr, box, points) for box, points in zip(boxes, landmarks, strict=True)]
        return tuple(sorted(faces, key=_place))

    def find(self, image: np.ndarray) -> tuple[Glimpse, ...]:
        """As `analyze`, but only where the faces are."""
        bgr = _bgr(image)
        if _is_a_strip(image):
            return ()
        found = zip(*self._detect(bgr), strict=True)
        seen = [Glimpse(box[:4].copy(), float(box[4]), points.copy()) for box, points in found]
        return tuple(sorted(seen, key=_place))

    def watch(self, image: np.ndarray) -> tuple[Glimpse, ...]:
        """Find the faces of a camera's frame at once: the mean of some looks, and no embeddings.

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
        looks = [self._detect_at(bgr, size) for size in WATCHED_SIZES]
        if not any(len(boxes) for boxes, _ in looks):
            looks = [self._detect_at(bgr, CLOSE_SIZE)]
        return tuple(sorted(_agreed(looks), key=_place))

    def _face(self, bgr: np.ndarray, box: np.ndarray, landmarks: np.ndarray) -> Face:
        second = None if self._scorer is None else _embed(self._scorer, bgr, landmarks)
        embedding = _embed(self._recogniser, bgr, landmarks)
        return Face(box[:4].copy(), float(box[4]), landmarks.copy(), embedding, second)

    def _detect(self, bgr: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What the first try sees that sees any: boxes with scores (n, 5), landmarks (n, 5, 2).

        Faces that were too large for it are added. insightface itself looks at two sizes, too.

        Source of the smaller sizes: the ladder of ComfyUI_InstantID.
        """
        for size in (FULL_SIZE, *SMALLER_SIZES):
            boxes, landmarks = self._detect_at(bgr, size)
            if len(boxes) and size > GLANCE:
                return _with_others(boxes, landmarks, *self._detect_at(bgr, GLANCE))
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


def _load_recogniser(file: Path) -> Any:
    """An ArcFace model by itself; raises BadInput if it is none."""
    if model_kind(file) != "recognition":
        raise BadInput(Told("{0} does not recognise faces.", file.name), "Install the pack again.")
    options = _quiet_options()
    import onnxruntime
    from insightface.model_zoo.arcface_onnx import ArcFaceONNX

    try:
        session: Any = onnxruntime.InferenceSession(
            str(file), options, providers=["CPUExecutionProvider"]
        )
        return ArcFaceONNX(str(file), session)
    except Exception as error:
        raise BadInput(
            Told("The face model {0} can't be loaded.", file.name), "Install the pack again."
        ) from error


def _embed(model: Any, bgr: np.ndarray, landmarks: np.ndarray) -> np.ndarray:
    from insightface.app.common import Face as Seen

    with warnings.catch_warnings():  # insightface uses a spelling that scikit-image retires
        warnings.simplefilter("ignore", FutureWarning)
        embedding = model.get(bgr, Seen(kps=landmarks))
    return np.asarray(embedding, np.float32).reshape(EMBEDDING_SIZE)


def _with_others(
    boxes: np.ndarray, landmarks: np.ndarray, more: np.ndarray, points: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """The faces found at first, and those of a further look that are none of them."""
    new = [k for k, box in enumerate(more) if all(overlap(box, old) < SAME for old in boxes)]
    return np.concatenate([boxes, more[new]]), np.concatenate([landmarks, points[new]])


def _agreed(looks: Sequence[tuple[np.ndarray, np.ndarray]]) -> list[Glimpse]:
    """What several looks at one image see: each face as the mean of the looks that see it."""
    faces: list[list[tuple[np.ndarray, np.ndarray]]] = []
    for seen in (face for boxes, landmarks in looks for face in zip(boxes, landmarks, strict=True)):
        for face in faces:
            if overlap(seen[0], face[0][0]) >= SAME:
                face.append(seen)
                break
        else:
            faces.append([seen])
    means = [[np.mean(part, axis=0) for part in zip(*face, strict=True)] for face in faces]
    return [Glimpse(box[:4], float(box[4]), points) for box, points in means]


def open_analyzer(pack: Pack, folder: str | None = None) -> FaceAnalyzer:
    """The face models of a pack.

    Args:
        pack: with a manifest that says which model finds faces.
        folder: in the pack, of those that some adapters were trained with; None: the pack's own,
            with its scorer.

    Raises:
        Unsupported: if it has none.
        BadInput: if they can't be read.
    """
    manifest = pack.manifest
    recognising = folder or manifest.faces
    if recognising is None and manifest.detector is None:
        raise Unsupported(Told("The pack '{0}' has no face models.", manifest.name))
    return FaceAnalyzer(
        None if recognising is None else pack.path(recognising),
        None if folder or manifest.scorer is None else pack.path(manifest.scorer.file),
        None if manifest.detector is None else pack.path(manifest.detector),
    )


def _bgr(image: np.ndarray) -> np.ndarray:
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or not image.size:
        raise ValueError(f"expected RGB uint8 (h, w, 3), not {image.dtype} {image.shape}")
    return np.ascontiguousarray(image[:, :, ::-1])


def _is_a_strip(image: np.ndarray) -> bool:
    return max(image.shape[:2]) > MAX_ASPECT * min(image.shape[:2])


def _place(face: Glimpse) -> float:
    """What faces are sorted by: twice the middle of the box, from the left."""
    return float(face.box[0] + face.box[2])


def _quiet_options() -> Any:
    """Settings of a session of onnxruntime, which must not report home."""
    if os.environ.get("ORT_DISABLE_TELEMETRY") != "1":
        raise RuntimeError("call core.offline.go_offline() before loading models")
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()  # pyright: ignore[reportAttributeAccessIssue]
    options.intra_op_num_threads = THREADS
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # drawing goes on
    options.log_severity_level = 3
    return options


def _load(folder: Path) -> Any:
    """The loader of insightface, kept local, quiet and on the CPU."""
    options = _quiet_options()
    from insightface.app import FaceAnalysis

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
