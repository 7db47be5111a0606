"""What an adapter's projection reads: numbers of faces and of images, beside those of nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import normalize

from core.engine.recognition import AdapterFile
from core.faces.crops import aligned, around
from core.faces.face import Face, Glimpse
from core.faces.likeness import mean_embedding
from core.packs.recognition import FACE_NUMBERS
from core.recipe import ImagePrompt

Sources = Mapping[str, np.ndarray]
"""RGB uint8 images, shape (h, w, 3), by the fingerprints that the recipe names."""

Faces = Mapping[tuple[str | None, str], Glimpse]
"""The largest face of source images: by the face models of the pack that saw it, as `Adapter.faces`
names them, and by the same fingerprints. What one recogniser says means nothing to an adapter
that was trained with another."""


@dataclass(frozen=True, eq=False)
class Features:
    """Ready for a projection; the first row is of nothing, the others of one image or face each."""

    rows: Tensor  # (1 + n, ...)
    seen: Tensor | None = None  # (1 + n, patches + 1, hidden): FaceID-Plus looks at the faces too
    shortcut: bool = False  # FaceID-Plus of version 2


_NOISE_SEED = 0  # of the noise that may stand for no face: the same in every picture


def face_features(embeddings: Any, device: torch.device, noise: float = 0.0) -> Tensor:
    """(1 + n, 1, 512): no face, which InstantID takes as an embedding of zeros; then each face.

    Args:
        embeddings: raw, not normalised; of one face, shape (512,), or of n, shape (n, 512).
        noise: 0 to 1; above 0 no face is this much of uniform noise in [0, 1), the same in every
            picture and on every device, so that a recipe still draws the same one again.

    Source of the noise: ComfyUI_InstantID (cubiq), whose simple node takes 0.35. It seeds torch's
    global generator by the sum of the embedding; here the generator is a local one.
    """
    faces = torch.as_tensor(embeddings, dtype=torch.float32, device=device).reshape(
        -1, 1, FACE_NUMBERS
    )
    nobody = torch.zeros_like(faces[:1])
    if noise:
        generator = torch.Generator("cpu").manual_seed(_NOISE_SEED)
        nobody = nobody + noise * torch.rand(nobody.shape, generator=generator).to(device)
    return torch.cat([nobody, faces])


def unit_face_features(embeddings: Any, device: torch.device) -> Tensor:
    """(1 + n, 512): as `face_features`, each face scaled to length 1, as FaceID reads them."""
    return normalize(face_features(embeddings, device)[:, 0], dim=-1)


def features_of(
    content: AdapterFile,
    encoder: Any,
    prompt: ImagePrompt,
    sources: Sources,
    faces: Mapping[str, Glimpse],
    crop: int,
    device: torch.device,
) -> Features:
    """What an adapter reads of the images of one prompt, combined as the prompt says.

    An average of faces is one of directions, as that of a person's photos; of images, one of what
    the encoder sees. Images of weight 0 are left out.

    Args:
        content: the adapter.
        encoder: the image encoder it was trained with; None where it reads faces only.
        prompt: its images and how they count.
        sources: the images.
        faces: of those images, seen by the face models that the adapter was trained with, where it
            needs to know.
        crop: side of the upright face that FaceID-Plus looks at, in pixels.
        device: where to put the numbers.
    """
    each = prompt.weights or (1.0,) * len(prompt.images)
    counting = [pair for pair in zip(prompt.images, each, strict=True) if pair[1]]
    images, weights = [image for image, _ in counting], [weight for _, weight in counting]
    average = prompt.combining == "average" and len(images) > 1
    if content.reads_faces:
        embeddings = [_embedding(faces[image]) for image in images]
        if average:  # of what tells faces apart: before they are brought to length 1
            embeddings = [mean_embedding(embeddings, weights)]
        scaled = face_features if content.kind == "face" else unit_face_features
        rows = scaled(np.stack(embeddings), device)
        rows = rows if average else _weighed(rows, weights)
        if content.kind != "face-id-plus":
            return Features(rows)
        # In RGB, as the encoder was trained. The example of IP-Adapter hands it blue first.
        shown = [aligned(sources[image], faces[image].landmarks, crop) for image in images]
        seen = _combined(encoder.features(shown, fine=True), weights, average)
        return Features(rows, seen, content.shortcut)
    shown = [sources[image] for image in images]
    if content.looks_at_faces:
        shown = [around(sources[image], faces[image].box) for image in images]
    return Features(_combined(encoder.features(shown, fine=content.fine), weights, average))


def _embedding(face: Glimpse) -> np.ndarray:
    assert isinstance(face, Face)  # the engine has it recognised for those that read it
    return face.embedding


def _combined(rows: Tensor, weights: Sequence[float], average: bool) -> Tensor:
    if not average:
        return _weighed(rows, weights)
    shares = rows.new_tensor(weights).view(-1, *[1] * (rows.ndim - 1)) / sum(weights)
    return torch.cat([rows[:1], (rows[1:] * shares).sum(0, keepdim=True)])


def _weighed(rows: Tensor, weights: Sequence[float]) -> Tensor:
    """Each image as far from nothing as its weight says: 1 leaves it as it is, to the bit."""
    none = rows[:1]
    some = [
        row if weight == 1 else none + weight * (row - none)
        for row, weight in zip(rows[1:].split(1), weights, strict=True)
    ]
    return torch.cat([none, *some])


def seen_in(prompt: ImagePrompt, faces: Faces) -> tuple[bytes, ...]:
    """What was seen of the faces of a prompt, by all face models."""
    return tuple(
        repr(face.box).encode()
        + face.landmarks.tobytes()
        + (face.embedding.tobytes() if isinstance(face, Face) else b"")
        for (_, image), face in faces.items()
        if image in prompt.images
    )
