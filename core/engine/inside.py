"""Note where every term of the cross-attention acts while a picture is drawn."""

import re
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import Tensor

from core.engine.attention import Terms
from core.engine.prompt import spans
from core.inside import Term
from core.jobs import JobControl, Progress
from core.prompt_parts import pieces
from core.recipe import Recipe

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


class Record:
    """The shares of all terms, as they are heard.

    Args:
        recipe: of the picture.
        tokenizer: of the first text encoder; the others split a text alike.
        reads: how many tokens the text's term has.
        size: of the latents, (h, w).
    """

    def __init__(self, recipe: Recipe, tokenizer: Any, reads: int, size: tuple[int, int]) -> None:
        self._size = size
        words = words_of(tokenizer, recipe.prompt)
        said = {token for _, tokens in words for token in tokens}
        self._text = [[token for token in range(reads) if token not in said]]
        self._text += [tokens for _, tokens in words]
        self.terms = (
            Term("rest"),
            *(Term("word", word) for word, _ in words),
            *(Term("person", number) for number in _numbers(len(recipe.identities))),
            *(Term("image", prompt.adapter) for prompt in recipe.image_prompts),
        )
        self._step = 0
        self._sums: dict[str, list[np.ndarray]] = {}  # by block: of its layers, step by step
        self._layers: dict[str, set[str]] = {}

    def control(self, control: JobControl) -> JobControl:
        """Another one for the same work, by which the record hears which step it is."""

        def follow(progress: Progress) -> None:
            control.report(progress.stage, progress.step, progress.total, progress.preview)
            if progress.stage == "denoise":
                self._step = progress.step

        return JobControl(follow, control.previews)

    def hear(self, layer: str, terms: Terms) -> None:
        """Note one layer in this step."""
        lengths = [_length(terms.text.said(tokens)) for tokens in self._text]
        silent = torch.zeros_like(lengths[0])
        lengths += [silent if slot is None else _length(slot.said()) for slot in terms.slots]
        told = torch.stack(lengths)
        shares = told / told.sum(0).clamp_min(1e-12)
        height, width = _sides(self._size, shares.shape[1])
        block = layer.partition(".transformer_blocks.")[0]
        self._layers.setdefault(block, set()).add(layer)
        by_step = self._sums.setdefault(block, [])
        while by_step and len(by_step) < self._step:  # steps in which it said what it said before
            by_step.append(by_step[-1])
        if len(by_step) == self._step:
            by_step.append(np.zeros((len(told), height, width), np.float32))
        by_step[self._step] += shares.reshape(-1, height, width).cpu().numpy()

    def shares(self) -> dict[str, np.ndarray]:
        """By block: float16 (steps, terms, h, w), the mean of its layers."""
        return {
            block: (np.stack(by_step) / len(self._layers[block])).astype(np.float16)
            for block, by_step in self._sums.items()
        }


def _numbers(people: int) -> tuple[str, ...]:
    """What people are called: one needs no number."""
    return tuple(str(place) for place in range(1, people + 1)) if people > 1 else ("",) * people


def words_of(tokenizer: Any, prompt: str) -> list[tuple[str, list[int]]]:
    """The words of a prompt without their weights, and where their tokens stand among all."""
    length = tokenizer.model_max_length
    words: list[tuple[str, list[int]]] = []
    for place, part in enumerate(pieces(prompt, [partial(spans, tokenizer)], length - 2)):
        first = place * length + 1  # behind the token that starts the part
        found = spans(tokenizer, part.text)
        for word in _WORD.finditer(part.text):
            tokens = [
                first + k
                for k, (start, _) in enumerate(found)
                if word.start() <= start < word.end()
            ]
            if tokens:
                words.append((word[0], tokens))
    return words


def _length(said: Tensor) -> Tensor:
    """(places,): how long what is said is at each place, (places, numbers)."""
    return torch.linalg.vector_norm(said, dim=-1)


def _sides(size: tuple[int, int], places: int) -> tuple[int, int]:
    """Height and width of a layer, which sees the latents halved some times."""
    height, width = size
    while height * width > places:
        height, width = (height + 1) // 2, (width + 1) // 2
    return height, width
