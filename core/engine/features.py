"""What an adapter's projection reads: numbers of faces and of images, beside those of nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import normalize

from core.engine.recognition import FACE_NUMBERS, AdapterFile
from core.faces.crops import aligned, around
from core.faces.face import Face

Sources = Mapping[str, np.ndarray]
"""RGB uint8 images, shape (h, w, 3), by the fingerprints that the recipe names."""

Faces = Mapping[str, Face]
"""The largest face of source images, by the same fingerprints."""


@dataclass(frozen=True, eq=False)
class Features:
    """Ready for a projection; the first row is of nothing, the others of one image or face each."""

    rows: Tensor  # (1 + n, ...)
    seen: Tensor | None = None  # (1 + n, patches + 1, hidden): FaceID-Plus looks at the faces too
    shortcut: bool = False  # FaceID-Plus of version 2


def face_features(embeddings: Any, device: torch.device) -> Tensor:
    """(1 + n, 1, 512): no face, which InstantID takes as an embedding of zeros; then each face.

    Args:
        embeddings: raw, not normalised; of one face, shape (512,), or of n, shape (n, 512).
    """
    faces = torch.as_tensor(embeddings, dtype=torch.float32, device=device).reshape(
        -1, 1, FACE_NUMBERS
    )
    return torch.cat([torch.zeros_like(faces[:1]), faces])


def unit_face_features(embeddings: Any, device: torch.device) -> Tensor:
    """(1 + n, 512): as `face_features`, each face scaled to length 1, as FaceID reads them."""
    return normalize(face_features(embeddings, device)[:, 0], dim=-1)


def features_of(
    content: AdapterFile,
    encoder: Any,
    images: Sequence[str],
    sources: Sources,
    faces: Faces,
    crop: int,
    device: torch.device,
) -> Features:
    """What an adapter reads of the images of one prompt.

    Args:
        content: the adapter.
        encoder: the image encoder it was trained with; None where it reads faces only.
        images: by fingerprint.
        sources: the images.
        faces: of those images, where the adapter needs to know.
        crop: side of the upright face that FaceID-Plus looks at, in pixels.
        device: where to put the numbers.
    """
    if content.reads_faces:
        embeddings = np.stack([faces[image].embedding for image in images])
        if content.kind == "face":
            return Features(face_features(embeddings, device))
        rows = unit_face_features(embeddings, device)
        if content.kind == "face-id":
            return Features(rows)
        # In RGB, as the encoder was trained. The example of IP-Adapter hands it blue first.
        upright = [aligned(sources[image], faces[image].landmarks, crop) for image in images]
        return Features(rows, encoder.features(upright, fine=True), content.shortcut)
    shown = [sources[image] for image in images]
    if content.looks_at_faces:
        shown = [around(sources[image], faces[image].box) for image in images]
    return Features(encoder.features(shown, fine=content.fine))
