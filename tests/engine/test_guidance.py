"""Guidance that ends early: the rest of the steps is computed without it, in every pipeline."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import torch

from core.engine.models import Models
from tests.engine.conftest import CASES, Scene, draw

STEPS, GUIDED = 5, 3  # of 5 steps, 0.5 of them begin before the middle; see `cases`


@contextmanager
def halves_alike(models: Models, first: int) -> Iterator[None]:
    """From a step on, the UNet says without the prompt what it says with it: no guidance."""
    steps = 0

    def alike(_: Any, __: Any, output: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        nonlocal steps
        steps += 1
        rows = output[0]
        return output if steps <= first else (torch.cat([rows[len(rows) // 2 :]] * 2),)

    hook = models.unet.register_forward_hook(alike)
    try:
        yield
    finally:
        hook.remove()


@contextmanager
def batches(models: Models) -> Iterator[list[int]]:
    seen: list[int] = []
    hook = models.unet.register_forward_pre_hook(lambda _, inputs: seen.append(len(inputs[0])))
    try:
        yield seen
    finally:
        hook.remove()


@pytest.mark.parametrize("name", CASES)
def test_later_steps_are_those_without_guidance(
    name: str, cases: dict[str, Scene], models: Models
) -> None:
    scene = cases[name]
    whole = draw(models, scene)
    with batches(models) as seen:
        early = draw(models, scene.but(sampling__guided_until=0.5))
    assert seen == [2] * GUIDED + [1] * (STEPS - GUIDED)
    with halves_alike(models, GUIDED):
        expected = draw(models, scene)
    assert torch.allclose(early, expected, atol=1e-4)
    assert not torch.allclose(early, whole, atol=1e-4)
    assert torch.equal(draw(models, scene), whole)  # nothing is left behind


def test_guidance_until_the_end_and_no_guidance_change_no_bit(
    cases: dict[str, Scene], models: Models
) -> None:
    scene = cases["both"]
    assert torch.equal(draw(models, scene.but(sampling__guided_until=1.0)), draw(models, scene))
    bare = scene.but(sampling__guidance=1.0)
    assert torch.equal(draw(models, bare.but(sampling__guided_until=0.3)), draw(models, bare))


def test_the_first_step_is_always_guided(cases: dict[str, Scene], models: Models) -> None:
    with batches(models) as seen:
        draw(models, cases["both"].but(sampling__guided_until=0.0))
    assert seen == [2] + [1] * (STEPS - 1)
