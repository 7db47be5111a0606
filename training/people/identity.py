"""Who a drawn person is: every trait that stays the same from picture to picture."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from training.people.palette import EYES, HAIR, PAINTS, Colour

GENDERS = ("woman", "man")
AGES = ("child", "young", "adult", "old")
NOSES = ("button", "bridge", "wedge", "nostrils")
FACIAL_HAIR = ("none", "stubble", "moustache", "goatee", "beard")
GLASSES = ("none", "round glasses", "square glasses", "sunglasses")
GLASSES_COLOURS = ("black", "brown", "red", "navy")
SCARF_COLOURS = ("teal", "pink", "purple", "blue", "beige", "red", "green", "yellow")
MOLES: dict[str, tuple[float, float] | None] = {  # head-local place on an unturned face
    "none": None,
    "left of the mouth": (-0.3, 0.52),
    "right of the mouth": (0.3, 0.5),
    "cheek": (0.36, 0.28),
    "chin": (-0.16, 0.8),
}
HAIR_STYLES: dict[str, tuple[float, float]] = {  # weight for women, weight for men
    "bald": (0.15, 1.0),
    "buzz cut": (0.25, 1.0),
    "side part": (0.35, 1.2),
    "quiff": (0.25, 1.1),
    "pixie cut": (1.0, 0.35),
    "bob": (1.1, 0.3),
    "long straight hair": (1.1, 0.6),
    "long wavy hair": (1.1, 0.5),
    "afro": (1.0, 0.9),
    "curly hair": (1.0, 1.0),
    "bun": (1.0, 0.5),
    "ponytail": (1.0, 0.45),
    "braids": (1.0, 0.3),
    "mohawk": (0.3, 0.8),
    "headscarf": (1.0, 0.0),
    "spiky hair": (0.35, 1.0),
    "messy hair": (0.45, 1.0),
}
_HAIR_COLOUR_WEIGHTS = (
    0.2,
    0.14,
    0.15,
    0.08,
    0.09,
    0.12,
    0.03,
    0.02,
    0.02,
    0.04,
    0.03,
    0.02,
    0.03,
    0.03,
)
_CATEGORIES: dict[str, tuple[str, ...]] = {  # one-hot parts of `Identity.vector`
    "gender": GENDERS,
    "age": AGES,
    "eye_colour": tuple(EYES),
    "nose_shape": NOSES,
    "hair_style": tuple(HAIR_STYLES),
    "hair_colour": tuple(HAIR),
    "scarf_colour": SCARF_COLOURS,
    "facial_hair": FACIAL_HAIR,
    "glasses": GLASSES,
    "glasses_colour": GLASSES_COLOURS,
    "mole": tuple(MOLES),
}
_FLAGS = ("freckles", "earrings", "long_curls", "straight_fringe")
_CONTINUOUS: dict[str, tuple[float, float]] = {  # mean and standard deviation over many people
    "skin": (3.5, 2.0),
    "undertone": (0, 1),
    "face_width": (0.75, 0.048),
    "jaw_width": (0.78, 0.09),
    "chin_width": (0.36, 0.105),
    "chin_length": (0.01, 0.07),
    "eye_size": (1.01, 0.135),
    "eye_spacing": (0.315, 0.024),
    "eye_slant": (0, 5.5),
    "eye_roundness": (0.5, 0.29),
    "eye_height": (0.01, 0.04),
    "brow_thickness": (0.06, 0.023),
    "brow_arch": (0.5, 0.29),
    "brow_angle": (0, 7),
    "brow_gap": (0.03, 0.017),
    "nose_width": (0.12, 0.027),
    "nose_length": (0.293, 0.037),
    "mouth_width": (0.235, 0.029),
    "mouth_height": (0.596, 0.022),
    "lip_fullness": (0.055, 0.021),
    "lip_colour": (0.36, 0.28),
    "ear_size": (1, 0.155),
    "parting": (0, 0.32),
    "hair_volume": (1.02, 0.1),
    "hairline": (-0.01, 0.04),
    "blush": (0.42, 0.27),
    "lashes": (0.41, 0.35),
    "neck_width": (0.37, 0.055),
}
_HAIR_RGB = ((135.0, 75.0), (99.0, 65.0), (86.0, 68.0))  # mean and standard deviation, by channel


@dataclass(frozen=True)
class Identity:
    """One drawn person. Lengths are head-local (half of the head's height is 1)."""

    gender: str
    age: str
    skin: float  # 0 (pale) to 7 (dark), continuous
    undertone: float  # warm when positive, about ±2
    face_width: float  # half width, 0.63..0.86
    jaw_width: float  # share of the face's width, 0.58..0.97
    chin_width: float  # share of the face's width, 0.14..0.62
    chin_length: float  # how far the chin reaches below 1, -0.18..0.16
    eye_colour: str
    eye_size: float  # 1 is usual, 0.72..1.36
    eye_spacing: float  # from the middle of the face to an eye, 0.26..0.37
    eye_slant: float  # degrees, outer corner up when positive
    eye_roundness: float  # 0 (narrow) to 1 (round)
    eye_height: float  # y of the eyes
    brow_thickness: float
    brow_arch: float  # 0 (straight) to 1
    brow_angle: float  # degrees
    brow_gap: float
    nose_shape: str
    nose_width: float
    nose_length: float  # from the eyes down
    mouth_width: float  # half width
    mouth_height: float  # y of the mouth
    lip_fullness: float
    lip_colour: float  # 0 (natural) to 1 (red)
    ear_size: float  # 1 is usual
    hair_style: str
    hair_colour: str
    hair_jitter: Colour  # added to the colour of the palette, about ±15
    parting: float  # -0.5..-0.1 or 0.1..0.5, the side that the hair is combed to
    hair_volume: float  # 0.85..1.2
    hairline: float  # higher forehead when negative, -0.08..0.06
    long_curls: bool
    straight_fringe: bool
    scarf_colour: str
    hair_seed: int  # the small accidents: strands, curls, freckles
    facial_hair: str
    glasses: str
    glasses_colour: str
    freckles: bool
    mole: str
    blush: float  # 0..1
    earrings: bool
    lashes: float  # 0..1
    neck_width: float  # half width

    @property
    def hair_rgb(self) -> Colour:
        """The person's own hair colour, 12..250 a channel."""
        pairs = zip(HAIR[self.hair_colour], self.hair_jitter, strict=True)
        red, green, blue = (min(250.0, max(12.0, base + extra)) for base, extra in pairs)
        return red, green, blue

    @property
    def scarf_rgb(self) -> Colour:
        """Colour of the headscarf, worn or not."""
        return PAINTS[self.scarf_colour]

    def vector(self) -> np.ndarray:
        """Describe in numbers all that can be seen in the face.

        Returns:
            float32, shape (VECTOR_LENGTH,). Continuous traits have about zero mean and unit
            variance, categories are one-hot, flags are 0 or 1. Hidden traits are zero.
        """
        hidden = self._hidden()
        numbers: list[float] = []
        for name, (mean, deviation) in _CONTINUOUS.items():
            numbers.append(0.0 if name in hidden else (getattr(self, name) - mean) / deviation)
        for channel, (mean, deviation) in zip(self.hair_rgb, _HAIR_RGB, strict=True):
            numbers.append((channel - mean) / deviation)
        for name in _FLAGS:
            numbers.append(float(getattr(self, name) and name not in hidden))
        for name, choices in _CATEGORIES.items():
            value = getattr(self, name)
            numbers += [float(value == choice and name not in hidden) for choice in choices]
        return np.array(numbers, np.float32)

    def _hidden(self) -> set[str]:
        """Names of traits that this person's hair or glasses cover."""
        hidden: set[str] = set()
        if self.hair_style == "headscarf":
            hidden |= {"ear_size", "hair_volume", "hairline", "parting", "earrings", "neck_width"}
        else:
            hidden.add("scarf_colour")
        if self.hair_style in ("bald", "buzz cut"):
            hidden |= {"hair_volume", "parting"}
        if self.hair_style != "curly hair":
            hidden.add("long_curls")
        if self.hair_style != "bob":
            hidden.add("straight_fringe")
        if self.glasses == "none":
            hidden.add("glasses_colour")
        if self.glasses == "sunglasses":
            hidden |= {"eye_colour", "eye_size", "eye_slant", "eye_roundness", "lashes"}
        return hidden


VECTOR_LENGTH = (
    len(_CONTINUOUS) + 3 + len(_FLAGS) + sum(len(names) for names in _CATEGORIES.values())
)


def sample_identity(rng: np.random.Generator) -> Identity:
    """Draw a plausible person; ages and genders go together with traits only loosely."""
    gender = _choose(rng, GENDERS)
    age = _choose(rng, AGES, (0.14, 0.36, 0.34, 0.16))
    traits = _sample_face(rng, gender == "woman", age == "child")
    traits |= _sample_features(rng, gender == "woman", age == "child")
    traits |= _sample_hair(rng, gender == "woman", age)
    traits |= _sample_extras(rng, gender == "woman", age)
    return Identity(gender=gender, age=age, **traits)


def _choose(
    rng: np.random.Generator, names: tuple[str, ...], weights: tuple[float, ...] | None = None
) -> str:
    shares = None if weights is None else np.array(weights) / np.sum(weights)
    return names[int(rng.choice(len(names), p=shares))]


def _normal(
    rng: np.random.Generator, mean: float, deviation: float, low: float, high: float
) -> float:
    return float(np.clip(rng.normal(mean, deviation), low, high))


def _sample_face(rng: np.random.Generator, woman: bool, child: bool) -> dict[str, Any]:
    small = 1.0 if child else 0.0
    return {
        "skin": float(rng.uniform(0, 7)),
        "undertone": _normal(rng, 0, 1, -2.5, 2.5),
        "face_width": _normal(rng, (0.73 if woman else 0.76) + 0.04 * small, 0.045, 0.63, 0.86),
        "jaw_width": _normal(rng, (0.72 if woman else 0.84) + 0.02 * small, 0.07, 0.58, 0.97),
        "chin_width": _normal(rng, 0.3 if woman else 0.42, 0.09, 0.14, 0.62),
        "chin_length": _normal(rng, (0 if woman else 0.05) - 0.1 * small, 0.05, -0.16, 0.16),
        "ear_size": _normal(rng, 1, 0.16, 0.7, 1.4),
        "neck_width": _normal(rng, (0.33 if woman else 0.42) - 0.05 * small, 0.03, 0.25, 0.5),
        "blush": float(rng.uniform(0.1, 1) if woman or child else rng.uniform(0, 0.5)),
    }


def _sample_features(rng: np.random.Generator, woman: bool, child: bool) -> dict[str, Any]:
    small = 1.0 if child else 0.0
    lipstick = rng.uniform(0.25, 1) if woman and not child else rng.uniform(0, 0.35)
    return {
        "eye_colour": _choose(rng, tuple(EYES), (0.25, 0.15, 0.2, 0.15, 0.1, 0.1, 0.05)),
        "eye_size": _normal(rng, (1.06 if woman else 0.92) + 0.16 * small, 0.11, 0.72, 1.36),
        "eye_spacing": _normal(rng, 0.315, 0.025, 0.26, 0.37),
        "eye_slant": _normal(rng, 0, 5.5, -14, 14),
        "eye_roundness": float(rng.uniform(0, 1)),
        "eye_height": _normal(rng, 0.08 * small, 0.03, -0.08, 0.15),
        "brow_thickness": _normal(rng, 0.045 if woman else 0.075, 0.018, 0.022, 0.12),
        "brow_arch": float(rng.uniform(0, 1)),
        "brow_angle": _normal(rng, 0, 7, -16, 16),
        "brow_gap": float(rng.uniform(0, 0.06)),
        "nose_shape": _choose(rng, NOSES),
        "nose_width": _normal(rng, 0.12, 0.028, 0.07, 0.19),
        "nose_length": _normal(rng, 0.3, 0.035, 0.22, 0.37) - 0.05 * small,
        "mouth_width": _normal(rng, 0.235, 0.03, 0.17, 0.31),
        "mouth_height": _normal(rng, 0.6 - 0.03 * small, 0.02, 0.53, 0.65),
        "lip_fullness": _normal(rng, 0.065 if woman else 0.045, 0.02, 0.02, 0.11),
        "lip_colour": float(lipstick),
        "lashes": float(rng.uniform(0.5, 1) if woman else rng.uniform(0, 0.25)),
    }


def _sample_hair(rng: np.random.Generator, woman: bool, age: str) -> dict[str, Any]:
    weights = {name: pair[0 if woman else 1] for name, pair in HAIR_STYLES.items()}
    if age == "child":
        weights["bald"] = 0.0
    if age == "old":
        weights["bald"] *= 2
    greyless = [0.0 if name in ("grey", "white") and age == "child" else 1.0 for name in HAIR]
    shares = tuple(np.multiply(_HAIR_COLOUR_WEIGHTS, greyless).tolist())
    colour = _choose(rng, tuple(HAIR), shares)
    greying = _choose(rng, ("grey", "white", "grey", colour))
    jitter = np.clip(rng.normal(0, 7, 3), -15, 15)
    return {
        "hair_style": _choose(rng, tuple(weights), tuple(weights.values())),
        "hair_colour": greying if age == "old" else colour,
        "hair_jitter": (float(jitter[0]), float(jitter[1]), float(jitter[2])),
        "parting": float(rng.choice((-1, 1)) * rng.uniform(0.1, 0.5)),
        "hair_volume": float(rng.uniform(0.85, 1.2)),
        "hairline": float(rng.uniform(-0.08, 0.06)),
        "long_curls": bool(rng.random() < (0.5 if woman else 0.15)),
        "straight_fringe": bool(rng.random() < 0.5),
        "scarf_colour": _choose(rng, SCARF_COLOURS),
        "hair_seed": int(rng.integers(1_000_000)),
    }


def _sample_extras(rng: np.random.Generator, woman: bool, age: str) -> dict[str, Any]:
    beard = _choose(rng, FACIAL_HAIR, (0.45, 0.12, 0.14, 0.11, 0.18))
    mole = _choose(rng, tuple(MOLES)[1:])
    return {
        "facial_hair": "none" if woman or age == "child" else beard,
        "glasses": _choose(rng, GLASSES, (0.72, 0.12, 0.11, 0.05)),
        "glasses_colour": _choose(rng, GLASSES_COLOURS),
        "freckles": bool(rng.random() < 0.18),
        "mole": mole if rng.random() < 0.2 else "none",
        "earrings": bool(rng.random() < (0.42 if woman else 0.08)) and age != "child",
    }
