"""Prompts of any length, cut into parts that a text encoder reads one after another.

A part has room for 75 tokens. It ends at the last comma if that is near, else between two words;
the word BREAK, in capitals, ends it at once. So a text encoder never sees half a word, and what
belongs together is mostly read together.

Source: AUTOMATIC1111's web UI, "Infinite prompt length", "BREAK keyword" and its setting "Prompt
word wrap length limit", whose default is 20 tokens.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from core.prompt_weights import Weighted, parse

ROOM = 75
NEAR = 20  # tokens that a comma may be away from the end of a part
_BREAK = re.compile(r"\bBREAK\b")

Span = tuple[int, int]
Reader = Callable[[str], Sequence[Span]]
"""Tells where each token of a text begins and ends, without start and end tokens."""


@dataclass(frozen=True)
class Part:
    """A piece of a text without brackets, in letters; `tokens` by the reader that counts most."""

    start: int
    end: int
    tokens: int


def divide(text: str, readers: Sequence[Reader], room: int = ROOM) -> tuple[Part, ...]:
    """Cut a text without brackets; at least one part, of nothing where nothing is said.

    Args:
        text: such as `core.prompt_weights.Weighted.text`.
        readers: of each text encoder; no part is too long for any of them.
        room: tokens that a part may have.
    """
    parts: list[Part] = []
    start = 0
    for mark in (*_BREAK.finditer(text), None):
        end = len(text) if mark is None else mark.start()
        parts.extend(_cut(text, start, end, readers, room))
        start = end if mark is None else mark.end()
    return tuple(parts) or (Part(0, len(text), 0),)


def pieces(prompt: str, readers: Sequence[Reader], room: int = ROOM) -> tuple[Weighted, ...]:
    """The parts of a prompt with the weights of their letters; one that fits is left as it is."""
    whole = parse(prompt)
    parts = divide(whole.text, readers, room)
    if len(parts) == 1 and not _BREAK.search(whole.text):
        return (whole,)
    return tuple(whole.cut(part.start, part.end) for part in parts)


def _cut(text: str, start: int, end: int, readers: Sequence[Reader], room: int) -> Iterator[Part]:
    """Parts of one stretch of text, none where it says nothing."""
    heard = [[(a + start, b + start) for a, b in reader(text[start:end])] for reader in readers]
    while any(heard):
        fits = [tokens[room][0] if len(tokens) > room else end for tokens in heard]
        limit = min(fits)
        if limit < end:
            most = heard[fits.index(limit)]
            limit = _edge(text, start, limit, [a for a, _ in most[:room]])
        before = [sum(a < limit for a, _ in tokens) for tokens in heard]
        yield Part(start, limit, max(before))
        heard = [tokens[count:] for tokens, count in zip(heard, before, strict=True)]
        start = limit


def _edge(text: str, start: int, limit: int, tokens: Sequence[int]) -> int:
    """Where to cut before `limit`: behind a near comma, else between words, else right there.

    `tokens` are where those of the part begin.
    """
    near = tokens[-NEAR] if len(tokens) >= NEAR else start
    comma = text.rfind(",", max(near, start + 1), limit)
    if comma >= 0:
        return comma + 1
    if text[limit - 1].isspace() or text[limit].isspace():
        return limit
    space = max((place for place in range(near, limit) if text[place].isspace()), default=start)
    return space + 1 if space > start else limit
