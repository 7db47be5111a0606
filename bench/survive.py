"""What memory that runs out, cancels and changes of packs leave behind: nothing.

Run `python -m bench survive [--rounds N] [--size S]`; prints one JSON object with a part for each
of three trials, which are made one after another in one process:

    memory_ran_out  at each stage in turn (load, encode, denoise, decode, upscale, refine) torch's
                    own exception is raised from inside of the net that works there: the engine
                    frees everything and draws again
    cancelled       at each step of a picture, until there were N
    swapped         N times from one pack to another in the middle of a picture, and back

and in each of them:

    rounds          how often it was done
    right           how often the picture that came then had the very pixels of the first one
    before_mb, after_mb, grown_mb   of the process, after a warm-up of some rounds, and at the end
"""

import argparse
import itertools
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

ROUNDS = 100
SIZE = 64  # pixels
STEPS = 2
WARM = 6  # rounds before memory is measured: one for each stage
DEEPEST = 90  # modules that work in any stage before one fails
STAGES = ("load", "encode", "denoise", "decode", "upscale", "refine")


class Trial:
    """An engine of the demo pack, and recipes that go through all stages."""

    def __init__(self, home: Path, size: int) -> None:
        from core.engine import Engine
        from core.imaging import fingerprint, load_image
        from core.jobs import JobControl
        from core.packs import default_store
        from core.recipe import Identity, Recipe, Refine, Sampling, Upscale

        self.pack = default_store().open("demo")
        self.other = _copy(self.pack.folder, home / "other")
        photo = load_image(min((Path(__file__).parent.parent / "resources/samples").glob("*.png")))
        key = fingerprint(photo)
        self.sources = {key: photo}
        plain = Recipe(
            prompt="a portrait",
            pack="demo",
            identities=(Identity(references=(key,)),),
            sampling=Sampling(width=size, height=size, steps=STEPS, seed=11, guidance=4.0),
        )
        larger = Upscale(factor=1.5, strength=0.5)
        finer = Refine(strength=0.5, smallest=0.0, largest=1.0)
        self.recipes = {
            "": plain,
            "upscale": plain.model_copy(update={"upscale": larger}),
            "refine": plain.model_copy(update={"refine": finer}),
        }
        self.engine: Any = Engine(self.pack)
        self._right = {name: self._fingerprint(name, JobControl()) for name in self.recipes}

    def is_right(self, control: Any = None, stage: str = "") -> bool:
        """Draw the picture that goes through a stage; whether it is the one of the beginning."""
        from core.jobs import JobControl

        name = stage if stage in self.recipes else ""
        return self._fingerprint(name, control or JobControl()) == self._right[name]

    def _fingerprint(self, name: str, control: Any) -> str:
        from core.imaging import fingerprint

        [portrait] = self.engine.generate(self.recipes[name], self.sources, control)
        return fingerprint(portrait.image)


def run_out(trial: Trial, rounds: int) -> dict[str, Any]:
    """Memory runs out in one stage after another."""
    numbers = itertools.count()

    def once() -> bool:
        number = next(numbers)
        stage = STAGES[number % len(STAGES)]
        if stage in ("load", "encode"):  # the words of the picture before are remembered
            trial.engine.close()
        with failing(stage, number * 7 % DEEPEST) as control:
            return trial.is_right(control, stage)

    return _repeated(trial, rounds, once)


def cancel(trial: Trial, rounds: int) -> dict[str, Any]:
    """A picture is cancelled at one report after another; then one is drawn to its end."""
    from core.jobs import Cancelled, JobControl

    reports: list[Any] = []
    trial.is_right(JobControl(reports.append))
    places = itertools.cycle(range(len(reports)))

    def once() -> bool:
        left = next(places)

        def hear(_: Any) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                control.cancel()

        control = JobControl(hear)
        with suppress(Cancelled):
            trial.is_right(control)
        return trial.is_right()

    return _repeated(trial, rounds, once)


def swap(trial: Trial, rounds: int) -> dict[str, Any]:
    """The pack is changed in the middle of a picture, which is drawn with both."""
    from core.engine import Engine
    from core.jobs import Cancelled, JobControl

    packs = itertools.cycle((trial.other, trial.pack))

    def once() -> bool:
        control = JobControl(lambda progress: control.cancel() if progress.step == 2 else None)
        with suppress(Cancelled):
            trial.is_right(control)
        trial.engine.close()
        trial.engine = Engine(next(packs))
        return trial.is_right()

    return _repeated(trial, rounds, once)


def _repeated(trial: Trial, rounds: int, once: Callable[[], bool]) -> dict[str, Any]:
    for _ in range(min(WARM, rounds)):
        once()
    before = _resident()
    right = sum(once() for _ in range(rounds))
    after = _resident()
    return {
        "rounds": rounds,
        "right": right,
        "before_mb": round(before, 1),
        "after_mb": round(after, 1),
        "grown_mb": round(after - before, 1),
    }


@contextmanager
def failing(stage: str, depth: int) -> Iterator[Any]:
    """Within, torch's own exception is raised once in a stage, inside of the nets.

    Args:
        stage: as the control is told.
        depth: how many modules work in this stage before the one that fails.

    Yields:
        The control to draw with.
    """
    import torch
    from torch.nn.modules import module

    from core.jobs import JobControl

    reached, left = "", depth

    def hear(progress: Any) -> None:
        nonlocal reached
        reached = progress.stage

    def fail(*_: Any) -> None:
        nonlocal left
        if reached == stage:
            left -= 1
        if left == -1 and reached == stage:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")

    # Loading calls no module, but makes their weights.
    hooks = (
        module.register_module_parameter_registration_hook
        if stage == "load"
        else module.register_module_forward_pre_hook
    )
    handle = hooks(fail)
    try:
        yield JobControl(hear)
    finally:
        handle.remove()
    if left >= 0:
        raise RuntimeError(f"Nothing failed in the stage {stage}.")


def _resident() -> float:
    """MB that this process holds, once what nobody uses has been given back to the system."""
    from core.engine.sparing import free_everything
    from core.memory import resident_bytes

    free_everything()
    return resident_bytes() / 2**20


def _copy(folder: Path, target: Path) -> Any:
    """The same pack in files of its own."""
    from core.packs import Pack

    shutil.copytree(folder, target)
    return Pack.load(target)


TRIALS = {"memory_ran_out": run_out, "cancelled": cancel, "swapped": swap}


def main() -> None:
    """Make the trials and print."""
    from core.offline import go_offline

    parser = argparse.ArgumentParser(prog="python -m bench survive", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--trial", choices=list(TRIALS), action="append")
    options = parser.parse_args()
    go_offline()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIKENESS_HOME"] = folder
        trial = Trial(Path(folder), options.size)
        found = {
            name: made(trial, options.rounds)
            for name, made in TRIALS.items()
            if options.trial is None or name in options.trial
        }
    print(json.dumps(found))
