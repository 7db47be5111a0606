"""Every scheduler draws one of the sample people: `python -m training.schedulers SHEET.png`.

Each picture is drawn by the application's own Engine with the same words and seed: first with
every scheduler as the pack is drawn with, then with every spacing of the steps that goes with it,
and at last with the pack's LoRA for few steps. One line a picture tells how alike
the person is (the recogniser's cosine), and how large a share of all colours is clipped to black
or full, by which burnt pictures are known.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np

from core.engine import Engine
from core.imaging import fingerprint, load_image
from core.jobs import JobControl
from core.packs import Pack, default_store
from core.packs.defaults import default_recipe, draft_recipe
from core.portrait import Portrait
from core.recipe import Identity, Recipe, Scheduler, Spacing
from core.scheduling import goes_with
from training.sheets import Tile, save_labelled

SAMPLES = Path(__file__).resolve().parent.parent / "resources" / "samples"
PROMPT = "oil painting portrait of a young woman, smiling, green turtleneck sweater, by a window"
SPACED: dict[Spacing, int | None] = {"karras": None, "align_your_steps": 10, "trailing": 10}
"""Steps by spacing; None: as many as the pack is drawn with."""

DRAFTS: tuple[tuple[Scheduler, Spacing], ...] = (
    *(("euler", "trailing"), ("euler", "pack"), ("euler_ancestral", "trailing")),
    *(("lcm", "pack"), ("tcd", "pack")),
)


@dataclass(frozen=True)
class Way:
    """A row of the sheet, and one picture in it."""

    row: str
    recipe: Recipe

    @property
    def name(self) -> str:
        sampling = self.recipe.sampling
        spacing = "" if sampling.spacing == "pack" else f" {sampling.spacing}"
        return f"{sampling.scheduler}{spacing}, {sampling.steps}"


def ways(pack: Pack, recipe: Recipe) -> Iterator[Way]:
    """All that goes onto the sheet, row by row."""

    def drawn(base: Recipe, scheduler: Scheduler, spacing: Spacing, **more: int) -> Recipe:
        changes = {"scheduler": scheduler, "spacing": spacing, **more}
        return base.model_copy(update={"sampling": base.sampling.model_copy(update=changes)})

    names: tuple[Scheduler, ...] = get_args(Scheduler)
    for name in names:
        yield Way("at the pack's own settings", drawn(recipe, name, "pack"))
    for spacing, few in SPACED.items():
        steps = few or recipe.sampling.steps
        for name in names:
            if goes_with(spacing, name):
                yield Way(f"{spacing}, {steps} steps", drawn(recipe, name, spacing, steps=steps))
    quick = draft_recipe(recipe, pack.manifest)
    if quick is not None:
        for name, spacing in DRAFTS:
            yield Way("with the LoRA for few steps", drawn(quick, name, spacing))


def clipped(image: np.ndarray) -> float:
    """The share of colours of an RGB uint8 picture that are 0 or 255."""
    return float(((image == 0) | (image == 255)).mean())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.schedulers", description=__doc__)
    parser.add_argument("sheet", type=Path, help="PNG to write")
    parser.add_argument("--pack", default="demo", help="name or folder; default: %(default)s")
    parser.add_argument("--person", default="Elin", help="of the samples; default: %(default)s")
    parser.add_argument("--prompt", default=PROMPT, help="default: %(default)s")
    parser.add_argument("--seed", type=int, default=7, help="default: %(default)s")
    chosen = parser.parse_args()
    pack = default_store().open(chosen.pack)
    photo = load_image(SAMPLES / f"{chosen.person}.png")
    plain = default_recipe(pack.manifest)
    defaults = pack.manifest.defaults
    person = Identity(
        references=(fingerprint(photo),),
        likeness=defaults.likeness,
        structure=defaults.structure,
    )
    sampling = plain.sampling.model_copy(update={"seed": chosen.seed})
    asked = {"prompt": chosen.prompt, "identities": (person,), "sampling": sampling}
    recipe = plain.model_copy(update=asked)
    engine, rows = Engine(pack), dict[str, list[Tile]]()
    for way in ways(pack, recipe):
        sources = {fingerprint(photo): photo}
        (portrait,) = engine.generate(way.recipe, sources, JobControl())
        print(f"{way.row:30} {way.name:32} {_told(portrait)}", flush=True)
        rows.setdefault(way.row, []).append(Tile(portrait.image, way.name))
    title = f"{chosen.person}, {chosen.prompt}, seed {chosen.seed}: scheduler, spacing and steps. "
    save_labelled(list(rows.values()), chosen.sheet, title + "Rows: " + "; ".join(rows), 2)


def _told(portrait: Portrait) -> str:
    alike = "no face" if portrait.likeness is None else f"alike {portrait.likeness:.3f}"
    return f"{alike}  clipped {clipped(portrait.image):.3f}  {portrait.seconds:.1f} s"


if __name__ == "__main__":
    main()
