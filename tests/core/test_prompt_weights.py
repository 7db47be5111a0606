r"""Prompt weights: the published examples of AUTOMATIC1111's web UI, and what keys do to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.prompt_weights import MOST, parse, shift


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("normal text", [("normal text", 1.0)]),
        ("an (important) word", [("an ", 1.0), ("important", 1.1), (" word", 1.0)]),
        ("(unbalanced", [("unbalanced", 1.1)]),
        (r"\(literal\]", [("(literal]", 1.0)]),
        ("(unnecessary)(parens)", [("unnecessaryparens", 1.1)]),
        (
            "a (((house:1.3)) [on] a (hill:0.5), sun, (((sky))).",
            [
                ("a ", 1.0),
                ("house", 1.573),
                (" ", 1.1),
                ("on", 1.0),
                (" a ", 1.1),
                ("hill", 0.55),
                (", sun, ", 1.1),
                ("sky", 1.4641),
                (".", 1.1),
            ],
        ),
        ("a [quiet] sea", [("a ", 1.0), ("quiet", 0.9091), (" sea", 1.0)]),
        ("(a: b)", [("a: b", 1.1)]),
        ("time 12:30)", [("time 12:30)", 1.0)]),
        ("a \\ b", [("a \\ b", 1.0)]),
        ("(肖像:1.5)", [("肖像", 1.5)]),
        ("", []),
        (f"(x:{'9' * 400})", [("x", MOST)]),
    ],
)
def test_published_examples(text: str, pieces: list[tuple[str, float]]) -> None:
    assert parse(text).pieces() == pieces


@given(st.text(alphabet="ab ,:()[]\\1.+-", max_size=60))
def test_any_text_can_be_read(text: str) -> None:
    found = parse(text)
    assert len(found.text) == len(found.weights)
    assert all(abs(weight) <= MOST for weight in found.weights)


@given(st.text(max_size=60).filter(lambda text: not set(text) & set("()[]\\")))
def test_text_without_brackets_is_left_alone(text: str) -> None:
    found = parse(text)
    assert found.text == text
    assert found.plain


@pytest.mark.parametrize(
    ("text", "selected", "by", "after"),
    [
        ("a red coat", "red", 0.1, "a (red:1.1) coat"),
        ("a red coat", " red ", -0.1, "a (red:0.9) coat"),
        ("a (red:1.1) coat", "red", 0.1, "a (red:1.2) coat"),
        ("a (red:1.1) coat", "(red:1.1)", 0.1, "a (red:1.2) coat"),
        ("a (red:1.1) coat", "red", -0.1, "a red coat"),
        ("a (red:2) coat", "red", 0.1, "a (red:2) coat"),
        ("a (dark red:1.3) coat", "dark", 0.1, "a (dark red:1.4) coat"),
    ],
)
def test_weight_of_a_selection(text: str, selected: str, by: float, after: str) -> None:
    start = text.index(selected)
    changed, begin, end = shift(text, start, start + len(selected), by)
    assert changed == after
    assert changed[begin:end].strip() in after


@pytest.mark.parametrize(
    ("text", "cursor", "after"),
    [
        ("a red coat", 4, "a (red:1.1) coat"),
        ("a red coat", 5, "a (red:1.1) coat"),  # right behind it
        ("a red, blue", 3, "a (red:1.1), blue"),
        ("a  red", 2, "a  red"),  # no word there
        ("", 0, ""),
    ],
)
def test_weight_of_the_word_under_the_cursor(text: str, cursor: int, after: str) -> None:
    assert shift(text, cursor, cursor, 0.1)[0] == after


def test_up_and_down_again_is_nothing() -> None:
    text, start, end = shift("a red coat", 3, 3, 0.1)
    assert shift(text, start, end, -0.1)[0] == "a red coat"
