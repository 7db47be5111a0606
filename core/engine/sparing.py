"""Finds out how much memory a picture may take, and goes on with less where it ran out.

What is learnt is kept in a small file: for a week pictures of that size or larger begin with the
plan that followed, as long as hardly more memory is free than was when the better one failed.
"""

import ctypes
import gc
import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch

from core import durable
from core.engine.memory import Memory, Plan, below, lower, measured, plan_for
from core.errors import UserError
from core.packs import Pack
from core.packs.weighing import Weights, weigh
from core.recipe import Recipe
from core.settings import data_folder
from core.told import Told, in_a_row

_MORE = 1.1  # so many times as much free memory is worth another try with a better plan
_DAYS = 7  # for which a plan that failed is left out
_KEPT = 200  # what was learnt last; older entries are dropped
Size = tuple[int, int]


class Sparing:
    """The plans of one engine.

    Args:
        pack: what is drawn with.
        device: of torch, on which pictures are drawn where memory suffices.
        free: asks what memory there is for a device.
    """

    def __init__(self, pack: Pack, device: str, free: Callable[[str], Memory] = measured) -> None:
        self._pack = pack
        self._device = device
        self._free = free
        self._floor: Plan | None = None
        self._tried = False  # whether this recipe was begun again with the same plan
        self._weights: dict[tuple[Any, ...], Weights] = {}
        self.notice: Told | None = None

    def begin(self) -> None:
        """A recipe is begun: what happened with the last one counts only as far as it is kept."""
        self._floor, self._tried = None, False

    def plan(self, recipe: Recipe, size: Size) -> Plan:
        """How to make a picture, before anything of it is loaded.

        Args:
            recipe: what is drawn.
            size: of the largest picture that is drawn at once, pixels.
        """
        free = self._free(self._device)
        plan = plan_for(self._weigh(recipe), size, self._device, free)
        learnt = [
            _plan_of(one)
            for one in _read(self._pack, self._device)
            if one["pixels"] <= size[0] * size[1]
            and free.device <= one["free"] * _MORE
            and time.time() < one["until"]
        ]
        for other in (*learnt, self._floor):
            if other is not None:
                plan = lower(plan, other, size, self._device)
        return plan

    def step_down(self, recipe: Recipe, size: Size, plan: Plan) -> Plan | None:
        """The next plan after one with which memory ran out, which is remembered; None: no other.

        A processor is given its exact plan once more: other programs take and free its memory all
        the time, and all of ours was just let go. `notice` says what was done, until a picture
        takes it along.
        """
        if not plan.half and not self._tried:
            self._tried = True
            self.notice = Told("Memory ran out; all was freed, and the picture was begun again.")
            return plan
        less = below(plan, self._weigh(recipe), size, self._device)
        if less is not None:
            self._floor = less
            free = self._free(self._device)
            _learn(self._pack, self._device, size, less, free)
            self.notice = in_a_row(
                Told("Memory ran out, so the picture was begun again with less."), less.sentence()
            )
        return less

    def _weigh(self, recipe: Recipe) -> Weights:
        """What the models of a recipe weigh; headers are read once for each set of models."""
        key = (
            bool(recipe.identities),
            frozenset(prompt.adapter for prompt in recipe.image_prompts),
            frozenset(control.net for control in recipe.controls),
            frozenset(lora.name for lora in recipe.loras),
        )
        if key not in self._weights:
            self._weights[key] = weigh(self._pack, recipe)
        return self._weights[key]

    def take_notice(self) -> Told | None:
        """What has to be told with a picture, once."""
        notice, self.notice = self.notice, None
        return notice


def free_everything() -> None:
    """Give back to device and system what nobody holds any more.

    Not inside of an `except`: the exception's frames would hold what failed.
    """
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()
    if sys.platform == "linux":
        trim: Any = getattr(ctypes.CDLL(None), "malloc_trim", None)  # musl has none
        if trim is not None:
            trim(0)


def _plan_of(learnt: dict[str, Any]) -> Plan:
    return Plan(**learnt["plan"])


def _file() -> Path:
    return data_folder() / "memory.json"


def _read(pack: Pack, device: str) -> list[dict[str, Any]]:
    mine = (pack.manifest.name, device)
    return [one for one in _all() if (one["pack"], one["device"]) == mine]


def _all() -> list[dict[str, Any]]:
    """What was learnt so far; nothing where the file is missing or not ours."""
    try:
        found = json.loads(_file().read_text(encoding="utf-8"))["learnt"]
        for one in found:
            _ = (
                one["pack"],
                one["device"],
                one["pixels"] + one["free"] + one["until"],
                _plan_of(one),
            )
        return found
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return []


def _learn(pack: Pack, device: str, size: Size, plan: Plan, free: Memory) -> None:
    """Remember it; a disk that can't be written only means that it is found out again."""
    about = {
        "pack": pack.manifest.name,
        "device": device,
        "pixels": size[0] * size[1],
        "free": free.device,
        "until": time.time() + _DAYS * 86_400,
    }
    same = ("pack", "device", "pixels")
    others = [one for one in _all() if any(one[key] != about[key] for key in same)]
    learnt = [*others, about | {"plan": asdict(plan)}][-_KEPT:]
    try:
        durable.make_folder(_file().parent)
        durable.save(json.dumps({"learnt": learnt}).encode(), _file())
    except UserError:
        return
