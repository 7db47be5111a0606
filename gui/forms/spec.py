"""What a field of the recipe declares about itself, read for a form."""

from dataclasses import dataclass, replace
from typing import Any, get_args

from pydantic import BaseModel
from PySide6.QtCore import QCoreApplication

from core.recipe import Dial, Words

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Spec:
    """One field.

    Attributes:
        model, name: where it is declared.
        title, help: for people, in their language.
        default: the pack's or the field's own.
        low, high: which values are valid.
        usual: ends of a slider.
        step, unit: see `core.recipe.Dial`.
        multiple: of what a number must be a multiple; 0: of nothing.
        whole: integers only.
        choices: values and their names, where the field has a few only.
        kind: of the value: int, float, bool, str or tuple.
    """

    model: type[BaseModel]
    name: str
    title: str
    help: str
    default: Any
    low: float
    high: float
    usual: tuple[float, float]
    step: float
    unit: str
    multiple: int
    choices: tuple[tuple[Any, str], ...]
    kind: type

    @property
    def whole(self) -> bool:
        return self.kind is int

    @property
    def times(self) -> int:
        """What a value is multiplied by where it is written."""
        return 100 if self.unit == "%" else 1

    @classmethod
    def of(cls, model: type[BaseModel], name: str, default: Any = None) -> "Spec":
        """Read the field `name` of a model; `default`: a pack's, where it has a better one."""
        field = model.model_fields[name]
        dial, words = Dial(1), Words({})
        bounds: dict[str, Any] = {"ge": 0.0, "le": 1.0, "multiple_of": 0}
        for rule in field.metadata:
            dial = rule if isinstance(rule, Dial) else dial
            words = rule if isinstance(rule, Words) else words
            bounds |= {side: getattr(rule, side) for side in bounds if hasattr(rule, side)}
        values = get_args(field.annotation) if words.names else ()
        return cls(
            model=model,
            name=name,
            title=translated(field.title or name),
            help=translated(field.description or ""),
            default=field.default if default is None else default,
            low=bounds["ge"],
            high=bounds["le"],
            usual=dial.usual or (bounds["ge"], bounds["le"]),
            step=dial.step,
            unit=dial.unit,
            multiple=bounds["multiple_of"],
            choices=tuple((value, translated(words.names[value])) for value in values),
            kind=_kind(field.annotation, field.default),
        )

    def again(self) -> "Spec":
        """The same in the language of today; choices that somebody else made stay."""
        fresh = Spec.of(self.model, self.name, self.default)
        return fresh if fresh.choices else replace(fresh, choices=self.choices)

    def spoken(self, value: Any) -> str:
        """A value as a form writes it."""
        if self.choices:
            return dict(self.choices).get(value, str(value))
        if self.kind is bool:
            return translate("Form", "on") if value else translate("Form", "off")
        if self.kind is tuple:
            return f"{100 * value[0]:.0f}–{100 * value[1]:.0f} %"
        if self.kind is str:  # such as an adapter, with a pack that has none
            return str(value)
        return f"{value * self.times:g} {self.unit}".strip()

    def with_title(self, value: Any) -> str:
        """A value with the field's name before it."""
        return translate("Form", "{0}: {1}").format(self.title, self.spoken(value))

    def tooltip(self, keys: str = "") -> str:
        """Help, range, default, and how to get back to it; `keys`: shortcuts that do so too."""
        parts = [self.help]
        if self.kind in (int, float):
            reach = translate("Form", "{0} to {1}, usually {2}.")
            ends = (f"{end * self.times:g}" for end in (self.low, self.high))
            parts.append(reach.format(*ends, self.spoken(self.default)))
        else:
            usually = translate("Form", "Usually {0}.")
            parts.append(usually.format(self.spoken(self.default)))
        if keys:
            parts.append(translate("Form", "Double click or {0} resets it.").format(keys))
        else:
            parts.append(translate("Form", "Double click resets it."))
        return " ".join(filter(None, parts))


def translated(text: str) -> str:
    """A text of a field's declaration in the language of the window."""
    return translate("Recipe", text) if text else ""


def _kind(annotation: Any, default: Any) -> type:
    return annotation if annotation in (int, float, bool, str) else type(default)
