"""Small faces before and after they are refined: `python -m training.small_faces`, as JSON.

Each picture is half as wide and high again as the pack, and shows somebody whom training never
saw, with a head of 25 to 40 % of its height, in each style in turn. It is drawn at the pack's
settings; then its face is refined, as `main.py refine` does. The judge, which guides nothing, tells
how alike the face is to the person's photo, where the pack's detector finds it, else where it was
asked for.

    pictures     how many were drawn
    likeness     mean cosine with the own person: before, after, mean rise and its standard error
    other        the same with somebody else's photo
    rises        share of the pictures in which the face is more like the person than before
    found        share of the faces that the detector finds where they were asked for: before, after
    by_head      likeness before and after by the head's share of the picture's height
    by_style     the same by style
    outside      pixels outside of the ovals that changed; there must be none
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from core.faces.arranging import whose
from core.faces.head import fit
from core.faces.posing import HEAD_HEIGHT, head_middle
from core.imaging import fingerprint
from core.jobs import JobControl
from core.recipe import Identity, Recipe, Refine, Start
from core.retouch.canvas import oval
from core.retouch.window import around
from training.people.scene import STYLES
from training.sharing import options, share_out
from training.sheets import Tile, save_labelled
from training.studio import Studio
from training.trials import Trial

PICTURES = 56
LARGER = 1.5
SHARES = (0.25, 0.3, 0.35, 0.4)  # of heads
MIDDLE = (0.5, 0.4)  # of a head, in shares of the sides


Images = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True, eq=False)
class Pair:
    """One picture before and after its face was refined; RGB uint8."""

    share: float  # of the head
    style: str
    reference: np.ndarray
    images: Images
    own: tuple[float, float]  # cosines with the person
    other: tuple[float, float]  # with somebody else
    found: tuple[bool, bool]
    outside: int  # pixels

    def near(self, image: np.ndarray) -> np.ndarray:
        """The part of a picture in which the head is, enlarged."""
        side = image.shape[0]
        box = np.array([*MIDDLE, *MIDDLE]) * side + np.array([-1, -1, 1, 1]) * self.share * side / 2
        return around(box, 0.2, (side, side), (side, side)).cut(image)


def placed(pose: np.ndarray, share: float, side: int) -> np.ndarray:
    """Landmarks (5, 2) held as in a pose, of a head of this share of a square picture's height."""
    factor = share * side / (HEAD_HEIGHT * fit(pose).size)
    return (pose - head_middle(pose)) * factor + np.array(MIDDLE) * side


def recipe(studio: Studio, trial: Trial, share: float) -> Recipe:
    """The person of a trial, small in a large picture."""
    side, chosen = round(LARGER * studio.size[0]), studio.manifest.defaults
    points = placed(trial.pose * studio.size, share, side)
    plain = studio.plain(trial.prompt, trial.number)
    person = Identity(
        references=(fingerprint(trial.reference.image),),
        landmarks=tuple((float(x), float(y)) for x, y in points),  # pyright: ignore
        likeness=chosen.likeness,
        structure=chosen.structure,
    )
    sampling = plain.sampling.model_copy(update={"width": side, "height": side})
    return plain.model_copy(update={"identities": (person,), "sampling": sampling})


