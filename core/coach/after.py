"""What went wrong in a picture that was drawn, told from the picture itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.coach.advice import (
    Advice,
    has_own_pose,
    head_share,
    with_person,
    with_points,
    with_sampling,
)
from core.faces.head import NotAHead, fit
from core.faces.likeness import Resemblance
from core.faces.posing import framed, turned
from core.lazy import Lazy
from core.packs.manifest import Manifest
from core.portrait import Portrait, landmark_error
from core.recipe import Recipe
from core.told import Told

if TYPE_CHECKING:
    import numpy as np
else:
    np = Lazy("numpy")

BURNT = 0.25  # share of pixels of which a channel is at its end
BLACK = 3.0  # of 255: brightest mean of a picture in which nothing can be seen
FLAT = 2.0  # of 255: the deviation of such a picture
UNLIKE = 0.5  # of the person's own scale
COPIED = 0.15  # landmark error
ODD_TURN, ODD_TILT = 15.0, 10.0  # degrees; a head held like that is noticed
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
    """Share of the pixels, RGB uint8 (h, w, 3), that are driven to the end of a channel.

    Only those that are coloured count: a white background is no burn.
    """
    ends = ((image >= 252) | (image <= 3)).any(-1)
    colour = image.max(-1).astype(np.int16) - image.min(-1)
    return float((ends & (colour > 96)).mean())


def _black(drawn: Drawn) -> Iterable[Advice]:
    if drawn.image.mean() < BLACK or drawn.image.std() < FLAT:
        yield Advice(
            "black",
            Told("There is nothing in the picture."),
            Told("The decoder's numbers left the range of this number type, or guidance did."),
            Told("Guidance {0:g}", drawn.manifest.defaults.guidance),
            with_sampling(drawn.recipe, guidance=drawn.manifest.defaults.guidance),
        )


def _no_face(drawn: Drawn) -> Iterable[Advice]:
    usual, recipe = drawn.manifest.defaults, drawn.recipe
    for place, one in enumerate(drawn.people):
        if one.found is not None:
            continue
        person = recipe.identities[place]
        firm = max(person.structure, usual.structure)
        like = max(person.likeness, usual.likeness)
        better = with_person(recipe, place, structure=firm, likeness=like, window=(0.0, 1.0))
        points, height = np.asarray(one.asked, np.float64), recipe.sampling.height
        small = head_share(points, height) * height < 0.3 * usual.height
        if small and len(recipe.identities) == 1:
            larger = framed(points, "bust", "centre", recipe.sampling.width, height)
            better = with_points(better, place, larger)
        changed = better != recipe
        yield Advice(
            "no-face",
            Told("No face was found where it was asked for."),
            Told("IdentityNet or the ID tokens were too weak, or the face too small to be drawn."),
            Told("Hold the face more firmly") if changed else Told("Another seed"),
            better if changed else _reseeded(recipe),
        )
        return


def _reseeded(recipe: Recipe) -> Recipe:
    return with_sampling(recipe, seed=(recipe.sampling.seed + 1) % 2**32)


def _burnt(drawn: Drawn) -> Iterable[Advice]:
    recipe, usual = drawn.recipe, drawn.manifest.defaults
    share = burnt_share(drawn.image)
    if share < BURNT:
        return
    sampling = recipe.sampling
    if sampling.guidance > usual.guidance:
        offer = Told("Guidance {0:g}", usual.guidance)
        better = with_sampling(recipe, guidance=usual.guidance)
    elif any(one.likeness > usual.likeness for one in recipe.identities):
        offer, better = Told("Likeness λ {0:g}", usual.likeness), recipe
        for place, one in enumerate(recipe.identities):
            better = with_person(better, place, likeness=min(one.likeness, usual.likeness))
    else:
        lower = max(1.5, round(0.7 * sampling.guidance, 1))
        if lower >= sampling.guidance:
            return
        offer, better = Told("Guidance {0:g}", lower), with_sampling(recipe, guidance=lower)
    yield Advice(
        "burnt",
        Told("The picture looks burnt."),
        Told("{0:.0f} % of it is at the end of a colour.", 100 * share),
        offer,
        better,
    )


def _pose(drawn: Drawn) -> Iterable[Advice]:
    """A head that is held oddly in the photo is held so in every picture."""
    recipe = drawn.recipe
    for place, one in enumerate(drawn.people):
        error = landmark_error(one.found, one.asked)
        if error is None or error > COPIED or has_own_pose(recipe.identities[place]):
            continue
        try:
            points = np.asarray(one.asked, np.float64)
            head = fit(points)
            if abs(head.yaw) < ODD_TURN and abs(head.roll) < ODD_TILT:
                continue
            straight = turned(points, yaw=0.0, pitch=head.pitch, roll=0.0)
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
        share = one.share
        if share is None or share >= UNLIKE:
            continue
        offer, better = _more_alike(drawn, place)
        yield Advice(
            "likeness",
            Told("The portrait is hardly like the person: {0:.0f} %.", 100 * share),
            Told("Strangers are at 0 %, the person's own photos at 100 %."),
            offer,
            better,
        )


def _more_alike(drawn: Drawn, place: int) -> tuple[Told, Recipe]:
    """What would make one of the people more alike: first what was set weaker than usual."""
    recipe, usual = drawn.recipe, drawn.manifest.defaults
    person = recipe.identities[place]
    if person.likeness < usual.likeness or person.structure < usual.structure:
        like = max(person.likeness, usual.likeness)
        firm = max(person.structure, usual.structure)
        offer = Told("Likeness λ {0:g}, face structure {1:g}", like, firm)
        return offer, with_person(recipe, place, likeness=like, structure=firm)
    loud = [one for one in recipe.image_prompts if one.layers == "all" and not one.blocks]
    if loud:
        prompts = tuple(
            one.model_copy(update={"layers": "style"}) if one in loud else one
            for one in recipe.image_prompts
        )
        offer = Told("Image prompts lend their style only")
        return offer, recipe.model_copy(update={"image_prompts": prompts})
    if person.likeness < _HIGHEST:
        like = min(_HIGHEST, round(1.25 * person.likeness, 2))
        return Told("Likeness λ {0:g}", like), with_person(recipe, place, likeness=like)
    return Told("Another seed"), _reseeded(recipe)


RULES: tuple[Callable[[Drawn], Iterable[Advice]], ...] = (_no_face, _burnt, _likeness, _pose)
