"""Captions: what a drawing shows, in varied English.

A caption is put together from facts: each fact has several wordings, facts are left out at
random, and several frames set them in order: a list of phrases, the style first or last, or one
running sentence. `plain_caption` says everything in the usual words and order; measuring asks so.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from training.people.identity import Identity
from training.people.palette import skin_name
from training.people.scene import Scene

About = Literal["all", "scene", "title", "person"]
"""What a caption may speak of: everything, all but the looks of the person, style and person, or
the person's age and gender only."""

_STYLE_WORDS = {
    "flat vector": (
        "flat vector illustration",
        "vector art",
        "flat illustration",
        "vector illustration",
        "cartoon",
    ),
    "watercolor": (
        "watercolor painting",
        "watercolor",
        "watercolour painting",
        "soft watercolor",
        "aquarelle",
    ),
    "pencil sketch": ("pencil sketch", "pencil drawing", "sketch", "graphite drawing"),
    "pop art": ("pop art", "comic style", "vibrant pop art", "comic book"),
    "oil painting": ("oil painting", "painterly oil painting", "oil on canvas", "impressionist"),
    "neon": ("neon", "cyberpunk neon", "neon lights", "glowing neon", "cyberpunk"),
    "film noir": (
        "film noir",
        "black and white film noir",
        "noir",
        "black and white photograph",
    ),
    "line art": ("line art", "line drawing", "ink drawing", "outline drawing"),
}
_EXPRESSION_WORDS = {
    "neutral": ("neutral expression", "calm", "serious", "neutral"),
    "smiling": ("smiling", "happy", "with a smile", "gentle smile"),
    "grinning": ("grinning", "laughing", "big smile", "with a wide grin"),
    "surprised": ("surprised", "astonished", "shocked", "open mouth"),
    "sad": ("sad", "unhappy", "frowning", "sorrowful"),
    "angry": ("angry", "furious", "mad"),
}
_HAIR_PHRASES = {  # the colour goes into the braces
    "bald": ("bald", "bald head", "no hair"),
    "buzz cut": ("{} buzz cut", "very short {} hair", "shaved {} hair"),
    "side part": ("{} side part hair", "short {} hair with a side part", "neat short {} hair"),
    "quiff": ("{} quiff", "{} hair in a quiff"),
    "pixie cut": ("{} pixie cut", "{} hair in a pixie cut"),
    "bob": ("{} bob hair", "{} bob", "chin length {} hair"),
    "long straight hair": ("long straight {} hair", "long {} hair", "straight {} hair"),
    "long wavy hair": ("long wavy {} hair", "wavy {} hair", "flowing {} hair"),
    "afro": ("{} afro hair", "{} afro", "big round {} afro"),
    "curly hair": ("curly {} hair", "{} curls", "{} curly hair"),
    "bun": ("{} hair in a bun", "{} bun"),
    "ponytail": ("{} ponytail", "{} hair in a ponytail"),
    "braids": ("{} braids", "{} hair in braids", "two {} braids", "{} pigtails"),
    "mohawk": ("{} mohawk", "punk {} mohawk"),
    "spiky hair": ("spiky {} hair", "{} spikes", "spiked {} hair"),
    "messy hair": ("messy {} hair", "tousled {} hair", "untidy {} hair"),
}
_CLOTHING_WORDS = {
    "t-shirt": ("t-shirt", "tee", "tee shirt"),
    "hoodie": ("hoodie", "hooded sweatshirt"),
    "suit": ("suit", "suit and tie", "business suit"),
    "turtleneck": ("turtleneck", "turtleneck sweater", "roll neck"),
    "shirt": ("shirt", "shirt with a collar", "button shirt"),
    "dress": ("dress", "sleeveless dress", "top"),
    "scarf": ("scarf", "knitted scarf", "winter scarf"),
    "striped sweater": ("striped sweater", "striped jumper", "sweater with stripes"),
    "denim jacket": ("denim jacket", "jeans jacket", "blue denim jacket"),
}
_BACKGROUND_WORDS = {  # first and second colour go into the braces
    "plain": ("{0} background", "plain {0} background", "simple {0} background"),
    "gradient": ("{0} and {1} gradient background", "{0} to {1} gradient"),
    "circle": ("{0} background with {2} circle", "{2} circle on {0}"),
    "stripes": ("{0} striped background", "{0} stripes"),
    "dots": ("{0} polka dot background", "{0} dotted background", "polka dots on {0}"),
    "bokeh": ("bokeh lights", "bokeh background", "blurred lights", "bokeh"),
    "jungle": ("jungle background", "in the jungle", "green leaves", "forest background"),
    "night sky": ("night sky background", "stars and moon", "at night", "under a starry sky"),
    "mountains": ("mountains background", "mountain landscape", "in the mountains"),
    "city": ("city background", "in the city", "city skyline", "skyscrapers"),
    "mars": ("mars background", "on mars", "on the red planet"),
    "snow": ("snow background", "in the snow", "winter landscape", "snowing"),
    "sunset": ("sunset background", "at sunset", "evening sun"),
    "window": ("by a window", "window background", "in front of a window"),
}
_PEOPLE = {  # by age and gender
    ("child", "woman"): ("girl", "little girl", "child"),
    ("child", "man"): ("boy", "little boy", "child"),
    ("young", "woman"): ("young woman", "young lady", "young female"),
    ("young", "man"): ("young man", "young guy", "young male"),
    ("adult", "woman"): ("woman", "lady", "female", "middle aged woman"),
    ("adult", "man"): ("man", "guy", "male", "gentleman", "middle aged man"),
    ("old", "woman"): ("old woman", "elderly woman", "grandmother", "old lady"),
    ("old", "man"): ("old man", "elderly man", "grandfather", "old gentleman"),
}


