"""Whether a word's weight counts, measured: `python -m training.emphasis`, one JSON object.

Each prompt asks for two things that exclude each other, such as a smile and sorrow, and one of
both carries a weight. The critic, which guides nothing, tells what each picture shows. For each
weight `shares` has the share of the pictures that show what was weighted, over all seeds; the
words alone change, the seeds are the same.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from typing import Any

import numpy as np

from core.jobs import JobControl
from training.labels import FACTS
from training.studio import Studio

WEIGHTS = (0.5, 0.75, 1.0, 1.25, 1.5)
SEEDS = 24
STEPS = 8


@dataclass(frozen=True)
class Contest:
    """A prompt whose weighted word competes with another one."""

    prompt: str  # has {} where the weight goes
    fact: str  # of `labels.FACTS`
    shown: tuple[str, ...]  # its classes that show what is weighted


CONTESTS: Mapping[str, Contest] = {
    "smiling": Contest(
        "flat vector illustration portrait of a young woman, (smiling:{}), sad",
        "expression",
        ("smiling", "grinning"),
    ),
    "sad": Contest(
        "watercolor portrait of an adult man, smiling, (sad:{})", "expression", ("sad",)
    ),
}


def run(pack: str, seeds: Sequence[int]) -> list[dict[str, list[bool]]]:
    """For each seed, by contest: whether each weight's picture shows what was weighted."""
    studio, found = Studio(pack), []
    for seed in seeds:
        found.append({name: _shown(studio, one, seed) for name, one in CONTESTS.items()})
        print(f"seed {seed}: {found[-1]}", file=sys.stderr, flush=True)
    return found


def _shown(studio: Studio, contest: Contest, seed: int) -> list[bool]:
    images: list[np.ndarray] = []
    for weight in WEIGHTS:
        recipe = studio.plain(contest.prompt.format(weight), seed)
        recipe = recipe.with_field("sampling.steps", STEPS)
        (portrait,) = studio.engine.generate(recipe, {}, JobControl())
        images.append(portrait.image)
    views = studio.critic.look(images)
    wanted = [FACTS[contest.fact].index(name) for name in contest.shown]
    return [view.facts[contest.fact] in wanted for view in views]


def summarise(found: Sequence[Mapping[str, Sequence[bool]]]) -> dict[str, Any]:
    """The shares by contest, and whether they rise with the weight."""
    figures: dict[str, Any] = {"seeds": len(found), "weights": list(WEIGHTS)}
    for name in CONTESTS:
        shares = np.mean([one[name] for one in found], axis=0)
        figures[name] = {
            "shares": [round(float(share), 3) for share in shares],
            "rises": bool((np.diff(shares) >= 0).all() and shares[-1] > shares[0]),
        }
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.emphasis", description=__doc__)
    parser.add_argument("--pack", default="demo", help="name or folder; default: %(default)s")
    parser.add_argument("--seeds", type=int, default=SEEDS, help="default: %(default)s")
    parser.add_argument("--processes", type=int, default=2, help="default: %(default)s")
    chosen = parser.parse_args()
    batches = [range(k, chosen.seeds, chosen.processes) for k in range(chosen.processes)]
    with get_context("spawn").Pool(chosen.processes) as pool:
        parts = pool.map(partial(run, chosen.pack), batches)
    print(json.dumps(summarise([one for part in parts for one in part])))


if __name__ == "__main__":
    main()
