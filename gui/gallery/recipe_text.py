"""A whole recipe as words that a person reads: titles come from the Recipe's own fields."""

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from core.recipe import Part, Recipe

_HEXADECIMAL = 64  # letters of a fingerprint
_USUAL = {"count": 1, "noise": 0, "guided_until": 1, "full_every": 1}  # what goes without saying


def recipe_rows(recipe: Recipe) -> Iterator[tuple[str, str]]:
    """Title and words of everything that decides the picture; what is not set is left out."""
    for name, field in Recipe.model_fields.items():
        value = getattr(recipe, name)
        title = _translated(field.title or name)
        if isinstance(value, Part):
            yield title, _in_a_line(value)
        elif isinstance(value, tuple):
            for number, part in enumerate(value, start=1):
                yield (f"{title} {number}" if len(value) > 1 else title), _in_a_line(part)
        elif name != "version" and value:
            yield title, str(value)


def _in_a_line(part: Part) -> str:
    return " · ".join(f"{title} {words}" for title, words in _part_rows(part))


def _part_rows(part: Part) -> Iterator[tuple[str, str]]:
    fields = type(part).model_fields
    for name in sorted(fields, key=lambda name: name == "window"):  # inherited, so it came first
        field, value = fields[name], getattr(part, name)
        unset = value is None or value in ((), "") or (name == "extend" and not any(value))
        if not unset and not (name in _USUAL and value == _USUAL[name]):
            yield _translated(field.title or name), _words(name, value)


def _words(name: str, value: object) -> str:
    if isinstance(value, bool):
        return (
            QCoreApplication.translate("RecipeText", "on")
            if value
            else QCoreApplication.translate("RecipeText", "off")
        )
    if isinstance(value, float):
        return f"{value:g}"
    if name == "window" and isinstance(value, tuple):
        first, last = value
        return f"{first:.0%}–{last:.0%}"
    if name == "landmarks":
        return QCoreApplication.translate("RecipeText", "placed")
    if name == "extend" and isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, tuple):
        return str(len(value))
    if isinstance(value, str) and len(value) == _HEXADECIMAL:
        return QCoreApplication.translate("RecipeText", "given")
    return str(value)


def _translated(title: str) -> str:
    """A title of a Recipe's field, in the language of the window."""
    return QCoreApplication.translate("Recipe", title)
