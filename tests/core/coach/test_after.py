"""What the coach says of a picture that was drawn: of each rule what triggers it and what not."""

import dataclasses
from collections.abc import Callable

import numpy as np
import pytest

from core.coach.advice import Advice, head_share, with_person, with_points, with_sampling
from core.coach.after import Drawn, advise, burnt_share, least_share
from core.faces.head import fit
from core.faces.likeness import Resemblance, Scale
from core.recipe import Lora, Recipe, Start

from .conftest import PHOTO, Case

SCALE = Scale(strangers=0.0, own=0.8, spread=0.1, photos=0)
Make = Callable[[Case], Drawn]


def picture(side: int = 64) -> np.ndarray:
    """Soft colours, of which none is at its end."""
    noise = np.random.default_rng(0).integers(40, 200, (side, side, 3))
    return noise.astype(np.uint8)


def harsh(share: float) -> np.ndarray:
    """The same, with a share of the rows in full red."""
    image = picture()
    image[: round(share * len(image))] = (255, 10, 10)
    return image


def person(points: np.ndarray, cosine: float | None = 0.7) -> Resemblance:
    asked = np.asarray(points, np.float32)
    return Resemblance(asked, None if cosine is None else asked + 1, cosine, SCALE)


def drawn(
    case: Case,
    recipe: Recipe | None = None,
    image: np.ndarray | None = None,
    cosine: float | None = 0.7,
    points: np.ndarray | None = None,
) -> Drawn:
    one = person(case.head() if points is None else points, cosine)
    image = picture() if image is None else image
    return Drawn(image, recipe or case.recipe(), (one,), case.manifest)


def high(case: Case) -> Recipe:
    return case.recipe(guidance=1.5 * case.manifest.defaults.guidance)


def weak(case: Case) -> Recipe:
    return with_person(case.recipe(), 0, likeness=0.2, structure=0.2, window=(0.0, 0.5))


def black(case: Case, recipe: Recipe) -> Drawn:
    return drawn(case, recipe, np.zeros((64, 64, 3), np.uint8), None)


TRIGGERS: dict[str, tuple[str, Make]] = {
    "black": ("black", lambda c: black(c, high(c))),
    "one grey": ("black", lambda c: drawn(c, image=np.full((64, 64, 3), 128, np.uint8))),
    "weak and no face": ("no-face", lambda c: drawn(c, weak(c), cosine=None)),
    "no face": ("no-face", lambda c: drawn(c, cosine=None)),
    "small and no face": (
        "no-face", lambda c: drawn(c, cosine=None, points=c.head(0.2))
    ),
    "driven and clipped": ("burnt", lambda c: drawn(c, high(c), harsh(0.2))),
    "clipped anyway": ("burnt", lambda c: drawn(c, image=harsh(0.6))),
    "turned": ("pose", lambda c: drawn(c, points=c.head(yaw=30.0))),
    "tilted": ("pose", lambda c: drawn(c, points=c.head(roll=-20.0))),
    "weak and unlike": ("likeness", lambda c: drawn(c, weak(c), cosine=0.3)),
    "unlike": ("likeness", lambda c: drawn(c, cosine=0.3)),
    "unlike with high guidance": ("likeness", lambda c: drawn(c, high(c), cosine=0.3)),
}  # fmt: skip
QUIET: dict[str, Make] = {
    "as it should be": drawn,
    "a comic": lambda c: drawn(c, image=harsh(0.3)),
    "high guidance, soft colours": lambda c: drawn(c, high(c)),
    "turned by hand": lambda c: drawn(
        c, with_points(c.recipe(), 0, c.head(yaw=30.0)), points=c.head(yaw=30.0)
    ),
    "turned without structure": lambda c: drawn(
        c, with_person(c.recipe(), 0, structure=0.0), points=c.head(yaw=30.0)
    ),
    "a little turned": lambda c: drawn(c, points=c.head(yaw=10.0, roll=5.0)),
    "nobody": lambda c: Drawn(
        picture(), c.recipe().model_copy(update={"identities": ()}), (), c.manifest
    ),
}  # fmt: skip


def of_rule(drawn: Drawn, rule: str) -> list[Advice]:
    return [advice for advice in advise(drawn) if advice.rule == rule]


@pytest.mark.parametrize("name", TRIGGERS)
def test_a_rule_speaks_and_offers_another_recipe(name: str, case: Case) -> None:
    rule, make = TRIGGERS[name]
    found = make(case)
    (advice,) = of_rule(found, rule)
    assert advice.what.endswith(".")
    assert advice.why.endswith(".")
    assert advice.offer
    assert advice.recipe is not None
    assert advice.recipe != found.recipe
    assert Recipe.from_json(advice.recipe.to_json()) == advice.recipe, "it is in its ranges"


