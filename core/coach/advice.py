"""What the coach says: what is wrong, why, and the recipe that would be better."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from core.faces.head import NotAHead, fit
from core.faces.posing import FRAMINGS, HEAD_HEIGHT, Framing, framed
from core.lazy import Lazy
from core.packs.manifest import Manifest
from core.pose import as_landmarks, landmarks_in
from core.recipe import SEEDS, Identity, Recipe
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

SMALL_HEAD = 0.22  # of the height of the pack's own pictures, in pixels
FEWEST_PIXELS = 120  # of a head: 15 of the latents

Rule = Literal[
    "guidance",
    "strengths",
    "few-step",
    "size",
    "small-face",
    "memory",
    "contradiction",
    "no-face",
    "burnt",
    "pose",
    "black",
    "likeness",
]


@dataclass(frozen=True)
class Advice:
    """One thing that could be better.

    Attributes:
        rule: which of the rules speaks.
        what: goes wrong, or went wrong.
        why: it does.
        offer: what a click would change, as the words of its button; None without `recipe`.
        recipe: the changed one; None: there is nothing that a click could change.
    """

    rule: Rule
    what: Told
    why: Told
    offer: Told | None = None
    recipe: Recipe | None = None


def with_sampling(recipe: Recipe, **changes: object) -> Recipe:
    """The same recipe with other numbers of sampling, which are in their range."""
    return recipe.model_copy(update={"sampling": recipe.sampling.model_copy(update=changes)})


def with_size(recipe: Recipe, width: int, height: int) -> Recipe:
    """The same recipe in another size; faces that were put somewhere keep their framing."""
    before = (recipe.sampling.width, recipe.sampling.height)
    people = tuple(
        one.model_copy(update={"landmarks": landmarks_in(one.landmarks, before, (width, height))})
        for one in recipe.identities
    )
    sized = with_sampling(recipe, width=width, height=height)
    return sized.model_copy(update={"identities": people})


def with_person(recipe: Recipe, place: int, **changes: object) -> Recipe:
    """The same recipe with other settings of one person, which are in their range."""
    people = list(recipe.identities)
    people[place] = people[place].model_copy(update=changes)
    return recipe.model_copy(update={"identities": tuple(people)})


def with_points(recipe: Recipe, place: int, points: np.ndarray) -> Recipe:
    """The same recipe with the landmarks (5, 2) of one person."""
    return with_person(recipe, place, landmarks=as_landmarks(points), pose=None)


def with_next_seed(recipe: Recipe) -> Recipe:
    """The same recipe with other noise to begin with."""
    return with_sampling(recipe, seed=(recipe.sampling.seed + 1) % SEEDS)


def head_share(points: np.ndarray, height: int) -> float:
    """Height of the head from chin to crown, as a share of the picture's; points are (5, 2)."""
    try:
        eyes = fit(points).size
    except NotAHead:
        eyes = float(np.linalg.norm(points[1] - points[0]))
    return HEAD_HEIGHT * eyes / height


def least_head(manifest: Manifest) -> int:
    """Height in pixels that a head needs at least for a pack to draw its features."""
    return round(max(SMALL_HEAD * manifest.defaults.height, FEWEST_PIXELS))


def with_larger_face(recipe: Recipe, place: int, points: np.ndarray, manifest: Manifest) -> Recipe:
    """The same recipe with the face at `points` (5, 2) in a framing in which the pack draws it."""
    width, height = recipe.sampling.width, recipe.sampling.height
    enough = FRAMINGS["bust"][0] * height >= least_head(manifest)
    framing: Framing = "bust" if enough else "close"
    return with_points(recipe, place, framed(points, framing, "centre", width, height))


def has_own_pose(identity: Identity) -> bool:
    """Whether the head is to stand otherwise than in the person's first photo."""
    return identity.landmarks is not None or identity.pose is not None


def loudness(recipe: Recipe) -> float:
    """The strengths λ that add up in every layer: the strongest person's and the image prompts'."""
    people = max((one.likeness for one in recipe.identities), default=0.0)
    return people + sum(
        one.strength for one in recipe.image_prompts if one.layers == "all" and not one.blocks
    )
