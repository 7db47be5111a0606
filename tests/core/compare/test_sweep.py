"""Sweeps: every pair of values once, and Recipe alone decides which values are right."""

import pytest

from core.compare.axis import parse_axis
from core.compare.sheet import MAX_CELLS
from core.compare.sweep import sweep
from core.errors import BadInput
from core.recipe import Identity, Recipe, Sampling

RECIPE = Recipe(
    prompt="a calm woman",
    identities=(Identity(references=("a" * 64,)),),
    sampling=Sampling(seed=5, count=4),
)


def test_two_axes_meet_in_each_cell() -> None:
    sheet = sweep(RECIPE, parse_axis("sampling.guidance=1,3"), parse_axis("prompt:calm=calm,sad"))

    found = [(c.row, c.column, c.recipe.prompt, c.recipe.sampling.guidance) for c in sheet.cells]
    assert found == [
        (0, 0, "a calm woman", 1.0),
        (0, 1, "a calm woman", 3.0),
        (1, 0, "a sad woman", 1.0),
        (1, 1, "a sad woman", 3.0),
    ]
    assert {cell.recipe.sampling.count for cell in sheet.cells} == {1}
    assert {cell.recipe.sampling.seed for cell in sheet.cells} == {5}
    assert sheet.columns.labels == ("1", "3")
    assert sheet.rows.labels == ("calm", "sad")
    assert sheet.label(sheet.cells[2]) == "1, sad"


def test_one_axis_is_one_row() -> None:
    sheet = sweep(RECIPE, parse_axis("sampling.seed=5:7"))

    assert [(cell.row, cell.column) for cell in sheet.cells] == [(0, 0), (0, 1), (0, 2)]
    assert [cell.recipe.sampling.seed for cell in sheet.cells] == [5, 6, 7]


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["sampling.stepss=1"], r"no field 'sampling\.stepss'"),
        (["identities.1.likeness=1"], r"no field 'identities\.1\.likeness'"),
        (["image_prompts.0.adapter=x"], r"no field 'image_prompts\.0\.adapter'"),
        (["sampling.steps=4,many"], r"'sampling\.steps' is not right"),
        (["sampling.steps=4,0"], r"'sampling\.steps' is not right: at least 1"),
        (["sampling.guidance=1,NaN"], r"'sampling\.guidance' is not right"),
        (["identities.0.likeness=0:2:0.5"], r"'identities\.0\.likeness' is not right: at most 1.5"),
        (["sampling.scheduler=euler,magic"], r"'sampling\.scheduler' is not right"),
        (["identities.0.pose=anna.jpg"], r"'identities\.0\.pose' is not right"),
        (["sampling.count=1,2"], "one picture"),
        (["pack=demo,other"], "one model pack"),
        (["version=2"], "version 2"),
        (["sampling.seed=1,2", "sampling.seed=3"], r"'sampling\.seed' is on both sides"),
        (["sampling.seed=1:20", "sampling.steps=1:20"], "400 pictures is too large"),
    ],
)
def test_what_can_not_be_swept_is_named(texts: list[str], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        sweep(RECIPE, *map(parse_axis, texts))


def test_the_largest_sweep_is_possible() -> None:
    sheet = sweep(RECIPE, parse_axis("sampling.seed=1:16"), parse_axis("sampling.steps=1:16"))

    assert len(sheet.cells) == MAX_CELLS == 256


def test_a_cell_that_asks_for_nothing_is_refused() -> None:
    with pytest.raises(BadInput, match="Write a prompt"):
        sweep(Recipe(prompt="calm"), parse_axis("prompt:calm=sad,"))
