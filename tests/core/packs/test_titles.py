"""A title becomes a name that every file system takes, and that nobody else has."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from pydantic import TypeAdapter

from core.packs.titles import pack_name, part_name
from core.recipe_parts import Name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("My portraits", "my-portraits"),
        ("  Über / Größe: 2!  ", "über-größe-2"),
        ("人像 模型", "人像-模型"),
        ("../../etc", "etc"),
        ("CON", "con-pack"),
        ("...", "pack"),
        ("", "pack"),
        ("x" * 500, "x" * 60),
    ],
)
def test_a_title_becomes_a_safe_name(title: str, name: str) -> None:
    assert pack_name(title) == name


def test_a_taken_name_gets_a_number_whatever_its_case() -> None:
    assert pack_name("Mine", ["mine"]) == "mine-2"
    assert pack_name("Mine", ["MINE", "mine-2"]) == "mine-3"


@given(some.text(max_size=300))
def test_whatever_the_title_a_recipe_may_use_the_name(title: str) -> None:
    for name in (pack_name(title), part_name(title)):
        TypeAdapter(Name).validate_python(name)
        assert "/" not in name
        assert not name.startswith(".")
