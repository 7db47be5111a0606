"""How long pictures will take: as much longer as there is more to do."""

from typing import Any

import pytest

from core.compare.pace import estimate
from core.recipe import Identity, Recipe, Start

PERSON = Identity(references=("a" * 64,))
RECIPE = Recipe(prompt="x", identities=(PERSON,))


def test_the_same_picture_takes_the_same_time() -> None:
    assert estimate([RECIPE], RECIPE, 2.5) == pytest.approx(2.5)
    assert estimate([RECIPE] * 4, RECIPE, 2.5) == pytest.approx(10)
    assert estimate([], RECIPE, 2.5) == 0


@pytest.mark.parametrize(
    "less",
    [
        {"sampling.steps": 10},
        {"sampling.guidance": 1.0},
        {"sampling.full_every": 2},
        {"sampling.width": 128},
        {"identities.0.structure": 0.0},
        {"identities.0.window": [0.0, 0.5]},
        {"identities": []},
        {"start": Start(image="b" * 64, strength=0.5).model_dump()},
    ],
)
def test_what_has_less_to_do_takes_less(less: dict[str, Any]) -> None:
    assert 0.2 < estimate([RECIPE.with_fields(less)], RECIPE, 1.0) < 0.95


def test_likeness_costs_nothing() -> None:
    assert estimate([RECIPE.with_field("identities.0.likeness", 0)], RECIPE, 1.0) == 1
