"""Each lesson's recipe triggers its rule, and one as it should be triggers none of them."""

from collections.abc import Iterator

import numpy as np
import pytest

from core.coach import before
from training.coach import LESSONS, ODD, Report, Result, Room, summarise
from training.studio import Studio
from training.trials import Trial


@pytest.fixture(scope="module")
def room() -> Iterator[Room]:
    trial = Trial(ODD[1])
    found = Room(Studio("demo"), trial)
    found.give(trial.reference.image)
    yield found
    found.studio.engine.close()


def rules(room: Room, name: str) -> set[str]:
    recipe = LESSONS[name].wrong(room)
    plan = before.Plan(recipe, room.studio.manifest, (room.landmarks(recipe),))
    return {advice.rule for advice in before.advise(plan)}


@pytest.mark.parametrize("name", [name for name, one in LESSONS.items() if one.before])
def test_what_a_recipe_tells_is_told_before_it_is_drawn(name: str, room: Room) -> None:
    assert LESSONS[name].rule in rules(room, name)


def test_a_recipe_as_it_should_be_triggers_nothing(room: Room) -> None:
    good = room.good()
    plan = before.Plan(good, room.studio.manifest, (room.landmarks(good),))
    assert before.advise(plan) == ()


def test_figures_are_of_those_that_spoke() -> None:
    image = np.zeros((8, 8, 3), np.uint8)
    spoke = [
        Result("unlike", True, (image, image), values, "x") for values in ((0.1, 0.5), (0.3, 0.2))
    ]
    reports = [Report([spoke[0]], set()), Report([spoke[1]], {"likeness"})]
    reports.append(Report([Result("unlike", False)], set()))
    told = summarise(reports)["unlike"]
    assert (told["pictures"], told["speaks"]) == (3, 0.667)
    assert (told["before"], told["after"], told["better"]) == (0.2, 0.35, 0.5)
    assert told["in vain"] == 0.333


def test_less_is_better_where_pixels_are_burnt() -> None:
    image = np.zeros((8, 8, 3), np.uint8)
    result = Result("burnt", True, (image, image), (0.4, 0.1), "x")
    assert summarise([Report([result], set())])["burnt"]["better"] == 1
