"""What a recipe declares about the field at a dotted path."""

from typing import Any, cast, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from core.recipe import Part, Recipe, Sha256, Words
from core.told import Told


def title_of(path: str) -> str:
    """The English title of a field such as `identities.0.likeness`; the path where it has none."""
    field = field_of(path)
    return (field.title if field else None) or path


def value_name(path: str, value: Any) -> str:
    """What a form, or a label, calls a value of this field."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return Told("on") if value else Told("off")
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, tuple | list):
        return ", ".join(value_name(path, one) for one in cast(list[Any], value))
    field = field_of(path)
    for rule in field.metadata if field else ():
        if isinstance(rule, Words):
            return rule.names.get(str(value), str(value))
    return str(value)


def names_images(path: str) -> bool:
    """Whether the field names images, by their fingerprints."""
    part, name = _place(path)
    return part is not None and _mentions(get_type_hints(part, include_extras=True)[name], Sha256)


def holds_many(path: str) -> bool:
    """Whether the field is a row of values, and the path means all of them."""
    field = field_of(path)
    indexed = path.rpartition(".")[2].isdigit()
    return field is not None and get_origin(field.annotation) is tuple and not indexed


def field_of(path: str) -> FieldInfo | None:
    """The declaration of a field, or of the row that an index at the end leads into."""
    part, name = _place(path)
    return part.model_fields[name] if part else None


def _place(path: str) -> tuple[type[Part] | None, str]:
    """The part of a recipe that declares a field, and its name there; None if nothing does."""
    part, inner, last = None, Recipe, ""
    for name in path.split("."):
        if name.isdigit() and part is not None:
            continue
        part = inner
        if part is None or name not in part.model_fields:
            return None, ""
        inner, last = _part_in(part.model_fields[name].annotation), name
    return part, last


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    found = (_part_in(one) for one in get_args(annotation))
    return next(filter(None, found), None)


def _mentions(annotation: Any, wanted: Any) -> bool:
    return annotation == wanted or any(_mentions(one, wanted) for one in get_args(annotation))
