"""A library in a folder of its own, and small portraits to put into it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from core.library import Library
from core.portrait import Portrait
from core.recipe import Recipe, Sampling


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture
def make_portrait() -> Callable[..., Portrait]:
    """Makes portraits of noise, side x side pixels, each with a seed of its own."""
    random = np.random.default_rng(0)

    def make(side: int = 32, prompt: str = "a portrait") -> Portrait:
        image = random.integers(0, 256, (side, side, 3), dtype=np.uint8)
        seed = int(random.integers(0, 2**32))
        recipe = Recipe(prompt=prompt, sampling=Sampling(seed=seed))
        return Portrait(image, recipe, 1.5, 0.75, None, None)

    return make
