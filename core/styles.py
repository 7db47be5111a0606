"""Style presets: resources/styles.json, and what applying one does to a prompt."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core.errors import BadInput
from core.told import Told

PLACE = "{prompt}"
ANYBODY = "a person"  # whom a style shows where nobody is named


@dataclass(frozen=True)
class Style:
    """One preset.

    Attributes:
        name: of its picture, resources/styles/NAME.webp.
        title: for people, in English.
        prompt: holds `{prompt}` once, where the user's own words go.
        negative: what it adds to the negative prompt; may be empty.
    """

    name: str
    title: str
    prompt: str
    negative: str

    def subject(self, text: str) -> str | None:
        """The words inside of this style's pattern; None if the text is not made by it."""
        before, _, after = self.prompt.partition(PLACE)
        room = len(text) >= len(before) + len(after)
        if room and text.startswith(before) and text.endswith(after):
            return text[len(before) : len(text) - len(after)]
        return None


def read_styles(file: Path) -> tuple[Style, ...]:
    """The presets of a file, in its order.

    Raises:
        BadInput: if it is not readable, or a pattern has no place for the prompt.
    """
    try:
        styles = tuple(Style(**entry) for entry in json.loads(file.read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BadInput(Told("{0} can't be read.", file.name), "Install Likeness again.") from error
    for style in styles:
        if style.prompt.count(PLACE) != 1:
            raise BadInput(Told("The style {0} has no place for the prompt.", style.title))
    return styles


def style_of(text: str, styles: Sequence[Style]) -> Style | None:
    """The style that a prompt is written in: the one whose pattern fits most of it."""
    fitting = [style for style in styles if style.subject(text) is not None]
    return max(fitting, key=lambda style: len(style.prompt), default=None)


def apply_style(
    style: Style, prompt: str, negative: str, styles: Sequence[Style]
) -> tuple[str, str]:
    """Prompt and negative prompt in a style, instead of the one in which they are."""
    old = style_of(prompt.strip(), styles)
    subject = prompt.strip()
    if old is not None:
        subject = old.subject(subject) or ""
        negative = _without(negative, old.negative)
    words = style.prompt.replace(PLACE, subject.strip() or ANYBODY)
    return words, ", ".join(filter(None, (_without(negative, style.negative), style.negative)))


def _without(text: str, part: str) -> str:
    return text.replace(part, "").strip(" ,") if part else text
