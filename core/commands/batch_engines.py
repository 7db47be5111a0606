"""Which engines draw a batch: children of this process, or actors of Ray."""

import argparse
import itertools
import multiprocessing
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from core.batch.hands import ChildHand, Hand
from core.batch.on_ray import connected
from core.commands.opening import graphics_cards, open_engine
from core.computer import cores, has_nvidia
from core.errors import BadInput
from core.packs import Pack
from core.told import Told

MOST_ENGINES = 1000
_THREADS = "OMP_NUM_THREADS"
_AMD = Path("/dev/kfd")  # there where a driver for AMD's cards is


class Engines:
    """Opens as many engines as were asked for, where they were asked for.

    Raises:
        BadInput: if that can't be.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self._number: int = options.engines or 0
        self._threads: int = options.threads or 0
        self._address: str | None = options.ray
        for flag, given in (("--engines", options.engines), ("--threads", options.threads)):
            if given is not None and not 1 <= given <= MOST_ENGINES:
                raise BadInput(Told("{0} must be 1 to {1}.", flag, MOST_ENGINES))

    @contextmanager
    def crew(self, pack: Pack, pictures: int) -> Generator[Sequence[Hand]]:
        """Engines for a pack; they end with the block.

        Args:
            pack: of which all draw.
            pictures: how many there are to be drawn; no more engines than that are opened.
        """
        if self._address is not None:
            processors = max(1, self._number) * max(1, self._threads)
            with connected(self._address, processors) as cluster:
                asked = (self._number, self._threads, pictures)
                with _closing(cluster.hands(open_engine, pack, *asked)) as hands:
                    yield hands
        else:
            with _closing(self._children(pack.folder, pictures)) as hands:
                yield hands

    def _children(self, folder: Path, pictures: int) -> Iterator[Hand]:
        """One for each graphics card, or the number that was asked for, in turn on the cards."""
        devices = [f"cuda:{number}" for number in range(_cards())] or ["cpu"]
        number = min(self._number or len(devices), pictures)
        threads = self._threads
        if not threads and number > 1 and devices == ["cpu"] and _THREADS not in os.environ:
            threads = max(1, cores() // number)  # else each would want all of them
        for _, device in zip(range(number), itertools.cycle(devices), strict=False):
            yield ChildHand(partial(open_engine, folder, device=device, threads=threads))


@contextmanager
def _closing(opening: Iterable[Hand]) -> Generator[Sequence[Hand]]:
    """The hands of an iterator, also those before one that could not be opened, are closed."""
    hands = list[Hand]()
    try:
        for hand in opening:
            hands.append(hand)
        yield hands
    finally:
        for hand in hands:
            hand.close()


def _cards() -> int:
    """How many graphics cards torch can draw on. Asked in a child: torch would stay in here."""
    if not has_nvidia() and not _AMD.exists():
        return 0
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(graphics_cards).result()
