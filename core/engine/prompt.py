"""Text into what the UNet reads."""

from typing import Any

import torch
from torch import Tensor

from core.errors import BadInput
from core.prompt_weights import Weighted, parse
from core.told import Told

Prompt = dict[str, Tensor]
"""Text embeddings under the names by which the pipeline takes them."""

NAMES = (
    "prompt_embeds",
    "negative_prompt_embeds",
    "pooled_prompt_embeds",
    "negative_pooled_prompt_embeds",
)


def encode_prompt(pipe: Any, prompt: str, negative: str, guided: bool) -> Prompt:
    """Encode prompt and negative prompt with all text encoders of a pipeline.

    An empty negative prompt follows the base model's `force_zeros_for_empty_prompt`: SDXL was
    trained with zeros for no text, SD 1.5 with the embedding of an empty one. Words may carry
    weights, see `core.prompt_weights`; without any, the embeddings are exactly those of the
    pipeline.

    Raises:
        BadInput: if a text is longer than the text encoders read.
    """
    words, unwanted = parse(prompt), parse(negative)
    for what, text in ((Told("prompt"), words.text), (Told("negative prompt"), unwanted.text)):
        for tokenizer, _ in readers(pipe):
            refuse_overlong(tokenizer, what, text)
    embeddings = pipe.encode_prompt(
        words.text,
        device=pipe._execution_device,
        num_images_per_prompt=1,
        do_classifier_free_guidance=guided,
        negative_prompt=unwanted.text or None,
    )
    encoded = zip(NAMES, embeddings, strict=False)  # SD 1.5 has no pooled ones
    prompts = {name: value for name, value in encoded if value is not None}
    for name, text in (("prompt_embeds", words), ("negative_prompt_embeds", unwanted)):
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
    spans = tokenizer(
        text.text, add_special_tokens=False, verbose=False, return_offsets_mapping=True
    ).offset_mapping
    weights = [1.0, *(text.weights[start] for start, _ in spans)]
    return weights + [1.0] * (tokens - len(weights))


def refuse_overlong(tokenizer: Any, what: Told, text: str) -> None:
    """Raise a BadInput if `text` has more tokens than fit; diffusers would cut it silently."""
    room = tokenizer.model_max_length - 2  # a start and an end token stand around the text
    length = len(tokenizer(text, add_special_tokens=False, verbose=False).input_ids)
    if length > room:
        raise BadInput(
            Told("The {0} has {1} tokens; the model reads {2}.", what, length, room),
            "Shorten it a little.",
        )
