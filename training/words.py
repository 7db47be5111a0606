"""Captions of every picture, made from who and what it shows; several of each, kept on disk."""

import json

import numpy as np

from training import dataset
from training.common import RUNS
from training.people.captions import About, caption

VARIANTS: tuple[About, ...] = ("all", "all", "scene", "scene", "title", "person")
ALL, SCENE = (0, 1), (2, 3)  # places in VARIANTS


def load() -> list[list[str]]:
    """Captions by variant, then by picture; made on first use, in about half a minute."""
    path = RUNS / "words" / "captions.json"
    if not path.exists():
        rng = np.random.default_rng([dataset.SEED, 11])
        rows: list[list[str]] = [[] for _ in VARIANTS]
        for pair in range(dataset.PAIRS + dataset.HELD_OUT_PAIRS):
            people, scenes = dataset.cast(pair)
            for person in people:
                for scene in scenes:
                    for row, about in zip(rows, VARIANTS, strict=True):
                        row.append(caption(person, scene, rng, about))
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(".part")
        partial.write_text(json.dumps(rows))
        partial.replace(path)
    return json.loads(path.read_text())
