"""What the cross-attention layers of a UNet add up, heard while it draws.

    Z = Attn(Q, K_text, V_text) + sum over slots i of  weight_i * mask_i * Attn(Q, K_i, V_i)

A processor put in place of an attached one would have to be it in every respect, for the engine
sets weights on it in every step. So the processors stay: a hook sees what each layer is about to
read, and works out for itself what the layer makes of it. The picture stays the same to the last
bit.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from diffusers.image_processor import IPAdapterMaskProcessor
from diffusers.models.attention_processor import IPAdapterAttnProcessor2_0
from torch import Tensor

LAYER = ".attn2"
"""How the names of cross-attention layers end."""


@dataclass(frozen=True, eq=False)
class Term:
    """One term of the sum: how every place listens to some tokens, and what they say."""

    attention: Tensor  # (heads, places, tokens): softmax(Q K^T / sqrt(d)), rows sum to 1
    values: Tensor  # (heads, tokens, numbers)
    volume: Tensor  # (places, 1): weight times mask

    def said(self, tokens: list[int] | slice = slice(None)) -> Tensor:
        """What these tokens add to Z: (places, heads * numbers)."""
        heard = self.attention[..., tokens] @ self.values[:, tokens]
        return self.volume * heard.transpose(0, 1).flatten(1)


@dataclass(frozen=True, eq=False)
class Terms:
    """What one layer adds up in one step, for the conditional half of one picture."""

    text: Term
    slots: tuple[Term | None, ...]  # by adapter; None: its weight is 0 here

    def total(self) -> Tensor:
        """Z, before its projection to the layer's output: (places, heads * numbers)."""
        return self.text.said() + sum(slot.said() for slot in self.slots if slot is not None)


@contextmanager
def hearing(unet: Any, hear: Callable[[str, Terms], None]) -> Iterator[None]:
    """Within, tell `hear` the name and the terms of each cross-attention layer whenever it runs."""

    def listen_as(name: str) -> Callable[..., None]:
        def listen(layer: Any, inputs: tuple[Any, ...], named: dict[str, Any]) -> None:
            hear(name, _terms(layer, inputs[0], **named))

        return listen

    hooks = [
        layer.register_forward_pre_hook(listen_as(name), with_kwargs=True)
        for name, layer in unet.named_modules()
        if name.endswith(LAYER)
    ]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()


@torch.no_grad()
def _terms(
    layer: Any,
    hidden: Tensor,
    encoder_hidden_states: Any,
    ip_adapter_masks: list[Tensor | None] | None = None,
    **_: Any,
) -> Terms:
    """What the layer's processor computes, for the last row: the conditional half.

    Keys and values are asked for with the very objects that the processor gets, so that the
    engine's memory of them serves both.

    Args:
        layer: the attention layer.
        hidden: (batch, places, width).
        encoder_hidden_states: text (batch, words, context); with adapters a tuple of it and
            their tokens, (batch, images, tokens, context) each.
        ip_adapter_masks: (1, images, h, w) each, in pixels of the picture.
    """
    queries = _heads(layer, layer.to_q(hidden))
    everywhere = torch.ones_like(queries[0, :, :1])
    processor, told = layer.processor, encoder_hidden_states
    adapted = isinstance(processor, IPAdapterAttnProcessor2_0)
    text, adapters, weights = (*told, processor.scale) if adapted else (told, (), ())
    slots: list[Term | None] = []
    for slot, (tokens, weight) in enumerate(zip(adapters, weights, strict=True)):
        if not weight:
            slots.append(None)
            continue
        mask = ip_adapter_masks[slot] if ip_adapter_masks else None
        keys, values = processor.to_k_ip[slot](tokens), processor.to_v_ip[slot](tokens)
        volume = weight * (everywhere if mask is None else _small(mask, everywhere))
        slots.append(_term(layer, queries, keys, values, volume))
    return Terms(
        _term(layer, queries, layer.to_k(text), layer.to_v(text), everywhere), tuple(slots)
    )


def _term(layer: Any, queries: Tensor, keys: Tensor, values: Tensor, volume: Tensor) -> Term:
    likeness = queries @ _heads(layer, keys).mT / queries.shape[-1] ** 0.5
    return Term(torch.softmax(likeness, dim=-1), _heads(layer, values), volume)


def _heads(layer: Any, x: Tensor) -> Tensor:
    """(heads, rows, numbers) in float32, of the last in the batch."""
    return x[-1].float().reshape(-1, layer.heads, x.shape[-1] // layer.heads).transpose(0, 1)


def _small(mask: Tensor, places: Tensor) -> Tensor:
    """A mask (1, 1, h, w) in the layer's resolution, (places, 1), as the processor has it."""
    return IPAdapterMaskProcessor.downsample(mask[:, 0], 1, len(places), 1)[0].to(places)
