"""The pictures that have arrived, on the GPU; more may come while they are learnt from."""

import queue
import threading
from collections.abc import Iterable
from typing import Any

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor

from training import critic, dataset, tokens, vision
from training.autoencoder import FACTOR, LATENT_CHANNELS
from training.batches import Pictures, how_often
from training.common import images_to_tensor, mixed
from training.gpu.shards import PALETTE, PICTURES
from training.words import VARIANTS

AHEAD = 4  # shards read before they are wanted
AT_ONCE = 100  # pictures encoded together


class Pool(Pictures):
    """Rows are filled from the front; the first `count` can be learnt from.

    Until there are encoders (`understand`), rows only have what came with them, and the
    pictures themselves, `images`, are kept. What comes later is encoded at once.
    """

    def __init__(
        self, shards: Iterable[dict[str, np.ndarray]], rows: int, shown: int, device: torch.device
    ) -> None:
        """Wait for shards.

        Args:
            shards: as `shards.draw` describes them.
            rows: how many pictures fit; those that come later are not taken.
            shown: of how many the picture itself is kept.
            device: where everything lies.
        """
        make = lambda *shape, kind: torch.zeros(*shape, dtype=kind, device=device)
        people, length, empty = rows // dataset.SCENES, tokens.LENGTH, _empty()
        super().__init__(
            count=0,
            latents=make(rows, LATENT_CHANNELS, 32, 32, kind=torch.float16),
            embeddings=make(rows, 512, kind=torch.float32),
            seen=make(rows, 256, kind=torch.float16),
            hidden=make(rows, 65, 128, kind=torch.float16),
            ids=make(2, len(VARIANTS), rows, length, kind=torch.int16),
            empty=torch.tensor(empty, dtype=torch.int16, device=device),
            landmarks=make(rows, 5, 2, kind=torch.float32),
            truth=make(rows, len(critic.CLASSES), kind=torch.int64),
            faces=make(people, 512, kind=torch.float32),
            nothing=make(1, 65, 128, kind=torch.float32),
            often=make(rows, kind=torch.float32),
        )
        side = dataset.SIZE
        self.images = make(shown, side, side, 3, kind=torch.uint8)
        self.boxes = make(rows, 4, kind=torch.float32)
        self.marks = make(rows, side, side, kind=torch.uint8)
        self.arrived = 0  # rows that have come, understood or not
        self._colours = torch.from_numpy(PALETTE).to(device).float() / 255
        self._pads = [row[-1] for row in empty]
        self._vae: Any = None
        self._tower: Any = None
        self._read: queue.Queue[dict[str, Tensor]] = queue.Queue(AHEAD)
        threading.Thread(target=self._wait, args=(shards,), daemon=True).start()

    @property
    def pictures(self) -> int:
        """How many pictures are kept, from the first on."""
        return min(self.arrived, len(self.images))

    def _wait(self, shards: Iterable[dict[str, np.ndarray]]) -> None:
        for shard in shards:
            self._read.put({name: torch.from_numpy(part) for name, part in shard.items()})

    def take(self, most: int = 4, wait: bool = False) -> None:
        """Take some of the shards that wait; with `wait`, wait for the first."""
        for k in range(most):
            limit = len(self.marks) if self._vae is not None else len(self.images)
            if self.arrived + PICTURES > limit:
                return
            try:
                shard = self._read.get(block=wait and k == 0)
            except queue.Empty:
                return
            self._put(shard)

    def _put(self, shard: dict[str, Tensor]) -> None:
        first, last = self.arrived, self.arrived + len(shard["images"])
        images = shard["images"].to(self.device)
        for name in ("marks", "landmarks", "boxes", "embeddings", "truth"):
            getattr(self, name)[first:last] = shard[name].to(self.device)
        self.often[first:last] = how_often(self.truth[first:last])
        place = torch.arange(tokens.LENGTH, device=self.device)
        padding = place >= shard["ends"].to(self.device)[..., None]
        ids = shard["ids"].to(self.device)
        for encoder, pad in enumerate(self._pads):
            self.ids[encoder, :, first:last] = ids.masked_fill(padding, pad)
        units = torch.nn.functional.normalize(self.embeddings[first:last], dim=-1)
        plain = units.view(-1, dataset.SCENES, 512)[:, : dataset.PLAIN].mean(1)
        rows = slice(first // dataset.SCENES, last // dataset.SCENES)
        self.faces[rows] = torch.nn.functional.normalize(plain, dim=-1)
        if last <= len(self.images):
            self.images[first:last] = images
        self.arrived = last
        if self._vae is not None:
            self._encode(images, first)
            self.count = last

    @torch.no_grad()
    def understand(self, vae: AutoencoderKL, tower: Any) -> None:
        """Encode all that have come, by the encoders that stay as they are from now on."""
        self._vae, self._tower, self.nothing = vae, tower, vision.nothing(tower)
        for first in range(0, self.arrived, PICTURES):
            self._encode(self.images[first : min(first + PICTURES, self.arrived)], first)
        self.count = self.arrived

    @torch.no_grad()
    def _encode(self, images: Tensor, first: int) -> None:
        for start in range(0, len(images), AT_ONCE):
            part = images[start : start + AT_ONCE]
            rows = slice(first + start, first + start + len(part))
            with mixed(self.device):
                latents = self._vae.encode(images_to_tensor(part)).latent_dist.mean
            told = self._tower(vision.pixels(part), output_hidden_states=True)
            self.latents[rows] = latents.half()
            self.seen[rows] = told.image_embeds.half()
            self.hidden[rows] = told.hidden_states[-2].half()

    def drawn(self, picture: Tensor, corners: Tensor, shape: torch.Size) -> Tensor:
        """As `Pictures.drawn`, cut out of what was drawn beforehand."""
        x, y = FACTOR * corners[:, 0, None], FACTOR * corners[:, 1, None]
        rows = y + torch.arange(FACTOR * shape[0], device=self.device)
        columns = x + torch.arange(FACTOR * shape[1], device=self.device)
        marks = self.marks[picture[:, None, None], rows[:, :, None], columns[:, None, :]]
        return self._colours[marks.int()].permute(0, 3, 1, 2).contiguous()


def _empty() -> list[list[int]]:
    """The ids of the empty prompt, padded by each tokenizer."""
    return [
        tokenizer("", padding="max_length", max_length=tokens.LENGTH).input_ids
        for tokenizer in tokens.load()
    ]
