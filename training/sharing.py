"""Trials shared out between processes, and the options of a script that does so."""

import argparse
from collections.abc import Callable, Sequence
from itertools import zip_longest
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

Row = TypeVar("Row")
_NONE = object()


def options(script: str, about: str, pictures: int) -> argparse.ArgumentParser:
    """A parser with what all of them take: --pack, --pictures, --processes and --sheet.

    Args:
        script: the module, such as `training.presets`.
        about: what its help says.
        pictures: how many there are without --pictures.
    """
    parser = argparse.ArgumentParser(prog=f"python -m {script}", description=about)
    parser.add_argument("--pack", default="demo", help="name or folder; default: %(default)s")
    parser.add_argument("--pictures", type=int, default=pictures, help="default: %(default)s")
    parser.add_argument("--processes", type=int, default=2, help="default: %(default)s")
    parser.add_argument("--sheet", type=Path, help="PNG to write with pictures, to look at")
    return parser


def share_out(
    work: Callable[[Sequence[int]], list[Row]], numbers: Sequence[int], processes: int
) -> list[Row]:
    """What some work makes of all these trials, in their order if it makes one thing of each.

    Args:
        work: of one process, which gets some of the numbers; picklable.
        numbers: of the trials.
        processes: how many at most; each opens a studio of its own.
    """
    processes = max(1, min(processes, len(numbers)))
    with get_context("spawn").Pool(processes) as pool:
        parts = pool.map(work, [numbers[k::processes] for k in range(processes)])
    rounds = zip_longest(*parts, fillvalue=_NONE)
    return [row for one in rounds for row in one if row is not _NONE]