@pytest.mark.parametrize("name", QUIET)
def test_nothing_is_said_of_what_is_well(name: str, case: Case) -> None:
    assert advise(QUIET[name](case)) == ()


def test_black_is_all_that_is_said_of_a_black_picture(case: Case) -> None:
    assert [advice.rule for advice in advise(black(case, weak(case)))] == ["black"]


def test_what_was_driven_is_calmed(case: Case) -> None:
    usual = case.manifest.defaults
    wild = with_person(high(case), 0, likeness=1.4)
    wild = wild.model_copy(update={"loras": (Lora(name="style", weight=2.0),)})
    (advice,) = advise(black(case, wild))
    assert advice.recipe is not None
    assert advice.recipe.sampling.guidance == usual.guidance
    assert advice.recipe.identities[0].likeness == usual.likeness
    assert advice.recipe.loras[0].weight == 1


def test_the_offer_names_what_it_changes(case: Case) -> None:
    loud = with_person(case.recipe(), 0, likeness=1.4)
    (advice,) = advise(black(case, loud))
    assert advice.offer == "Set the pack's own strengths"
    assert advice.recipe == case.recipe()
    (burnt,) = of_rule(drawn(case, with_person(high(case), 0, likeness=1.4), harsh(0.3)), "burnt")
    assert burnt.offer is not None
    assert "guidance" in burnt.offer
    assert burnt.recipe == loud, "the strengths are not named, and stay"


def test_a_black_start_is_left_further_behind(case: Case) -> None:
    start = case.recipe().model_copy(update={"start": Start(image=PHOTO, strength=0.1)})
    (advice,) = advise(black(case, start))
    assert advice.recipe is not None
    assert advice.recipe.start is not None
    assert advice.recipe.start.strength > 0.5


def test_a_head_is_held_straight_where_it_stood(case: Case) -> None:
    points = case.head(yaw=30.0, roll=-20.0, pitch=5.0)
    (advice,) = of_rule(drawn(case, points=points), "pose")
    assert advice.recipe is not None
    before, after = fit(points), fit(np.array(advice.recipe.identities[0].landmarks))
    assert (after.yaw, after.roll) == pytest.approx((0, 0), abs=1e-3)
    assert after.pitch == pytest.approx(before.pitch, abs=0.1)
    assert after.size == pytest.approx(before.size, rel=1e-3)


def test_a_face_that_stands_elsewhere_was_not_copied(case: Case) -> None:
    points = case.head(yaw=30.0)
    one = person(points)
    assert one.found is not None
    aside = dataclasses.replace(one, found=one.found + 0.2 * case.side)
    assert not of_rule(dataclasses.replace(drawn(case), people=(aside,)), "pose")


def test_unlike_is_told_by_the_persons_own_spread(case: Case) -> None:
    steady, various = (dataclasses.replace(SCALE, spread=spread) for spread in (0.04, 0.16))
    shares = [
        least_share(dataclasses.replace(person(case.head()), scale=scale))
        for scale in (steady, SCALE, various, dataclasses.replace(SCALE, spread=0.5))
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] == pytest.approx(0.85)
    assert shares[-1] == 0.35


def test_what_is_set_weaker_than_usual_is_raised_first(case: Case) -> None:
    usual = case.manifest.defaults
    (advice,) = of_rule(drawn(case, weak(case), cosine=0.3), "likeness")
    assert advice.recipe is not None
    one = advice.recipe.identities[0]
    assert (one.likeness, one.structure, one.window) == (usual.likeness, usual.structure, (0, 1))
    (advice,) = of_rule(drawn(case, high(case), cosine=0.3), "likeness")
    assert advice.recipe is not None
    assert advice.recipe.sampling.guidance == usual.guidance
    (advice,) = of_rule(drawn(case, cosine=0.3, points=case.head(0.2)), "likeness")
    assert advice.recipe is not None
    points = np.array(advice.recipe.identities[0].landmarks)
    assert head_share(points, advice.recipe.sampling.height) > 0.35
    strongest = with_person(case.recipe(), 0, likeness=1.5)
    (advice,) = of_rule(drawn(case, strongest, cosine=0.3), "likeness")
    assert advice.recipe == with_sampling(strongest, seed=1)


def test_the_share_of_clipped_pixels() -> None:
    assert burnt_share(picture()) == 0
    assert burnt_share(harsh(0.5)) == 0.5
    for plain in (0, 255):
        assert burnt_share(np.full((8, 8, 3), plain, np.uint8)) == 0, "night and paper are no burn"
