"""How the values of a sweep are written, and what is said of those that make no sense."""

import contextlib
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.compare.axis import Axis, parse_axis
from core.compare.sheet import MAX_CELLS
from core.errors import BadInput
from core.recipe import Identity, Recipe

PHOTO = "a" * 64


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("sampling.guidance=1:7:1.5", (1.0, 2.5, 4.0, 5.5, 7.0)),
        ("identities.0.likeness=0:1.25:0.25", (0.0, 0.25, 0.5, 0.75, 1.0, 1.25)),
        ("identities.0.likeness=1:0:-0.5", (1.0, 0.5, 0.0)),
        ("sampling.seed=1:4", (1, 2, 3, 4)),
        ("sampling.seed=3:1", (3, 2, 1)),
        ("sampling.guidance=0:1:0.4", (0.0, 0.4, 0.8)),
        ("sampling.steps=4,8, 10:20:5", (4, 8, 10, 15, 20)),
        ("sampling.seed=7,7,8", (7, 8)),
        ("sampling.scheduler=euler, ddim", ("euler", "ddim")),
        ("sampling.guess_mode=true,false", (True, False)),
        ("identities.0.face=null,1", (None, 1)),
        ("identities.0.window=[0,0.5],[0.5,1]", ([0, 0.5], [0.5, 1])),
        ("prompt:smiling=smiling, calm,", ("smiling", "calm", "")),
        ('prompt:smiling=calm,"calm, at sea"', ("calm", "calm, at sea")),
        ("prompt:3=3,4", ("3", "4")),
        (" sampling.seed = 1 ", (1,)),
    ],
)
def test_values_are_read_as_they_are_written(text: str, values: tuple[object, ...]) -> None:
    read = parse_axis(text).values

    assert read == values
    assert list(map(type, read)) == list(map(type, values))


@settings(deadline=None)
@given(
    st.integers(-1000, 1000), st.integers(1, 200), st.integers(0, 100), st.sampled_from([0, 1, 2])
)
def test_a_range_counts_exactly_to_its_end(start: int, step: int, count: int, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    first, by = start * unit, step * unit
    values = [first + number * by for number in range(count + 1)]

    read = parse_axis(f"sampling.guidance={first}:{values[-1]}:{by}").values

    assert read == tuple(map(float, values))


@settings(deadline=None)
@given(st.text(st.sampled_from(list('0123456789.:,-+[]{}"e x\n')), max_size=30))
def test_whatever_is_written_is_read_or_refused(text: str) -> None:
    for path in ("sampling.guidance", "prompt:calm"):
        with contextlib.suppress(BadInput):  # any other error fails the test
            assert 0 < len(parse_axis(f"{path}={text}").values) <= MAX_CELLS


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("sampling.steps", "'sampling.steps' names no field and values"),
        ("=1,2", "names no field"),
        ("sampling.steps=", "no values for 'sampling.steps'"),
        ("sampling.steps=  ", "no values for 'sampling.steps'"),
        ("sampling.steps=1:9:0", "1:9:0 for 'sampling.steps' never ends"),
        ("sampling.steps=1:9:-1", "1:9:-1 for 'sampling.steps' never ends"),
        ("sampling.seed=0:999999999:0.00001", "'sampling.seed' has more values"),
        ("sampling.seed=" + ",".join(map(str, range(300))), "'sampling.seed' has more values"),
    ],
)
def test_what_makes_no_sense_is_refused(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        parse_axis(text)


@pytest.mark.parametrize(
    ("prompt", "words", "value", "becomes"),
    [
        ("a man and a woman, man", "man", "boy", "a boy and a woman, boy"),
        ("a calm, calm sea", "calm, calm", r"\1 wild", r"a \1 wild sea"),
        ("(smile:1.2)", "smile", "grin", "(grin:1.2)"),
        ("微笑的女人", "微笑", "平静", "平静的女人"),
        ("a red hat", "red ", "", "a hat"),
    ],
)
def test_words_of_the_prompt_give_way(prompt: str, words: str, value: str, becomes: str) -> None:
    axis = Axis(f"prompt:{words}", (value,))

    assert axis.put(Recipe(prompt=prompt), 0).prompt == becomes


@pytest.mark.parametrize("path", ["prompt:oman", "prompt:sea", "prompt:", "negative_prompt:woman"])
def test_words_that_are_not_there_are_named(path: str) -> None:
    with pytest.raises(BadInput, match=f"'{path.partition(':')[2]}' does not stand in the field"):
        Axis(path, ("x",)).put(Recipe(prompt="a woman"), 0)


def test_there_are_no_words_in_numbers() -> None:
    with pytest.raises(BadInput, match=r"no words in the field 'sampling\.steps'"):
        Axis("sampling.steps:2", ("x",)).put(Recipe(prompt="a woman"), 0)


def test_labels_are_those_of_the_form() -> None:
    assert Axis("identities.0.likeness", (0.0, 0.25)).edge.labels == ("0", "0.25")
    assert Axis("identities.0.likeness", (0.0,)).edge.title == "Likeness λ"
    assert Axis("sampling.scheduler", ("dpmpp_2m",)).edge.labels == ("DPM++ 2M",)
    assert Axis("image_prompts.0.layers", ("style",)).edge.labels == ("Style",)
    assert Axis("sampling.seed", (2**32 - 1,)).edge.labels == ("4294967295",)
    assert Axis("sampling.guess_mode", (True, False)).edge.labels == ("on", "off")
    assert Axis("prompt:smiling", ("calm", "")).edge.labels == ("calm", "–")
    assert Axis("identities.0.window", ([0, 0.5],)).edge.labels == ("0, 0.5",)


def test_photos_are_labelled_by_number_only() -> None:
    axis = Axis("identities.0.references", ([PHOTO], ["b" * 64]))

    assert axis.edge.labels == ("photo 1", "photo 2")
    recipe = Recipe(identities=(Identity(references=(PHOTO,)),))
    assert axis.put(recipe, 1).identities[0].references == ("b" * 64,)
