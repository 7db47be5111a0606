"""Steps in which the deep blocks say what they said before, in every kind of pipeline."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import torch

from core.engine.adapters import Slot
from core.engine.conditions import Guide
from core.engine.deep import Deep, deep_parts
from core.engine.models import Models
from tests.engine.conftest import CASES, Scene, draw

STEPS = 5  # see `cases`


def full_steps(deep: Deep, steps: int, guided: int = 99) -> list[int]:
    """The steps in which a module that takes over is asked."""
    asked: list[int] = []
    module = torch.nn.Identity()
    with deep.taking_over(module):
        for step in range(steps):
            deep.prepare(step, step < guided)
            before = deep.is_full
            module(torch.zeros(1))
            asked += [step] if before else []
    return asked


@contextmanager
def calls(models: Models, *nets: Any) -> Iterator[Counter[str]]:
    """How often the UNet, its middle, its first block and the nets work."""
    count: Counter[str] = Counter()
    unet = models.unet
    watched = {"unet": unet, "middle": unet.mid_block.resnets[0], "first": unet.down_blocks[0]}
    watched |= {f"net {number}": net.mid_block for number, net in enumerate(nets)}
    hooks = [
        module.register_forward_pre_hook(lambda *_, name=name: count.update([name]))
        for name, module in watched.items()
    ]
    try:
        yield count
    finally:
        for hook in hooks:
            hook.remove()


@pytest.mark.parametrize(
    ("every", "expected"),
    [
        (1, list(range(10))),
        (2, [0, 1, 3, 5, 7, 9]),
        (3, [0, 1, 4, 7, 9]),
        (5, [0, 1, 6, 9]),
    ],
)
def test_which_steps_are_full(every: int, expected: list[int]) -> None:
    assert full_steps(Deep(every, 10, (), ()), 10) == expected


def test_a_step_in_which_something_else_acts_is_full() -> None:
    picture: Any = None
    slot = Slot(torch.zeros(1), 0.5, "all", (0.0, 0.5), None)
    guide = Guide(None, picture, 0.5, (0.3, 1.0))
    assert full_steps(Deep(5, 12, [slot], ()), 12) == [0, 1, 6, 11]
    assert full_steps(Deep(5, 12, (), [guide]), 12) == [0, 1, 4, 9, 11]
    assert full_steps(Deep(5, 12, (), ()), 12, guided=8) == [0, 1, 6, 8, 11]
    assert full_steps(Deep(5, 12, (), ()), 12) == [0, 1, 6, 11]


@pytest.mark.parametrize("name", CASES)
def test_only_the_shallow_blocks_run_in_between(
    name: str, cases: dict[str, Scene], models: Models
) -> None:
    scene = cases[name]
    whole = draw(models, scene)
    with calls(models) as count:
        nearly = draw(models, scene.but(sampling__full_every=2))

    assert count == {"unet": STEPS, "first": STEPS, "middle": STEPS - 1}  # 0, 1, 3 and the last
    assert not torch.equal(nearly, whole)
    distance = (nearly - whole).pow(2).mean().sqrt() / whole.std()
    assert distance < 0.25
    assert torch.equal(draw(models, scene), whole)  # nothing is left behind
    assert all("forward" not in vars(block) for block in deep_parts(models.base))


def test_it_goes_with_guidance_that_ends_early(cases: dict[str, Scene], models: Models) -> None:
    scene = cases["both"].but(sampling__guided_until=0.5)
    whole = draw(models, scene)
    with calls(models) as count:
        nearly = draw(models, scene.but(sampling__full_every=5))
    assert count["middle"] == 4  # 0, 1, the first without guidance, the last
    assert nearly.shape == whole.shape


def test_identity_net_says_what_it_said_too(cases: dict[str, Scene], models: Models) -> None:
    net = models.net(None)
    with calls(models, net) as count:
        draw(models, cases["two nets"].but(sampling__full_every=2))
    assert count["net 0"] == STEPS - 1


def test_each_step_by_itself_changes_no_bit(cases: dict[str, Scene], models: Models) -> None:
    scene = cases["both"]
    assert torch.equal(draw(models, scene.but(sampling__full_every=1)), draw(models, scene))
