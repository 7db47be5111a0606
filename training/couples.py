"""Two people in one picture, measured: `python -m training.couples`, one JSON object.

Each picture asks for two people whom training never saw, at the pack's settings but half as wide
again, in each style in turn. Where they stand and which part of the picture is whose follows from
their photos alone, as in the application. The judge, which guides nothing, tells which of the two
each face is nearer to.

    pictures        how many were drawn
    faces_found     share of the faces that the pack's own detector finds where they were asked for
    own_nearer      share of the pictures in which each of both faces is nearer to its own person
    own_nearer_face the same, over faces that were found
    likeness        mean cosine of the faces with their own person, and `other` with the other one
"""

import json
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from core.imaging import fingerprint
from core.jobs import JobControl
from core.recipe import Identity, Recipe
from training.people.scene import STYLES
from training.sharing import options, share_out
from training.studio import Studio
from training.trials import Trial, trials

PICTURES = 50
WIDER = 1.5

Cosines = tuple[tuple[float, float], tuple[float, float]]
"""For the first and the second face: with the first and with the second person; NaN: no face."""


def recipe(studio: Studio, pair: Sequence[Trial], number: int) -> Recipe:
    """Two people side by side."""
    chosen = studio.manifest.defaults
    plain = studio.plain(f"{list(STYLES)[number % len(STYLES)]} portrait of two people", number)
    width, height = round(WIDER * studio.size[0]), studio.size[1]
    sampling = plain.sampling.model_copy(update={"width": width, "height": height})
    people = tuple(
        Identity(
            references=(fingerprint(trial.reference.image),),
            likeness=chosen.likeness,
            structure=chosen.structure,
        )
        for trial in pair
    )
    return plain.model_copy(update={"identities": people, "sampling": sampling})


def run(pack: str, numbers: Sequence[int]) -> list[tuple[np.ndarray, Cosines]]:
    """Draw and judge some pictures."""
    studio, done = Studio(pack), []
    for number in numbers:
        pair = trials(2 * number + 2)[2 * number :]
        sources = {fingerprint(t.reference.image): t.reference.image for t in pair}
        (portrait,) = studio.engine.generate(recipe(studio, pair, number), sources, JobControl())
        known = [studio.know(trial.reference) for trial in pair]
        faces = [
            (float("nan"),) * 2
            if person.found is None
            else tuple(float(studio.judge.embed(portrait.image, person.found) @ k) for k in known)
            for person in portrait.people
        ]
        done.append((portrait.image, (faces[0], faces[1])))
        print(f"picture {number}: {faces}", file=sys.stderr, flush=True)
    return done


def summarise(cosines: Sequence[Cosines]) -> dict[str, Any]:
    """The figures of some pictures."""
    every = np.array(cosines)  # (pictures, faces, people)
    own = np.stack([every[:, 0, 0], every[:, 1, 1]], 1)
    other = np.stack([every[:, 0, 1], every[:, 1, 0]], 1)
    nearer, found = own > other, np.isfinite(own)  # NaN is nearer to nobody
    return {
        "pictures": len(every),
        "faces_found": round(float(found.mean()), 3),
        "own_nearer": round(float(nearer.all(1).mean()), 3),
        "own_nearer_face": round(float(nearer[found].mean()), 3),
        "likeness": round(float(np.nanmean(own)), 3),
        "other": round(float(np.nanmean(other)), 3),
    }


def main() -> None:
    chosen = options("training.couples", __doc__, PICTURES).parse_args()
    done = share_out(partial(run, chosen.pack), range(chosen.pictures), chosen.processes)
    if chosen.sheet is not None:
        _write_sheet([image for image, _ in done], chosen.sheet)
    print(json.dumps(summarise([cosines for _, cosines in done])))


def _write_sheet(images: Sequence[np.ndarray], path: Path, across: int = 5) -> None:
    blank = np.zeros_like(images[0])
    filled = [*images, *[blank] * (-len(images) % across)]
    rows = [np.concatenate(filled[k : k + across], 1) for k in range(0, len(filled), across)]
    Image.fromarray(np.concatenate(rows)).save(path)


if __name__ == "__main__":
    main()
