"""What an adapter of one's own has learnt: `python -m training.own.proof KIND OUT --fresh OUT0`.

It draws portraits of people whom neither the pack nor the adapter ever saw (`training.trials`),
once for each way of giving the person: not at all, by an untrained adapter, by the trained one,
and by the pack's own where it has one. The same prompts and seeds each time. The judge of
`training/judge`, which guides nothing, tells how alike they are. Prints one JSON object.

    likeness    mean cosine of a portrait with the picture of its person
    strangers   the same with all other people
    auc         share of the pairs of an own and a stranger's cosine that are the right way round
    top1        share of the portraits that are nearer to their person than to anybody else
    better      share of the portraits that are more alike than with the untrained adapter
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import BadInput
from core.imaging import fingerprint
from core.jobs import JobControl
from core.packs import Pack, default_store
from core.recipe import ImagePrompt, Recipe
from training.figures import area_under_curve
from training.own.kinds import KINDS, Kind
from training.own.offering import offer
from training.own.seeing import reading_of
from training.sheets import Tile, save_labelled
from training.studio import Studio
from training.trials import Trial, trials

NAME = "own"
SHOWN = 8  # people on the sheet
TITLES = {
    "none": "no adapter",
    "untrained": "untrained",
    "trained": "trained",
    "pack": "the pack's own",
}


class Way:
    """One way of giving a person, and the studio that draws by it."""

    def __init__(self, studio: Studio, kind: Kind, adapter: str | None, strength: float) -> None:
        """Draw with an adapter of the studio's pack; None: the person is not given at all."""
        self.studio, self._kind, self._adapter = studio, kind, adapter
        self._strength = strength

    def draw(self, trial: Trial) -> np.ndarray:
        """A portrait of a trial, RGB uint8."""
        reference = trial.reference.image
        sources = {fingerprint(reference): reference}
        recipe = self._recipe(trial, fingerprint(reference))
        return next(self.studio.engine.generate(recipe, sources, JobControl())).image

    def _recipe(self, trial: Trial, reference: str) -> Recipe:
        plain = self.studio.plain(trial.prompt, trial.number)
        if self._adapter is None:
            return plain
        if self._kind.name == "instantid":
            return self.studio.portrait(trial, likeness=self._strength)
        prompt = ImagePrompt(images=(reference,), adapter=self._adapter, strength=self._strength)
        return plain.model_copy(update={"image_prompts": (prompt,)})


def ways(
    pack: Pack, kind: Kind, files: Mapping[str, Path], home: Path, strength: float
) -> dict[str, Way]:
    """All ways by name; packs with the adapters in `files` are made below `home`."""
    manifest, plain = pack.manifest, Studio(str(pack.folder))
    found = {"none": Way(plain, kind, None, strength)}
    for name, file in files.items():
        folder = home / name
        offer(pack, folder, kind, file, reading_of(pack, kind), NAME)
        found[name] = Way(Studio(str(folder)), kind, NAME, strength)
    wanted = {"basic": "ip-adapter", "plus": "ip-adapter-plus"}.get(kind.name, kind.name)
    if kind.name == "instantid" and manifest.instantid is not None:
        found["pack"] = Way(plain, kind, kind.name, strength)
    elif any(one.name == wanted for one in manifest.adapters):
        found["pack"] = Way(plain, kind, wanted, strength)
    return found


def figures(cosines: np.ndarray) -> dict[str, float]:
    """Of the cosines of portraits (n) with people (n); see above."""
    others = ~np.eye(len(cosines), dtype=bool)
    own, strangers = cosines.diagonal(), cosines[others]
    return {
        "likeness": round(float(own.mean()), 3),
        "strangers": round(float(strangers.mean()), 3),
        "auc": round(float(area_under_curve(own, strangers)), 3),
        "top1": round(float((cosines.argmax(1) == np.arange(len(cosines))).mean()), 3),
    }


def prove(found: Mapping[str, Way], asked: Sequence[Trial], sheet: Path | None) -> dict[str, Any]:
    """Draw and judge everything; some of it goes on a sheet to be looked at."""
    studio = next(iter(found.values())).studio
    cosines: dict[str, list[np.ndarray]] = {name: [] for name in found}
    rows: list[list[Tile]] = []
    known = np.stack([studio.know(trial.reference) for trial in asked])
    for done, trial in enumerate(asked, 1):
        row = [Tile(trial.reference.image, "the person")]
        for name, way in found.items():
            image = way.draw(trial)
            seen = studio.judge.embed(image, studio.critic.look([image])[0].landmarks)
            cosines[name].append(known @ seen)
            row.append(Tile(image, f"{TITLES[name]} {cosines[name][-1][done - 1]:.2f}"))
        rows.append(row)
        alike = ", ".join(f"{name} {part[-1][done - 1]:.3f}" for name, part in cosines.items())
        print(f"{done} of {len(asked)} people: {alike}", file=sys.stderr, flush=True)
    if sheet is not None:
        save_labelled(rows[:SHOWN], sheet, "People never seen; the number is the judge's cosine")
    every = {name: np.stack(part) for name, part in cosines.items()}
    told: dict[str, Any] = {name: figures(part) for name, part in every.items()}
    if {"untrained", "trained"} <= every.keys():
        gained = every["trained"].diagonal() > every["untrained"].diagonal()
        told["trained"]["better"] = round(float(gained.mean()), 3)
    return {"people": len(asked), **told}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.own.proof", description=__doc__)
    parser.add_argument("kind", choices=tuple(KINDS))
    parser.add_argument("out", type=Path, help="folder of the trained adapter")
    parser.add_argument("--fresh", type=Path, help="folder of a run of 0 steps")
    parser.add_argument("--pack", default="demo", help="default: %(default)s")
    parser.add_argument("--people", type=int, default=48, help="default: %(default)s")
    parser.add_argument(
        "--ways", nargs="+", choices=tuple(TITLES), default=list(TITLES), help="default: all"
    )
    parser.add_argument("--strength", type=float, default=1.0, help="default: %(default)s")
    parser.add_argument("--sheet", type=Path, help="a PNG to look at")
    chosen = parser.parse_args()
    kind = KINDS[chosen.kind]
    try:
        pack = default_store().open(chosen.pack)
        file = kind.file.format(pack.manifest.family)
        files = {"untrained": chosen.fresh, "trained": chosen.out}
        with tempfile.TemporaryDirectory() as home:
            found = ways(
                pack,
                kind,
                {name: folder / file for name, folder in files.items() if folder is not None},
                Path(home),
                chosen.strength,
            )
            found = {name: way for name, way in found.items() if name in chosen.ways}
            print(json.dumps(prove(found, trials(chosen.people), chosen.sheet)))
    except BadInput as error:
        print(error.sentence(), file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