def run(pack: str, refine: Refine, numbers: Sequence[int]) -> list[Pair]:
    """Draw, refine and judge some pictures."""
    studio, done = Studio(pack), []
    for number in numbers:
        trial = Trial(number)
        share = SHARES[(number // len(STYLES) + number) % len(SHARES)]
        small = recipe(studio, trial, share)
        sources = {fingerprint(trial.reference.image): trial.reference.image}
        (drawn,) = studio.engine.generate(small, sources, JobControl())
        key = fingerprint(drawn.image)
        again = small.model_copy(update={"start": Start(image=key, strength=0), "refine": refine})
        given = {**sources, key: drawn.image}
        (refined,) = studio.engine.generate(again, given, JobControl())
        pair = _judged(studio, trial, share, again, (drawn.image, refined.image))
        print(f"{number}: {pair.own[0]:.2f} to {pair.own[1]:.2f}", file=sys.stderr, flush=True)
        done.append(pair)
    return done


def _judged(studio: Studio, trial: Trial, share: float, asked: Recipe, images: Images) -> Pair:
    place = np.array(asked.identities[0].landmarks, np.float32)
    people = [studio.know(one.reference) for one in (trial, Trial(trial.number + 1))]
    faces = [whose(studio.engine.faces(image), [place], crowded=True)[0] for image in images]
    points = [place if face is None else face.landmarks for face in faces]
    seen = [studio.judge.embed(*one) for one in zip(images, points, strict=True)]
    own, other = ([float(embedding @ person) for embedding in seen] for person in people)
    assert asked.refine is not None
    height, width = images[0].shape[:2]
    outside = oval(points[0], (width, height), asked.refine.feather) == 0
    return Pair(
        share=share,
        style=trial.scene.style,
        reference=trial.reference.image,
        images=images,
        own=(own[0], own[1]),
        other=(other[0], other[1]),
        found=(faces[0] is not None, faces[1] is not None),
        outside=int((images[0] != images[1]).any(axis=2)[outside].sum()),
    )


def summarise(pairs: Sequence[Pair]) -> dict[str, Any]:
    """The figures of some pictures."""
    own = np.array([pair.own for pair in pairs])
    rise = own[:, 1] - own[:, 0]
    error = rise.std(ddof=1) / len(rise) ** 0.5 if len(rise) > 1 else float("nan")
    return {
        "pictures": len(pairs),
        "likeness": _means(own) | {"rise": _told(rise.mean()), "error": _told(error)},
        "other": _means([pair.other for pair in pairs]),
        "rises": _told((rise > 0).mean()),
        "found": _means([pair.found for pair in pairs]),
        "by_head": {str(one): _means(own[_of(pairs, "share", one)]) for one in SHARES},
        "by_style": {one: _means(own[_of(pairs, "style", one)]) for one in STYLES},
        "outside": sum(pair.outside for pair in pairs),
    }


def _of(pairs: Sequence[Pair], name: str, value: object) -> list[int]:
    return [index for index, pair in enumerate(pairs) if getattr(pair, name) == value]


def _means(rows: Any) -> dict[str, float]:
    values = np.array(rows, np.float64).reshape(-1, 2)
    if not len(values):
        return {}
    before, after = values.mean(axis=0)
    return {"before": _told(before), "after": _told(after)}


def _told(value: Any) -> float:
    return round(float(value), 3)


def main() -> None:
    parser = options("training.small_faces", __doc__, PICTURES)
    parser.add_argument("--strength", type=float, default=Refine().strength)
    parser.add_argument("--padding", type=float, default=Refine().padding)
    chosen = parser.parse_args()
    refine = Refine(strength=chosen.strength, padding=chosen.padding)
    pairs = share_out(partial(run, chosen.pack, refine), range(chosen.pictures), chosen.processes)
    if chosen.sheet is not None:
        _write_sheet(pairs, chosen.sheet)
    print(json.dumps(summarise(pairs)))


def _write_sheet(pairs: Sequence[Pair], path: Path, rows: int = 8) -> None:
    """The whole picture and the head, before and after, beside the photo; two to a row."""
    tiles = [
        [
            Tile(pair.reference, "photo"),
            *(
                Tile(image, f"{name}, likeness {cosine:.2f}")
                for image, cosine, name in zip(
                    (*pair.images, *map(pair.near, pair.images)),
                    2 * pair.own,
                    ("before", "after", "head before", "head after"),
                    strict=True,
                )
            ),
        ]
        for pair in pairs[:rows]
    ]
    save_labelled(tiles, path, "Small faces, before and after they are refined")


if __name__ == "__main__":
    main()
