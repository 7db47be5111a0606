"""Parts of an earlier recipe that are taken over into the draft."""

import pytest

from core.errors import BadInput
from core.recipe import Identity, Recipe, Sampling
from core.reuse import Part, reused, varied

ANNA, BEN = "a" * 64, "b" * 64
POINTS = ((10.0, 20.0), (30.0, 20.0), (20.0, 30.0), (12.0, 40.0), (28.0, 40.0))
DRAFT = Recipe(
    prompt="mine", identities=(Identity(references=(ANNA,)),), sampling=Sampling(width=512, seed=1)
)
OTHER = Recipe(
    prompt="other",
    negative_prompt="not this",
    identities=(Identity(references=(BEN,), landmarks=POINTS, likeness=1.2),),
    sampling=Sampling(seed=9, steps=50),
)


@pytest.mark.parametrize(
    ("part", "changed"),
    [
        ("seed", {"sampling": Sampling(width=512, seed=9)}),
        ("prompt", {"prompt": "other", "negative_prompt": "not this"}),
        ("people", {"identities": OTHER.identities}),
    ],
)
def test_one_part_is_taken_and_the_rest_stays(part: Part, changed: dict[str, object]) -> None:
    assert reused(DRAFT, OTHER, part) == DRAFT.model_copy(update=changed)


def test_a_pose_is_scaled_to_the_size_of_the_draft() -> None:
    (person,) = reused(DRAFT, OTHER, "pose").identities

    assert person.references == (ANNA,)
    assert person.likeness == 0.8
    assert person.landmarks == tuple((2 * x, y) for x, y in POINTS)


def test_a_pose_without_landmarks_is_that_of_the_photo() -> None:
    other = Recipe(identities=(Identity(references=(BEN,)),))
    posed = DRAFT.model_copy(update={"identities": reused(DRAFT, OTHER, "pose").identities})

    (person,) = reused(posed, other, "pose").identities

    assert (person.landmarks, person.pose) == (None, BEN)
    assert Recipe.from_data(reused(posed, other, "pose").model_dump())


def test_a_pose_needs_somebody_on_both_sides() -> None:
    with pytest.raises(BadInput, match="nobody was asked for"):
        reused(DRAFT, Recipe(), "pose")
    with pytest.raises(BadInput, match="nobody to take"):
        reused(Recipe(), OTHER, "pose")


def test_a_variation_is_one_picture_with_another_seed() -> None:
    many = OTHER.model_copy(update={"sampling": Sampling(seed=9, steps=50, count=8)})

    assert varied(many, 3) == OTHER.model_copy(update={"sampling": Sampling(seed=3, steps=50)})


def test_of_several_people_each_takes_the_pose_of_the_one_in_the_same_place() -> None:
    crowd = DRAFT.model_copy(update={"identities": (*DRAFT.identities, *DRAFT.identities)})
    first, second = reused(crowd, OTHER, "pose").identities
    assert first.landmarks is not None
    assert second == crowd.identities[1], "there was nobody at that place"
    assert reused(DRAFT, crowd, "people").identities == crowd.identities
