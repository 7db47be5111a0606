"""In what two recipes differ, field by field."""

from typing import Any, cast

from core.recipe import Recipe


def differences(recipe: Recipe, other: Recipe) -> dict[str, Any]:
    """The fields in which the other recipe differs, with its values as plain JSON data.

    Fields are named by dotted paths such as `identities.0.likeness`, in the order of the recipe.
    Lists of different lengths, and parts that one of both lacks, differ as a whole.
    `recipe.with_fields` of them is the other recipe.
    """
    found: dict[str, Any] = {}
    _compare(recipe.model_dump(mode="json"), other.model_dump(mode="json"), "", found)
    return found


def _compare(one: Any, other: Any, path: str, found: dict[str, Any]) -> None:
    parts = _parts(one, other)
    for key, first, second in parts:
        _compare(first, second, f"{path}.{key}" if path else key, found)
    if not parts and one != other:
        found[path] = other


def _parts(one: Any, other: Any) -> list[tuple[str, Any, Any]]:
    """What two values can be compared by; nothing if they are to be compared as a whole."""
    if isinstance(one, dict) and isinstance(other, dict):
        first, second = cast(dict[str, Any], one), cast(dict[str, Any], other)
        return [(key, first[key], second[key]) for key in first]
    if isinstance(one, list) and isinstance(other, list):
        pairs = list(zip(cast(list[Any], one), cast(list[Any], other), strict=False))
        same = len(cast(list[Any], one)) == len(cast(list[Any], other))
        if same and pairs and all(isinstance(part, dict) for pair in pairs for part in pair):
            return [(str(index), *pair) for index, pair in enumerate(pairs)]
    return []
