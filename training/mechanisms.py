"""All figures of docs/mechanisms.md: `python -m training.mechanisms docs/pictures`.

Every picture is drawn by the application's own Engine, of people and scenes that training never
saw (`training.trials`). Beside the figures the numbers behind them are written as
mechanisms.json, and as a table into mechanisms.md one folder above, where there is one.

About 50 pictures a person; needs matplotlib, which requirements-docs.lock brings.
"""

import argparse
import importlib.util
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from training.experiments import FACE_ID, GRID, NAMES, Experiments, Listened
from training.measure import LAMBDAS
from training.people.scene import STYLES
from training.studio import IMAGE_PROMPTS, Sight
from training.trials import Trial, trials

SHOWN = 16  # the trial whose pictures are shown
LOOKS = 4 / 3  # image prompts for each person
BEGIN, END = "<!-- figures:begin -->", "<!-- figures:end -->"


@dataclass(frozen=True)
class Task:
    """A share of the work that one process does in one go."""

    what: str  # a key of DO
    number: int = 0


@dataclass(frozen=True, eq=False)
class Curves:
    """What one person's pictures showed, one for each of LAMBDAS."""

    reference: np.ndarray  # the judge's embedding (512,)
    render: Sight  # the renderer's own drawing of what was asked
    by_weight: Mapping[str, Sequence[Sight]]  # by mechanism (`lab.NAMES`), over λ
    by_structure: Sequence[Sight]  # over the scale of IdentityNet


# ---------------------------------------------------------------------------------- drawing


def draw_curves(lab: Experiments, number: int) -> Curves:
    """Pictures of one person over λ, by each mechanism, and over the scale of IdentityNet."""
    trial = Trial(number)

    def see(series: str, weight: float) -> Sight:
        return lab.see(lab.draw(lab.by(series, trial, weight), trial))

    def see_at(structure: float) -> Sight:
        return lab.see(lab.draw(lab.portrait(trial, structure=structure), trial))

    return Curves(
        reference=lab.know(trial.reference),
        render=lab.see_drawing(trial.render),
        by_weight={s: [see(s, weight) for weight in LAMBDAS] for s in lab.able(NAMES)},
        by_structure=[see_at(structure) for structure in LAMBDAS],
    )


def draw_looks(lab: Experiments, number: int) -> dict[str, list[bool]]:
    """Whether an image prompt's style was found in the picture, over λ, by adapter.

    Under `renderer`: whether it is found in the image prompt itself.
    """
    trial = Trial(number)
    asked = list(STYLES).index(trial.look_scene.style)
    right = {"renderer": [lab.see_drawing(trial.look).facts["style"] == asked]}
    for adapter in lab.image_prompts:
        recipes = [lab.with_look_of(trial, adapter, weight) for weight in LAMBDAS]
        sights = [lab.see(lab.draw(recipe, trial)) for recipe in recipes]
        right[adapter] = [sight.facts["style"] == asked for sight in sights]
    return right


def draw_strips(lab: Experiments, _: int) -> dict[str, list[np.ndarray]]:
    """Pictures of one person over λ, by mechanism; `reference` has the picture given."""
    trial = Trial(SHOWN)
    strips = {"reference": [lab.resized(trial.reference.image)]}
    for series in lab.able(("id", "faceid", "both")):
        recipes = [lab.by(series, trial, weight) for weight in LAMBDAS]
        strips[series] = [lab.draw(recipe, trial).image for recipe in recipes]
    return strips


def draw_row(lab: Experiments, row: int) -> list[np.ndarray]:
    """Pictures of one person over λ, at the scale GRID[row] of IdentityNet."""
    trial, scale = Trial(SHOWN), GRID[row]
    recipes = [lab.portrait(trial, likeness=weight, structure=scale) for weight in GRID]
    return [lab.draw(recipe, trial).image for recipe in recipes]


def listen(lab: Experiments, _: int) -> Listened:
    """One portrait at the pack's settings, and how its layers listened to the ID tokens."""
    return lab.listen(lab.portrait(Trial(SHOWN)), Trial(SHOWN))


DO: dict[str, Any] = {
    "curves": draw_curves,
    "looks": draw_looks,
    "strips": draw_strips,
    "row": draw_row,
    "listen": listen,
}


def work(pack: str, tasks: Sequence[Task]) -> list[Any]:
    """Do tasks one after another, in a process of its own."""
    lab, results = Experiments(pack), []
    for done, task in enumerate(tasks, 1):
        results.append(DO[task.what](lab, task.number))
        print(f"{done} of {len(tasks)}: {task.what}", file=sys.stderr, flush=True)
    return results


def work_all(pack: str, people: int, processes: int) -> dict[str, list[Any]]:
    """Results of all tasks, by what they are and in order."""
    tasks = [Task("listen"), Task("strips"), *(Task("row", row) for row in range(len(GRID)))]
    tasks += [Task("curves", trial.number) for trial in trials(people)]
    tasks += [Task("looks", trial.number) for trial in trials(round(LOOKS * people))]
    batches = [tasks[k::processes] for k in range(processes)]
    with get_context("spawn").Pool(processes) as pool:
        parts = pool.map(partial(work, pack), batches)
    found: dict[Task, Any] = {}
    for batch, part in zip(batches, parts, strict=True):
        found |= dict(zip(batch, part, strict=True))
    return {what: [found[task] for task in tasks if task.what == what] for what in DO}


# ---------------------------------------------------------------------------------- numbers


