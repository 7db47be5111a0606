"""What each step sees: the same for the same seed and step, whether a run was cut or not."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor

from core.faces.landmarks import draw_landmarks
from training.own.kinds import Drops
from training.own.nets import Batch
from training.own.seeing import Sample


class Source:
    """Makes batches of samples, each of which comes once before any comes again."""

    def __init__(
        self,
        samples: Sequence[Sample],
        unsaid: Sample,
        nothing: Tensor,
        drops: Drops,
        seed: int,
    ) -> None:
        """Learn from samples.

        Args:
            samples: one or more.
            unsaid: any sample, with the text of no words.
            nothing: what stands for no image or face.
            drops: shares of the pictures without their image, text, or both.
            seed: of the order and of all noise.
        """
        self._samples, self._nothing, self._drops, self._seed = samples, nothing, drops, seed
        self._unsaid = load_file(unsaid.text)
        self._order = lru_cache(2)(self._order_of)

    def batch(self, step: int, count: int) -> tuple[Batch, torch.Generator]:
        """What a step sees, and the source of its noise."""
        rng = np.random.default_rng([self._seed, 1, step])
        places = [self._place(step * count + one) for one in range(count)]
        drawn = rng.random(count)
        image, text = dropped(drawn, self._drops)
        batch = self.of(places, image, text)
        return batch, torch.Generator().manual_seed(int(rng.integers(2**62)))

    def of(self, places: Sequence[int], no_image: np.ndarray, no_text: np.ndarray) -> Batch:
        """The samples of these numbers; where told (n,), without image or face, or without text.

        A sample without its face has its landmarks still, as when InstantID draws.
        """
        rows = [self._samples[place] for place in places]
        looks = [load_file(row.latents) for row in rows]
        texts = [
            self._unsaid if none else load_file(row.text)
            for row, none in zip(rows, no_text, strict=True)
        ]
        told = [load_file(row.told) for row in rows]
        read = [
            self._nothing if none else one.get("rows", one.get("embedding"))
            for one, none in zip(told, no_image, strict=True)
        ]
        pooled = [text["pooled"] for text in texts if "pooled" in text]
        return Batch(
            latents=torch.stack([one["mean"] for one in looks]).float(),
            deviation=torch.stack([one["deviation"] for one in looks]).float(),
            text=torch.stack([text["hidden"] for text in texts]).float(),
            pooled=torch.stack(pooled).float() if pooled else None,
            sizes=torch.stack([one["sizes"] for one in looks]).float(),
            told=torch.stack([one.float() for one in read]),
            landmarks=_landmarks(looks, told) if "landmarks" in told[0] else None,
        )

    def _place(self, number: int) -> int:
        turn, place = divmod(number, len(self._samples))
        return int(self._order(turn)[place])

    def _order_of(self, turn: int) -> np.ndarray:
        return np.random.default_rng([self._seed, 2, turn]).permutation(len(self._samples))


def dropped(drawn: np.ndarray, drops: Drops) -> tuple[np.ndarray, np.ndarray]:
    """Where image and text are left out, by one number in [0, 1) for each picture.

    Source: the training scripts of IP-Adapter.
    """
    one, other = drops.image, drops.image + drops.text
    both = (drawn >= other) & (drawn < other + drops.both)
    return (drawn < one) | both, ((drawn >= one) & (drawn < other)) | both


def _landmarks(looks: list[dict[str, Tensor]], told: list[dict[str, Tensor]]) -> Tensor:
    """What IdentityNet sees of the squares: drawn at their size, as when InstantID draws."""
    drawn: list[np.ndarray] = []
    for look, face in zip(looks, told, strict=True):
        top, left, high, wide = (int(one) for one in look["sizes"][2:])
        points = face["landmarks"].numpy() * look["scale"].numpy() - np.array([left, top])
        drawn.append(draw_landmarks(points.astype(np.float32), wide, high))
    return torch.from_numpy(np.stack(drawn)).permute(0, 3, 1, 2).float() / 255
