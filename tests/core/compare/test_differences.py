"""Differences of recipes: all of them, nothing else, and enough to get from one to the other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from core.compare.differences import differences
from core.recipe import Control, Identity, ImagePrompt, Lora, Recipe, Sampling, Start

PHOTOS = [letter * 64 for letter in "abc"]
photo = st.sampled_from(PHOTOS)
share = st.floats(0, 1.5)
window = st.sampled_from([(0.0, 1.0), (0.0, 0.5), (0.5, 1.0)])
five_points = st.tuples(*[st.tuples(st.floats(-9, 300), st.floats(-9, 300))] * 5)
pose = st.one_of(
    st.fixed_dictionaries({"landmarks": five_points}),
    st.fixed_dictionaries({"pose": photo}),
    st.just({}),
)


@st.composite
def recipes(draw: st.DrawFn) -> Recipe:
    person = st.builds(
        lambda references, likeness, within, where: Identity(
            references=tuple(references), likeness=likeness, window=within, **where
        ),
        *(st.lists(photo, min_size=1, max_size=2), share, window, pose),
    )
    prompt = st.builds(
        ImagePrompt, images=st.tuples(photo), strength=share, window=window, layers=st.just("style")
    )
    control = st.builds(Control, net=st.just("n"), image=photo)
    lora = st.builds(Lora, name=st.just("x"), weight=st.floats(-2, 2))
    return Recipe(
        prompt=draw(st.text(max_size=5)),
        identities=tuple(draw(st.lists(person, max_size=2))),
        image_prompts=tuple(draw(st.lists(prompt, max_size=2))),
        controls=tuple(draw(st.lists(control, max_size=2))),
        loras=tuple(draw(st.lists(lora, max_size=2))),
        start=draw(st.none() | st.builds(Start, image=photo, strength=st.floats(0.1, 1))),
        sampling=draw(st.builds(Sampling, steps=st.integers(1, 9), seed=st.integers(0, 2**32 - 1))),
    )


@settings(deadline=None)
@given(recipes(), recipes())
def test_the_differences_lead_to_the_other_recipe(recipe: Recipe, other: Recipe) -> None:
    found = differences(recipe, other)

    assert recipe.with_fields(found) == other
    assert (found == {}) == (recipe == other)


def test_only_what_differs_is_told_by_its_path() -> None:
    recipe = Recipe(prompt="x", identities=(Identity(references=(PHOTOS[0],)),))
    other = recipe.with_fields({"identities.0.likeness": 0.5, "sampling.scheduler": "ddim"})

    assert differences(recipe, other) == {
        "identities.0.likeness": 0.5,
        "sampling.scheduler": "ddim",
    }


def test_another_number_of_people_differs_as_a_whole() -> None:
    recipe = Recipe(prompt="x", identities=(Identity(references=(PHOTOS[0],)),))

    assert differences(recipe, Recipe(prompt="x")) == {"identities": []}


def test_fields_that_only_fit_together_are_changed_together() -> None:
    recipe = Recipe(identities=(Identity(references=(PHOTOS[0],), pose=PHOTOS[1]),))
    points = [[0.0, 0.0], [9.0, 0.0], [5.0, 5.0], [2.0, 9.0], [7.0, 9.0]]
    found = {"identities.0.landmarks": points, "identities.0.pose": None}

    assert recipe.with_fields(found).identities[0].pose is None
