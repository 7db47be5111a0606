"""Take over from an earlier recipe what is wanted, and nothing else."""

from typing import Literal

from core.errors import BadInput
from core.recipe import SEEDS, Identity, Point, Recipe

Part = Literal["seed", "prompt", "people", "pose"]
_FARTHEST = 10_000.0  # pixels, as Pixel in core.recipe


def reused(draft: Recipe, other: Recipe, part: Part) -> Recipe:
    """The draft with one part of another recipe.

    Args:
        draft: what is being edited.
        other: where the part comes from.
        part: "seed"; "prompt", with the negative one; "people", with their strengths and poses;
            "pose", where the face of each person stands, scaled to the draft's size.

    Raises:
        BadInput: for a pose, if one of both recipes has nobody.
    """
    if part == "seed":
        sampling = draft.sampling.model_copy(update={"seed": other.sampling.seed})
        return draft.model_copy(update={"sampling": sampling})
    if part == "prompt":
        fields = ("prompt", "negative_prompt", "asked")
        words = {name: getattr(other, name) for name in fields}
        return draft.model_copy(update=words)
    if part == "people":
        return draft.model_copy(update={"identities": other.identities})
    if not other.identities:
        raise BadInput("This picture has no pose: nobody was asked for.", "Choose another one.")
    if not draft.identities:
        raise BadInput("There is nobody to take the pose.", "Choose a person first.")
    scale = (
        draft.sampling.width / other.sampling.width,
        draft.sampling.height / other.sampling.height,
    )
    posed = [
        _posed(person, like, scale)
        for person, like in zip(draft.identities, other.identities, strict=False)
    ]
    return draft.model_copy(update={"identities": (*posed, *draft.identities[len(posed) :])})


def varied(recipe: Recipe, seed: int) -> Recipe:
    """The same recipe with another seed, for one picture."""
    sampling = recipe.sampling.model_copy(update={"seed": seed, "count": 1})
    return recipe.model_copy(update={"sampling": sampling})


def remaining(recipe: Recipe, drawn: int) -> Recipe:
    """The recipe of what is left after its first pictures; each has the seed it would have had."""
    sampling = recipe.sampling
    rest = {"seed": (sampling.seed + drawn) % SEEDS, "count": sampling.count - drawn}
    return recipe.model_copy(update={"sampling": sampling.model_copy(update=rest)})


def _posed(person: Identity, like: Identity, scale: tuple[float, float]) -> Identity:
    if like.landmarks is not None:
        points = tuple(_scaled(point, scale) for point in like.landmarks)
        return person.model_copy(update={"landmarks": points, "pose": None})
    return person.model_copy(update={"landmarks": None, "pose": like.pose or like.references[0]})


def _scaled(point: Point, scale: tuple[float, float]) -> Point:
    x, y = (
        min(max(value * factor, -_FARTHEST), _FARTHEST)
        for value, factor in zip(point, scale, strict=True)
    )
    return x, y
