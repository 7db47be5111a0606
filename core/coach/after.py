"""What went wrong in a picture that was drawn, told from the picture itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.coach.advice import (
    Advice,
    has_own_pose,
    head_share,
    least_head,
    loudness,
    with_larger_face,
    with_next_seed,
    with_person,
    with_points,
    with_sampling,
)
from core.faces.head import NotAHead, fit
from core.faces.likeness import Resemblance
from core.faces.posing import turned
from core.lazy import Lazy
from core.packs.manifest import Manifest
from core.portrait import Portrait, landmark_error
from core.recipe import Recipe, Refine
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

BURNT = 0.12  # share of clipped pixels, where guidance or strengths are above the pack's own
BURNT_ANYWAY = 0.55  # where they are not: comics and neon are like that
BLACK = 40.0  # of 255: all but a hundredth of the numbers of a black picture are below
FLAT = 2.0  # of 255: the deviation of a picture of one colour
SPREADS = 3.0  # below the own photos: so unlike are hardly any two photos of a person
LEAST_LIKE = 0.35  # of the person's own scale; less is unlike, however much the photos differ
COPIED = 0.2  # landmark error: the face stands as in the photo
ODD_TURN, ODD_TILT = 15.0, 10.0  # degrees; a head held like that is noticed
_MORE = 1.2  # times as much of a strength
_HIGHEST = 1.5  # of a strength


@dataclass(frozen=True, eq=False)
class Drawn:
    """A picture that was drawn.

    Attributes:
        image: RGB uint8 (h, w, 3).
        recipe: of this one picture.
        people: how each of the recipe's people came out.
        manifest: of the pack that drew it.
    """

    image: np.ndarray
    recipe: Recipe
    people: Sequence[Resemblance]
    manifest: Manifest

    @classmethod
    def of(cls, portrait: Portrait, manifest: Manifest) -> Drawn:
        """As the engine gave it."""
        return cls(portrait.image, portrait.recipe, portrait.people, manifest)


def advise(drawn: Drawn) -> tuple[Advice, ...]:
    """All that went wrong; the most harmful first. A black picture has no other faults."""
    black = tuple(_black(drawn))
    return black or tuple(advice for rule in RULES for advice in rule(drawn))


def burnt_share(image: np.ndarray) -> float:
    """Share of the pixels, RGB uint8 (h, w, 3), of which a channel is clipped, but not each alike.

    What is plainly white or black, such as paper or night, is no burn.
    """
    high, low = image >= 252, image <= 3
    clipped = (high | low).any(-1) & ~high.all(-1) & ~low.all(-1)
    return float(clipped.mean())


def least_share(one: Resemblance) -> float:
    """Below this share of the person's own scale a portrait is unlike the person."""
    return max(LEAST_LIKE, 1 - SPREADS * one.scale.spread_share)


def _black(drawn: Drawn) -> Iterable[Advice]:
    if np.percentile(drawn.image, 99) >= BLACK and drawn.image.std() >= FLAT:
        return
    recipe, usual = drawn.recipe, drawn.manifest.defaults
    better = calmed(recipe, drawn.manifest)
    lower = better.sampling.guidance < recipe.sampling.guidance
    offer = (
        Told("Set guidance to {0:g}", usual.guidance)
        if lower
        else Told("Set the pack's own strengths")
    )
    if recipe.start is not None and recipe.start.strength < 0.5:
        start = recipe.start.model_copy(update={"strength": 0.8})
        better = recipe.model_copy(update={"start": start})
        offer = Told("Change the start image by {0:g}", 0.8)
    elif better == recipe:
        better, offer = with_next_seed(recipe), Told("Try another seed")
    yield Advice(
        "black",
        Told("There is nothing to be seen in the picture."),
        Told(
            "It is of one colour: the numbers of the model ran away, or the start image is empty."
        ),
        offer,
        better,
    )


def calmed(recipe: Recipe, manifest: Manifest) -> Recipe:
    """The recipe with guidance, strengths and weights no higher than the pack is known to bear."""
    usual = manifest.defaults
    calm = with_sampling(recipe, guidance=min(recipe.sampling.guidance, usual.guidance))
    for place, one in enumerate(calm.identities):
        likeness, structure = min(one.likeness, usual.likeness), min(one.structure, usual.structure)
        calm = with_person(calm, place, likeness=likeness, structure=structure)
    loras = tuple(
        one.model_copy(update={"weight": min(1.0, max(-1.0, one.weight))}) for one in calm.loras
    )
    return calm.model_copy(update={"loras": loras})


def _no_face(drawn: Drawn) -> Iterable[Advice]:
    for place, one in enumerate(drawn.people):
        if one.found is None:
            offer, better = _firmer(drawn, place)
            yield Advice(
                "no-face",
                Told("No face was found where it was asked for."),
                Told("The face was too small, or IdentityNet and ID tokens were too weak for it."),
                offer,
                better,
            )
            return


