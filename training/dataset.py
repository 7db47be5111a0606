"""The pictures to learn from, drawn once and kept as one memory-mapped array.

People come in pairs that share their scenes: the partner's picture of a scene has the same
pose, clothes, background and style but another face. It is what an image prompt is trained
on when a face is given as well, so that the one hands over the look and the other the likeness.

Who stands in which scene follows from the number of the pair alone (`cast`), so that captions
and labels can be made at any time, without drawing.
"""

import json
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from torch import Tensor

from training.common import RUNS
from training.people.identity import Identity, sample_identity
from training.people.scene import Scene, sample_scene

SIZE = 256
PAIRS = 4500
HELD_OUT_PAIRS = 300  # their people are only for measuring
PLAIN = 2  # so many pictures of each person, the first, are of one style, that of references
PLAIN_STYLE = "flat vector"
SCENES = 4  # pictures of each person; those after the first two are of any style
STYLES = {
    "flat vector": 0.05,
    "watercolor": 0.16,
    "pencil sketch": 0.13,
    "pop art": 0.14,
    "oil painting": 0.15,
    "neon": 0.14,
    "film noir": 0.11,
    "line art": 0.12,
}
SEED = 20261124
CHUNK = 50  # pairs drawn by one task


@dataclass(frozen=True, eq=False)
class People:
    """All pictures. Picture i shows person `i // SCENES`; pairs of people are neighbours."""

    images: np.ndarray  # uint8 (n, SIZE, SIZE, 3)
    landmarks: np.ndarray  # float32 (n, 5, 2), pixels
    boxes: np.ndarray  # float32 (n, 4)
    traits: np.ndarray  # float32 (people, d), Identity.vector

    @property
    def training(self) -> int:
        """How many pictures, from the first on, may be learnt from."""
        return len(self.images) - 2 * SCENES * HELD_OUT_PAIRS


def cast(pair: int) -> tuple[tuple[Identity, Identity], tuple[Scene, ...]]:
    """The two people of a pair and their scenes; pairs from PAIRS on are held out."""
    rng = np.random.default_rng([SEED, pair])
    names, shares = list(STYLES), list(STYLES.values())
    drawn = [str(rng.choice(names, p=shares)) for _ in range(SCENES - PLAIN)]
    scenes = tuple(sample_scene(rng, style) for style in [PLAIN_STYLE] * PLAIN + drawn)
    return (sample_identity(rng), sample_identity(rng)), scenes


def shown(picture: int) -> tuple[Identity, Scene]:
    """Who and what picture `picture` shows."""
    person, scene = divmod(picture, SCENES)
    identities, scenes = cast(person // 2)
    return identities[person % 2], scenes[scene]


def partner(picture: Tensor) -> Tensor:
    """The pictures of the same scenes with the other person of the pair."""
    person, scene = picture // SCENES, picture % SCENES
    return (person ^ 1) * SCENES + scene


def folder() -> Path:
    return RUNS / "pictures"


def load() -> People:
    """Map the drawn pictures; raises FileNotFoundError before `draw` has finished."""
    home = folder()
    table = np.load(home / "numbers.npz")
    images = np.load(home / "images.npy", mmap_mode="r")
    return People(images, table["landmarks"], table["boxes"], table["traits"])


def draw(processes: int = 2) -> None:
    """Draw everything; takes about 7 minutes of two cores and 8 GB of disk."""
    home = folder()
    if (home / "done.json").exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    last = PAIRS + HELD_OUT_PAIRS
    total = last * 2 * SCENES
    images = np.lib.format.open_memmap(home / "images.npy", "w+", np.uint8, (total, SIZE, SIZE, 3))
    landmarks = np.zeros((total, 5, 2), np.float32)
    boxes = np.zeros((total, 4), np.float32)
    traits: list[np.ndarray] = []
    with get_context("spawn").Pool(processes) as pool:
        place = 0
        for chunk in pool.imap(partial(draw_pairs, last=last), range(0, last, CHUNK)):
            end = place + len(chunk["images"])
            images[place:end] = chunk["images"]
            landmarks[place:end] = chunk["landmarks"]
            boxes[place:end] = chunk["boxes"]
            traits.extend(chunk["traits"])
            place = end
            print(f"pictures {place} of {total}", flush=True)
    images.flush()
    np.savez(home / "numbers.npz", landmarks=landmarks, boxes=boxes, traits=np.stack(traits))
    (home / "done.json").write_text(json.dumps({"pictures": total}))


def draw_pairs(start: int, last: int) -> dict[str, list]:
    """Draw pairs `start` to `start + CHUNK`, but not `last`, person after person."""
    from training.people.drawing import draw as draw_person

    out: dict[str, list] = {name: [] for name in ("images", "landmarks", "boxes", "traits")}
    for pair in range(start, min(start + CHUNK, last)):
        people, scenes = cast(pair)
        for person in people:
            out["traits"].append(person.vector())
            for scene in scenes:
                drawing = draw_person(person, scene, SIZE)
                out["images"].append(drawing.image)
                out["landmarks"].append(drawing.landmarks)
                out["boxes"].append(drawing.box)
    return out
