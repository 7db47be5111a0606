"""Which fields of a recipe a sweep can take through values, and values to begin with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from core.compare.axis import Axis, parse_values
from core.compare.fields import field_of, holds_many, names_images
from core.errors import BadInput
from core.packs.manifest import Manifest
from core.recipe import Dial, Part, Recipe, Words
from core.told import Told

_GOOD = {  # values that show more than even steps would, in the order in which fields are offered
    "likeness": "0:1.25:0.25",
    "structure": "0:1:0.25",
    "strength": "0.25:1:0.25",
    "guidance": "2:6:1",
    "steps": "4,8,12,20",
    "scheduler": "euler,ddim,dpmpp_2m,unipc",
    "seed": "1:4",
}
_MOST_STEPS = 6  # from the first to the last proposed number
_ROUND = (0.1, 0.2, 0.25, 0.5, 1.0, 2.0, 2.5, 5.0, 10.0)
_PARTS = ("identities", "image_prompts", "controls", "loras")
_NEVER = ("count", "face")  # each cell is one picture; which face is no amount
_NUMBERED = re.compile(r"\s*\d{1,4}(\s*\+\s*\d{1,4})*\s*")


def sweepable(recipe: Recipe) -> tuple[str, ...]:
    """The paths of all fields that can be swept in this recipe, the most telling ones first.

    Numbers, choices, switches, windows, adapters, photos where there are several, the seed; and
    `prompt` and `negative_prompt`, of which words are exchanged, where there are any.
    """
    paths = [
        path
        for name in _PARTS
        for index, part in enumerate(getattr(recipe, name))
        for path in _inside(part, f"{name}.{index}")
    ]
    for name in ("start", "upscale", "refine"):
        part = getattr(recipe, name)
        paths += _inside(part, name) if part is not None else []
    paths += [name for name in ("prompt", "negative_prompt") if getattr(recipe, name).strip()]
    paths += _inside(recipe.sampling, "sampling")
    return tuple(paths)


def proposal(path: str, recipe: Recipe, manifest: Manifest) -> str:
    """Values to begin with, as a user would write them; empty for words of a prompt."""
    field, name = field_of(path), path.rpartition(".")[2]
    if name in _GOOD:
        return _GOOD[name]
    if field is None or path in ("prompt", "negative_prompt"):
        return ""
    if names_images(path):
        return ",".join(str(number + 1) for number in range(len(_value(recipe, path))))
    if name == "adapter":
        return ",".join(adapter.name for adapter in manifest.adapters)
    if name in ("width", "height"):
        side = _value(recipe, path)
        return ",".join(str(max(64, side * part // 32 * 8)) for part in (3, 4, 5))
    return _usual(field)


def read_axis(path: str, text: str, recipe: Recipe) -> Axis:
    """An axis of what was written; photos are named by their number in the recipe: `1,2,1+2`.

    Raises:
        BadInput: if it can't be read, or there is no photo of that number.
    """
    if not (names_images(path) and holds_many(path)):
        return Axis(path, parse_values(path, text))
    photos = _value(recipe, path)
    values: list[list[str]] = []
    names: list[str] = []
    for piece in text.split(","):
        numbers = [int(one) for one in piece.split("+")] if _NUMBERED.fullmatch(piece) else [0]
        if not all(1 <= number <= len(photos) for number in numbers):
            raise BadInput(
                Told("'{0}' is none of the {1} photos.", piece.strip(), len(photos)),
                "Write their numbers: 1,2 or 1+2 for both together.",
            )
        values.append([photos[number - 1] for number in numbers])
        alone = Told("photo {0}", numbers[0])
        names.append(alone if len(numbers) == 1 else Told("photos {0}", tuple(numbers)))
    return Axis(path, tuple(values), tuple(names))


def _inside(part: Part, path: str) -> Iterator[str]:
    fields = type(part).model_fields
    order = [*filter(fields.__contains__, _GOOD), *(name for name in fields if name not in _GOOD)]
    for name, field in ((name, fields[name]) for name in order):
        inner = f"{path}.{name}"
        several = names_images(inner) and holds_many(inner) and len(getattr(part, name)) > 1
        if name not in _NEVER and (several or name == "adapter" or _usual(field)):
            yield inner


def _usual(field: FieldInfo) -> str:
    """Values of a switch, a choice, a window or a number; empty for anything else."""
    kind = field.annotation
    if kind is bool:
        return "false,true"
    if get_origin(kind) is Literal:
        words = next((rule.names for rule in field.metadata if isinstance(rule, Words)), {})
        return ",".join(str(value) for value in get_args(kind) if value in words)
    if get_origin(kind) is tuple and len(get_args(kind)) == 2 and Ellipsis not in get_args(kind):
        return "[0,1],[0,0.5],[0.5,1]" if _is_share(get_args(kind)[0]) else ""
    return _numbers(field) if kind is int or kind is float else ""


def _is_share(kind: Any) -> bool:
    return get_origin(kind) is Annotated and get_args(kind)[0] is float


def _numbers(field: FieldInfo) -> str:
    """Even steps over what a slider covers."""
    usual, low, high = None, 0.0, 1.0
    for rule in field.metadata:
        if isinstance(rule, Dial):
            usual = rule.usual
        low, high = getattr(rule, "ge", low), getattr(rule, "le", high)
    low, high = usual or (low, high)
    fits = (step for step in _ROUND if (high - low) / step <= _MOST_STEPS + 1e-9)
    step = next(fits, (high - low) / _MOST_STEPS)
    return ":".join(f"{number:.6g}" for number in (low, high, step))


def _value(recipe: Recipe, path: str) -> Any:
    value: Any = recipe
    for name in path.split("."):
        value = value[int(name)] if name.isdigit() else getattr(value, name)
    return value
