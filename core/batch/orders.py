"""From lines of JSON to the pictures that they ask for, each with a name that stays.

A picture is known by the sha256 of the recipe that it carries inside: one picture, its own seed,
its words chosen. So it is the same one in the next run, wherever its line has moved to, and the
same one when two lines ask for it.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from core.errors import BadInput
from core.recipe import SEEDS, Recipe
from core.reuse import varied
from core.wildcards import Wildcards, chooses, resolutions

_KEY_SHOWN = 16  # letters of a key in the name of a file


@dataclass(frozen=True)
class Order:
    """One picture that is wanted.

    Attributes:
        line: number of the line that asks for it, from 1.
        place: which of the pictures of its line it is, from 1; 0: the line asks for one only.
        recipe: draws exactly this picture.
    """

    line: int
    place: int
    recipe: Recipe

    @cached_property
    def key(self) -> str:
        """What it is known by, as the name of its file tells it."""
        return hashlib.sha256(self.recipe.to_json().encode()).hexdigest()[:_KEY_SHOWN]

    @property
    def name(self) -> str:
        """The name of its file."""
        place = f"-{self.place:02}" if self.place else ""
        return f"{self.line:05}{place}-{self.key}.png"


@dataclass(frozen=True)
class Refused:
    """A line that asks for nothing that could be drawn."""

    line: int
    error: BadInput


def read_orders(
    lines: Iterable[bytes], prepare: Callable[[Recipe], Recipe]
) -> Iterator[Order | Refused]:
    """The pictures that lines ask for, in their order; empty lines are passed over.

    Args:
        lines: a recipe as JSON each.
        prepare: makes a recipe ready to be drawn, or raises BadInput.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            recipes = _singles(prepare(Recipe.from_json(line.strip())))
        except BadInput as error:
            yield Refused(number, error)
            continue
        several = len(recipes) > 1
        for place, recipe in enumerate(recipes, 1):
            yield Order(number, place if several else 0, recipe)


def together(order: Order) -> tuple[object, ...]:
    """Sorts pictures so that those stand together which need the same models, people and words."""
    recipe, sampling = order.recipe, order.recipe.sampling
    return (
        (len(recipe.identities), *(prompt.adapter for prompt in recipe.image_prompts)),
        tuple(sorted((lora.name, lora.weight) for lora in recipe.loras)),
        tuple(control.net for control in recipe.controls),
        (sampling.width, sampling.height),
        tuple(identity.references for identity in recipe.identities),
        tuple(prompt.images for prompt in recipe.image_prompts),
        (recipe.prompt, recipe.negative_prompt),
        (order.line, order.place),
    )


def _singles(recipe: Recipe) -> tuple[Recipe, ...]:
    """A recipe for each picture of a recipe, as the engine itself would number the seeds."""
    if chooses(recipe):
        return resolutions(recipe, Wildcards())
    first, count = recipe.sampling.seed, recipe.sampling.count
    return tuple(varied(recipe, (first + index) % SEEDS) for index in range(count))
