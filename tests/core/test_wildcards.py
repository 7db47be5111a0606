"""Wildcards: what they may become, and that the seed alone decides."""

from pathlib import Path

import pytest

from core.errors import BadInput
from core.recipe import MAX_PROMPT, Recipe
from core.wildcards import OURS, Wildcards, asks, resolutions, resolve, resolved


@pytest.fixture
def lists(tmp_path: Path) -> Wildcards:
    (tmp_path / "sub").mkdir()
    (tmp_path / "hat.txt").write_text("# hats\nred hat\n\nblue {cap|beret}\n", "utf-8-sig")
    (tmp_path / "sub" / "in_nest.txt").write_text("with __hat__\n")
    (tmp_path / "again.txt").write_text("__again__\n")
    (tmp_path / "empty.txt").write_text("# nothing\n")
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00\xd8")
    (tmp_path / "place.txt").write_text("at home\n")
    return Wildcards(tmp_path, OURS)


def first(options: int) -> int:
    return 0


def last(options: int) -> int:
    return options - 1


def asked(prompt: str, count: int = 1, seed: int = 7, negative: str = "") -> Recipe:
    recipe = Recipe(prompt=prompt, negative_prompt=negative)
    return recipe.with_fields({"sampling.seed": seed, "sampling.count": count})


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("a {red|blue} hat", "a red hat", "a blue hat"),
        ("{a|{b|c} d}", "a", "c d"),
        ("__hat__", "red hat", "blue beret"),
        ("__sub/in_nest__, x", "with red hat, x", "with blue beret, x"),
        ("{|very }old", "old", "very old"),
        (r"\{a\|b\} {c|d}", "{a|b} c", "{a|b} d"),
        ("({red|blue}:1.2), [x]", "(red:1.2), [x]", "(blue:1.2), [x]"),
        ("{prompt} and {open|", "{prompt} and {open|", "{prompt} and {open|"),
        ("__place__", "at home", "at home"),  # the user's own file, not ours
        ("snake_case__", "snake_case__", "snake_case__"),
    ],
)
def test_what_words_become(lists: Wildcards, text: str, least: str, most: str) -> None:
    assert resolve(text, lists, first) == least
    assert resolve(text, lists, last) == most
    assert asks(text) == (least != text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("__coat__", "There is no wildcard __coat__. There are __again__, "),
        ("__again__", "name each other without end"),
        ("__empty__", "has no line to choose"),
        ("__binary__", "can't be read"),
        ("__../hat__", "There is no wildcard|__../hat__"),
        ("{" * 30 + "a|b" + "}" * 30, "{"),
        ("{a|b}" + "c" * MAX_PROMPT, "more than 4000 letters"),
    ],
)
def test_what_can_not_be_chosen_is_told_in_a_sentence(
    lists: Wildcards, text: str, fault: str
) -> None:
    try:
        words = resolve(text, lists, first)
    except BadInput as error:
        words = error.sentence()
    assert any(part in words for part in fault.split("|"))


def test_the_seed_decides(lists: Wildcards) -> None:
    prompt = "{a|b|c|d} __hat__"
    seen = {resolved(asked(prompt, seed=seed), lists).prompt for seed in range(60)}
    assert len(seen) == 12  # all there are
    once = resolved(asked(prompt, negative="{x|y}"), lists)
    assert once == resolved(asked(prompt, negative="{x|y}"), lists)
    assert once.asked is not None
    assert (once.asked.prompt, once.asked.negative_prompt) == (prompt, "{x|y}")
    assert resolved(once, lists) == once  # drawn again it says the same
    plain = asked("a hat")
    assert resolved(plain, lists) is plain


@pytest.mark.parametrize("seed", [0, 5, 2**32 - 2])
def test_pictures_of_one_job_differ_as_long_as_they_can(lists: Wildcards, seed: int) -> None:
    ways = resolutions(asked("{a|b|c|d} {x|y}", count=8, seed=seed), lists)
    assert len({way.prompt for way in ways}) == 8
    assert [way.sampling.seed for way in ways] == [(seed + k) % 2**32 for k in range(8)]
    assert {way.sampling.count for way in ways} == {1}
    assert len(resolutions(asked("{a|b}", count=3, seed=seed), lists)) == 3


def test_ours_can_all_be_read() -> None:
    ours = Wildcards(OURS)
    assert ours.names() == ("clothing", "hair", "lighting", "place")
    for name in ours.names():
        for line in ours.lines(name):
            assert resolve(line, ours, first)
