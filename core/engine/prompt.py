"""Text into what the UNet reads."""

from typing import Any

from torch import Tensor

from core.errors import BadInput

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
    trained with zeros for no text. Parentheses are plain text.

    Raises:
        BadInput: if a text is longer than the text encoders read.
    """
    for what, text in (("prompt", prompt), ("negative prompt", negative)):
        for tokenizer in (pipe.tokenizer, pipe.tokenizer_2):
            refuse_overlong(tokenizer, what, text)
    embeddings = pipe.encode_prompt(
        prompt,
        device=pipe._execution_device,
        num_images_per_prompt=1,
        do_classifier_free_guidance=guided,
        negative_prompt=negative or None,
    )
    return {name: value for name, value in zip(NAMES, embeddings, strict=True) if value is not None}


def refuse_overlong(tokenizer: Any, what: str, text: str) -> None:
    """Raise a BadInput if `text` has more tokens than fit; diffusers would cut it silently."""
    room = tokenizer.model_max_length - 2  # a start and an end token stand around the text
    length = len(tokenizer(text, add_special_tokens=False, verbose=False).input_ids)
    if length > room:
        raise BadInput(
            f"The {what} has {length} tokens; the model reads {room}.", "Shorten it a little."
        )
