"""What the switches for speed change in a picture, and gain: `python -m training.faster`, as JSON.

People whom training never saw are drawn with the pack's own settings and with each switch, from the
same words and seed. For each switch: `db`, the mean peak signal to noise ratio of the picture to
the one without it, and the `least` of these; `likeness`, the judge's mean cosine with the person;
`times`, how many times as fast: the CPU seconds of a whole picture on one core, medians.
"""

import json
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from core.recipe import Recipe
from training.sharing import options, share_out
from training.sheets import Tile, save_labelled
from training.studio import Studio, psnr
from training.trials import Trial

PICTURES = 24
SHOWN = 6  # people on the sheet
USUAL = "as usual"
SWITCHES: Mapping[str, Mapping[str, Any]] = {
    USUAL: {},
    "guided until 80 %": {"sampling.guided_until": 0.8},
    "guided until 60 %": {"sampling.guided_until": 0.6},
    "guided until 40 %": {"sampling.guided_until": 0.4},
    "full step every 2": {"sampling.full_every": 2},
    "full step every 3": {"sampling.full_every": 3},
    "full step every 5": {"sampling.full_every": 5},
    "80 %, every 2": {"sampling.guided_until": 0.8, "sampling.full_every": 2},
}
DRAFT = "draft"


@dataclass(frozen=True, eq=False)
class Seen:
    """One picture."""

    image: np.ndarray
    likeness: float
    seconds: float


Row = tuple[int, dict[str, Seen]]
"""A trial's number, and its pictures by switch."""


def run(pack: str, numbers: Sequence[int]) -> list[Row]:
    """Draw some trials with each switch."""
    studio, rows = Studio(pack), []
    _draw(studio, Trial(numbers[0]), studio.portrait(Trial(numbers[0])))  # loads the models
    for number in numbers:
        trial = Trial(number)
        usual = studio.portrait(trial)
        recipes = {name: usual.with_fields(changes) for name, changes in SWITCHES.items()}
        draft = studio.draft(usual)
        if draft is not None:
            _draw(studio, trial, draft)  # puts the LoRA on
            recipes[DRAFT] = draft
        rows.append((number, {name: _draw(studio, trial, one) for name, one in recipes.items()}))
        print(f"{number} is drawn", file=sys.stderr, flush=True)
    return rows


def _draw(studio: Studio, trial: Trial, recipe: Recipe) -> Seen:
    began = time.process_time()
    portrait = studio.draw(recipe, trial)
    seconds = time.process_time() - began
    return Seen(portrait.image, studio.likeness(portrait, trial), seconds)


def summarise(rows: Sequence[Row]) -> dict[str, dict[str, float]]:
    """The figures of each switch."""
    middle = lambda name: float(np.median([seen[name].seconds for _, seen in rows]))
    found: dict[str, dict[str, float]] = {}
    for name in rows[0][1]:
        told = [psnr(seen[USUAL].image, seen[name].image) for _, seen in rows]
        found[name] = {
            "likeness": round(float(np.mean([seen[name].likeness for _, seen in rows])), 3),
            "seconds": round(middle(name), 2),
            "times": round(middle(USUAL) / middle(name), 2),
        }
        if name != USUAL:
            found[name] |= {"db": round(float(np.mean(told)), 1), "least": round(min(told), 1)}
    return found


def main() -> None:
    chosen = options("training.faster", __doc__, PICTURES).parse_args()
    rows = share_out(partial(run, chosen.pack), range(chosen.pictures), chosen.processes)
    if chosen.sheet is not None:
        _write_sheet(rows[:SHOWN], chosen.sheet)
    print(json.dumps({"pictures": len(rows), **summarise(rows)}))


def _write_sheet(rows: Sequence[Row], path: Path) -> None:
    tiles = [
        [
            Tile(Trial(number).reference.image, "photo"),
            Tile(seen[USUAL].image, USUAL),
            *(
                Tile(one.image, f"{name}: {psnr(seen[USUAL].image, one.image):.0f} dB")
                for name, one in seen.items()
                if name != USUAL
            ),
        ]
        for number, seen in rows
    ]
    save_labelled(tiles, path, "The switches for speed, from the same words and seed", lines=2)


if __name__ == "__main__":
    main()
