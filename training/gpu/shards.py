"""Pictures drawn and described by processes beside the one that trains, a few pairs at a time."""

import os
import time
from collections.abc import Iterator
from functools import cache
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from core.faces.landmarks import COLOURS, DIMMING, draw_landmarks
from core.opencv import cv2
from training import dataset, recogniser, tokens, words
from training.alignment import align
from training.labels import table
from training.people.captions import caption

PAIRS = 25  # in one shard
PICTURES = PAIRS * 2 * dataset.SCENES  # in one shard
WAITING = 150  # shards on the disk; whoever draws then waits
PALETTE = np.array(
    [(0, 0, 0), *[[int(DIMMING * v) for v in colour] for colour in COLOURS], *COLOURS], np.uint8
)
"""Every colour of the picture of the landmarks, RGB."""


def start(folder: Path, workers: int, chosen: range) -> None:
    """Begin to draw these shards into a folder; the processes end with this one."""
    folder.mkdir(parents=True, exist_ok=True)
    os.environ |= {"TOKENIZERS_PARALLELISM": "false", "OMP_NUM_THREADS": "1"}
    context = get_context("spawn")
    for worker in range(workers):
        part = (folder, chosen[worker::workers])
        context.Process(target=_work, args=part, daemon=True).start()


def take(folder: Path) -> Iterator[dict[str, np.ndarray]]:
    """Shards as they come, without end; each is removed once it is read."""
    while True:
        for path in sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime):
            with np.load(path) as stored:
                shard = {name: stored[name] for name in stored.files}
            path.unlink()
            yield shard
        time.sleep(0.05)


def numbered(place: int) -> int:
    """The number of the pair at a place: all, but those held out for measuring."""
    return place if place < dataset.PAIRS else place + dataset.HELD_OUT_PAIRS


def _work(folder: Path, chosen: range) -> None:
    import torch

    os.nice(5)
    cv2.setNumThreads(1)
    torch.set_num_threads(1)
    for shard in chosen:
        while len(list(folder.glob("*.npz"))) > WAITING:
            time.sleep(0.2)
        partial = folder / f"{shard}.part"
        with partial.open("wb") as file:
            np.savez(file, **draw(range(shard * PAIRS, (shard + 1) * PAIRS)))
        partial.rename(folder / f"{shard:06}.npz")


def draw(places: range) -> dict[str, np.ndarray]:
    """Draw the pairs at these places and say of each picture what can be said without a GPU.

    Returns:
        `images` uint8 (n, 256, 256, 3); `marks` uint8 (n, 256, 256), the picture of the
        landmarks as places in PALETTE; `landmarks` float32 (n, 5, 2); `boxes` float32 (n, 4);
        `embeddings` float32 (n, 512); `truth` int64 (n, facts); `ids` int16 (captions, n, 77),
        padded as for the first tokenizer; `ends` int16 (captions, n): where the padding begins.
    """
    from training.people.drawing import draw as draw_person

    told = []
    captions: list[list[str]] = [[] for _ in words.VARIANTS]
    drawings = []
    for place in places:
        people, scenes = dataset.cast(numbered(place))
        rng = np.random.default_rng([dataset.SEED, 12, place])
        for person in people:
            for scene in scenes:
                drawings.append(draw_person(person, scene, dataset.SIZE))
                told.append((person, scene))
                for row, about in zip(captions, words.VARIANTS, strict=True):
                    row.append(caption(person, scene, rng, about))
    faces = np.stack([align(drawing.image, drawing.landmarks) for drawing in drawings])
    ids = [[_tokenizer()(text).input_ids[: tokens.LENGTH] for text in row] for row in captions]
    return {
        "images": np.stack([drawing.image for drawing in drawings]),
        "marks": np.stack([_marks(drawing.landmarks) for drawing in drawings]),
        "landmarks": np.stack([drawing.landmarks for drawing in drawings]),
        "boxes": np.stack([drawing.box for drawing in drawings]),
        "embeddings": recogniser.embed_as_shipped(faces),
        "truth": table(told),
        "ids": np.array([[_padded(row) for row in rows] for rows in ids], np.int16),
        "ends": np.array([[len(row) for row in rows] for rows in ids], np.int16),
    }


def _marks(landmarks: np.ndarray) -> np.ndarray:
    drawn = draw_landmarks(landmarks, dataset.SIZE, dataset.SIZE).astype(np.int32)
    codes, order = _codes()
    return order[np.searchsorted(codes, drawn @ (65536, 256, 1))]


@cache
def _codes() -> tuple[np.ndarray, np.ndarray]:
    codes = PALETTE.astype(np.int32) @ (65536, 256, 1)
    order = codes.argsort()
    return codes[order], order.astype(np.uint8)


@cache
def _tokenizer():
    return tokens.load()[0]


def _padded(row: list[int]) -> list[int]:
    return row + [row[-1]] * (tokens.LENGTH - len(row))
