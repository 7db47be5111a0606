"""One run of training: steps, checkpoints, and going on from them as if nothing had happened.

All that is random in a step follows from the seed and the number of the step. So a checkpoint
holds the weights, the optimiser's state and that number, and a run that was cut ends, on a CPU
with as many threads, in the very same bits as one that was not.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch

from core import durable
from core.errors import BadInput
from training.common import mixed
from training.own.batches import Source
from training.own.kinds import Drops
from training.own.nets import Own
from training.own.noise import Noise

CHECKPOINT, LOG = "checkpoint.pt", "log.jsonl"
DECAY = 0.01  # weight decay of the papers' scripts
SMOOTH = 0.98  # share of the moving average that a step keeps
PROBED = 32  # samples at most, whose error is measured again and again
SECONDS = 5.0  # between two lines


@dataclass(frozen=True)
class Settings:
    """What has to stay the same for a run to go on; numbers as on the command line."""

    kind: str
    pack: str  # its name
    pictures: str  # which samples, by all that was made of them and with what, in one name
    size: int
    batch: int
    accumulate: int
    rate: float
    rank: int | None
    drops: Drops
    seed: int
    mixed: bool
    began_with: str  # sha256 of the adapter's file; empty: from nothing


@dataclass(eq=False)
class Mean:
    """A moving average that forgets its empty beginning."""

    value: float = 0.0
    weight: float = 0.0

    def add(self, one: float) -> None:
        self.value = SMOOTH * self.value + (1 - SMOOTH) * one
        self.weight = SMOOTH * self.weight + (1 - SMOOTH)

    @property
    def now(self) -> float:
        return self.value / self.weight if self.weight else float("nan")


@dataclass(eq=False)
class Run:
    """What is trained, on what, and how far it has come."""

    folder: Path
    settings: Settings
    own: Own
    noise: Noise
    source: Source
    unseen: Source | None  # pictures that are not learnt from, to measure the error on
    counts: tuple[int, int]  # samples to learn from, and unseen
    tell: Callable[[str], None]
    step: int = 0
    mean: Mean = field(default_factory=Mean)
    first: dict[str, float] = field(default_factory=dict)  # errors before the first step

    def __post_init__(self) -> None:
        self._trained = [one for one in self.own.parameters() if one.requires_grad]
        self._optimiser = torch.optim.AdamW(
            self._trained, lr=self.settings.rate, weight_decay=DECAY
        )

    def resume(self) -> None:
        """Go on from the last checkpoint.

        Raises:
            BadInput: if it is of a run with other settings or pictures, or damaged.
        """
        try:
            state = torch.load(self.folder / CHECKPOINT, map_location="cpu", weights_only=True)
            before, told = state["settings"], asdict(self.settings)
        except (OSError, RuntimeError, KeyError, EOFError) as error:
            raise BadInput(
                f"The checkpoint in {self.folder.name} can't be read.", "Begin anew elsewhere."
            ) from error
        other = [name for name in told if before.get(name) != told[name]]
        if other:
            raise BadInput(
                f"The run in {self.folder.name} was begun with other {', '.join(other)}.",
                "Go on with what it was begun with, or begin anew elsewhere.",
            )
        self.own.load_state_dict(state["own"])
        self._optimiser.load_state_dict(state["optimiser"])
        self.step, self.mean, self.first = state["step"], Mean(*state["mean"]), state["first"]

    def save(self) -> None:
        """Write a checkpoint: whatever happens, the old or the new one is there."""
        state = {
            "settings": asdict(self.settings),
            "own": self.own.state_dict(),
            "optimiser": self._optimiser.state_dict(),
            "step": self.step,
            "mean": (self.mean.value, self.mean.weight),
            "first": self.first,
        }
        with durable.writing(self.folder / CHECKPOINT) as file:
            torch.save(state, file)

    def train(self, until: int, every: int, stopped: Callable[[], bool]) -> None:
        """Train to a step, or until it is to stop; in the end there is a checkpoint.

        Args:
            until: the number of steps in all.
            every: a checkpoint is written after so many steps.
            stopped: asked after each step.
        """
        if not self.first:
            self.first = self.errors()
            self._look(self.first)
        pace = _Pace(self.step)
        while self.step < until and not stopped():
            loss = self._one_step()
            self.step += 1
            self.mean.add(loss)
            if pace.due() or self.step == until:
                self.tell(self._line(pace, until))
                self._note({"step": self.step, "loss": round(self.mean.now, 6)})
            if self.step % every == 0 and self.step < until:
                self.save()
                self._look(self.errors())
        self.save()

    def errors(self) -> dict[str, float]:
        """The error on the same samples with the same noise, whenever it is asked for."""
        found = {"seen": self._probe(self.source, self.counts[0])}
        if self.unseen is not None:
            found["unseen"] = self._probe(self.unseen, self.counts[1])
        return found

    def _one_step(self) -> float:
        settings, total = self.settings, 0.0
        self._optimiser.zero_grad()
        for part in range(settings.accumulate):
            number = self.step * settings.accumulate + part
            batch, generator = self.source.batch(number, settings.batch)
            with self._precision():
                error = self.noise.error(self.own, batch, generator)
            (error / settings.accumulate).backward()
            total += float(error.detach()) / settings.accumulate
        if not np.isfinite(total):
            raise BadInput(
                f"The error of step {self.step + 1} is no number.",
                "Try a smaller rate, or --precision full; checkpoints are sound.",
            )
        self._optimiser.step()
        return total

    @torch.no_grad()
    def _probe(self, source: Source, count: int) -> float:
        errors: list[float] = []
        generator = torch.Generator().manual_seed(self.settings.seed)
        for places in _in_parts(np.arange(count)[:PROBED], self.settings.batch):
            none = np.zeros(len(places), bool)
            batch = source.of(places, none, none)
            for share in (0.1, 0.3, 0.5, 0.7, 0.9):
                steps = torch.full((len(places),), int(share * self.noise.steps))
                with self._precision():
                    error = self.noise.error_at(self.own, batch, steps, generator)
                errors += error.tolist()
        return float(np.mean(errors))

    def _precision(self) -> Any:
        return mixed(self._trained[0].device) if self.settings.mixed else nullcontext()

    def _line(self, pace: "_Pace", until: int) -> str:
        seen = self.settings.batch * self.settings.accumulate
        left = _as_time((until - self.step) * pace.seconds_a_step(self.step))
        return (
            f"step {self.step} of {until}, loss {self.mean.now:.4f}, "
            f"{seen / pace.seconds_a_step(self.step):.1f} pictures/s, {left} left"
        )

    def _look(self, errors: dict[str, float]) -> None:
        listed = ", ".join(f"{one:.4f} on {name} pictures" for name, one in errors.items())
        self.tell(f"error after {self.step} steps: {listed}")
        self._note({"step": self.step, **errors})

    def _note(self, row: dict[str, float]) -> None:
        path = self.folder / LOG
        with durable.readable_errors(path), path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


class _Pace:
    """How quick a run is, and when it is time to say so."""

    def __init__(self, step: int) -> None:
        self._from, self._began = step, time.monotonic()
        self._told = self._began

    def due(self) -> bool:
        now = time.monotonic()
        if now - self._told < SECONDS:
            return False
        self._told = now
        return True

    def seconds_a_step(self, step: int) -> float:
        return max(time.monotonic() - self._began, 1e-9) / max(1, step - self._from)


def _as_time(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 2:
        return f"{seconds:.0f} s"
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"


def _in_parts(numbers: np.ndarray, size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(numbers), size):
        yield [int(one) for one in numbers[start : start + size]]