def numbers(results: Mapping[str, Sequence[Any]], lab: Experiments) -> dict[str, Any]:
    """All that the plots show and the table says, ready for JSON."""
    curves: Sequence[Curves] = results["curves"]
    settings, first = lab.manifest.defaults, curves[0]
    heard = results["listen"][0].heard
    figures = {
        "pack": lab.manifest.name,
        "settings": settings.model_dump(),
        "people": len(curves),
        "image_prompts": len(results["looks"]),
        "weights": list(LAMBDAS),
        "likeness": {
            series: alike(curves, [c.by_weight[series] for c in curves])
            for series in first.by_weight
        },
        "likeness_renderer": alike(curves, [[c.render] for c in curves])["own"][0],
        "structure": alike(curves, [c.by_structure for c in curves])
        | {"landmark_error": mean([[s.off_critic for s in c.by_structure] for c in curves])},
        "landmark_error_renderer": mean([[c.render.off_critic] for c in curves])["mean"][0],
        "style": {
            name: mean([looks[name] for looks in results["looks"]])
            for name in results["looks"][0]
            if name != "renderer"
        },
        "style_renderer": mean([looks["renderer"] for looks in results["looks"]])["mean"][0],
        "attention": {
            name: {"tokens": h.attention.mean(0).tolist(), "loudness": float(h.loudness.mean())}
            for name, h in heard.items()
        },
    }
    return _rounded(figures)


def alike(curves: Sequence[Curves], seen: Sequence[Sequence[Sight]]) -> dict[str, Any]:
    """Cosines of the judge between pictures and references, over the places of `seen`'s rows."""
    references = np.stack([c.reference for c in curves])
    own, others = [], []
    for person, sights in enumerate(seen):
        cosines = np.stack([sight.embedding for sight in sights]) @ references.T
        own.append(cosines[:, person])
        others.append(np.delete(cosines, person, 1).mean(1))
    told = mean(own)
    return {"own": told["mean"], "error": told["error"], "others": mean(others)["mean"]}


def mean(rows: Sequence[Sequence[float]]) -> dict[str, list[float]]:
    """Mean and its standard error over the rows, column by column."""
    table = np.array(rows, np.float64)
    error = table.std(0, ddof=1) / len(table) ** 0.5 if len(table) > 1 else 0 * table[0]
    return {"mean": table.mean(0).tolist(), "error": error.tolist()}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _rounded(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return round(value, 4) if isinstance(value, float) else value


# ---------------------------------------------------------------------------------- writing


def table(figures: Mapping[str, Any]) -> str:
    """The figures as a Markdown table, with a sentence on where they come from."""
    settings = figures["settings"]
    rows = [
        ("Likeness over λ: " + NAMES[series], values["own"])
        for series, values in figures["likeness"].items()
    ]
    rows += [
        (f"Likeness to others over λ: {NAMES['id']}", figures["likeness"]["id"]["others"]),
        ("Likeness over the scale of IdentityNet", figures["structure"]["own"]),
        ("Landmark error over the scale", figures["structure"]["landmark_error"]["mean"]),
    ]
    rows += [
        (f"Style taken over λ: {name}", values["mean"]) for name, values in figures["style"].items()
    ]
    lines = [
        f"The pack `{figures['pack']}`, {settings['width']} × {settings['height']} pixels, "
        f"{settings['steps']} steps, guidance {settings['guidance']:g}; {figures['people']} people "
        f"and {figures['image_prompts']} image prompts that training never saw. Where only one "
        f"is varied, λ of the ID tokens is {settings['likeness']:g} and the scale of IdentityNet "
        f"{settings['structure']:g}.",
        "",
        "| λ or scale | " + " | ".join(f"{weight:g}" for weight in figures["weights"]) + " |",
        "|---|" + "---:|" * len(figures["weights"]),
        *(f"| {name} | " + " | ".join(f"{v:.2f}" for v in values) + " |" for name, values in rows),
        "",
        "The renderer's own drawings of what was asked reach a likeness of "
        f"{figures['likeness_renderer']:.2f} and a landmark error of "
        f"{figures['landmark_error_renderer']:.2f}; in the image prompts themselves the critic "
        f"names {figures['style_renderer']:.0%} of the styles.",
    ]
    return "\n".join(lines)


def fill(document: str, text: str) -> str:
    """A document with the text between its two markers.

    Raises:
        ValueError: if a marker is missing or the two are in the wrong order.
    """
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"There is no place for the figures: no {BEGIN} before an {END}.")
    return f"{before}{BEGIN}\n{text}\n{END}{after}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training.mechanisms", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the figures go")
    parser.add_argument("--pack", default="demo", help="name or folder; default: %(default)s")
    parser.add_argument("--people", type=int, default=12, metavar="N", help="default: %(default)s")
    parser.add_argument("--processes", type=int, default=2, help="default: %(default)s")
    chosen = parser.parse_args()
    if chosen.people < 2:
        parser.error("likeness is compared between people; give at least --people 2")
    if importlib.util.find_spec("matplotlib") is None:
        sys.exit("The plots need matplotlib: pip install -r requirements-docs.lock")
    from training import plots

    lab = Experiments(chosen.pack)
    for name in {FACE_ID, *IMAGE_PROMPTS} - {a.name for a in lab.manifest.adapters}:
        print(f"This pack has no adapter '{name}'; its curves are left out.", file=sys.stderr)
    results = work_all(chosen.pack, chosen.people, chosen.processes)
    figures = numbers(results, lab)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    written = json.dumps(figures, indent=1, ensure_ascii=False) + "\n"
    (chosen.folder / "mechanisms.json").write_text(written, encoding="utf-8")
    for path in plots.save_all(chosen.folder, figures, results):
        print(path)
    document = chosen.folder.resolve().parent / "mechanisms.md"
    if document.is_file():
        filled = fill(document.read_text(encoding="utf-8"), table(figures))
        document.write_text(filled, encoding="utf-8")


if __name__ == "__main__":
    main()
