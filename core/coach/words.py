"""Words of a prompt that contradict the rest of a recipe, as far as that can honestly be known.

Known are the negative prompt, how many people there are, and how the face is held: turned, tilted
and how large, by its landmarks. What a photo's face models do not tell is not judged.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.coach.advice import Advice, head_share, with_points
from core.faces.head import NotAHead, fit
from core.faces.posing import Framing, framed, turned
from core.lazy import Lazy
from core.prompt_weights import parse
from core.recipe import Recipe
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

Size = tuple[int, int]
Points = Sequence["np.ndarray | None"]

_LARGE_HEAD, _LITTLE_HEAD = 0.33, 0.35  # shares of the height: a whole body has room; a close-up
_SIDE, _AHEAD = 20.0, 25.0  # degrees of turn: less is no view from the side; more none ahead
_PROFILE = 45.0  # degrees: as far as five points tell a turn


def contradictions(recipe: Recipe, landmarks: Points, size: Size) -> Iterable[Advice]:
    """What in the words can't come true.

    Args:
        recipe: whose words are read.
        landmarks: where each person's face is to stand, (5, 2) in pixels; None: not known yet.
        size: width and height of the picture.
    """
    words = parse(recipe.prompt).text
    yield from _wanted_and_not(recipe, words)
    alone = len(recipe.identities) == 1 and recipe.identities[0].structure > 0
    if alone and landmarks and landmarks[0] is not None:
        yield from _against_the_pose(recipe, words, np.asarray(landmarks[0], np.float64), size)


def wants_whole_body(prompt: str) -> bool:
    """Whether the words ask for a picture in which the face must be small."""
    return _WHOLE_BODY.words.search(prompt) is not None


def _wanted_and_not(recipe: Recipe, words: str) -> Iterable[Advice]:
    both = _phrases(words) & _phrases(parse(recipe.negative_prompt).text)
    if not both:
        return
    parts = recipe.negative_prompt.split(",")
    kept = [part for part in parts if not _phrases(parse(part).text) & both]
    yield Advice(
        "contradiction",
        Told("'{0}' will hardly be seen.", min(both)),
        Told("It stands in the prompt and in the negative prompt as well."),
        Told("Take it out of the negative prompt"),
        recipe.model_copy(update={"negative_prompt": ",".join(kept).strip(" ,")}),
    )


def _phrases(text: str) -> set[str]:
    return {part.strip().lower() for part in re.split(r"[,，\n]", text)} - {""}


@dataclass(frozen=True)
class _View:
    """How words want a person to be seen, and the points that show it."""

    words: re.Pattern[str]
    offer: Told
    framing: Framing | None = None
    yaw: float | None = None  # degrees

    def better(self, points: np.ndarray, size: Size) -> np.ndarray | None:
        """Points (5, 2) that obey; None: these do already. Raises NotAHead if no head has them."""
        if self.yaw is not None:
            held = fit(points).yaw
            fits = abs(held) >= _SIDE if self.yaw else abs(held) <= _AHEAD
            return None if fits else turned(points, yaw=math.copysign(self.yaw, held))
        assert self.framing is not None
        share = head_share(points, size[1])
        fits = share <= _LARGE_HEAD if self.framing == "full" else share >= _LITTLE_HEAD
        return None if fits else framed(points, self.framing, "centre", *size)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_WHOLE_BODY = _View(
    _words(r"\b(full[- ](body|length)|whole body|head to toe)\b|全身"),
    Told("Make the face smaller"),
    framing="full",
)
_VIEWS = (
    _WHOLE_BODY,
    _View(
        _words(r"\b(close[- ]?up|head ?shot)\b|特写"), Told("Make the face larger"), framing="close"
    ),
    _View(
        _words(r"\b(in profile|profile (view|portrait)|side view|from the side)\b|侧脸|侧面"),
        Told("Turn the head"),
        yaw=_PROFILE,
    ),
    _View(
        _words(r"\b(front(al)? view|from the front|facing (the camera|forward))\b|正面"),
        Told("Turn the head"),
        yaw=0.0,
    ),
)  # fmt: skip


def _against_the_pose(
    recipe: Recipe, words: str, points: np.ndarray, size: Size
) -> Iterable[Advice]:
    """The words ask for another view than IdentityNet holds the face in."""
    for view in _VIEWS:
        said = view.words.search(words)
        if said is None:
            continue
        try:
            better = view.better(points, size)
        except NotAHead:
            continue
        if better is not None:
            yield Advice(
                "contradiction",
                Told("The picture will not show '{0}'.", said.group(0).strip()),
                Told("IdentityNet holds the face otherwise, and is stronger than words."),
                view.offer,
                with_points(recipe, 0, better),
            )
            return
