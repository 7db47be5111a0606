"""Pictures are shared out among engines that fail, die and hang, in real child processes."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Collection, Generator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from core.batch.drawing import MOST_DEATHS, TRIES, Drawn, draw_all
from core.batch.hands import ChildHand
from core.batch.orders import Order
from core.errors import BadInput, EngineLost, NoFace
from core.jobs import Cancelled, JobControl
from core.recipe import Recipe, Sampling
from core.serving import Drawing
from tests.core import fragile_engine


def orders(*prompts: str) -> list[Order]:
    return [
        Order(line, 0, Recipe(prompt=prompt, sampling=Sampling(seed=line)))
        for line, prompt in enumerate(prompts, 1)
    ]


@contextmanager
def crew(
    number: int, open_engine: Callable[..., Drawing] = fragile_engine.open_engine
) -> Generator[list[ChildHand]]:
    hands = [ChildHand(open_engine) for _ in range(number)]
    try:
        yield hands
    finally:
        for hand in hands:
            hand.close()


def nothing(keys: Collection[str]) -> dict[str, np.ndarray]:
    return {}


def lines(drawn: list[Drawn]) -> list[int]:
    return sorted(one.order.line for one in drawn)


def test_every_picture_comes_once_whoever_draws_it() -> None:
    with crew(2) as hands:
        drawn = list(draw_all(orders(*["draw"] * 9), hands, nothing, JobControl()))

    assert lines(drawn) == list(range(1, 10))
    assert all(one.portrait and one.portrait.recipe == one.order.recipe for one in drawn)
    assert {one.tries for one in drawn} == {1}


def test_more_engines_than_pictures_do_no_harm() -> None:
    with crew(3) as hands:
        assert len(list(draw_all(orders("draw"), hands, nothing, JobControl()))) == 1
        assert list(draw_all([], hands, nothing, JobControl())) == []


def test_an_engine_that_dies_costs_nothing_but_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(fragile_engine.DIED, str(tmp_path / "died"))
    prompts = ["draw", "draw", "dies at 3", "draw", "draw"]
    with crew(2) as hands:
        drawn = list(draw_all(orders(*prompts), hands, nothing, JobControl()))

    assert (tmp_path / "died").exists()
    assert lines(drawn) == [1, 2, 3, 4, 5]
    assert all(one.portrait for one in drawn)
    assert {one.order.line: one.tries for one in drawn} == {1: 1, 2: 1, 3: 2, 4: 1, 5: 1}


def test_a_picture_that_kills_every_engine_is_told_and_the_rest_is_drawn() -> None:
    with crew(2) as hands:
        found = list(
            draw_all(orders("segfault", "draw", "segfault", "draw"), hands, nothing, JobControl())
        )

    drawn = {one.order.line: one for one in found}
    assert sorted(drawn) == [1, 2, 3, 4]
    for line in (1, 3):
        assert isinstance(drawn[line].error, EngineLost)
        assert drawn[line].tries == TRIES
    assert drawn[2].portrait
    assert drawn[4].portrait


def test_a_killed_engine_is_replaced() -> None:
    with crew(2) as hands:
        killed, drawn = list[int](), list[Drawn]()
        for one in draw_all(orders(*["draw"] * 8), hands, nothing, JobControl()):
            drawn.append(one)
            if len(drawn) == 3 and hands[0].pid is not None:
                killed.append(hands[0].pid)
                os.kill(hands[0].pid, signal.SIGKILL)

        assert killed
        assert Counter(lines(drawn)) == Counter(range(1, 9))
        assert all(one.portrait for one in drawn)


def test_trouble_of_one_picture_is_its_own() -> None:
    with crew(1) as hands:
        found = list(draw_all(orders("no face", "bug", "draw"), hands, nothing, JobControl()))

    no_face, bug, drawn = sorted(found, key=lambda one: one.order.line)
    assert isinstance(no_face.error, NoFace)
    assert isinstance(bug.error, RuntimeError)
    assert "ZeroDivisionError" in str(bug.error)
    assert drawn.portrait


def test_an_image_that_is_gone_is_trouble_of_its_picture() -> None:
    def find(keys: Collection[str]) -> dict[str, np.ndarray]:
        raise BadInput("The image was changed meanwhile.")

    with crew(1) as hands:
        [one] = draw_all(orders("draw"), hands, find, JobControl())
    assert isinstance(one.error, BadInput)


def test_engines_that_all_die_at_once_are_given_up() -> None:
    with (
        crew(2, fragile_engine.open_dying_engine) as hands,
        pytest.raises(EngineLost, match=str(MOST_DEATHS)),
    ):
        list(draw_all(orders(*["draw"] * 40), hands, nothing, JobControl()))


def test_a_cancel_ends_also_what_is_being_drawn() -> None:
    control = JobControl()

    with crew(2) as hands:
        drawn = draw_all(orders("draw", "slow", "slow", "draw"), hands, nothing, control)
        next(drawn)
        control.cancel()
        with pytest.raises(Cancelled):
            next(drawn)
