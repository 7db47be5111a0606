"""The named presets side by side, and what they weigh: `python -m training.presets`, as JSON.

People whom training never saw are drawn with each preset, from the same words and seed. For each
preset: `likeness`, the judge's mean cosine with the person; `words`, the share of style,
background, clothing and expression that the critic sees as they were asked for; and the mean
`seconds` of a picture.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from core.imaging import fingerprint
from core.jobs import JobControl
from core.presets import applied, offered
from training.sharing import options, share_out
from training.sheets import Tile, save_labelled
from training.studio import Studio
from training.trials import Trial

PICTURES = 8
SHOWN = 5  # people on the sheet
NAMED = ("style", "background", "clothing", "expression")

Row = tuple[int, dict[str, tuple[np.ndarray, float, float, float]]]
"""A trial's number, and by preset: picture, likeness, words, seconds."""


def run(pack: str, numbers: Sequence[int]) -> list[Row]:
    """Draw some trials with each preset."""
    studio, rows = Studio(pack), []
    for number in numbers:
        trial, found = Trial(number), {}
        sources = {fingerprint(trial.reference.image): trial.reference.image}
        for preset in offered(studio.manifest):
            recipe = applied(preset, studio.portrait(trial), studio.manifest)
            (portrait,) = studio.engine.generate(recipe, sources, JobControl())
            judged = studio.likeness(portrait, trial), studio.obeyed(portrait, trial, NAMED)
            found[preset.name] = (portrait.image, *judged, portrait.seconds)
        rows.append((number, found))
        print(f"{number} is drawn", file=sys.stderr, flush=True)
    return rows


def summarise(rows: Sequence[Row]) -> dict[str, Mapping[str, Any]]:
    """The figures of each preset."""
    return {
        name: {
            "likeness": round(float(np.mean([found[name][1] for _, found in rows])), 3),
            "words": round(float(np.mean([found[name][2] for _, found in rows])), 3),
            "seconds": round(float(np.mean([found[name][3] for _, found in rows])), 2),
        }
        for name in rows[0][1]
    }


def main() -> None:
    chosen = options("training.presets", __doc__, PICTURES).parse_args()
    rows = share_out(partial(run, chosen.pack), range(chosen.pictures), chosen.processes)
    if chosen.sheet is not None:
        _write_sheet(rows[:SHOWN], chosen.sheet)
    print(json.dumps({"pictures": len(rows), **summarise(rows)}))


def _write_sheet(rows: Sequence[Row], path: Path) -> None:
    tiles = [
        [
            Tile(Trial(number).reference.image, "photo"),
            *(
                Tile(image, f"{name}: likeness {likeness:.2f}, words {words:.2f}")
                for name, (image, likeness, words, _) in found.items()
            ),
        ]
        for number, found in rows
    ]
    save_labelled(tiles, path, "The named presets, from the same words and seed", lines=2)


if __name__ == "__main__":
    main()
