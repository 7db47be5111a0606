"""Text into what the UNet reads."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import torch
from torch import Tensor

from core.prompt_parts import Span, pieces
from core.prompt_weights import Weighted, parse

Prompt = dict[str, Tensor]
"""Text embeddings under the names by which the pipeline takes them."""

NAMES = (
    "prompt_embeds",
    "negative_prompt_embeds",
    "pooled_prompt_embeds",
    "negative_pooled_prompt_embeds",
)

SILENCE = parse("")


def encode_prompt(pipe: Any, prompt: str, negative: str, guided: bool) -> Prompt:
    """Encode prompt and negative prompt with all text encoders of a pipeline.

    An empty negative prompt follows the base model's `force_zeros_for_empty_prompt`: SDXL was
    trained with zeros for no text, SD 1.5 with the embedding of an empty one. Words may carry
    weights, see `core.prompt_weights`; without any, the embeddings are exactly those of the
    pipeline. What is longer than the text encoders read is read in parts, see
    `core.prompt_parts`, whose states stand one after another; the shorter of both prompts gets
    parts that say nothing. What is said as a whole, the pooled embedding, is that of the first
    part, which therefore should hold what matters most.
    """
    words, unwanted = divided(pipe, prompt), divided(pipe, negative)
    count = max(len(words), len(unwanted)) if guided else len(words)
    parts = [_encode_part(pipe, words, unwanted, place, guided) for place in range(count)]
    encoded = parts[0]
    if count > 1:
        for name in ("prompt_embeds", "negative_prompt_embeds"):
            if name in encoded:
                encoded[name] = torch.cat([part[name] for part in parts], dim=1)
    return encoded


def divided(pipe: Any, prompt: str) -> tuple[Weighted, ...]:
    """The parts in which the text encoders of a pipeline read a prompt, at least one."""
    tokenizers = [tokenizer for tokenizer, _ in readers(pipe)]
    room = min(tokenizer.model_max_length for tokenizer in tokenizers) - 2  # without start and end
    return pieces(prompt, [partial(spans, tokenizer) for tokenizer in tokenizers], room)


def _encode_part(
    pipe: Any,
    words: Sequence[Weighted],
    unwanted: Sequence[Weighted],
    place: int,
    guided: bool,
) -> Prompt:
    """One part of both prompts, as the pipeline itself encodes a prompt."""
    said = words[place] if place < len(words) else SILENCE
    unsaid = unwanted[place] if place < len(unwanted) else SILENCE
    nothing = not any(part.text for part in unwanted)
    embeddings = pipe.encode_prompt(
        said.text,
        device=pipe._execution_device,
        num_images_per_prompt=1,
        do_classifier_free_guidance=guided,
        negative_prompt=None if nothing else unsaid.text,
    )
    encoded = zip(NAMES, embeddings, strict=False)  # SD 1.5 has no pooled ones
    prompts = {name: value for name, value in encoded if value is not None}
    for name, text in (("prompt_embeds", said), ("negative_prompt_embeds", unsaid)):
        if name in prompts and not text.plain:
            prompts[name] = weighted(pipe, prompts[name], text)
    return prompts


def readers(pipe: Any) -> list[tuple[Any, Any]]:
    """Tokenizer and text encoder of each kind that a pipeline has: SDXL two, SD 1.5 one."""
    first = (pipe.tokenizer, pipe.text_encoder)
    second = getattr(pipe, "tokenizer_2", None)
    return [first] if second is None else [first, (second, pipe.text_encoder_2)]


def weighted(pipe: Any, hidden: Tensor, text: Weighted) -> Tensor:
    """Hidden states in which each token counts as much as its word.

    Each encoder's states are multiplied token by token, then all of them so that their mean
    stays what it was. Pooled embeddings have no words, and stay.

    Args:
        pipe: its tokenizers and text encoders made the hidden states.
        hidden: shape (1, tokens, width), the encoders' states side by side.
        text: what was encoded, and its weights.

    Source: AUTOMATIC1111's web UI, "Original" emphasis.
    """
    parts: list[Tensor] = []
    start = 0
    for tokenizer, encoder in readers(pipe):
        width = encoder.config.hidden_size
        states = hidden[..., start : start + width]
        factors = torch.tensor(token_weights(tokenizer, text, hidden.shape[1])).to(states)
        changed = states * factors[None, :, None]
        parts.append(changed * (states.mean() / changed.mean()))
        start += width
    return torch.cat(parts, dim=-1)


def token_weights(tokenizer: Any, text: Weighted, tokens: int) -> list[float]:
    """The weight of each token, those of its first letter; 1 for start, end and padding."""
    weights = [1.0, *(text.weights[start] for start, _ in spans(tokenizer, text.text))]
    return weights + [1.0] * (tokens - len(weights))


def spans(tokenizer: Any, text: str) -> list[Span]:
    """Where each token of a text begins and ends in it, without start and end tokens."""
    return tokenizer(
        text, add_special_tokens=False, verbose=False, return_offsets_mapping=True
    ).offset_mapping
