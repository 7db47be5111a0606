"""How the portraits learned: `python -m training.curve OUT.png`, from the log of the last run."""

import argparse
import json
from pathlib import Path
from typing import Any

from training.batches import BATCH
from training.common import RUNS
from training.plots import saved_figure

PROCESSES = 2


def read(log: Path) -> list[dict[str, Any]]:
    """Rows of a stage's log by step; where a run was cut and resumed, the later row counts."""
    rows = map(json.loads, log.read_text().splitlines())
    return sorted({row["step"]: row for row in rows}.values(), key=lambda row: row["step"])


def save(rows: list[dict[str, Any]], path: Path) -> None:
    """Plot the error of v over the pictures seen, in thousands."""
    seen = [row["step"] * BATCH * PROCESSES / 1000 for row in rows]
    with saved_figure(path) as figure:
        axes = figure.add_subplot()
        for name, label in (("loss", "all noise"), ("middling", "middling noise")):
            axes.plot(seen, [row[name] for row in rows], label=label)
        axes.set_ylim(0.15, 0.6)
        axes.set_xlabel("pictures seen, thousands")
        axes.set_ylabel("squared error of v")
        axes.legend()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.curve", description=__doc__)
    parser.add_argument("out", type=Path)
    save(read(RUNS / "portraits" / "log.jsonl"), parser.parse_args().out)


if __name__ == "__main__":
    main()
