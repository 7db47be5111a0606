"""Measure a pack on people that training never saw: `python -m training.measure --json`.

Every portrait is drawn by the application's own Engine at the pack's default settings. The
reference is one drawing of a held-out person, the landmarks are those of somebody else in
another scene, and the prompt tells style and scene but nothing of the person's looks. Likeness
is judged by a second recogniser, the rest by the critic; neither conditions anything. `renders`
has the same figures of the renderer's own pictures: as good as judge and critic can tell.

Times are of one thread while `--processes` of them draw side by side.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import partial
from multiprocessing import get_context
from typing import Any

from training.figures import Outcome, summarise
from training.labels import facts
from training.people.scene import STYLES
from training.studio import Studio
from training.trials import Trial, trials

LAMBDAS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25)
SHAPES = ((192, 256), (256, 192))  # width and height
UNWANTED = "flat vector illustration"


@dataclass(frozen=True)
class Sizes:
    """How many trials, counted from the first one, each group of figures is made from."""

    portraits: int = 500
    words: int = 250  # adapters off, the person told in words
    looks: int = 160  # image prompts, once with each adapter
    curve: int = 64  # six pictures each
    drafts: int = 120
    roundtrips: int = 96  # through the VAE
    variety: int = 40  # other sizes, other words, negative prompts: five pictures each


QUICK = Sizes(portraits=48, words=24, looks=16, curve=8, drafts=16, roundtrips=16, variety=8)


def run(
    pack: str, batch: Sequence[Trial], sizes: Sizes, settings: dict[str, float] | None = None
) -> list[Outcome]:
    """Draw and look at some trials; `settings` are fields of Identity, such as likeness."""
    studio, outcomes = Studio(pack), []
    for done, trial in enumerate(batch, 1):
        outcomes.append(_run(studio, trial, sizes, settings or {}))
        if done % 20 == 0:
            print(f"{done} of {len(batch)} trials", file=sys.stderr, flush=True)
    return outcomes


def _run(studio: Studio, trial: Trial, sizes: Sizes, settings: dict[str, float]) -> Outcome:
    asked = studio.portrait(trial, **settings)
    number, see = trial.number, lambda recipe: studio.try_out(recipe, trial)
    words = studio.plain(trial.words, number)
    draft = studio.draft(asked) if number < sizes.drafts else None
    looked, adapters = number < sizes.looks, studio.image_prompts
    titled = studio.with_face(studio.plain(trial.title, number), trial, None, **settings)
    curve = LAMBDAS if number < sizes.curve else ()
    return Outcome(
        asked=facts(trial.person, trial.scene),
        reference=studio.know(trial.reference),
        portrait=see(asked),
        render=studio.see_drawing(trial.render),
        words=see(words) if number < sizes.words else None,
        draft=see(draft) if draft is not None else None,
        look_style=list(STYLES).index(trial.look_scene.style),
        looks={a: see(studio.with_look(titled, trial, a)) for a in adapters} if looked else {},
        curve={w: see(studio.portrait(trial, **settings | {"likeness": w})) for w in curve},
        roundtrip=studio.roundtrip(trial.render) if number < sizes.roundtrips else None,
        **(_variety(studio, trial) if number < sizes.variety else {}),
    )


def _variety(studio: Studio, trial: Trial) -> dict[str, Any]:
    """What is asked for in other ways: other shapes, other words, and what not to draw."""
    see = lambda recipe: studio.try_out(recipe, trial)
    asked = studio.plain(trial.prompt, trial.number)
    unsaid = studio.plain(trial.title, trial.number)
    never = unsaid.model_copy(update={"negative_prompt": UNWANTED})
    return {
        "shapes": {s: see(studio.shaped(asked, trial, *s)) for s in SHAPES},
        "free": see(studio.plain(trial.free_words, trial.number)),
        "unsaid": see(unsaid),
        "unwanted": see(never),
    }


def measure(
    pack: str, sizes: Sizes, processes: int = 2, settings: dict[str, float] | None = None
) -> dict[str, Any]:
    """All figures of a pack, by name or folder; see `figures.summarise`."""
    every = trials(sizes.portraits)
    batches = [every[k::processes] for k in range(processes)]
    with get_context("spawn").Pool(processes) as pool:
        parts = pool.map(partial(run, pack, sizes=sizes, settings=settings), batches)
    outcomes = [outcome for part in parts for outcome in part]
    return summarise(outcomes) | {"megabytes": round(Studio(pack).megabytes(), 2)}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.measure", description=__doc__)
    parser.add_argument("--pack", default="demo", help="name or folder; default: %(default)s")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of lines")
    parser.add_argument("--quick", action="store_true", help="fewer pictures, for a first idea")
    for size in fields(Sizes):
        parser.add_argument(
            f"--{size.name}", type=int, metavar="N", help=f"default: {size.default}"
        )
    parser.add_argument("--likeness", type=float, help="λ of the ID tokens; default: the pack's")
    parser.add_argument("--structure", type=float, help="scale of IdentityNet; default: the pack's")
    parser.add_argument("--processes", type=int, default=2, help="default: %(default)s")
    chosen = vars(parser.parse_args())
    sizes = QUICK if chosen["quick"] else Sizes()
    given = {name: chosen[name] for name in asdict(sizes) if chosen[name] is not None}
    settings = {n: chosen[n] for n in ("likeness", "structure") if chosen[n] is not None}
    figures = measure(chosen["pack"], replace(sizes, **given), chosen["processes"], settings)
    if chosen["json"]:
        print(json.dumps(figures))
    else:
        _print(figures)


def _print(figures: dict[str, Any], indent: str = "") -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{indent}{name}")
            _print(value, indent + "  ")
        else:
            print(f"{indent}{name:{44 - len(indent)}} {value}")


if __name__ == "__main__":
    main()
