"""How well photos of a person are told apart and averaged, with the shipped pack's recogniser.

`python -m bench people [--people N] [--rounds N]` prints one JSON object. The people are drawn ones
that no net was trained on, each in scenes of others. Of each, five photos are given and four are
held out.

`outliers`: by number of photos, with one photo of somebody else among them: how often that one is
marked, how often nothing is decided, and how often one of the person's own is marked; the latter
also without anybody else. `average`: cosine of the held-out photos with the average of the given
ones, and with the best single one of them, which is chosen by its quality alone. `from_video`: the
same of people before a camera, whose video goes through VideoCapture: given is one frame of each
step of a guided set, held out are frames of what they do after it.
"""

import argparse
import json
import sys
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from core.faces.analysis import FaceAnalyzer, open_analyzer
from core.faces.face import cosine, largest
from core.faces.guides import STEPS
from core.faces.likeness import mean_embedding
from core.offline import go_offline
from core.opencv import cv2
from core.packs import default_store
from core.people.judging import judge
from core.people.record import Person, PersonPhoto, Seen
from training import dataset
from training.people.drawing import draw
from training.video import PARTS, render

GIVEN, HELD_OUT = 5, 4
COUNTS = (3, 4, 5, 6, 8)
ROUNDS = 1000
AFTER: tuple[str, ...] = ("lean", "near", "far", "aside")
FIRST_SEED = 200  # of the videos: nobody whom tests or other benches show
_TODAY = date(2026, 11, 28)
_RECOGNISER = "0" * 64
Album = list[tuple[PersonPhoto, np.ndarray]]


def albums(people: int) -> list[Album]:
    """Photos of held-out people, with what the pack's face models see; those without a face not."""
    analyzer = open_analyzer(default_store().open("demo"))
    found: list[Album] = []
    for number in range(people):
        identity = dataset.cast(dataset.PAIRS + number // 2)[0][number % 2]
        album: Album = []
        for take in range(GIVEN + HELD_OUT):
            pair = dataset.PAIRS + 100 + (number * 7 + take) % 200
            scene = dataset.cast(pair)[1][take % dataset.SCENES]
            pixels = draw(identity, scene, dataset.SIZE).image
            album += looked_at(analyzer, pixels, f"{number:032x}{take:032x}")
        found.append(album)
        print(f"{number + 1} of {people} people", file=sys.stderr, flush=True)
    return found


def filmed(people: int, folder: Path) -> list[Album]:
    """Frames of as many videos, the guided set's first, with what the pack's face models see."""
    analyzer = open_analyzer(default_store().open("demo"))
    parts = [replace(part, going=0.2, staying=0.2) for part in PARTS if part.name in STEPS + AFTER]
    found: list[Album] = []
    for seed in range(FIRST_SEED, FIRST_SEED + people):
        video = folder / f"{seed}.avi"
        names = list(np.load(render(video, seed, tuple(parts)))["parts"])
        last = {len(names) - 1 - names[::-1].index(name): name for name in STEPS + AFTER}
        album: Album = []
        reader = cv2.VideoCapture(str(video))
        for number in range(len(names)):
            taken, bgr = reader.read()
            if taken and number in last:
                pixels = np.ascontiguousarray(bgr[:, :, ::-1])
                album += looked_at(analyzer, pixels, f"{seed:032x}{number:032x}")
        reader.release()
        found.append(album)
    return found


def looked_at(analyzer: FaceAnalyzer, pixels: np.ndarray, key: str) -> Album:
    """What the face models see in a photo, RGB uint8 (h, w, 3); nothing without a face."""
    if not (faces := analyzer.analyze(pixels)):
        return []
    height, width = pixels.shape[:2]
    seen = Seen.of(largest(faces), pixels)
    photo = PersonPhoto(source=key, width=width, height=height, face=seen, added=_TODAY)
    return [(photo, largest(faces).embedding)]


def marked(album: Album) -> tuple[set[str], bool]:
    """Which photos are marked as somebody else's, and whether nothing was decided."""
    photos = tuple(photo for photo, _ in album)
    person = Person(id="0" * 32, name="x", consent=_TODAY, created=_TODAY, photos=photos)
    vectors = {(_RECOGNISER, photo.source): vector for photo, vector in album}
    found = judge(person, _RECOGNISER, vectors)
    return {key for key, one in found.photos.items() if one.stranger}, found.undecided


def outliers(everybody: list[Album], count: int, rounds: int) -> dict[str, float]:
    """Rates with `count` photos; see the module."""
    chance = np.random.default_rng(count)
    found = undecided = false = false_alone = 0
    for _ in range(rounds):
        first, second = chance.choice(len(everybody), 2, replace=False)
        album = everybody[first]
        own = [album[place] for place in chance.choice(len(album), count, replace=False)]
        false_alone += len(marked(own)[0])
        guest = everybody[second][chance.integers(len(everybody[second]))]
        strangers, nothing = marked([*own[1:], guest])
        found += guest[0].source in strangers
        undecided += nothing
        false += len(strangers - {guest[0].source})
    return {
        "detected": round(found / rounds, 4),
        "undecided": round(undecided / rounds, 4),
        "false_alarms": round(false / rounds / (count - 1), 4),
        "false_alarms_without_stranger": round(false_alone / rounds / count, 4),
    }


def best_by_quality(album: Album) -> np.ndarray:
    """The vector of the photo that a user would choose: the fewest flaws, frontal, sharp."""

    def badness(item: tuple[PersonPhoto, np.ndarray]) -> tuple[int, float]:
        assert item[0].face is not None
        return len(item[0].flaws), item[0].face.turn + item[0].face.blur

    return min(album, key=badness)[1]


def averages(everybody: list[Album]) -> dict[str, Any]:
    """How near the held-out photos are; see the module."""
    mean: list[float] = []
    single: list[float] = []
    for album in everybody:
        given, held_out = album[:GIVEN], album[GIVEN:]
        average, best = mean_embedding([one for _, one in given]), best_by_quality(given)
        mean.append(float(np.mean([cosine(average, one) for _, one in held_out])))
        single.append(float(np.mean([cosine(best, one) for _, one in held_out])))
    gain = np.subtract(mean, single)
    return {
        "people": len(everybody),
        "averaged": round(float(np.mean(mean)), 4),
        "best_single": round(float(np.mean(single)), 4),
        "gain": round(float(gain.mean()), 4),
        "gain_standard_error": round(float(gain.std() / np.sqrt(len(gain))), 4),
        "people_who_gain": int((gain > 0).sum()),
    }


def main() -> None:
    go_offline()  # before a face model is loaded
    parser = argparse.ArgumentParser(prog="python -m bench people", description=__doc__)
    parser.add_argument("--people", type=int, default=40, help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="default: %(default)s")
    parser.add_argument("--videos", type=int, default=24, help="default: %(default)s")
    given = parser.parse_args()
    everybody = albums(given.people)
    with tempfile.TemporaryDirectory() as folder:
        on_video = filmed(given.videos, Path(folder))
    figures = {
        "outliers": {str(count): outliers(everybody, count, given.rounds) for count in COUNTS},
        "average": averages(everybody),
        "from_video": averages([album for album in on_video if len(album) > GIVEN]),
    }
    print(json.dumps(figures))
