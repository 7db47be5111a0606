"""Engines that draw for a batch, wherever they are: one picture at a time each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Protocol

from core.hosting import HostedEngine
from core.jobs import JobControl
from core.portrait import Portrait
from core.recipe import Recipe
from core.serving import Drawing

if TYPE_CHECKING:
    import numpy as np


class Hand(Protocol):
    """One engine. It is asked for the next thing once the last answer is there."""

    def ready(self) -> Future[None]:
        """Done once an engine is there, also after one was lost.

        A UserError: there will never be one, for that reason.
        """
        ...

    def draw(self, recipe: Recipe, sources: Mapping[str, np.ndarray]) -> Future[Portrait]:
        """One picture of a recipe.

        EngineLost: its engine died, and another one comes; see `ready`. A UserError: the engine
        said so. RuntimeError: a bug, with its traceback as text.
        """
        ...

    def close(self) -> None:
        """Give up what is being drawn, and end the engine."""
        ...


class ChildHand:
    """An engine in a child process of this one."""

    def __init__(self, open_engine: Callable[..., Drawing]) -> None:
        """`open_engine` as for `HostedEngine`. The child is started at once."""
        self._engine = HostedEngine(open_engine)
        self._engine.warm()
        self._thread = ThreadPoolExecutor(1, "hand")

    @property
    def pid(self) -> int | None:
        """Process id of the child."""
        return self._engine.pid

    def ready(self) -> Future[None]:
        return self._thread.submit(self._engine.warm)

    def draw(self, recipe: Recipe, sources: Mapping[str, np.ndarray]) -> Future[Portrait]:
        return self._thread.submit(self._draw, recipe, sources)

    def close(self) -> None:
        self._engine.close()
        self._thread.shutdown(cancel_futures=True)

    def _draw(self, recipe: Recipe, sources: Mapping[str, np.ndarray]) -> Portrait:
        [portrait] = self._engine.generate(recipe, sources, JobControl())
        return portrait
