"""The pictures to learn from, drawn once and kept as one memory-mapped array.

People come in pairs that share their scenes: the partner's picture of a scene has the same
pose, clothes, background and style but another face. It is what an image prompt is trained
on when a face is given as well, so that the one hands over the look and the other the likeness.
"""

import json
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from training.common import RUNS

SIZE = 128
PAIRS = 5000
HELD_OUT_PAIRS = 150  # their people are only for measuring
SCENES = 3  # pictures of each person; the first two are flat vector, the reference style
STYLES = {"flat vector": 0.16, "watercolor": 0.3, "film noir": 0.24, "neon": 0.3}
SEED = 20261122
CHUNK = 100  # pairs drawn by one task


@dataclass(frozen=True, eq=False)
class People:
    """All pictures. Picture i shows person `i // SCENES`; pairs of people are neighbours."""

    images: np.ndarray  # uint8 (n, SIZE, SIZE, 3)
    landmarks: np.ndarray  # float32 (n, 5, 2), pixels
    boxes: np.ndarray  # float32 (n, 4)
    traits: np.ndarray  # float32 (people, d), Identity.vector
    captions: list[str]
    short_captions: list[str]
    styles: list[str]

    @property
    def training(self) -> int:
        """How many pictures, from the first on, may be learnt from."""
        return len(self.images) - 2 * SCENES * HELD_OUT_PAIRS

    def partner(self, picture: np.ndarray) -> np.ndarray:
        """The same scene with the other person of the pair."""
        person, scene = picture // SCENES, picture % SCENES
        return (person ^ 1) * SCENES + scene


def folder() -> Path:
    return RUNS / "pictures"


def load() -> People:
    """Map the drawn pictures; raises FileNotFoundError before `draw` has finished."""
    home = folder()
    table = np.load(home / "numbers.npz")
    words = json.loads((home / "words.json").read_text())
    images = np.load(home / "images.npy", mmap_mode="r")
    return People(images, table["landmarks"], table["boxes"], table["traits"], **words)


def draw(processes: int = 2, pairs: int = PAIRS) -> None:
    """Draw everything; takes about 2 minutes of two cores."""
    home = folder()
    if (home / "words.json").exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    total = (pairs + HELD_OUT_PAIRS) * 2 * SCENES
    shape = (total, SIZE, SIZE, 3)
    images = np.lib.format.open_memmap(home / "images.npy", "w+", np.uint8, shape)
    landmarks = np.zeros((total, 5, 2), np.float32)
    boxes = np.zeros((total, 4), np.float32)
    traits: list[np.ndarray] = []
    words: dict[str, list[str]] = {"captions": [], "short_captions": [], "styles": []}
    starts = range(0, pairs + HELD_OUT_PAIRS, CHUNK)
    with get_context("spawn").Pool(processes) as pool:
        place = 0
        for chunk in pool.imap(partial(draw_pairs, last=pairs + HELD_OUT_PAIRS), starts):
            end = place + len(chunk["images"])
            images[place:end] = chunk["images"]
            landmarks[place:end] = chunk["landmarks"]
            boxes[place:end] = chunk["boxes"]
            traits.extend(chunk["traits"])
            for name, kept in words.items():
                kept.extend(chunk[name])
            place = end
            print(f"pictures {place} of {total}", flush=True)
    images.flush()
    np.savez(home / "numbers.npz", landmarks=landmarks, boxes=boxes, traits=np.stack(traits))
    (home / "words.json").write_text(json.dumps(words))


def draw_pairs(start: int, last: int) -> dict[str, list]:
    """Draw pairs `start` to `start + CHUNK`, person after person.

    Pairs from PAIRS on are held out from training.
    """
    from training.people.captions import caption
    from training.people.drawing import draw as draw_person
    from training.people.identity import sample_identity
    from training.people.scene import sample_scene

    names = ("images", "landmarks", "boxes", "traits", "captions", "short_captions", "styles")
    out: dict[str, list] = {name: [] for name in names}
    for pair in range(start, min(start + CHUNK, last)):
        rng = np.random.default_rng([SEED, pair])
        styles = [
            "flat vector",
            "flat vector",
            str(rng.choice(list(STYLES), p=list(STYLES.values()))),
        ]
        scenes = [sample_scene(rng, style) for style in styles]
        for _ in range(2):
            person = sample_identity(rng)
            out["traits"].append(person.vector())
            for scene in scenes:
                drawing = draw_person(person, scene, SIZE)
                words = caption(person, scene, rng)
                out["images"].append(drawing.image)
                out["landmarks"].append(drawing.landmarks)
                out["boxes"].append(drawing.box)
                out["captions"].append(words)
                out["short_captions"].append(words.split(", ")[0])
                out["styles"].append(scene.style)
    return out