def _firmer(drawn: Drawn, place: int) -> tuple[Told, Recipe]:
    """What brings a face out."""
    return _plainer(drawn, place) or (Told("Try another seed"), with_next_seed(drawn.recipe))


def _plainer(drawn: Drawn, place: int) -> tuple[Told, Recipe] | None:
    """What was set weaker or smaller than usual, set right; None: nothing was."""
    usual, recipe = drawn.manifest.defaults, drawn.recipe
    person = recipe.identities[place]
    like, firm = max(person.likeness, usual.likeness), max(person.structure, usual.structure)
    better = with_person(recipe, place, structure=firm, likeness=like, window=(0.0, 1.0))
    if better != recipe:
        return Told("Set likeness λ to {0:g}, face structure to {1:g}", like, firm), better
    points = np.asarray(drawn.people[place].asked, np.float64)
    if _is_small(drawn, points) and len(recipe.identities) == 1:
        larger = with_larger_face(recipe, place, points, drawn.manifest)
        return Told("Make the face larger"), larger
    return None


def _burnt(drawn: Drawn) -> Iterable[Advice]:
    recipe, usual, sampling = drawn.recipe, drawn.manifest.defaults, drawn.recipe.sampling
    share = burnt_share(drawn.image)
    driven = sampling.guidance > usual.guidance or loudness(recipe) > usual.likeness
    if share < (BURNT if driven else BURNT_ANYWAY):
        return
    lower = round(0.7 * sampling.guidance, 1)
    if sampling.guidance > usual.guidance:
        calm = with_sampling(recipe, guidance=usual.guidance)
        offer, better = Told("Set guidance to {0:g}", usual.guidance), calm
    elif (better := calmed(recipe, drawn.manifest)) != recipe:
        offer = Told("Set the pack's own strengths")
    elif lower > 1:
        offer, better = Told("Set guidance to {0:g}", lower), with_sampling(recipe, guidance=lower)
    else:
        return
    yield Advice(
        "burnt",
        Told("The picture looks burnt."),
        Told(
            "{0:.0f} % of its pixels are at the end of a colour, where no detail is left.",
            100 * share,
        ),
        offer,
        better,
    )


def _pose(drawn: Drawn) -> Iterable[Advice]:
    """A head that is held oddly in the photo is held so in every picture."""
    recipe = drawn.recipe
    for place, one in enumerate(drawn.people):
        error, person = landmark_error(one.found, one.asked), recipe.identities[place]
        if error is None or error > COPIED or has_own_pose(person) or not person.structure:
            continue
        try:
            points = np.asarray(one.asked, np.float64)
            head = fit(points)
            if abs(head.yaw) < ODD_TURN and abs(head.roll) < ODD_TILT:
                continue
            straight = turned(points, yaw=0.0, roll=0.0)
        except NotAHead:
            continue
        yield Advice(
            "pose",
            Told("The head is held as in the photo."),
            Told("IdentityNet takes the landmarks of the first photo where no others are given."),
            Told("Hold it straight"),
            with_points(recipe, place, straight),
        )


def _likeness(drawn: Drawn) -> Iterable[Advice]:
    for place, one in enumerate(drawn.people):
        if one.share is None or one.share >= least_share(one):
            continue
        offer, better = _more_alike(drawn, place)
        yield Advice(
            "likeness",
            Told("The portrait is hardly like the person."),
            Told(
                "It reaches {0:.0f} % of the person's own scale, and their photos no less than "
                "{1:.0f} %.",
                *(100 * one.share, 100 * least_share(one)),
            ),
            offer,
            better,
        )
        return


def _more_alike(drawn: Drawn, place: int) -> tuple[Told, Recipe]:
    """What would make one of the people more alike: first what was set weaker than usual."""
    if (plainer := _plainer(drawn, place)) is not None:
        return plainer
    recipe, usual = drawn.recipe, drawn.manifest.defaults
    person = recipe.identities[place]
    points = np.asarray(drawn.people[place].asked, np.float64)
    if _is_small(drawn, points) and recipe.refine is None:
        return Told("Refine the faces"), recipe.model_copy(update={"refine": Refine()})
    if recipe.sampling.guidance > usual.guidance:
        calm = with_sampling(recipe, guidance=usual.guidance)
        return Told("Set guidance to {0:g}", usual.guidance), calm
    like = min(_HIGHEST, round(_MORE * person.likeness, 2))
    if like > person.likeness:
        return Told("Set likeness λ to {0:g}", like), with_person(recipe, place, likeness=like)
    return Told("Try another seed"), with_next_seed(recipe)


def _is_small(drawn: Drawn, points: np.ndarray) -> bool:
    height = drawn.recipe.sampling.height
    return head_share(points, height) * height < least_head(drawn.manifest)


RULES: tuple[Callable[[Drawn], Iterable[Advice]], ...] = (_no_face, _burnt, _likeness, _pose)
