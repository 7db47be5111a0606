"""One thing that changes along a side of a sweep, and its values, as they are written."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from core.compare.fields import names_images, title_of, value_name
from core.compare.sheet import MAX_CELLS, Edge
from core.errors import BadInput
from core.recipe import Recipe
from core.told import Told

_TEXTS = ("prompt", "negative_prompt")
_EXAMPLE = Told("Write for example sampling.guidance=1:7:1.5 or sampling.scheduler=euler,ddim.")
_NUMBER = r"[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})"
_RANGE = re.compile(rf"\s*({_NUMBER})\s*:\s*({_NUMBER})\s*(?::\s*({_NUMBER})\s*)?")


@dataclass(frozen=True)
class Axis:
    """What changes, and the values that it takes, plain JSON data.

    Attributes:
        path: a field of the recipe, such as `identities.0.likeness`; or `prompt:smiling` or
            `negative_prompt:blurry`, where the values stand instead of these words.
        values: in their order; which of them are valid, the recipe says.
        names: what to call each of them; empty: as the field does.
    """

    path: str
    values: tuple[Any, ...]
    names: tuple[str, ...] = ()

    @property
    def edge(self) -> Edge:
        """Title and labels of this side."""
        field, sign, words = self.path.partition(":")
        if sign:
            title = Told("“{0}” becomes", words)
        else:
            title = title_of(field)
        if self.names:
            labels = self.names
        elif names_images(field):  # by number: no name of a photo leaves this computer
            labels = tuple(Told("photo {0}", number + 1) for number in range(len(self.values)))
        else:
            labels = tuple(value_name(field, value) for value in self.values)
        return Edge(title, labels)

    def put(self, recipe: Recipe, index: int) -> Recipe:
        """The recipe with the value of this index.

        Raises:
            BadInput: if there is no such field, the value does not fit, or the words that it
                stands for are not in the prompt.
        """
        field, sign, words = self.path.partition(":")
        value = self.values[index]
        if sign:
            value = _instead(recipe, field, words, str(value))
        return recipe.with_field(field, value)


def parse_axis(text: str) -> Axis:
    """Read `FIELD=VALUES`; see `parse_values`.

    Raises:
        BadInput: if it is not written so.
    """
    path, sign, values = text.partition("=")
    if not sign or not path.strip():
        raise BadInput(Told("'{0}' names no field and values.", text), _EXAMPLE)
    return Axis(path.strip(), parse_values(path.strip(), values))


def parse_values(path: str, text: str) -> tuple[Any, ...]:
    """Read what a field is to go through, each value once.

    `0,0.5,1` lists values, as JSON or, where they are none, as text. `0:1.25:0.25` counts from
    the first to the second number by the third, without it by 1; both can be mixed. Words of a
    prompt are text whatever they look like; quotes keep the commas in them.

    Args:
        path: as of `Axis`.
        text: the values.

    Raises:
        BadInput: if there are none, or more than a sweep may have.
    """
    if path.partition(":")[0] in _TEXTS:
        values = _texts(text)
    else:
        values = _json_row(text)
        if values is None:
            values = [value for piece in text.split(",") for value in _piece(path, piece)]
    unique = {json.dumps(value): value for value in values}
    if not text.strip() or not unique:
        raise BadInput(Told("There are no values for '{0}'.", path), _EXAMPLE)
    if len(unique) > MAX_CELLS:
        raise _too_many(path)
    return tuple(unique.values())


def _texts(text: str) -> list[str]:
    """Texts between commas; quotes around one keep its commas."""
    row = next(csv.reader([" ".join(text.split())], skipinitialspace=True), list[str]())
    return [piece.strip() for piece in row]


def _json_row(text: str) -> list[Any] | None:
    try:
        return list(json.loads(f"[{text}]"))
    except (ValueError, RecursionError):
        return None


def _piece(path: str, text: str) -> Iterator[Any]:
    counted = _RANGE.fullmatch(text)
    if counted:
        yield from _counted(path, *counted.groups())
        return
    try:
        yield json.loads(text)
    except (ValueError, RecursionError):
        yield text.strip()


def _counted(path: str, first: str, last: str, by: str | None) -> Iterator[int | float]:
    """The numbers of a range with both its ends, exact as they are written."""
    start, end = Decimal(first), Decimal(last)
    step = Decimal(by) if by is not None else Decimal(1 if end >= start else -1)
    if not step or (end - start) / step < 0:
        raise BadInput(
            Told("The range {0}:{1}:{2} for '{3}' never ends.", first, last, step, path), _EXAMPLE
        )
    steps = int((end - start) / step)
    if steps >= MAX_CELLS:
        raise _too_many(path)
    whole = all(number == number.to_integral_value() for number in (start, step))
    for number in range(steps + 1):
        value = start + number * step
        yield int(value) if whole else float(value)


def _too_many(path: str) -> BadInput:
    return BadInput(
        Told("'{0}' has more values than the {1} pictures of a sweep.", path, MAX_CELLS),
        "Choose fewer values.",
    )


def _instead(recipe: Recipe, field: str, words: str, value: str) -> str:
    """The prompt with other words, wherever they stand as whole words."""
    if field not in _TEXTS:
        raise BadInput(
            Told("There are no words in the field '{0}'.", field),
            "Write prompt:WORDS or negative_prompt:WORDS.",
        )
    text: str = getattr(recipe, field)
    before = r"(?<![^\W_])" if _spaced(words[:1]) else ""
    after = r"(?![^\W_])" if _spaced(words[-1:]) else ""
    changed, times = re.subn(f"{before}{re.escape(words)}{after}", lambda _: value, text)
    if not words or not times:
        raise BadInput(
            Told("'{0}' does not stand in the field '{1}'.", words, field),
            "Choose words of the prompt.",
        )
    return changed


def _spaced(letter: str) -> bool:
    """Whether its script puts spaces between words: such letters have cases, or are digits."""
    return letter.isdigit() or letter.lower() != letter.upper()
