"""What a sweep's figures are drawn over: which side, which lines, where values stand."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.compare.axis import Axis
from core.compare.curves import Curves, curves_of, known, ticks
from core.compare.sheet import ONE, Cell, Edge, Figures, Sheet
from core.compare.sweep import sweep
from core.compare.twin import twin
from core.recipe import Identity, Recipe

RECIPE = Recipe(prompt="a person, smiling", identities=(Identity(references=("0" * 64,)),))
LIKENESS = Axis("identities.0.likeness", (0.0, 0.5, 1.0))


def curves(x: Axis, y: Axis | None = None) -> Curves:
    found = curves_of(sweep(RECIPE, x, y))
    assert found is not None
    return found


def test_one_field_is_one_line_over_its_numbers() -> None:
    found = curves(Axis("sampling.guidance", (2.0, 3.0, 6.0)))
    assert (found.title, found.labels) == ("Guidance scale", ("2", "3", "6"))
    assert found.places == pytest.approx((0, 0.25, 1)), "by their size"
    assert found.measured
    assert [line.cells for line in found.lines] == [((0, 0), (0, 1), (0, 2))]
    assert found.legend == ""


def test_two_fields_are_a_line_for_each_row() -> None:
    found = curves(LIKENESS, Axis("sampling.scheduler", ("euler", "ddim")))
    assert [line.name for line in found.lines] == ["Euler", "DDIM"]
    assert found.lines[1].cells == ((1, 0), (1, 1), (1, 2))
    assert found.legend == "Scheduler"


def test_the_longer_side_is_the_axis() -> None:
    found = curves(Axis("sampling.seed", (1, 2)), LIKENESS)
    assert found.title == "Likeness λ"
    assert found.lines[0].cells == ((0, 0), (1, 0), (2, 0))
    assert [line.name for line in found.lines] == ["1", "2"]


@pytest.mark.parametrize(
    "axis",
    [
        Axis("sampling.scheduler", ("euler", "ddim", "unipc")),
        Axis("sampling.seed", (5, 900, 17)),
        Axis("sampling.seed", (1, 2, 50)),
        Axis("sampling.guidance", (2.0, 6.0, 3.0)),
        Axis("prompt:smiling", ("smiling", "calm", "sad")),
    ],
)
def test_names_and_seeds_stand_at_even_distances(axis: Axis) -> None:
    found = curves(axis)
    assert found.places == (0, 0.5, 1)
    assert not found.measured


def test_falling_numbers_stand_by_their_size_all_the_same() -> None:
    assert curves(Axis("sampling.steps", (20, 10, 8))).places == pytest.approx((1, 1 / 6, 0))


def test_there_is_nothing_to_see_in_two_values_or_a_twin(demo_pack) -> None:
    assert curves_of(sweep(RECIPE, Axis("sampling.guidance", (2.0, 6.0)))) is None
    assert curves_of(twin(RECIPE, demo_pack.manifest).sheet) is None


def test_a_row_of_a_file_that_lacks_cells_is_no_line() -> None:
    edge = Edge("Steps", ("1", "2", "3"))
    sheet = Sheet("", edge, ONE, tuple(Cell(0, column, RECIPE) for column in (0, 2)))
    found = curves_of(sheet)
    assert found is not None
    assert found.lines == ()


@given(st.floats(-1, 3), st.floats(0, 3))
def test_marks_are_round_few_and_enclose_what_is_seen(low: float, span: float) -> None:
    marks = ticks(low, low + span)
    assert marks[0] <= low + 1e-6
    assert marks[-1] >= low + span - 1e-6
    assert 2 <= len(marks) <= 8
    steps = [after - before for before, after in itertools.pairwise(marks)]
    assert max(steps) == pytest.approx(min(steps))
    mantissa = steps[0] / 10 ** math.floor(math.log10(steps[0]) + 1e-9)
    assert min(abs(mantissa - good) for good in (1, 2, 5, 10)) < 1e-6


def test_only_numbers_are_known() -> None:
    figures = {(0, 0): Figures(0.5, None, 1.0), (0, 1): Figures(math.nan, None, 1.0)}
    assert known(figures, "likeness") == [0.5]
    assert known(figures, "landmark_error") == []
