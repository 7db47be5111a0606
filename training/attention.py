"""How the layers of a UNet listen to an adapter's tokens while it draws."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.engine.attention import Term, Terms, hearing


@dataclass(eq=False)
class Heard:
    """What one cross-attention layer made of one adapter's tokens: means over heads and steps.

    Of the conditional half of one picture; pixels are those of the layer, row by row.
    """

    attention: np.ndarray  # (pixels, tokens): shares of a pixel's attention, rows sum to 1
    loudness: np.ndarray  # (pixels,): |λZ_i| / (|Z_t| + |λZ_i|), what tokens and text say
    steps: int = 1

    def add(self, other: "Heard") -> None:
        """Take the mean of all steps so far and one more."""
        self.steps += 1
        self.attention += (other.attention - self.attention) / self.steps
        self.loudness += (other.loudness - self.loudness) / self.steps


@contextmanager
def recording(unet: Any, slot: int = 0) -> Iterator[dict[str, Heard]]:
    """Within, note how every cross-attention layer of a UNet listens to the adapter in `slot`.

    Yields:
        By layer, in the order in which the network runs them; empty until something is drawn.
        Layers without an adapter, or whose adapter has the weight 0, are not in it.
    """
    heard: dict[str, Heard] = {}

    def hear(name: str, terms: Terms) -> None:
        tokens = terms.slots[slot] if terms.slots else None
        if tokens is None:
            return
        now = _listen(terms.text, tokens)
        if name in heard:
            heard[name].add(now)
        else:
            heard[name] = now

    with hearing(unet, hear):
        yield heard


def _listen(text: Term, tokens: Term) -> Heard:
    loud, quiet = (part.said().norm(dim=-1) for part in (tokens, text))
    shares = tokens.attention.mean(0)
    return Heard(shares.cpu().numpy(), (loud / (quiet + loud)).cpu().numpy())