class _Speaker:
    """Chooses words and leaves phrases out, or with no generator says everything plainly."""

    def __init__(self, rng: np.random.Generator | None) -> None:
        self._rng = rng

    def keeps(self, chance: float) -> bool:
        return self._rng is None or bool(self._rng.random() < chance)

    def picks(self, words: tuple[str, ...]) -> str:
        """The usual words about half of the time."""
        if self._rng is None or len(words) == 1 or self._rng.random() < 0.4:
            return words[0]
        return words[1 + int(self._rng.integers(len(words) - 1))]

    def shuffles(self, phrases: list[str]) -> None:
        if self._rng is not None:
            self._rng.shuffle(phrases)

    def frame(self) -> float:
        """A number in 0..1 that decides on the frame; 0 is the usual one."""
        return 0.0 if self._rng is None else float(self._rng.random())


class _Talker(_Speaker):
    """Chooses words and leaves nothing out."""

    def keeps(self, chance: float) -> bool:
        return True


@dataclass(frozen=True)
class _Facts:
    """What is said, worded."""

    style: str  # may be empty
    person: str  # with its article
    looks: list[str]
    scene: list[str]


def caption(
    identity: Identity, scene: Scene, rng: np.random.Generator, about: About = "all"
) -> str:
    """Describe the drawing in varied words; any fact may be left out, frames and order vary."""
    speaker = _Speaker(rng)
    facts = _facts(identity, scene, speaker, about)
    return _framed(facts, speaker)


def plain_caption(identity: Identity, scene: Scene, about: About = "all") -> str:
    """Describe what can be said of the drawing, in the usual words and order."""
    speaker = _Speaker(None)
    return _framed(_facts(identity, scene, speaker, about), speaker)


def free_caption(identity: Identity, scene: Scene, rng: np.random.Generator) -> str:
    """Describe what can be said of the drawing, in varied words and order."""
    speaker = _Talker(rng)
    return _framed(_facts(identity, scene, speaker, "all"), speaker)


def _facts(identity: Identity, scene: Scene, speaker: _Speaker, about: About) -> _Facts:
    style = speaker.picks(_STYLE_WORDS[scene.style]) if speaker.keeps(0.92) else ""
    style = "" if about == "person" else style
    named = speaker.keeps(0.85 if about == "all" else 0.75)
    person = speaker.picks(_PEOPLE[identity.age, identity.gender]) if named else "person"
    return _Facts(
        style=style,
        person=_with_article(person),
        looks=_looks(identity, speaker) if about == "all" else [],
        scene=_scene_phrases(scene, speaker) if about in ("all", "scene") else [],
    )


def _framed(facts: _Facts, speaker: _Speaker) -> str:
    """Set the facts in order: a list, the style first or last, or one running sentence."""
    phrases = facts.looks + facts.scene
    speaker.shuffles(phrases)
    frame, style, person = speaker.frame(), facts.style, facts.person
    if frame < 0.5:
        words = [f"{style} portrait of {person}".strip(), *phrases]
    elif frame < 0.65:
        words = [f"{_with_article(style)} of {person}" if style else person, *phrases]
    elif frame < 0.8:
        words = [f"portrait of {person}", *phrases, *filter(None, [style])]
    elif frame < 0.9:
        words = [*filter(None, [style]), *phrases, f"portrait of {person}"]
    else:
        return " ".join([person, _joined(phrases), f"in {style} style" if style else ""]).strip()
    return ", ".join(words)


def _joined(phrases: list[str]) -> str:
    """As in running speech: `with` before what the person has, commas between."""
    leads = ("with ", "wearing ", "in ", "on ", "at ", "by ", "under ", "looking ", "facing ")
    return ", ".join(p if p.startswith(leads) else f"with {p}" for p in phrases)


def _looks(identity: Identity, speaker: _Speaker) -> list[str]:
    """What stays with the person; the eyes of sunglasses are not mentioned."""
    phrases: list[str] = []
    if speaker.keeps(0.85):
        phrases.append(_hair_phrase(identity, speaker))
    if identity.glasses != "sunglasses" and speaker.keeps(0.4):
        phrases.append(f"{identity.eye_colour} eyes")
    if speaker.keeps(0.5):
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
        return speaker.picks((f"{identity.scarf_colour} headscarf", "headscarf", "hijab"))
    return speaker.picks(_HAIR_PHRASES[identity.hair_style]).format(identity.hair_colour)


def _scene_phrases(scene: Scene, speaker: _Speaker) -> list[str]:
    phrases: list[str] = []
    if speaker.keeps(0.9):
        phrases.append(speaker.picks(_EXPRESSION_WORDS[scene.expression]))
    if speaker.keeps(0.8):
        garment = speaker.picks(_CLOTHING_WORDS[scene.clothing])
        colour = "" if scene.clothing == "denim jacket" else scene.clothing_colours[0] + " "
        phrases.append("wearing " + _with_article(colour + garment))
    if speaker.keeps(0.85):
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
