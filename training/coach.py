"""What the coach's advice is worth: `python -m training.coach`, one JSON object.

For each rule a recipe that triggers it is drawn, of people whom training never saw; then the
coach's change is made as a click on its button makes it, and drawn with the same seed. What the
rule names is measured in both: by the judge and the critic, which guide nothing, by the pack's
own detector, or in the pixels. Recipes as they should be tell how often a rule speaks in vain.

    pictures    how many recipes that should trigger the rule were tried
    speaks      share of them of which the rule spoke
    in vain     share of the recipes as they should be, or of their pictures, of which it spoke
    measured    what the rule names
    before      its mean where the rule spoke
    after       its mean once the change was made
    better      share of the pictures in which it is better than before
    error       standard error of the mean change
"""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from core.coach import after, before
from core.coach.advice import Advice, Rule, with_person, with_points, with_sampling
from core.faces.head import NotAHead, fit
from core.faces.posing import HEAD_HEIGHT, head_middle, resized
from core.imaging import fingerprint
from core.jobs import JobControl
from core.portrait import Portrait
from core.recipe import ImagePrompt, Lora, Recipe, Start
from training.sharing import options, share_out
from training.sheets import Tile, save_labelled
from training.studio import Studio
from training.trials import Trial

PICTURES = 24
STEPS = 10
SHOWN = 3  # of each rule on the sheet
ODD = (0, 1, 7, 14, 15, 19, 22, 23, 27, 28, 29, 30, 31, 46, 47, 54, 55, 56, 57, 58, 64, 65, 66, 67)
"""The first trials of which the photo shows a head that is turned or tilted."""


@dataclass(eq=False)
class Room:
    """A studio in which what was drawn once is not drawn again."""

    studio: Studio
    trial: Trial
    drawn: dict[Recipe, Portrait] = field(default_factory=dict)
    sources: dict[str, np.ndarray] = field(default_factory=dict)

    def give(self, image: np.ndarray) -> str:
        """Have an image that recipes may name."""
        key = fingerprint(image)
        self.sources[key] = image
        return key

    def draw(self, recipe: Recipe) -> Portrait:
        if recipe not in self.drawn:
            (self.drawn[recipe],) = self.studio.engine.generate(recipe, self.sources, JobControl())
        return self.drawn[recipe]

    def good(self) -> Recipe:
        """As it should be: the trial's portrait at the pack's own settings, in fewer steps."""
        return with_sampling(self.studio.portrait(self.trial), steps=STEPS)

    def photographed(self) -> Recipe:
        """The same with the head held as in the photo."""
        return with_person(self.good(), 0, landmarks=None)

    def head_of(self, share: float) -> Recipe:
        """The same with a head of this share of the picture's height."""
        points = self.trial.pose * self.studio.size
        factor = share * self.studio.size[1] / (HEAD_HEIGHT * fit(points).size)
        middle = head_middle(points)
        return with_points(self.good(), 0, (points - middle) * factor + middle)

    def sized(self, times: float) -> Recipe:
        """The same in a picture of other sides."""
        size, usual = [round(times * side / 32) * 32 for side in self.studio.size], self.studio.size
        points = resized(self.trial.pose * usual, usual, (size[0], size[1]))
        return with_sampling(with_points(self.good(), 0, points), width=size[0], height=size[1])

    def landmarks(self, recipe: Recipe) -> np.ndarray | None:
        """Where the face of a recipe is to stand; None: as in the photo."""
        points = recipe.identities[0].landmarks
        return None if points is None else np.array(points, np.float64)


Measure = Callable[[Room, Portrait], float]


def likeness(room: Room, portrait: Portrait) -> float:
    """Cosine with the person, by the judge."""
    return room.studio.likeness(portrait, room.trial)


def burnt(room: Room, portrait: Portrait) -> float:
    """Share of clipped pixels."""
    return after.burnt_share(portrait.image)


def words(room: Room, portrait: Portrait) -> float:
    """Share of what the words ask for that the critic sees, of style, background and clothing."""
    return room.studio.obeyed(portrait, room.trial, ("style", "background", "clothing"))


def found(room: Room, portrait: Portrait) -> float:
    """Whether the pack's detector finds the face where it was asked for."""
    return float(portrait.found is not None)


def turn(room: Room, portrait: Portrait) -> float:
    """Degrees by which the head is turned to the side, by the detector's landmarks."""
    return abs(_held(room, portrait)[0])


