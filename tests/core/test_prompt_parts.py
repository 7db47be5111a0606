"""How long prompts are cut, with one token a word or sign."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.prompt_parts import Span, divide, pieces


def signs(text: str) -> Sequence[Span]:
    """One token for each word and each sign."""
    return [found.span() for found in re.finditer(r"\w+|[^\w\s]", text)]


def letters(text: str) -> Sequence[Span]:
    """One token for each letter."""
    return [found.span() for found in re.finditer(r"\S", text)]


def said(text: str, room: int) -> list[str]:
    return [text[part.start : part.end].strip() for part in divide(text, [signs], room)]


@pytest.mark.parametrize(
    ("text", "room", "parts"),
    [
        ("", 4, [""]),
        ("a b c d", 4, ["a b c d"]),
        ("a b c d e", 4, ["a b c d", "e"]),
        ("a, b c d", 4, ["a,", "b c d"]),
        ("a b, c, d e", 5, ["a b, c,", "d e"]),
        ("a BREAK b c", 4, ["a", "b c"]),
        ("BREAK a BREAK BREAK b BREAK", 4, ["a", "b"]),
        ("a BREAKFAST break", 4, ["a BREAKFAST break"]),
        (" ".join("abcdefghij"), 4, ["a b c d", "e f g h", "i j"]),
    ],
)
def test_parts_end_at_commas_words_and_breaks(text: str, room: int, parts: list[str]) -> None:
    assert said(text, room) == parts


def test_a_comma_far_away_is_no_place_to_cut() -> None:
    text = "first, " + " ".join(f"w{k}" for k in range(80))
    first, second = divide(text, [signs])
    assert first.tokens == 75
    assert text[second.start : second.end].split() == [f"w{k}" for k in range(73, 80)]


def test_no_word_is_cut_and_no_part_is_too_long_for_either_reader() -> None:
    text = "portrait of somebody in extraordinary clothes"
    parts = divide(text, [signs, letters], 15)
    assert [text[part.start : part.end].split() for part in parts] == [
        ["portrait", "of"], ["somebody", "in"], ["extraordinary"], ["clothes"],
    ]  # fmt: skip
    assert [part.tokens for part in parts] == [10, 10, 13, 7]
    assert len(divide("x" * 40, [signs, letters], 15)) == 3  # a word that fits nowhere


def test_weights_stay_with_their_letters() -> None:
    prompt = "(red hat:1.5) BREAK [blue] sea"
    first, second = pieces(prompt, [signs])
    assert first.pieces() == [("red hat", 1.5), (" ", 1.0)]
    assert second.pieces() == [(" ", 1.0), ("blue", 0.9091), (" sea", 1.0)]
    assert "".join(prompt[place] for place in second.places) == second.text


@given(st.text(alphabet="ab ,B\n()[]", max_size=80), st.integers(1, 6))
def test_nothing_is_lost_and_nothing_is_too_long(prompt: str, room: int) -> None:
    parts = pieces(prompt, [signs, letters], room)
    whole = "".join("".join(part.text.split()) for part in parts)
    assert whole == "".join(pieces(prompt, [signs], 10_000)[0].text.split())
    assert all(len(letters(part.text)) <= room for part in parts)
