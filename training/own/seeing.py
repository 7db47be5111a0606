"""What the nets of a pack make of each picture: latents, text, and an image or a face."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file
from torch import Tensor

from core.engine.image_encoder import ImageEncoder
from core.engine.models import Models
from core.engine.quiet import quietly
from core.errors import BadInput, Unsupported
from core.faces.analysis import FaceAnalyzer, open_analyzer
from core.faces.face import largest
from core.imaging import load_image
from core.packs import Pack
from training.own.cache import Cache, Numbers, fingerprint_of
from training.own.kinds import Kind
from training.own.pictures import Picture


class NoFaceSeen(BadInput):
    """Nobody's face is in a picture that is to be learnt from by a face."""


@dataclass(frozen=True)
class Sample:
    """Where the numbers of one picture lie."""

    name: str
    latents: Path
    text: Path
    told: Path


@dataclass(frozen=True)
class Reading:
    """What of a pack an adapter is to be trained with.

    Attributes:
        encoder: folder of the image encoder; None: it reads faces.
        faces: folder of the face models; None: those of the pack itself.
    """

    encoder: str | None
    faces: str | None


def reading_of(pack: Pack, kind: Kind) -> Reading:
    """The image encoder or the face models for a kind: those of the pack's own such adapter.

    Raises:
        Unsupported: if it has none.
    """
    manifest, name = pack.manifest, f"The pack '{pack.manifest.name}'"
    if kind.told == "face":
        others = [one.faces for one in manifest.adapters if one.encoder is None and one.faces]
        faces = others[0] if others and kind.name == "faceid" else None
        if faces is None and manifest.faces is None:
            raise Unsupported(f"{name} has no face models.", "Choose a pack that has some.")
        return Reading(None, faces)
    fine = kind.told == "hidden"
    encoders = [one for one in manifest.adapters if one.encoder is not None]
    encoders.sort(key=lambda one: ("plus" in one.name) != fine)  # stable
    if not encoders:
        raise Unsupported(f"{name} has no image encoder.", "Choose a pack with an IP-Adapter.")
    return Reading(encoders[0].encoder, None)


class Eyes:
    """Looks at pictures with the nets of a pack, and keeps what they say."""

    def __init__(
        self, models: Models, kind: Kind, reading: Reading, size: int, cache: Cache
    ) -> None:
        """Look for a kind of adapter; pictures become squares of `size` pixels."""
        self._models, self._kind, self._size, self._cache = models, kind, size, cache
        pack, manifest = models.pack, models.pack.manifest
        self._pipe: Any = models.base
        self._encoder: ImageEncoder | None = None
        self._analyzer: FaceAnalyzer | None = None
        if reading.encoder is not None:
            folder = pack.path(reading.encoder)
            with quietly():
                self._encoder = ImageEncoder(folder, models.placing)
        else:
            self._analyzer = open_analyzer(pack, reading.faces)
        self._words = fingerprint_of(pack, manifest.base)
        self._pixels = fingerprint_of(pack, manifest.base, manifest.vae)
        self._told = fingerprint_of(
            pack, reading.encoder or reading.faces or manifest.faces, manifest.detector
        )

    def look(self, picture: Picture) -> Sample:
        """Everything about one picture.

        Raises:
            BadInput: if it can't be read, or nobody's face is in it and one is needed.
        """
        image = cache(lambda: load_image(picture.path))
        told = self._cache.keep(
            self._kind.told,
            (picture.sha256, self._told),
            lambda: self._face(image()) if self._analyzer else self._image(image()),
        )
        face = load_file(told) if self._analyzer else None
        if face is not None and not len(face["embedding"]):
            raise NoFaceSeen("nobody's face is found in it")
        by_face = self._told if face is not None else ""
        latents = self._cache.keep(
            "latents",
            (picture.sha256, self._pixels, self._size, by_face),
            lambda: self._latents(image(), None if face is None else face["box"].numpy()),
        )
        return Sample(picture.name, latents, self.read(picture.caption), told)

    def read(self, caption: str) -> Path:
        """Where the text embeddings of a caption lie; what is too long for an encoder is cut."""
        return self._cache.keep("text", (caption, self._words), lambda: self._text(caption))

    @torch.no_grad()
    def nothing(self) -> Tensor:
        """What stands for no image or face: zeros, or what an encoder says to pixels of zero."""
        if self._kind.told == "face":
            return torch.zeros(512)
        assert self._encoder is not None
        blank = [np.zeros((8, 8, 3), np.uint8)]
        return self._encoder.features(blank, fine=self._kind.told == "hidden")[0].float().cpu()

    @torch.no_grad()
    def _text(self, caption: str) -> Numbers:
        with quietly():
            told = self._pipe.encode_prompt(
                caption,
                device=self._models.device,
                num_images_per_prompt=1,
                do_classifier_free_guidance=False,
            )
        found = {"hidden": told[0][0].half().cpu().contiguous()}
        if len(told) > 2:  # SDXL's whole meaning of it
            found["pooled"] = told[2][0].half().cpu()
        return found

    @torch.no_grad()
    def _image(self, image: np.ndarray) -> Numbers:
        assert self._encoder is not None
        rows = self._encoder.features([image], fine=self._kind.told == "hidden")
        return {"rows": rows[1].half().cpu().contiguous()}

    def _face(self, image: np.ndarray) -> Numbers:
        """The largest face; empty, which is kept as well, if there is none."""
        assert self._analyzer is not None
        faces = self._analyzer.analyze(image)
        if not faces:
            return {"embedding": torch.zeros(0)}
        face = largest(faces)
        parts = {"embedding": face.embedding, "box": face.box, "landmarks": face.landmarks}
        return {name: torch.from_numpy(np.float32(part)) for name, part in parts.items()}

    @torch.no_grad()
    def _latents(self, image: np.ndarray, box: np.ndarray | None) -> Numbers:
        """Mean and deviation of the latents of a square, and SDXL's six numbers about it."""
        square, corner, scale = cut_square(image, self._size, box)
        pixels = self._pipe.image_processor.preprocess(square).to(self._models.device)
        seen = self._models.vae.encode(pixels).latent_dist
        mean, deviation = scaled(self._models.vae.config, seen.mean, seen.std)
        left, top = corner
        sizes = [*image.shape[:2], top, left, self._size, self._size]
        return {
            "mean": mean[0].half().cpu().contiguous(),
            "deviation": deviation[0].half().cpu().contiguous(),
            "sizes": torch.tensor(sizes),
            "scale": torch.tensor(scale),
        }


