"""The shipped pack does what it is for, on a few unseen people; all of them: training.measure."""

from collections.abc import Sequence

import numpy as np
import pytest

from core.packs import Pack
from training import measure

PEOPLE = 6


@pytest.fixture(scope="module")
def outcomes(demo_pack: Pack) -> Sequence[measure.Outcome]:
    return measure.run("demo", measure.trials(PEOPLE))


def test_portraits_resemble_their_reference_and_nobody_else(
    outcomes: Sequence[measure.Outcome],
) -> None:
    figures = measure.summarise(outcomes)
    own, others = "portrait: cosine to own reference", "portrait: cosine to others"
    assert figures["portraits"] == PEOPLE
    assert figures[own] > figures[others] + 0.15
    assert figures[own] > figures["adapters off: cosine to own reference"] + 0.1


def test_faces_stand_where_the_landmarks_ask(outcomes: Sequence[measure.Outcome]) -> None:
    figures = measure.summarise(outcomes)
    assert figures["faces found"] >= 0.8
    assert figures["landmark distance, median"] < 0.3


def test_the_judge_knows_people_it_never_saw(outcomes: Sequence[measure.Outcome]) -> None:
    figures = measure.summarise(outcomes)
    assert figures["another drawing: top-1"] >= 0.8
    assert abs(figures["another drawing: cosine to others"]) < 0.3


def test_figures_of_a_worthless_pack_are_worthless() -> None:
    rng = np.random.default_rng(1)

    def noise() -> measure.Outcome:
        vector = lambda: rng.normal(size=512).astype(np.float32)  # noqa: E731
        picture = np.zeros((8, 8, 3), np.uint8)
        return measure.Outcome(
            reference=vector(),
            second=vector(),
            portrait=vector(),
            without=measure.NOBODY,
            found=False,
            found_without=False,
            off=0.5,
            detector=0.1,
            likeness=0.0,
            seconds=1.0,
            pictures=(picture, picture, picture),
        )

    figures = measure.summarise([noise() for _ in range(60)])
    assert abs(figures["portrait: cosine to own reference"]) < 0.05
    assert figures["portrait: top-1"] < 0.15
    assert figures["adapters off: cosine to own reference"] == 0
    assert figures["faces found"] == 0
    assert figures["landmark distance, mean"] == 0.5
