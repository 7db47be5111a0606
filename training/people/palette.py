"""The colours of people and things, and how to mix them. A colour is red, green, blue in 0..255."""

Colour = tuple[float, float, float]

SKINS: tuple[tuple[str, Colour], ...] = (  # from light to dark; `Identity.skin` lies between two
    ("pale", (255, 226, 204)),
    ("fair", (250, 210, 180)),
    ("light", (240, 190, 152)),
    ("tan", (222, 166, 122)),
    ("olive", (198, 138, 96)),
    ("brown", (164, 106, 70)),
    ("dark brown", (128, 80, 54)),
    ("dark", (92, 58, 42)),
)

HAIR: dict[str, Colour] = {
    "black": (36, 30, 38),
    "dark brown": (66, 42, 32),
    "brown": (112, 70, 42),
    "auburn": (140, 58, 34),
    "ginger": (214, 104, 40),
    "blond": (232, 190, 98),
    "platinum": (240, 226, 196),
    "grey": (150, 150, 158),
    "white": (232, 232, 236),
    "pink": (240, 120, 170),
    "blue": (64, 110, 210),
    "green": (70, 160, 110),
    "purple": (130, 80, 180),
    "red": (196, 40, 44),
}

EYES: dict[str, Colour] = {
    "brown": (104, 62, 32),
    "dark": (52, 36, 30),
    "blue": (70, 140, 214),
    "green": (78, 150, 86),
    "hazel": (150, 112, 54),
    "grey": (126, 140, 152),
    "violet": (134, 92, 190),
}

PAINTS: dict[str, Colour] = {  # clothes, backgrounds, glasses and headscarves
    "red": (214, 62, 58),
    "orange": (240, 140, 56),
    "yellow": (246, 204, 82),
    "green": (88, 168, 100),
    "teal": (54, 156, 156),
    "blue": (66, 118, 204),
    "navy": (40, 56, 108),
    "purple": (128, 90, 184),
    "pink": (242, 150, 180),
    "brown": (132, 92, 66),
    "white": (244, 242, 236),
    "grey": (150, 154, 162),
    "black": (44, 44, 52),
    "beige": (232, 212, 180),
}


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Blend two colours; `share` of the second, 0..1."""
    red, green, blue = (a * (1 - share) + b * share for a, b in zip(first, second, strict=True))
    return red, green, blue


def darken(colour: Colour, share: float = 0.25) -> Colour:
    """Move a colour towards black by `share`, 0..1."""
    return mix(colour, (0, 0, 0), share)


def lighten(colour: Colour, share: float = 0.25) -> Colour:
    """Move a colour towards white by `share`, 0..1."""
    return mix(colour, (255, 255, 255), share)


def is_pale(colour: Colour) -> bool:
    """Tell whether a pattern on this colour has to be darker than it to be seen."""
    return sum(colour) >= 600


def skin_colour(skin: float, undertone: float) -> Colour:
    """Colour of a skin: `skin` 0 (pale) to 7 (dark), `undertone` warm when positive, about ±2."""
    lower = min(int(skin), len(SKINS) - 2)
    red, green, blue = mix(SKINS[lower][1], SKINS[lower + 1][1], skin - lower)
    return red + 4 * undertone, green, blue - 4 * undertone


def skin_name(skin: float) -> str:
    """English name of the nearest skin in the palette."""
    return SKINS[round(skin)][0]
