"""What is kept and said of how the people of a picture came out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.faces.alike import (
    Alike,
    alike_of,
    figure,
    from_text,
    is_alike,
    lowest_share,
    sentence,
    to_text,
)
from core.faces.likeness import Resemblance, Scale

POINTS = np.zeros((5, 2), np.float32)
ANNA = Scale(strangers=0.1, own=0.6, spread=0.045, photos=5)
BEN = Scale(strangers=0.1, own=0.6, spread=0.06, photos=1)
numbers = st.floats(-1, 1)


@given(
    st.lists(
        st.builds(
            Alike,
            st.none() | numbers,
            st.builds(Scale, numbers, numbers, st.floats(0, 1), st.integers(0, 32)),
        ),
        max_size=8,
    )
)
def test_what_is_kept_comes_back(people: list[Alike]) -> None:
    assert from_text(to_text(people)) == tuple(people)


@pytest.mark.parametrize(
    "text",
    [None, "", "{", "5", "[[0.5]]", '[[0.5,0,1,0,"many"]]', "[[NaN,0,1,0,1]]", "[" * 5000, "[7]"],
)
def test_what_is_not_readable_names_nobody(text: str | None) -> None:
    assert from_text(text) == ()


def test_numbers_of_a_recogniser_are_kept_as_numbers() -> None:
    scale = Scale(np.float32(0.1), np.float32(0.6), np.float32(0.05), 3)
    [kept] = alike_of((Resemblance(POINTS, POINTS, np.float32(0.35), scale),))

    assert kept.share == pytest.approx(0.5, abs=1e-5)
    assert from_text(to_text((kept,))) == (kept,)


def test_a_picture_stands_by_who_is_least_alike() -> None:
    anna, ben = Alike(0.53, ANNA), Alike(0.47, BEN)

    assert lowest_share((anna, ben)) == ben.share
    assert lowest_share((anna, Alike(None, BEN))) is None
    assert lowest_share(()) is None


def test_the_figure_is_said_in_percent_person_by_person() -> None:
    anna, ben = Alike(0.53, ANNA), Alike(0.47, BEN)

    assert figure((anna,), 0.53) == "86 %"
    assert figure((anna, ben), 0.53) == "1: 86 % · 2: 74 %"
    assert figure((anna, Alike(None, BEN)), 0.53) == "1: 86 % · 2: no face"
    assert figure((Alike(None, ANNA),), None) is None
    assert figure((), 0.56) == "0.56"
    assert figure((), -0.001) == "0.00"
    assert figure((), None) is None


def test_the_sentence_says_how_well_the_photos_agree() -> None:
    anna, ben = Alike(0.53, ANNA), Alike(0.47, BEN)

    assert sentence((anna,), 0.53) == "86 % · own photos agree to ±9 %, from 5 photos"
    assert sentence((ben,), 0.47) == "74 % · usual scale ±12 %, one photo only"
    assert sentence((), 0.56) == "0.56 (a cosine, as an older version measured it)"
    assert sentence((), None) == "no face found"


def test_alike_is_nearer_to_the_own_photos_than_to_strangers() -> None:
    assert is_alike((Alike(0.36, ANNA),), 0.36, 0.4)
    assert not is_alike((Alike(0.34, ANNA),), 0.9, 0.4)
    assert not is_alike((Alike(0.6, ANNA), Alike(0.2, BEN)), 0.6, 0.4)
    assert is_alike((), 0.5, 0.4)
    assert not is_alike((), None, 0.4)
