"""Watching the cross-attention of a UNet while it draws, without changing a bit of the picture.

A processor put in place of an attached one would have to be it in every respect, for the engine
sets weights on it in every step. So the processors stay: a hook looks at what each attention
layer is about to read, and works out for itself what the layer makes of it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from diffusers.models.attention_processor import IPAdapterAttnProcessor2_0
from torch import Tensor
from torch.nn.functional import scaled_dot_product_attention


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

    def listen_as(name: str) -> Any:
        def listen(layer: Any, inputs: tuple[Any, ...], named: dict[str, Any]) -> None:
            processor, told = layer.processor, named.get("encoder_hidden_states")
            if not isinstance(processor, IPAdapterAttnProcessor2_0) or not isinstance(told, tuple):
                return
            if not processor.scale[slot]:
                return
            now = _listen(layer, inputs[0], told[0], told[1][slot], slot)
            if name in heard:
                heard[name].add(now)
            else:
                heard[name] = now

        return listen

    layers = [name for name, _ in unet.named_modules() if name.endswith(".attn2")]
    hooks = [
        unet.get_submodule(name).register_forward_pre_hook(listen_as(name), with_kwargs=True)
        for name in layers
    ]
    try:
        yield heard
    finally:
        for hook in hooks:
            hook.remove()


@torch.no_grad()
def _listen(layer: Any, hidden: Tensor, text: Tensor, tokens: Tensor, slot: int) -> Heard:
    """What `IPAdapterAttnProcessor2_0` computes, for the last row: the conditional half.

    Args:
        layer: the attention layer.
        hidden: (batch, pixels, width).
        text: (batch, words, context).
        tokens: (batch, images, tokens, context) or without the second axis; the very object
            that the processor gets, so that the engine's memory of keys and values serves both.
        slot: of the adapter.
    """
    processor = layer.processor

    def split(x: Tensor) -> Tensor:  # (heads, rows, numbers)
        return x[-1].reshape(-1, layer.heads, x.shape[-1] // layer.heads).transpose(0, 1)

    queries = split(layer.to_q(hidden))
    keys, values = (
        split(part(tokens)) for part in (processor.to_k_ip[slot], processor.to_v_ip[slot])
    )
    said_by_text = scaled_dot_product_attention(
        queries, split(layer.to_k(text)), split(layer.to_v(text))
    )
    shares = torch.softmax(queries @ keys.mT / queries.shape[-1] ** 0.5, dim=-1)
    loud = abs(processor.scale[slot]) * _norm(shares @ values)
    loudness = loud / (_norm(said_by_text) + loud)
    return Heard(shares.mean(0).cpu().numpy(), loudness.cpu().numpy())


def _norm(said: Tensor) -> Tensor:
    """(pixels,): length of what all heads together say, (heads, pixels, numbers)."""
    return said.square().sum(dim=(0, 2)).sqrt()
