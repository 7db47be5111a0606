"""Whether a picture comes out the same when its recipe is drawn again, and if not, why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from core.credentials import State, read
from core.errors import BadInput
from core.imaging import load_image
from core.lazy import Lazy
from core.made import NAMES, MadeWith, changes
from core.picture import read_made, read_recipe
from core.portrait import Portrait
from core.recipe import Recipe
from core.told import Told, in_a_row

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

_CLOSE = 1.0  # of 255 in the mean: what nobody sees, and other sums of the same numbers give
_MOST_REASONS = 4


class Outcome(Enum):
    """How a picture came out again."""

    IDENTICAL = "identical"  # every pixel
    CLOSE = "close"
    DIFFERENT = "different"


@dataclass(frozen=True, eq=False)
class Kept:
    """A picture that is to be drawn again.

    Attributes:
        recipe: draws it.
        made: what it was made with; None: it does not say.
        image: RGB uint8, shape (h, w, 3).
        was_changed: whether its content credentials say that the file was changed since.
    """

    recipe: Recipe
    made: MadeWith | None
    image: np.ndarray
    was_changed: bool

    @classmethod
    def load(cls, path: Path) -> Kept:
        """Read a PNG of Likeness.

        Raises:
            BadInput: if it is none, or what it says can't be used.
        """
        recipe, made, image = read_recipe(path), read_made(path), load_image(path)
        changed = read(path.read_bytes(), "image/png").state is State.CHANGED
        return cls(recipe, made, image, changed)


@dataclass(frozen=True)
class Replay:
    """How a picture came out when it was drawn again.

    Attributes:
        outcome: in a word.
        largest: difference of one colour of one pixel, 0 to 255.
        mean: difference of all colours of all pixels, 0 to 255.
        changed: share of the pixels that differ, 0 to 1.
        reasons: what it was not made alike with, a sentence each; may be more than mattered.
    """

    outcome: Outcome
    largest: int
    mean: float
    changed: float
    reasons: tuple[Told, ...]

    def verdict(self) -> Told:
        """How it came out, as a sentence."""
        if self.outcome is Outcome.IDENTICAL:
            return Told("Identical: every pixel is the same.")
        numbers = (self.largest, self.mean, self.changed)
        if self.outcome is Outcome.CLOSE:
            return Told(
                "Close: a colour differs by at most {0} of 255, by {1:.2g} in the mean; "
                "{2:.2%} of the pixels differ.",
                *numbers,
            )
        return Told(
            "Different: a colour differs by up to {0} of 255, by {1:.2g} in the mean; "
            "{2:.2%} of the pixels differ.",
            *numbers,
        )

    def sentence(self) -> Told:
        """The same, and why."""
        return in_a_row(self.verdict(), *self.reasons)


def compared(kept: Kept, again: Portrait) -> Replay:
    """How a picture came out again.

    Raises:
        BadInput: if the sizes differ: then the file's pixels are not those that were drawn.
    """
    if kept.image.shape != again.image.shape:
        raise BadInput(
            Told(
                "The picture was resized since: it is {0} × {1}, and was drawn {2} × {3}.",
                *(kept.image.shape[1], kept.image.shape[0]),
                *(again.image.shape[1], again.image.shape[0]),
            ),
            "Verify the picture as Likeness has saved it.",
        )
    apart = difference(kept.image, again.image)
    largest, mean = int(apart.max()), float(apart.mean())
    if not largest:
        outcome = Outcome.IDENTICAL
    else:
        outcome = Outcome.CLOSE if mean <= _CLOSE else Outcome.DIFFERENT
    changed = float((apart.max(axis=2) > 0).mean())
    reasons = tuple(_reasons(kept, again.made, outcome))
    return Replay(outcome, largest, mean, changed, reasons)


def difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How far each colour of two pictures of one size is apart; all are RGB uint8 (h, w, 3)."""
    return np.where(one > other, one - other, other - one)


def shown_difference(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The same to be looked at: where nothing differs black, and the largest difference white."""
    apart = difference(one, other)
    scale = 255 / max(1, int(apart.max()))
    return (apart * scale).astype(np.uint8)


def _reasons(kept: Kept, now: MadeWith | None, outcome: Outcome) -> Iterator[Told]:
    if kept.was_changed:
        yield Told("The file was changed since it was signed.")
    if kept.made is None or now is None:
        yield Told("The picture does not say what it was made with.")
        return
    found = [_reason(kept.made, *change) for change in changes(kept.made, now)]
    yield from found[:_MOST_REASONS]
    if len(found) > _MOST_REASONS:
        yield Told("{0} more files or versions differ.", len(found) - _MOST_REASONS)
    if not found and not kept.was_changed and outcome is not Outcome.IDENTICAL:
        yield Told("Model files, versions and device are the same; so the pixels were changed.")


def _reason(then: MadeWith, name: str, first: str, second: str) -> Told:
    if name in NAMES:
        called = NAMES[name]
        return Told("{0}: it was {1}, and is {2} now.", called, first, second)
    if first and second:
        return Told("The file {0} of the pack {1} has another content.", name, then.pack)
    if first:
        return Told("The file {0} took part, and does not any more.", name)
    return Told("The file {0} did not take part, and does now.", name)
