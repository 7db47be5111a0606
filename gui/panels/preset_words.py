"""What one recipe changes of another, in a few lines for a tooltip."""

from functools import reduce
from typing import Any

from core.compare.differences import differences
from core.compare.fields import title_of, value_name
from core.recipe import Recipe
from gui.forms.spec import translated
from gui.language import in_language, listed


def changes(before: Recipe, after: Recipe) -> list[str]:
    """Lines such as `Guidance scale: 4 → 2.8`, each once however many people it is true of."""
    then = before.model_dump(mode="json")
    lines = (
        f"{translated(title_of(path))}: {_value(path, _at(then, path))} → {_value(path, new)}"
        for path, new in differences(before, after).items()
    )
    return list(dict.fromkeys(lines))


def _at(data: Any, path: str) -> Any:
    return reduce(
        lambda place, name: place[int(name)] if isinstance(place, list) else place[name],
        path.split("."),
        data,
    )


def _value(path: str, value: Any) -> str:
    if path == "loras":
        return listed(one["name"] for one in value) or "–"
    name = value_name(path, value)
    told = in_language(name)
    return told if told != name else translated(name)
