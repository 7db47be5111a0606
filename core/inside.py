"""What a picture was made of: where each term of the cross-attention acted, step by step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from core.lazy import Lazy
from core.recipe import Recipe

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

Kind = Literal["rest", "word", "person", "image"]
"""`rest`: what of the text's term no word has: its start, its end, and commas."""


@dataclass(frozen=True)
class Term:
    """A part of Z = Attn_t + λ1·Attn_1 + λ2·Attn_2 + …; that of the text is told word by word."""

    kind: Kind
    name: str = ""  # the word, the adapter of an image prompt, or the number of one of the people


@dataclass(frozen=True, eq=False)
class Inside:
    """One picture, drawn once more, and who said what in it.

    A term's share at a place is its length there among the lengths of all terms, so that the
    shares of all terms make 1. Holds numpy arrays only, so that it can cross to another process.
    """

    image: np.ndarray
    """RGB uint8, shape (h, w, 3): the same bytes as when it was drawn first."""

    recipe: Recipe
    terms: tuple[Term, ...]

    shares: Mapping[str, np.ndarray]
    """By block of the UNet, in the order in which it runs them: float16 (steps, terms, h, w) in
    the block's own resolution; the mean of the block's layers."""

    @property
    def blocks(self) -> tuple[str, ...]:
        return tuple(self.shares)

    @property
    def steps(self) -> int:
        return len(next(iter(self.shares.values())))

    @cached_property
    def _means(self) -> Mapping[str, np.ndarray]:
        """By block: float32 (steps, terms), the mean over the picture."""
        return {
            block: shares.mean((2, 3), dtype=np.float32) for block, shares in self.shares.items()
        }

    def mean(
        self, term: int, blocks: Sequence[str] = (), steps: tuple[int, int] | None = None
    ) -> float:
        """The share of one term over the whole picture, 0..1; see `map`."""
        first, last = steps or (0, self.steps)
        parts = [self._means[block][first:last, term].mean() for block in blocks or self.blocks]
        return float(np.mean(parts))

    def map(
        self,
        chosen: Sequence[int],
        blocks: Sequence[str] = (),
        steps: tuple[int, int] | None = None,
    ) -> np.ndarray:
        """Where terms acted together: shares 0..1, float32, (h, w) of the finest block.

        Args:
            chosen: places in `terms`; their shares are added.
            blocks: of the UNet; none: all of them count alike.
            steps: the first one and the one behind the last; None: all.
        """
        first, last = steps or (0, self.steps)
        parts = [
            self.shares[block][first:last, list(chosen)].astype(np.float32).sum(1).mean(0)
            for block in blocks or self.blocks
        ]
        height, width = max(share.shape[-2:] for share in self.shares.values())
        return np.mean([_enlarged(part, height, width) for part in parts], axis=0)


def _enlarged(part: np.ndarray, height: int, width: int) -> np.ndarray:
    """Bilinear, (height, width): each value stands in the middle of its place."""
    for axis, size in enumerate((height, width)):
        have = part.shape[axis]
        place = np.clip((np.arange(size) + 0.5) * have / size - 0.5, 0, have - 1)
        low = np.floor(place).astype(int)
        high = np.minimum(low + 1, have - 1)
        weight = (place - low).astype(np.float32)
        weight = weight.reshape((-1, 1) if axis == 0 else (1, -1))
        part = np.take(part, low, axis) * (1 - weight) + np.take(part, high, axis) * weight
    return part