def odd(room: Room, portrait: Portrait) -> float:
    """Degrees by which the head is turned and tilted, by the detector's landmarks."""
    return float(np.hypot(*_held(room, portrait)))


def _held(room: Room, portrait: Portrait) -> tuple[float, float]:
    points = portrait.found
    if points is None:
        points = room.studio.critic.look([portrait.image])[0].landmarks
    try:
        head = fit(points.astype(np.float64))
    except NotAHead:
        return 90.0, 0.0
    return head.yaw, head.roll


def contrast(room: Room, portrait: Portrait) -> float:
    """Deviation of the picture's numbers, of 255."""
    return float(portrait.image.std())


@dataclass(frozen=True)
class Lesson:
    """One rule, how it is triggered, and what its change is to make better."""

    rule: Rule
    wrong: Callable[[Room], Recipe]
    measured: Measure
    rises: bool  # whether more of it is better
    before: bool = True  # whether the recipe alone tells
    odd: bool = False  # whether it needs a photo of a head that is turned or tilted


def _guided(room: Room, times: float) -> Recipe:
    return with_sampling(room.good(), guidance=times * room.studio.manifest.defaults.guidance)


def _prompted(room: Room) -> Recipe:
    key = room.give(room.trial.look.image)
    prompt = ImagePrompt(images=(key,), adapter="ip-adapter", strength=1.2)
    return room.good().model_copy(update={"image_prompts": (prompt,)})


def _distilled(room: Room) -> Recipe:
    draft = room.studio.manifest.draft
    assert draft is not None
    return room.good().model_copy(update={"loras": (Lora(name=draft.lora),)})


def _said(room: Room, prompt: str, negative: str) -> Recipe:
    return room.good().model_copy(update={"prompt": prompt, "negative_prompt": negative})


def _black(room: Room) -> Recipe:
    start = Start(image=room.give(np.zeros((256, 256, 3), np.uint8)), strength=0.1)
    return room.good().model_copy(update={"start": start})


def _weak(room: Room) -> Recipe:
    return with_person(room.good(), 0, likeness=0.1, structure=0.1)


LESSONS: Mapping[str, Lesson] = {
    "guidance too high": Lesson("guidance", lambda r: _guided(r, 2.5), burnt, False),
    "image prompt too strong": Lesson("strengths", _prompted, words, True),
    "few-step LoRA with guidance": Lesson("few-step", _distilled, burnt, False),
    "picture too small": Lesson("size", lambda r: r.sized(0.5), likeness, True),
    "picture too large": Lesson("size", lambda r: r.sized(1.5), likeness, True),
    "face too small": Lesson("small-face", lambda r: r.head_of(0.22), likeness, True),
    "wanted and not wanted": Lesson(
        "contradiction",
        lambda r: _said(r, r.trial.prompt, r.trial.prompt.partition(", ")[2]),
        words,
        True,
    ),
    "profile, held ahead": Lesson(
        "contradiction", lambda r: _said(r, f"{r.trial.prompt}, side view", ""), turn, True
    ),
    "no face": Lesson("no-face", lambda r: r.head_of(0.1), found, True, before=False),
    "burnt": Lesson("burnt", lambda r: _guided(r, 4.0), burnt, False, before=False),
    "pose of the photo": Lesson("pose", Room.photographed, odd, False, before=False, odd=True),
    "black": Lesson("black", _black, contrast, True, before=False),
    "unlike": Lesson("likeness", _weak, likeness, True, before=False),
}


@dataclass(frozen=True, eq=False)
class Result:
    """What came of one lesson with one trial."""

    lesson: str
    spoke: bool
    images: tuple[np.ndarray, ...] = ()  # before and after, RGB uint8
    values: tuple[float, ...] = ()  # of what is measured, likewise
    offer: str = ""


@dataclass(frozen=True, eq=False)
class Report:
    """What came of one trial: of each lesson, and which rules spoke of what is as it should be."""

    results: list[Result]
    in_vain: set[str]


def run(pack: str, lessons: Sequence[str], numbers: Sequence[int]) -> list[Report]:
    """Try out some lessons."""
    studio, reports = Studio(pack), []
    for number in numbers:
        room = Room(studio, Trial(number))
        room.give(room.trial.reference.image)
        results = [
            _try_out(room, name) for name in lessons if not LESSONS[name].odd or number in ODD
        ]
        reports.append(Report(results, _spoken(room, room.good())))
        spoke = sum(result.spoke for result in results)
        print(f"{number}: {spoke} of {len(results)} rules spoke", file=sys.stderr, flush=True)
    return reports


