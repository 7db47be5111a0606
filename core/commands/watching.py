"""What a process that only watches for faces has in place of an engine: the face models."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from core.errors import Unsupported
from core.faces.analysis import open_analyzer
from core.faces.face import Face, Glimpse
from core.inside import Inside
from core.jobs import JobControl
from core.packs import Pack
from core.portrait import Portrait
from core.recipe import Recipe

_STEP = 3  # of politeness: half the share of a process that has none


def step_back() -> None:
    """Let others have the processor first: late faces are carried on, a late window is felt."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_STEP)


class Watcher:
    """Sees faces and draws nothing; has neither torch nor any model of the pack but those."""

    def __init__(self, pack_folder: Path) -> None:
        """Load the face models; takes a second.

        Raises:
            Unsupported: if the pack has none.
            BadInput: if it is no pack, or they can't be read.
        """
        self._analyzer = open_analyzer(Pack.load(pack_folder))

    def faces(self, image: np.ndarray) -> tuple[Face, ...]:
        """As `FaceAnalyzer.analyze`."""
        return self._analyzer.analyze(image)

    def watch(self, image: np.ndarray) -> tuple[Glimpse, ...]:
        """As `FaceAnalyzer.watch`."""
        return self._analyzer.watch(image)

    def generate(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Iterator[Portrait]:
        """Not here."""
        raise Unsupported("This process only watches.")

    def inside(
        self, recipe: Recipe, sources: Mapping[str, np.ndarray], control: JobControl
    ) -> Inside:
        """Not here."""
        raise Unsupported("This process only watches.")

    def close(self) -> None:
        """The models go with the process."""
