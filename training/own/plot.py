"""How an adapter learned: `python -m training.own.plot OUT PNG`, from the log of its run."""

import argparse
import json
from pathlib import Path
from typing import Any

from training.own.run import LOG
from training.plots import saved_figure

LINES = {"loss": "while learning", "seen": "on pictures learnt from", "unseen": "on others"}


def rows(log: Path) -> list[dict[str, Any]]:
    """What was noted at each step; where a run was cut and resumed, what came later counts."""
    noted: dict[int, dict[str, Any]] = {}
    last = -1
    for row in map(json.loads, log.read_text(encoding="utf-8").splitlines()):
        if row["step"] < last:  # resumed from an earlier checkpoint
            noted = {step: one for step, one in noted.items() if step <= row["step"]}
        last = row["step"]
        noted[last] = noted.get(last, {}) | row
    return [noted[step] for step in sorted(noted)]


def save(noted: list[dict[str, Any]], path: Path) -> None:
    """Plot the errors over the steps."""
    with saved_figure(path) as figure:
        axes = figure.add_subplot()
        for name, label in LINES.items():
            points = [(row["step"], row[name]) for row in noted if name in row]
            if points:
                axes.plot(*zip(*points, strict=True), label=label)
        axes.set_xlabel("steps")
        axes.set_ylabel("squared error")
        axes.legend()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.own.plot", description=__doc__)
    parser.add_argument("out", type=Path, help="folder of a run")
    parser.add_argument("png", type=Path)
    chosen = parser.parse_args()
    save(rows(chosen.out / LOG), chosen.png)


if __name__ == "__main__":
    main()
