"""Sentences for the user that can still be said in another language.

Core speaks English. A sentence with something filled in remembers its pattern and what was filled
in, so that the window can say it in the language of today, also after it has crossed from the
engine's process or come back from the disk. A sentence without anything to fill in is its own
pattern, a plain literal.
"""

import json
from typing import Any, LiteralString, Self, cast


class Told(str):
    """A sentence in English, as text, and what it is made of.

    Args:
        pattern: for `str.format`: "There is no file {0}."; a literal, as `tools/translate.py`
            collects it from the source.
        fields: stand in it; a Told is translated with it, a tuple is listed with commas.
    """

    pattern: str
    fields: tuple[Any, ...]

    def __new__(cls, pattern: LiteralString, *fields: object) -> Self:
        told = super().__new__(cls, pattern.format(*map(_plain, fields)) if fields else pattern)
        told.pattern, told.fields = pattern, fields
        return told

    def __getnewargs__(self) -> tuple[Any, ...]:
        return (self.pattern, *self.fields)


Sentence = LiteralString | Told
"""What a user is told: the type checker refuses any text that could not be translated."""


def as_told(words: Sentence) -> Told:
    """A sentence as one that can stand in another and be translated there."""
    return words if isinstance(words, Told) else Told(words)


def in_a_row(first: Sentence, *others: Sentence) -> Told:
    """Sentences one after another, as one."""
    told = as_told(first)
    for other in others:
        told = Told("{0} {1}", told, as_told(other))
    return told


def freeze(words: str) -> str:
    """A sentence as text from which `thaw` makes it again: what the disk keeps."""
    return json.dumps(_frozen(words), ensure_ascii=False) if isinstance(words, Told) else words


def thaw(text: str) -> str:
    """A sentence that was kept by `freeze`, or as plain text by an earlier version."""
    if not text.startswith("["):
        return text
    try:
        return cast(Told, _thawed(json.loads(text)))
    except (ValueError, LookupError, AttributeError, TypeError):
        return text  # it only looked like it


def _plain(field: object) -> object:
    return ", ".join(map(str, field)) if isinstance(field, tuple) else field


def _frozen(field: object) -> object:
    if isinstance(field, Told):
        return [field.pattern, *map(_frozen, field.fields)]
    if isinstance(field, tuple):
        return {"list": list(map(_frozen, cast(tuple[object, ...], field)))}
    return field if isinstance(field, int | float) else str(field)


def _thawed(data: Any) -> object:
    if isinstance(data, list):
        pattern, *fields = cast(list[Any], data)
        return Told(pattern, *map(_thawed, fields))
    return tuple(map(_thawed, data["list"])) if isinstance(data, dict) else data
