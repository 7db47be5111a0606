"""A library in a folder of its own, and small portraits to put into it."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from core.faces.likeness import Resemblance
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

    def make(
        side: int = 32, prompt: str = "a portrait", people: tuple[Resemblance, ...] = ()
    ) -> Portrait:
        image = random.integers(0, 256, (side, side, 3), dtype=np.uint8)
        seed = int(random.integers(0, 2**32))
        recipe = Recipe(prompt=prompt, sampling=Sampling(seed=seed))
        return Portrait(image, recipe, 1.5, 0.75, None, None, people)

    return make


@pytest.fixture
def closed() -> Iterator[Path]:
    """Folders seen by a user who owns nothing, as root may write everywhere."""
    above = Path(tempfile.mkdtemp(prefix="likeness-", dir="/tmp"))
    above.chmod(0o755)
    (above / "read").mkdir(mode=0o755)
    (above / "secret").mkdir(mode=0o700)
    (above / "secret" / "inner").mkdir()
    library = Library(above / "old")
    library.create_project("Old")
    library.close()
    for path in (above / "old", *(above / "old").rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    (above / "home").mkdir()
    (above / "home").chmod(0o777)
    root = os.geteuid() == 0
    if root:
        os.setresuid(65534, 65534, 0)
    else:
        (above / "read").chmod(0o500)
        (above / "secret").chmod(0)
    yield above
    if root:
        os.setresuid(0, 0, 0)
    for path in (above / "secret", *above.rglob("*")):
        path.chmod(0o700)
    shutil.rmtree(above)
