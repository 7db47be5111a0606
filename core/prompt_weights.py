r"""Weights inside of prompts, as artists write them: `(word:1.2)`, `(word)`, `[word]`.

`(…)` multiplies by 1.1, `[…]` divides by it, `(…:1.3)` multiplies by the number; they nest. A
bracket that is never closed reaches to the end. `\(` is a bracket that is only text.

Source: the grammar of AUTOMATIC1111's web UI, "Attention/emphasis", and its published examples.
"""

import re
from dataclasses import dataclass
from itertools import groupby

STEP = 1.1
MOST = 10.0  # beyond that no model draws anything but noise
_NUMBER = re.compile(r":\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*\)")
_EDGE = re.compile(r"[\s,;()\[\]:\\]")
_LOWEST, _HIGHEST = 0.1, 2.0  # that keys reach


@dataclass(frozen=True)
class Weighted:
    """A prompt without its brackets.

    Attributes:
        text: what is said.
        weights: a number for each letter of it.
        places: where each letter stands in the prompt with its brackets.
    """

    text: str
    weights: tuple[float, ...]
    places: tuple[int, ...]

    @property
    def plain(self) -> bool:
        """Whether every word counts the same."""
        return all(weight == 1.0 for weight in self.weights)

    def cut(self, start: int, end: int) -> "Weighted":
        """A piece of it, from one letter to another."""
        return Weighted(self.text[start:end], self.weights[start:end], self.places[start:end])

    def pieces(self) -> list[tuple[str, float]]:
        """Runs of characters with the same weight."""
        pairs = zip(self.text, self.weights, strict=True)
        runs = ((list(run), weight) for weight, run in groupby(pairs, lambda pair: pair[1]))
        return [("".join(letter for letter, _ in run), weight) for run, weight in runs]


def parse(text: str) -> Weighted:
    """Take a prompt apart. Never fails: what makes no sense as a weight is text."""
    letters: list[str] = []
    weights: list[float] = []
    places: list[int] = []
    opened: dict[str, list[int]] = {"(": [], "[": []}  # where they stand, innermost last

    def multiply(start: int, factor: float) -> None:
        weights[start:] = [weight * factor for weight in weights[start:]]

    position = 0
    while position < len(text):
        letter = text[position]
        number = _NUMBER.match(text, position) if letter == ":" and opened["("] else None
        position += 1
        if letter == "\\" and text[position : position + 1] in tuple("()[]\\"):
            letters.append(text[position])
            weights.append(1.0)
            places.append(position)
            position += 1
        elif letter in opened:
            opened[letter].append(len(letters))
        elif number is not None:
            multiply(opened["("].pop(), float(number[1]))
            position = number.end()
        elif letter == ")" and opened["("]:
            multiply(opened["("].pop(), STEP)
        elif letter == "]" and opened["["]:
            multiply(opened["["].pop(), 1 / STEP)
        else:
            letters.append(letter)
            weights.append(1.0)
            places.append(position - 1)
    for bracket, factor in (("(", STEP), ("[", 1 / STEP)):
        for start in opened[bracket]:
            multiply(start, factor)
    rounded = (round(min(MOST, max(-MOST, weight)), 4) for weight in weights)
    return Weighted("".join(letters), tuple(rounded), tuple(places))


def shift(text: str, start: int, end: int, by: float) -> tuple[str, int, int]:
    """Change the weight of a part of a prompt.

    Args:
        text: the prompt.
        start, end: the selection; where it is empty, the group `(…:1.2)` or else the word around
            it is meant.
        by: what to add to its weight, such as 0.1.

    Returns:
        The new prompt, and the same words selected in it; the prompt as it was where there is no
        word or the weight is at its end.
    """
    found = _group_around(text, start, end)
    if found is not None:
        outer_start, inner_start, inner_end, outer_end, weight = found
    else:
        inner_start, inner_end = _words(text, start, end)
        outer_start, outer_end, weight = inner_start, inner_end, 1.0
    inner = text[inner_start:inner_end]
    if not inner.strip():
        return text, start, end
    new = round(min(_HIGHEST, max(_LOWEST, weight + by)), 2)
    before, after = ("", "") if new == 1.0 else ("(", f":{new:g})")
    begin = outer_start + len(before)
    changed = f"{text[:outer_start]}{before}{inner}{after}{text[outer_end:]}"
    return changed, begin, begin + len(inner)


def _group_around(text: str, start: int, end: int) -> tuple[int, int, int, int, float] | None:
    """The innermost `(…:1.2)` around a selection: outer and inner ends, and its number."""
    for number in _NUMBER.finditer(text):
        opening = _opening(text, number.start())
        if opening is not None and opening <= start and end <= number.end():
            return opening, opening + 1, number.start(), number.end(), float(number[1])
    return None


def _opening(text: str, closing: int) -> int | None:
    """Where the round bracket opens inside which `closing` lies."""
    depth = 0
    for position in range(closing - 1, -1, -1):
        if text[position - 1 : position] == "\\":
            continue
        if text[position] == ")":
            depth += 1
        elif text[position] == "(":
            if not depth:
                return position
            depth -= 1
    return None


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """The selection without spaces around it; where it is empty, the word that it touches."""
    if start == end:
        while start > 0 and not _EDGE.match(text[start - 1]):
            start -= 1
        while end < len(text) and not _EDGE.match(text[end]):
            end += 1
        return start, end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
