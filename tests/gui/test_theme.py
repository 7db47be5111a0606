"""Colours that can be read, in every palette, and the choice between them."""

from itertools import product

import pytest
from PySide6.QtGui import QColor

from gui.preferences import Preferences
from gui.theme import DARK, LIGHT, Colors, contrasting

PALETTES = [LIGHT, DARK, contrasting(LIGHT), contrasting(DARK)]
GROUNDS = ("window", "surface", "field")
TEXTS = [
    *product(("text", "muted", "accent_line"), GROUNDS),
    *product(("text",), ("accent_soft", "warn_soft", "sunken")),
    *product(("muted",), ("accent_soft", "sunken")),  # a chosen project's facts, a count
    ("accent_line", "accent_soft"),  # a link under the mouse
    *product(("good", "warn"), GROUNDS),
    ("good", "good_soft"),
    ("warn", "warn_soft"),
    ("accent_text", "accent"),
    ("accent_text", "accent_hover"),
]
ICONS = [
    *product(("muted", "accent_line"), (*GROUNDS, "accent_soft")),
    ("warn", "warn_soft"),
    ("muted", "warn_soft"),
    ("accent_text", "accent"),
]
FOCUS = [*product(("accent_line",), (*GROUNDS, "accent_soft", "sunken")), ("text", "window")]


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = QColor(color).getRgbF()[:3]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colors: Colors, pair: tuple[str, str]) -> float:
    dark, light = sorted(luminance(getattr(colors, name)) for name in pair)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", PALETTES, ids=["light", "dark", "light+", "dark+"])
def test_texts_icons_and_focus_stand_out(colors: Colors) -> None:
    weak = {pair: contrast(colors, pair) for pair in TEXTS if contrast(colors, pair) < 4.5}
    weak |= {pair: contrast(colors, pair) for pair in ICONS + FOCUS if contrast(colors, pair) < 3}
    assert weak == {}


def test_theme_is_what_was_chosen_and_remembered(preferences: Preferences) -> None:
    told: list[Colors] = []
    preferences.theme.changed.connect(lambda: told.append(preferences.theme.colors))

    preferences.choose_theme("dark")
    assert preferences.theme.colors == DARK
    preferences.choose_theme("light")
    assert preferences.theme.colors == LIGHT

    assert told == [DARK, LIGHT]
    assert preferences.settings.value("theme") == "light"
