"""Recipes: what they accept, what they refuse and in which words, and that they are values."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.errors import BadInput
from core.recipe import (
    MAX_JSON_BYTES,
    Control,
    Identity,
    ImagePrompt,
    Lora,
    Recipe,
    Sampling,
    Start,
)
from core.recipe_parts import BlockWeight

A, B, C, D, E, F, G, H = (letter * 64 for letter in "abcdef01")
FIVE_POINTS = ((40.0, 50.5), (80.0, 50.0), (60.0, 70.0), (45.0, 90.0), (75.0, 90.0))


def full_recipe() -> Recipe:
    """A recipe in which every part is used."""
    return Recipe(
        prompt="a portrait, größer, 肖像 😀\nsecond line",
        negative_prompt="blurry",
        identities=(
            Identity(references=(A, B), face=2, likeness=1.1, landmarks=FIVE_POINTS, region=C),
            Identity(references=(A,), pose=D, window=(0.1, 0.9)),
        ),
        image_prompts=(
            ImagePrompt(images=(E,), layers="style", mask=F),
            ImagePrompt(
                images=(E, H),
                weights=(1.0, 0.5),
                combining="average",
                blocks=(BlockWeight(block="up_blocks.0.attentions.1", weight=0.5),),
            ),
        ),
        controls=(Control(net="canny", image=G),),
        loras=(Lora(name="film", weight=-0.5),),
        start=Start(image=H, mask=C),
        sampling=Sampling(width=256, height=192, seed=2**32 - 1, count=3, scheduler="ddim"),
        pack="demo",
    )


def with_value(path: str, value: Any) -> dict[str, Any]:
    """The full recipe as JSON data with one value replaced or added."""
    data = json.loads(full_recipe().to_json())
    *parents, last = path.split(".")
    place = data
    for name in parents:
        place = place[int(name)] if isinstance(place, list) else place[name]
    place[last] = value
    return data


@pytest.mark.parametrize("recipe", [Recipe(), full_recipe()], ids=["empty", "full"])
def test_json_round_trip_keeps_the_value(recipe: Recipe) -> None:
    again = Recipe.from_json(recipe.to_json())

    assert again == recipe
    assert hash(again) == hash(recipe)
    assert Recipe.from_json(recipe.to_json().encode()) == recipe


@given(
    prompt=st.text(alphabet=st.characters(codec="utf-8"), max_size=200),
    seed=st.integers(0, 2**32 - 1),
    guidance=st.floats(0, 30),
    window=st.tuples(st.floats(0, 1), st.floats(0, 1)).filter(lambda pair: pair[0] < pair[1]),
)
def test_any_recipe_survives_json(
    prompt: str, seed: int, guidance: float, window: tuple[float, float]
) -> None:
    recipe = Recipe(
        prompt=prompt,
        identities=(Identity(references=(A,), window=window),),
        sampling=Sampling(seed=seed, guidance=guidance),
    )

    assert Recipe.from_json(recipe.to_json()) == recipe


def test_a_recipe_cannot_change() -> None:
    recipe = full_recipe()

    with pytest.raises(ValidationError):
        recipe.prompt = "other"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        recipe.sampling.steps = 5  # type: ignore[misc]
    assert len({recipe, full_recipe(), Recipe()}) == 2


def test_the_schema_tells_forms_what_they_need() -> None:
    schema = Recipe.model_json_schema()

    steps = schema["$defs"]["Sampling"]["properties"]["steps"]
    assert (steps["minimum"], steps["maximum"], steps["default"]) == (1, 150, 20)
    likeness = schema["$defs"]["Identity"]["properties"]["likeness"]
    assert (likeness["minimum"], likeness["maximum"], likeness["title"]) == (0, 1.5, "Likeness λ")
    assert schema["additionalProperties"] is False
    json.dumps(schema)


def test_sources_names_every_image() -> None:
    assert full_recipe().sources() == {A, B, C, D, E, F, G, H}
    assert Recipe(prompt="x").sources() == frozenset()


def test_an_empty_recipe_has_a_problem() -> None:
    assert Recipe().problems()
    assert Recipe(prompt="  ").problems()
    assert not Recipe(prompt="a portrait").problems()
    assert not Recipe(identities=(Identity(references=(A,)),)).problems()


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        ("colour", 3, "colour"),
        ("sampling.cfg", 3, "sampling.cfg"),
        ("identities.0.name", "Ann", "identities.0.name"),
        ("sampling.steps", 0, "sampling.steps"),
        ("sampling.steps", 151, "sampling.steps"),
        ("sampling.steps", 2.5, "sampling.steps"),
        ("sampling.steps", "many", "sampling.steps"),
        ("sampling.steps", None, "sampling.steps"),
        ("sampling.width", 100, "sampling.width"),
        ("sampling.width", 1 << 70, "sampling.width"),
        ("sampling.seed", -1, "sampling.seed"),
        ("sampling.seed", 2**32, "sampling.seed"),
        ("sampling.guidance", float("nan"), "sampling.guidance"),
        ("sampling.guidance", float("inf"), "sampling.guidance"),
        ("sampling.guidance", -0.1, "sampling.guidance"),
        ("sampling.scheduler", "magic", "sampling.scheduler"),
        ("identities.0.likeness", 1.6, "identities.0.likeness"),
        ("identities.0.likeness", float("nan"), "identities.0.likeness"),
        ("identities.0.references", [], "identities.0.references"),
        ("identities.0.references", ["/home/ann/me.jpg"], "identities.0.references.0"),
        ("identities.0.references", [A.upper()], "identities.0.references.0"),
        ("identities.0.face", -1, "identities.0.face"),
        ("identities.0.window", [0.5, 0.5], "identities.0"),
        ("identities.0.pose", D, "identities.0"),
        ("identities.0.landmarks", [[1, 2]] * 4, "identities.0.landmarks"),
        ("identities.0.landmarks", [[1, float("nan")]] * 5, "identities.0.landmarks.0.1"),
        ("image_prompts.0.adapter", "../secret", "image_prompts.0.adapter"),
        ("pack", "a/b", "pack"),
        ("pack", "..", "pack"),
        ("prompt", "x" * 4001, "prompt"),
        ("prompt", "\ud800", "prompt"),
        ("start.strength", -0.1, "start.strength"),
        ("version", 0, "version"),
        ("version", "one", "version"),
    ],
)
def test_wrong_values_are_refused_by_name(path: str, value: Any, named: str) -> None:
    with pytest.raises(BadInput) as caught:
        Recipe.from_data(with_value(path, value))

    assert f"'{named}" in str(caught.value)
    assert "\n" not in caught.value.sentence()


def test_a_newer_recipe_asks_for_an_update() -> None:
    with pytest.raises(BadInput, match="version 2") as caught:
        Recipe.from_data(with_value("version", 2))

    assert "Update" in caught.value.hint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '"text"',
        "[" * 100_000,
        '{"prompt":' * 50_000,
        '{"sampling": {"guidance": NaN}}',
        '{"sampling": {"guidance": -Infinity}}',
        '{"sampling": {"guidance": 1e999}}',
        '{"sampling": {"seed": ' + "9" * 5000 + "}}",
        '{"' + "x" * 10_000 + '": 1}',
        '{"prompt": "' + "x" * MAX_JSON_BYTES + '"}',
        b"\xff\xfe\x00",
        b"{\x80}",
    ],
    ids=lambda text: repr(text[:24]),
)
def test_unreadable_text_is_one_sentence(text: str | bytes) -> None:
    with pytest.raises(BadInput) as caught:
        Recipe.from_json(text)

    assert 10 < len(caught.value.sentence()) < 300


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_no_text_does_more_than_refuse(text: str | bytes) -> None:
    with contextlib.suppress(BadInput):
        Recipe.from_json(text)


def test_with_field_changes_one_field() -> None:
    recipe = full_recipe()

    assert recipe.with_field("sampling.steps", 7).sampling.steps == 7
    assert recipe.with_field("identities.1.likeness", 0.25).identities[1].likeness == 0.25
    assert recipe.with_field("identities.0.references", [C]).identities[0].references == (C,)
    assert recipe.with_field("prompt", "new").with_field("prompt", recipe.prompt) == recipe
    assert recipe == full_recipe()


@pytest.mark.parametrize(
    "path",
    ["", ".", "nope", "sampling.nope", "sampling.steps.deep", "identities.5.face", "prompt.0",
     "identities.x.face", "sampling.", "loras.9"],
)  # fmt: skip
def test_with_field_refuses_unknown_fields(path: str) -> None:
    with pytest.raises(BadInput, match="no field"):
        full_recipe().with_field(path, 1)


@pytest.mark.parametrize("value", [0, float("nan"), "x", None, [], {}])
def test_with_field_refuses_wrong_values(value: Any) -> None:
    with pytest.raises(BadInput, match=r"sampling\.steps"):
        full_recipe().with_field("sampling.steps", value)


def test_each_photo_has_its_weight_or_none_has() -> None:
    keys = ("a" * 64, "b" * 64)
    assert Identity(references=keys, weights=(1, 0.5)).weights == (1, 0.5)
    for wrong in ((1,), (0, 0), (2, 1)):
        with pytest.raises(ValidationError):
            Identity(references=keys, weights=wrong)


def test_photos_that_stay_keep_their_weights() -> None:
    a, b, c = ("a" * 64, "b" * 64, "c" * 64)
    person = Identity(references=(a, b), weights=(0.25, 0.5))
    assert person.with_references((b, c)).weights == (0.5, 1)
    assert Identity(references=(a,)).with_references((b, c)).weights == ()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"weights": [1.0]}, "give one weight for each image, or none"),
        ({"weights": [0.0, 0.0]}, "one of the images must count"),
        (
            {"layers": "style", "blocks": [{"block": "mid_block"}]},
            "give either layers or blocks, not both",
        ),
        ({"blocks": [{"block": "somewhere"}]}, "block"),
        ({"combining": "sum"}, "combining"),
    ],
)
def test_image_prompts_that_contradict_themselves_are_refused(
    fields: dict[str, Any], words: str
) -> None:
    with pytest.raises(BadInput, match=words):
        Recipe.from_data({"image_prompts": [{"images": [A, B], **fields}]})


def test_images_that_stay_keep_their_weights() -> None:
    prompt = ImagePrompt(images=(A, B), weights=(0.25, 1.0))
    assert prompt.with_images((B, C, A)).weights == (1.0, 1.0, 0.25)
    assert prompt.with_images((C,)).weights == (1.0,)
    zero = ImagePrompt(images=(A, B), weights=(0.0, 1.0))
    assert zero.with_images((A,)).weights == ()
    assert ImagePrompt(images=(A, B)).with_images((B,)).weights == ()
