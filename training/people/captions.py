"""Captions: comma-separated phrases that say what a drawing shows."""

import numpy as np

from training.people.identity import Identity
from training.people.palette import skin_name
from training.people.scene import Scene

_STYLE_WORDS = {
    "flat vector": ("flat vector illustration", "vector art", "flat illustration"),
    "watercolor": ("watercolor painting", "watercolor", "watercolor"),
    "pencil sketch": ("pencil sketch", "pencil drawing", "ink sketch"),
    "pop art": ("pop art", "vibrant color pop art", "comic style"),
    "oil painting": ("oil painting", "painterly oil painting", "oil painting"),
    "neon": ("neon", "neon night", "cyberpunk neon"),
    "film noir": ("film noir", "black and white film noir", "film noir"),
    "line art": ("line art", "line drawing", "line art"),
}
_EXPRESSION_WORDS = {
    "neutral": ("neutral expression", "calm"),
    "smiling": ("smiling", "happy"),
    "grinning": ("grinning", "laughing", "big smile"),
    "surprised": ("surprised",),
    "sad": ("sad",),
    "angry": ("angry",),
}
_HAIR_PHRASES = {  # the colour goes into the braces
    "bald": "bald",
    "buzz cut": "{} buzz cut",
    "side part": "{} side part hair",
    "quiff": "{} quiff",
    "pixie cut": "{} pixie cut",
    "bob": "{} bob hair",
    "long straight hair": "long straight {} hair",
    "long wavy hair": "long wavy {} hair",
    "afro": "{} afro hair",
    "curly hair": "curly {} hair",
    "bun": "{} hair in a bun",
    "ponytail": "{} ponytail",
    "braids": "{} braids",
    "mohawk": "{} mohawk",
    "spiky hair": "spiky {} hair",
    "messy hair": "messy {} hair",
}
_BACKGROUND_WORDS = {  # first and second colour go into the braces
    "plain": ("{0} background", "plain {0} background"),
    "gradient": ("{0} and {1} gradient background",),
    "circle": ("{0} background with {2} circle",),
    "stripes": ("{0} striped background",),
    "dots": ("{0} polka dot background",),
    "bokeh": ("bokeh lights", "bokeh background"),
    "jungle": ("jungle background", "in the jungle, leaves"),
    "night sky": ("night sky background", "at night, stars and moon"),
    "mountains": ("mountains background", "mountain landscape"),
    "city": ("city background", "in the city"),
    "mars": ("mars background", "on mars, red planet"),
    "snow": ("snow background", "winter, snowing"),
    "sunset": ("sunset background", "at sunset"),
    "window": ("by a window",),
}


class _Speaker:
    """Chooses words and leaves phrases out, or with no generator says everything plainly."""

    def __init__(self, rng: np.random.Generator | None) -> None:
        self._rng = rng

    def keeps(self, chance: float) -> bool:
        return self._rng is None or bool(self._rng.random() < chance)

    def picks(self, words: tuple[str, ...]) -> str:
        return words[0] if self._rng is None else words[int(self._rng.integers(len(words)))]

    def shuffles(self, phrases: list[str]) -> None:
        if self._rng is not None:
            self._rng.shuffle(phrases)


def caption(identity: Identity, scene: Scene, rng: np.random.Generator) -> str:
    """Describe the drawing in varied words; each phrase may be left out, the order varies."""
    return _describe(identity, scene, _Speaker(rng))


def full_caption(identity: Identity, scene: Scene) -> str:
    """Describe all that can be said of the drawing, in the usual words and order."""
    return _describe(identity, scene, _Speaker(None))


def _describe(identity: Identity, scene: Scene, speaker: _Speaker) -> str:
    style = speaker.picks(_STYLE_WORDS[scene.style]) + " " if speaker.keeps(0.9) else ""
    person = _with_article(_person_words(identity, speaker))
    phrases = _identity_phrases(identity, speaker) + _scene_phrases(scene, speaker)
    speaker.shuffles(phrases)
    return ", ".join([f"{style}portrait of {person}", *phrases])


def _person_words(identity: Identity, speaker: _Speaker) -> str:
    gender = identity.gender
    if not speaker.keeps(0.97):
        return "person"
    if identity.age == "child":
        return "girl" if gender == "woman" else "boy"
    if identity.age == "young":
        return "young " + gender
    if identity.age == "old":
        return speaker.picks(("old ", "elderly ")) + gender
    return gender


def _identity_phrases(identity: Identity, speaker: _Speaker) -> list[str]:
    """What stays with the person; the eyes of sunglasses are not mentioned."""
    phrases: list[str] = []
    if speaker.keeps(0.8):
        phrases.append(_hair_phrase(identity, speaker))
    if identity.glasses != "sunglasses" and speaker.keeps(0.4):
        phrases.append(f"{identity.eye_colour} eyes")
    if speaker.keeps(0.4):
        phrases.append(f"{skin_name(identity.skin)} skin")
    if identity.facial_hair != "none" and speaker.keeps(0.8):
        full = identity.facial_hair == "beard"
        phrases.append(speaker.picks(("beard", "full beard")) if full else identity.facial_hair)
    if identity.glasses != "none" and speaker.keeps(0.9):
        plain = identity.glasses == "sunglasses"
        phrases.append("sunglasses" if plain else speaker.picks((identity.glasses, "glasses")))
    if identity.freckles and speaker.keeps(0.7):
        phrases.append("freckles")
    if identity.earrings and identity.hair_style != "headscarf" and speaker.keeps(0.4):
        phrases.append("earrings")
    return phrases


def _hair_phrase(identity: Identity, speaker: _Speaker) -> str:
    if identity.hair_style == "headscarf":
        return speaker.picks((f"{identity.scarf_colour} headscarf", "headscarf"))
    return _HAIR_PHRASES[identity.hair_style].format(identity.hair_colour)


def _scene_phrases(scene: Scene, speaker: _Speaker) -> list[str]:
    phrases: list[str] = []
    if speaker.keeps(0.75):
        phrases.append(speaker.picks(_EXPRESSION_WORDS[scene.expression]))
    if speaker.keeps(0.75):
        colour = "" if scene.clothing == "denim jacket" else scene.clothing_colours[0] + " "
        phrases.append("wearing " + _with_article(colour + scene.clothing))
    if speaker.keeps(0.8):
        first, second = scene.background_colours
        words = speaker.picks(_BACKGROUND_WORDS[scene.background])
        phrases.append(words.format(first, second, _with_article(second)))
    if scene.light != "soft" and speaker.keeps(0.5):
        phrases.append(f"{scene.light} light")
    if abs(scene.yaw) > 12 and speaker.keeps(0.4):
        phrases.append("looking right" if scene.yaw > 0 else "looking left")
    elif abs(scene.yaw) < 5 and speaker.keeps(0.15):
        phrases.append("facing forward")
    return phrases


def _with_article(words: str) -> str:
    return ("an " if words[0] in "aeiou" else "a ") + words