def _spoken(room: Room, recipe: Recipe) -> set[str]:
    """Rules that speak of a recipe or of its picture."""
    said = (*_before(room, recipe), *_after(room, recipe))
    return {advice.rule for advice in said}


def _before(room: Room, recipe: Recipe) -> tuple[Advice, ...]:
    landmarks = (room.landmarks(recipe),)
    return before.advise(before.Plan(recipe, room.studio.manifest, landmarks))


def _after(room: Room, recipe: Recipe) -> tuple[Advice, ...]:
    return after.advise(after.Drawn.of(room.draw(recipe), room.studio.manifest))


def _try_out(room: Room, name: str) -> Result:
    lesson = LESSONS[name]
    wrong = lesson.wrong(room)
    advices = (_before if lesson.before else _after)(room, wrong)
    advice = next((one for one in advices if one.rule == lesson.rule), None)
    if advice is None or advice.recipe is None or advice.offer is None:
        return Result(name, False)
    portraits = [room.draw(recipe) for recipe in (wrong, advice.recipe)]
    values = tuple(lesson.measured(room, portrait) for portrait in portraits)
    images = tuple(portrait.image for portrait in portraits)
    return Result(name, True, images, values, advice.offer)


def summarise(reports: Sequence[Report]) -> dict[str, Any]:
    """The figures of all lessons."""
    names = dict.fromkeys(result.lesson for report in reports for result in report.results)
    return {name: _figures(name, reports) for name in names}


def _figures(name: str, reports: Sequence[Report]) -> dict[str, Any]:
    lesson = LESSONS[name]
    results = [one for report in reports for one in report.results if one.lesson == name]
    values = np.array([one.values for one in results if one.spoke]).reshape(-1, 2)
    told: dict[str, Any] = {
        "pictures": len(results),
        "speaks": _told(np.mean([one.spoke for one in results])),
        "in vain": _told(np.mean([lesson.rule in report.in_vain for report in reports])),
        "measured": lesson.measured.__name__,
    }
    if not len(values):
        return told
    gain = (values[:, 1] - values[:, 0]) * (1 if lesson.rises else -1)
    error = gain.std(ddof=1) / len(gain) ** 0.5 if len(gain) > 1 else float("nan")
    return told | {
        "before": _told(values[:, 0].mean()),
        "after": _told(values[:, 1].mean()),
        "better": _told((gain > 0).mean()),
        "error": _told(error),
    }


def _told(value: Any) -> float:
    return round(float(value), 3)


def main() -> None:
    parser = options("training.coach", __doc__, PICTURES)
    parser.add_argument("--lesson", action="append", choices=list(LESSONS), help="only this one")
    chosen = parser.parse_args()
    lessons = chosen.lesson or list(LESSONS)
    numbers = list(ODD) if all(LESSONS[name].odd for name in lessons) else range(chosen.pictures)
    reports = share_out(partial(run, chosen.pack, lessons), numbers, chosen.processes)
    if chosen.sheet is not None:
        _write_sheet(reports, chosen.sheet)
    print(json.dumps(summarise(reports)))


def _write_sheet(reports: Sequence[Report], path: Path) -> None:
    """A row for each lesson: pictures before and after the change that the coach offered."""
    results = [one for report in reports for one in report.results if one.spoke]
    rows: list[list[Tile]] = []
    for name, lesson in LESSONS.items():
        shown = [one for one in results if one.lesson == name][:SHOWN]
        rows.append([tile for one in shown for tile in _tiles(one, lesson)])
    save_labelled([row for row in rows if row], path, "The coach, before and after", lines=2)


def _tiles(one: Result, lesson: Lesson) -> list[Tile]:
    first, second = (f"{lesson.measured.__name__} {value:.2f}" for value in one.values)
    return [
        Tile(one.images[0], f"{one.lesson}: {first}"),
        Tile(one.images[1], f"{_plain(one.offer)}: {second}"),
    ]


def _plain(words: str) -> str:
    """Without letters that the sheet's font lacks."""
    return words.replace(" λ", "").replace("×", "x")


if __name__ == "__main__":
    main()
