"""What a drawing shows, as numbers: one class of each fact, or none where it can't be seen."""

import numpy as np

from training.people.identity import AGES, FACIAL_HAIR, GENDERS, GLASSES, HAIR_STYLES, Identity
from training.people.palette import HAIR, PAINTS
from training.people.scene import BACKGROUNDS, CLOTHES, EXPRESSIONS, STYLES, Scene

FACTS: dict[str, tuple[str, ...]] = {
    "style": tuple(STYLES),
    "background": BACKGROUNDS,
    "clothing": CLOTHES,
    "clothing_colour": tuple(PAINTS),
    "expression": tuple(EXPRESSIONS),
    "hair": tuple(HAIR_STYLES),
    "hair_colour": tuple(HAIR),
    "facial_hair": FACIAL_HAIR,
    "glasses": GLASSES,
    "gender": GENDERS,
    "age": AGES,
}
COLOURLESS = ("pencil sketch", "film noir", "line art")
UNSEEN = -1  # the class of a fact that the drawing does not show


def facts(identity: Identity, scene: Scene) -> dict[str, int]:
    """The class of every fact of FACTS, or UNSEEN.

    Styles without colour show no colours; a denim jacket is blue whatever its colours are; a
    bald head and one under a scarf have no hair colour.
    """
    values = {
        "style": scene.style,
        "background": scene.background,
        "clothing": scene.clothing,
        "clothing_colour": scene.clothing_colours[0],
        "expression": scene.expression,
        "hair": identity.hair_style,
        "hair_colour": identity.hair_colour,
        "facial_hair": identity.facial_hair,
        "glasses": identity.glasses,
        "gender": identity.gender,
        "age": identity.age,
    }
    classes = {name: FACTS[name].index(value) for name, value in values.items()}
    if scene.style in COLOURLESS or scene.clothing == "denim jacket":
        classes["clothing_colour"] = UNSEEN
    if scene.style in COLOURLESS or identity.hair_style in ("bald", "headscarf"):
        classes["hair_colour"] = UNSEEN
    return classes


def table(people: list[tuple[Identity, Scene]]) -> np.ndarray:
    """The facts of several drawings, int64 (n, facts), in the order of FACTS."""
    rows = [facts(identity, scene) for identity, scene in people]
    return np.array([[row[name] for name in FACTS] for row in rows], np.int64)