def cut_square(
    image: np.ndarray, size: int, box: np.ndarray | None
) -> tuple[Image.Image, tuple[int, int], tuple[float, float]]:
    """The middle square of an image, its short side scaled to `size`.

    Of a long image it moves just so far that a face, whose box (x0, y0, x1, y1) is in pixels of
    the image, is inside.

    Returns:
        The square; its left upper corner in the scaled image, x and y; the scales of x and y.
    """
    high, wide = image.shape[:2]
    short = min(high, wide)
    whole = (max(size, round(wide * size / short)), max(size, round(high * size / short)))
    scale = (whole[0] / wide, whole[1] / high)
    picture = Image.fromarray(image)
    if whole != (wide, high):
        picture = picture.resize(whole, Image.Resampling.LANCZOS)
    corner: list[int] = []
    for axis, side in enumerate(whole):
        start = (side - size) // 2
        if box is not None:
            first, last = box[axis] * scale[axis], box[axis + 2] * scale[axis]
            start = min(max(start, int(np.ceil(last)) - size), int(np.floor(first)))
        corner.append(min(max(start, 0), side - size))
    left, top = corner
    return picture.crop((left, top, left + size, top + size)), (left, top), scale


def scaled(config: Any, mean: Tensor, deviation: Tensor) -> tuple[Tensor, Tensor]:
    """Latents of a VAE as the UNet reads them; `config` is the VAE's."""
    factor = config.scaling_factor
    if getattr(config, "latents_mean", None) is None or config.latents_std is None:
        return mean * factor, deviation * factor
    shift, spread = (
        torch.tensor(part).to(mean).view(1, -1, 1, 1)
        for part in (config.latents_mean, config.latents_std)
    )
    return (mean - shift) * factor / spread, deviation * factor / spread


def look_at_all(
    eyes: Eyes, pictures: list[Picture], tell: Callable[[str], None], every: int = 100
) -> list[Sample]:
    """Look at pictures one after another; those that can't be used are told, and left out."""
    samples: list[Sample] = []
    for done, picture in enumerate(pictures, 1):
        try:
            samples.append(eyes.look(picture))
        except NoFaceSeen as error:
            tell(f"{picture.name} is left out: {error}.")
        except BadInput as error:
            tell(f"{picture.name} is left out: {error}")
        if done % every == 0 or done == len(pictures):
            tell(f"looked at {done} of {len(pictures)} pictures")
    return samples
