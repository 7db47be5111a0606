"""Which pictures lines of recipes ask for, and what their files are called."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from core.batch.orders import Order, Refused, read_orders, together
from core.errors import BadInput
from core.recipe import SEEDS, Identity, Lora, Recipe, Sampling


def read(*lines: str | Recipe) -> list[Order | Refused]:
    texts = [line if isinstance(line, str) else line.to_json() for line in lines]
    return list(read_orders([f"{text}\n".encode() for text in texts], lambda recipe: recipe))


def orders(*lines: str | Recipe) -> list[Order]:
    found = read(*lines)
    assert all(isinstance(one, Order) for one in found)
    return [one for one in found if isinstance(one, Order)]


def hill(seed: int = 0, count: int = 1) -> Recipe:
    return Recipe(prompt="a hill", sampling=Sampling(seed=seed, count=count))


def test_a_line_is_one_picture_with_a_name_that_stays() -> None:
    [order] = orders(hill(3))
    [again] = orders(hill(3))

    assert (order.line, order.place, order.recipe) == (1, 0, hill(3))
    assert order.name == again.name == f"00001-{order.key}.png"


def test_several_pictures_of_a_line_have_the_seeds_that_the_engine_would_give_them() -> None:
    found = orders(hill(SEEDS - 1, count=3))

    assert [order.recipe.sampling.seed for order in found] == [SEEDS - 1, 0, 1]
    assert {order.recipe.sampling.count for order in found} == {1}
    assert [order.place for order in found] == [1, 2, 3]
    assert len({order.name for order in found}) == 3


def test_the_same_picture_has_one_key_however_it_is_asked_for() -> None:
    first, second, alone = orders(hill(4, count=2), hill(5))

    assert second.key == alone.key
    assert first.key != alone.key
    assert second.name != alone.name  # their lines differ


def test_words_are_chosen_before_a_picture_is_named() -> None:
    asked = Recipe(prompt="a {red|blue|green|white} hill", sampling=Sampling(count=4))
    found = orders(asked)

    words = {order.recipe.prompt for order in found}
    assert len(words) == 4
    assert all("{" not in word for word in words)
    assert [order.key for order in orders(asked)] == [order.key for order in found]


@pytest.mark.parametrize(
    "line", ["nonsense", "[]", '{"prompt": 3}', '{"version": 99}', '{"colour": "red"}']
)
def test_a_bad_line_is_told_with_its_number_and_the_rest_goes_on(line: str) -> None:
    first, bad, last = read(hill(1), line, hill(2))

    assert isinstance(bad, Refused)
    assert bad.line == 2
    assert isinstance(first, Order)
    assert isinstance(last, Order)
    assert last.line == 3


def test_empty_lines_count_and_ask_for_nothing() -> None:
    [order] = orders("", "   ", hill(1))
    assert order.line == 3


def test_what_can_not_be_prepared_is_refused() -> None:
    def prepare(recipe: Recipe) -> Recipe:
        raise BadInput("There is no pack 'other'.")

    [refused] = read_orders([hill().to_json().encode()], prepare)
    assert isinstance(refused, Refused)
    assert str(refused.error) == "There is no pack 'other'."


def test_what_needs_the_same_models_and_people_is_drawn_together() -> None:
    def drawn(person: str, lora: str, seed: int) -> Recipe:
        who = (Identity(references=(person * 64,)),)
        loras = (Lora(name=lora),) if lora else ()
        return Recipe(prompt="x", identities=who, loras=loras, sampling=Sampling(seed=seed))

    lines = [("a", "", 1), ("b", "film", 2), ("b", "", 3), ("a", "film", 4), ("a", "", 5)]
    found = sorted(orders(*(drawn(*line) for line in lines)), key=together)

    assert runs([order.recipe.loras for order in found]) == 2
    assert runs([(order.recipe.loras, order.recipe.identities) for order in found]) == 4


def runs(values: Sequence[object]) -> int:
    """How often something else is needed than before, the first time included."""
    return 1 + sum(before != after for before, after in pairwise(values))
