"""An engine that obeys the prompt: it draws, hangs, fails or dies as a test wants it to.

It stands where the real one does in the child, so that hosting can be tried without torch.
"""

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import numpy as np

from core import errors
from core.faces.face import Face, Glimpse
from core.inside import Inside, Term
from core.jobs import JobControl, Transfer
from core.portrait import Portrait
from core.recipe import Recipe
from tests.alike import alike

STEPS = 4
RANKED = ("ranked", "dies at 3")  # prompts of pictures that are more or less alike
DIED = "FRAGILE_ENGINE_DIED"  # names a file that remembers a death for the next engine


def share_of(seed: int) -> float:
    """How alike a ranked picture of this seed is."""
    return (0.3, 0.8, 0.1, 0.6, 0.9, 0.2)[seed % 6]


def _died_before() -> bool:
    """Whether it has died for this reason; from now on it has."""
    mark = Path(os.environ[DIED])
    known = mark.exists()
    mark.touch()
    return known


class FragileEngine:
    """Draws grey pictures of 8 x 8 pixels."""

    def generate(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Iterator[Portrait]:
        for number in range(recipe.sampling.count):
            control.report("load")
            if recipe.prompt == "no face":
                raise errors.NoFace("The photo shows no face.")
            if recipe.prompt == "own hint":
                raise errors.OutOfMemory("Too much.", "Ask for less.")
            if recipe.prompt == "bug":
                raise ZeroDivisionError("a bug in the engine")
            if recipe.prompt == "segfault":
                os.kill(os.getpid(), signal.SIGSEGV)
            if recipe.prompt == "deaf":
                time.sleep(60)
            steps = 10_000 if recipe.prompt == "slow" else STEPS
            for step in range(1, steps + 1):
                preview = np.full((2, 2, 3), step % 256, np.uint8)
                control.report("denoise", step, steps, preview)
                time.sleep(0.005)
            told = int(control.previews) if recipe.prompt == "previews" else len(sources)
            image = np.full((8, 8, 3), told, np.uint8)
            seed = recipe.sampling.seed + number
            sampling = recipe.sampling.model_copy(update={"seed": seed, "count": 1})
            single = recipe.model_copy(update={"sampling": sampling})
            if recipe.prompt == "dies at 3" and seed == 3 and not _died_before():
                os.kill(os.getpid(), signal.SIGSEGV)
            people = alike(share_of(seed)) if recipe.prompt in RANKED else ()
            yield Portrait(image, single, 0.1, None, None, None, people)

    def inside(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Inside:
        [portrait] = self.generate(recipe, sources, control)
        everywhere = np.ones((STEPS, 1, 2, 2), np.float16)
        return Inside(portrait.image, portrait.recipe, (Term("rest"),), {"mid_block": everywhere})

    def faces(self, image: np.ndarray) -> tuple[Face, ...]:
        if image.max() == 0:
            return ()
        height, width = image.shape[:2]
        box = np.array([0, 0, width, height], np.float32)
        points = np.zeros((5, 2), np.float32)
        return (Face(box, 1.0, points, np.ones(512, np.float32)),)

    def watch(self, image: np.ndarray) -> tuple[Glimpse, ...]:
        return self.faces(image)

    def close(self) -> None:
        """Nothing is held."""


def open_engine(watching: bool = False, control: JobControl | None = None) -> FragileEngine:
    return FragileEngine()


def open_checking_engine(mark: Path, control: JobControl) -> FragileEngine:
    """Tells of a large pack: half is compared once a file is there, the rest once it is gone."""
    control.publish(Transfer("checking", 0, 8))
    _wait_for(mark.exists)
    control.publish(Transfer("checking", 4, 8))
    _wait_for(lambda: not mark.exists())
    control.publish(Transfer("checking", 8, 8))
    return FragileEngine()


def _wait_for(ready: Callable[[], bool]) -> None:
    while not ready():
        time.sleep(0.01)


def open_broken_engine(control: JobControl) -> FragileEngine:
    raise errors.DamagedPack("The file unet.safetensors of the pack is damaged.")


def open_dying_engine(control: JobControl) -> FragileEngine:
    """As where a driver crashes while the models are loaded."""
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def environment_of_child(control: JobControl) -> FragileEngine:
    raise errors.BadInput(f"ORT_DISABLE_TELEMETRY={os.environ.get('ORT_DISABLE_TELEMETRY')}")
